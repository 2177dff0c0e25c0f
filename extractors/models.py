"""What the stages pass on: frozen records whose spans are characters of ``Article.text``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of characters of the article's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of the span."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


class Category(StrEnum):
    """What happened to the people counted; `casualties` are killed and injured not told apart."""

    KILLED = "killed"
    INJURED = "injured"
    CASUALTIES = "casualties"
    MISSING = "missing"
    CAPTURED = "captured"


class Qualifier(StrEnum):
    """How the number was stated; the bounds follow from it and are never adjusted."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    ABOUT = "about"
    RANGE = "range"
    VAGUE = "vague"


class Extent(StrEnum):
    """Whether a figure counts one event, a stretch of time, or everything since a start."""

    EVENT = "event"
    PERIOD = "period"
    RUNNING_TOTAL = "running_total"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A news article as it is read: only `text` is searched, and every span counts its characters."""

    text: str
    id: str = ""
    title: str | None = None
    language: str | None = None
    published_at: date | None = None
    publisher: str | None = None
    url: str | None = None
    archive_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A number written in digits or words, without its qualifier."""

    span: Span
    low: int
    high: int
    vague: bool = False
    approximate: bool = False  # a collective ("une vingtaine"): about, whatever stands before it
    in_digits: bool = False
    article: bool = False  # could be the indefinite article ("un", "ein", "a"): counts only beside harm words
    scale: int = 1  # the multiplier it ends with, which a range shares ("50-70 thousand")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its qualifier: `span` covers both, `number` the bare number (both numbers of a range)."""

    span: Span
    number: Span
    low: int | None
    high: int | None
    qualifier: Qualifier
    in_digits: bool = False
    article: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days, both included, that the harm falls in; an open side is None."""

    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who says it: the claimant's words, who relayed it, and the cue that tells so ("said", "according to")."""

    source: Span
    relay: Span | None = None
    cue: Span | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One reported casualty figure; `span` is the quote, `text[start:end]`."""

    span: Span
    category: Category
    quantity: Quantity
    harm: Span  # the harm word that makes the number a casualty figure
    rule: str
    victims: Span | None = None
    subset: bool = False
    place: Span | None = None
    attribution: Attribution | None = None
    reported_on: date | None = None
    period: Period | None = None
    extent: Extent | None = None
    date_rule: str = ""
