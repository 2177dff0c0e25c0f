"""Figures: the table, a row of it, the article that the row comes from, and what readers decide of it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard import controls, export_panel, queries, state, tables
from dashboard.components import show_figure, show_nothing_found
from dashboard.review_panel import choose_reviewer, show_bulk_review

view = state.view()
wording = view.wording

st.title(wording("figures.title"))
st.caption(wording("figures.lead"))

search_box, order_box = st.columns([3, 2])
with search_box:
    filters = replace(view.filters, search=controls.search_words(wording))
with order_box:
    order = controls.table_order(wording, list(queries.ORDERS))

total = queries.count(filters)
if not total:
    show_nothing_found(wording)
    st.stop()

with st.container(horizontal=True, vertical_alignment="center"):
    st.markdown(f"**{wording.count('figures.found', total)}**", width="stretch")
    with st.popover(wording("figures.columns"), icon=":material/view_column:"):
        columns = controls.table_columns(wording, tables.TABLE_COLUMNS, tables.FIRST_COLUMNS)
    with st.popover(wording("review.title"), icon=":material/fact_check:"):
        choose_reviewer(wording)
    export_panel.show_downloads(filters, order, wording)

page = controls.table_page(wording, total, queries.PAGE)
figures = queries.figures_page(filters, order, page)
st.caption(wording("figures.choose"))
ticked = controls.choose_row(
    tables.reader_table(figures, wording, columns),
    tables.figure_ids(figures),
    wording,
    alt=wording("figures.table_alt"),
    of=(filters, order, page),
    several=True,
)
show_bulk_review(ticked, wording)
if opened := state.opened_figure():
    st.subheader(wording("article.heading"))
    show_figure(*opened, view)
