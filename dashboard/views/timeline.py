"""Timeline: reported figures by the day they were said."""

from __future__ import annotations

import streamlit as st

from dashboard import compare_panel, controls, queries, state, timeline_panel
from dashboard.aggregates import comparison
from dashboard.components import show_left_out, show_nothing_found, show_opened_figure

view = state.view()
wording = view.wording

st.title(wording("timeline.title"))
st.caption(wording("timeline.lead"))

claims = queries.claims(view.filters)
if queries.compared(view.filters).empty:
    show_nothing_found(wording)
    show_left_out(comparison.left_out(claims), wording)
    st.stop()

compare_panel.warn_of_several_dossiers(queries.dossiers(), view)
category = controls.compared_category(wording, queries.categories(view.filters))
question, asked = compare_panel.choose_question(category, view)
timeline_panel.show_timeline(asked, category, question, view)
show_left_out(comparison.left_out(claims), wording)
show_opened_figure(view)
