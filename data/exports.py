"""The store → files for others: what is asked for by filters, in the schema's columns.

No export holds an article's text or the name of somebody harmed: the `sentence` column stays in the store, and a
quote of a single person is withheld where it may be a name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import or_, select

from data.claims import fold_claims
from data.conventions import CONVENTIONS, POINT_COLUMNS, points
from data.errors import UnwritableOutputError
from data.filters import Filters
from data.frames import frame_rows
from data.intake import batched
from data.packages import PackageWriter
from data.privacy import WITHHELD, without_names
from data.records import Row
from data.schema import CLAIM_COLUMNS, FIGURE_COLUMNS, Column, Kind
from data.selection import NEWEST_FIRST
from data.spreadsheets import XlsxWriter
from data.store import Store
from data.tables import articles, figures
from data.writers import FORMATS, CsvWriter, Writer, check_output, open_writer, replacing

#: The kinds of file that a table can be exported to, by extension.
EXPORT_FORMATS: tuple[str, ...] = (*FORMATS, ".xlsx", ".zip")
#: What can be exported.
TABLES: tuple[str, ...] = ("figures", "claims")

EXPORTED_FIGURE_COLUMNS: tuple[Column, ...] = tuple(c for c in FIGURE_COLUMNS if c.name != "sentence")
_CONVENTION = Column(
    name="convention",
    kind=Kind.STRING,
    description="The convention for best, lowest and highest.",
    hxl="#meta+convention",
)

# What a spreadsheet takes for the beginning of a formula, wherever the file came from.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_BATCH = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What to export: which table, with an HXL row (CSV, Excel), with UCDP-style numbers by a convention.

    The figures come in `order`, as `Store.read_figures` takes it; claims in the order in which they were made.
    """

    table: str = "figures"
    hxl: bool = False
    convention: str | None = None
    order: Sequence[str] = NEWEST_FIRST

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the file."""
        columns = EXPORTED_FIGURE_COLUMNS if self.table == "figures" else CLAIM_COLUMNS
        return (*columns, *POINT_COLUMNS, _CONVENTION) if self.convention else columns


def export_figures(store: Store, output: Path | None, filters: Filters = Filters()) -> int:  # noqa: B008 - frozen
    """Write the figures that the filters choose to a file, by its extension; how many they were."""
    return export(store, output, filters, Export())


def export(store: Store, output: Path | None, filters: Filters, asked: Export) -> int:
    """Write a table of what the filters choose to a file, by its extension (EXPORT_FORMATS); how many rows it has.

    Without file, to standard output as JSON lines. Raises UnwritableOutputError where the file cannot be written.
    """
    _check(asked)
    if output is not None:
        check_output(output, EXPORT_FORMATS)
    rows: Iterable[Row] = _figures(store, filters, asked.order) if asked.table == "figures" else _claims(store, filters)
    rows = map(without_names, rows)
    if asked.convention:
        rows = map(_with_points(asked.convention), rows)
    if output is not None and output.suffix.lower() in (".csv", ".zip"):
        rows = map(neutralise, rows)
    written = 0
    with _open(output, asked, about(store, filters, asked)) as writer:
        for batch in batched(rows, _BATCH):
            writer.write(batch)
            written += len(batch)
    return written


def neutralise(row: Row) -> Row:
    """The row with an apostrophe before every text that a spreadsheet would run as a formula."""
    return {name: _neutral(value) for name, value in row.items()}


def _neutral(value: Any) -> Any:
    if isinstance(value, tuple):
        return (_neutral(value[0]), *value[1:]) if value else value
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value


def _check(asked: Export) -> None:
    if asked.table not in TABLES:
        raise UnwritableOutputError(f"There is no table {asked.table!r}; there are {' and '.join(TABLES)}.")
    if asked.convention and asked.convention not in CONVENTIONS:
        raise UnwritableOutputError(f"There is no convention {asked.convention!r}; there are {', '.join(CONVENTIONS)}.")


def _figures(store: Store, filters: Filters, order: Sequence[str]) -> Iterator[Row]:
    """The figures; a title that may name somebody harmed is withheld from all rows of its article."""
    withheld = _naming_titles(store)
    for row in store.read_rows(filters, order=order):
        yield {**row, "title": WITHHELD} if row["article_id"] in withheld else row


def _naming_titles(store: Store) -> set[str]:
    """The articles whose title has the words of a figure of one person that may be a name."""
    columns = (figures.c.article_id, figures.c.low, figures.c.high, figures.c.quote, figures.c.victims)
    one = figures.c.current & or_(figures.c.low == 1, figures.c.high == 1)
    statement = select(*columns, articles.c.title).join(articles).where(one, articles.c.title.is_not(None))
    with store.reading() as connection:
        rows = connection.execute(statement).mappings()
        return {row["article_id"] for row in rows if without_names(dict(row))["title"] == WITHHELD}


def _claims(store: Store, filters: Filters) -> Iterator[Row]:
    return frame_rows(fold_claims(store.read_figures(filters)), CLAIM_COLUMNS)


def _with_points(name: str) -> Callable[[Row], Row]:
    convention = CONVENTIONS[name]

    def add(row: Row) -> Row:
        numbers = points(row["low"], row["high"], row["qualifier"], convention)
        return {**row, **dict(zip((c.name for c in POINT_COLUMNS), numbers, strict=True)), "convention": name}

    return add


@contextmanager
def _open(output: Path | None, asked: Export, told: Mapping[str, Any]) -> Iterator[Writer]:
    suffix = output.suffix.lower() if output else ""
    if output is None or (suffix not in (".xlsx", ".zip") and not (asked.hxl and suffix == ".csv")):
        with open_writer(output, asked.columns) as writer:
            yield writer
        return
    with replacing(output) as file:
        special: Writer
        if suffix == ".csv":
            special = CsvWriter(file, asked.columns, hxl=True)
        elif suffix == ".xlsx":
            words = {name: _words(value) for name, value in told.items()}
            special = XlsxWriter(file, asked.columns, about=words, hxl=asked.hxl)
        else:
            special = PackageWriter(file, asked.columns, name=asked.table, about=told)
        yield special
        special.close()


def about(store: Store, filters: Filters, asked: Export) -> dict[str, Any]:
    """What was asked for and what was left out, in words: written beside the table."""
    everything, chosen = store.count_figures(), store.count_figures(filters)
    told: dict[str, Any] = {
        "filters": filters.describe() or "none: everything in force",
        "figures chosen": chosen,
        "figures in force left out": max(everything - chosen, 0),
    }
    if asked.convention:
        told["convention"] = f"{asked.convention}: {CONVENTIONS[asked.convention].description}"
    return told


def _words(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_words(part)}" for name, part in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
