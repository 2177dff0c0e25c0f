"""Figures → figures with the day they were said and the days the harm falls in."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from extractors.dates.calendar.expressions import read_calendar
from extractors.dates.entries import find_entries, without_heads
from extractors.dates.later import find_later_sayings
from extractors.dates.periods import PeriodFinder, days_of, extent_of
from extractors.dates.roles import find_roles
from extractors.dates.said import find_saying_days
from extractors.dates.signs import Signs
from extractors.dates.stamp import find_stamp, parse_day
from extractors.languages.schema import Language
from extractors.models import Figure
from extractors.text import Document

_HEADING_YEAR = re.compile(r"^[^\n]{0,20}\b((?:1[89]|20)\d\d)\b", re.MULTILINE)
_CHRONOLOGY = 3  # years at the heads of lines

__all__ = ["assign_dates", "find_published_at", "parse_day"]


def find_published_at(document: Document, language: Language) -> date | None:
    """The date stamp near the top of the text, or None; the first day of a chronology is no stamp."""
    years = {match[1] for match in _HEADING_YEAR.finditer(document.text)}
    return None if len(years) >= _CHRONOLOGY else find_stamp(document, language)


def assign_dates(
    document: Document, figures: tuple[Figure, ...], language: Language, published_at: date | None
) -> tuple[Figure, ...]:
    """The figures, each with its saying day, period and extent where the text tells them."""
    if not figures:
        return figures
    counts = frozenset(index for figure in figures for index in document.token_range(figure.quantity.number))
    reading = read_calendar(document, language, published_at, counts=counts)
    signs = Signs(document, reading, figures, language)
    dated = find_roles(document, reading, signs, published_at)
    dated = find_later_sayings(document, dated, figures, signs)
    entries = find_entries(document, dated)
    dated = without_heads(document, dated, entries)
    said = find_saying_days(document, figures, dated, entries, signs)
    reported = [replace(figure, reported_on=day) for figure, day in zip(figures, said, strict=True)]
    periods = PeriodFinder(document, reported, dated, entries, signs, published_at).find()
    return tuple(
        replace(
            figure,
            period=days_of(dating, figure, published_at),
            extent=extent_of(dating),
            date_rule=dating.rule,
        )
        if dating
        else figure
        for figure, dating in zip(reported, periods, strict=True)
    )
