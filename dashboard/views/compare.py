"""Compare sources: one question, all who answered it."""

from __future__ import annotations

import streamlit as st

from dashboard import controls, phrases, queries, state
from dashboard.aggregates import comparison
from dashboard.chart_panel import Panel, show_chart
from dashboard.charts import comparison_chart
from dashboard.components import show_key, show_left_out, show_nothing_found, show_opened_figure

COLUMNS = ("source", "number", "said_on", "period", "quote", "relayed_by", "outlets", "reports", "status")

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

with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
    category = controls.compared_category(wording, comparison.list_categories(statements))
    log = controls.log_scale(wording)

show_key(wording)
inks = view.style.source_inks(queries.ranked_sources())
for span, claimants in comparison.list_spans(statements, category).items():
    rows = comparison.arrange_rows(comparison.of_question(statements, category, span))
    drawn = comparison.first_rows(rows)
    question = wording("compare.question", category=wording(f"category.{category}"), span=wording(f"span.{span}"))
    st.subheader(f"{question[:1].upper()}{question[1:]} · {wording.count('compare.claimants', claimants)}")
    st.caption(wording(f"compare.explain_{span}"))
    axis_title = wording("compare.axis", category=wording(f"category.{category}"))
    panel = Panel(
        key=f"compare-{category}-{span}",
        title=wording("compare.picture_title", category=wording(f"category.{category}")),
        alt=phrases.comparison_text(drawn, question, wording),
        lines=[wording(f"compare.explain_{span}")],
    )
    chart = comparison_chart(drawn, wording, view.style, inks, axis_title=axis_title, log=log)
    show_chart(chart, panel, rows, COLUMNS, view)

show_left_out(comparison.left_out(figures), wording)
show_opened_figure(view)
