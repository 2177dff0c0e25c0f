"""Days told by the one before them: "the day before", "that night", "in the same period"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from extractors.dates.calendar.days import cut
from extractors.dates.calendar.mentions import Sense, never
from extractors.dates.calendar.names import TOLD_PERIODS
from extractors.dates.calendar.points import Grain
from extractors.dates.dated import Dated, Role
from extractors.models import Period


class ToldDays:
    """What a text has told so far, from its beginning on."""

    def __init__(self, published_at: date | None) -> None:
        self.published_at = published_at
        self.told: Period | None = None
        self.told_in: int | None = None  # the sentence of that day
        self.told_said: Period | None = None
        self.told_harm: Period | None = None
        self.told_periods: dict[str, Period] = {}
        self.told_since: tuple[int, Period] | None = None  # with its sentence, in which alone it counts

    def resolve(self, dated: Dated) -> Dated:
        """The mention with its days, where the day told before gives them."""
        mention = dated.mention
        if mention.rule == "told_since" and dated.role is not Role.NONE:
            since = never(mention.first, "since_untold", last=mention.last)
            known = replace(mention, period=self.told_harm) if self.told_harm else since
            return replace(dated, mention=known, role=Role.HARM)
        if mention.told is not None:
            period = self._told_period(dated)
            lost = period is None or (mention.rule == "told_part" and dated.role is not Role.SAID)
            dated = replace(dated, mention=replace(mention, period=None if lost else period))
            if lost:
                dated = replace(dated, role=Role.NONE)
        self._remember(dated)
        return dated

    def _told_period(self, dated: Dated) -> Period | None:
        mention = dated.mention
        if mention.rule == "told_period":
            return self.told_periods.get(TOLD_PERIODS[mention.told or 0])
        in_sentence = self.told_in == dated.sentence
        published = Period(start=self.published_at, end=self.published_at) if self.published_at else None
        if mention.rule == "after":
            return self._days_from(self.told if in_sentence else published, mention.told or 0)
        earlier = (mention.told or 0) < 0
        here = in_sentence and not earlier  # "killed on Monday, the army said that night"
        anchor = (self.told_said if dated.role is Role.SAID and not here else None) or self.told
        if dated.role is Role.SAID and self.told_said is None and earlier and published:
            anchor = published  # "The day before, he had said 182": nobody tells a toll before the harm
        if self.told_since and self.told_since[0] == dated.sentence:
            anchor = self.told_since[1]
        if anchor is None and mention.rule == "told_part" and published:
            return published
        return self._days_from(anchor, mention.told or 0)

    def _days_from(self, anchor: Period | None, days: int) -> Period | None:
        if anchor is None or anchor.start is None or anchor.end is None or not days:
            return anchor
        day = (anchor.start if days < 0 else anchor.end) + timedelta(days=days)
        return cut(Period(start=day, end=day), self.published_at)

    def _remember(self, dated: Dated) -> None:
        mention = dated.mention
        self.told_since = None
        if dated.role in (Role.HARM, Role.LOOSE) and mention.period and mention.sense is Sense.ON:
            self.told_harm = mention.period
        if mention.period and mention.sense in (Sense.ON, Sense.SINCE) and mention.rule != "told_period":
            for name, grain in (("year", Grain.YEAR), ("month", Grain.MONTH)):
                if mention.grain is grain:
                    self.told_periods[name] = mention.period
            if mention.sense is Sense.ON and mention.grain is not Grain.DAY:
                self.told_periods["period"] = mention.period
        if mention.sense is Sense.SINCE and mention.grain is Grain.DAY and mention.period:
            self.told_since = dated.sentence, mention.period
        if mention.sense is not Sense.ON or mention.period is None or mention.rule in ("told_part", "after"):
            return
        if mention.grain is Grain.DAY or mention.to_now:
            self.told, self.told_in = mention.period, dated.sentence
        if dated.role is Role.SAID and mention.grain is Grain.DAY:
            self.told_said = mention.period
