"""The marks that all charts share: dots, bars and arrows that say how a number was stated."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.axes import ValueAxis
from dashboard.charts.hover import hover_texts
from dashboard.charts.style import Style, faded
from dashboard.wording import Wording

_EARLIER = 0.3
_IDS = ["article_id", "figure_id"]
_ARROWS = {True: ("triangle-up", "triangle-down"), False: ("triangle-right", "triangle-left")}


def add_marks(
    chart: go.Figure,
    claims: pd.DataFrame,
    axis: ValueAxis,
    wording: Wording,
    style: Style,
    inks: Mapping[str, str],
    *,
    at: pd.Series[Any],
    upright: bool,
    thickness: float,
) -> None:
    """Draw the claims; `at` is where each stands on the other axis, `upright` has numbers run upwards.

    `stands` in the frame has a claim drawn in full ink; others, which a newer one has replaced, are faint.
    """
    shown = claims.assign(
        at=at,
        ink=[
            faded(inks.get(source, style.other), 1 if stands else _EARLIER)
            for source, stands in zip(claims["source"], claims["stands"], strict=True)
        ],
        hover=hover_texts(claims, wording),
    )
    chart.add_traces(
        [
            *_bars(shown, upright=upright, thickness=thickness),
            *_arrows(shown, axis, upright=upright),
            *_dots(shown, upright=upright),
        ]
    )
    # A click opens an article; it should not dim what was not clicked on.
    chart.update_traces(unselected={"marker": {"opacity": 1}}, selector=lambda trace: trace.customdata is not None)


def _placed(values: Any, at: Any, *, upright: bool) -> dict[str, Any]:
    return {"x": at, "y": values} if upright else {"x": values, "y": at}


def _bars(shown: pd.DataFrame, *, upright: bool, thickness: float) -> list[go.Bar]:
    wide = shown[shown["bar_from"].notna() & shown["bar_to"].notna()]
    if wide.empty:
        return []
    marker = {
        "color": wide["ink"],
        "line": {"color": wide["ink"], "width": 1},
        "pattern": {
            "shape": ["/" if vague else "" for vague in wide["vague"]],
            "fgopacity": 0.7,
            "size": 6,
            "fillmode": "overlay",
        },
    }
    bars = go.Bar(
        name="range",
        orientation="v" if upright else "h",
        base=wide["bar_from"],
        width=thickness,
        marker=marker,
        opacity=0.75,
        customdata=wide[_IDS],
        hovertext=wide["hover"],
        hoverinfo="text",
        **_placed(wide["bar_to"] - wide["bar_from"], wide["at"], upright=upright),
    )
    return [bars]


def _arrows(shown: pd.DataFrame, axis: ValueAxis, *, upright: bool) -> list[go.Scatter]:
    """One trace an ink, with gaps between its arrows."""
    traces = []
    for column, direction in (("open_above", 1), ("open_below", -1)):
        open_ones = shown[shown[column] & shown["point"].notna()]
        symbol = _ARROWS[upright][0 if direction == 1 else 1]
        for ink, group in open_ones.groupby("ink", sort=False):
            tips = [axis.open_end(point, direction) for point in group["point"]]
            values = [value for point, tip in zip(group["point"], tips, strict=True) for value in (point, tip, None)]
            places = [place for at in group["at"] for place in (at, at, None)]
            traces.append(
                go.Scatter(
                    name="open",
                    mode="lines+markers",
                    line={"color": ink, "width": 2.5},
                    marker={"symbol": symbol, "size": [0, 11, 0] * len(group), "color": ink, "opacity": 1},
                    hoverinfo="skip",
                    connectgaps=False,
                    cliponaxis=False,
                    **_placed(values, places, upright=upright),
                )
            )
    return traces


def _dots(shown: pd.DataFrame, *, upright: bool) -> list[go.Scatter]:
    dots = shown[shown["point"].notna()].sort_values("stands", kind="stable")
    if dots.empty:
        return []
    halos = dots[dots["about"]]
    halo = go.Scatter(
        name="about",
        mode="markers",
        marker={"size": 18 if upright else 22, "color": halos["ink"], "opacity": 0.28},
        hoverinfo="skip",
        cliponaxis=False,
        **_placed(halos["point"], halos["at"], upright=upright),
    )
    stated = go.Scatter(
        name="stated",
        mode="markers",
        marker={
            "size": [(11 if upright else 13) if stands else 9 for stands in dots["stands"]],
            "symbol": ["circle-open" if strict else "circle" for strict in dots["strict"]],
            "color": dots["ink"],
            "line": {"width": 2.5, "color": dots["ink"]},
            "opacity": 1,
        },
        customdata=dots[_IDS],
        hovertext=dots["hover"],
        hoverinfo="text",
        cliponaxis=False,
        **_placed(dots["point"], dots["at"], upright=upright),
    )
    return [stated] if halos.empty else [halo, stated]
