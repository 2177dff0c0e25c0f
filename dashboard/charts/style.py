"""Inks, type and axes that all charts share, light and dark."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import plotly.graph_objects as go

from dashboard.wording import Wording

_MOST_TICKS = 7

FONT = "Source Sans, Source Sans Pro, Noto Sans, DejaVu Sans, sans-serif"


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """One theme's inks; `sources` are for the most reported claimants, in the same order in both themes."""

    background: str
    text: str
    muted: str
    grid: str
    other: str
    sources: tuple[str, ...]

    def source_inks(self, ranked: Sequence[str]) -> dict[str, str]:
        """An ink for each of the most reported claimants, given most reported first; the rest share `other`."""
        return dict(zip(ranked, self.sources, strict=False))


# Searched for: each ink three to one against its background, all as far apart as can be for readers who see all colours
# and for those with protanopia or deuteranopia (a test measures both). Hues keep their place in both themes.
LIGHT = Style(
    background="#ffffff",
    text="#1d2430",
    muted="#5d6875",
    grid="#e4e7eb",
    other="#7d8590",
    sources=("#3478ed", "#751c2f", "#63965a", "#9e9325", "#4d2790", "#189ad6", "#764100", "#523763"),
)
DARK = Style(
    background="#12161c",
    text="#e4e8ee",
    muted="#a2abb7",
    grid="#2b333e",
    other="#98a1ac",
    sources=("#256edc", "#d54162", "#c9e5b8", "#e7d56b", "#fecdfe", "#2eaef7", "#c57920", "#8f60a0"),
)


def base_layout(style: Style, *, height: int) -> go.Layout:
    """A quiet layout: no frame, no legend, room for nothing but the data."""
    return go.Layout(
        height=height,
        margin={"l": 10, "r": 12, "t": 8, "b": 48},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": FONT, "size": 13, "color": style.text},
        showlegend=False,
        dragmode=False,
        hoverlabel={
            "bgcolor": style.background,
            "bordercolor": style.muted,
            "font": {"color": style.text},
            "align": "left",
        },
    )


def value_axis(style: Style, wording: Wording, title: str, *, reach: float, log: bool, least: float) -> dict[str, Any]:
    """The axis of people reported harmed: from zero, or logarithmic from below the least."""
    ticks = _powers(least, reach) if log else _steps(reach)
    return {
        "type": "log" if log else "linear",
        "range": [math.log10(ticks[0]), math.log10(reach)] if log else [0, reach],
        "tickvals": ticks,
        "ticktext": [wording.number(tick) for tick in ticks],
        "title": {"text": title, "font": {"size": 12, "color": style.muted}, "standoff": 8},
        "gridcolor": style.grid,
        "tickfont": {"color": style.muted, "size": 12},
        "zeroline": False,
        "fixedrange": True,
    }


def _steps(reach: float) -> list[float]:
    """Round numbers from zero, four to six of them."""
    raw = reach / 5
    power = 10 ** math.floor(math.log10(raw))
    step = max(next(power * n for n in (1, 2, 5, 10) if power * n >= raw), 1)
    return [step * n for n in range(math.floor(reach / step) + 1)]


def _powers(least: float, reach: float) -> list[float]:
    """Powers of ten with their double and fivefold, from clearly below the least."""
    powers = range(math.floor(math.log10(max(least, 1))) - 1, math.floor(math.log10(reach)) + 1)
    series = [n * 10.0**power for power in powers for n in (1, 2, 5)]
    first = max((tick for tick in series if tick <= least * 0.8), default=series[0])
    ticks = [tick for tick in series if first <= tick <= reach]
    return (
        ticks
        if len(ticks) <= _MOST_TICKS
        else [tick for tick in ticks if math.log10(tick).is_integer() or tick == first]
    )


def plain(words: str) -> str:
    """Words from an article, safe in Plotly's own small HTML."""
    return escape(words, quote=False)


def faded(ink: str, opacity: float) -> str:
    """The ink (#rrggbb) at that opacity."""
    red, green, blue = (int(ink[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"
