"""What a calendar expression in a text says: its words, the days it means, and how it bounds what it dates."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto

from extractors.dates.calendar.days import cut
from extractors.dates.calendar.names import Atom, Kind
from extractors.dates.calendar.points import Grain
from extractors.dates.calendar.writing import PointReader
from extractors.lexicon import Match
from extractors.models import Period


class Sense(Enum):
    """How a mention bounds what is dated by it."""

    ON = auto()  # in those days
    SINCE = auto()  # from the first of them on
    UNTIL = auto()  # up to the last of them
    NEVER = auto()  # a time that is no date: "recently"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A calendar expression: its tokens (with the small words before it) and the days it means."""

    first: int
    last: int
    grain: Grain
    period: Period | None
    sense: Sense = Sense.ON
    explicit: bool = False  # day, month and year stand in the text
    heads_line: bool = False  # opens its line, as an entry's date does
    to_now: bool = False  # ends with the saying day: "in the past week"
    from_saying: bool = False  # moves with the saying day: "overnight"
    since: int | None = None  # the token of a "since" that may be meant of it: "since the bombings began on …"
    by: bool = False  # a count stood so by then: "by Sunday"
    covered: bool = False  # a count is of that day: "for Thursday"
    told: int | None = None  # days from the day told before, which gives the period: "the day before"
    rule: str = ""


def never(first: int, rule: str, *, last: int | None = None) -> Mention:
    """A mention of a time that is no date."""
    last = first + 1 if last is None else last
    return Mention(first=first, last=last, grain=Grain.NONE, period=None, sense=Sense.NEVER, rule=rule)


@dataclass(frozen=True, slots=True)
class Before:
    """The small words before a date, from the first of them."""

    first: int
    kinds: frozenset[Kind] = frozenset()

    def has(self, *kinds: Kind) -> bool:
        """Whether a word of one of the kinds is among them."""
        return not self.kinds.isdisjoint(kinds)


# After the date at the head of an entry: the time of day, if any, a mark, and the entry's words.
_HEAD_CLOSES = re.compile(r"[ ,]{0,3}(?:\d{1,2} ?[:.h] ?\d{2}\b)? ?(?:gmt|utc|[ap]\.?m\.?)? ?[:|–—-] ?[^\s]")
_TIME_BEFORE = re.compile(
    r"(?<![\w.,:])(\d{1,2}(?:[:.h]\d{2}| ?(?:[ap]\.?m\.?|h|gmt|utc|hrs?)(?![a-z])| ?h ?\d{2}))[ ,]{0,2}$"
)
_LONGEST_CLOCK = 14  # characters of a time of day before a date
_MOST_STEPS = 4
_LONGEST_TIME = 8  # tokens of a time of day behind a date
_SINCE_REACH = 20  # tokens between "since" and the date that says since when
_NO_START = ("past", "day_long", "stretch")  # rules of stretches, which "since" does not open


@dataclass(slots=True)
class MentionBuilder:
    """Makes mentions of the days found, from the small words before them and what the text has told so far."""

    points: PointReader
    published_at: date | None
    ends: dict[int, list[Match[Atom]]] = field(default_factory=dict)  # small words by the token after them
    open_since: int | None = None  # a "since" that no date has followed yet
    earliest_start: date | None = None  # of all that the text has dated by "since"

    def look_back(self, index: int) -> Before:
        """The small words that end where the date begins, the longest at each step."""
        kinds: set[Kind] = set()
        first = index
        for _ in range(_MOST_STEPS):
            matches = self.ends.get(first, ()) or self.ends.get(self._time_before(first), ())
            if not matches:
                break
            longest = min(match.first for match in matches)
            kinds |= {m.value.kind for m in matches if m.first == longest or m.value.kind is not Kind.SINCE}
            first = longest
        return Before(first, frozenset(kinds))

    def _time_before(self, index: int) -> int:
        """The token at which a time of day begins that stands right before the token: "as of 8 a.m. Tuesday"."""
        document = self.points.document
        if not 0 < index < len(document.tokens):
            return index
        end = document.tokens[index].start
        time = _TIME_BEFORE.search(document.folded, max(0, end - _LONGEST_CLOCK), end)
        return document.token_at(time.start(1)) if time else index

    def build(self, before: Before, last: int, grain: Grain, period: Period | None, rule: str) -> Mention | None:
        """The mention, its days cut to publication; None where nothing of them is left."""
        if period is None:
            return None
        last = self._past_time(last)
        sense = self._sense(before, grain, rule)
        bound = self._bound_after(last)
        if bound is Kind.SINCE_AFTER and sense is Sense.ON and rule not in _NO_START:
            sense = Sense.SINCE
        season = grain is Grain.YEAR and before.has(Kind.SEASON)
        if season or (sense is Sense.SINCE and before.has(Kind.LATER)):
            # "Since late December" does not tell the day it began, nor "the spring of 2022" its months.
            return never(before.first, "unclear", last=last)
        within = cut(period, self.published_at)
        if within is None:
            return None
        if sense is Sense.SINCE and within.start:
            self.earliest_start = min(within.start, self.earliest_start or within.start)
        open_since = None if before.has(Kind.SINCE) or grain is Grain.STRETCH else self._since(before.first)
        return Mention(
            first=before.first,
            last=last,
            grain=grain,
            period=within,
            sense=sense,
            heads_line=self._heads_line(before.first, last),
            since=open_since,
            by=(before.has(Kind.BY) and not before.has(Kind.NIGHT_BEFORE)) or bound is Kind.BY_AFTER,
            covered=before.has(Kind.COVERING),
            rule=rule,
        )

    def _past_time(self, last: int) -> int:
        """The token after the time of day behind a date: "29일 오전 6시", "23일(현지시간)"."""
        points, at = self.points, last
        if not points.calendar.times_behind:
            return last
        while at < last + _LONGEST_TIME:
            closing = (Kind.DAY_PART, Kind.SINCE_AFTER, Kind.BY_AFTER) if at > last else (Kind.DAY_PART,)
            timed = points.form(at).isdigit() and points.atom(at + 1, *closing) is not None
            bracket = points.form(at) in ("(", ")") and (at > last or points.atom(at + 1, Kind.DAY_PART) is not None)
            if not (timed or bracket or points.atom(at, Kind.DAY_PART)):
                break
            at += 1
        return at

    def _bound_after(self, last: int) -> Kind | None:
        """What the date's own last word, or a word behind it, bounds it by: "24일부터", "29일 오전 6시 기준"."""
        found = (self.points.atom(at, Kind.SINCE_AFTER, Kind.BY_AFTER) for at in (last - 1, last))
        return next((match.value.kind for match in found if match), None)

    def told(self, before: Before, last: int, offset: int, grain: Grain, rule: str) -> Mention:
        """A day by the one told before; which one that is depends on what it dates."""
        last = self._past_time(last)
        sense = self._sense(before, grain, rule)
        return Mention(first=before.first, last=last, grain=grain, period=None, sense=sense, told=offset, rule=rule)

    def _sense(self, before: Before, grain: Grain, rule: str) -> Sense:
        opened = rule == "date" and grain is Grain.STRETCH and before.has(Kind.OPENER)  # "с 27 по 31 марта"
        if before.has(Kind.SINCE, Kind.STARTING) and rule not in _NO_START and not opened:
            return Sense.SINCE
        if before.has(Kind.UNTIL) and grain is Grain.DAY:
            return Sense.UNTIL
        return Sense.ON

    def _since(self, index: int) -> int | None:
        """The open "since" within reach of the token."""
        if self.open_since is None or index - self.open_since > _SINCE_REACH:
            return None
        return self.open_since

    def _heads_line(self, first: int, last: int) -> bool:
        document = self.points.document
        return self.points.opens_line(first) and bool(
            _HEAD_CLOSES.match(document.folded, document.tokens[last - 1].end)
        )
