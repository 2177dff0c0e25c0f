"""Fixed and counted phrases of time → mentions: "yesterday", "last week", "three days ago", "the past 24 hours"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from extractors.dates.calendar.days import back_by, calendar_unit, easter, month_days, past_stretch
from extractors.dates.calendar.mentions import Before, Mention, MentionBuilder, Sense, never
from extractors.dates.calendar.names import Atom, Kind, Unit
from extractors.dates.calendar.points import Grain, Point
from extractors.lexicon import Match
from extractors.models import Period

_TOLD = {
    Kind.TOLD: (Grain.DAY, "told_day"),
    Kind.TOLD_PERIOD: (Grain.STRETCH, "told_period"),
    Kind.TOLD_PART: (Grain.DAY, "told_part"),
    Kind.TOLD_SINCE: (Grain.DAY, "told_since"),
}
_GRAIN_OF_UNIT = {Unit.MONTH: Grain.MONTH, Unit.YEAR: Grain.YEAR}
_MOST_DAYS_EARLIER = 60
_DAY_LONG = 24  # hours of a pattern without a number of its own: "in 24 hours"

_Reader = Callable[[Match[Atom], Before], Mention | None]
DatePoint = Callable[[Point, Before, str], Mention | None]


class PhraseReader:
    """Reads the phrase that begins at a token; `dated` makes the mention of a plain date inside it."""

    def __init__(self, builder: MentionBuilder, dated: DatePoint) -> None:
        self.builder = builder
        self.points = builder.points
        self.published_at = builder.published_at
        self.dated = dated
        self._readers: Mapping[Kind, _Reader] = {
            Kind.RELATIVE: self._relative,
            Kind.VAGUE: lambda match, before: never(before.first, "vague", last=match.last),
            **dict.fromkeys(_TOLD, self._told),
            Kind.WAR: self._war,
            Kind.NAMED_DAY: self._named_day,
            Kind.HOLIDAY: self._holiday,
            Kind.EASTER: self._feast,
            Kind.PASCHA: self._feast,
            Kind.YEAR_PART: self._year_part,
            Kind.NIGHT: self._night,
            Kind.PAST: self._past,
            Kind.UP_TO: lambda match, before: self._span(before, match, 1),
            Kind.LAST: self._unit,
            Kind.THIS: self._unit,
        }

    def at(self, index: int, before: Before) -> Mention | None:
        """The longest phrase at the token."""
        found = [self._counted(index, before)]
        for match in self.points.atoms(index):
            reader = self._readers.get(match.value.kind)
            found.append(reader(match, before) if reader else None)
        return max((mention for mention in found if mention), key=lambda mention: mention.last, default=None)

    # --- days

    def _relative(self, match: Match[Atom], before: Before) -> Mention | None:
        """A day counted from publication, with the weekday that may stand beside it ("hier dimanche")."""
        if self.published_at is None or match.value.value > 0:
            return None
        day = self.published_at + timedelta(days=match.value.value)
        last = match.last
        if closing := self._closed_relative(day, last):
            return self.builder.build(before, closing[0], Grain.STRETCH, Period(start=day, end=closing[1]), "stretch")
        after = self.points.at(last + 1 if self.points.form(last) == "," else last)
        if after and after.explicit:
            return self.dated(after, before, "date")
        if after and after.weekday is not None and self.points.form(last) != ",":
            last = after.last
        return self.builder.build(before, last, Grain.DAY, Period(start=day, end=day), "relative_day")

    def _closed_relative(self, day: date, index: int) -> tuple[int, date] | None:
        """The day that closes a stretch from a relative day: "yesterday and today"."""
        join = self.points.atom(index, Kind.THROUGH, Kind.TOGETHER)
        match = self.points.atom(join.last, Kind.RELATIVE) if join else None
        if match is None or match.value.value > 0 or self.published_at is None:
            return None
        other = self.published_at + timedelta(days=match.value.value)
        return (match.last, other) if other > day else None

    def _told(self, match: Match[Atom], before: Before) -> Mention | None:
        if match.value.kind is Kind.TOLD_PART and self.points.at(self.points.skip_leads(match.last)):
            return None  # "le matin du 13 juillet" is that day's
        mention = self.builder.told(before, match.last, match.value.value, *_TOLD[match.value.kind])
        return replace(mention, sense=Sense.SINCE) if match.value.kind is Kind.TOLD_SINCE else mention

    def _named_day(self, match: Match[Atom], before: Before) -> Mention | None:
        day = date.fromordinal(match.value.value)
        return self.builder.build(before, match.last, Grain.DAY, Period(start=day, end=day), "named_day")

    def _holiday(self, match: Match[Atom], before: Before) -> Mention | None:
        if self.points.glued(match.first) and self.points.form(match.first - 1) == "-":
            return None  # "Jean-Noël"
        month, day = divmod(match.value.value, 100)
        last, year = self.points.year_after(match.last)
        return self.dated(Point(last=last, day=day, month=month, year=year), before, "holiday")

    def _feast(self, match: Match[Atom], before: Before) -> Mention | None:
        """A day so far from Easter: that of the year behind it, else the last one."""
        last, year = self.points.year_after(match.last)
        after, limit = timedelta(days=match.value.value), self.published_at
        years = [year] if year else [limit.year, limit.year - 1] if limit else []
        days = [easter(year, orthodox=match.value.kind is Kind.PASCHA) + after for year in years]
        day = next((day for day in days if limit is None or day <= limit), None)
        return self.builder.build(before, last, Grain.DAY, Period(start=day, end=day), "holiday") if day else None

    def _night(self, match: Match[Atom], before: Before) -> Mention | None:
        """The night before publication, unless the words name another."""
        named = self.points.atom(match.first, Kind.NIGHT_OF, Kind.NIGHT_BEFORE)
        after = max(named.last if named else match.last, self.points.skip_links(match.last))
        if self.published_at is None or self.points.at(after, bare=True):
            return None
        night = Period(start=self.published_at - timedelta(days=1), end=self.published_at)
        mention = self.builder.build(before, match.last, Grain.STRETCH, night, "night")
        return mention and replace(mention, from_saying=True)

    # --- stretches

    def _war(self, match: Match[Atom], before: Before) -> Mention | None:
        """ "Since the start of the war": the earliest day that the text has told as a start."""
        start = self.builder.earliest_start
        if start is None or self.points.at(self.points.skip_leads(match.last)):
            return None
        return self.builder.build(before, match.last, Grain.DAY, Period(start=start, end=start), "war")

    def _unit(self, match: Match[Atom], before: Before) -> Mention | None:
        unit = match.value.unit
        if unit in (None, Unit.HOUR, Unit.DAY) or self.published_at is None:
            return None
        period = calendar_unit(unit, self.published_at, before=match.value.kind is Kind.LAST)
        return self.builder.build(before, match.last, _GRAIN_OF_UNIT.get(unit, Grain.STRETCH), period, "calendar_unit")

    def _past(self, match: Match[Atom], before: Before) -> Mention | None:
        unit = match.value.unit or Unit.HOUR
        hours = unit is Unit.HOUR
        return self._up_to_now(before, match.last, _DAY_LONG if hours else 1, unit, "day_long" if hours else "past")

    def _up_to_now(self, before: Before, last: int, number: int, unit: Unit, rule: str) -> Mention | None:
        if self.published_at is None:
            return None
        stretch = past_stretch(self.published_at, number, unit)
        mention = self.builder.build(before, last, Grain.STRETCH, stretch, rule)
        return mention and replace(mention, to_now=True)

    def _span(self, before: Before, match: Match[Atom], number: int) -> Mention | None:
        """So many units up to a day: "the 24 hours to Wednesday morning", "the week ending June 14"."""
        point = self.points.at(self.points.skip_leads(match.last))
        mention = self.dated(point, before, "span") if point and point.stands_alone else None
        end = mention.period.end if mention and mention.period else None
        stretch = past_stretch(end, number, match.value.unit or Unit.DAY) if end else None
        return replace(mention, period=stretch, grain=Grain.STRETCH) if mention and stretch else None

    def _year_part(self, match: Match[Atom], before: Before) -> Mention | None:
        first_month, last_month = divmod(match.value.value, 100)
        return self._months(before, match.last, first_month, last_month)

    def _months(self, before: Before, index: int, first_month: int, last_month: int) -> Mention | None:
        """The months of the year that follows, of last year, or of the latest year in which they began."""
        last, year = self.points.year_after(index)
        unit = self.points.unit_after(last)
        now = self.published_at
        if now and year is None and unit and unit.value.unit is Unit.YEAR:
            last, year = unit.last, now.year - (unit.value.kind is Kind.LAST)
        if now and year is None:
            year = now.year if first_month <= now.month else now.year - 1
        period = month_days(year, first_month, last_month) if year else None
        return self.builder.build(before, last, Grain.STRETCH, period, "year_part")

    # --- phrases around a number

    def _counted(self, index: int, before: Before) -> Mention | None:
        number = self.points.number(index)
        if number is None:
            return None
        patterns = self.points.calendar.counted
        starts = self.builder.ends.get(index, ())
        opened = {m.value.value: m.first for m in starts if m.value.kind is Kind.COUNT_BEFORE}
        for match in self.points.atoms(number.last):
            at = match.value.value
            if match.value.kind is Kind.COUNT_AFTER and (at in opened or not patterns[at].opened):
                around = self.builder.look_back(opened[at]) if at in opened else before
                if found := self._count(patterns[at].kind, number.value, match, around):
                    return found
        for at, first in opened.items():
            if not patterns[at].closed and self.points.ends_bare_day(number.last):
                point = Point(last=number.last, day=number.value)
                return self.dated(point, self.builder.look_back(first), "bare_day")
        return None

    def _first_day(self, before: Before, day: int) -> tuple[int | None, Before]:
        """The first of several days whose number stands before this one's: "14∼15일"."""
        at = before.first
        if at < 2 or self.points.atom(at - 1, Kind.THROUGH, Kind.TOGETHER) is None:
            return None, before
        number = self.points.number(at - 2)
        if number is None or number.last != at - 1 or not 0 < number.value < day:
            return None, before
        return number.value, self.builder.look_back(at - 2)

    def _count(self, kind: str, number: int, match: Match[Atom], before: Before) -> Mention | None:
        unit = match.value.unit or Unit.DAY
        if kind == "past":
            return self._up_to_now(before, match.last, number, unit, kind)
        if kind == "up_to":
            return self._span(before, match, number)
        if kind == "bare_day":
            first_day, before = self._first_day(before, number)
            return self.dated(Point(last=match.last, day=number, first_day=first_day), before, kind)
        if kind == "year_opening":
            return self._months(before, match.last, 1, min(number, 12))
        if kind in ("earlier", "after") and unit is Unit.DAY and number <= _MOST_DAYS_EARLIER:
            return self.builder.told(before, match.last, -number, Grain.DAY, kind)
        period = back_by(self.published_at, number, unit) if kind == "ago" and self.published_at else None
        if period is None:
            return never(before.first, kind, last=match.last)
        return self.builder.build(before, match.last, _GRAIN_OF_UNIT.get(unit, Grain.DAY), period, kind)
