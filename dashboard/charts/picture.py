"""What a chart carries when it is saved as a picture, so that it can be published by itself."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import Any

from dashboard.charts.style import Style, plain

_WIDTH = 1000
_LINE = 110
_DOT = "●"
_TEXT, _LEADING = 14, 1.3  # Plotly's own distance between lines
_TITLE = 52  # pixels from the top to the lines below the title
_ABOVE_CHART = 34  # room for the title of an upright axis


def picture_layout(
    title: str, lines: Sequence[str], source: str, style: Style, legend: Sequence[tuple[str, str]] = ()
) -> dict[str, Any]:
    """The layout of the picture: its title, lines under it (filters, dates) and the source line below the chart.

    `legend` is whose marks have which ink, where the chart itself does not name them.
    """
    told = [plain(part) for line in lines for part in wrap(line, _LINE)]
    under = [*told, *_legend_lines(legend)]
    foot = [plain(part) for part in wrap(source, _LINE + 20)]
    top = _TITLE + round(_TEXT * _LEADING * len(under)) + _ABOVE_CHART
    text = {"font": {"size": _TEXT, "color": style.text}, "y": 1, "yshift": top - _TITLE}
    source_line = {"font": {"size": 12, "color": style.muted}, "y": 0, "yshift": -54}
    return {
        "width": _WIDTH,
        "background": style.background,
        "top": top,
        "bottom": 64 + 17 * len(foot),
        "title": {
            "text": f"<b>{plain(title)}</b>",
            "font": {"size": 20, "color": style.text},
            "x": 0,
            "xref": "paper",
            "xanchor": "left",
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            "pad": {"t": 18},
        },
        # Beside the title, since its lines would all be as far apart as its own size wants.
        "annotations": [_block(under, text), _block(foot, source_line)],
    }


def _block(lines: Sequence[str], placed: dict[str, Any]) -> dict[str, Any]:
    """Lines of text that hang from where they are placed."""
    return {
        "text": "<br>".join(lines),
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "yref": "paper",
        "yanchor": "top",
        "align": "left",
        "showarrow": False,
        **placed,
    }


def _legend_lines(legend: Sequence[tuple[str, str]]) -> list[str]:
    """A dot and a name each, as many in a line as it holds."""
    lines: list[list[str]] = []
    room = 0
    for ink, name in legend:
        room -= len(name) + 4
        if room < 0:
            lines.append([])
            room = _LINE - len(name) - 4
        lines[-1].append(f"<span style='color:{ink}'>{_DOT}</span> {plain(name)}")
    return ["   ".join(line) for line in lines]
