"""Articles on their way into the store: what would be found in them, before and after the reader's word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd

from data.article_edits import complete_articles
from data.articles import Added, Outcome
from data.dossiers import put_into_dossier
from data.fetch import is_address, read_address
from data.filters import Filters
from data.frames import typed
from data.ingest import Counts, Report, add_readings
from data.intake import complete_and_extract
from data.records import Registry, figure_rows
from data.review import correct, reject
from data.schema import FIGURE_COLUMNS
from data.store import Store
from extractors.errors import BilanError
from extractors.models import Article, Figure
from extractors.readers.files import read_inputs
from extractors.readers.reading import Given, Reading, check_length

_PREVIEWED = "preview"

#: Columns that can be mended before an article is kept, in the order of the table.
EDITABLE = ("category", "low", "high", "qualifier", "source", "victims", "place", "reported_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What would be kept of an article: itself, completed, with its figures, also as rows of the figures table."""

    article: Article
    figures: tuple[Figure, ...]
    frame: pd.DataFrame


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What the reader said of a figure before it was kept: of which words and category, whether it is one, changes."""

    place: tuple[int, int, str]
    keep: bool
    changes: dict[str, Any]


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


def save_preview(store: Store, preview: Preview, dossier: str | None, edits: Sequence[Edit], *, by: str) -> Added:
    """Keep the article with its figures, then what the reader said of each: as decisions, beside what the machine said.

    Raises ReviewError where a change cannot be; the article and the other decisions are kept all the same.
    """
    added = store.add_article(preview.article, preview.figures)
    if dossier:
        put_into_dossier(store, [added.article_id], dossier)
    if added.outcome is Outcome.KNOWN:
        complete_articles(store, {added.article_id: preview.article})
    else:
        _decide(store, added.article_id, edits, by)
    return added


def edits_of(edited: pd.DataFrame, preview: Preview) -> list[Edit]:
    """What the reader changed in the table of figures, row by row."""
    before = preview.frame.to_dict("records")
    return [
        Edit(
            place=(int(old["start"]), int(old["end"]), str(old["category"])),
            keep=bool(new["keep"]),
            changes={name: plain_value(new[name]) for name in EDITABLE if _differ(new[name], old[name])},
        )
        for new, old in zip(edited.to_dict("records"), before, strict=True)
    ]


def plain_value(value: Any) -> Any:
    """A cell as a plain value: None for what is empty, a day for a moment."""
    if not isinstance(value, str) and pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date()
    return value if value != "" else None


def _differ(new: Any, old: Any) -> bool:
    return bool(plain_value(new) != plain_value(old))


def _decide(store: Store, article_id: str, edits: Sequence[Edit], by: str) -> None:
    kept = store.read_figures(Filters(articles=(article_id,)), order=("start",))
    figures: dict[tuple[int, int, str], list[str]] = defaultdict(list)
    for record in kept.to_dict("records"):
        figures[int(record["start"]), int(record["end"]), str(record["category"])].append(str(record["figure_id"]))
    for edit in edits:
        figure = figures[edit.place].pop(0)
        if not edit.keep:
            reject(store, [figure], by=by)
        elif edit.changes:
            correct(store, figure, edit.changes, by=by)


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


def read_web(url: str, given: Given) -> list[Reading]:
    """The article at an address, or those of a feed; each problem in its place."""
    words = url.strip()
    return list(read_address(words if is_address(words) else f"https://{words}", given))


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
