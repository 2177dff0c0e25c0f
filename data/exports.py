"""The store → files for others: what is asked for by filters, in the schema's columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from data.filters import Filters
from data.records import Row
from data.schema import FIGURE_COLUMNS
from data.store import Store
from data.writers import open_writer

# What a spreadsheet takes for the beginning of a formula, wherever the file came from.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_BATCH = 1000


def export_figures(store: Store, output: Path | None, filters: Filters = Filters()) -> int:  # noqa: B008 - frozen
    """Write the figures that the filters choose to a file, by its extension; how many they were.

    Raises UnwritableOutputError where the file cannot be written.
    """
    rows: Iterable[Row] = store.read_rows(filters)
    if output is not None and output.suffix.lower() == ".csv":
        rows = map(neutralise, rows)
    written = 0
    with open_writer(output, FIGURE_COLUMNS) as writer:
        for batch in _batches(rows):
            writer.write(batch)
            written += len(batch)
    return written


def neutralise(row: Row) -> Row:
    """The row with an apostrophe before every text that a spreadsheet would run as a formula."""
    return {name: _neutral(value) for name, value in row.items()}


def _neutral(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
