"""Overview: what is new, who revised itself, where each claimant stands, where they are furthest apart."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from dashboard import controls, overview_panel, phrases, queries, state, tables
from dashboard.aggregates import overview
from dashboard.chart_panel import Panel, show_chart
from dashboard.charts import disagreement_chart
from dashboard.components import show_nothing_found, show_opened_figure
from dashboard.timeline_panel import show_revisions

APART_COLUMNS = ("category", "source", "number", "said_on", "quote", "publishers", "review")

view = state.view()
wording = view.wording
now = datetime.now(UTC)

st.title(wording("overview.title"))
st.caption(wording("overview.lead"))

figures = queries.figures(view.filters)
if figures.empty:
    show_nothing_found(wording)
    st.stop()

claims = queries.claims(view.filters)
overview_panel.show_counts(overview.counts(figures, claims), wording)

latest = queries.latest(view.filters)
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
    show_chart(chart, panel, overview.ends_of(apart), APART_COLUMNS, view)

show_revisions(queries.revisions(view.filters), view)
overview_panel.show_new(overview.added_since(figures, now), view)
show_opened_figure(view)
