"""One question, all claimants: a row each, its dot, bar or open arrow, and faintly what it had said before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.aggregates.folding import UNTOLD
from dashboard.charts.axes import ValueAxis
from dashboard.charts.marks import add_marks
from dashboard.charts.style import Style, base_layout, plain, row_line
from dashboard.phrases import bounds_text, day_text, period_text, told
from dashboard.wording import Wording, isolated

_ROW_HEIGHT = 84
_MARK_AT = 0.83  # of the row's height, below its lines of words
_NAME_LENGTH = 46


def comparison_chart(
    claims: pd.DataFrame,
    wording: Wording,
    style: Style,
    inks: Mapping[str, str],
    parties: Mapping[str, str],
    *,
    axis_title: str,
    log: bool = False,
) -> go.Figure:
    """The claims of one question, as `aggregates.comparison.arrange_rows` has them."""
    rows = int(claims["row"].max()) + 1
    axis = ValueAxis(claims, log=log)
    chart = go.Figure(layout=base_layout(style, height=rows * _ROW_HEIGHT + 56))
    at = claims["row"] + _MARK_AT
    add_marks(chart, claims, axis, wording, style, inks, at=at, upright=False, thickness=0.16)
    for row in range(1, rows):
        chart.add_shape(row_line(row, style))
    for record in claims[claims["heads"]].to_dict("records"):
        chart.add_annotation(_heading(record, wording, style, parties.get(record["source"], "")))
    chart.update_xaxes(axis.layout(style, wording, axis_title))
    chart.update_yaxes(range=[rows, 0], visible=False, fixedrange=True)
    return chart


def _heading(row: dict[Any, Any], wording: Wording, style: Style, party: str) -> dict[str, Any]:
    muted = f"<span style='color:{style.muted}'>"
    side = f" · {plain(wording('compare.party', party=_side_of(party)))}" if party else ""
    name = row["source"] if len(row["source"]) <= _NAME_LENGTH else row["source"][: _NAME_LENGTH - 1] + "…"
    name = isolated(name)
    number = bounds_text(row, wording)
    if row["vague"]:
        number = wording("compare.vague_words", words=isolated(_short(row["quote"])), bounds=number)
    said = day_text(row["said_on"], wording)
    second = f"{plain(number)}{muted}{' · ' + said if said else ''}</span>"
    third = f"{muted}{plain(' · '.join(_details(row, wording)))}</span>"
    return {
        "xref": "paper",
        "x": 0,
        "y": row["row"] + 0.05,
        "xanchor": "left",
        "yanchor": "top",
        "align": "left",
        "showarrow": False,
        "bgcolor": style.background,
        "borderpad": 1,
        "text": f"<b>{plain(name)}</b>{muted}{side}</span><br>{second}<br>{third}",
        "font": {"size": 13, "color": style.text},
    }


def _details(row: dict[Any, Any], wording: Wording) -> list[str]:
    """Which days and which place it covers, as far as they are told, and what else is on the row."""
    parts = (
        wording("question.time_untold") if row["span"] == UNTOLD else period_text(row, wording),
        isolated(_short(told(row["place"]))),
        wording.count("compare.others", int(row["others"])) if row["others"] else "",
    )
    return [part for part in parts if part]


def _side_of(party: str) -> str:
    """The side without the conflict in brackets behind it, which a narrow screen has no room for."""
    return party.partition(" (")[0]


def _short(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= 32 else words[:31] + "…"
