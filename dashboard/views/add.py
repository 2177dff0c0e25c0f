"""Add articles: see what is found, then keep it."""

from __future__ import annotations

import streamlit as st

from dashboard import add_panel, adding, queries, state

view = state.view()
wording = view.wording

st.title(wording("add.title"))
st.caption(wording("add.lead"))

if add_panel.choose_way(wording) == "paste":
    article = add_panel.pasted_article(wording)
    if article is None:
        st.stop()
    preview = adding.try_preview(article, queries.store().registry)
    if isinstance(preview, str):
        st.error(preview)
        st.stop()
    add_panel.offer_to_save(preview, add_panel.choose_dossier(wording, queries.dossiers()), view)
    add_panel.show_preview(preview, view)
else:
    readings = adding.read_files(add_panel.uploaded_files(wording), add_panel.choose_given(wording))
    add_panel.show_problems(readings, wording)
    good = [reading for reading in readings if reading.article]
    if not good:
        st.stop()
    add_panel.offer_to_save_all(good, add_panel.choose_dossier(wording, queries.dossiers()), view)
    chosen = add_panel.choose_article(wording, good)
    preview = adding.try_preview(chosen, queries.store().registry)
    if isinstance(preview, str):
        st.error(preview)
    else:
        add_panel.show_preview(preview, view)
