"""Overview: what is new, who revised itself, where each claimant stands, where they are furthest apart."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from dashboard import controls, phrases, queries, state, tables
from dashboard.aggregates import comparison, overview, timeline
from dashboard.chart_panel import Panel, show_chart
from dashboard.charts import disagreement_chart
from dashboard.components import show_counts, show_nothing_found, show_opened_figure

NEW_COLUMNS = ("number", "category", "source", "said_on", "quote", "publisher", "status")
RANGE_COLUMNS = ("category", "source", "number", "said_on", "quote", "outlets", "status")
MOST_NEW = 8

view = state.view()
wording = view.wording
now = datetime.now(UTC)

st.title(wording("overview.title"))
st.caption(wording("overview.lead"))

figures = queries.figures(view.filters)
if figures.empty:
    show_nothing_found(wording)
    st.stop()

statements = comparison.compare_sources(figures)
show_counts(overview.counts(figures), wording)

latest = overview.latest_by_category(statements)
if not latest.empty:
    st.subheader(wording("overview.latest"))
    st.caption(wording("overview.latest_explain"))
    controls.choose_cell(
        tables.latest_table(latest, wording, view.filters.as_known_on or now.date()),
        tables.latest_ids(latest, wording),
        wording,
        alt=wording("overview.latest"),
        of=("latest", view.filters),
    )

apart = queries.furthest_apart(view.filters)
if apart:
    st.subheader(wording("overview.apart"))
    st.caption(wording("overview.apart_explain"))
    inks = view.style.source_inks(queries.ranked_sources())
    chart = disagreement_chart(apart, wording, view.style, inks, axis_title=wording("overview.axis"))
    panel = Panel(key="apart", title=wording("overview.apart"), alt=phrases.apart_text(apart, wording))
    show_chart(chart, panel, overview.ends_of(apart), RANGE_COLUMNS, view)

revised = timeline.revisions(statements)
if not revised.empty:
    st.subheader(wording("overview.revised"))
    st.caption(wording("overview.revised_explain"))
    controls.choose_row(
        tables.revisions_table(revised, wording),
        tables.figure_ids(revised),
        wording,
        alt=wording("overview.revised"),
        of=("revised", view.filters),
    )

new = overview.added_since(figures, now)
st.subheader(wording("overview.new"))
st.caption(wording.count("overview.new_explain", len(new)))
if not new.empty:
    shown = overview.first_rows(new, MOST_NEW)
    controls.choose_row(
        tables.figures_table(shown, wording, NEW_COLUMNS),
        tables.figure_ids(shown),
        wording,
        alt=wording("overview.new"),
        of=("new", view.filters),
    )
show_opened_figure(view)
