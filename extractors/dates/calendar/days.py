"""Arithmetic of days: what a calendar expression means once its reference is known."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from extractors.dates.calendar.names import Unit
from extractors.models import Period

FIRST_YEAR, LAST_YEAR = 1500, 2099
_HOURS_OF_DAY = 6  # "three hours ago" is of the same day
_MOST_UNITS = 400  # "3,000 years ago" is no date


def make_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none such."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def month_days(year: int, first: int, last: int | None = None) -> Period:
    """The days of a month, or of the months from the first to the last."""
    last = last or first
    return Period(start=date(year, first, 1), end=date(year, last, monthrange(year, last)[1]))


def weekday_before(weekday: int, reference: date, *, strictly: bool = False) -> date:
    """The latest such weekday up to the reference; `strictly` leaves the reference itself out."""
    back = (reference.weekday() - weekday) % 7
    return reference - timedelta(days=back or (7 if strictly else 0))


def back_by(reference: date, number: int, unit: Unit) -> Period | None:
    """The day, month or year that lies so many units before the reference; "two weeks ago" names none of these."""
    if number > _MOST_UNITS:
        return None
    if unit is Unit.HOUR and number % 24 > _HOURS_OF_DAY:
        return None  # "fourteen hours ago" may be the day before
    if unit in (Unit.HOUR, Unit.DAY):
        day = reference - timedelta(days=number // 24 if unit is Unit.HOUR else number)
        return Period(start=day, end=day)
    if unit is Unit.MONTH:
        months = reference.year * 12 + reference.month - 1 - number
        return month_days(months // 12, months % 12 + 1)
    if unit is Unit.YEAR:
        return calendar_unit(Unit.YEAR, date(reference.year - number, 1, 1))
    return None


def past_stretch(reference: date, number: int, unit: Unit) -> Period | None:
    """The stretch of so many units up to the reference; a week is the seven days that end with it."""
    if number > _MOST_UNITS:
        return None
    days = {Unit.HOUR: -(-number // 24), Unit.DAY: number, Unit.WEEK: 7 * number - 1}.get(unit)
    if days is not None:
        return Period(start=reference - timedelta(days=days), end=reference)
    if unit is Unit.WEEKEND:
        return calendar_unit(unit, reference)
    months = reference.year * 12 + reference.month - 1 - number * (12 if unit is Unit.YEAR else 1)
    year, month = months // 12, months % 12 + 1
    start = date(year, month, min(reference.day, monthrange(year, month)[1]))
    return Period(start=start, end=reference)


def calendar_unit(unit: Unit, reference: date, *, before: bool = False) -> Period | None:
    """The week, weekend, month or year that holds the reference, or the one before it."""
    if unit is Unit.WEEK:
        monday = reference - timedelta(days=reference.weekday() + (7 if before else 0))
        return Period(start=monday, end=monday + timedelta(days=6))
    if unit is Unit.WEEKEND:
        # The weekend under way, else the one that is over: reports look back.
        saturday = weekday_before(5, reference)
        if before and reference.weekday() >= 5:
            saturday -= timedelta(days=7)
        return Period(start=saturday, end=saturday + timedelta(days=1))
    if unit is Unit.MONTH:
        months = reference.year * 12 + reference.month - 1 - before
        return month_days(months // 12, months % 12 + 1)
    if unit is Unit.YEAR:
        return month_days(reference.year - before, 1, 12)
    return None


def easter(year: int, *, orthodox: bool = False) -> date:
    """Easter Sunday, by the rules of Meeus."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    if orthodox:
        moon = (19 * golden + 15) % 30
        month, day = divmod(moon + (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7 + 114, 31)
        return date(year, month, day + 1) + timedelta(days=century - century // 4 - 2)
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    month, day = divmod(moon + week - 7 * ((golden + 11 * moon + 22 * week) // 451) + 114, 31)
    return date(year, month, day + 1)


def cut(period: Period, limit: date | None) -> Period | None:
    """The period without what lies after the limit; None where nothing is left."""
    if limit is None or period.end is None or period.end <= limit:
        return period
    if period.start is not None and period.start > limit:
        return None
    return Period(start=period.start, end=limit)
