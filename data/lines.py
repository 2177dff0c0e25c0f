"""Claims → lines: which claims of a claimant count the same people at the same place over the same time.

Within a line a new number revises the older one; across lines it is no rival and no revision. Where the texts leave
out people, place or time, a claim joins a line only if there is no other that it could belong to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from data.groups import Key
from data.schema import Relation
from extractors.models import Extent

if TYPE_CHECKING:
    from data.claims import Claim

# A count that ends so shortly before it was said runs up to its saying.
_STILL_RUNNING = timedelta(days=10)
_SOLDIERS = frozenset({"soldiers"})


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


def relate(claims: Sequence[Claim]) -> None:
    """Set line, question, relation and previous claim; the claims must be in the order in which they were said."""
    people = _people_of(claims)
    place = _places_of(claims)
    for by, label in ((lambda claim: (claim.claimant,), "line"), (lambda claim: (), "question")):
        time = _times_of(claims, lambda claim, by=by: (*by(claim), _asked(claim), people[claim], place[claim]))  # type: ignore[misc]
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


def _asked(claim: Claim) -> tuple[str, bool]:
    return claim.first.row.category, bool(claim.first.row.subset)


def _people_of(claims: Sequence[Claim]) -> dict[Claim, Key | None]:
    """Who each claim counts, in the light of the others: a bare nationality is soldiers where only its soldiers are
    counted at all; people without nationality have the one that all others of their group have."""
    known = {claim.victims for claim in claims if claim.victims}
    whole = {key: _in_context(key, known) for key in known}
    return _completed(claims, lambda claim: whole.get(claim.victims) if claim.victims else None)


def _in_context(key: Key, known: Iterable[Key]) -> Key:
    nations = frozenset(value for value in key if _is_nation(value))
    if nations == key:
        roles = {
            value for other in known if nations <= other and _of_nations(other, nations) for value in _groups(other)
        }
        return key | _SOLDIERS if roles == _SOLDIERS else key
    if not nations:
        fuller = {other for other in known if other > key and all(map(_is_nation, other - key))}
        return next(iter(fuller)) if len(fuller) == 1 else key
    return key


def _is_nation(value: str) -> bool:
    return value.startswith("nation ")


def _of_nations(key: Key, nations: Key) -> bool:
    return all(value in nations for value in key if _is_nation(value))


def _groups(key: Key) -> Key:
    """The groups of people in a key; words that we know nothing of are none."""
    return frozenset(value for value in key if not _is_nation(value) and not value.startswith("="))


def _places_of(claims: Sequence[Claim]) -> dict[Claim, Key | None]:
    return _completed(claims, lambda claim: claim.place)


def _completed(claims: Sequence[Claim], told: Callable[[Claim], Key | None]) -> dict[Claim, Key | None]:
    """What is told of each claim; where nothing is, what all the claimant's other claims of the kind have in common,
    or else all claims of the kind."""
    by_claimant: dict[Hashable, set[Key]] = defaultdict(set)
    by_kind: dict[Hashable, set[Key]] = defaultdict(set)
    for claim in claims:
        key = told(claim)
        if key:
            by_claimant[claim.claimant, _asked(claim)].add(key)
            by_kind[_asked(claim)].add(key)

    def complete(claim: Claim) -> Key | None:
        candidates = by_claimant.get((claim.claimant, _asked(claim))) or by_kind.get(_asked(claim), set())
        return told(claim) or (next(iter(candidates)) if len(candidates) == 1 else None)

    return {claim: complete(claim) for claim in claims}


def _times_of(claims: Sequence[Claim], asked: Callable[[Claim], Hashable]) -> dict[Claim, Scope | None]:
    """The time that each claim counts; one "so far" or without time joins the only open count that is told."""
    open_counts: dict[Hashable, set[Scope]] = defaultdict(set)
    for claim in claims:
        open_counts[asked(claim)] |= {scope for scope in claim.scopes[:1] if scope.is_open}

    def time_of(claim: Claim) -> Scope | None:
        own = next(iter(claim.scopes), None)
        if own and (own.start or not own.is_open):
            return own
        begun = {scope for scope in open_counts[asked(claim)] if scope.start}
        if len(begun) == 1:
            return next(iter(begun))
        return own or (Scope() if Scope() in open_counts[asked(claim)] and not begun else None)

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
