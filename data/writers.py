"""Rows → CSV, JSON lines or Parquet, a few at a time: a result may be larger than the memory."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO, Any, Protocol

from data.errors import UnwritableOutputError
from data.records import storable
from data.schema import Column, Kind

Row = Mapping[str, Any]

_ROW_GROUP = 20_000


class Writer(Protocol):
    """Something that takes rows in order."""

    def write(self, rows: Iterable[Row]) -> None:
        """Write the rows; of each, the columns that the writer was opened with."""

    def close(self) -> None:
        """Write what was kept back."""


class CsvWriter:
    """UTF-8, comma, a header; dates ISO, booleans true and false, lists apart by "; ", missing values empty."""

    def __init__(self, file: IO[bytes], columns: Sequence[Column], *, hxl: bool = False) -> None:
        self._columns = columns
        self._text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
        self._writer = csv.writer(self._text, lineterminator="\n")
        self._writer.writerow([column.name for column in columns])
        if hxl:
            self._writer.writerow([column.hxl for column in columns])

    def write(self, rows: Iterable[Row]) -> None:
        for row in rows:
            self._writer.writerow([_cell(row.get(column.name)) for column in self._columns])

    def close(self) -> None:
        self._text.detach()


class JsonlWriter:
    """One object a line, in UTF-8; dates ISO, missing values null."""

    def __init__(self, file: IO[bytes], columns: Sequence[Column]) -> None:
        self._columns = columns
        self._file = file

    def write(self, rows: Iterable[Row]) -> None:
        for row in rows:
            self._file.write(_json_object(row, self._columns) + b"\n")

    def close(self) -> None:
        """Nothing is kept back."""


class JsonWriter:
    """One array of objects, in UTF-8."""

    def __init__(self, file: IO[bytes], columns: Sequence[Column]) -> None:
        self._columns = columns
        self._file = file
        self._before = b"[\n"

    def write(self, rows: Iterable[Row]) -> None:
        for row in rows:
            self._file.write(self._before + _json_object(row, self._columns))
            self._before = b",\n"

    def close(self) -> None:
        self._file.write((b"" if self._before == b",\n" else self._before) + b"\n]\n")


class ParquetWriter:
    """Typed columns, compressed; rows are gathered into groups."""

    def __init__(self, file: IO[bytes], columns: Sequence[Column]) -> None:
        import pyarrow.parquet as pq

        self._columns = columns
        self._schema = arrow_schema(columns)
        self._writer = pq.ParquetWriter(file, self._schema, compression="zstd")
        self._cells: list[list[Any]] = [[] for _ in columns]

    def write(self, rows: Iterable[Row]) -> None:
        for row in rows:
            for cells, column in zip(self._cells, self._columns, strict=True):
                cells.append(_clean(row.get(column.name)))
        if len(self._cells[0]) >= _ROW_GROUP:
            self._flush()

    def _flush(self) -> None:
        import pyarrow as pa

        arrays = [pa.array(cells, type=field.type) for cells, field in zip(self._cells, self._schema, strict=True)]
        self._writer.write_table(pa.Table.from_arrays(arrays, schema=self._schema))
        self._cells = [[] for _ in self._columns]

    def close(self) -> None:
        self._flush()
        self._writer.close()


_WRITERS: dict[str, Callable[[IO[bytes], Sequence[Column]], Writer]] = {
    ".csv": CsvWriter,
    ".jsonl": JsonlWriter,
    ".json": JsonWriter,
    ".parquet": ParquetWriter,
}

#: The kinds of file that rows can be written to, by extension.
FORMATS: tuple[str, ...] = tuple(_WRITERS)


def arrow_schema(columns: Sequence[Column]) -> Any:
    """The columns as Arrow types, each with its description."""
    import pyarrow as pa

    types = {
        Kind.STRING: pa.string(),
        Kind.CHOICE: pa.string(),
        Kind.INTEGER: pa.int64(),
        Kind.BOOLEAN: pa.bool_(),
        Kind.DATE: pa.date32(),
        Kind.MOMENT: pa.timestamp("us", tz="UTC"),
        Kind.LIST: pa.list_(pa.string()),
    }
    return pa.schema(
        [
            pa.field(c.name, types[c.kind], nullable=not c.required, metadata={"description": c.description})
            for c in columns
        ]
    )


def check_output(path: Path, formats: Sequence[str] = FORMATS) -> None:
    """Raises UnwritableOutputError where the path's kind is none of the formats or its folder is not there."""
    if path.suffix.lower() not in formats:
        raise UnwritableOutputError(f"{path}: the output can be {', '.join(formats)}.")
    if path.is_dir() or not path.parent.is_dir():
        raise UnwritableOutputError(f"{path}: there is no folder to write this file in.")


@contextmanager
def open_writer(path: Path | None, columns: Sequence[Column], *, quiet: bool = False) -> Iterator[Writer]:
    """A writer to the file, by its extension; without path, to standard output as JSON lines, or nowhere (`quiet`).

    The file appears under its name when all is written: an earlier one stays until then.
    Raises UnwritableOutputError where it cannot be written.
    """
    if path is None:
        yield JsonlWriter(io.BytesIO() if quiet else sys.stdout.buffer, columns)
        sys.stdout.flush()
        return
    check_output(path)
    with replacing(path) as file:
        writer = _WRITERS[path.suffix.lower()](file, columns)
        yield writer
        writer.close()


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes the place of the one at the path when the block ends well, and leaves nothing if it fails.

    Raises UnwritableOutputError where it cannot be written.
    """
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        with partial.open("wb") as file:
            yield file
        partial.replace(path)
    except OSError as error:
        raise UnwritableOutputError(f"{path} cannot be written ({error.strerror or error}).") from error
    finally:
        partial.unlink(missing_ok=True)


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return _clean("; ".join(value) if isinstance(value, tuple) else value)


def _json_object(row: Row, columns: Sequence[Column]) -> bytes:
    values = {column.name: _json_value(row.get(column.name)) for column in columns}
    # A lone surrogate has no UTF-8, but its backslash form is what JSON writes for it.
    return json.dumps(values, ensure_ascii=False).encode("utf-8", "backslashreplace")


def _json_value(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _clean(value: Any) -> Any:
    return storable(value) if isinstance(value, str) else value
