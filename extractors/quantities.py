"""Numerals → quantities: numbers with their qualifiers and bounds, without those that count no things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from extractors.languages.schema import Language, Words
from extractors.lexicon import Lexicon
from extractors.measures import drop_measures
from extractors.models import Qualifier, Quantity, Span
from extractors.numerals import find_numerals
from extractors.ranges import Count, filler_stops, join_ranges
from extractors.text import Document

_OPEN = (Qualifier.AT_LEAST, Qualifier.MORE_THAN)  # keep the low bound
_CAPPED = (Qualifier.AT_MOST, Qualifier.LESS_THAN)  # keep the high one
_HEDGES = 3
_AFTER_WINDOW = 3
_LONGEST_PHRASE = 6


@dataclass(frozen=True)
class _Hedges:
    """The pack's [hedges], made ready for reading."""

    before: Lexicon[Qualifier]
    after: Lexicon[Qualifier]
    fillers: Lexicon[bool]


def find_quantities(document: Document, language: Language) -> tuple[Quantity, ...]:
    """Every number of things in the text with its qualifier, in text order, none overlapping."""
    hedges = _hedges(language)
    counts = join_ranges(document, find_numerals(document, language), language)
    counts = drop_measures(document, counts, language)
    quantities: list[Quantity] = []
    for index, count in enumerate(counts):
        stop = counts[index + 1].first if index + 1 < len(counts) else len(document.tokens)
        start = counts[index - 1].last if index else 0
        quantities.append(_qualify(document, count, hedges, start, stop))
    return tuple(_without_swallowed_articles(quantities))


@cache
def _hedges(language: Language) -> _Hedges:
    section = language.hedges
    return _Hedges(
        before=_by_qualifier(section.before),
        after=_by_qualifier(section.after),
        fillers=Lexicon((phrase, True) for phrase in section.fillers),
    )


def _by_qualifier(groups: Mapping[str, Words]) -> Lexicon[Qualifier]:
    return Lexicon((phrase, Qualifier(name)) for name, phrases in groups.items() for phrase in phrases)


# --- Hedges ---


def _hedge_before(document: Document, index: int, hedges: _Hedges, floor: int) -> tuple[int, Qualifier] | None:
    """The hedge that ends just before the token, fillers apart; the token where it begins."""
    for stop in filler_stops(document, index, hedges.fillers, floor):
        match = hedges.before.ending_at(document.tokens, stop, longest=_LONGEST_PHRASE, first=floor)
        if match and _in_one_sentence(document, match.first, index):
            return match.first, match.value
    return None


def _in_one_sentence(document: Document, first: int, last: int) -> bool:
    tokens = document.tokens
    last = min(last, len(tokens) - 1)
    return document.sentence_index(tokens[first].start) == document.sentence_index(tokens[last].start)


def _qualify(document: Document, count: Count, hedges: _Hedges, floor: int, stop: int) -> Quantity:
    """The count with the hedges before and after it; the bound nearest to the number wins, a bound over "about"."""
    start, found, exact = count.first, [], False
    for _ in range(_HEDGES):
        hedge = _hedge_before(document, start, hedges, floor)
        if hedge is None:
            break
        start, qualifier = hedge
        if qualifier is Qualifier.EXACT:
            exact = True
            break
        found.append(qualifier)
    end, after = _hedge_after(document, count, hedges, stop)
    if after:
        found.append(after)
    bound = next((q for q in found if q in _OPEN or q in _CAPPED), None)
    hedge_word = bound or (Qualifier.ABOUT if found else None)
    if exact and not found:
        start = count.first
    span = Span(min(document.tokens[start].start, count.span.start), max(end, count.span.end))
    low, high, qualifier = _bounds(count, hedge_word)
    return Quantity(
        span=span,
        number=count.span,
        low=low,
        high=high,
        qualifier=qualifier,
        in_digits=count.numeral.in_digits,
        article=count.numeral.article and hedge_word is None,
    )


def _hedge_after(document: Document, count: Count, hedges: _Hedges, stop: int) -> tuple[int, Qualifier | None]:
    """The hedge that follows the number, or follows the words counted; where the span ends with it."""
    tokens = document.tokens
    match = hedges.after.longest_at(tokens, count.last, stop) if count.last < stop else None
    if match and match.value is Qualifier.EXACT:
        return count.span.end, None
    if match and (match.last < stop or stop == len(tokens)):
        return tokens[match.last - 1].end, match.value
    for index in range(count.last, min(count.last + _AFTER_WINDOW, stop)):
        if not tokens[index].is_word:
            break
        match = hedges.after.longest_at(tokens, index + 1, stop) if index + 1 < stop else None
        if match and _closes(document, match.last, stop):
            return count.span.end, match.value
    return count.span.end, None


def _closes(document: Document, last: int, stop: int) -> bool:
    """Whether a hedge behind the noun belongs to the number before it: no number follows at once."""
    return last < stop or stop == len(document.tokens)


def _bounds(count: Count, hedge: Qualifier | None) -> tuple[int | None, int | None, Qualifier]:
    low, high = count.low, count.high
    if hedge in _OPEN:
        return low, None, hedge
    if hedge in _CAPPED:
        return None, high, hedge
    if count.is_range:
        return low, high, Qualifier.RANGE
    if count.numeral.vague:
        return low, high, Qualifier.VAGUE
    if hedge is Qualifier.ABOUT or count.numeral.approximate:
        return low, high, Qualifier.ABOUT
    return low, high, Qualifier.EXACT


def _without_swallowed_articles(quantities: Sequence[Quantity]) -> list[Quantity]:
    """Without articles that are a part of the next number's hedge ("a minimum of 12")."""
    kept: list[Quantity] = []
    for quantity in quantities:
        if kept and kept[-1].span.end > quantity.span.start:
            if kept[-1].article:
                kept.pop()
            else:
                quantity = replace(quantity, span=Span(kept[-1].span.end, quantity.span.end))
        kept.append(quantity)
    return kept
