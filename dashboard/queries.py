"""Reads of the store, cached for as long as nothing is written to it, by whatever process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

import numpy as np
import pandas as pd
import streamlit as st

from dashboard.aggregates import comparison, overview, timeline
from dashboard.aggregates.choosing import Mask, choose_figures
from dashboard.aggregates.comparison import Question
from dashboard.aggregates.folding import Codes, fold_figures
from dashboard.aggregates.overview import Apart
from data.connect import store_address
from data.dossiers import read_dossiers
from data.exports import Export, export
from data.filters import Filters
from data.first_start import load_samples
from data.frames import frame_rows
from data.own_sources import Unresolved, list_unresolved, read_additions
from data.registry import Registry
from data.review import read_history
from data.schema import CLAIM_COLUMNS, Status
from data.stamp import read_stamp
from data.store import Store, open_store
from extractors.models import Article

#: Rows of the figures table that are sent to the browser at once.
PAGE = 1000

_NEWEST = ("-published_at", "-added_at", "article_id", "start")

#: Orders that the figures table offers, by the name that the address has for them.
ORDERS: dict[str, tuple[str, ...]] = {
    "newest": _NEWEST,
    "oldest": ("published_at", "added_at", "article_id", "start"),
    "said": ("-reported_on", *_NEWEST),
    "most": ("-low", "-high", *_NEWEST),
    "source": ("source", *_NEWEST),
    "added": ("-added_at", "article_id", "start"),
}


def store() -> Store:
    """The store that this process serves."""
    return _store_at(str(store_address().render_as_string(hide_password=False)))


def is_empty() -> bool:
    """Whether no article has been added yet."""
    return _count_articles(_stamp()) == 0


def offered(column: str) -> list[str]:
    """The values of a column that a filter can offer, most frequent first."""
    return list(_values(_stamp(), column))


def ranked_sources() -> list[str]:
    """All claimants, the most reported first: whatever the filters, so that a claimant keeps its colour."""
    return list(_values(_stamp(), "source"))


def dossiers() -> list[str]:
    """The names of the dossiers."""
    return list(_dossiers(_stamp()))


def counted_sources() -> dict[str, int]:
    """All claimants with how many figures each has, the most reported first."""
    return _values(_stamp(), "source")


def registry() -> Registry:
    """The claimants that are known, those that the user added too."""
    return cast(Registry, store().registry)


def unresolved(most: int) -> tuple[Unresolved, ...]:
    """The claimants whom the registry does not know, the most cited first, with the nearest known ones."""
    return _unresolved(_stamp(), most)


def own_aliases() -> list[tuple[str, str]]:
    """Words that readers gave a meaning, with the name of the source that they mean."""
    with store().reading() as connection:
        given = read_additions(connection).aliases
    found = ((words, registry().by_id(key)) for words, key in given)
    return [(words, source.name) for words, source in found if source]


def claim_of(article_id: str, figure_id: str) -> dict[str, Any] | None:
    """The claim that a figure is a report of, as a row of the claims table; None for a figure out of force."""
    found = claims(Filters(articles=(article_id,)))
    mine = found[found["figure_ids"].map(lambda ids: figure_id in ids).astype(bool)]
    return next(frame_rows(mine, CLAIM_COLUMNS), None)


def parties(sources: tuple[str, ...]) -> dict[str, str]:
    """The conflicts that claimants are a party to, and on which side; a fact about them, no judgement of their word."""
    return _parties(_stamp(), sources)


def claims(filters: Filters) -> pd.DataFrame:
    """The claims that the figures chosen carry, ready to draw, with all reports that they have."""
    return _claims(_stamp(), filters)


def compared(filters: Filters) -> pd.DataFrame:
    """Of the claims, those that can stand side by side."""
    return _compared(_stamp(), filters)


def categories(filters: Filters) -> dict[str, int]:
    """The categories that the compared claims count, with the number of claimants each."""
    return _categories(_stamp(), filters)


def questions(filters: Filters, category: str) -> list[tuple[Question, pd.DataFrame]]:
    """What can be asked of a category, with the claims that answer."""
    return _questions(_stamp(), filters, category)


def latest(filters: Filters) -> pd.DataFrame:
    """Each claimant's latest claim in each category."""
    return _latest(_stamp(), filters)


def revisions(filters: Filters) -> pd.DataFrame:
    """Where claimants gave a newer number in their own lines."""
    return _revisions(_stamp(), filters)


def figures(filters: Filters) -> pd.DataFrame:
    """All figures that the filters choose."""
    base = _base(_stamp(), _of_base(filters))
    return base.figures[_mask(base, filters)]


def figures_page(filters: Filters, order: str, page: int) -> pd.DataFrame:
    """One page of the figures table."""
    return _figures_page(_stamp(), filters, ORDERS[order], page)


def export_file(filters: Filters, asked: Export, suffix: str) -> bytes:
    """What the filters choose as a file of that kind."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"bilan{suffix}"
        export(store(), file, filters, asked)
        return file.read_bytes()


def furthest_apart(filters: Filters) -> list[Apart]:
    """The questions on which claimants are furthest apart; dossiers are never compared with each other."""
    return _furthest_apart(_stamp(), filters)


def count(filters: Filters) -> int:
    """How many figures the filters choose."""
    return _count(_stamp(), filters)


def article(article_id: str) -> Article | None:
    """The article with its text."""
    return store().read_article(article_id)


def figures_of(article_id: str) -> pd.DataFrame:
    """All figures of an article, rejected ones too, in the order of its text."""
    return store().read_figures(Filters(articles=(article_id,), statuses=tuple(Status)), order=("start",))


def history(figure_id: str) -> pd.DataFrame:
    """Everything that was ever decided of a figure."""
    return read_history(store(), figure_id)


def _stamp() -> str:
    return read_stamp(store())


@st.cache_resource
def _store_at(address: str) -> Store:
    opened = open_store(address)
    load_samples(opened)
    return opened


@st.cache_data(max_entries=2, show_spinner=False)
def _count_articles(stamp: str) -> int:
    return store().count_articles()


@st.cache_data(max_entries=20, show_spinner=False)
def _parties(stamp: str, sources: tuple[str, ...]) -> dict[str, str]:
    found = {name: registry().by_name(name) for name in sources}
    return {name: source.party for name, source in found.items() if source and source.party}


@st.cache_resource(max_entries=2, show_spinner=False)
def _unresolved(stamp: str, most: int) -> tuple[Unresolved, ...]:
    return list_unresolved(store(), limit=most)


@st.cache_data(max_entries=2, show_spinner=False)
def _dossiers(stamp: str) -> tuple[str, ...]:
    return read_dossiers(store())


@st.cache_data(max_entries=20, show_spinner=False)
def _values(stamp: str, column: str) -> dict[str, int]:
    return store().read_values(column)


@st.cache_data(max_entries=200, show_spinner=False)
def _count(stamp: str, filters: Filters) -> int:
    return store().count_figures(filters)


@dataclass(frozen=True, slots=True)
class _Base:
    """All figures of a dossier, or of the store, with the claims that they carry; read once, then chosen from."""

    figures: pd.DataFrame
    claims: pd.DataFrame
    claim_of: Codes


def _of_base(filters: Filters) -> Filters:
    """Of the filters, what is asked of the store when the base is read; the others choose from what is read."""
    return Filters(
        dossiers=filters.dossiers,
        statuses=filters.statuses,
        as_known_on=filters.as_known_on,
        from_feeds=filters.from_feeds,
    )


def _mask(base: _Base, filters: Filters) -> Mask:
    return choose_figures(base.figures, filters)


# The frames are large and nobody changes them: as a resource they are handed out without being copied.
@st.cache_resource(max_entries=4, show_spinner=False)
def _base(stamp: str, filters: Filters) -> _Base:
    read = store().read_figures(filters)
    folded, codes = fold_figures(read)
    return _Base(read, folded, codes)


# What follows from a choice is kept too: the page runs anew at every turn, mostly for something else.
@st.cache_resource(max_entries=6, show_spinner=False)
def _claims(stamp: str, filters: Filters) -> pd.DataFrame:
    base = _base(stamp, _of_base(filters))
    rows = np.unique(base.claim_of[_mask(base, filters)])
    return base.claims.iloc[rows[rows >= 0]].reset_index(drop=True)


@st.cache_resource(max_entries=6, show_spinner=False)
def _compared(stamp: str, filters: Filters) -> pd.DataFrame:
    return comparison.comparable(_claims(stamp, filters))


@st.cache_resource(max_entries=20, show_spinner=False)
def _categories(stamp: str, filters: Filters) -> dict[str, int]:
    return comparison.list_categories(_compared(stamp, filters))


@st.cache_resource(max_entries=6, show_spinner=False)
def _questions(stamp: str, filters: Filters, category: str) -> list[tuple[Question, pd.DataFrame]]:
    return comparison.list_questions(_compared(stamp, filters), category)


@st.cache_resource(max_entries=10, show_spinner=False)
def _latest(stamp: str, filters: Filters) -> pd.DataFrame:
    return overview.latest_by_category(_compared(stamp, filters))


@st.cache_resource(max_entries=10, show_spinner=False)
def _revisions(stamp: str, filters: Filters) -> pd.DataFrame:
    return timeline.revisions(_compared(stamp, filters))


@st.cache_resource(max_entries=10, show_spinner=False)
def _furthest_apart(stamp: str, filters: Filters) -> list[Apart]:
    asked = filters.dossiers or _dossiers(stamp)
    each = {name: _claims(stamp, replace(filters, dossiers=(name,))) for name in asked}
    return overview.furthest_apart(each or {"": _claims(stamp, filters)})


@st.cache_data(max_entries=20, show_spinner=False)
def _figures_page(stamp: str, filters: Filters, order: Sequence[str], page: int) -> pd.DataFrame:
    return store().read_figures(filters, limit=PAGE, offset=page * PAGE, order=order)
