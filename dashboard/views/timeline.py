"""Timeline: reported figures by the day they were said."""

from __future__ import annotations

import streamlit as st

from dashboard import controls, phrases, queries, state
from dashboard.aggregates import comparison, timeline
from dashboard.chart_panel import Panel, show_chart
from dashboard.charts import timeline_chart, weekly_chart
from dashboard.components import show_key, show_left_out, show_legend, show_nothing_found, show_opened_figure

COLUMNS = ("said_on", "source", "number", "period", "quote", "relayed_by", "outlets", "reports", "status")

view = state.view()
wording = view.wording

st.title(wording("timeline.title"))
st.caption(wording("timeline.lead"))

figures = queries.figures(view.filters)
statements = comparison.compare_sources(figures)
if statements.empty:
    show_nothing_found(wording)
    show_left_out(comparison.left_out(figures), wording)
    st.stop()

with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
    category = controls.compared_category(wording, comparison.list_categories(statements))
    log = controls.log_scale(wording)

inks = view.style.source_inks(queries.ranked_sources())
axis_title = wording("compare.axis", category=wording(f"category.{category}"))
for span in comparison.list_spans(statements, category):
    rows = timeline.in_time(comparison.of_question(statements, category, span))
    question = wording("compare.question", category=wording(f"category.{category}"), span=wording(f"span.{span}"))
    st.subheader(f"{question[:1].upper()}{question[1:]}")
    panel = Panel(
        key=f"timeline-{category}-{span}",
        title=wording("timeline.picture_title", category=wording(f"category.{category}")),
        alt=phrases.timeline_text(rows, question, wording),
        lines=[wording(f"timeline.explain_{span}")],
    )
    show_legend(rows, inks, wording)
    if len(rows) > timeline.MOST_MARKS:
        st.caption(wording("timeline.too_many", number=len(rows)))
        chart = weekly_chart(timeline.by_week(rows), wording, view.style, inks, axis_title=axis_title, log=log)
    else:
        st.caption(wording(f"timeline.explain_{span}"))
        revised = timeline.revisions(rows)
        chart = timeline_chart(rows, revised, wording, view.style, inks, axis_title=axis_title, log=log)
    show_chart(chart, panel, rows, COLUMNS, view)

show_key(wording, earlier=False)
show_left_out(comparison.left_out(figures), wording)
show_opened_figure(view)
