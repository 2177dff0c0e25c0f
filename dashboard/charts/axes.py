"""Axes: people reported harmed, from zero or logarithmic, and days; ticks are written as the reader writes them."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import Any

import pandas as pd
from babel.dates import format_skeleton

from dashboard.charts.style import Style
from dashboard.wording import Wording

_ARROW = 0.07  # of the axis: long enough to be seen, too short to be read as a value
_ROOM = 0.12
_MOST_TICKS = 7
_DAY_TICKS = 5


class ValueAxis:
    """The axis of people reported harmed: where it ends, and how far an open bound's arrow goes on it."""

    def __init__(self, claims: pd.DataFrame, *, log: bool) -> None:
        ends = pd.concat([claims["point"], claims["bar_to"], claims["bar_from"]]).dropna()
        self.log = log
        self.least = max(float(ends[ends > 0].min()) if (ends > 0).any() else 1.0, 1.0)
        most = max(float(ends.max()) if len(ends) else 1.0, 1.0)
        span = max(most / self.least, 10.0)
        self._factor = span**_ARROW
        self._step = most * _ARROW
        self.reach = most * max(span ** (_ARROW + _ROOM / 2), 2.5) if log else most * (1 + _ROOM + _ARROW)

    def open_end(self, value: float, direction: int) -> float:
        """The tip of the arrow that starts at the bound, upwards (1) or downwards (-1)."""
        if self.log:
            return float(max(value, self.least) * self._factor**direction)
        return max(value + direction * self._step, 0.0)

    def share(self, low: float, high: float) -> float:
        """How much of the axis lies between the two."""
        if not self.log:
            return abs(high - low) / self.reach
        low, high = (math.log(max(value, self.least)) for value in (low, high))
        return abs(high - low) / math.log(self.reach / self.least)

    def layout(self, style: Style, wording: Wording, title: str) -> dict[str, Any]:
        """The axis as Plotly wants it; its title says which scale it is."""
        ticks = _powers(self.least, self.reach) if self.log else _steps(self.reach)
        words = wording("axis.log" if self.log else "axis.linear", title=title)
        return {
            "type": "log" if self.log else "linear",
            "range": [math.log10(min(ticks[0], self.least * 0.8)), math.log10(self.reach)]
            if self.log
            else [0, self.reach],
            "tickvals": ticks,
            "ticktext": [wording.number(tick) for tick in ticks],
            "title": {"text": words, "font": {"size": 12, "color": style.muted}, "standoff": 8},
            **_quiet(style),
        }


def day_axis(first: date, last: date, style: Style, wording: Wording) -> dict[str, Any]:
    """An axis of days, with a little room on both sides."""
    room = timedelta(days=max((last - first).days // 25, 2))
    ticks = day_ticks(first, last, wording)
    return {
        "type": "date",
        "range": [(first - room).isoformat(), (last + room).isoformat()],
        "tickvals": [day.isoformat() for day, _ in ticks],
        "ticktext": [words for _, words in ticks],
        **_quiet(style),
    }


def day_ticks(first: date, last: date, wording: Wording) -> list[tuple[date, str]]:
    """A few days between the two, at the beginning of months or years where the stretch is long."""
    days = (last - first).days
    if days < 2 * _DAY_TICKS:
        step = max(-(-(days + 1) // _DAY_TICKS), 1)
        chosen, skeleton = [first + timedelta(days=n) for n in range(0, days + 1, step)], "dMMM"
    elif days < 62:
        step = -(-days // (_DAY_TICKS - 1))
        chosen, skeleton = [first + timedelta(days=n) for n in range(0, days + 1, step)], "dMMM"
    else:
        months = _months(first, last)
        step = next(n for n in (1, 2, 3, 6, 12, 24, 60, 120, 1200) if len(months) / n <= _DAY_TICKS)
        chosen = [month for month in months if (month.year * 12 + month.month - 1) % step == 0]
        skeleton = "y" if step >= 12 else "yMMM"
    return [(day, str(format_skeleton(skeleton, day, locale=wording.locale))) for day in chosen]


def _months(first: date, last: date) -> list[date]:
    numbers = range(first.year * 12 + first.month, last.year * 12 + last.month)
    return [date(number // 12, number % 12 + 1, 1) for number in numbers]


def _quiet(style: Style) -> dict[str, Any]:
    return {
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
    ticks = [tick for tick in series if max(first, 1) <= tick <= reach]
    if len(ticks) <= _MOST_TICKS:
        return ticks
    return [tick for tick in ticks if math.log10(tick).is_integer() or tick == first]
