"""What a claim leaves out (who was harmed, where, since when), as claims of the same matter tell it.

A table may hold several conflicts. So nothing is taken from just any claim: only from the claimant's own, from those
of the same article, or from those that tell of the same people or place, and only from about the same time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Generic, TypeVar

from data.groups import Key

if TYPE_CHECKING:
    from data.claims import Claim

#: Claims so far apart may tell of different events.
ABOUT_THE_SAME_TIME = timedelta(days=365)

_SOLDIERS = frozenset({"soldiers"})

Tie = Hashable
Told = TypeVar("Told", bound=Hashable)


class Known(Generic[Told]):
    """What claims tell, by what ties them, with the days between which it was said."""

    def __init__(self) -> None:
        self._days: dict[Tie, dict[Told, tuple[date, date]]] = defaultdict(dict)

    def add(self, tie: Tie, told: Told, day: date) -> None:
        """Note that a claim with this tie tells it."""
        first, last = self._days[tie].get(told, (day, day))
        self._days[tie][told] = min(first, day), max(last, day)

    def near(self, ties: Iterable[Tie], day: date) -> set[Told]:
        """What claims with one of these ties tell about that time."""
        return {
            told
            for tie in ties
            if tie in self._days
            for told, (first, last) in self._days[tie].items()
            if first - ABOUT_THE_SAME_TIME <= day <= last + ABOUT_THE_SAME_TIME
        }


def asked(claim: Claim) -> tuple[str, bool]:
    """The category, and whether a part of another figure is counted."""
    return claim.first.row.category, bool(claim.first.row.subset)


def complete_people(claims: Sequence[Claim]) -> dict[Claim, Key | None]:
    """Who each claim counts: a bare nationality is soldiers where only its soldiers are counted at all; people
    without nationality have the one that the others of their group have.

    People who are not told are those whom the claimant counts otherwise; by others' claims, at most their nationality.
    """
    only_soldiers = _only_soldiers({claim.victims for claim in claims if claim.victims})
    told = {claim: claim.victims and _in_context(claim.victims, only_soldiers) for claim in claims}
    # First the nationality, so that what nobody tells is not taken from "soldiers" of no nation.
    known = _known_people(told)
    named = {claim: _completed(claim, key, known) if key else None for claim, key in told.items()}
    known = _known_people(named)
    return {claim: _completed(claim, key, known) for claim, key in named.items()}


def _known_people(told: Mapping[Claim, Key | None]) -> Known[Key]:
    known: Known[Key] = Known()
    for claim, key in told.items():
        if key and 1 not in (claim.first.row.low, claim.first.row.high):  # one person's description is no group's
            for tie in (*_own_within_articles(claim), *_own(claim), *_within_articles(claim), *_at_place(claim)):
                known.add(tie, key, claim.said_on)
    return known


def _completed(claim: Claim, key: Key | None, known: Known[Key]) -> Key | None:
    if key and any(map(is_nation, key)):
        return key
    for ties in (_own_within_articles(claim), _own(claim)):
        found = _extending(key, known.near(ties, claim.said_on))
        if found:
            return _widest_group(found) or key
    for ties in (_within_articles(claim), _at_place(claim)):
        found = _extending(key, known.near(ties, claim.said_on))
        if found:
            widest = _widest_group(found)
            return widest if widest and all(map(is_nation, widest - (key or frozenset()))) else key
    return key


def complete_places(claims: Sequence[Claim], people: dict[Claim, Key | None]) -> dict[Claim, Key | None]:
    """Where each claim counts; where that is not told, where the claimant counts otherwise, or else the article, or
    whoever counts the same people of a nation."""
    known: Known[Key] = Known()

    def levels(claim: Claim) -> Iterator[list[Tie]]:
        yield _own_within_articles(claim)
        yield _own(claim)
        yield _within_articles(claim)
        yield _of_people(claim, people[claim])

    for claim in claims:
        # "North Korea" beside North Koreans tells who they are rather than where.
        if claim.place and not claim.place <= (people[claim] or frozenset()):
            for tie in (tie for ties in levels(claim) for tie in ties):
                known.add(tie, claim.place, claim.said_on)

    def complete(claim: Claim) -> Key | None:
        if claim.place:
            return claim.place
        told = (known.near(ties, claim.said_on) for ties in levels(claim))
        return _widest(next(filter(None, told), set()))

    return {claim: complete(claim) for claim in claims}


def is_nation(value: str) -> bool:
    """Whether a part of a key is a nation."""
    return value.startswith("nation ")


def is_particular(people: Key | None, place: Key | None) -> bool:
    """Whether the people or the place tell one matter from others, as "soldiers" alone do not."""
    return bool(place) or any(map(is_nation, people or ()))


def is_known(claim: Claim) -> bool:
    """Whether the claimant is one body; "the army", in an article's own words, may be any."""
    return any(s.row.source and s.row.source != s.row.source_text for s in claim.statements)


def _own(claim: Claim) -> list[Tie]:
    return [("own", claim.claimant, asked(claim))] if is_known(claim) else []


def _own_within_articles(claim: Claim) -> list[Tie]:
    return [("own", claim.claimant, article, asked(claim)) for article in claim.articles]


def _within_articles(claim: Claim) -> list[Tie]:
    return [("article", article, asked(claim)) for article in claim.articles]


def _at_place(claim: Claim) -> list[Tie]:
    return [("place", claim.place, asked(claim))] if claim.place else []


def _of_people(claim: Claim, people: Key | None) -> list[Tie]:
    return [("people", people, asked(claim))] if is_particular(people, None) else []


def _widest(keys: set[Key]) -> Key | None:
    """The one that all others only narrow ("Palestinians" beside "Palestinian children"), or None."""
    widest = min(keys, key=len, default=None)
    return widest if widest is not None and all(widest <= key for key in keys) else None


def _widest_group(keys: set[Key]) -> Key | None:
    """The widest of people; unknown words ("the first contingent") count only where there are no others."""
    return _widest({key for key in keys if not all(value.startswith("=") for value in key)} or keys)


def _extending(key: Key | None, known: set[Key]) -> set[Key]:
    """Of what is known, all where nothing is told; else what tells only the nationality besides."""
    return known if key is None else {other for other in known if other > key and all(map(is_nation, other - key))}


def _only_soldiers(told: Iterable[Key]) -> set[Key]:
    """The nations of which nobody but soldiers is counted."""
    groups: dict[Key, set[str]] = defaultdict(set)
    for key in told:
        nations = frozenset(filter(is_nation, key))
        # Words that we know nothing of are no group.
        groups[nations] |= {value for value in key - nations if not value.startswith("=")}
    return {nations for nations, roles in groups.items() if roles == _SOLDIERS}


def _in_context(key: Key, only_soldiers: set[Key]) -> Key:
    return key | _SOLDIERS if key in only_soldiers else key
