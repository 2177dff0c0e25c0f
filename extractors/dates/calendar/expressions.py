"""Text → the days, months, years and stretches it mentions, each with its meaning in the calendar."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from extractors.dates.calendar.mentions import Before, Mention, MentionBuilder, Sense, never
from extractors.dates.calendar.names import CUES, MODIFIERS, Atom, Kind, calendar_of
from extractors.dates.calendar.phrases import PhraseReader
from extractors.dates.calendar.points import Grain, Point, resolve_point
from extractors.dates.calendar.writing import PointReader
from extractors.languages.schema import Language
from extractors.lexicon import Match
from extractors.models import Period
from extractors.text import Document

_ASIDE = 3  # tokens behind words that date nothing in which an event's word tells nothing either
_KNOWN_YEARS = range(1000, 9000)  # a day of publication outside them resolves nothing


@dataclass(frozen=True, slots=True)
class Reading:
    """The mentions of a document, and the words beside which a date means this or that."""

    mentions: tuple[Mention, ...]
    cues: tuple[Match[Atom], ...]
    aside: frozenset[int] = frozenset()  # tokens behind words that date nothing: "the day after the attack"


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
    known = published_at if published_at and published_at.year in _KNOWN_YEARS else None
    points = PointReader(document, calendar_of(language), counts, stamped=stamped)
    reader = _Reader(points, known)
    reading = reader.read(first, len(document.tokens) if last is None else last)
    if known or reader.first_year is None:
        return reading
    again = _Reader(points, known)  # without a day of publication, the first year told is that of the days before it
    again.text_year = reader.first_year
    return again.read(first, len(document.tokens) if last is None else last)


class _Reader:
    """One pass over the tokens, which remembers the years that the text has told."""

    def __init__(self, points: PointReader, published_at: date | None) -> None:
        self.points = points
        self.document = points.document
        self.published_at = published_at
        self.builder = MentionBuilder(points, published_at)
        self.phrases = PhraseReader(self.builder, self._from_point)
        self.sentence_year: int | None = None  # told alone: "In 2009, …, on 28 September"
        self.line_year: int | None = None  # at the head of the entry: "2004: …"
        self.text_year: int | None = None  # of the latest full date
        self.first_year: int | None = None
        self.years: dict[tuple[int, int], int] = {}  # of full dates: month and day
        self.ends_event: set[int] = set()
        self.aside: set[int] = set()
        self.mentions: list[Mention] = []
        self.cues: list[Match[Atom]] = []

    def read(self, first: int, last: int) -> Reading:
        index = first
        while index < last:
            self._enter(index)
            atoms = self.points.atoms(index)
            for match in atoms:
                if match.value.kind in MODIFIERS:
                    self.builder.ends.setdefault(match.last, []).append(match)
            skipped = next((m.last for m in atoms if m.value.kind is Kind.NOT_DATE), index)
            if skipped > index:
                self.aside.update(range(skipped, skipped + _ASIDE))
            telling = skipped == index and (atoms or self.points.form(index).isdigit())
            mention = self._mention_at(index) if telling else None
            self._note_cues(atoms)
            if mention and mention.last <= last:
                self._add(mention)
                for token in range(index + 1, mention.last):
                    self._note_cues(self.points.atoms(token))
                index = mention.last
                continue
            if any(m.value.kind is Kind.SINCE for m in atoms):
                self.builder.open_since = index
            index = max(index + 1, skipped)
        self._close_since()
        mentions = sorted(self.mentions, key=lambda m: m.first)
        return Reading(tuple(mentions), tuple(self.cues), frozenset(self.aside))

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
            self.sentence_year = None

    def _close_since(self) -> None:
        """ "Since" without a date in its sentence: a running total whose start is not told."""
        if self.builder.open_since is not None:
            self.mentions.append(never(self.builder.open_since, "since_untold"))
            self.builder.open_since = None

    def _add(self, mention: Mention) -> None:
        before = self.mentions[-1] if self.mentions else None
        if before and mention.sense is Sense.UNTIL and mention.first - before.last <= 1 and self._starts(before):
            # "Since 18 March until today"
            self.mentions[-1] = replace(before, last=mention.last, sense=Sense.SINCE)
        elif before and mention.first == before.last and before.sense is Sense.SINCE and mention.told == 0:
            self.mentions[-1] = replace(before, last=mention.last)  # "24일부터 이날까지"
        elif before and self._closes(before, mention):
            self.mentions[-1] = self._whole(before, mention)
        elif before and self._refines(before, mention):
            sense = mention.sense if before.sense is Sense.ON else before.sense
            self.mentions[-1] = replace(mention, first=before.first, sense=sense)
        else:
            self.mentions.append(mention)
        day = mention.period.end if mention.period else None
        if day and mention.explicit:
            self.text_year = day.year
            self.first_year = self.first_year or day.year
            self.years[day.month, day.day] = day.year
        if day and mention.grain is Grain.YEAR and mention.sense is Sense.ON:
            self.sentence_year = day.year
        if day and mention.heads_line:
            self.line_year = day.year
        opened = self.builder.open_since
        if mention.since is not None or (opened is not None and mention.first <= opened):
            self.builder.open_since = None

    def _starts(self, mention: Mention) -> bool:
        """Whether the mention tells where a stretch begins: "since 18 March", "from 18 March"."""
        opened = mention.sense is Sense.ON and self.points.atom(mention.first, Kind.OPENER) is not None
        return opened or mention.sense is Sense.SINCE

    def _closes(self, before: Mention, mention: Mention) -> bool:
        """Whether two dates bound by the words behind them make a stretch: "13일부터 24일까지"."""
        if before.sense is not Sense.SINCE or not mention.by or mention.first != before.last:
            return False
        start = before.period.start if before.period else None
        end = mention.period.end if mention.period else None
        return start is not None and end is not None and start <= end

    def _whole(self, before: Mention, mention: Mention) -> Mention:
        start = before.period.start if before.period else None
        period = Period(start=start, end=mention.period.end if mention.period else None)
        return replace(
            before, last=mention.last, grain=Grain.STRETCH, sense=Sense.ON, period=period, rule="stretch", by=False
        )

    def _refines(self, before: Mention, mention: Mention) -> bool:
        """Whether the mention only says more exactly what the one before it said: "New Year's night, Thursday"."""
        outer, inner = before.period, mention.period
        beside = self.points.calendar.times_behind and mention.first == before.last and before.sense is Sense.ON
        if mention.first - before.last > 1 or not (mention.sense is Sense.ON or beside) or not outer or not inner:
            return False
        if {token.form for token in self.document.tokens[before.last : mention.first]} - {",", "("}:
            return False
        if not (outer.start and outer.end and inner.start and inner.end):
            return False
        return outer.start <= inner.start and inner.end <= outer.end

    # --- one expression

    def _mention_at(self, index: int) -> Mention | None:
        before = self.builder.look_back(index)
        mentions = [m for m in (self.phrases.at(index, before), self._dated(index, before)) if m]
        return max(mentions, key=lambda m: m.last, default=None)

    def _dated(self, index: int, before: Before) -> Mention | None:
        """A weekday, day, month or year, alone or with a second one that closes a stretch."""
        night, opened = before.has(Kind.NIGHT, Kind.NIGHT_OF), before.has(Kind.OPENER)
        alone = before.has(Kind.YEAR_LEAD, Kind.SINCE, Kind.STARTING) or before.first in self.ends_event
        alone = alone or self.points.opens_line(index)
        point = self.points.at(index, bare=night, year=alone or opened, month=before.has(Kind.MONTH_LEAD))
        if point is None:
            return None
        closing = self.points.closing(point, opened=opened or before.has(Kind.SINCE), night=night)
        if closing is not None and (mention := self._stretch(point, closing, before)):
            return mention
        if not point.stands_alone or (point.grain is Grain.YEAR and not (alone or point.marked)):
            return None
        return self._from_point(point, before, "date")

    def _resolve(self, point: Point) -> Period | None:
        if point.day is not None and point.month is not None and point.years_back is None:
            point = replace(point, year=point.year or self.sentence_year or self.years.get((point.month, point.day)))
        context = self.line_year or (None if self.published_at else self.text_year)
        return resolve_point(point, self.published_at, context)

    def _from_point(self, point: Point, before: Before, rule: str) -> Mention | None:
        if point.coming or before.has(Kind.COMING):
            return None
        if before.has(Kind.PREVIOUS):
            point = replace(point, previous=True)
        if month := self._month_beside(point, before):
            point = replace(point, month=month.month, year=month.year)
        period = self._resolve(point)
        if period and period.start and point.grain is Grain.DAY and before.has(*_NIGHTS):
            evening = period.start - timedelta(days=before.has(Kind.NIGHT_BEFORE))
            period = Period(start=evening, end=evening + timedelta(days=1))
        mention = self.builder.build(before, point.last, point.grain, period, rule)
        return mention and replace(mention, explicit=point.explicit)

    def _month_beside(self, point: Point, before: Before) -> date | None:
        """The month named right before a bare day: "지난달 13일"."""
        last = self.mentions[-1] if self.mentions else None
        bare = point.day is not None and point.month is None and point.weekday is None
        if not bare or last is None or last.last != before.first or last.grain is not Grain.MONTH or not last.period:
            return None
        return last.period.start

    def _stretch(self, opening: Point, closing: Point, before: Before) -> Mention | None:
        end = self._resolve(closing)
        if end is None or end.end is None:
            return None
        start = resolve_point(opening.completed(closing, end), end.end, None)
        if start is None or start.start is None or start.start > end.end:
            return None
        period = Period(start=start.start, end=end.end)
        mention = self.builder.build(before, closing.last, Grain.STRETCH, period, "stretch")
        return mention and replace(mention, explicit=closing.explicit)


_NIGHTS = (Kind.NIGHT, Kind.NIGHT_OF, Kind.NIGHT_BEFORE)
