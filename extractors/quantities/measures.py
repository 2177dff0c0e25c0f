"""Counts → counts of things: numbers that measure, date, price or name something are left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from extractors.languages.schema import Language
from extractors.lexicon import Lexicon
from extractors.models import Category, Span
from extractors.quantities.ranges import Count
from extractors.text import Document, Token

_SIGNS_AFTER = frozenset("%‰°€$£¥₽₴₹₪½′²³")
_SIGNS_BEFORE = frozenset("$€£¥₽₴₹₪№§")
_OPENS_ITEM = frozenset(":;")
_YEARS = range(1900, 2100)
_LAST_DAY = 31
_LONGEST_UNIT = 4
_LONGEST_AGE = 120
_ADJECTIVES = 2


@dataclass(frozen=True)
class _Units:
    """The pack's words for measures, made ready for reading."""

    after: Lexicon[bool]
    before: Lexicon[bool]
    ages: Lexicon[bool]
    names: Lexicon[bool]
    adjectives: Lexicon[bool]
    of: Lexicon[bool]
    months: Lexicon[bool]
    month_alone: Lexicon[bool]
    month_with_day: Lexicon[bool]
    days: Lexicon[bool]
    counted: Lexicon[bool]  # nouns for people and the harmed: "on Thursday 12 people died"
    years: Lexicon[bool]
    links: Lexicon[bool]
    month_names: Lexicon[bool]  # no units behind "of": "1,660 from January to March"
    times: Lexicon[bool]  # behind which no age stands: "in February, 79, of whom …"
    hedges: Lexicon[bool]  # "100-plus" is a number, "100-metre" a measure
    ordinal_dot: bool
    capital_nouns: bool


@cache
def _units(language: Language) -> _Units:
    numbers, hedges = language.numbers, language.hedges
    conjunctions = [pair[1] for pair in hedges.between if pair[1] not in hedges.range_words]
    return _Units(
        after=_lexicon(numbers.units_after),
        before=_lexicon(numbers.units_before),
        ages=_lexicon(numbers.ages_before),
        names=_lexicon(numbers.names_before),
        adjectives=_lexicon(numbers.unit_adjectives),
        of=_lexicon(numbers.of),
        months=_lexicon(numbers.day_after),
        month_alone=_lexicon(numbers.month_alone),
        month_with_day=_lexicon(numbers.month_with_day),
        days=_lexicon(numbers.day_before),
        counted=_lexicon([*language.people.heads, *language.people.anybody, *_harm_nouns(language)]),
        years=_lexicon(numbers.year_before),
        links=_lexicon(conjunctions),
        month_names=_lexicon(word for words in language.dates.months for word in words),
        times=_lexicon([*language.grammar.adverbs, *(word for words in language.dates.months for word in words)]),
        hedges=_lexicon(phrase for phrases in hedges.after.values() for phrase in phrases),
        ordinal_dot="ordinal_dot" in numbers.grammar,
        capital_nouns=language.attribution.capital_nouns,
    )


def _harm_nouns(language: Language) -> Iterable[str]:
    return (noun for category in Category for noun in getattr(language.harm, category.value).nouns)


def _lexicon(phrases: Iterable[str]) -> Lexicon[bool]:
    return Lexicon((phrase, True) for phrase in phrases)


def drop_measures(document: Document, counts: Sequence[Count], language: Language) -> list[Count]:
    """The counts that may count things; a unit or an age word holds for a whole list ("âgés de 8, 10 et 12 ans")."""
    units = _units(language)
    measured = _measured(document, counts, units) | _aged(document, counts, units)
    return [
        count
        for index, count in enumerate(counts)
        if index not in measured and not _is_named(document, count, units) and not _is_date(document, count, units)
    ]


def _measured(document: Document, counts: Sequence[Count], units: _Units) -> set[int]:
    """The counts that a unit follows, at once or at the end of their list."""
    measured: set[int] = set()
    listed: set[int] = set()  # behind which another one of the list follows
    for index in range(len(counts) - 1, -1, -1):
        if index + 1 in measured and _linked(
            document, counts[index], counts[index + 1], units, comma=index + 1 in listed
        ):
            measured.add(index)
            listed.add(index)
        elif _has_unit(document, counts[index], units) or _month_follows(document, counts[index], units):
            measured.add(index)
    return measured


def _aged(document: Document, counts: Sequence[Count], units: _Units) -> set[int]:
    """The counts that are ages by the words before them, or before their list."""
    aged: set[int] = set()
    for index, count in enumerate(counts):
        if units.ages.ending_at(document.tokens, count.first, longest=_LONGEST_UNIT) or _follows_name(
            document, count, units
        ):
            aged.add(index)
        elif index - 1 in aged:
            comma = not _counts_words(document, count) or bool(units.links.longest_at(document.tokens, count.last))
            if _linked(document, counts[index - 1], count, units, comma=comma):
                aged.add(index)
    return aged


def _linked(document: Document, left: Count, right: Count, units: _Units, *, comma: bool) -> bool:
    """Whether the two are neighbours in a list of bare numbers."""
    gap = range(left.last, right.first)
    if len(gap) != 1 or left.numeral.article:
        return False
    if document.tokens[gap.start].form == ",":
        return comma
    return units.links.longest_at(document.tokens, gap.start, gap.stop) is not None


def _counts_words(document: Document, count: Count) -> bool:
    """Whether a word follows at once that may be what is counted."""
    tokens, last = document.tokens, count.last
    if last >= len(tokens) or not tokens[last].is_word:
        return False
    return "\n" not in document.folded[count.span.end : tokens[last].start]


def _has_unit(document: Document, count: Count, units: _Units) -> bool:
    """Whether a measure follows: "34 ans", "24 dernières heures", "dizaines d'années", "5 %", "14-year-old"."""
    tokens, index = document.tokens, count.last
    if index < len(tokens) and tokens[index].form in _SIGNS_AFTER:
        return True
    if _is_adjective(document, count, units) or (units.ordinal_dot and _is_ordinal(document, count)):
        return True
    for _ in range(_ADJECTIVES + 1):
        if index >= len(tokens) or "\n" in document.folded[tokens[index - 1].end : tokens[index].start]:
            return False
        unit = units.after.longest_at(tokens, index, min(len(tokens), index + _LONGEST_UNIT))
        if unit and not (tokens[index].end - tokens[index].start == 1 and _elided(document, index)):
            return True
        of = units.of.longest_at(tokens, index)
        skipped = units.adjectives.longest_at(tokens, index) or of
        if not skipped or (of and count.high > _LAST_DAY and units.month_names.longest_at(tokens, of.last)):
            return False
        index = skipped.last
    return False


def _elided(document: Document, index: int) -> bool:
    """Whether a single letter is a word before an apostrophe ("12 m'ont dit") and no unit."""
    return index + 1 < len(document.tokens) and document.tokens[index + 1].form == "'"


def _is_adjective(document: Document, count: Count, units: _Units) -> bool:
    """Whether a hyphen ties a word to the number that is no hedge ("four-member", "12-strong")."""
    tokens, last = document.tokens, count.last
    if last + 1 >= len(tokens) or tokens[last].form != "-" or not tokens[last + 1].is_word:
        return False
    tied = tokens[last].start == count.span.end and tokens[last + 1].start == tokens[last].end
    return tied and units.hedges.longest_at(tokens, last) is None


def _is_ordinal(document: Document, count: Count) -> bool:
    """Whether a full stop within the sentence makes an ordinal of the digits ("am 3. Tag")."""
    tokens, last = document.tokens, count.last
    if not count.numeral.in_digits or last + 1 >= len(tokens) or tokens[last].form != ".":
        return False
    same = document.sentence_index(tokens[last].start) == document.sentence_index(tokens[last + 1].start)
    return tokens[last].start == count.span.end and same


def _is_named(document: Document, count: Count, units: _Units) -> bool:
    """Whether what stands before makes it a price or a name: "$150", "page 5", "Flight 17"."""
    tokens, index = document.tokens, count.first
    if not index:
        return False
    if tokens[index - 1].form in _SIGNS_BEFORE or units.before.ending_at(tokens, index, longest=_LONGEST_UNIT):
        return True
    name = units.names.ending_at(tokens, index, longest=2)
    return name is not None and count.numeral.in_digits and _in_title_case(document, tokens[name.first])


def _is_date(document: Document, count: Count, units: _Units) -> bool:
    return _is_day(document, count, units) or _is_year(document, count, units)


def _month_follows(document: Document, count: Count, units: _Units) -> bool:
    """A day before a month that only its capital tells: "12 May", not "12 may have died"."""
    tokens, last = document.tokens, count.last
    if not count.numeral.in_digits or count.high > _LAST_DAY or last >= len(tokens):
        return False
    return units.months.longest_at(tokens, last) is not None and _in_title_case(document, tokens[last])


def _is_day(document: Document, count: Count, units: _Units) -> bool:
    """A day behind its month ("May 12") or an article ("le 8"), but not in "in May 12 people died"."""
    tokens = document.tokens
    if not count.numeral.in_digits or count.high > _LAST_DAY:
        return False
    month = units.months.ending_at(tokens, count.first, longest=2)
    if month is not None and units.month_with_day.ending_at(tokens, month.first, longest=2):
        return True
    if units.counted.longest_at(tokens, count.last):
        return False
    if units.days.ending_at(tokens, count.first, longest=2):
        return True
    bracketed = tokens[count.first - 1].form == "(" and count.last < len(tokens) and tokens[count.last].form == ")"
    if bracketed and units.days.ending_at(tokens, count.first - 1, longest=2):
        return True  # "nesta quarta-feira (12)"
    return month is not None and units.month_alone.ending_at(tokens, month.first, longest=2) is None


def _is_year(document: Document, count: Count, units: _Units) -> bool:
    """A number of two or four digits that is a year by its neighbours; "2000 soldats" is a count."""
    digits = document.folded[count.numeral.span.start : count.numeral.span.end]
    if not digits.isdigit() or len(digits) not in (2, 4):
        return False
    if _closes_date(document, count, units):
        return True
    if len(digits) == 2 or count.low not in _YEARS:
        return False
    if count.is_range:
        return count.high in _YEARS
    tokens = document.tokens
    counted = _counts_words(document, count) and not units.links.longest_at(tokens, count.last)
    if not counted or units.years.ending_at(tokens, count.first, longest=2):
        return True
    is_round = count.low % 50 == 0
    follows_of = units.of.ending_at(tokens, count.first, longest=2) is not None
    # "In 2014 Boko Haram …"; where nouns have capitals "2009 starben", but "2009 Menschen"
    tells = document.capitalised(tokens[count.last]) is not units.capital_nouns
    return not is_round and (follows_of or tells)


def _closes_date(document: Document, count: Count, units: _Units) -> bool:
    """Whether day and month stand before the number: "12 SEP 89", "December 27, 2008"."""
    tokens, index = document.tokens, count.first
    if index > 1 and tokens[index - 1].form == ",":
        day = tokens[index - 2].form.isdigit() and len(tokens[index - 2].form) <= 2 and count.low in _YEARS
        return day and units.months.ending_at(tokens, index - 2, longest=2) is not None
    month = units.months.ending_at(tokens, index, longest=2)
    return month is not None and month.first > 0 and tokens[month.first - 1].form.isdigit()


def _follows_name(document: Document, count: Count, units: _Units) -> bool:
    """An age between commas behind a name of two words or a common noun: "Ivan Petrov, 34, …", "the driver, 34, …"."""
    tokens, index = document.tokens, count.first
    if not count.numeral.in_digits or count.high > _LONGEST_AGE or index < 3 or count.last >= len(tokens):
        return False
    mark = tokens[count.last].form
    if tokens[index - 1].form != "," or mark not in ",." or not all(t.is_word for t in tokens[index - 3 : index - 1]):
        return False
    if units.times.ending_at(tokens, index - 1, longest=3) or (index > 3 and tokens[index - 4].form in _OPENS_ITEM):
        return False
    if mark == "," and document.words(Span(tokens[index - 2].start, tokens[index - 2].end)).islower():
        return True
    return all(_in_title_case(document, token) for token in tokens[index - 3 : index - 1])


def _in_title_case(document: Document, token: Token) -> bool:
    """Whether the word has a capital that no line of capitals explains."""
    return document.words(Span(token.start, token.end)).istitle()
