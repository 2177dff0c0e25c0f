"""Figures and dated mentions → the days that each figure's harm falls in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from extractors.dates.calendar.days import cut
from extractors.dates.calendar.mentions import Mention, Sense
from extractors.dates.calendar.points import Grain
from extractors.dates.dated import Dated, Role, by_sentence
from extractors.dates.entries import Entry, opening_day
from extractors.dates.events import LEAD_SENTENCES, LONGEST_EVENT, find_events, is_recent, latest_day, main_event
from extractors.dates.signs import Sign, Signs
from extractors.models import Extent, Figure, Period, Qualifier
from extractors.text import Document

_Value = tuple[str, int | None, bool]
_FARTHEST = 40  # tokens; a mention farther from a figure does not date it
_OPENING_COST = 6
_COMMA, _BREAK, _SAYING, _CONTENT = 3, 10, 14, 4
_COST_OF_RULE = {"told_period": 12, "day_long": 8, "vague": 8, "earlier": 8, "since_untold": 25, "unclear": 8}
_TRAILING = 5
_OF_EVENT = 6  # nearer for the event's word beside it
_FAR_MORE = 30  # times an event's own numbers: the count of something larger
_FEW_PEOPLE = 4
_HEADLINES = 2  # sentences at the top, which restate what the text tells
_OPENS_NEXT = 15
_FEW = 10  # one pupil dead in a raid tells nothing of how many were taken
_UNTIL_NOW = 20  # "until today" tells nothing that another date does not
_LONGEST_ENTRY = 20  # sentences
_CONTINUES_WITHIN = 2  # sentences in which a claimant goes on about the same days


@dataclass(frozen=True, slots=True)
class Dating:
    """The mention that dates a figure's harm, and the rule that says so."""

    mention: Mention
    rule: str


class _Steps:
    """What each token adds to the distance between a figure and a date, summed up as the text is read."""

    def __init__(self, document: Document, signs: Signs) -> None:
        self.document = document
        self.signs = signs
        self._sums: dict[int, list[int]] = {}  # by sentence, from its first token on

    def between(self, first: int, last: int) -> int:
        """The distance from one token to another of the same sentence."""
        if first >= last:
            return 0
        sentence = self.document.sentence_index(self.document.tokens[first].start)
        tokens = self.document.token_range(self.document.sentences[sentence])
        sums = self._sums.get(sentence)
        if sums is None:
            sums = self._sums[sentence] = [0, *accumulate(self._step(index) for index in tokens)]
        start, stop = (min(max(index - tokens.start, 0), len(tokens)) for index in (first, last))
        return sums[stop] - sums[start]

    def _step(self, index: int) -> int:
        form = self.document.tokens[index].form
        signs = self.signs.start_at(index)
        cost = 1 + (_COMMA if form == "," else _BREAK if form in ";:()—–" else 0)
        return cost + (_SAYING if Sign.SAYING in signs else 0) + (_CONTENT if Sign.CONTENT in signs else 0)


class PeriodFinder:
    """Finds the mention that dates each figure: in its own sentence, its entry's head, or the date of its event."""

    def __init__(
        self,
        document: Document,
        figures: Sequence[Figure],
        dated: Sequence[Dated],
        entries: Sequence[Entry | None],
        signs: Signs,
        published_at: date | None,
    ) -> None:
        self.document = document
        self.figures = figures
        self.sentences = by_sentence(dated)
        self.entries = entries
        self.signs = signs
        self.published_at = published_at
        self.homes = [document.sentence_index(figure.quantity.span.start) for figure in figures]
        self.numbers = [document.token_at(figure.quantity.number.start) for figure in figures]
        self.now = latest_day(dated, published_at)
        self.events = find_events(dated, entries, self.now)
        named = {item.sentence for item in self.events if item.beside_event}
        # "… were digging on Monday after Friday's quake": the day beside the event's word is the event's.
        self.harm_events = [
            item
            for item in self.events
            if item.role is Role.HARM
            and (item.beside_event or item.sentence not in named)
            and (item.names_event or is_recent(item, published_at))
        ]
        self.event_starts = [item.mention.first for item in self.harm_events]
        self.steps = _Steps(document, signs)
        self.paragraphs = _paragraphs(document)
        self.tolls: dict[int, int] = {}  # the largest number that each mention dates by itself
        self.opening_day = opening_day(entries)

    def find(self) -> tuple[Dating | None, ...]:
        """For each figure its dating, None where the text does not tell."""
        own = [self._own(index) or self._by_entry(index) for index in range(len(self.figures))]
        for figure, dating in zip(self.figures, own, strict=True):
            if dating and (number := _number(figure)) is not None:
                key = id(dating.mention)
                self.tolls[key] = max(number, self.tolls.get(key, 0))
        telling = {id(found.mention) for found in own if found}
        main = main_event(self.events, telling, self.signs, self.published_at)
        if main and self._counts_what_lasts(own) and main.sentence >= LEAD_SENTENCES and not main.names_event:
            main = None  # the article counts what lasts: the day far below is that of a flood season's one shipwreck
        # A ticker follows one event from the day it was opened: a night told far below its head is another's.
        if main and self.opening_day and main.mention.rule == "night" and main.sentence >= LEAD_SENTENCES:
            main = None
        same = self._by_value(own)
        found: list[Dating | None] = []
        for index, dating in enumerate(own):
            found.append(dating or self._restated(index, own, same) or self._spread(index, found, main))
        return tuple(found)

    def _counts_what_lasts(self, own: Sequence[Dating | None]) -> bool:
        """Whether the first date of the article, in its lead, is of what happened over months."""
        first = next((dating.mention for dating in own if dating), None)
        if first is None or first.period is None or first.period.start is None:
            return False
        end = self.now if first.sense is Sense.SINCE else first.period.end
        lead = self.document.sentence_index(self.document.tokens[first.first].start) < LEAD_SENTENCES
        return lead and end is not None and end - first.period.start > LONGEST_EVENT

    def _by_value(self, own: Sequence[Dating | None]) -> dict[_Value, int]:
        """The first figure of each value whose date may hold for the same number elsewhere."""
        found: dict[_Value, int] = {}
        for index, dating in enumerate(own):
            if dating and _restates(dating.mention):
                found.setdefault(_value(self.figures[index]), index)
        return found

    def _restated(self, index: int, own: Sequence[Dating | None], same: Mapping[_Value, int]) -> Dating | None:
        """The date of the same number, told elsewhere."""
        told = same.get(_value(self.figures[index]))
        dating = None if told is None else own[told]
        if told is None or dating is None or not self._may_restate(index, told):
            return None
        return Dating(dating.mention, "same_figure")

    def _own(self, index: int) -> Dating | None:
        """The mention of the figure's own sentence that stands nearest."""
        number = self.numbers[index]
        items = [
            item
            for item in self.sentences.get(self.homes[index], ())
            if item.role is Role.HARM and not self._outlasts(item, number)
        ]
        costs = [
            (self._cost(self.figures[index], item, items), abs(item.mention.first - number), at)
            for at, item in enumerate(items)
        ]
        cost, _, best = min(costs, default=(_FARTHEST, 0, 0))
        if cost >= _FARTHEST:
            return None
        mention = self._refined(index, items[best].mention, items)
        return Dating(mention, mention.rule)

    def _refined(self, index: int, mention: Mention, items: Sequence[Dated]) -> Mention:
        """The day within the month or year of a sentence's only figure: "In 2009, 157 died, on 28 September"."""
        home, whole = self.homes[index], mention.period
        alone = home not in (self.homes[at] for at in (index - 1, index + 1) if 0 <= at < len(self.homes))
        if (
            not alone
            or whole is None
            or mention.sense is not Sense.ON
            or mention.grain not in (Grain.MONTH, Grain.YEAR)
        ):
            return mention
        days = (item.mention for item in items if item.mention.grain is Grain.DAY and item.mention.sense is Sense.ON)
        return next((day for day in days if day.period and _within(day.period, whole)), mention)

    def _cost(self, figure: Figure, item: Dated, items: Sequence[Dated]) -> int:
        """How far the mention stands from the figure, in tokens; marks and reporting words between count more."""
        mention = item.mention
        number, harm = self.document.token_range(figure.quantity.span), self.document.token_range(figure.harm)
        first, last = min(number.start, harm.start), max(number.stop, harm.stop)
        extra = _COST_OF_RULE.get(mention.rule, 0) - (_OF_EVENT if item.beside_event else 0)
        if mention.sense is Sense.UNTIL and mention.period and mention.period.end == self.published_at:
            extra += _UNTIL_NOW
        if mention.first >= last:
            if item.ahead:
                return _FARTHEST
            # "… where 13 were seized; the following day, at the camp": the day opens what follows.
            cost = extra + self.steps.between(last, mention.first) + (_OPENS_NEXT if item.opens else 0)
            return min(cost, _FARTHEST - 1) if item.names_event else cost
        if mention.last > first:
            return extra + max(self.steps.between(mention.last, number.start), 0)
        if item.ahead and item.opens and self._commas(mention.last, first) > 1:
            return _FARTHEST  # behind the clause: "since 7 October, when the war broke out, 46,000 have died"
        cost = self.steps.between(mention.last, first)
        extra += _TRAILING if self._trails(mention) else 0
        passed = any(mention.last <= other.mention.first < first and other.names_event for other in items)
        return extra + (min(cost, _OPENING_COST) if item.opens and not passed else cost)

    def _outlasts(self, item: Dated, number: int) -> bool:
        """Whether the figure is of what came after the event: "two days after the town fell, 260 were shot"."""
        if item.mention.rule != "after":
            return False
        return number < item.mention.first or self._commas(item.mention.last, number) > 0

    def _commas(self, first: int, last: int) -> int:
        within = range(first, min(last, first + _FARTHEST))
        return sum(self.document.tokens[at].form == "," for at in within)

    def _trails(self, mention: Mention) -> bool:
        """Whether the mention closes the words of the figure before it: "209 wounded in July against 34"."""
        return Sign.HARM in self.signs.end_at(mention.first)

    def _by_entry(self, index: int) -> Dating | None:
        """The latest date told in the figure's entry of a list, at least that of its head."""
        entry = self.entries[self.homes[index]]
        if entry is None or entry.head is None or self.figures[index].rule == "increment":
            return None
        home = self.homes[index]
        for sentence in range(home, max(entry.number, home - _LONGEST_ENTRY) - 1, -1):
            for item in reversed(self.sentences.get(sentence, ())):
                if item.role is Role.HARM and item.mention.sense is Sense.ON:
                    return Dating(item.mention, "entry")
        return Dating(entry.head, "entry")

    # --- the date of an event holds for its other figures

    def _spread(
        self,
        index: int,
        dated: Sequence[Dating | None],
        main: Dated | None,
    ) -> Dating | None:
        """The date of the figure's event, told elsewhere in the article."""
        if found := self._continued(index, dated):
            return Dating(found.mention, "continued")
        event = self._event_before(index) or main
        if event is None and self.opening_day:
            return Dating(self.opening_day, "ticker")
        if event is None or self._exceeds(index, event) or self._said_before(index, event):
            return None
        if event.sentence == self.homes[index] and self._outlasts(event, self.numbers[index]):
            return None
        return Dating(event.mention, "event")

    def _said_before(self, index: int, event: Dated) -> bool:
        """Whether the number was told before the event: it counts another one."""
        said, period = self.figures[index].reported_on, event.mention.period
        return bool(said and period and period.start and said < period.start)

    def _exceeds(self, index: int, event: Dated) -> bool:
        """Whether the number is far above all that the event itself is said to have done: the toll of a war."""
        largest = self.tolls.get(id(event.mention))
        number = _number(self.figures[index])
        return largest is not None and number is not None and number > _FAR_MORE * max(largest, _FEW)

    def _may_restate(self, index: int, other: int) -> bool:
        """Whether the same number is the same count: a small one occurs twice by chance, but for a headline's."""
        one, two = self.figures[index], self.figures[other]
        if (_number(one) or 0) > _FEW_PEOPLE:
            return True
        people = self._people(one), self._people(two)
        same = people[0] == people[1]
        return same if all(people) else min(self.homes[index], self.homes[other]) < _HEADLINES

    def _people(self, figure: Figure) -> str:
        return figure.victims.of(self.document.folded) if figure.victims else ""

    def _continued(self, index: int, dated: Sequence[Dating | None]) -> Dating | None:
        """The dating of the figure before, where the same claimant goes on or a part follows its whole."""
        figure = self.figures[index]
        for before in range(index - 1, -1, -1):
            if self.homes[index] - self.homes[before] > _CONTINUES_WITHIN and figure.rule != "list item":
                return None
            other, found = self.figures[before], dated[before]
            if found is None:
                continue
            if found.rule in ("event", "same_figure", "ticker"):
                return None
            if figure.rule == "increment":
                return None  # it is no part of the days that its total is counted from
            near = self.paragraphs[self.homes[index]] == self.paragraphs[self.homes[before]]
            if figure.subset or self._same_claim(figure, other, near=near):
                return found
            return None
        return None

    def _same_claim(self, figure: Figure, other: Figure, *, near: bool) -> bool:
        """Whether both figures stand in one claimant's account."""
        if figure.attribution is None or other.attribution is None:
            return near and figure.attribution is None and other.attribution is None
        sources = (figure.attribution.source, other.attribution.source)
        short, long = sorted((self.document.words(source).lower().split() for source in sources), key=len)
        return short == long or (near and set(short) <= set(long))  # "the mission": the monitoring mission

    def _event_before(self, index: int) -> Dated | None:
        """The latest event told before in the same paragraph."""
        paragraph = self.paragraphs[self.homes[index]]
        number = self.numbers[index]
        at = bisect_left(self.event_starts, number)
        near = self.harm_events[at - 1] if at else None
        return near if near and self.paragraphs[near.sentence] == paragraph else None


def extent_of(dating: Dating) -> Extent:
    """Whether the dated figure counts one event, a stretch, or everything since a start."""
    mention = dating.mention
    if mention.sense in (Sense.SINCE, Sense.UNTIL) or mention.rule in ("since_untold", "unclear"):
        return Extent.RUNNING_TOTAL
    period = mention.period
    short = period and period.start and period.end and period.end - period.start <= timedelta(days=1)
    return Extent.EVENT if short and not mention.to_now else Extent.PERIOD


def days_of(dating: Dating, figure: Figure, published_at: date | None) -> Period | None:
    """The days of the mention for this figure: what lasts runs to the saying day, and nothing runs beyond it."""
    mention = dating.mention
    if mention.period is None:
        return None
    now = figure.reported_on or published_at
    if mention.sense is Sense.SINCE:
        start = mention.period.start
        if start and now and start > now and mention.grain is Grain.DAY:
            start -= timedelta(days=7)  # "since Friday", said on the Thursday before publication
        return cut(Period(start=start, end=now), now)
    if mention.sense is Sense.UNTIL:
        return cut(Period(start=None, end=mention.period.end), now)
    period = mention.period
    # "Overnight" moves with the day of its own statement, not with that of another one about the same event.
    moves = mention.to_now or (mention.from_saying and dating.rule == mention.rule)
    if moves and figure.reported_on and published_at and period.start and period.end:
        shift = published_at - figure.reported_on
        period = Period(start=period.start - shift, end=period.end - shift)
    # A month or a year is named for what it is, whenever in it the claimant spoke.
    named = mention.grain in (Grain.MONTH, Grain.YEAR)
    return period if named else cut(period, now) or period


def _value(figure: Figure) -> _Value:
    """What makes two figures the same: "at least 100 killed" restates "100 killed"."""
    return figure.category, _number(figure), figure.quantity.qualifier is Qualifier.VAGUE


def _number(figure: Figure) -> int | None:
    quantity = figure.quantity
    return quantity.high if quantity.low is None else quantity.low


def _within(inner: Period, outer: Period) -> bool:
    """Whether the one lies in the other; a side that is not told lies in none."""
    if not (inner.start and inner.end and outer.start and outer.end):
        return False
    return outer.start <= inner.start and inner.end <= outer.end


def _restates(mention: Mention) -> bool:
    """Whether the date may hold for the same number elsewhere; a month or year is rather background."""
    return mention.period is not None and (mention.grain in (Grain.DAY, Grain.STRETCH) or mention.sense is Sense.SINCE)


def _paragraphs(document: Document) -> list[int]:
    """For each sentence the number of its paragraph."""
    numbers = [0] * len(document.sentences)
    for index in range(1, len(document.sentences)):
        gap = document.text[document.sentences[index - 1].end : document.sentences[index].start]
        numbers[index] = numbers[index - 1] + ("\n" in gap)
    return numbers
