"""Quantities → casualty figures."""

from __future__ import annotations

from extractors.languages.schema import Language
from extractors.models import Figure, Quantity
from extractors.text import Document


def find_figures(document: Document, quantities: tuple[Quantity, ...], language: Language) -> tuple[Figure, ...]:
    """The quantities that count people harmed, as figures in text order."""
    return ()
