"""Articles → rows of figures without a store: the bulk interface and the evaluation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from data.intake import complete_and_extract
from data.records import Registry, Row, figure_rows, text_hash
from data.registry import load_registry
from extractors.models import Article, Figure
from extractors.readers.reading import Given
from extractors.readers.rows import read_row


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """An article as it was read, its figures, and the same figures as rows with the article's own columns."""

    article: Article
    figures: tuple[Figure, ...]
    rows: list[Row]


def extract_rows(article: Article) -> Extracted:
    """The article's figures as rows of EXTRACTED_COLUMNS."""
    whole, figures = complete_and_extract(article)
    shared: Row = {
        "publisher": whole.publisher,
        "published_at": whole.published_at,
        "url": whole.url,
        "title": whole.title,
        "language": whole.language,
        "text_sha256": text_hash(whole.text) if figures else None,
    }
    rows = [{**row, **shared} for row in figure_rows(whole, figures, _registry())]
    return Extracted(article=whole, figures=figures, rows=rows)


def predict(gold: Iterable[Mapping[str, Any]]) -> Iterator[Row]:
    """The extractor's rows for gold articles; what is known of an article is what its row tells."""
    for row in gold:
        yield from extract_rows(read_row(row, Given())).rows


@cache
def _registry() -> Registry:
    return load_registry()
