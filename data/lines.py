"""Claims → lines: which claims of a claimant count the same people at the same place over the same time.

Within a line a new number revises the older one; across lines it is no rival and no revision. Where the texts leave
out people, place or time, `data.completing` tells which line a claim joins, if there is just one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from data.completing import Known, asked, complete_people, complete_places, is_known, is_particular
from data.groups import Key
from data.schema import Relation
from extractors.models import Extent

if TYPE_CHECKING:
    from data.claims import Claim

# A count that ends so shortly before it was said runs up to its saying.
_STILL_RUNNING = timedelta(days=10)


class Scope(NamedTuple):
    """The time that a number counts: from a day on, or so far; a closed stretch, which ends; or an undated event."""

    start: date | None = None
    end: date | None = None
    undated_event: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it goes on: a total, or an event of which more becomes known."""
        return self.end is None and not self.undated_event

    def __str__(self) -> str:
        if self.undated_event:
            return "an event"
        if self.end:
            return f"{self.start} to {self.end}"
        return f"since {self.start}" if self.start else "so far"


def scope_of(extent: str | None, start: date | None, end: date | None, said_on: date) -> Scope | None:
    """The time that a figure counts, or None where the text does not tell.

    An event's count runs from its day on, as a running total does: both grow with what becomes known.
    """
    if start is None:
        if extent == Extent.EVENT:
            return Scope(undated_event=True)
        return Scope() if extent == Extent.RUNNING_TOTAL or (end and extent is None) else None
    if extent in (Extent.RUNNING_TOTAL, Extent.EVENT) or end is None or start == end:
        return Scope(start)
    if extent is None and end + _STILL_RUNNING >= said_on:
        return Scope(start)
    return Scope(start, end)


# A line is one claimant's, a question everybody's.
_ASKED_OF: tuple[tuple[Callable[[Claim], tuple[Any, ...]], str], ...] = (
    (lambda claim: (claim.claimant,), "line"),
    (lambda claim: (), "question"),
)


def relate(claims: Sequence[Claim]) -> None:
    """Set line, question, relation and previous claim; the claims must be in the order in which they were said."""
    people = complete_people(claims)
    place = complete_places(claims, people)
    for by, label in _ASKED_OF:
        time = _times_of(claims, people, place, by)
        for claim in claims:
            told = (*filter(None, by(claim)), *_words(claim, people[claim], place[claim], time[claim]))
            setattr(claim, label, "; ".join(_name(part) for part in told))
    lines: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        lines[claim.line].append(claim)
    for line in lines.values():
        _relate_line(line)


def _name(part: object) -> str:
    """A claimant or a word of a line's name."""
    return next((str(name) for name in part if name), "?") if isinstance(part, tuple) else str(part)


def _words(claim: Claim, people: Key | None, place: Key | None, time: Scope | None) -> list[str]:
    """What is counted, as a reader can read it and a program compare it."""
    keys = ["+".join(sorted(key)).replace("=", "") if key else "people not told" for key in (people,)]
    keys += ["+".join(sorted(place)).replace("=", "") if place else "place not told"]
    part = ["part"] if claim.first.row.subset else []
    return [claim.first.row.category, *part, *keys, str(time) if time else "time not told"]


def _times_of(
    claims: Sequence[Claim],
    people: Mapping[Claim, Key | None],
    place: Mapping[Claim, Key | None],
    by: Callable[[Claim], tuple[Any, ...]],
) -> dict[Claim, Scope | None]:
    """The time that each claim counts; one "so far" or without time joins the only open count that is told.

    It joins none that begins later, and none where neither people nor place tell its matter from others. Nor does it
    join an event that has no place: of the same soldiers' many battles that was one.
    """
    known: Known[Scope] = Known()
    ties = {claim: (*by(claim), asked(claim), people[claim], place[claim]) for claim in claims}
    for claim in claims:
        for scope in claim.scopes[:1]:
            if scope.is_open and (place[claim] or claim.first.row.extent != Extent.EVENT):
                known.add(ties[claim], scope, claim.said_on)

    def time_of(claim: Claim) -> Scope | None:
        own = next(iter(claim.scopes), None)
        if own and (own.start or not own.is_open):
            return own
        if not (is_particular(people[claim], place[claim]) or (by(claim) and is_known(claim))):
            return own
        counts = known.near([ties[claim]], claim.said_on)
        begun = {scope for scope in counts if scope.start and scope.start <= claim.said_on}
        if len(begun) == 1:
            return next(iter(begun))
        return own or (Scope() if Scope() in counts and not begun else None)

    return {claim: time_of(claim) for claim in claims}


def _relate_line(line: Sequence[Claim]) -> None:
    """Set each claim's relation: of those of one day, the principal one goes on from the day before."""
    earlier: Claim | None = None
    for _, day in groupby(line, key=lambda claim: claim.said_on):
        first, *others = sorted(day, key=_rank)
        first.relation, first.previous = _relation(first, earlier), earlier
        for claim in others:
            claim.relation, claim.previous = Relation.BESIDE, first
        earlier = first


def _rank(claim: Claim) -> tuple[bool, int, int]:
    """What makes a claim the principal one of its day: its time is told, more articles carry it, it is the larger."""
    return not claim.scopes, -len(claim.articles), -max(claim.first.row.low or 0, claim.first.row.high or 0)


def _relation(claim: Claim, earlier: Claim | None) -> Relation:
    if earlier is None:
        return Relation.FIRST
    if (claim.first.value, claim.first.row.qualifier) == (earlier.first.value, earlier.first.row.qualifier):
        return Relation.RESTATES
    return Relation.REVISES if _is_open(claim) and _is_open(earlier) else Relation.FOLLOWS


def _is_open(claim: Claim) -> bool:
    """Whether it is told that the claim counts what may grow."""
    return any(scope.is_open for scope in claim.scopes)
