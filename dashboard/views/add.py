"""Add articles: see what is found, mend it, then keep it."""

from __future__ import annotations

import streamlit as st

from dashboard import add_panel, adding, queries, state

view = state.view()
wording = view.wording

st.title(wording("add.title"))
st.caption(wording("add.lead"))

way = add_panel.choose_way(wording)
readings = []
if way == "paste":
    article = add_panel.pasted_article(wording)
elif way == "upload":
    readings = adding.read_files(add_panel.uploaded_files(wording), add_panel.choose_given(wording))
else:
    readings = add_panel.fetched_readings(wording)

add_panel.show_problems(readings, wording)
good = [reading for reading in readings if reading.article]
if way != "paste":
    article = add_panel.choose_article(wording, good) if good else None

if article is not None:
    dossier = add_panel.choose_dossier(wording, queries.dossiers())
    saving = st.container(horizontal=True)
    preview = adding.try_preview(article, queries.store().registry)
    if isinstance(preview, str):
        st.error(preview)
    else:
        edits = add_panel.edit_figures(preview, view)
        with saving:
            add_panel.offer_to_save(preview, dossier, edits, view)
        add_panel.show_preview(preview, view)
    if len(good) > 1:
        with saving:
            add_panel.offer_to_save_all(good, dossier, view)
