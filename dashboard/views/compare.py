"""Compare sources: one question, all who answered it."""

from __future__ import annotations

import streamlit as st

from dashboard import compare_panel, controls, queries, state
from dashboard.aggregates import comparison
from dashboard.components import show_left_out, show_nothing_found, show_opened_figure

view = state.view()
wording = view.wording

st.title(wording("compare.title"))
st.caption(wording("compare.lead"))

figures = queries.figures(view.filters)
statements = comparison.compare_sources(figures)
if statements.empty:
    show_nothing_found(wording)
    show_left_out(comparison.left_out(figures), wording)
    st.stop()

compare_panel.warn_of_several_dossiers(queries.dossiers(), view)
with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
    category = controls.compared_category(wording, comparison.list_categories(statements))
    look = controls.look_of_comparison(wording)

if look == "side":
    compare_panel.show_side_by_side(statements, category, view)
elif look == "apart":
    compare_panel.show_apart(statements, category, view)
elif look == "first":
    compare_panel.show_first(statements, category, view)
else:
    compare_panel.show_weeks(statements, category, view)

show_left_out(comparison.left_out(figures), wording)
show_opened_figure(view)
