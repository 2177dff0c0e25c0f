"""What a mark tells when it is pointed at: the words, who said them through whom, where they stand."""

from __future__ import annotations

from textwrap import wrap

import pandas as pd

from dashboard.charts.style import plain
from dashboard.phrases import Record, bounds_text, day_text, period_text, source_text, told
from dashboard.wording import Wording, isolated

_WIDTH = 48
_LINES = 4


def hover_texts(claims: pd.DataFrame, wording: Wording) -> list[str]:
    """One text a row: number, quote, claimant and relay, days, outlets, review."""
    return [_text(row, wording) for row in claims.to_dict("records")]


def _text(row: Record, wording: Wording) -> str:
    category = wording(f"category.{row['category']}")
    lines = [
        f"<b>{plain(source_text(row, wording))}</b>",
        f"{bounds_text(row, wording)} · {category}",
        "<br>".join(plain(line) for line in _wrapped(wording("hover.quote", quote=row["quote"]))),
    ]
    if relay := told(row["relayed_by"]):
        lines.append(plain(wording("hover.relay", name=relay)))
    if period := period_text(row, wording):
        lines.append(wording("hover.harm", period=period))
    lines.append(_where(row, wording))
    if not row["reviewed"]:
        lines.append(f"<i>{wording('status.automatic')}</i>")
    return "<br>".join(line for line in lines if line)


def _where(row: Record, wording: Wording) -> str:
    day = day_text(row["said_on"], wording)
    key = "hover.said" if row["said_on_told"] else "hover.printed"
    known = [wording(key, day=day) if day else "", plain(isolated(told(row["publishers"])))]
    if row["reports"] > 1:
        known.append(wording.count("hover.reports", int(row["reports"])))
    return " · ".join(part for part in known if part)


def _wrapped(words: str) -> list[str]:
    lines = wrap(" ".join(words.split()), _WIDTH)
    return lines if len(lines) <= _LINES else [*lines[: _LINES - 1], lines[_LINES - 1] + " …"]
