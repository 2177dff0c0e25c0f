"""Dated mentions → the events that an article reports, and the one whose day holds for all of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from datetime import date, timedelta

from extractors.dates.calendar.mentions import Mention, Sense
from extractors.dates.calendar.points import Grain
from extractors.dates.dated import Dated, Role
from extractors.dates.entries import Entry
from extractors.dates.signs import Sign, Signs

LONGEST_EVENT = timedelta(days=14)  # an event lasts no longer
_RECENT = timedelta(days=60)  # one older than that is background, not what the article reports
_FRESH = timedelta(days=14)  # what an article reports is mostly no older
_OPENING_SENTENCES = 2  # the headline and the lead, which tell the event whatever its name
LEAD_SENTENCES = 5  # in which an event may be dated without a word for it beside the date


def find_events(dated: Sequence[Dated], entries: Sequence[Entry | None], now: date | None) -> tuple[Dated, ...]:
    """The mentions that can date an event, in text order; `now` is the last day that the article can tell of."""
    return tuple(item for item in dated if _is_event(item, entries[item.sentence], now))


def latest_day(dated: Sequence[Dated], published_at: date | None) -> date | None:
    """The day of publication, else the latest day told."""
    told = (item.mention.period.end for item in dated if item.mention.period and item.mention.period.end)
    return published_at or max(told, default=None)


def _is_event(item: Dated, entry: Entry | None, now: date | None) -> bool:
    """Whether the mention can date an event that the article reports."""
    mention, period = item.mention, item.mention.period
    if item.role not in (Role.HARM, Role.LOOSE) or mention.sense is Sense.UNTIL or item.ahead:
        return False
    if mention.rule == "told_since":
        return False  # what followed the event, however soon
    if mention.to_now and not (item.beside_event and _within_a_day(mention)):
        return False
    if mention.by and not item.beside_event:
        return False
    if period is None or period.start is None or period.end is None or (entry and entry.head):
        return False
    if mention.grain not in (Grain.DAY, Grain.STRETCH):
        return False
    last = now if mention.sense is Sense.SINCE and now else period.end
    return last - period.start <= LONGEST_EVENT


def is_recent(item: Dated, now: date | None) -> bool:
    """Whether the event may be news on the day of publication, where that is known."""
    return now is None or now - _end(item) <= _RECENT


def main_event(events: Sequence[Dated], dating: Set[int], signs: Signs, now: date | None) -> Dated | None:
    """The event whose date holds for the whole article; `dating` are the mentions that date a figure by themselves."""
    fresh = [item for item in events if now is None or _end(item) + _FRESH >= now]
    recent = [item for item in events if is_recent(item, now)]
    opening = [item for item in fresh if item.opens and item.mention.grain is Grain.DAY]
    # An article on an anniversary, or of an encyclopedia, tells the day of what it is about at the top.
    old = [item for item in events if item.sentence < LEAD_SENTENCES and item.mention.explicit and not recent]
    ranked = (*_ranked(fresh, dating, signs), *_ranked(recent, dating, signs), opening, old)
    return next((items[0] for items in ranked if items), None)


def _end(item: Dated) -> date:
    period = item.mention.period
    return (period and period.end) or date.max


def _ranked(events: Sequence[Dated], dating: Set[int], signs: Signs) -> Iterator[Sequence[Dated]]:
    """The events, those first that are likelier to be what the article is about."""
    lead = [item for item in events if item.sentence < LEAD_SENTENCES]
    harm = [item for item in lead if item.role is Role.HARM]
    yield [item for item in lead if item.names_event]
    yield [item for item in lead if item.beside_event]
    near = [item for item in harm if not item.weak or id(item.mention) in dating]
    yield [item for item in near if Sign.EVENT in signs.of_sentence(item.sentence)]
    yield [item for item in harm if item.sentence < _OPENING_SENTENCES and id(item.mention) in dating]
    yield [item for item in events if item.names_event]
    yield [item for item in harm if Sign.EVENT in signs.of_sentence(item.sentence)]
    yield [item for item in events if item.beside_event]
    yield [item for item in harm if not item.weak]
    yield [min(lead, key=_end)] if lead else []
    days = [item for item in events if item.mention.grain is Grain.DAY and item.mention.sense is Sense.ON]
    yield [item for item in days if item.role is Role.HARM and (not item.weak or id(item.mention) in dating)]


def _within_a_day(mention: Mention) -> bool:
    """Whether a stretch up to now is no longer than "the past 24 hours"."""
    period = mention.period
    return bool(period and period.start and period.end and period.end - period.start <= timedelta(days=1))
