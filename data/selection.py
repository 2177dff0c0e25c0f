"""Filters → the SQL that answers them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, and_, case, false, func, literal, or_, select

from data.filters import STATUSES_IN_FORCE, Filters
from data.schema import ARTICLE_COLUMN_NAMES, Status
from data.tables import article_dossiers, articles, dossiers, figures
from extractors.text import fold

_newer = articles.alias("newer")

#: Newest first; within an article, in the order of its text.
NEWEST_FIRST: tuple[str, ...] = ("-published_at", "-added_at", "article_id", "start")


def select_figures(filters: Filters, names: Sequence[str], order: Sequence[str] = NEWEST_FIRST) -> Select[Any]:
    """The columns named, of the figures that the filters choose; in `order`, "-" before a name turns it round."""
    columns = [_column(name, filters).label(name) for name in names]
    return (
        select(*columns).select_from(_joined(filters)).where(*_conditions(filters)).order_by(*_ordering(order, filters))
    )


def count_figures(filters: Filters) -> Select[Any]:
    """How many figures the filters choose."""
    return select(func.count()).select_from(_joined(filters)).where(*_conditions(filters))


def select_values(name: str, filters: Filters) -> Select[Any]:
    """The values of a column among the figures chosen, each with how many figures have it, most frequent first."""
    column = _column(name, filters)
    return (
        select(column.label("value"), func.count().label("figures"))
        .select_from(_joined(filters))
        .where(*_conditions(filters), column.is_not(None))
        .group_by(column)
        .order_by(func.count().desc(), column)
    )


def _joined(filters: Filters) -> FromClause:
    joined = figures.join(articles, figures.c.article_id == articles.c.article_id)
    if filters.as_known_on is None:
        return joined
    return joined.outerjoin(_newer, articles.c.superseded_by == _newer.c.article_id)


def _column(name: str, filters: Filters) -> ColumnElement[Any]:
    """The SQL of a column of the frame; a newer version of the article supersedes its figures, reviewed or not."""
    if name == "status":
        return case((_article_superseded(filters), literal(Status.SUPERSEDED.value)), else_=figures.c.status)
    if name in ARTICLE_COLUMN_NAMES and name != "article_id":
        return articles.c[name]
    return figures.c[name]


def _ordering(order: Sequence[str], filters: Filters) -> list[ColumnElement[Any]]:
    columns = [(_column(name.removeprefix("-"), filters), name.startswith("-")) for name in order]
    ordered = [column.desc().nulls_last() if down else column.asc().nulls_last() for column, down in columns]
    return [*ordered, figures.c.figure_id]


def _article_superseded(filters: Filters) -> ColumnElement[bool]:
    if filters.as_known_on is None:
        return articles.c.superseded_by.is_not(None)
    return and_(articles.c.superseded_by.is_not(None), _known_on(_newer, filters.as_known_on))


def _known_on(table: FromClause, day: date) -> ColumnElement[bool]:
    """Whether the article was in print on the day; recorded by then, where its date is not known."""
    next_day = datetime.combine(day + timedelta(days=1), time())
    return or_(table.c.published_at <= day, and_(table.c.published_at.is_(None), table.c.added_at < next_day))


def _conditions(filters: Filters) -> list[ColumnElement[bool]]:
    status = _column("status", filters)
    conditions: list[ColumnElement[bool]] = [figures.c.current, status.in_(filters.statuses or STATUSES_IN_FORCE)]
    if filters.sources:
        conditions.append(_from_sources(filters.sources))
    for name, values in _exact(filters):
        conditions.append(_column(name, filters).in_(values))
    for name, words in (("victims_folded", filters.victims), ("place_folded", filters.places)):
        if words:
            conditions.append(or_(*(figures.c[name].contains(fold(word), autoescape=True) for word in words)))
    if filters.dossiers:
        conditions.append(figures.c.article_id.in_(_articles_of(filters.dossiers)))
    if filters.from_feeds:
        conditions.append(articles.c.feed_url.is_not(None))
    for word in fold(filters.search).split():
        conditions.append(figures.c.search_folded.contains(word, autoescape=True))
    return conditions + _days(filters)


def _days(filters: Filters) -> list[ColumnElement[bool]]:
    said_on = func.coalesce(figures.c.reported_on, articles.c.published_at)
    conditions: list[ColumnElement[bool]] = []
    if filters.since:
        conditions.append(said_on >= filters.since)
    if filters.until:
        conditions.append(said_on <= filters.until)
    if filters.as_known_on:
        conditions.append(_known_on(articles, filters.as_known_on))
    return conditions


def _exact(filters: Filters) -> list[tuple[str, tuple[str, ...]]]:
    asked = [
        ("source_kind", filters.kinds),
        ("source_country", filters.countries),
        ("category", filters.categories),
        ("language", filters.languages),
        ("publisher", filters.publishers),
        ("article_id", filters.articles),
    ]
    return [(name, values) for name, values in asked if values]


def _from_sources(sources: tuple[str, ...]) -> ColumnElement[bool]:
    named = tuple(source for source in sources if source)
    own_voice = figures.c.source.is_(None) if "" in sources else false()
    return or_(
        figures.c.source.in_(named), figures.c.relayed_by.in_(named), figures.c.source_text.in_(named), own_voice
    )


def _articles_of(names: tuple[str, ...]) -> Select[Any]:
    return (
        select(article_dossiers.c.article_id)
        .join(dossiers, article_dossiers.c.dossier_id == dossiers.c.dossier_id)
        .where(dossiers.c.name.in_(names))
    )
