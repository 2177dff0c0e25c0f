"""Vague and open bounds → one number, by a convention that is named: for charts and for UCDP-style columns.

What was stated stays as it is; these are columns beside it. Recorders differ on what "dozens" means.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from data.schema import Column, Kind
from extractors.models import Qualifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Convention:
    """What vague words are counted as: the number for a stated low bound, where it is not the bound itself."""

    name: str
    description: str
    vague: Mapping[int, int]


#: Conventions by name; the first is the default.
CONVENTIONS: dict[str, Convention] = {
    convention.name: convention
    for convention in (
        Convention(
            name="stated",
            description="Vague words count as the lowest number that they can mean: dozens are 20, hundreds 200.",
            vague={},
        ),
        Convention(
            name="ACLED",
            description="As ACLED counts: dozens are 12, hundreds 100; other vague words at their lowest.",
            vague={20: 12, 200: 100},
        ),
    )
}

POINT_COLUMNS: tuple[Column, ...] = tuple(
    Column(name=name, kind=Kind.INTEGER, description=description, hxl=hxl)
    for name, description, hxl in (
        (
            "best",
            "One number for the figure, by the convention named: the lower bound where only bounds are stated.",
            "best",
        ),
        ("lowest", "The least that the statement allows; 0 where only an upper bound is stated.", "lowest"),
        ("highest", "The most that the statement names; an open upper end is not filled in.", "highest"),
    )
    for hxl in (f"#x_{hxl}",)
)


def with_points(frame: pd.DataFrame, convention: str = "stated") -> pd.DataFrame:
    """The frame with the columns `best`, `lowest` and `highest`, in the manner of UCDP's best, low and high.

    Raises KeyError for a convention that is not in CONVENTIONS.
    """
    chosen = CONVENTIONS[convention]
    stated = zip(frame["low"].astype(object), frame["high"].astype(object), frame["qualifier"], strict=True)
    rows = [
        points(None if pd.isna(low) else low, None if pd.isna(high) else high, q, chosen) for low, high, q in stated
    ]
    names = [column.name for column in POINT_COLUMNS]
    return frame.assign(**pd.DataFrame(rows, columns=names, index=frame.index, dtype="Int64"))


def points(low: int | None, high: int | None, qualifier: str, convention: Convention) -> tuple[int, int, int]:
    """Best, lowest and highest number for a figure.

    Best is the number stated: of "at least 100", 100; of a range, its lower end; of "up to 300", 300, for no other
    number was said. An open upper end is not filled in.
    """
    stated = low if low is not None else high
    assert stated is not None  # every figure has a bound
    best = convention.vague.get(stated, stated) if qualifier == Qualifier.VAGUE else stated
    lowest = 0 if low is None else min(low, best)
    return best, lowest, high if high is not None else best
