"""Tables of articles → readings, one row at a time: a table may be larger than the memory."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import IO, Any

from extractors.errors import BilanError, UnreadableInputError
from extractors.readers.reading import LONGEST_TEXT, Given, Reading
from extractors.readers.rows import ROW_KEYS, read_row

# JSON may spell a character of the text in up to six bytes, and a row has other keys beside it.
_LONGEST_LINE = 8 * LONGEST_TEXT
_UTF8_MARK = b"\xef\xbb\xbf"
_BATCH = 256


def _reading(where: str, row: Any, given: Given, size: int) -> Reading:
    try:
        return Reading(where=where, article=read_row(row, given), size=size)
    except BilanError as error:
        return Reading(where=where, problem=str(error), size=size)


def read_jsonl(file: IO[bytes], name: str, given: Given) -> Iterator[Reading]:
    """One article a line; blank lines are passed over."""
    number = 0
    while line := file.readline(_LONGEST_LINE):
        number += 1
        where = f"{name}, line {number}"
        size = len(line)
        if size == _LONGEST_LINE and not line.endswith(b"\n"):
            size += _skip_line(file)
            yield Reading(where=where, problem="the line is too long for one article", size=size)
            continue
        content = line.removeprefix(_UTF8_MARK) if number == 1 else line
        if not content.strip():
            continue
        try:
            row = json.loads(content.decode("utf-8"))
        except UnicodeDecodeError:
            yield Reading(where=where, problem="not UTF-8", size=size)
        except (ValueError, RecursionError) as error:
            yield Reading(where=where, problem=f"not JSON ({_short(error)})", size=size)
        else:
            yield _reading(where, row, given, size)
    if number == 0:
        yield Reading(where=name, problem="the file is empty")


def _skip_line(file: IO[bytes]) -> int:
    skipped = 0
    while piece := file.readline(_LONGEST_LINE):
        skipped += len(piece)
        if piece.endswith(b"\n"):
            break
    return skipped


def read_json(file: IO[bytes], name: str, given: Given) -> Iterator[Reading]:
    """A JSON file: an array of articles, or a single one; one article a line is taken as well."""
    content = file.read()
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        yield from read_jsonl(io.BytesIO(content), name, given)
        return
    rows = document if isinstance(document, list) else [document]
    for number, row in enumerate(rows, 1):
        yield _reading(f"{name}, item {number}", row, given, len(content) // len(rows))


def read_csv(file: IO[bytes], name: str, given: Given) -> Iterator[Reading]:
    """A row per article under a header that names at least `text`; columns apart by comma, semicolon or tab."""
    # Bytes that are not UTF-8 become lone surrogates: the row that holds them is named, the others are read.
    lines = io.TextIOWrapper(file, encoding=given.encoding or "utf-8-sig", errors="surrogateescape", newline="")
    previous = csv.field_size_limit(_LONGEST_LINE)
    try:
        header = lines.readline(_LONGEST_LINE)
        if not header.strip():
            raise UnreadableInputError("the file is empty")
        delimiter = max(",;\t", key=header.count)
        names = [column.strip().lower() for column in next(csv.reader([header], delimiter=delimiter))]
        if "text" not in names:
            raise UnreadableInputError("the header names no column `text`; columns are " + ", ".join(ROW_KEYS))
        yield from _csv_rows(lines, names, delimiter, name, given)
    finally:
        csv.field_size_limit(previous)
        lines.detach()


def _csv_rows(lines: io.TextIOWrapper, names: list[str], delimiter: str, name: str, given: Given) -> Iterator[Reading]:
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        where = f"{name}, line {reader.line_num + 2}"
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield Reading(where=where, problem=f"not CSV ({_short(error)})")
            continue
        if cells is None:
            return
        if not cells:
            continue
        size = sum(map(len, cells)) + len(cells)
        if len(cells) != len(names):
            problem = f"{len(cells)} cells where the header has {len(names)}"
            yield Reading(where=where, problem=problem, size=size)
        elif any(_undecoded(cell) for cell in cells):
            yield Reading(where=where, problem="not UTF-8; --encoding names another", size=size)
        else:
            yield _reading(where, dict(zip(names, cells, strict=True)), given, size)


def _undecoded(cell: str) -> bool:
    return not cell.isascii() and any("\udc80" <= character <= "\udcff" for character in cell)


def read_parquet(file: IO[bytes], name: str, given: Given) -> Iterator[Reading]:
    """A row per article; only the columns that are read leave the disk."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.ParquetFile(file if file.seekable() else io.BytesIO(file.read()))
    except (pa.ArrowException, OSError) as error:
        raise UnreadableInputError("the file is not Parquet") from error
    columns = [column for column in table.schema_arrow.names if column in ROW_KEYS]
    if "text" not in columns:
        raise UnreadableInputError("there is no column `text`; columns are " + ", ".join(ROW_KEYS))
    number = 0
    try:
        for batch in table.iter_batches(batch_size=_BATCH, columns=columns):
            for row in batch.to_pylist():
                number += 1
                yield _reading(f"{name}, row {number}", row, given, len(row["text"] or ""))
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        yield Reading(where=f"{name}, row {number + 1}", problem=f"the file is damaged from here on ({_short(error)})")


def _short(error: Exception) -> str:
    return str(error).splitlines()[0][:100] if str(error) else type(error).__name__
