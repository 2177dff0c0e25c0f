"""Days told after an event → those on which its figures were said, by the order in which things happen."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from extractors.dates.calendar.mentions import Mention, Sense
from extractors.dates.calendar.points import Grain
from extractors.dates.dated import Dated, Role
from extractors.dates.signs import Sign, Signs
from extractors.models import Figure
from extractors.text import Document

_AFTERMATH = timedelta(days=10)  # in which tolls of an event are given


def find_later_sayings(
    document: Document, dated: Sequence[Dated], figures: Sequence[Figure], signs: Signs
) -> tuple[Dated, ...]:
    """The mentions, with saying days where a claimant counts in a sentence that dates no harm, after the harm.

    "Tuesday's blast … For the ministry, on Wednesday, thirty-three dead": nothing near the second day tells.
    """
    claimants: dict[int, list[tuple[int, int]]] = {}  # by sentence, each claimant's token and its figure's
    for figure in figures:
        number = document.token_at(figure.quantity.number.start)
        home = document.sentence_index(figure.quantity.number.start)
        at = figure.attribution
        if at and document.sentence_index(at.source.start) == home:
            claimants.setdefault(home, []).append((document.token_at(at.source.start), number))
    events = sorted({day for item in dated if _tells_harm(item) and (day := _day(item.mention))})
    return tuple(
        replace(item, role=Role.SAID)
        if item.weak
        and _follows(item.mention, events)
        and (_beside(item, claimants.get(item.sentence, ())) or Sign.STATING in signs.of_sentence(item.sentence))
        else item
        for item in dated
    )


def _beside(item: Dated, claimants: Sequence[tuple[int, int]]) -> bool:
    """Whether a claimant stands on the day's side of its number: "On Monday the agency's count was 12"."""
    at = item.mention.first
    return any((at < number) == (claimant < number) for claimant, number in claimants)


def _tells_harm(item: Dated) -> bool:
    return item.role is Role.HARM and not item.weak and item.mention.sense is Sense.ON


def _day(mention: Mention) -> date | None:
    period = mention.period
    if period is None or period.start is None or period.end is None:
        return None
    short = mention.grain in (Grain.DAY, Grain.STRETCH) and period.end - period.start <= _AFTERMATH
    return period.end if short else None


def _follows(mention: Mention, events: Sequence[date]) -> bool:
    day = _day(mention) if mention.sense is Sense.ON and mention.grain is Grain.DAY else None
    before = bisect_left(events, day) if day else 0
    return day is not None and before > 0 and day - events[before - 1] <= _AFTERMATH
