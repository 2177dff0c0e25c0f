"""Claims ready to draw, from the data layer; and a quicker folding where there are too many figures for it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.aggregates.drawing import add_drawing, add_said_on
from data.claims import fold_claims
from data.schema import CLAIM_COLUMNS, Status

#: Figures that are folded claim by claim; a larger frame is folded by number and day alone.
MOST_FOLDED = 20_000

#: Spans of time: everything so far, or since a day; an event or a closed stretch of time; or the text does not tell.
SO_FAR, LIMITED, UNTOLD = "so_far", "limited", "untold"

#: How the data layer names, at the end of a question, a time that no text tells.
TIME_NOT_TOLD = "time not told"

Codes = NDArray[np.int64]

_OUT_OF_FORCE = [Status.REJECTED, Status.SUPERSEDED]
_REVIEWED = [Status.ACCEPTED, Status.CORRECTED]
_SAID_ONCE = [
    "source",
    "category",
    "low",
    "high",
    "qualifier",
    "subset",
    "extent",
    "period_start",
    "period_end",
    "said_on",
]


def fold_figures(figures: pd.DataFrame) -> tuple[pd.DataFrame, Codes]:
    """The claims that the figures carry, ready to draw, and for each figure the row of its claim (-1 for none)."""
    claims = fold_claims(figures) if len(figures) <= MOST_FOLDED else fold_quickly(figures)
    row_of = {figure: row for row, ids in enumerate(claims["figure_ids"]) for figure in ids}
    codes = figures["figure_id"].map(row_of).fillna(-1).to_numpy(dtype=np.int64)
    return prepare_claims(claims), codes


def prepare_claims(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims with their first report's article and figure, their span of time, and what a chart draws of them."""
    return add_drawing(claims).assign(
        article_id=[ids[0] for ids in claims["article_ids"]],
        figure_id=[ids[0] for ids in claims["figure_ids"]],
        category=claims["category"].astype("string"),
        span=_span(claims),
    )


def fold_quickly(figures: pd.DataFrame) -> pd.DataFrame:
    """Claims by number, words for its span, and day alone: neither people nor place are compared, nor lines related.

    For frames over MOST_FOLDED. What a text does not tell stays untold: no rivals come of it.
    """
    kept = figures[~figures["status"].isin(_OUT_OF_FORCE)]
    ordered = add_said_on(kept).sort_values(["said_on", "published_at", "article_id", "start"], kind="stable")
    number = ordered.groupby(_SAID_ONCE, dropna=False, sort=False, observed=True).ngroup()
    ordered = ordered.assign(number=number)
    first = ordered.drop_duplicates("number").set_index("number")
    by_number = ordered.groupby("number", sort=False)
    articles = ordered.drop_duplicates(["number", "article_id"]).groupby("number", sort=False)["article_id"]
    time = _time_words(first)
    told: dict[str, Any] = {
        "claim_id": first["figure_id"],
        "said_on_told": first["reported_on"].notna(),
        "first_published": first["published_at"],
        "last_published": by_number["published_at"].max(),
        "first_added": by_number["added_at"].min(),
        "reports": articles.size(),
        "publishers": _singly(first["publisher"]),
        "relayed_by": _singly(first["relayed_by"]),
        "reviewed": ordered["status"].isin(_REVIEWED).groupby(ordered["number"], sort=False).sum(),
        "question": first["category"].astype("string") + "; " + time,
        "line": first["source"].fillna("") + "; " + first["category"].astype("string") + "; " + time,
        "relation": pd.NA,
        "previous": pd.NA,
        "outlets_differ": [()] * len(first),
        "differs_from": [()] * len(first),
        "figure_ids": _listed(ordered["figure_id"], ordered["number"]),
        "article_ids": _singly(first["article_id"]),
    }
    return first.assign(**told)[[column.name for column in CLAIM_COLUMNS]].reset_index(drop=True)


def _listed(words: pd.Series[str], number: pd.Series[int]) -> list[tuple[str, ...]]:
    """The words of each number, from 0, as a tuple: as a group-wise sum would do it, many times as fast."""
    by_number = np.argsort(number.to_numpy(), kind="stable")
    sorted_words = words.iloc[by_number].tolist()
    ends = np.cumsum(np.bincount(number.to_numpy()))
    return [tuple(sorted_words[start:end]) for start, end in zip([0, *ends[:-1]], ends, strict=True)]


def _singly(words: pd.Series[str]) -> list[Any]:
    return [(word,) if isinstance(word, str) else () for word in words]


def _span(claims: pd.DataFrame) -> pd.Series[str]:
    """The span as the folding reads it: the end of the question tells it."""
    time = claims["question"].astype("string")
    open_ended = time.str.contains("; since |; so far", regex=True).fillna(value=False)
    span = pd.Series(LIMITED, index=claims.index, dtype="string").mask(open_ended, SO_FAR)
    untold = time.str.endswith(TIME_NOT_TOLD).fillna(value=False)
    marked: pd.Series[str] = span.mask(untold, UNTOLD)
    return marked


def _time_words(first: pd.DataFrame) -> pd.Series[str]:
    """The span in the data layer's words."""
    start, end = (first[name].dt.strftime("%Y-%m-%d").astype("string") for name in ("period_start", "period_end"))
    words = (start + " to " + end).fillna(TIME_NOT_TOLD)
    told: pd.Series[str] = words.mask(first["extent"].eq("running_total").fillna(value=False), "so far")
    return told
