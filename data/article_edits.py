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
    edited = replace(article, **{name: value for name, value in values.items() if name != "archive_url"})
    again = _READ_ANEW & values.keys()
    whole, found = extract(edited) if again else (edited, ())
    rows = figure_rows(whole, found, store.registry)
    outcome = Changes()
    with store.writing() as connection:
        mine = articles.c.article_id == article_id
        before = connection.execute(select(articles).where(mine)).mappings().one()
        told = "; ".join(f"{name}: {before[name]} → {value}" for name, value in values.items())
        kept = {**values, "language": whole.language} if again else values
        connection.execute(update(articles).where(mine).values(storable_row(kept)))
        write_log(connection, "correct_article", article_id, by=by, detail=told)
        if again:
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
