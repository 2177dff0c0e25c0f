"""Bytes → text; what is not UTF-8 must say what it is, for a guess can be wrong without anybody seeing it."""

from __future__ import annotations

import codecs
import re

from extractors.errors import UnreadableInputError

# The longer marks first: UTF-16's is the beginning of UTF-32's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_HEAD = 4096


def decode(content: bytes, *, encoding: str | None = None, markup: bool = False) -> str:
    """The text, without byte order mark, its line ends untouched.

    Tried in turn: the byte order mark, UTF-8, what a page (`markup`) declares, the encoding given.
    Raises UnreadableInputError for an empty, a binary or a wrongly encoded file.
    """
    if not content.strip():
        raise UnreadableInputError("the file is empty")
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _strictly(content, name)
    if b"\0" in content:
        raise UnreadableInputError("the file is binary, not text")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        declared = _declared(content) if markup else None
        if encoding or declared:
            return _strictly(content, str(declared or encoding))
        raise UnreadableInputError(
            f"the file is not UTF-8 (byte {error.start}); name its encoding, as in --encoding windows-1252"
        ) from error


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise UnreadableInputError(f"the file cannot be read as {encoding}") from error


def _declared(content: bytes) -> str | None:
    found = _DECLARED.search(content[:_HEAD])
    return found.group(1).decode("ascii") if found else None
