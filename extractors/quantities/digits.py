"""Digits → numbers: grouping, decimals, and the digit strings that are no number at all."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from extractors.text import Document

# Before exactly three digits each of these separates thousands; else "." and "," are decimal marks.
# The repetitions are bounded: longer strings are identifiers, and reading stays linear.
_DIGITS = re.compile(
    r"(?P<whole>[0-9]{1,2}(?:,[0-9]{2}){1,3},[0-9]{3}(?![0-9])"  # lakhs: 1,50,000
    r"|[0-9]{1,3}(?:(?P<mark>[.,' \u066c\u060c])[0-9]{3}(?![0-9])(?:(?P=mark)[0-9]{3}(?![0-9])){0,4})"
    r"|[0-9]+)"
    r"(?:[.,\u066b](?P<decimals>[0-9]+))?"
)
_PLAIN = re.compile(r"(?P<whole>[0-9]+)(?P<mark>)(?:[.,](?P<decimals>[0-9]+))?")
_JOINS = re.compile(r"[.,:/'\u066b\u066c][0-9]")  # goes on after a number: a time, a date, a version
_MARKS_BEFORE = ".,:/'"
_SIGNS_BEFORE = "#@_\\^"
_DASHES = "-\u2013"
_LONGEST = 13  # digits; longer ones are identifiers
_LONGEST_PADDED = 2
_LONGEST_FRACTION = 9
_LONGEST_ROW = 3  # numbers beside each other; more are a telephone or a table


@dataclass(frozen=True, slots=True)
class Digits:
    """A number in digits: its characters, its value, and whether it can count anything."""

    start: int
    end: int
    value: Fraction
    grouped: bool
    countable: bool


def find_digits(document: Document, *, glued: bool) -> list[Digits]:
    """The digit strings of the text in order; `glued` where the language writes letters right before digits."""
    folded = document.folded
    found: list[Digits] = []
    position = 0
    while match := _DIGITS.search(folded, position):
        begins = _begins(folded, match.start(), glued)
        if match["mark"] and not _groups(folded, match, begins):
            match = _PLAIN.match(folded, match.start()) or match
        found.append(_digits(folded, match, begins))
        position = match.end()
    return _without_chains(folded, found)


def _digits(folded: str, match: re.Match[str], begins: bool) -> Digits:
    whole, decimals = re.sub("[^0-9]", "", match["whole"]), (match["decimals"] or "")[:_LONGEST_FRACTION]
    timed = len(whole) > _LONGEST_PADDED and whole[0] == "0"  # "at 0530", not "06 morts"
    countable = begins and not timed and len(whole) <= _LONGEST and not _JOINS.match(folded, match.end())
    value = Fraction(int(whole + decimals), 10 ** len(decimals)) if countable else Fraction(0)
    return Digits(match.start(), match.end(), value, "," in match["whole"] or bool(match["mark"]), countable)


def _groups(folded: str, match: re.Match[str], begins: bool) -> bool:
    """Whether the marks group thousands: not in "0.500", "192.168.1.1", "M23 300"."""
    if match["whole"][0] == "0" or (match["mark"] == " " and not begins):
        return False
    decimals = match["decimals"]
    return not decimals or folded[match.end() - len(decimals) - 1] != match["mark"]


def _begins(folded: str, start: int, glued: bool) -> bool:
    """Whether a number may begin there: not within "F-16", "G7", "19:47", "12/10", "#5"."""

    def letter(index: int) -> bool:
        return folded[index].isalpha() and (not glued or folded[index].isascii())

    if not start:
        return True
    before = folded[start - 1]
    if start > 1 and before in _DASHES:
        return not letter(start - 2)
    if start > 1 and before in _MARKS_BEFORE:
        return not folded[start - 2].isdigit()
    return not letter(start - 1) and before not in _SIGNS_BEFORE


def _without_chains(folded: str, found: list[Digits]) -> list[Digits]:
    """Marks chains as uncountable, unless a dash joins two numbers that rise: a range, no date, score or telephone."""
    checked: list[Digits] = []
    for chain in _chains(folded, found, _DASHES):
        falls = len(chain) == 2 and chain[0].value >= chain[1].value
        checked += [replace(n, countable=False) for n in chain] if len(chain) > 2 or falls else chain
    numbers: list[Digits] = []
    for chain in _chains(folded, checked, " "):
        numbers += [replace(n, countable=False) for n in chain] if len(chain) > _LONGEST_ROW else chain
    return numbers


def _chains(folded: str, found: list[Digits], joints: str) -> list[list[Digits]]:
    """The numbers in order, those together that one of the joints ties to the next."""
    chains: list[list[Digits]] = []
    for number in found:
        if chains and number.start == chains[-1][-1].end + 1 and folded[number.start - 1] in joints:
            chains[-1].append(number)
        else:
            chains.append([number])
    return chains
