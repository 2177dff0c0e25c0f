"""Figures → figures with the day they were said and the days the harm falls in."""

from __future__ import annotations

from datetime import date

from extractors.languages.schema import Language
from extractors.models import Figure
from extractors.text import Document


def find_published_at(document: Document, language: Language) -> date | None:
    """The date stamp near the top of the text, or None."""
    return None


def assign_dates(
    document: Document, figures: tuple[Figure, ...], language: Language, published_at: date | None
) -> tuple[Figure, ...]:
    """The figures, each with its saying day, period and extent where the text tells them."""
    return figures
