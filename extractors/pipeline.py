"""Article → figures: the stages in order, nothing else."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from extractors.attached import split_attached
from extractors.attribution import assign_sources
from extractors.dates import assign_dates, find_published_at
from extractors.figures import find_figures
from extractors.languages import load_language
from extractors.languages.schema import Language
from extractors.models import Article, Figure
from extractors.places import assign_places
from extractors.quantities import find_quantities
from extractors.sentences import find_sentences
from extractors.text import Document, fold, tokenize


def read_document(text: str, language: Language) -> Document:
    """The text with its folded form, tokens and sentences."""
    folded = fold(text)
    tokens = tuple(split_attached(tokenize(folded), folded, language))
    return Document(text, folded, tokens, find_sentences(text, folded, language))


def extract_figures(article: Article) -> tuple[Figure, ...]:
    """The casualty figures that the article reports, in text order.

    The article's language must be set. Where `published_at` is not, a date stamp in the text serves.
    Raises UnknownLanguageError where there is no pack for the language.
    """
    language = load_language(article.language or "")
    with _without_collecting():
        document = read_document(article.text, language)
        published_at = article.published_at or find_published_at(document, language)
        quantities = find_quantities(document, language)
        figures = find_figures(document, quantities, language)
        figures = assign_sources(document, figures, language)
        figures = assign_places(document, figures, language)
        return assign_dates(document, figures, language, published_at)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Nobody looks for garbage meanwhile: tokens and matches are many, never in cycles; the search costs a fifth."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
