"""Words, numbers and dates in the reader's language: the catalogue in `catalogue/xx.toml`, formats from Babel."""

from __future__ import annotations

import datetime as dt
import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal
from unicodedata import bidirectional

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, format_skeleton, format_timedelta
from babel.numbers import format_decimal, format_percent

from extractors.languages import available_languages

#: The group of names of languages, which no catalogue has to hold.
LANGUAGE = "language"

DayFormat = Literal["DD/MM/YYYY", "MM/DD/YYYY", "YYYY/MM/DD"]
_DAY_FORMATS: Mapping[str, DayFormat] = {"M": "MM/DD/YYYY", "y": "YYYY/MM/DD"}

_FROM_THE_RIGHT = ("R", "AL")
_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"
_CATALOGUE = Path(__file__).parent / "catalogue"

#: The languages that the interface speaks; the first is what a reader of any other language gets.
LANGUAGES: tuple[str, ...] = ("en", "fr")

# Day before month, as the press of most of the world writes it; a reader's own region comes before this.
_DEFAULT_LOCALES = {"en": "en_GB", "fr": "fr_FR"}


@dataclass(frozen=True, slots=True)
class Wording:
    """The interface's words in one language, and numbers and dates as its reader writes them."""

    language: str
    locale: Locale
    messages: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """The message of that key with its gaps filled; a number fills its gap as the reader writes it."""
        shown = {name: self.number(value) if isinstance(value, int) else value for name, value in values.items()}
        return self.messages[key].format(**shown)

    def count(self, key: str, number: int, **values: object) -> str:
        """The message of `key.one` or `key.other`, whichever the number asks for in this language."""
        form = self.locale.plural_form(number)
        chosen = f"{key}.{form}" if f"{key}.{form}" in self.messages else f"{key}.other"
        return self(chosen, number=number, **values)

    def named(self, group: str, name: str) -> str:
        """The reader's word for a name of a group ("category", "killed"), or the name itself where there is none.

        Languages are named in themselves: who looks for one finds it whatever the interface speaks.
        """
        return own_name(name) if group == LANGUAGE else self.messages.get(f"{group}.{name}", name)

    def names(self, group: str) -> dict[str, str]:
        """The reader's words of a group, by name."""
        prefix = f"{group}."
        return {key.removeprefix(prefix): words for key, words in self.messages.items() if key.startswith(prefix)}

    def has(self, key: str) -> bool:
        """Whether the catalogue holds the key."""
        return key in self.messages

    def number(self, number: float) -> str:
        """12,345 or 12 345, as the reader writes it."""
        return str(format_decimal(number, locale=self.locale))

    def percent(self, part: float) -> str:
        """97%, as the reader writes it."""
        return str(format_percent(part, locale=self.locale))

    def date(self, day: dt.date) -> str:
        """19 Dec 2024, as the reader writes it."""
        return _written(day.year, day.month, day.day, str(self.locale))

    @property
    def day_format(self) -> DayFormat:
        """How the reader types a day, as Streamlit names it."""
        first = str(self.locale.date_formats["short"].pattern)[0]
        return _DAY_FORMATS.get(first, "DD/MM/YYYY")

    def month(self, day: dt.date) -> str:
        """Dec 2024, as the reader writes it."""
        return str(format_skeleton("yMMM", day, locale=self.locale))

    def moment(self, moment: dt.datetime) -> str:
        """19 Dec 2024, 14:05, as the reader writes it; in UTC, as it was recorded."""
        return str(format_datetime(moment, "short", locale=self.locale))

    def age(self, day: dt.date, today: dt.date) -> str:
        """How long before today the day was: "3 months ago"."""
        return str(format_timedelta(day - today, granularity="day", add_direction=True, locale=self.locale))

    def factor(self, factor: float | None) -> str:
        """How many times as much: "×3.5"; empty where that cannot be told."""
        if factor is None or math.isnan(factor):
            return ""
        return self("number.factor", factor=self.number(float(f"{factor:.2g}")))

    def bounds(self, low: int | None, high: int | None, qualifier: str) -> str:
        """The stated number with its qualifier: "at least 100", "about 1,000", "200–999 (vague)"."""
        low_word = "" if low is None else self.number(low)
        high_word = "" if high is None else self.number(high)
        one = low_word or high_word
        return self(f"bounds.{qualifier}", low=low_word or one, high=high_word or one)


def read_wording(locale_tag: str | None, *, language: str | None = None) -> Wording:
    """The wording for a browser's locale ("fr-CH"); a language that the reader chose comes before the browser's.

    Numbers and dates follow the browser's region only where it speaks the interface's language: "1.000" amid English
    words would be read as one.
    """
    locale = _parse_locale(locale_tag)
    spoken = locale.language if locale else ""
    chosen = language or (spoken if spoken in LANGUAGES else LANGUAGES[0])
    if locale is None or spoken != chosen:
        locale = Locale.parse(_DEFAULT_LOCALES[chosen])
    return Wording(chosen, locale, read_catalogue(chosen))


@cache
def read_catalogue(language: str) -> Mapping[str, str]:
    """The messages of a language, by dotted key."""
    with (_CATALOGUE / f"{language}.toml").open("rb") as file:
        return dict(_flat(tomllib.load(file), ""))


def own_name(code: str) -> str:
    """The language's name in itself, as a label: "Français"; the code where it is unknown."""
    locale = _parse_locale(code)
    name = locale.get_language_name() if locale else None
    return name[:1].upper() + name[1:] if name else code


def find_name(group: str, words: str) -> str | None:
    """The name of a group that the words are: the name itself, or its label in any language of the interface."""
    if group == LANGUAGE:
        return next((code for code in available_languages() if words in (code, own_name(code))), None)
    for language in LANGUAGES:
        for name, label in read_wording(None, language=language).names(group).items():
            if words in (name, label):
                return name
    return None


def text_direction(language: str | None) -> str:
    """ "rtl" for a language written from right to left, else "ltr"."""
    locale = _parse_locale(language)
    return locale.text_direction if locale else "ltr"


def isolated(words: str) -> str:
    """Words from an article so that, amid others, neither changes the other's order: a name written from the right
    would draw the number after it to its own left."""
    if any(bidirectional(letter) in _FROM_THE_RIGHT for letter in words):
        return f"{_ISOLATE}{words}{_END_OF_ISOLATE}"
    return words


@lru_cache(maxsize=10_000)
def _written(year: int, month: int, day: int, locale: str) -> str:
    """A day in words: Babel takes its time, and the same days come again and again."""
    return str(format_date(dt.date(year, month, day), "medium", locale=Locale.parse(locale)))


def _flat(tree: Mapping[str, object], prefix: str) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for name, value in tree.items():
        if isinstance(value, Mapping):
            pairs += _flat(value, f"{prefix}{name}.")
        else:
            pairs.append((prefix + name, str(value)))
    return pairs


def _parse_locale(tag: str | None) -> Locale | None:
    try:
        return Locale.parse((tag or "").replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return None
