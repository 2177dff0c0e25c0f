"""What a chart carries when it is saved as a picture, so that it can be published by itself."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

from dashboard.charts.style import Style, plain

_WIDTH = 1000
_LINE = 110


def picture_layout(title: str, lines: list[str], source: str, style: Style) -> dict[str, Any]:
    """The layout of the picture: its title, lines under it (filters, dates) and the source line below the chart."""
    under = [part for line in lines for part in wrap(line, _LINE)]
    text = "<br>".join(plain(part) for part in under)
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
