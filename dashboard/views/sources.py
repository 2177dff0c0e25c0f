"""Sources: who claims things, who is not known yet, and a source's own page."""

from __future__ import annotations

import streamlit as st

from dashboard import claimants, queries, sources_panel, state
from dashboard.components import show_opened_figure

view = state.view()
wording = view.wording

st.title(wording("sources.title"))
st.caption(wording("sources.lead"))

counted = queries.counted_sources()
registry = queries.registry()
chosen = sources_panel.choose_source(wording, list(counted), registry)
if chosen:
    sources_panel.show_source(chosen, registry, view)
else:
    sources_panel.show_known(claimants.known_claimants(counted, registry), registry, wording)
    sources_panel.show_unknown(wording)
    sources_panel.show_resolved(wording)
show_opened_figure(view)
