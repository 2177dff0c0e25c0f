"""A reader's changes to a figure → values of its columns, checked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from data.errors import ReviewError
from data.records import Registry, Row, sentence_of
from data.schema import OWN_FIGURE_COLUMNS, Column, Kind
from extractors.languages import load_language
from extractors.models import Qualifier, Span
from extractors.sentences import find_sentences
from extractors.text import fold

_FIXED = frozenset(
    {
        *("figure_id", "article_id", "quote", "sentence", "rule", "extractor_version"),
        *("status", "reviewed_by", "reviewed_at", "note"),
    }
)

#: The columns that a reader can correct.
CORRECTABLE: dict[str, Column] = {column.name: column for column in OWN_FIGURE_COLUMNS if column.name not in _FIXED}

_BOUNDS = {
    "low = high": (Qualifier.EXACT, Qualifier.ABOUT),
    "a lower bound alone": (Qualifier.AT_LEAST, Qualifier.MORE_THAN),
    "an upper bound alone": (Qualifier.AT_MOST, Qualifier.LESS_THAN),
    "a lower bound below an upper one": (Qualifier.RANGE, Qualifier.VAGUE),
}


def corrected_values(row: Row, changes: Mapping[str, Any], text: str, language: str, registry: Registry) -> Row:
    """The columns that change, and those that follow from them.

    Raises ReviewError naming the column that cannot be changed or the value that cannot be.
    """
    for name in changes:
        if name not in CORRECTABLE:
            raise ReviewError(f"The column {name!r} cannot be corrected.")
    values = {name: _value(CORRECTABLE[name], value) for name, value in changes.items()}
    whole = {**row, **values}
    _check_bounds(whole)
    _check_days(whole)
    if "start" in values or "end" in values:
        values |= _words(whole["start"], whole["end"], text, language)
    if values.get("source") and "source_kind" not in values:
        values |= next(
            (
                {"source_kind": source.kind and str(source.kind), "source_country": source.country}
                for source in registry.sources
                if source.name == values["source"]
            ),
            {},
        )
    return values


def _value(column: Column, value: Any) -> Any:
    """The value as the column holds it; None for what is empty."""
    if value is None or value != value or value == "":  # noqa: PLR0124 - NaN, NaT
        if column.required:
            raise ReviewError(f"{column.name} cannot be empty.")
        return None
    try:
        return _converted(column, value)
    except (ValueError, TypeError) as error:
        raise ReviewError(f"{column.name} cannot be {str(value)[:40]!r}.") from error


def _converted(column: Column, value: Any) -> Any:
    if column.kind is Kind.INTEGER:
        number = int(value)
        if number < 0 or number != float(value):
            raise ValueError(value)
        return number
    if column.kind is Kind.BOOLEAN:
        if value not in (True, False):
            raise ValueError(value)
        return bool(value)
    if column.kind is Kind.DATE:
        if isinstance(value, datetime):
            return value.date()
        return value if isinstance(value, date) else date.fromisoformat(str(value)[:10])
    words = str(value).strip()
    if column.kind is Kind.CHOICE and words not in column.choices:
        raise ValueError(value)
    return words


def _check_bounds(row: Row) -> None:
    low, high, qualifier = row["low"], row["high"], row["qualifier"]
    fits = {
        "low = high": low is not None and low == high,
        "a lower bound alone": low is not None and high is None,
        "an upper bound alone": low is None and high is not None,
        "a lower bound below an upper one": low is not None and high is not None and low < high,
    }
    for wanted, qualifiers in _BOUNDS.items():
        if qualifier in qualifiers and not fits[wanted]:
            raise ReviewError(f"{str(qualifier).replace('_', ' ')} wants {wanted}.")


def _check_days(row: Row) -> None:
    start, end = row["period_start"], row["period_end"]
    if start is not None and end is not None and start > end:
        raise ReviewError("period_start is after period_end.")


def _words(start: int, end: int, text: str, language: str) -> Row:
    if not 0 <= start < end <= len(text):
        raise ReviewError(f"start and end lie outside the article's {len(text)} characters.")
    span = Span(start, end)
    sentences = find_sentences(text, fold(text), load_language(language))
    return {"start": start, "end": end, "quote": span.of(text), "sentence": sentence_of(text, sentences, span)}
