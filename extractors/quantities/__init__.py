"""Numerals → quantities: numbers with their qualifiers and bounds, without those that count no things."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from extractors.compounds import split_compounds
from extractors.languages.schema import Language, Words
from extractors.lexicon import Lexicon, Match
from extractors.models import Qualifier, Quantity, Span
from extractors.quantities.measures import drop_measures
from extractors.quantities.numerals import find_numerals
from extractors.quantities.ranges import Count, filler_stops, follows_change, join_ranges
from extractors.text import Document

_OPEN = (Qualifier.AT_LEAST, Qualifier.MORE_THAN)  # keep the low bound
_CAPPED = (Qualifier.AT_MOST, Qualifier.LESS_THAN)  # keep the high one
_HEDGES = 3  # "jusqu'à un peu plus de 200"
_TOLL_REACH = 8  # tokens from a toll to its number
_NOUNS = 3  # words between the number and a hedge behind it: "12 soldats maliens au moins"
_LONGEST_PHRASE = 6
_OPENS_ASIDE = frozenset(",(")


@dataclass(frozen=True)
class _Hedges:
    """The pack's [hedges], made ready for reading."""

    before: Lexicon[Qualifier]
    after: Lexicon[Qualifier]
    fillers: Lexicon[bool]
    goals: Lexicon[bool]
    change: Lexicon[bool]
    singulars: Lexicon[int]  # what vague words mean behind a hedge
    of: Lexicon[bool]
    tolls: Lexicon[bool]  # where the verb that bounds them stands before them


def find_quantities(document: Document, language: Language) -> tuple[Quantity, ...]:
    """Every number of things in the text with its qualifier, in text order, none overlapping."""
    hedges = _hedges(language)
    document = split_compounds(document, language)
    counts = join_ranges(document, find_numerals(document, language), language)
    kept = set(drop_measures(document, counts, language))
    quantities: list[Quantity] = []
    floor = 0
    for index, count in enumerate(counts):
        stop = counts[index + 1].first if index + 1 < len(counts) else len(document.tokens)
        if count in kept:
            quantities.append(_qualify(document, count, hedges, floor, stop))
        if not count.numeral.article:  # an article may be a part of the next hedge: "a minimum of 12"
            floor = count.last
    return tuple(_without_swallowed_articles(document, quantities, hedges))


@cache
def _hedges(language: Language) -> _Hedges:
    section = language.hedges
    return _Hedges(
        before=_by_qualifier(section.before),
        after=_by_qualifier(section.after),
        fillers=Lexicon((phrase, True) for phrase in section.fillers),
        goals=Lexicon((phrase, True) for phrase in section.goals),
        change=Lexicon((phrase, True) for phrase in section.change),
        singulars=Lexicon((phrase, int(n)) for n, phrases in language.numbers.hedged.items() for phrase in phrases),
        of=Lexicon((phrase, True) for phrase in language.numbers.of),
        tolls=Lexicon((phrase, True) for phrase in _tolls(language)),
    )


def _tolls(language: Language) -> Iterator[str]:
    """The words for a number of people harmed, in languages whose verb comes first ("تجاوز عدد القتلى 60")."""
    if language.attribution.verb_first:
        harm = language.harm
        yield from harm.victim_tolls
        for words in (harm.killed, harm.injured, harm.casualties, harm.missing, harm.captured):
            yield from words.tolls


def _by_qualifier(groups: Mapping[str, Words]) -> Lexicon[Qualifier]:
    return Lexicon((phrase, Qualifier(name)) for name, phrases in groups.items() for phrase in phrases)


def _qualify(document: Document, count: Count, hedges: _Hedges, floor: int, stop: int) -> Quantity:
    """The count with the hedges before and after it."""
    start, found = _hedges_before(document, count, hedges, floor)
    found = found or _hedge_over_toll(document, count, hedges, floor)
    end, after = _hedge_after(document, count, hedges, stop)
    if after:
        found.append(after)
    hedge = _strongest(found)
    if found and (value := hedges.singulars.longest_at(document.tokens, count.first, count.last)):
        numeral = replace(count.numeral, low=value.value, high=value.value, vague=False)
        count = count if value.last < count.last else count._replace(numeral=numeral)
    low, high, qualifier = _bounds(count, hedge)
    return Quantity(
        span=Span(min(document.tokens[start].start, count.span.start), end),
        number=count.span,
        low=low,
        high=high,
        qualifier=qualifier,
        in_digits=count.numeral.in_digits,
        article=count.numeral.article and hedge is None,
    )


def _hedges_before(document: Document, count: Count, hedges: _Hedges, floor: int) -> tuple[int, list[Qualifier]]:
    """The token where the hedges before the number begin, and the hedges, nearest first."""
    start, found = count.first, list[Qualifier]()
    while len(found) < _HEDGES:
        hedge = _hedge_before(document, start, hedges, floor)
        if hedge is None or hedge[1] is Qualifier.EXACT:  # "en plus de 50"
            break
        if count.numeral.article and hedge[1] is not Qualifier.AT_LEAST:  # "over a dispute", "below a bridge"
            break
        start = hedge[0]
        found.append(hedge[1])
    return start, found


def _hedge_before(document: Document, index: int, hedges: _Hedges, floor: int) -> tuple[int, Qualifier] | None:
    """The hedge that ends just before the token, fillers apart, with the token where it begins."""
    tokens = document.tokens
    for stop in filler_stops(document, index, hedges.fillers, floor):
        match = hedges.before.ending_at(tokens, stop, longest=_LONGEST_PHRASE, first=floor)
        if match and _leads_to_new_value(document, match, hedges):
            return match.first, Qualifier.EXACT
        if match:
            return (match.first, match.value) if _in_one_sentence(document, match.first, index) else None
    return None


def _hedge_over_toll(document: Document, count: Count, hedges: _Hedges, floor: int) -> list[Qualifier]:
    """The hedge before the toll whose number this is: "تجاوز عدد القتلى 60 ألفا"."""
    tokens = document.tokens
    for index in range(count.first - 1, max(floor, count.first - _TOLL_REACH) - 1, -1):
        if not tokens[index].is_word:
            break
        if hedges.tolls.at(tokens, index, count.first):
            match = hedges.before.ending_at(tokens, index, longest=_LONGEST_PHRASE, first=floor)
            if match:
                return [] if match.value is Qualifier.EXACT else [match.value]
    return []


def _leads_to_new_value(document: Document, hedge: Match[Qualifier], hedges: _Hedges) -> bool:
    """Whether the hedge is no bound but the goal of a change: "rose to 36", "bajaron hasta 298"."""
    goal = hedges.goals.longest_at(document.tokens, hedge.first, hedge.last)
    return goal is not None and goal.last == hedge.last and follows_change(document, hedge.first, hedges.change)


def _in_one_sentence(document: Document, first: int, last: int) -> bool:
    starts = document.tokens[first].start, document.tokens[last].start
    return document.sentence_index(starts[0]) == document.sentence_index(starts[1])


def _hedge_after(document: Document, count: Count, hedges: _Hedges, stop: int) -> tuple[int, Qualifier | None]:
    """Where the quantity ends, and the hedge that follows the number or the words counted."""
    tokens = document.tokens
    for index in range(count.last, min(count.last + _NOUNS + 1, stop)):
        if tokens[index].form in _OPENS_ASIDE:
            return count.span.end, _aside(document, index + 1, hedges, stop)
        match = hedges.after.longest_at(tokens, index, stop)
        # One that the next number follows at once belongs to it: "12 morts et au moins 30 blessés".
        if match and (match.last < stop or stop == len(tokens)):
            if match.value is Qualifier.EXACT:
                break
            end = tokens[match.last - 1].end if index == count.last else count.span.end
            return end, match.value
        if not tokens[index].is_word:
            break
    return count.span.end, None


def _aside(document: Document, index: int, hedges: _Hedges, stop: int) -> Qualifier | None:
    """A hedge that stands alone between marks: "12 morts, au moins, selon …", "12 dead (or more)"."""
    tokens = document.tokens
    match = hedges.after.longest_at(tokens, index, stop) if index < stop else None
    if match is None or match.value is Qualifier.EXACT:
        return None
    alone = match.last == len(tokens) or (match.last < stop and not tokens[match.last].is_word)
    return match.value if alone and _in_one_sentence(document, index - 1, match.last - 1) else None


def _strongest(hedges: Sequence[Qualifier]) -> Qualifier | None:
    """The hedge that holds: the bound nearest to the number, else an approximation."""
    bound = next((hedge for hedge in hedges if hedge in _OPEN or hedge in _CAPPED), None)
    return bound or next(iter(hedges), None)


def _bounds(count: Count, hedge: Qualifier | None) -> tuple[int | None, int | None, Qualifier]:
    if hedge in _OPEN:
        return count.low, None, hedge
    if hedge in _CAPPED:
        return None, count.high, hedge
    if count.is_range:
        return count.low, count.high, Qualifier.RANGE
    if count.numeral.vague:
        return count.low, count.high, Qualifier.VAGUE
    if hedge is Qualifier.ABOUT or count.numeral.approximate:
        return count.low, count.high, Qualifier.ABOUT
    return count.low, count.high, Qualifier.EXACT


def _without_swallowed_articles(document: Document, quantities: Sequence[Quantity], hedges: _Hedges) -> list[Quantity]:
    """Without articles that go with the next number ("a minimum of 12", "a record 40", "un groupe de 12 soldats")."""
    kept: list[Quantity] = []
    for quantity in quantities:
        while kept and (
            quantity.span.start <= kept[-1].number.start
            or (kept[-1].article and _leads_to(document, kept[-1], quantity, hedges))
        ):
            kept.pop()
        start = max(quantity.span.start, kept[-1].span.end) if kept else quantity.span.start
        kept.append(replace(quantity, span=Span(start, quantity.span.end)))
    return kept


def _leads_to(document: Document, article: Quantity, quantity: Quantity, hedges: _Hedges) -> bool:
    """Whether one word, or one and "of", is all between the article and the next quantity."""
    tokens = document.tokens
    between = range(document.token_at(article.span.end), document.token_at(quantity.span.start))
    if not between:
        return True
    if not tokens[between.start].is_word or quantity.article:
        return False
    of = hedges.of.longest_at(tokens, between.start + 1, between.stop) if len(between) > 1 else None
    return len(between) == 1 or (of is not None and of.last == between.stop)
