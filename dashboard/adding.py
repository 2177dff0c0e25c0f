"""Articles on their way into the store: what would be found in them, before and after the reader's word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from data.dossiers import put_into_dossier
from data.frames import typed
from data.ingest import Counts, Report, add_readings
from data.intake import complete_and_extract
from data.records import Registry, figure_rows
from data.schema import FIGURE_COLUMNS
from data.store import Added, Store
from extractors.errors import BilanError
from extractors.models import Article, Figure
from extractors.readers.files import read_inputs
from extractors.readers.reading import Given, Reading, check_length

_PREVIEWED = "preview"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What would be kept of an article: itself, completed, with its figures, also as rows of the figures table."""

    article: Article
    figures: tuple[Figure, ...]
    frame: pd.DataFrame


@dataclass(frozen=True, slots=True)
class File:
    """A file that a reader handed in."""

    name: str
    content: bytes


def preview_article(article: Article, registry: Registry) -> Preview:
    """What is found in the article.

    Raises UnknownLanguageError where there is no pack for its language, UnreadableInputError where it is too long.
    """
    check_length(article.text)
    whole, figures = complete_and_extract(article)
    rows = figure_rows(whole, figures, registry, article_id=_PREVIEWED)
    told = {"publisher": whole.publisher, "published_at": whole.published_at, "language": whole.language}
    frame = typed(pd.DataFrame([row | told for row in rows]), FIGURE_COLUMNS)
    return Preview(article=whole, figures=figures, frame=frame)


def save_preview(store: Store, preview: Preview, dossier: str | None) -> Added:
    """Keep the article with its figures."""
    added = store.add_article(preview.article, preview.figures)
    if dossier:
        put_into_dossier(store, [added.article_id], dossier)
    return added


def read_files(files: Sequence[File], given: Given) -> list[Reading]:
    """The articles of the files in order, each problem in its place."""
    with TemporaryDirectory() as folder:
        readings: list[Reading] = []
        for number, file in enumerate(files):
            # A folder of its own for each: two files may have one name, and readers go by its ending.
            place = Path(folder) / str(number)
            place.mkdir()
            path = place / Path(file.name).name
            path.write_bytes(file.content)
            readings += [_renamed(reading, path, file.name) for reading in read_inputs([str(path)], given)]
        return readings


def save_readings(store: Store, readings: Iterable[Reading], dossier: str | None, report: Report) -> Counts:
    """Keep the articles with their figures, whole batches at a time."""
    return add_readings(store, readings, dossier=dossier, report=report)


def try_preview(article: Article, registry: Registry) -> Preview | str:
    """What is found in the article, or the sentence that says why nothing can be."""
    try:
        return preview_article(article, registry)
    except BilanError as error:
        return str(error)


def _renamed(reading: Reading, path: Path, name: str) -> Reading:
    return Reading(
        where=reading.where.replace(str(path), name),
        article=reading.article,
        problem=reading.problem,
        size=reading.size,
    )
