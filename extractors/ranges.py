"""Numerals → counts: two numbers that bound one quantity are joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from extractors.languages.schema import Language, Words
from extractors.lexicon import Lexicon, phrase_parts
from extractors.models import Numeral, Span
from extractors.text import Document, Token

_DASHES = frozenset("-\u2012\u2013\u2014\u2212~\u301c\uff5e")
_TRANSPARENT = frozenset("\"'«»“”„‘’(:*")  # between hedge and number: au moins « 100 »
_FILLERS = 3
_CHANGE_WINDOW = 6
_LONGEST_PHRASE = 6


class Count(NamedTuple):
    """One numeral, or the two of a range, with the tokens that they take up."""

    first: int
    last: int
    span: Span
    low: int
    high: int
    is_range: bool
    numeral: Numeral


@dataclass(frozen=True)
class _Words:
    """The pack's words around ranges, made ready for reading."""

    fillers: Lexicon[bool]
    openings: Lexicon[tuple[Words, bool]]  # first word of a pair → middle words, whether change undoes it
    change: Lexicon[bool]
    middles: Lexicon[bool]


@cache
def _words(language: Language) -> _Words:
    section = language.hedges
    openings = [
        (pair[0], (tuple(phrase_parts(pair[1])), undone))
        for pairs, undone in ((section.between, False), (section.from_to, True))
        for pair in pairs
    ]
    return _Words(
        fillers=Lexicon((phrase, True) for phrase in section.fillers),
        openings=Lexicon(openings),
        change=Lexicon((phrase, True) for phrase in section.change),
        middles=Lexicon((phrase, True) for phrase in section.range_words),
    )


def join_ranges(document: Document, numerals: Sequence[Numeral], language: Language) -> list[Count]:
    """The numbers in order, the two of a range as one count."""
    words = _words(language)
    counts: list[Count] = []
    index = 0
    while index < len(numerals):
        first = _count(document, numerals[index])
        second = _count(document, numerals[index + 1]) if index + 1 < len(numerals) else None
        joined = _range(document, first, second, words) if second else None
        counts.append(joined or first)
        index += 2 if joined else 1
    return counts


def _count(document: Document, numeral: Numeral) -> Count:
    tokens = document.token_range(numeral.span)
    return Count(tokens.start, tokens.stop, numeral.span, numeral.low, numeral.high, False, numeral)


def _range(document: Document, first: Count, second: Count, words: _Words) -> Count | None:
    """The two numbers as one range, where the words around and between them make it one."""
    gap = range(first.last, second.first)
    if not 1 <= len(gap) <= 4 or first.numeral.vague or second.numeral.vague:
        return None
    low, high = _shared_scale(first.numeral, second.numeral), second.high
    if not low < high:
        return None
    start = _opening(document, first, gap, words)
    if start is None:
        if not _bare_middle(document, gap, words):
            return None
        start = first.first
    span = Span(document.tokens[start].start, second.span.end)
    numeral = replace(first.numeral, high=high, scale=second.numeral.scale, approximate=False, article=False)
    return Count(start, second.last, span, low, high, True, numeral)


def _shared_scale(first: Numeral, second: Numeral) -> int:
    """The lower number, with the multiplier that only the upper one names ("50-70 thousand", "5 to 6,000")."""
    scale = second.scale
    if scale > first.scale and first.low < scale and first.low * scale < second.high:
        return first.low * scale
    return first.low


def _opening(document: Document, first: Count, gap: range, words: _Words) -> int | None:
    """The token where "between … and" or "from … to" begins, or None; after a word of change these are two numbers."""
    start = filler_stops(document, first.first, words.fillers)[-1]
    for index in range(max(0, start - _LONGEST_PHRASE), start):
        for match in words.openings.at(document.tokens, index, start):
            middle, undone = match.value
            if match.last != start or not _holds(document, gap, middle):
                continue
            if undone and _changed(document, index, words):
                return None
            return index
    return None


def _holds(document: Document, gap: range, middle: Words) -> bool:
    """Whether the gap begins with the middle words of the pair (a hedge may follow: "entre 12 et environ 20")."""
    return tuple(token.form for token in document.tokens[gap.start : gap.start + len(middle)]) == middle


def _changed(document: Document, index: int, words: _Words) -> bool:
    start = max(0, index - _CHANGE_WINDOW, document.token_range(_sentence(document, index)).start)
    return bool(words.change.find(document.tokens, start, index))


def _sentence(document: Document, index: int) -> Span:
    return document.sentences[document.sentence_index(document.tokens[index].start)]


def _bare_middle(document: Document, gap: range, words: _Words) -> bool:
    """Whether the gap alone makes a range: a dash without spaces, or "to", "or"."""
    tokens = document.tokens
    if len(gap) == 1 and tokens[gap.start].form in _DASHES:
        return _touch(tokens, gap.start) and _touch(tokens, gap.stop)
    match = words.middles.longest_at(tokens, gap.start, gap.stop)
    return match is not None and match.last == gap.stop


def _touch(tokens: Sequence[Token], index: int) -> bool:
    return tokens[index - 1].end == tokens[index].start


def filler_stops(document: Document, index: int, fillers: Lexicon[bool], floor: int = 0) -> list[int]:
    """The token itself, then each earlier one that only fillers and quotation marks separate from it."""
    stops = [index]
    while len(stops) <= _FILLERS and index > floor:
        match = fillers.ending_at(document.tokens, index, longest=3, first=floor)
        if document.tokens[index - 1].form in _TRANSPARENT:
            index -= 1
        elif match:
            index = match.first
        else:
            break
        stops.append(index)
    return stops
