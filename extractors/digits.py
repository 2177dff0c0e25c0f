"""Digits → numbers: grouping, decimals, and the digit strings that are no number at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from extractors.text import Document

# Before exactly three digits each of these separates thousands; else "." and "," are decimal marks.
_DIGITS = re.compile(
    r"(?P<whole>[0-9]{1,3}(?:(?P<mark>[.,' \u066c\u060c])[0-9]{3}(?![0-9])(?:(?P=mark)[0-9]{3}(?![0-9]))*)|[0-9]+)"
    r"(?:[.,\u066b](?P<decimals>[0-9]+))?"
)
_JOINS = re.compile(r"[.,:/'\u066b\u066c][0-9]")  # goes on after a number: a time, a date, a version
_MARKS_BEFORE = ".,:/'#@_=&\\^"
_LONGEST = 13  # digits; longer ones are identifiers


@dataclass(frozen=True, slots=True)
class Digits:
    """A number in digits: its characters, its value, and whether it can count anything."""

    start: int
    end: int
    value: Fraction
    grouped: bool
    countable: bool


def find_digits(document: Document, *, glued: bool) -> Iterator[Digits]:
    """The digit strings of the text in order; `glued` where the language writes letters right before digits."""
    folded = document.folded
    position = 0
    while match := _DIGITS.search(folded, position):
        mark, whole, decimals = match["mark"], match["whole"], match["decimals"]
        end = match.end()
        if mark and (whole[0] == "0" or _leaves_tail(folded, end, mark, decimals)):
            # "0.500", "192.168.1.1": the marks group no thousands.
            mark, decimals = None, None
            whole = re.match(r"[0-9]+", whole).group()  # type: ignore[union-attr]
            end = match.start() + len(whole)
            tail = re.compile(r"[.,][0-9]+").match(folded, end)
            decimals, end = (tail.group()[1:], tail.end()) if tail else (None, end)
        digits = re.sub("[^0-9]", "", whole)
        countable = len(digits) <= _LONGEST and not _JOINS.match(folded, end) and _begins(folded, match.start(), glued)
        value = Fraction(0)
        if countable:
            value = Fraction(int(digits))
            if decimals:
                value += Fraction(int(decimals[:9]), 10 ** len(decimals[:9]))
        yield Digits(match.start(), end, value, bool(mark), countable)
        position = end


def _leaves_tail(folded: str, end: int, mark: str, decimals: str | None) -> bool:
    """Whether more of the same mark follows than grouping explains ("1.000.5")."""
    return bool(decimals) and mark != " " and folded[end - len(decimals or "") - 1] == mark


def _begins(folded: str, start: int, glued: bool) -> bool:
    """Whether a number may begin there: not within "F-16", "G7", "19:47", "12/10"."""
    if not start:
        return True
    before = folded[start - 1]
    if before.isalpha():
        return glued and not before.isascii()
    if before in "-\u2013" and start > 1:
        earlier = folded[start - 2]
        return not earlier.isalpha() or (glued and not earlier.isascii())
    if before in _MARKS_BEFORE and start > 1:
        return before in ".,'=" and not folded[start - 2].isdigit()
    return before != "#"
