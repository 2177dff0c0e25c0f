"""One question, all claimants: a row each, its dot, bar or open arrow, and faintly what it had said before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.hover import hover_texts
from dashboard.charts.style import Style, base_layout, faded, plain, value_axis
from dashboard.phrases import bounds_text, day_text, period_text
from dashboard.wording import Wording

_ROW_HEIGHT = 64
_MARK_AT = 0.78  # of the row's height, below its two lines of words
_ARROW = 0.07  # of the axis: long enough to be seen, too short to be read as a value
_ROOM = 1.12
_EARLIER = 0.3
_NAME_LENGTH = 46
_IDS = ["article_id", "figure_id"]


def comparison_chart(
    statements: pd.DataFrame,
    wording: Wording,
    style: Style,
    inks: Mapping[str, str],
    *,
    axis_title: str,
    log: bool = False,
) -> go.Figure:
    """The statements of one question, as `aggregates.comparison.arrange_rows` orders them."""
    rows = int(statements["row"].max()) + 1
    axis = _Axis(statements, log=log)
    chart = go.Figure(layout=base_layout(style, height=rows * _ROW_HEIGHT + 56))
    shown = statements.assign(
        ink=[
            faded(inks.get(source, style.other), 1 if main else _EARLIER)
            for source, main in zip(statements["source"], statements["main"], strict=True)
        ],
        y=statements["row"] + _MARK_AT,
        hover=hover_texts(statements, wording),
    )
    chart.add_traces([*_bars(shown), *_arrows(shown, axis), *_dots(shown)])
    for row in range(1, rows):
        chart.add_shape(type="line", xref="paper", x0=0, x1=1, y0=row, y1=row, line={"color": style.grid, "width": 1})
    for record in shown[shown["main"]].to_dict("records"):
        chart.add_annotation(_heading(record, wording, style))
    chart.update_traces(unselected={"marker": {"opacity": 1}}, selector=lambda trace: trace.customdata is not None)
    title = wording("axis.log" if log else "axis.linear", title=axis_title)
    chart.update_xaxes(value_axis(style, wording, title, reach=axis.reach, log=log, least=axis.least))
    chart.update_yaxes(range=[rows, 0], visible=False, fixedrange=True)
    return chart


class _Axis:
    """Where the axis ends, and how far an open bound's arrow goes on it."""

    def __init__(self, statements: pd.DataFrame, *, log: bool) -> None:
        ends = pd.concat([statements["point"], statements["bar_to"], statements["bar_from"]]).dropna()
        self.log = log
        self.least = max(float(ends[ends > 0].min()) if (ends > 0).any() else 1.0, 1.0)
        most = max(float(ends.max()), 1.0)
        span = max(most / self.least, 10.0)
        self.factor = span**_ARROW
        self.step = most * _ARROW
        self.reach = most * max(span ** (_ARROW + 0.05), 2.5) if log else most * (_ROOM + _ARROW)

    def open_end(self, value: float, direction: int) -> float:
        """The tip of the arrow that starts at the bound."""
        if self.log:
            return float(max(value, self.least) * self.factor**direction)
        return max(value + direction * self.step, 0.0)


def _bars(shown: pd.DataFrame) -> list[go.Bar]:
    wide = shown[shown["bar_from"].notna() & shown["bar_to"].notna()]
    if wide.empty:
        return []
    vague = wide["vague"]
    marker = {
        "color": wide["ink"],
        "line": {"color": wide["ink"], "width": 1},
        "pattern": {"shape": ["/" if v else "" for v in vague], "fgopacity": 0.7, "size": 6, "fillmode": "overlay"},
    }
    return [
        go.Bar(
            name="range",
            orientation="h",
            y=wide["y"],
            base=wide["bar_from"],
            x=wide["bar_to"] - wide["bar_from"],
            width=0.2,
            marker=marker,
            opacity=0.75,
            customdata=wide[_IDS],
            hovertext=wide["hover"],
            hoverinfo="text",
        )
    ]


def _arrows(shown: pd.DataFrame, axis: _Axis) -> list[go.Scatter]:
    return [
        go.Scatter(
            name="open",
            mode="lines+markers",
            x=[row["point"], axis.open_end(row["point"], direction)],
            y=[row["y"], row["y"]],
            line={"color": row["ink"], "width": 2.5},
            marker={"symbol": ["circle", symbol], "size": [0, 11], "color": row["ink"]},
            hoverinfo="skip",
        )
        for column, direction, symbol in (("open_above", 1, "triangle-right"), ("open_below", -1, "triangle-left"))
        for row in shown[shown[column] & shown["point"].notna()].to_dict("records")
    ]


def _dots(shown: pd.DataFrame) -> list[go.Scatter]:
    dots = shown[shown["point"].notna()].sort_values("main", kind="stable")
    halos = dots[dots["about"]]
    traces = []
    if not halos.empty:
        marker = {"size": 22, "color": halos["ink"], "opacity": 0.28}
        traces.append(
            go.Scatter(name="about", mode="markers", x=halos["point"], y=halos["y"], marker=marker, hoverinfo="skip")
        )
    if not dots.empty:
        traces.append(
            go.Scatter(
                name="stated",
                mode="markers",
                x=dots["point"],
                y=dots["y"],
                marker={
                    "size": [13 if main else 9 for main in dots["main"]],
                    "symbol": ["circle-open" if strict else "circle" for strict in dots["strict"]],
                    "color": dots["ink"],
                    "line": {"width": 2.5, "color": dots["ink"]},
                    "opacity": 1,
                },
                customdata=dots[_IDS],
                hovertext=dots["hover"],
                hoverinfo="text",
            )
        )
    return traces


def _heading(row: dict[Any, Any], wording: Wording, style: Style) -> dict[str, Any]:
    name = row["source"] if len(row["source"]) <= _NAME_LENGTH else row["source"][: _NAME_LENGTH - 1] + "…"
    number = bounds_text(row, wording)
    if row["vague"]:
        number = wording("compare.vague_words", words=_short(row["quote"]), bounds=number)
    when = period_text(row, wording) if row["by_period"] else day_text(row["said_on"], wording)
    details = f"{plain(number)} <span style='color:{style.muted}'>{' · ' + when if when else ''}</span>"
    return {
        "xref": "paper",
        "x": 0,
        "y": row["row"] + 0.06,
        "xanchor": "left",
        "yanchor": "top",
        "align": "left",
        "showarrow": False,
        "bgcolor": style.background,
        "borderpad": 1,
        "text": f"<b>{plain(name)}</b><br>{details}",
        "font": {"size": 13, "color": style.text},
    }


def _short(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= 32 else words[:31] + "…"
