"""What a chart carries when it is saved as a picture, so that it can be published by itself."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import Any

from dashboard.charts.style import Style, plain

_WIDTH = 1000
_LINE = 110
_DOT = "●"


def picture_layout(
    title: str, lines: Sequence[str], source: str, style: Style, legend: Sequence[tuple[str, str]] = ()
) -> dict[str, Any]:
    """The layout of the picture: its title, lines under it (filters, dates) and the source line below the chart.

    `legend` is whose marks have which ink, where the chart itself does not name them.
    """
    told = [plain(part) for line in lines for part in wrap(line, _LINE)]
    under = [*told, *_legend_lines(legend)]
    text = "<br>".join(under)
    foot = wrap(source, _LINE + 20)
    return {
        "width": _WIDTH,
        "background": style.background,
        "top": 64 + 19 * len(under),
        "bottom": 64 + 17 * len(foot),
        "title": {
            "text": f"<b>{plain(title)}</b>" + (f"<br><span style='font-size:14px'>{text}</span>" if under else ""),
            "font": {"size": 20, "color": style.text},
            "x": 0,
            "xref": "paper",
            "xanchor": "left",
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            "pad": {"t": 18},
        },
        "annotations": [
            {
                "text": "<br>".join(plain(part) for part in foot),
                "xref": "paper",
                "x": 0,
                "xanchor": "left",
                "yref": "paper",
                "y": 0,
                "yanchor": "top",
                "yshift": -54,
                "align": "left",
                "showarrow": False,
                "font": {"size": 12, "color": style.muted},
            }
        ],
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
