"""Articles into the store's tables, on a connection that somebody else opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import Connection, func, insert, select, update

from data.dossiers import join_dossiers
from data.records import (
    Registry,
    Row,
    article_key,
    extractor_version,
    figure_rows,
    folded_values,
    storable,
    text_hash,
)
from data.tables import articles, figures
from extractors.models import Article, Figure

_HASH_PART = 8


class Outcome(StrEnum):
    """What adding an article came to."""

    ADDED = "added"
    KNOWN = "known"  # the same text is there already
    NEW_VERSION = "new_version"  # the same address with another text: the older one's figures are superseded


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """An article on its way in, with its figures and what is known of where it came from."""

    article: Article
    figures: Sequence[Figure] = field(default=())
    retrieved_at: datetime | None = None
    feed_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """The article as it is kept: its identifier here, what adding it came to, and how many figures it holds."""

    article_id: str
    outcome: Outcome
    figures: int


def add_article(
    connection: Connection, incoming: Incoming, rows: Sequence[Row], registry: Registry, added_at: datetime
) -> Added:
    """Write an article with its figures, whose rows were made with the article's own key."""
    article = incoming.article
    fingerprint = text_hash(article.text)
    known = connection.scalar(select(articles.c.article_id).where(articles.c.text_sha256 == fingerprint))
    if known is not None:
        return Added(article_id=known, outcome=Outcome.KNOWN, figures=_count_figures(connection, known))
    article_id = _free_id(connection, article_key(article), fingerprint)
    if article_id != article_key(article):
        rows = figure_rows(article, incoming.figures, registry, article_id=article_id)
    older = _current_version(connection, article.url)
    row = {
        "article_id": article_id,
        "publisher": article.publisher,
        "published_at": article.published_at,
        "url": article.url,
        "title": article.title,
        "language": article.language,
        "added_at": naive_utc(added_at),
        "text_sha256": fingerprint,
        "archive_url": article.archive_url,
        "retrieved_at": naive_utc(incoming.retrieved_at),
        "feed_url": incoming.feed_url,
        "extracted_with": extractor_version(),
        "text": article.text,
    }
    connection.execute(insert(articles), storable_row(row))
    insert_figures(connection, rows, article.title)
    if older is not None:
        connection.execute(update(articles).where(articles.c.article_id == older).values(superseded_by=article_id))
    join_dossiers(connection, article_id, f"{article.title or ''}\n{article.text}", like=older)
    outcome = Outcome.ADDED if older is None else Outcome.NEW_VERSION
    return Added(article_id=article_id, outcome=outcome, figures=len(rows))


def insert_figures(connection: Connection, rows: Sequence[Row], title: str | None) -> None:
    """Write the machine's rows of an article as the first revisions of its figures."""
    now = naive_utc(datetime.now(UTC))
    first = {"revision": 0, "current": True, "action": "extract", "made_at": now}
    if rows:
        connection.execute(
            insert(figures), [{**storable_row({**row, **folded_values(row, title)}), **first} for row in rows]
        )


def storable_row(row: Row) -> Row:
    """The row without characters that no database takes."""
    return {name: storable(value) if isinstance(value, str) else value for name, value in row.items()}


def naive_utc(moment: datetime | None) -> datetime | None:
    """The moment in UTC without zone, as it is stored."""
    return moment and moment.astimezone(UTC).replace(tzinfo=None)


def _count_figures(connection: Connection, article_id: str) -> int:
    mine = (figures.c.article_id == article_id) & figures.c.current
    return connection.scalar(select(func.count()).select_from(figures).where(mine)) or 0


def _free_id(connection: Connection, wanted: str, fingerprint: str) -> str:
    """The identifier wanted; with a part of the text's hash behind it where another article has it already."""
    taken = connection.scalar(select(articles.c.article_id).where(articles.c.article_id == wanted))
    return wanted if taken is None else f"{wanted}-{fingerprint[:_HASH_PART]}"


def _current_version(connection: Connection, url: str | None) -> str | None:
    if not url:
        return None
    mine = (articles.c.url == url) & articles.c.superseded_by.is_(None)
    found: str | None = connection.scalar(select(articles.c.article_id).where(mine).limit(1))
    return found
