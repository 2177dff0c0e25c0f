"""Where a stated figure stands on an axis: nothing is resolved, open and vague bounds stay so."""

from __future__ import annotations

import pandas as pd

_OPEN_ABOVE = ("at_least", "more_than")
_OPEN_BELOW = ("at_most", "less_than")
_STRICT = ("more_than", "less_than")
_WIDE = ("range", "vague")


def add_drawing(figures: pd.DataFrame) -> pd.DataFrame:
    """The frame with what a chart draws of each figure.

    `point` is where its dot stands: the stated number, or the bound that was stated; none for a range or a vague word,
    which are bars from `bar_from` to `bar_to`. `open_above` and `open_below` ask for an arrow, `strict` for a dot that
    is hollow (the number itself is excluded), `about` and `vague` for fainter ink. `rank` is for sorting alone.
    """
    qualifier = figures["qualifier"].astype("string")
    low = figures["low"].astype("Float64").astype("float64")
    high = figures["high"].astype("Float64").astype("float64")
    wide = qualifier.isin(_WIDE)
    stated = low.fillna(high)
    return figures.assign(
        point=stated.mask(wide),
        bar_from=low.where(wide),
        bar_to=high.where(wide),
        open_above=qualifier.isin(_OPEN_ABOVE) | (high.isna() & low.notna()),
        open_below=qualifier.isin(_OPEN_BELOW) | (low.isna() & high.notna()),
        strict=qualifier.isin(_STRICT),
        about=qualifier.eq("about"),
        vague=qualifier.eq("vague"),
        rank=stated.where(~wide, (low * high) ** 0.5),
    )


def add_said_on(figures: pd.DataFrame) -> pd.DataFrame:
    """The frame with `said_on`: the saying day, or the article's publication where the text does not tell it."""
    return figures.assign(said_on=figures["reported_on"].fillna(figures["published_at"]))
