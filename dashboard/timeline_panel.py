"""A timeline with all that belongs to it, for the page *Timeline* and for a source's own page."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import controls, phrases, queries, tables
from dashboard.aggregates import timeline
from dashboard.chart_panel import Panel, show_chart
from dashboard.charts import band_chart, timeline_chart
from dashboard.compare_panel import question_words
from dashboard.components import legend_of, show_key, show_legend
from dashboard.state import View

_COLUMNS = (
    "said_on",
    "source",
    "number",
    "period",
    "victims",
    "quote",
    "relayed_by",
    "publishers",
    "reports",
    "review",
)


def show_timeline(asked: pd.DataFrame, category: str, question: str, view: View) -> None:
    """The claims of one question, or of a category, by the day they were said; below, who revised itself."""
    wording = view.wording
    rows = timeline.in_time(asked)
    if few := len(rows) <= timeline.MOST_MARKS:
        rows = timeline.spread_marks(rows)
    inks = view.style.source_inks(queries.ranked_sources())
    legend = legend_of(rows, inks, view)
    log = controls.log_scale(wording)
    axis_title = wording("compare.axis", category=wording(f"category.{category}"))
    words = question_words(asked, question, wording)
    panel = Panel(
        key=f"timeline-{category}",
        title=wording("timeline.picture_title", category=wording(f"category.{category}")),
        alt=phrases.timeline_text(rows, f"{wording(f'category.{category}')}, {words}", wording),
        lines=[words, wording("timeline.explain")],
        legend=legend,
    )
    show_legend(legend)
    revised = timeline.revisions(rows)
    if not few:
        st.caption(wording("timeline.too_many", number=len(rows), claimants=timeline.MOST_BANDED))
        bands = timeline.in_bands(rows)
        chart = band_chart(bands, wording, view.style, inks, axis_title=axis_title, log=log)
    else:
        st.caption(wording("timeline.explain"))
        chart = timeline_chart(rows, revised, wording, view.style, inks, axis_title=axis_title, log=log)
    show_chart(chart, panel, rows, _COLUMNS, view)
    show_key(wording, earlier=False)
    show_revisions(revised, view)


def show_revisions(revised: pd.DataFrame, view: View) -> None:
    """Who gave a newer number in its own line."""
    if revised.empty:
        return
    wording = view.wording
    st.subheader(wording("overview.revised"))
    st.caption(wording("overview.revised_explain"))
    controls.choose_row(
        tables.revisions_table(revised, wording),
        tables.figure_ids(revised),
        wording,
        alt=wording("overview.revised"),
        of=("revised", tables.figure_ids(revised)),
    )
