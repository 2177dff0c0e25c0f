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

claims = queries.claims(view.filters)
compared = queries.compared(view.filters)
if compared.empty:
    show_nothing_found(wording)
    show_left_out(comparison.left_out(claims), wording)
    st.stop()

compare_panel.warn_of_several_dossiers(queries.dossiers(), view)
left, right = st.columns([3, 4])
with left:
    category = controls.compared_category(wording, queries.categories(view.filters))
with right:
    look = controls.look_of_comparison(wording)

if look == "outlets":
    compare_panel.show_differing(claims, category, view)
elif look == "apart":
    compare_panel.show_apart(compared, category, view)
else:
    question, asked = compare_panel.choose_question(category, view)
    if look == "first":
        compare_panel.show_first(asked, view)
    elif look == "weeks":
        compare_panel.show_weeks(asked, view)
    else:
        compare_panel.show_side_by_side(asked, category, question, view)

show_left_out(comparison.left_out(claims), wording)
show_opened_figure(view)
