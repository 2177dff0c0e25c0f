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

_YEARS = range(1900, 2100)
_DASHES = frozenset("-\u2012\u2013\u2014\u2212~\u223c\u301c\uff5e")
_TRANSPARENT = frozenset("\"'«»“”„(:*")  # between hedge and number: au moins « 100 »
_FILLERS = 3
_LONGEST_FILLER = 5
_LONGEST_PHRASE = 6
_WIDEST = 4  # times the lower number: from 50 to 558 is how a count changed, not a range
_WIDEST_BARE = 20  # times the lower number, where only a small word joins the two: "rose on the 29 to 1,002"
_LONGEST_MIDDLE = 4
_CHANGE_WINDOW = 8


class Count(NamedTuple):
    """One numeral, or the two of a range, with the tokens that they take up."""

    first: int
    last: int
    span: Span
    numeral: Numeral
    is_range: bool = False

    @property
    def low(self) -> int:
        """The lower number."""
        return self.numeral.low

    @property
    def high(self) -> int:
        """The upper number."""
        return self.numeral.high


@dataclass(frozen=True)
class _Words:
    """The pack's words around ranges, made ready for reading."""

    fillers: Lexicon[bool]
    about: Lexicon[bool]
    openings: Lexicon[tuple[Words, bool]]  # first word of a pair → middle words, whether change undoes it
    middles: Lexicon[bool]
    change: Lexicon[bool]
    years: Lexicon[bool]  # before a year: "revised in 2008 to 5,295"


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
        about=Lexicon((phrase, True) for phrase in section.before.get("about", ())),
        openings=Lexicon(openings),
        middles=Lexicon((phrase, True) for phrase in section.range_words),
        change=Lexicon((phrase, True) for phrase in section.change),
        years=Lexicon((phrase, True) for phrase in language.numbers.year_before),
    )


def join_ranges(document: Document, numerals: Sequence[Numeral], language: Language) -> list[Count]:
    """The numbers in text order, the two of a range as one count."""
    words = _words(language)
    counts = [_count(document, numeral) for numeral in numerals]
    joined: list[Count] = []
    index = 0
    while index < len(counts):
        both = _range(document, counts[index], counts[index + 1], words) if index + 1 < len(counts) else None
        joined.append(both or counts[index])
        index += 2 if both else 1
    return joined


def _count(document: Document, numeral: Numeral) -> Count:
    tokens = document.token_range(numeral.span)
    return Count(tokens.start, tokens.stop, numeral.span, numeral)


def _range(document: Document, first: Count, second: Count, words: _Words) -> Count | None:
    """The two numbers as one range, where the words around and between them make it one."""
    gap = range(first.last, second.first)
    low, high = _lower_bound(first.numeral, second.numeral), second.high
    if not 1 <= len(gap) <= _LONGEST_MIDDLE or first.numeral.vague or second.numeral.vague or not low < high:
        return None
    opening = _opening(document, first, gap, words)
    if opening is None:
        near = high <= _WIDEST_BARE * low or document.tokens[gap.start].form in _DASHES
        near = near and not _is_year(document, first, second, words)
        joined = (near and _is_middle(document, gap, words)) or _is_spoken(document, first, second, gap)
        start = first.first if joined else None
    else:
        start, may_change = opening
        changed = may_change and (high > _WIDEST * low or follows_change(document, start, words.change))
        start = None if changed else start
    if start is None:
        return None
    numeral = replace(second.numeral, low=low, approximate=False, article=False, in_digits=first.numeral.in_digits)
    return Count(start, second.last, Span(document.tokens[start].start, second.span.end), numeral, is_range=True)


def _is_year(document: Document, first: Count, second: Count, words: _Words) -> bool:
    """Whether the first number is the year in which a count was changed to the second one."""
    if not first.numeral.in_digits or first.low not in _YEARS or second.low in _YEARS:
        return False
    return words.years.ending_at(document.tokens, first.first, longest=2) is not None


def _lower_bound(first: Numeral, second: Numeral) -> int:
    """The lower number, with the multiplier that only the upper one names ("50-70 thousand", "5 to 6,000")."""
    scale = second.scale
    shares = first.scale < scale and first.low < scale and first.low * scale < second.high
    return first.low * scale if shares else first.low


def _opening(document: Document, first: Count, gap: range, words: _Words) -> tuple[int, bool] | None:
    """The token where "between … and" or "from … to" begins, and whether a change makes it two numbers."""
    tokens = document.tokens
    stops = filler_stops(document, first.first, words.fillers)
    about = words.about.ending_at(tokens, first.first, longest=_LONGEST_FILLER)
    for stop in [*stops, about.first] if about else stops:
        for index in range(max(0, stop - _LONGEST_PHRASE), stop):
            for match in words.openings.at(tokens, index, stop):
                middle, undone = match.value
                if match.last == stop and _begins_with(document, gap, middle, words):
                    return index, undone
    return None


def _begins_with(document: Document, gap: range, middle: Words, words: _Words) -> bool:
    """Whether the gap is the middle of the pair, with no more than fillers or "about" behind it."""
    at = gap.start + len(middle)
    if tuple(token.form for token in document.tokens[gap.start : at]) != middle:
        return False
    about = words.about.longest_at(document.tokens, at, gap.stop) if at < gap.stop else None
    return at == gap.stop or (about is not None and about.last == gap.stop) or at in _stops(document, gap, words)


def _stops(document: Document, gap: range, words: _Words) -> list[int]:
    return filler_stops(document, gap.stop, words.fillers, gap.start)


def follows_change(document: Document, index: int, change: Lexicon[bool]) -> bool:
    """Whether a word of change stands shortly before ("rose from 31 to 36")."""
    sentence = document.sentences[document.sentence_index(document.tokens[index].start)]
    start = max(0, index - _CHANGE_WINDOW, document.token_at(sentence.start))
    return bool(change.find(document.tokens, start, index))


def _is_middle(document: Document, gap: range, words: _Words) -> bool:
    """Whether the gap alone makes a range: a dash without spaces, or "to", "or"."""
    tokens = document.tokens
    if len(gap) == 1 and tokens[gap.start].form in _DASHES:
        return _touch(tokens, gap.start) and _touch(tokens, gap.stop)
    match = words.middles.longest_at(tokens, gap.start, gap.stop)
    return match is not None and match.last == gap.stop


def _is_spoken(document: Document, first: Count, second: Count, gap: range) -> bool:
    """Whether two words for numbers that follow on each other stand before a noun: "trenta, quaranta dispersi"."""
    tokens, low, high = document.tokens, first.low, second.high
    if len(gap) != 1 or tokens[gap.start].form != "," or first.numeral.in_digits or second.numeral.in_digits:
        return False
    step = next(power for power in (1000, 100, 10, 1) if low % power == 0 == high % power)
    listed = first.first > 1 and tokens[first.first - 1].form == ","
    noun = second.last < len(tokens) and tokens[second.last].is_word
    return noun and not listed and low > 1 and high - low == step


def _touch(tokens: Sequence[Token], index: int) -> bool:
    return tokens[index - 1].end == tokens[index].start


def filler_stops(document: Document, index: int, fillers: Lexicon[bool], floor: int = 0) -> list[int]:
    """The token itself, then each earlier one that only fillers and quotation marks separate from it."""
    stops = [index]
    while len(stops) <= _FILLERS and index > floor:
        match = fillers.ending_at(document.tokens, index, longest=_LONGEST_FILLER, first=floor)
        if match:
            index = match.first
        elif document.tokens[index - 1].form in _TRANSPARENT:
            index -= 1
        else:
            break
        stops.append(index)
    return stops
