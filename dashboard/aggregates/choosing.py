"""Which figures of a frame the filters choose: as `data.selection` does it in SQL, but on what is in memory already."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.aggregates.drawing import add_said_on
from data.filters import Filters
from extractors.text import fold

Mask = NDArray[np.bool_]

_EXACT = {
    "source_kind": "kinds",
    "source_country": "countries",
    "category": "categories",
    "language": "languages",
    "publisher": "publishers",
    "article_id": "articles",
}
_HELD = {"victims": "victims", "place": "places"}


def choose_figures(figures: pd.DataFrame, filters: Filters) -> Mask:
    """A mask of the figures chosen; dossiers, statuses, search and `as_known_on` are asked when the frame is read."""
    mask = np.ones(len(figures), dtype=bool)
    if filters.sources:
        mask &= _from_sources(figures, filters.sources)
    for column, name in _EXACT.items():
        if wanted := getattr(filters, name):
            mask &= figures[column].isin(wanted).to_numpy(dtype=bool)
    for column, name in _HELD.items():
        if wanted := getattr(filters, name):
            mask &= _holding(figures[column], wanted)
    if filters.since or filters.until:
        said_on = add_said_on(figures[["reported_on", "published_at"]])["said_on"]
        if filters.since:
            mask &= (said_on >= pd.Timestamp(filters.since)).to_numpy(dtype=bool)
        if filters.until:
            mask &= (said_on <= pd.Timestamp(filters.until)).to_numpy(dtype=bool)
    return mask


def _from_sources(figures: pd.DataFrame, sources: Sequence[str]) -> Mask:
    named = [source for source in sources if source]
    mask = np.zeros(len(figures), dtype=bool)
    for column in ("source", "relayed_by", "source_text"):
        mask |= figures[column].isin(named).to_numpy(dtype=bool)
    if "" in sources:
        mask |= figures["source"].isna().to_numpy(dtype=bool)
    return mask


def _holding(words: pd.Series[str], wanted: Collection[str]) -> Mask:
    """Whether the words hold one of those wanted, in any case; each wording is looked at once."""
    sought = [fold(word) for word in wanted]
    holds: Callable[[str], bool] = lambda told: any(word in fold(told) for word in sought)  # noqa: E731
    fitting = [told for told in words.dropna().unique() if holds(told)]
    return words.isin(fitting).to_numpy(dtype=bool)
