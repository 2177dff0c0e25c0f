"""What each claimant reported, by the day it was said: bounds as bars, open ones as arrows, vague ones hatched."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from dashboard.aggregates.folding import UNTOLD
from dashboard.charts.axes import ValueAxis, day_axis
from dashboard.charts.marks import add_marks
from dashboard.charts.style import Style, base_layout, faded, plain
from dashboard.wording import Wording

_HEIGHT = 440
_LOW_HEIGHT = 260  # for a few marks
_FEW = 4
_DAY = 86_400_000  # milliseconds, Plotly's measure of a date axis
_BAR = 0.012  # of the axis
_BAND_WIDTH = 0.6
_MOST_NOTES = 12
_LOW_STEP = 0.09  # of the axis: a step that the marks at its ends fill


def timeline_chart(
    claims: pd.DataFrame,
    revisions: pd.DataFrame,
    wording: Wording,
    style: Style,
    inks: Mapping[str, str],
    *,
    axis_title: str,
    log: bool = False,
) -> go.Figure:
    """The claims of one question, as `aggregates.timeline.in_time` and `spread_marks` have them.

    A claimant's claims of one line are joined, but for counts of closed stretches of time, which never are. By how much
    `revisions` changed a number is written beside the marks where there are few.
    """
    axis = ValueAxis(claims, log=log)
    chart = _empty(claims, axis, wording, style, axis_title)
    for (source, _), group in claims[claims["joined"]].groupby(["source", "line"], sort=False, observed=True):
        if len(group) > 1:
            chart.add_trace(_line(group, inks.get(str(source), style.other), str(source)))
    days = (claims["said_on"].max() - claims["said_on"].min()).days + 1
    thickness = max(days * _BAR, 0.25) * _DAY
    add_marks(chart, claims, axis, wording, style, inks, at=claims["drawn_on"], upright=True, thickness=thickness)
    if len(revisions) <= _MOST_NOTES:
        chart.add_traces(_notes(revisions, axis, wording, style))
    return chart


def band_chart(
    bands: pd.DataFrame,
    wording: Wording,
    style: Style,
    inks: Mapping[str, str],
    *,
    axis_title: str,
    log: bool = False,
) -> go.Figure:
    """Claimants' weeks or months as bars between the bounds stated, as `aggregates.timeline.in_bands` has them."""
    axis = ValueAxis(bands.assign(point=bands["bar_from"]), log=log)
    chart = _empty(bands, axis, wording, style, axis_title)
    for source, group in bands.groupby("source", sort=False, observed=True):
        ink = inks.get(str(source), style.other)
        chart.add_trace(
            go.Bar(
                name=str(source),
                x=group["said_on"],
                base=group["bar_from"],
                # A week of one number still has to be seen.
                y=(group["bar_to"] - group["bar_from"]).clip(lower=axis.reach / 250),
                width=group["days"] * _BAND_WIDTH * _DAY,
                marker={"color": faded(ink, 0.55), "line": {"color": ink, "width": 1}},
                hovertext=[_band_text(str(source), row, wording) for row in group.to_dict("records")],
                hoverinfo="text",
            )
        )
    chart.update_layout(barmode="overlay")
    return chart


def _empty(claims: pd.DataFrame, axis: ValueAxis, wording: Wording, style: Style, axis_title: str) -> go.Figure:
    chart = go.Figure(layout=base_layout(style, height=_HEIGHT if len(claims) > _FEW else _LOW_HEIGHT))
    days = claims["said_on"]
    chart.update_xaxes(day_axis(days.min().date(), days.max().date(), style, wording))
    # The title lies over the axis: beside it, turned by ninety degrees, nobody reads it.
    layout = axis.layout(style, wording, axis_title)
    title = layout.pop("title")
    chart.update_yaxes(layout, automargin=True)
    chart.add_annotation(
        text=title["text"],
        font=title["font"],
        xref="paper",
        x=0,
        xanchor="left",
        yref="paper",
        y=1,
        yanchor="bottom",
        yshift=4,
        showarrow=False,
    )
    chart.update_layout(margin={"t": 30, "b": 32, "l": 10, "r": 12})
    return chart


def _line(group: pd.DataFrame, ink: str, source: str) -> go.Scatter:
    # Where the texts do not tell which time is counted, that one number follows the other is all that is known.
    dash = "dot" if group["span"].eq(UNTOLD).any() else "solid"
    return go.Scatter(
        name=f"line {source}",
        mode="lines",
        x=group["drawn_on"],
        y=group["point"],
        line={"color": faded(ink, 0.45), "width": 1.5, "shape": "hv", "dash": dash},
        hoverinfo="skip",
    )


def _notes(revisions: pd.DataFrame, axis: ValueAxis, wording: Wording, style: Style) -> list[go.Scatter]:
    """By how much a total was revised: half-way up the step that the revision is, over a step too low for words."""
    told = revisions[revisions["point"].notna() & revisions["factor"].notna()]
    if told.empty:
        return []
    before, after = told["earlier_rank"].astype("float64"), told["rank"]
    half = (before * after) ** 0.5 if axis.log else (before + after) / 2
    low = [axis.share(*ends) < _LOW_STEP for ends in zip(before, after, strict=True)]
    highest = pd.concat([before, after], axis=1).max(axis=1)
    return [
        go.Scatter(
            name="revised",
            mode="text",
            x=told["drawn_on"],
            y=half.mask(pd.Series(low, index=told.index), highest),
            text=[f"{wording.factor(factor)} " for factor in told["factor"]],
            textposition=["top left" if is_low else "middle left" for is_low in low],
            textfont={"size": 11, "color": style.muted},
            hoverinfo="skip",
            cliponaxis=False,
        )
    ]


def _band_text(source: str, row: Mapping[object, object], wording: Wording) -> str:
    low, high = int(row["bar_from"]), int(row["bar_to"])  # type: ignore[call-overload]
    bounds = wording.bounds(low, high, "range" if low != high else "exact")
    key = "timeline.week" if row["days"] == 7 else "timeline.month"
    week = wording(key, day=wording.date(row["said_on"]))  # type: ignore[arg-type]
    count = wording.count("timeline.claims", int(row["claims"]))  # type: ignore[call-overload]
    return f"<b>{plain(source)}</b><br>{bounds}<br>{week} · {count}"
