"""Tokens → points of the calendar, in all the orders that dates are written in."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from extractors.dates.calendar.days import FIRST_YEAR, LAST_YEAR, make_day
from extractors.dates.calendar.names import Atom, Calendar, Kind, Unit
from extractors.dates.calendar.points import Grain, Point
from extractors.lexicon import Match
from extractors.text import Document, Token


class Number(NamedTuple):
    """A small number in digits or in a word, and the token after it."""

    value: int
    last: int


_DAY = re.compile(r"\d{1,2}")
_NUMERIC = re.compile(
    r"(?P<y1>\d{4})(?P<s1>[-./]) ?(?P<m1>\d{1,2})(?P=s1) ?(?P<d1>\d{1,2})(?!\d)"
    r"|(?P<a>\d{1,2})(?P<s2>[-./])(?P<b>\d{1,2})(?P=s2)(?P<y2>\d{4}|\d{2})(?!\d)"
)
_SHORT_NUMERIC = re.compile(r"(?P<a>\d{1,2})\. ?(?P<b>\d{1,2})\.(?!\d)")
_MOST_DAYS = 6
_MOST_SMALL_WORDS = 3
_MARGIN = 12  # characters of bullets and spaces before the first word of a line


class PointReader:
    """Reads points at token positions; the calendar's words at each position are looked up once."""

    def __init__(self, document: Document, calendar: Calendar, counts: frozenset[int], *, stamped: bool) -> None:
        self.document = document
        self.tokens = document.tokens
        self.calendar = calendar
        self.counts = counts
        self.stamped = stamped
        self._atoms: dict[int, list[Match[Atom]]] = {}

    def atoms(self, index: int) -> list[Match[Atom]]:
        """The calendar words and phrases that begin at the token, longest first."""
        if index >= len(self.tokens):
            return []
        found = self._atoms.get(index)
        if found is None:
            found = self._atoms[index] = self.calendar.lexicon.at(self.tokens, index)
        return found

    def atom(self, index: int, *kinds: Kind) -> Match[Atom] | None:
        """The longest word of these kinds that begins at the token."""
        return next((match for match in self.atoms(index) if match.value.kind in kinds), None)

    def form(self, index: int) -> str:
        """The folded token, empty behind the text."""
        return self.tokens[index].form if index < len(self.tokens) else ""

    def glued(self, index: int) -> Token | None:
        """The token, if nothing stands between it and the one before it."""
        if 0 < index < len(self.tokens) and self.tokens[index - 1].end == self.tokens[index].start:
            return self.tokens[index]
        return None

    def _skip(self, index: int, *kinds: Kind) -> int:
        """The index after up to a few small words of these kinds."""
        for _ in range(_MOST_SMALL_WORDS):
            match = self.atom(index, *kinds)
            if match is None:
                break
            index = match.last
        return index

    def skip_links(self, index: int) -> int:
        """The index after the small words that may stand inside a date."""
        return self._skip(index, Kind.LINK)

    def unit_after(self, index: int) -> Match[Atom] | None:
        """A calendar unit that follows at once or through a small word: "last year", "de l'année dernière"."""
        starts = [index, *(match.last for match in self.atoms(index) if match.value.kind is Kind.LINK)]
        return next((unit for at in starts if (unit := self.atom(at, Kind.LAST, Kind.THIS))), None)

    def skip_leads(self, index: int) -> int:
        """The index after a comma and the small words that may stand before a date."""
        at = index + 1 if self.form(index) == "," else index
        return self._skip(at, Kind.DAY_LEAD, Kind.LINK)

    def opens_line(self, index: int) -> bool:
        """Whether no word stands before the token on its line."""
        if index >= len(self.tokens):
            return False
        start = self.tokens[index].start
        margin = self.document.text[max(0, start - _MARGIN) : start]
        line = margin.rpartition("\n")
        return (bool(line[1]) or start <= _MARGIN) and not any(c.isalnum() for c in line[2])

    # --- numbers

    def number(self, index: int) -> Number | None:
        """A number that counts units: digits without separators, or a number word."""
        if index in self.counts or index >= len(self.tokens):
            return None
        form = self.form(index)
        if form.isdigit():
            return Number(int(form), index + 1) if len(form) <= 3 and not self._goes_on(index) else None
        match = self.atom(index, Kind.NUMBER)
        return Number(match.value.value, match.last) if match else None

    def _goes_on(self, index: int) -> bool:
        """Whether more digits follow a separator: "12,000", "9:30", "1.5"."""
        mark, digits = self.glued(index + 1), self.glued(index + 2)
        return bool(mark and digits and mark.form in ",.:'" and digits.form.isdigit())

    def _day(self, index: int) -> Number | None:
        if word := self.atom(index, Kind.DAY_WORD):
            return Number(word.value.value + 1, word.last)
        form = self.form(index)
        if index in self.counts or not _DAY.fullmatch(form) or not 1 <= int(form) <= 31 or self._goes_on(index):
            return None
        last = index + 1
        glued = self.glued(last)
        suffix = self.atom(last, Kind.DAY_SUFFIX) if glued else None
        if glued and glued.is_word and suffix is None:
            return None
        return Number(int(form), suffix.last if suffix else last)

    def ends_bare_day(self, index: int) -> bool:
        """Whether a day's number without a month may end here: "le 28, …", "le 28 à 4 heures", not "le 28 mai"."""
        form = self.form(index)
        after = self._next_day(index)
        if self.atom(index, Kind.MONTH, Kind.MONTH_SHORT) or (after != index and self._day(after)):
            return False
        if form == ".":
            return self.glued(index + 1) is None
        return not form or not (form[0].isalnum() or form in "'-/%:") or form in self.calendar.function_words

    def _year(self, index: int) -> Number | None:
        form = self.form(index)
        if index in self.counts or not form.isdigit() or self._goes_on(index):
            return None
        last = index + 1
        suffix = self.atom(last, Kind.YEAR_SUFFIX)
        glued = self.glued(last)
        if len(form) == 4 and FIRST_YEAR <= int(form) <= LAST_YEAR:
            if glued and glued.is_word and not suffix:
                return None
            return Number(int(form), suffix.last if suffix else last)
        if self.stamped and len(form) == 2 and not (glued and glued.form in ":./"):
            return Number(int(form) + (1900 if int(form) > 50 else 2000), last)
        return None

    def year_after(self, index: int) -> tuple[int, int | None]:
        """The year that follows, through a comma or a small word, with the token after it."""
        at = index + 1 if self.form(index) == "," else index
        at = self._skip(at, Kind.LINK)
        year = self._year(at)
        return (year.last, year.value) if year else (index, None)

    # --- points

    def at(self, index: int, *, bare: bool = False, year: bool = False, month: bool = False) -> Point | None:
        """The point that begins at the token; `bare`, `year` and `month` allow what small words before it allow."""
        form = self.form(index)
        if form.isdigit():
            point = self._numeric(index) or self._year_first(index) or self._day_first(index)
            point = point or self._month_first(index, allowed=month)  # "3월 31일"
            return point or (self._bare_day(index) if bare else None) or self._year_alone(index, allowed=year)
        if not self.atoms(index):
            return None
        in_words = self._day_first(index) if self.atom(index, Kind.DAY_WORD) else None
        return in_words or self._weekday(index) or self._month_first(index, allowed=month)

    def _weekday(self, index: int) -> Point | None:
        match = self.atom(index, Kind.WEEKDAY, Kind.WEEKDAY_SHORT)
        if match is None:
            return None
        short = match.value.kind is Kind.WEEKDAY_SHORT
        last = match.last + 1 if short and self.form(match.last) == "." else match.last
        at = self._skip(last, Kind.DAY_PART)
        at = self._skip(at + (self.form(at) in (",", "(")), Kind.LINK)  # "Sonntag, dem 5. Januar", "Sunday (5 January)"
        date_after = self._dated_after(at)
        if date_after:
            return replace(date_after, weekday=match.value.value if date_after.first_day is None else None)
        if short:
            return None
        point = Point(last=last, weekday=match.value.value)
        day = self._day(last)
        if day and (not self.form(day.last).isalpha() or self.form(day.last) in self.calendar.function_words):
            return replace(point, last=day.last, day=day.value)
        return self._modified(point)

    def _dated_after(self, index: int) -> Point | None:
        if self.form(index).isdigit() or self.atom(index, Kind.DAY_WORD):
            return self._numeric(index) or self._day_first(index)
        point = self._month_first(index, allowed=False)
        return point if point and point.day is not None else None

    def _modified(self, point: Point) -> Point:
        """The weekday or month with "last", "next" or "of last week" after it."""
        last = self._skip(point.last, Kind.DAY_PART)
        unit = self.unit_after(last)
        if unit and unit.value.unit is Unit.YEAR and point.month is not None:
            return replace(point, last=unit.last, years_back=int(unit.value.kind is Kind.LAST))
        if unit and unit.value == Atom(Kind.LAST, 1, Unit.WEEK) and point.weekday is not None:
            return replace(point, last=unit.last, week_before=True)
        if previous := self.atom(last, Kind.PREVIOUS):
            return replace(point, last=previous.last, previous=True)
        if coming := self.atom(last, Kind.COMING):
            return replace(point, last=coming.last, coming=True)
        return replace(point, last=last)

    def _day_first(self, index: int) -> Point | None:
        """ "7 octobre 2023", "8, 9 et 10 janvier", "13-15 December", "dimanche 26 et jeudi 30 janvier"."""
        days: list[int] = []
        at = index
        for _ in range(_MOST_DAYS):
            day = self._day(at)
            if day is None:
                return None
            days.append(day.value)
            hyphen = self.glued(day.last)
            month_at = day.last + 1 if hyphen and hyphen.form == "-" else self._skip(day.last, Kind.LINK)
            month = self.atom(month_at, Kind.MONTH, Kind.MONTH_SHORT)
            if month and not self._starts_own_date(month):
                return self._month_year(month, day=days[-1], first_day=days[0] if len(days) > 1 else None)
            at = self._next_day(day.last)
            if at == day.last:
                return None
        return None

    def _starts_own_date(self, month: Match[Atom]) -> bool:
        """Whether the month opens a line and a date of its own: a headline's number stands above it."""
        tokens = self.tokens
        gap = self.document.text[tokens[month.first - 1].end : tokens[month.first].start]
        return "\n" in gap and self._day(month.last) is not None

    def _next_day(self, index: int) -> int:
        """Where the next day of a list begins, or the same index where the list ends."""
        join = self.atom(index, Kind.THROUGH, Kind.TOGETHER)
        at = index + 1 if self.form(index) == "," else join.last if join else index
        if at == index:
            return index
        at = self._skip(at, Kind.DAY_LEAD, Kind.LINK)
        weekday = self.atom(at, Kind.WEEKDAY)
        return weekday.last if weekday else at

    def _month_year(self, month: Match[Atom], *, day: int | None, first_day: int | None = None) -> Point:
        last = month.last
        if month.value.kind is Kind.MONTH_SHORT and self.form(last) == ".":
            last += 1
        last, year = self.year_after(last)
        point = Point(last=last, day=day, month=month.value.value + 1, year=year, first_day=first_day)
        return self._modified(point) if year is None and day is not None else point

    def _month_first(self, index: int, *, allowed: bool) -> Point | None:
        """ "January 12, 2025", "Jan. 13-15", "décembre 2024", "December"; short names want a number or a lead."""
        month = self.atom(index, Kind.MONTH, Kind.MONTH_SHORT)
        if month is None:
            return None
        short = month.value.kind is Kind.MONTH_SHORT
        last = month.last + 1 if short and self.form(month.last) == "." else month.last
        days, at = self._days_after(last)
        if days and not (self._month_alone(index) and self._counts_on(at)):
            after, year = self.year_after(at)
            first_day = days[0] if len(days) > 1 else None
            return Point(last=after, day=days[-1], month=month.value.value + 1, year=year, first_day=first_day)
        point = self._month_year(month, day=None)
        if point.year is None and short and not (allowed and self.document.capitalised(self.tokens[index])):
            return None
        return point if point.year else self._modified(point)

    def _counts_on(self, index: int) -> bool:
        """Whether a noun follows, which the number before it counts."""
        form = self.form(index)
        return form[:1].isalpha() and form not in self.calendar.function_words

    def _month_alone(self, index: int) -> bool:
        """Whether a number after the month is no day: "in May 12 people died"."""
        return index > 0 and any(m.last == index for m in self.atoms(index - 1) if m.value.kind is Kind.MONTH_ALONE)

    def _days_after(self, index: int) -> tuple[list[int], int]:
        days: list[int] = []
        at = self._skip(index, Kind.LINK) if not self.form(index).isdigit() else index
        for _ in range(_MOST_DAYS):
            day = self._day(at)
            if day is None:
                break
            days.append(day.value)
            index = day.last
            join = self.atom(index, Kind.THROUGH, Kind.TOGETHER)
            if join is None or self.atom(self._skip(join.last + 1, Kind.LINK), Kind.MONTH, Kind.MONTH_SHORT):
                break
            at = join.last
        return days, index

    def _year_first(self, index: int) -> Point | None:
        """ "2024년 12월 19일", "2024 December 19"."""
        year = self._year(index) if len(self.form(index)) == 4 else None
        month = self.atom(self._skip(year.last, Kind.LINK), Kind.MONTH) if year else None
        if year is None or month is None:
            return None
        days, last = self._days_after(month.last)
        if not days:
            return Point(last=month.last, month=month.value.value + 1, year=year.value)
        first_day = days[0] if len(days) > 1 else None
        return Point(last=last, day=days[-1], month=month.value.value + 1, year=year.value, first_day=first_day)

    def _bare_day(self, index: int) -> Point | None:
        day = self._day(index)
        return Point(last=day.last, day=day.value) if day else None

    def _year_alone(self, index: int, *, allowed: bool) -> Point | None:
        year = self._year(index) if len(self.form(index)) == 4 else None
        if year is None:
            return None
        after = self.form(year.last)
        bracketed = index > 0 and self.form(index - 1) == "(" and after in (")", ",")
        spanning = after in ("-", "–") and bool(self.glued(year.last)) and len(self.form(year.last + 1)) == 4
        heading = self.opens_line(index) and after in (":", "–", "—")
        of_event = self.atom(year.last, Kind.EVENT) is not None  # "the 1999 earthquake"
        suffixed = year.last > index + 1  # "1939 року"
        marked = bracketed or spanning or heading or of_event or suffixed
        return Point(last=year.last, year=year.value, marked=marked) if allowed or marked else None

    def _numeric(self, index: int) -> Point | None:
        """ "19/12/2024", "2024-12-19", "02.01.2026", and "19.12." where the pack says so."""
        start = self.tokens[index].start
        match = _NUMERIC.match(self.document.folded, start)
        if match:
            if match["y1"]:
                year, month, day = int(match["y1"]), int(match["m1"]), int(match["d1"])
            elif len(match["y2"]) == 4 or match["s2"] != "-":
                year = int(match["y2"]) + (2000 if len(match["y2"]) == 2 else 0)
                day, month = self._ordered(int(match["a"]), int(match["b"]))
            else:
                return None
        elif self.calendar.short_numeric and (match := _SHORT_NUMERIC.match(self.document.folded, start)):
            year, (day, month) = None, self._ordered(int(match["a"]), int(match["b"]))
        else:
            return None
        if make_day(year or 2000, month, day) is None:
            return None
        return Point(last=self.document.token_at(match.end()), day=day, month=month, year=year)

    def _ordered(self, first: int, second: int) -> tuple[int, int]:
        """Day and month in the pack's order, unless only the other order is a date."""
        day_first = self.calendar.numeric_order == "dmy"
        day, month = (first, second) if day_first else (second, first)
        return (month, day) if month > 12 >= day else (day, month)

    # --- stretches

    def closing(self, opening: Point, *, opened: bool, night: bool) -> Point | None:
        """The second point of a stretch: "to Friday", "et février", "au 30 janvier"."""
        at = self._skip(opening.last, Kind.DAY_PART)
        at = at + 1 if opened and self.form(at) == "," else at
        join = self.atom(at, Kind.THROUGH, Kind.TOGETHER)
        if join is None or opening.coming:
            return None
        at = self._skip(join.last, Kind.DAY_LEAD, Kind.OPENER, Kind.LINK, Kind.EARLY, Kind.LATER, Kind.PREVIOUS)
        bare = night or (opening.day is not None and opening.month is None and opening.weekday is None)
        bare = bare or (self.calendar.times_behind and opening.day is not None)  # "7. 16.~20."
        grain = opening.grain
        yearly = grain is Grain.YEAR or (grain is Grain.MONTH and opened and opening.year is not None)
        point = self.at(at, bare=bare, year=yearly, month=grain is Grain.MONTH)
        if point is None or point.coming:
            return None
        through = opened and any(m.value.kind is Kind.THROUGH for m in self.atoms(join.first))
        mixed = opened and point.year is not None and {grain, point.grain} == {Grain.YEAR, Grain.MONTH}
        return point if through or mixed or point.grain is grain else None
