"""Paths → readings: files by their extension, folders with all that is in them, `-` for standard input."""

from __future__ import annotations

import codecs
import gzip
import io
import re
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePath, PurePosixPath
from typing import IO, cast
from urllib.parse import urlsplit

from extractors.errors import UnreadableInputError
from extractors.models import Article
from extractors.readers.decoding import decode
from extractors.readers.documents import read_docx, read_pdf
from extractors.readers.html import read_html
from extractors.readers.reading import LONGEST_TEXT, Given, Reading, check_length
from extractors.readers.rows import ROW_KEYS
from extractors.readers.tables import read_csv, read_json, read_jsonl, read_parquet

Reader = Callable[[IO[bytes], str, Given], Iterator[Reading]]

STANDARD_INPUT = "-"
_PEEKED = 65536
_WORD_DOCUMENT = "word/document.xml"  # what makes a zip file one
_LARGEST_DOCUMENT = 100_000_000  # bytes: pictures count here, but are not read


def read_inputs(inputs: Iterable[str], given: Given = Given()) -> Iterator[Reading]:  # noqa: B008 - frozen
    """The articles of all inputs in order, each problem in its place; nothing raises for what an input holds."""
    for name in inputs:
        if name == STANDARD_INPUT:
            yield from _guarded("standard input", partial(_read_stream, sys.stdin.buffer, given))
        else:
            yield from _read_path(Path(name), given)


def total_size(inputs: Iterable[str]) -> int | None:
    """The bytes that the inputs hold together; None where that cannot be told beforehand."""
    total = 0
    for name in inputs:
        path = Path(name)
        if name == STANDARD_INPUT or any(file.suffix == ".gz" for file in find_files(path)):
            return None
        total += sum(file.stat().st_size for file in find_files(path))
    return total


def find_files(path: Path) -> list[Path]:
    """The file itself, or the files of a folder that can hold articles, by name; hidden ones are passed over."""
    if not path.is_dir():
        return [path] if path.exists() else []
    return sorted(
        file
        for file in path.rglob("*")
        if file.is_file()
        and not any(part.startswith(".") for part in file.relative_to(path).parts)
        and _kind(file) in READERS
    )


def _read_path(path: Path, given: Given) -> Iterator[Reading]:
    if not path.exists():
        yield Reading(where=str(path), problem="there is no such file or folder")
        return
    files = find_files(path)
    if not files:
        yield Reading(where=str(path), problem=f"the folder holds no articles ({', '.join(READERS)})")
    for file in files:
        yield from _guarded(str(file), partial(_read_file, file, given))


def _read_file(path: Path, given: Given) -> Iterator[Reading]:
    reader = READERS.get(_kind(path), read_text_file)
    with _open(path) as file:
        yield from reader(file, str(path), given)


def _guarded(name: str, read: Callable[[], Iterator[Reading]]) -> Iterator[Reading]:
    """The readings; what stops the reading of a file becomes its last one."""
    try:
        yield from read()
    except UnreadableInputError as error:
        yield Reading(where=name, problem=str(error))
    except (gzip.BadGzipFile, zipfile.BadZipFile, EOFError, zlib.error):
        yield Reading(where=name, problem="the compressed file is damaged")
    except OSError as error:
        yield Reading(where=name, problem=f"the file cannot be read ({error.strerror or error})")
    except Exception as error:  # a library's fault with one file must not cost the user the others
        yield Reading(where=name, problem=f"the file cannot be read ({type(error).__name__}: {error})")


def _open(path: Path) -> IO[bytes]:
    return gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb")  # type: ignore[return-value]


def _kind(path: PurePath) -> str:
    """The extension that tells how to read a file, without the ".gz" of a compressed one."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] == ".gz":
        suffixes.pop()
    return suffixes[-1] if suffixes else ""


def read_text_file(file: IO[bytes], name: str, given: Given) -> Iterator[Reading]:
    """A plain text: one article, its text exactly as the file has it."""
    content = _read_bounded(file)
    text = decode(content, encoding=given.encoding)
    yield _finished(name, Article(text=text), given, len(content))


def read_html_file(file: IO[bytes], name: str, given: Given) -> Iterator[Reading]:
    """A page: one article."""
    content = _read_bounded(file)
    page = decode(content, encoding=given.encoding, markup=True)
    article = read_html(page)
    named = replace(article, publisher=article.publisher or urlsplit(article.url or "").hostname)
    yield _finished(name, named, given, len(content))


def _read_bounded(file: IO[bytes], limit: int | None = None) -> bytes:
    limit = LONGEST_TEXT if limit is None else limit
    content = file.read(limit + 1)
    if len(content) > limit:
        raise UnreadableInputError(f"the file is over {limit // 1_000_000} MB, too long for one article")
    return content


def _finished(name: str, article: Article, given: Given, size: int) -> Reading:
    """What is given of a single file's article stands above what the file says of itself."""
    check_length(article.text)
    return Reading(
        where=name,
        article=replace(
            article,
            published_at=given.published_at or article.published_at,
            language=given.language or article.language,
        ),
        size=size,
    )


def read_document_file(
    read: Callable[[IO[bytes]], Article], file: IO[bytes], name: str, given: Given
) -> Iterator[Reading]:
    """A PDF or Word document: one article."""
    content = _read_bounded(file, _LARGEST_DOCUMENT)
    if not content:
        raise UnreadableInputError("the file is empty")
    yield _finished(name, read(io.BytesIO(content)), given, len(content))


def read_zip(file: IO[bytes], name: str, given: Given) -> Iterator[Reading]:
    """A zipped folder: each of its files that can hold articles, by name."""
    try:
        archive = zipfile.ZipFile(file)
    except zipfile.BadZipFile as error:
        raise UnreadableInputError("the zip file is damaged") from error
    with archive:
        if _WORD_DOCUMENT in archive.namelist():
            file.seek(0)
            yield from READERS[".docx"](file, name, given)
            return
        members = [info for info in archive.infolist() if _is_readable(info)]
        if not members:
            raise UnreadableInputError(f"the zip file holds no articles ({', '.join(READERS)})")
        for info in sorted(members, key=lambda info: info.filename):
            yield from _guarded(f"{name}/{info.filename}", partial(_read_member, archive, info, name, given))


def _is_readable(info: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(info.filename)
    hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
    return not info.is_dir() and not hidden and _kind(path) in READERS and _kind(path) != ".zip"


def _read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, given: Given) -> Iterator[Reading]:
    path = PurePosixPath(info.filename)
    if info.flag_bits & 1:
        raise UnreadableInputError("the file is locked with a password")
    compressed = path.suffix.lower() == ".gz"
    with archive.open(info) as member, gzip.open(member) if compressed else nullcontext(member) as plain:
        yield from READERS[_kind(path)](cast(IO[bytes], plain), f"{name}/{info.filename}", given)


READERS: dict[str, Reader] = {
    ".txt": read_text_file,
    ".html": read_html_file,
    ".htm": read_html_file,
    ".pdf": partial(read_document_file, read_pdf),
    ".docx": partial(read_document_file, read_docx),
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".json": read_json,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".parquet": read_parquet,
    ".zip": read_zip,
}


_PAGE = re.compile(rb"\s*<(?:!doctype|html|head|body|\?xml)", re.IGNORECASE)
_MARKS: dict[bytes, Reader] = {
    b"PAR1": read_parquet,
    b"%PDF-": READERS[".pdf"],
    b"PK\x03\x04": read_zip,
}
_OBJECT = re.compile(rb'\s*\{\s*"')
_ARRAY = re.compile(rb"\s*\[\s*\{")


def _read_stream(stream: IO[bytes], given: Given) -> Iterator[Reading]:
    """Standard input is what its first bytes say it is."""
    peeking = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))
    head = peeking.peek(_PEEKED)
    reader = _reader_of(head.removeprefix(codecs.BOM_UTF8))
    needs_all = reader in _MARKS.values()  # these are read from their end
    yield from reader(io.BytesIO(peeking.read()) if needs_all else peeking, "standard input", given)


def _reader_of(head: bytes) -> Reader:
    for mark, reader in _MARKS.items():
        if head.startswith(mark):
            return reader
    if _PAGE.match(head):
        return read_html_file
    if _ARRAY.match(head):
        return read_json
    first, line_end, _ = head.partition(b"\n")
    if _OBJECT.match(head):
        # An object that runs over several lines is a single JSON document.
        return read_json if line_end and not first.rstrip().endswith(b"}") else read_jsonl
    columns = {name.strip(b' "\r').lower() for name in re.split(rb"[,;\t]", first)} if line_end else set()
    if b"text" in columns and len(columns & {key.encode() for key in ROW_KEYS}) == len(columns):
        return read_csv
    return read_text_file
