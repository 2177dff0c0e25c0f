"""Where claimants are furthest apart: a row for each question, from the lowest claim to the highest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.aggregates.overview import Apart, ends_of
from dashboard.charts.axes import ValueAxis
from dashboard.charts.marks import add_marks
from dashboard.charts.style import Style, base_layout, plain, row_line
from dashboard.phrases import apart_question, claim_text
from dashboard.wording import Wording

_ROW_HEIGHT = 84
_MARK_AT = 0.83


def disagreement_chart(
    questions: Sequence[Apart],
    wording: Wording,
    style: Style,
    inks: Mapping[str, str],
    *,
    axis_title: str,
) -> go.Figure:
    """The questions on a logarithmic axis: what matters is how many times apart they are."""
    drawn = ends_of(questions).assign(stands=True)
    axis = ValueAxis(drawn, log=True)
    chart = go.Figure(layout=base_layout(style, height=len(questions) * _ROW_HEIGHT + 56))
    for row, question in enumerate(questions):
        found = question.found
        y = row + _MARK_AT
        ranks = [found.lower["rank"], found.upper["rank"]]
        line = {"color": style.muted, "width": 1, "dash": "dot"}
        chart.add_trace(go.Scatter(name="apart", mode="lines", x=ranks, y=[y, y], line=line, hoverinfo="skip"))
        chart.add_annotation(_heading(row, question, wording, style))
        if row:
            chart.add_shape(row_line(row, style))
    at = pd.Series([row + _MARK_AT for row in range(len(questions)) for _ in range(2)], index=drawn.index)
    add_marks(chart, drawn, axis, wording, style, inks, at=at, upright=False, thickness=0.16)
    chart.update_xaxes(axis.layout(style, wording, axis_title))
    chart.update_yaxes(range=[len(questions), 0], visible=False, fixedrange=True)
    return chart


def _heading(row: int, question: Apart, wording: Wording, style: Style) -> dict[str, Any]:
    found, name = question.found, apart_question(question, wording)
    factor = wording.factor(found.ratio)
    lowest, highest = (plain(claim_text(end, wording)) for end in (found.lower, found.upper))
    muted = f"<span style='color:{style.muted}'>"
    return {
        "xref": "paper",
        "x": 0,
        "y": row + 0.04,
        "xanchor": "left",
        "yanchor": "top",
        "align": "left",
        "showarrow": False,
        "bgcolor": style.background,
        "borderpad": 1,
        "text": f"<b>{plain(name)}</b> {factor}<br>{muted}{lowest}</span><br>{muted}{highest}</span>",
        "font": {"size": 13, "color": style.text},
    }
