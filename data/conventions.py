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

    `best` is the number stated; of "at least 100", 100; of a range, its lower end; of "up to 300", 300, for no other
    number was said. Raises KeyError for a convention that is not in CONVENTIONS.
    """
    chosen = CONVENTIONS[convention]
    low, high = frame["low"].astype("Int64"), frame["high"].astype("Int64")
    best = low.fillna(high)
    is_vague = frame["qualifier"] == Qualifier.VAGUE
    best = best.where(~is_vague, best.replace(dict(chosen.vague)))
    lowest = low.fillna(0).where(~is_vague, best)
    return frame.assign(best=best, lowest=lowest, highest=high.fillna(best))
