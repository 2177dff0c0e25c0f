"""A pack's calendar words as one lexicon, compiled once per language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, IntEnum, auto
from functools import cache
from typing import NamedTuple

from extractors.languages.schema import DatesSection, Language, Words
from extractors.lexicon import Lexicon
from extractors.text import fold


class Kind(IntEnum):
    """What a calendar word or phrase does."""

    WEEKDAY = auto()
    WEEKDAY_SHORT = auto()
    MONTH = auto()
    MONTH_SHORT = auto()
    NUMBER = auto()
    DAY_WORD = auto()
    DAY_SUFFIX = auto()
    YEAR_SUFFIX = auto()
    LINK = auto()
    DAY_PART = auto()
    DAY_LEAD = auto()
    MONTH_LEAD = auto()
    MONTH_ALONE = auto()
    YEAR_LEAD = auto()
    RELATIVE = auto()
    TOLD = auto()
    TOLD_PERIOD = auto()
    TOLD_PART = auto()
    TOLD_SINCE = auto()
    SEASON = auto()
    NIGHT = auto()
    NIGHT_OF = auto()
    NIGHT_BEFORE = auto()
    LAST = auto()
    THIS = auto()
    PAST = auto()
    UP_TO = auto()
    PREVIOUS = auto()
    COMING = auto()
    HOLIDAY = auto()
    EASTER = auto()  # so many days after it
    PASCHA = auto()  # so many days after the Orthodox Easter
    NAMED_DAY = auto()
    BY = auto()
    COVERING = auto()
    YEAR_PART = auto()
    EARLY = auto()
    LATER = auto()
    SINCE = auto()
    SINCE_AFTER = auto()
    BY_AFTER = auto()
    STARTING = auto()
    UNTIL = auto()
    OPENER = auto()
    THROUGH = auto()
    TOGETHER = auto()
    WAR = auto()
    VAGUE = auto()
    NOT_DATE = auto()
    COUNT_BEFORE = auto()
    COUNT_AFTER = auto()
    BEGAN = auto()
    SAYING = auto()
    GOING_ON = auto()
    REGISTERING = auto()
    STATING = auto()
    EVENT = auto()
    RECORD = auto()
    FINDING = auto()
    FUTURE = auto()
    STAMP = auto()


# Words before a date that say how it is meant; they are looked at backwards from the date.
MODIFIERS = frozenset(
    {Kind.DAY_LEAD, Kind.MONTH_LEAD, Kind.YEAR_LEAD, Kind.LINK, Kind.NIGHT, Kind.NIGHT_OF, Kind.NIGHT_BEFORE}
    | {Kind.EARLY, Kind.LATER, Kind.SEASON, Kind.BY, Kind.SINCE, Kind.STARTING, Kind.UNTIL, Kind.OPENER}
    | {Kind.PREVIOUS, Kind.COMING, Kind.COUNT_BEFORE, Kind.COVERING}
)
# Words that tell what a date beside them is the date of.
CUES = frozenset(
    {Kind.BEGAN, Kind.SAYING, Kind.GOING_ON, Kind.REGISTERING, Kind.STATING, Kind.EVENT, Kind.FINDING, Kind.STAMP}
    | {Kind.RECORD, Kind.FUTURE}
)


# The keys of `[dates.told_periods]`: which of the stretches told before is meant.
TOLD_PERIODS = ("period", "month", "year")


class Unit(Enum):
    """The units of `[dates.units]`."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    YEAR = "year"


class Atom(NamedTuple):
    """One calendar word: its kind, and what it stands for (a weekday, an offset, a pattern's number)."""

    kind: Kind
    value: int = 0
    unit: Unit | None = None


class Counted(NamedTuple):
    """A pattern around a number: "{n} days ago"; whether words stand before the number and behind it."""

    kind: str  # ago, earlier, after, past or bare_day
    opened: bool
    closed: bool


@dataclass(frozen=True, eq=False)
class Calendar:
    """The compiled words of one language, and the patterns that count units."""

    lexicon: Lexicon[Atom]
    counted: tuple[Counted, ...]
    numeric_order: str
    short_numeric: bool
    times_behind: bool  # whether a time of day and words that bound it stand behind a date
    function_words: frozenset[str]


@cache
def calendar_of(language: Language) -> Calendar:
    """The language's calendar, compiled at the first call."""
    section = language.dates
    counted = tuple(_counted_patterns(section))
    atoms = [
        *((phrase, Atom(Kind.MONTH_ALONE)) for phrase in language.numbers.month_alone),
        *_plain_atoms(section),
        *_numbered_atoms(section, language.numbers.words),
        *((phrase, Atom(Kind.NUMBER, 1)) for phrase in language.numbers.articles),
        *_unit_atoms(section),
        *_counted_atoms(section, counted),
    ]
    patterns = tuple(Counted(name, bool(before), bool(after)) for name, before, after in counted)
    lexicon = Lexicon(atoms)
    small = {fold(word.partition(" ")[0]) for name in _FUNCTION_WORDS for word in getattr(language.grammar, name)}
    small -= {fold(word) for word in language.grammar.of}  # "12 of them" counts
    return Calendar(
        lexicon, patterns, section.numeric_order, section.short_numeric, bool(section.by_after), frozenset(small)
    )


_PLAIN = {
    "month_leads": Kind.MONTH_LEAD,
    "year_leads": Kind.YEAR_LEAD,
    "day_suffixes": Kind.DAY_SUFFIX,
    "year_suffixes": Kind.YEAR_SUFFIX,
    "links": Kind.LINK,
    "day_leads": Kind.DAY_LEAD,
    "day_parts": Kind.DAY_PART,
    "told_parts": Kind.TOLD_PART,
    "told_since": Kind.TOLD_SINCE,
    "seasons": Kind.SEASON,
    "by": Kind.BY,
    "covering": Kind.COVERING,
    "nights": Kind.NIGHT,
    "night_of": Kind.NIGHT_OF,
    "night_before": Kind.NIGHT_BEFORE,
    "previous": Kind.PREVIOUS,
    "coming": Kind.COMING,
    "early": Kind.EARLY,
    "later": Kind.LATER,
    "since": Kind.SINCE,
    "starting": Kind.STARTING,
    "since_after": Kind.SINCE_AFTER,
    "by_after": Kind.BY_AFTER,
    "until": Kind.UNTIL,
    "openers": Kind.OPENER,
    "through": Kind.THROUGH,
    "together": Kind.TOGETHER,
    "began": Kind.BEGAN,
    "start_of_war": Kind.WAR,
    "vague": Kind.VAGUE,
    "not_dates": Kind.NOT_DATE,
    "saying": Kind.SAYING,
    "going_on": Kind.GOING_ON,
    "registering": Kind.REGISTERING,
    "stating": Kind.STATING,
    "events": Kind.EVENT,
    "records": Kind.RECORD,
    "findings": Kind.FINDING,
    "future": Kind.FUTURE,
    "stamps": Kind.STAMP,
}
_NAMED = {
    "weekdays": Kind.WEEKDAY,
    "weekdays_short": Kind.WEEKDAY_SHORT,
    "months": Kind.MONTH,
    "months_short": Kind.MONTH_SHORT,
    "day_words": Kind.DAY_WORD,
}
_BY_UNIT = {"last": Kind.LAST, "this": Kind.THIS, "past": Kind.PAST, "up_to": Kind.UP_TO}
_MOVABLE = {"easter": Kind.EASTER, "pascha": Kind.PASCHA}
_FUNCTION_WORDS = ("prepositions", "determiners", "conjunctions", "relatives", "subordinators", "auxiliaries")
_COUNTED = ("ago", "earlier", "after", "up_to", "past")


def _plain_atoms(section: DatesSection) -> Iterator[tuple[str, Atom]]:
    for key, kind in _PLAIN.items():
        yield from ((phrase, Atom(kind)) for phrase in getattr(section, key))
    for key, kind in _NAMED.items():
        for number, names in enumerate(getattr(section, key)):
            yield from ((name, Atom(kind, number)) for name in names)


def _numbered_atoms(section: DatesSection, words: Mapping[str, Words]) -> Iterator[tuple[str, Atom]]:
    for number, names in words.items():
        if number.isdigit():
            yield from ((name, Atom(Kind.NUMBER, int(number))) for name in names)
    for table, kind in ((section.relative_days, Kind.RELATIVE), (section.told_days, Kind.TOLD)):
        for offset, names in table.items():
            yield from ((name, Atom(kind, int(offset))) for name in names)
    for period, names in section.told_periods.items():
        yield from ((name, Atom(Kind.TOLD_PERIOD, TOLD_PERIODS.index(period))) for name in names)
    for day, names in section.named_days.items():
        yield from ((name, Atom(Kind.NAMED_DAY, date.fromisoformat(day).toordinal())) for name in names)
    for months, names in section.year_parts.items():
        yield from ((name, Atom(Kind.YEAR_PART, _pair(months))) for name in names)
    for feast, names in section.holidays.items():
        kind = _MOVABLE.get(feast[:6], Kind.HOLIDAY)
        value = _pair(feast) if kind is Kind.HOLIDAY else int(feast[6:] or 0)
        yield from ((name, Atom(kind, value)) for name in names)


def _pair(key: str) -> int:
    first, _, second = key.partition("-")
    return int(first) * 100 + int(second)


def _unit_atoms(section: DatesSection) -> Iterator[tuple[str, Atom]]:
    for key, kind in _BY_UNIT.items():
        for pattern in getattr(section, key):
            if "{n}" not in pattern:
                yield from ((phrase, Atom(kind, 1, unit)) for phrase, unit in _expand(pattern, section.units))


def _expand(pattern: str, units: Mapping[str, Words]) -> Iterator[tuple[str, Unit]]:
    """The pattern with each word of each unit, or of the one it names; one without counts twenty-four hours."""
    unit, named, phrase = pattern.partition(" = ")
    if named:
        yield phrase, Unit(unit)
        return
    if "{" not in pattern:
        yield pattern, Unit.HOUR
        return
    for name, words in units.items():
        for slot in ("{unit}", f"{{{name}}}"):
            if slot in pattern:
                yield from ((pattern.replace(slot, word), Unit(name)) for word in words)


def _counted_patterns(section: DatesSection) -> Iterator[tuple[str, str, str]]:
    """What stands before and after the number of each pattern that counts."""
    named: Iterable[tuple[str, str]] = [
        *((name, pattern) for name in _COUNTED for pattern in getattr(section, name)),
        *(("bare_day", pattern) for pattern in section.bare_days),
        *(("year_opening", pattern) for pattern in section.year_openings),
    ]
    for name, pattern in named:
        before, counts, after = (part.strip() for part in pattern.partition("{n}"))
        if counts and "{unit}" in before:  # "الساعات الـ24 الماضية": the unit stands first
            for unit, words in section.units.items():
                yield from ((name, before.replace("{unit}", word), f"{unit} = {after}") for word in words)
        elif counts:
            yield name, before, after


def _counted_atoms(section: DatesSection, counted: tuple[tuple[str, str, str], ...]) -> Iterator[tuple[str, Atom]]:
    for index, (_, before, after) in enumerate(counted):
        if before:
            yield before, Atom(Kind.COUNT_BEFORE, index)
        for phrase, unit in _expand(after, section.units) if after else ():
            yield phrase, Atom(Kind.COUNT_AFTER, index, unit)
