"""What a reader knows better about an article than its page did: date, language, publisher, address, title."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update

from data.articles import storable_row
from data.errors import ReviewError
from data.intake import complete_and_extract
from data.logbook import write_log
from data.records import figure_rows
from data.reextract import Changes, Extracted, update_figures
from data.store import Store
from data.tables import articles
from extractors.models import Article
from extractors.readers.language import normalise_language

#: The columns of an article that can be corrected.
EDITABLE: tuple[str, ...] = ("title", "published_at", "language", "publisher", "url", "archive_url")
# What the extractor goes by: with another date "Thursday" is another day.
_READ_ANEW = frozenset({"published_at", "language"})


def correct_article(
    store: Store,
    article_id: str,
    changes: Mapping[str, Any],
    *,
    by: str,
    extract: Callable[[Article], Extracted] = complete_and_extract,
) -> Changes:
    """Change what is known of an article; with another date or language it is read again.

    What readers decided about its figures stays. The log keeps what it was before. Raises ReviewError where there is
    no such article or a value cannot be, UnknownLanguageError for a language without pack.
    """
    article = store.read_article(article_id)
    if article is None:
        raise ReviewError(f"There is no article {article_id!r}.")
    values = {name: _value(name, value) for name, value in changes.items()}
    return _change(store, article, values, "correct_article", by, extract)


def complete_articles(
    store: Store,
    copies: Mapping[str, Article],
    *,
    extract: Callable[[Article], Extracted] = complete_and_extract,
) -> int:
    """Fill in what is not known of articles, from other copies of their texts; how many had something to fill.

    Nothing that is known changes, and an address that another article has stays that one's. The log tells of it.
    """
    told = {name: [article for article in copies.values() if getattr(article, name)] for name in EDITABLE}
    if not any(told.values()):
        return 0
    with store.reading() as connection:
        columns = [articles.c[name] for name in ("article_id", *EDITABLE)]
        rows = connection.execute(select(*columns).where(articles.c.article_id.in_(copies))).mappings().all()
        urls = {article.url for article in told["url"]}
        taken = set(connection.scalars(select(articles.c.url).where(articles.c.url.in_(urls))))
    completed = 0
    for row in rows:
        given = {name: getattr(copies[row["article_id"]], name) for name in EDITABLE if row[name] is None}
        missing = {name: value for name, value in given.items() if value and not (name == "url" and value in taken)}
        article = store.read_article(row["article_id"]) if missing else None
        if article is not None:
            _change(store, article, missing, "complete_article", None, extract)
            completed += 1
    return completed


def _change(
    store: Store,
    article: Article,
    values: Mapping[str, Any],
    action: str,
    by: str | None,
    extract: Callable[[Article], Extracted],
) -> Changes:
    edited = replace(article, **values)
    again = _READ_ANEW & values.keys()
    whole, found = extract(edited) if again else (edited, ())
    rows = figure_rows(whole, found, store.registry)
    outcome = Changes()
    with store.writing() as connection:
        mine = articles.c.article_id == article.id
        before = connection.execute(select(articles).where(mine)).mappings().one()
        told = "; ".join(f"{name}: {before[name]} → {value}" for name, value in values.items())
        kept = {**values, "language": whole.language} if again else values
        connection.execute(update(articles).where(mine).values(storable_row(dict(kept))))
        write_log(connection, action, article.id, by=by, detail=told)
        if again:
            outcome.articles += 1
            update_figures(connection, whole, rows, outcome)
    return outcome


def _value(name: str, value: Any) -> Any:
    if name not in EDITABLE:
        raise ReviewError(f"The column {name!r} of an article cannot be corrected.")
    if value is None or value != value or value == "":  # noqa: PLR0124 - NaN, NaT
        return None
    if name == "language":
        return normalise_language(str(value))
    if name != "published_at":
        return str(value).strip() or None
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError as error:
        raise ReviewError(f"published_at cannot be {str(value)[:40]!r}.") from error
