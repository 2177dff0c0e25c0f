"""A point of the calendar as a text states it (a weekday, a day, a month, a year), and the days it means."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum, auto

from extractors.dates.calendar.days import calendar_unit, make_day, month_days, weekday_before
from extractors.dates.calendar.names import Unit
from extractors.models import Period


class Grain(Enum):
    """How exact a mention is."""

    DAY = auto()
    STRETCH = auto()
    MONTH = auto()
    YEAR = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What a date states of itself; `first_day` opens a stretch of days in one month ("8 et 9 janvier")."""

    last: int
    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    first_day: int | None = None
    previous: bool = False
    coming: bool = False
    week_before: bool = False
    years_back: int | None = None  # "June last year"
    marked: bool = False  # a year that its place shows to be one: in brackets, before an event's word

    @property
    def grain(self) -> Grain:
        """The smallest part that is stated."""
        if self.first_day is not None:
            return Grain.STRETCH
        if self.weekday is not None or self.day is not None:
            return Grain.DAY
        return Grain.MONTH if self.month is not None else Grain.YEAR

    @property
    def explicit(self) -> bool:
        """Whether day, month and year are all stated."""
        return self.day is not None and self.month is not None and self.year is not None

    @property
    def stands_alone(self) -> bool:
        """Whether it means something without a second point that closes a stretch."""
        return self.day is None or self.month is not None or self.weekday is not None

    def completed(self, closing: Point, end: Period) -> Point:
        """The opening of a stretch with what only its closing states: "du 26 au 30 janvier"."""
        if self.day is not None and self.month is None and self.year is None and end.end is not None:
            return replace(self, weekday=None) if self.weekday is None else self
        if self.month is not None and self.day is None and self.year is None and closing.year is not None:
            return replace(self, year=closing.year)
        return self


def resolve_point(point: Point, reference: date | None, year: int | None) -> Period | None:
    """The days a point means: past ones, near the reference; `year` is the one that the text is about."""
    if point.coming:
        return None
    if point.years_back is not None and reference is not None:
        point = replace(point, year=reference.year - point.years_back)
    if point.day is not None and point.month is not None:
        return _resolve_day(point, reference, year)
    if point.weekday is not None:
        return _resolve_weekday(point, reference)
    if point.day is not None:
        return _from_day(_one_day(_day_before(point.day, reference)), point.first_day)
    if point.month is not None:
        inferred = _year_of_month(point, reference)
        known = point.year or (min(year, inferred) if year and inferred else year or inferred)
        return month_days(known, point.month) if known else None
    return month_days(point.year, 1, 12) if point.year else None


def _one_day(day: date | None) -> Period | None:
    return Period(start=day, end=day) if day else None


def _from_day(period: Period | None, first_day: int | None) -> Period | None:
    """The day, with the days of its month before it from the first one on."""
    if first_day is None or period is None or period.end is None:
        return period
    return Period(start=period.end.replace(day=first_day), end=period.end)


def _resolve_day(point: Point, reference: date | None, year: int | None) -> Period | None:
    if point.day is None or point.month is None:
        return None
    known = point.year or year
    day = make_day(known, point.month, point.day) if known else None
    if day and reference and day > reference and point.year is None:
        day = None
    if day is None and reference is not None and point.year is None:
        near = (make_day(reference.year - back, point.month, point.day) for back in range(5))
        past = [d for d in near if d and (d < reference or (d == reference and not point.previous))]
        day = max(past, default=None)
    if day is None:
        return None
    if point.weekday not in (None, day.weekday()) and point.year is None and reference is not None:
        # A slip of the pen in the month ("ce lundi 3 janvier", in February): the weekday is right more often.
        return _one_day(weekday_before(point.weekday or 0, reference))
    if point.first_day is None:
        return _one_day(day)
    start = day.replace(day=1) - timedelta(days=1) if point.first_day > point.day else day
    opening = make_day(start.year, start.month, point.first_day)
    return Period(start=opening, end=day) if opening else None


def _resolve_weekday(point: Point, reference: date | None) -> Period | None:
    if reference is None or point.weekday is None:
        return None
    if point.week_before:
        week = calendar_unit(Unit.WEEK, reference, before=True)
        return _one_day(week.start + timedelta(days=point.weekday)) if week and week.start else None
    if point.day is not None:
        day = _day_before(point.day, reference)
        while day and day.weekday() != point.weekday:
            if reference - day > timedelta(days=70):
                return None
            day = _day_before(point.day, day - timedelta(days=1))
        return _one_day(day)
    return _one_day(weekday_before(point.weekday, reference, strictly=point.previous))


def _day_before(number: int, reference: date | None) -> date | None:
    """The latest day with this number in its month up to the reference."""
    if reference is None:
        return None
    month = reference.replace(day=1)
    for _ in range(3):
        day = make_day(month.year, month.month, number)
        if day and day <= reference:
            return day
        month = (month - timedelta(days=1)).replace(day=1)
    return None


def _year_of_month(point: Point, reference: date | None) -> int | None:
    if reference is None or point.month is None:
        return None
    this_year = point.month < reference.month or (point.month == reference.month and not point.previous)
    return reference.year if this_year else reference.year - 1
