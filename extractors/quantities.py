"""Tokens → quantities: numbers with their qualifiers and bounds."""

from __future__ import annotations

from extractors.languages.schema import Language
from extractors.models import Quantity
from extractors.text import Document


def find_quantities(document: Document, language: Language) -> tuple[Quantity, ...]:
    """Every number of the text with its qualifier, in text order, none overlapping."""
    return ()
