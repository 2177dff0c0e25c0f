"""Inks, type and axes that all charts share, light and dark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import plotly.graph_objects as go

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


def row_line(row: int, style: Style) -> dict[str, Any]:
    """A thin line above a row."""
    line = {"color": style.grid, "width": 1}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": row, "y1": row, "line": line}


def plain(words: str) -> str:
    """Words from an article, safe in Plotly's own small HTML."""
    return escape(words, quote=False)


def faded(ink: str, opacity: float) -> str:
    """The ink (#rrggbb) at that opacity."""
    red, green, blue = (int(ink[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"
