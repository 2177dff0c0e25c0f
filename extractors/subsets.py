"""Figures → figures marked where they are a part of another one of the same text."""

from __future__ import annotations

from extractors.models import Figure
from extractors.text import Document


def mark_subsets(document: Document, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The figures, parts of a stated whole marked as such."""
    return figures
