"""Counts → counts of things: numbers that measure, date, price or name something are left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extractors.languages.schema import Language
from extractors.lexicon import Lexicon
from extractors.models import Span
from extractors.ranges import Count
from extractors.text import Document, Token

_SIGNS_AFTER = frozenset("%‰°€$£¥₽₴₹₪½′")
_SIGNS_BEFORE = frozenset("$€£¥₽₴₹₪№§")
_YEARS = range(1900, 2100)
_LONGEST_UNIT = 4
_LONGEST_AGE = 120
_ADJECTIVES = 2


@dataclass(frozen=True)
class _Units:
    """The pack's words for measures, made ready for reading."""

    after: Lexicon[bool]
    before: Lexicon[bool]
    adjectives: Lexicon[bool]
    of: Lexicon[bool]
    months: Lexicon[bool]
    month_alone: Lexicon[bool]
    years: Lexicon[bool]
    links: Lexicon[bool]


@cache
def _units(language: Language) -> _Units:
    numbers = language.numbers

    def lexicon(*phrases: str) -> Lexicon[bool]:
        return Lexicon((phrase, True) for phrase in phrases)

    return _Units(
        after=lexicon(*numbers.units_after),
        before=lexicon(*numbers.units_before),
        adjectives=lexicon(*numbers.unit_adjectives),
        of=lexicon(*numbers.of),
        months=lexicon(*numbers.day_after),
        month_alone=lexicon(*numbers.month_alone),
        years=lexicon(*numbers.year_before),
        links=lexicon(
            *language.hedges.range_words, *(middle for pair in language.hedges.between for middle in pair[1:])
        ),
    )


def drop_measures(document: Document, counts: Sequence[Count], language: Language) -> list[Count]:
    """The counts that may count things; what is said of the last number of a list holds for the whole list."""
    units = _units(language)
    dropped: set[int] = set()
    for index in reversed(range(len(counts))):
        listed = index + 1 in dropped and _listed(document, counts[index], counts[index + 1], units)
        if listed or _has_unit(document, counts[index], units):
            dropped.add(index)
    for index, count in enumerate(counts):
        listed = index - 1 in dropped and _listed(document, counts[index - 1], count, units)
        if _is_named(document, count, units) or (listed and _is_named(document, counts[index - 1], units)):
            dropped.add(index)
    return [
        count
        for index, count in enumerate(counts)
        if index not in dropped and not _is_date(document, count, units) and not _is_age(document, count)
    ]


def _listed(document: Document, left: Count, right: Count, units: _Units) -> bool:
    """Whether the two are neighbours in a list of bare numbers ("âgés de 8, 10 et 12 ans")."""
    gap = range(left.last, right.first)
    if len(gap) != 1 or left.numeral.article:
        return False
    form = document.tokens[gap.start].form
    return form in ",/&" or units.links.longest_at(document.tokens, gap.start, gap.stop) is not None


def _has_unit(document: Document, count: Count, units: _Units) -> bool:
    """Whether a measure follows: "34 ans", "24 dernières heures", "dizaines d'années", "5 %"."""
    tokens, index = document.tokens, count.last
    if index < len(tokens) and tokens[index].form in _SIGNS_AFTER:
        return True
    if index + 1 < len(tokens) and tokens[index].form == "-" and tokens[index].start == count.span.end:
        index += 1  # "100-metre"
    for _ in range(_ADJECTIVES + 1):
        if index >= len(tokens) or "\n" in document.folded[tokens[index - 1].end : tokens[index].start]:
            return False
        if units.after.longest_at(
            tokens, index, index + _LONGEST_UNIT if index + _LONGEST_UNIT < len(tokens) else None
        ):
            return True
        skipped = units.adjectives.longest_at(tokens, index) or units.of.longest_at(tokens, index)
        if not skipped:
            return False
        index = skipped.last
    return False


def _is_named(document: Document, count: Count, units: _Units) -> bool:
    """Whether what stands before makes it an age, a price or a name: "aged 34", "$150", "No. 5"."""
    tokens, index = document.tokens, count.first
    if index and tokens[index - 1].form in _SIGNS_BEFORE:
        return True
    return units.before.ending_at(tokens, index, longest=_LONGEST_UNIT) is not None


def _is_date(document: Document, count: Count, units: _Units) -> bool:
    return _is_day(document, count, units) or _is_year(document, count, units)


def _is_day(document: Document, count: Count, units: _Units) -> bool:
    """A day after its month ("May 12"), unless the month stands alone ("in May 12 people died")."""
    if not count.numeral.in_digits or count.high > 31:
        return False
    following = units.months.longest_at(document.tokens, count.last) if count.last < len(document.tokens) else None
    if following and _in_title_case(document, document.tokens[count.last]):
        return True  # "12 May", not "12 may have died"
    month = units.months.ending_at(document.tokens, count.first, longest=2)
    return month is not None and units.month_alone.ending_at(document.tokens, month.first, longest=2) is None


def _is_year(document: Document, count: Count, units: _Units) -> bool:
    """A bare four-digit number that is a year by its neighbours; "2000 soldats" is a count."""
    words = count.numeral.span.of(document.folded)
    if len(words) != 4 or not words.isdigit() or count.numeral.low not in _YEARS:
        return False
    if count.is_range:
        return count.high in _YEARS
    tokens, last = document.tokens, count.last
    counted = last < len(tokens) and tokens[last].is_word and not document.capitalised(tokens[last])
    if not counted or units.years.ending_at(tokens, count.first, longest=2):
        return True
    return bool(count.low % 50) and units.of.ending_at(tokens, count.first, longest=2) is not None


def _is_age(document: Document, count: Count) -> bool:
    """An age between commas behind a name of two words ("Ivan Petrov, 34, a driver")."""
    tokens, index = document.tokens, count.first
    if not count.numeral.in_digits or count.high > _LONGEST_AGE or index < 3 or count.last >= len(tokens):
        return False
    if tokens[index - 1].form != "," or tokens[count.last].form not in ",.":
        return False
    name = tokens[index - 3 : index - 1]
    return all(token.is_word and _in_title_case(document, token) for token in name)


def _in_title_case(document: Document, token: Token) -> bool:
    """Whether the word has a capital that no all-capitals line explains."""
    return document.words(Span(token.start, token.end)).istitle()
