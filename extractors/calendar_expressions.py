"""Text → the days, months, years and stretches it mentions, each with its meaning in the calendar."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum, auto

from extractors.calendar_days import back_by, calendar_unit, cut, month_days, past_stretch
from extractors.calendar_names import CUES, MODIFIERS, Atom, Calendar, Kind, Unit, calendar_of
from extractors.calendar_points import Grain, Point, PointReader, resolve_point
from extractors.languages.schema import Language
from extractors.lexicon import Match
from extractors.models import Period
from extractors.text import Document


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
    since: int | None = (
        None  # the token of a "since" before it that may be meant of it: "since the bombings began on …"
    )
    by: bool = False  # a count stood so by then: "by Sunday"
    told: int | None = None  # days from the day told before, which gives the period: "the day before"
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """The mentions of a document, and the words beside which a date means this or that."""

    mentions: tuple[Mention, ...]
    cues: tuple[Match[Atom], ...]


def read_calendar(
    document: Document,
    language: Language,
    published_at: date | None,
    *,
    first: int = 0,
    last: int | None = None,
    counts: frozenset[int] = frozenset(),
    stamped: bool = False,
) -> Reading:
    """The calendar expressions among the tokens `first` to `last`, resolved against the day of publication.

    Tokens of `counts` are numbers of people and never part of a date; `stamped` takes two-digit years.
    """
    reader = _Reader(document, calendar_of(language), published_at, counts, stamped=stamped)
    return reader.read(first, len(document.tokens) if last is None else last)


@dataclass(slots=True)
class _Before:
    """What the words before a date make of it."""

    first: int
    since: bool = False
    until: bool = False
    night: bool = False
    night_before: bool = False
    early: bool = False
    later: bool = False
    opener: bool = False
    lead: bool = False
    month_lead: bool = False
    year_lead: bool = False
    previous: bool = False
    coming: bool = False
    season: bool = False
    by: bool = False


_FLAG = {
    Kind.SINCE: "since",
    Kind.UNTIL: "until",
    Kind.NIGHT: "night",
    Kind.NIGHT_OF: "night",
    Kind.NIGHT_BEFORE: "night_before",
    Kind.EARLY: "early",
    Kind.LATER: "later",
    Kind.OPENER: "opener",
    Kind.DAY_LEAD: "lead",
    Kind.MONTH_LEAD: "month_lead",
    Kind.YEAR_LEAD: "year_lead",
    Kind.PREVIOUS: "previous",
    Kind.COMING: "coming",
    Kind.SEASON: "season",
    Kind.BY: "by",
}
# After the date at the head of an entry: the time of day, if any, a mark, and the entry's words.
_HEAD_CLOSES = re.compile(r"[ ,]{0,3}(?:\d{1,2} ?[:.h] ?\d{2}\b)? ?(?:gmt|utc|[ap]\.?m\.?)? ?[:|–—-] ?[^\s]")
_TOLD = {
    Kind.TOLD: (Grain.DAY, "told_day"),
    Kind.TOLD_PERIOD: (Grain.STRETCH, "told_period"),
    Kind.TOLD_PART: (Grain.DAY, "told_part"),
}
_MOST_DAYS_EARLIER = 60
_MOST_STEPS = 4
_SINCE_REACH = 20  # tokens between "since" and the date that says since when: "since the bombings began on …"


class _Reader:
    """One pass over the tokens; what was told before resolves what is told by it ("the day before")."""

    def __init__(
        self,
        document: Document,
        calendar: Calendar,
        published_at: date | None,
        counts: frozenset[int],
        *,
        stamped: bool,
    ) -> None:
        self.document = document
        self.calendar = calendar
        self.published_at = published_at
        self.points = PointReader(document, calendar, counts, stamped=stamped)
        self.ends: dict[int, list[Match[Atom]]] = {}
        self.line_year: int | None = None
        self.text_year: int | None = None
        self.open_since: int | None = None
        self.ends_event: set[int] = set()
        self.mentions: list[Mention] = []
        self.cues: list[Match[Atom]] = []

    def read(self, first: int, last: int) -> Reading:
        index = first
        while index < last:
            self._enter(index)
            atoms = self.points.atoms(index)
            for match in atoms:
                if match.value.kind in MODIFIERS:
                    self.ends.setdefault(match.last, []).append(match)
            skipped = next((m.last for m in atoms if m.value.kind is Kind.NOT_DATE), index)
            mention = self._mention_at(index) if skipped == index else None
            self._note_cues(atoms)
            if mention is None or mention.last > last:
                if any(m.value.kind is Kind.SINCE for m in atoms):
                    self.open_since = index
                index = max(index + 1, skipped)
                continue
            self._add(mention)
            for token in range(index + 1, mention.last):
                self._note_cues(self.points.atoms(token))
            index = mention.last
        self._close_since()
        return Reading(tuple(sorted(self.mentions, key=lambda m: m.first)), tuple(self.cues))

    def _note_cues(self, atoms: list[Match[Atom]]) -> None:
        self.cues += [m for m in atoms if m.value.kind in CUES]
        self.ends_event.update(m.last for m in atoms if m.value.kind is Kind.EVENT)

    def _enter(self, index: int) -> None:
        """Forget what ends with a paragraph or a sentence."""
        if index == 0:
            return
        tokens = self.document.tokens
        gap = self.document.text[tokens[index - 1].end : tokens[index].start]
        if gap.count("\n") > 1:
            self.line_year = None
        if (tokens[index - 1].form in ".!?;" and gap) or "\n" in gap:
            self._close_since()

    def _close_since(self) -> None:
        """ "Since" without a date in its sentence: a running total whose start is not told."""
        if self.open_since is not None:
            self.mentions.append(never(self.open_since, "since_untold"))
            self.open_since = None

    def _add(self, mention: Mention) -> None:
        before = self.mentions[-1] if self.mentions else None
        if before and before.sense is Sense.SINCE and mention.sense is Sense.UNTIL and mention.first - before.last <= 1:
            self.mentions[-1] = replace(before, last=mention.last)  # "since 18 March until today"
        elif before and self._refines(before, mention):
            self.mentions[-1] = replace(mention, first=before.first, sense=before.sense)
        else:
            self.mentions.append(mention)
        if mention.explicit and mention.period and mention.period.end:
            day = mention.period.end
            self.text_year = day.year
            self.points.years[day.month, day.day] = day.year
        if mention.heads_line and mention.period and mention.period.end:
            self.line_year = mention.period.end.year
        if mention.since is not None or (self.open_since is not None and mention.first <= self.open_since):
            self.open_since = None

    def _refines(self, before: Mention, mention: Mention) -> bool:
        """Whether the mention only says more exactly what the one before it said: "New Year's night, Thursday"."""
        if mention.first - before.last > 1 or not before.period or not mention.period:
            return False
        gap = {token.form for token in self.document.tokens[before.last : mention.first]}
        outer, inner = before.period, mention.period
        if (
            gap - {",", "("}
            or mention.sense is not Sense.ON
            or not (outer.start and outer.end and inner.start and inner.end)
        ):
            return False
        return outer.start <= inner.start and inner.end <= outer.end

    # --- one expression

    def _mention_at(self, index: int) -> Mention | None:
        before = self._look_back(index)
        mentions = [m for m in (self._phrase(index, before), self._dated(index, before)) if m]
        return max(mentions, key=lambda m: m.last, default=None)

    def _look_back(self, index: int) -> _Before:
        """The modifiers that end where the date begins, the longest at each step."""
        before = _Before(first=index)
        for _ in range(_MOST_STEPS):
            matches = self.ends.get(before.first, ())
            if not matches:
                break
            first = min(match.first for match in matches)
            for match in matches:
                flag = _FLAG.get(match.value.kind)
                if flag and (match.first == first or match.value.kind is not Kind.SINCE):
                    setattr(before, flag, True)
            before.first = first
        return before

    def _phrase(self, index: int, before: _Before) -> Mention | None:
        """A fixed phrase or a counted one: "yesterday", "last week", "three days ago"."""
        found = [self._counted(index, before)]
        for match in self.points.atoms(index):
            found.append(self._fixed(match, before))
        return max((m for m in found if m), key=lambda m: m.last, default=None)

    def _fixed(self, match: Match[Atom], before: _Before) -> Mention | None:
        kind, value, unit = match.value
        reference = self.published_at
        first, last = before.first, match.last
        if kind is Kind.RELATIVE:
            return self._relative(match, before)
        if kind is Kind.VAGUE:
            return never(first, "vague", last=last)
        if kind is Kind.TOLD_PART and self.points.at(self.points.skip_links(last)):
            return None
        if kind in _TOLD:
            return self._told(before, last, value, *_TOLD[kind])
        if kind is Kind.WAR:
            return self._war(before, last)
        if kind is Kind.NAMED_DAY:
            day = date.fromordinal(value)
            return self._build(before, last, Grain.DAY, Period(start=day, end=day), "named_day")
        if kind is Kind.HOLIDAY and not self._glued_to_name(match.first):
            point = Point(
                last=self._year_after(last)[0], day=value % 100, month=value // 100, year=self._year_after(last)[1]
            )
            return self._from_point(point, before, "holiday")
        if kind is Kind.YEAR_PART:
            return self._year_part(match, before)
        if reference is None:
            return None
        if kind is Kind.NIGHT:
            of_day = self.points.atom(match.first, Kind.NIGHT_OF, Kind.NIGHT_BEFORE)
            if self.points.at(max(of_day.last if of_day else last, self.points.skip_links(last)), bare=True):
                return None
            night = Period(start=reference - timedelta(days=1), end=reference)
            return self._build(before, last, Grain.STRETCH, night, "night")
        if kind is Kind.PAST and unit:
            day_long = unit is Unit.HOUR
            stretch = past_stretch(reference, 24 if day_long else value, unit)
            mention = self._build(before, last, Grain.STRETCH, stretch, "day_long" if day_long else "past")
            return mention and replace(mention, to_now=True)
        if kind in (Kind.LAST, Kind.THIS) and unit not in (None, Unit.HOUR, Unit.DAY):
            return self._unit(match, before)
        return None

    def _glued_to_name(self, index: int) -> bool:
        """ "Jean-Noël" is no Christmas."""
        tokens = self.document.tokens
        return index > 0 and tokens[index - 1].form == "-" and tokens[index - 1].end == tokens[index].start

    def _relative(self, match: Match[Atom], before: _Before) -> Mention | None:
        """A day counted from publication, with the weekday that may stand beside it ("hier dimanche")."""
        if self.published_at is None or match.value.value > 0:
            return None
        day = self.published_at + timedelta(days=match.value.value)
        last = match.last
        closing = self._closed_relative(day, last)
        if closing:
            return self._build(before, closing[0], Grain.STRETCH, Period(start=day, end=closing[1]), "stretch")
        after = self.points.at(last, bare=False)
        if after is None and self.points.form(last) == ",":
            after = self.points.at(last + 1)
            after = after if after and after.explicit else None
        if after and after.explicit:
            return self._from_point(after, before, "date")
        if after and after.weekday is not None:
            last = after.last
        return self._build(before, last, Grain.DAY, Period(start=day, end=day), "relative_day")

    def _closed_relative(self, day: date, index: int) -> tuple[int, date] | None:
        """The day that closes a stretch from a relative day: "yesterday and today"."""
        join = self.points.atom(index, Kind.THROUGH, Kind.TOGETHER)
        match = self.points.atom(join.last, Kind.RELATIVE) if join else None
        if match is None or match.value.value > 0 or self.published_at is None:
            return None
        other = self.published_at + timedelta(days=match.value.value)
        return (match.last, other) if other > day else None

    def _unit(self, match: Match[Atom], before: _Before) -> Mention | None:
        unit = match.value.unit
        if unit is None or self.published_at is None:
            return None
        period = calendar_unit(unit, self.published_at, before=match.value.kind is Kind.LAST)
        grain = {Unit.MONTH: Grain.MONTH, Unit.YEAR: Grain.YEAR}.get(unit, Grain.STRETCH)
        return self._build(before, match.last, grain, period, "calendar_unit")

    def _told(self, before: _Before, last: int, offset: int, grain: Grain, rule: str) -> Mention:
        """A day by the one told before; which one that is depends on what it dates."""
        sense = self._sense(before, grain, rule)
        return Mention(first=before.first, last=last, grain=grain, period=None, sense=sense, told=offset, rule=rule)

    def _war(self, before: _Before, last: int) -> Mention | None:
        """ "Since the start of the war": the earliest day that the text has told as a start."""
        starts = [m.period.start for m in self.mentions if m.sense is Sense.SINCE and m.period and m.period.start]
        start = min(starts, default=None)
        at = self.points.skip_leads(last)
        if start is None or self.points.at(at):
            return None
        return self._build(before, last, Grain.DAY, Period(start=start, end=start), "war")

    def _year_after(self, index: int) -> tuple[int, int | None]:
        return self.points.year_after(index)

    def _year_part(self, match: Match[Atom], before: _Before) -> Mention | None:
        last, year = self._year_after(match.last)
        unit = self.points.atom(self.points.skip_links(last), Kind.LAST, Kind.THIS)
        if unit and unit.value.unit is Unit.YEAR and self.published_at:
            last, year = unit.last, self.published_at.year - (unit.value.kind is Kind.LAST)
        first_month, last_month = divmod(match.value.value, 100)
        if year is None:
            reference = self.published_at
            if reference is None:
                return None
            year = reference.year if first_month <= reference.month else reference.year - 1
        return self._build(before, last, Grain.STRETCH, month_days(year, first_month, last_month), "year_part")

    def _counted(self, index: int, before: _Before) -> Mention | None:
        """A number inside a pattern: "three days ago", "the past 24 hours"."""
        number = self.points.number(index)
        if number is None:
            return None
        opened = {m.value.value: m.first for m in self.ends.get(index, ()) if m.value.kind is Kind.COUNT_BEFORE}
        for match in self.points.atoms(number.last):
            if match.value.kind is not Kind.COUNT_AFTER:
                continue
            pattern = self.calendar.counted[match.value.value]
            if pattern.opened and match.value.value not in opened:
                continue
            first = opened.get(match.value.value, index)
            return self._count(pattern.kind, number.value, match, self._look_back(first) if first != index else before)
        for pattern_index, first in opened.items():
            if not self.calendar.counted[pattern_index].closed and self._bare_day_ends(number.last):
                point = Point(last=number.last, day=number.value)
                return self._from_point(point, self._look_back(first), "bare_day")
        return None

    def _bare_day_ends(self, index: int) -> bool:
        """Whether a day's number without a month may end here: "le 28, …", "le 28 à 4 heures", not "le 28 mai"."""
        form = self.points.form(index)
        if self.points.atom(index, Kind.MONTH, Kind.MONTH_SHORT) or self.points.joins_day(index):
            return False
        return not form or not (form[0].isalnum() or form in "'-/%.:") or form in self.calendar.function_words

    def _count(self, kind: str, number: int, match: Match[Atom], before: _Before) -> Mention | None:
        unit = match.value.unit or Unit.DAY
        if kind == "earlier" and unit is Unit.DAY and number <= _MOST_DAYS_EARLIER:
            return self._told(before, match.last, -number, Grain.DAY, "earlier")
        reference = self.published_at
        if reference is None:
            return None
        if kind == "year_opening":
            return self._year_part(match._replace(value=Atom(Kind.YEAR_PART, 100 + number)), before) if number < 12 else None
        if kind == "bare_day":
            return self._from_point(Point(last=match.last, day=number), before, "bare_day")
        if kind == "past":
            mention = self._build(before, match.last, Grain.STRETCH, past_stretch(reference, number, unit), "past")
            return mention and replace(mention, to_now=True)
        period = back_by(reference, number, unit) if kind == "ago" else None
        grain = {Unit.MONTH: Grain.MONTH, Unit.YEAR: Grain.YEAR}.get(unit, Grain.DAY)
        if period is None:
            return never(before.first, kind, last=match.last)
        return self._build(before, match.last, grain, period, kind)

    # --- dates proper

    def _dated(self, index: int, before: _Before) -> Mention | None:
        """A weekday, day, month or year, alone or with a second one that closes a stretch."""
        of_event = before.first in self.ends_event
        alone = before.year_lead or before.since or self._heads_line(index) or of_event
        point = self.points.at(index, bare=before.night, year=alone or before.opener, month=before.month_lead)
        if point is None:
            return None
        closing = self.points.closing(point, opened=before.opener or before.since, night=before.night)
        if closing is not None and (mention := self._stretch(point, closing, before)):
            return mention
        if not point.stands_alone or (point.grain is Grain.YEAR and not (alone or point.marked)):
            return None
        return self._from_point(point, before, "date")

    def _heads_line(self, index: int) -> bool:
        return self.points.opens_line(index)

    def _resolve(self, point: Point) -> Period | None:
        if point.day is not None and point.month is not None and point.years_back is None:
            point = replace(point, year=point.year or self.points.years.get((point.month, point.day)))
        return resolve_point(
            point, self.published_at, self.line_year or (None if self.published_at else self.text_year)
        )

    def _from_point(self, point: Point, before: _Before, rule: str) -> Mention | None:
        if point.coming or before.coming:
            return None
        if before.previous:
            point = replace(point, previous=True)
        period = self._resolve(point)
        if period and period.start and point.grain is Grain.DAY and (before.night or before.night_before):
            evening = period.start - timedelta(days=before.night_before)
            period = Period(start=evening, end=evening + timedelta(days=1))
        mention = self._build(before, point.last, point.grain, period, rule)
        return mention and replace(mention, explicit=point.explicit)

    def _stretch(self, opening: Point, closing: Point, before: _Before) -> Mention | None:
        end = self._resolve(closing)
        if end is None or end.end is None:
            return None
        start = resolve_point(opening.completed(closing, end), end.end, None)
        if start is None or start.start is None or start.start > end.end:
            return None
        grain = Grain.STRETCH
        mention = self._build(before, closing.last, grain, Period(start=start.start, end=end.end), "stretch")
        return mention and replace(mention, explicit=closing.explicit)

    def _build(self, before: _Before, last: int, grain: Grain, period: Period | None, rule: str) -> Mention | None:
        if period is None:
            return None
        sense = self._sense(before, grain, rule)
        if (before.season and grain is Grain.YEAR) or (sense is Sense.SINCE and before.later):
            # "Since late December" does not tell the day it began, nor "the spring of 2022" its months.
            return never(before.first, "unclear", last=last)
        within = cut(period, self.published_at)
        if within is None:
            return None
        heads = self._heads_line(before.first) and bool(_HEAD_CLOSES.match(self.document.folded, self._end(last)))
        since = self.open_since if self._since_reaches(before.first) and grain is not Grain.STRETCH else None
        return Mention(
            first=before.first,
            last=last,
            grain=grain,
            period=within,
            sense=sense,
            heads_line=heads,
            since=None if before.since else since,
            by=before.by,
            rule=rule,
        )

    def _since_reaches(self, index: int) -> bool:
        return self.open_since is not None and index - self.open_since <= _SINCE_REACH

    def _end(self, last: int) -> int:
        return self.document.tokens[last - 1].end

    def _sense(self, before: _Before, grain: Grain, rule: str) -> Sense:
        if before.since and rule not in ("past", "day_long", "stretch"):
            return Sense.SINCE
        if before.until and grain is Grain.DAY and rule != "stretch":
            return Sense.UNTIL
        return Sense.ON


def never(first: int, rule: str, *, last: int | None = None) -> Mention:
    """A mention of a time that is no date."""
    last = first + 1 if last is None else last
    return Mention(first=first, last=last, grain=Grain.NONE, period=None, sense=Sense.NEVER, rule=rule)
