"""Rows of a table (JSON, CSV, Parquet) → articles. Only `text` is searched; keys that we do not know are ignored."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from extractors.errors import UnreadableInputError
from extractors.models import Article
from extractors.readers.language import normalise_language
from extractors.readers.reading import Given, check_length

#: The keys of a row that are read.
ROW_KEYS = ("id", "text", "title", "published_at", "language", "publisher", "url", "archive_url")


def read_row(row: Any, given: Given) -> Article:
    """The article of a row; what the row leaves out is taken from what is given.

    Raises UnreadableInputError or UnknownLanguageError, naming the key that is wrong.
    """
    if not isinstance(row, Mapping):
        raise UnreadableInputError("not an object with the keys id and text")
    text = row.get("text")
    if not isinstance(text, str):
        raise UnreadableInputError("there is no `text`" if text is None else "`text` is not text")
    check_length(text)
    language = _words(row, "language") or given.language
    return Article(
        text=text,
        id=_words(row, "id") or "",
        title=_words(row, "title"),
        language=normalise_language(language) if language else None,
        published_at=_day(row.get("published_at")) or given.published_at,
        publisher=_words(row, "publisher"),
        url=_words(row, "url"),
        archive_url=_words(row, "archive_url"),
    )


def _words(row: Mapping[str, Any], key: str) -> str | None:
    """The value as words; identifiers may be numbers."""
    value = row.get(key)
    if value is None or value != value or value == "":  # noqa: PLR0124 - NaN is what a table's empty cell can be
        return None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, str | int | float):
        return str(value)
    raise UnreadableInputError(f"`{key}` is neither text nor number")


def _day(value: Any) -> date | None:
    """The day of an ISO date or date-time, or of a feed's "Thu, 19 Dec 2024 10:39:00 GMT"."""
    if value is None or value != value or value == "":  # noqa: PLR0124 - NaN, NaT
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    words = str(value).strip()
    try:
        return date.fromisoformat(words[:10])
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(words).date()
    except (ValueError, TypeError) as error:
        raise UnreadableInputError(f"`published_at` is no ISO date: {words[:40]!r}") from error
