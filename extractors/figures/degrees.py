"""Counted things → whether a degree or a copula counts a part: "eight seriously", "16 slightly", "35 are children"."""

from __future__ import annotations

from extractors.figures.counted import Counted, Head, SentenceView, people_lexicon
from extractors.figures.links import PEOPLE, Links

_LONGEST_DEGREE = 5  # tokens


def degree_item(view: SentenceView, links: Links, place: int) -> bool:
    """ "24 injured, eight seriously", "восемь — тяжело", "68 hurt: 15 very badly, 37 badly and 16 slightly"."""
    counted = view.counted[place]
    if not _by_degree(view, counted):
        return False
    goes_on = place - 1 in links and links[place - 1].rule == "part" and view.has(counted.first - 1, "conjunctions")
    return goes_on or view.form(counted.first - 1) in (",", ":", "(")


def next_degree(view: SentenceView, counted: Counted) -> bool:
    """Whether the number follows one that has a degree too: "nine injured very badly and 246 less badly"."""
    joined = view.form(counted.first - 1) == "," or view.has(counted.first - 1, "conjunctions")
    if not joined or not _by_degree(view, counted):
        return False
    starts = range(counted.first - 1 - _LONGEST_DEGREE, counted.first - 1)
    return any(view.role(start, "degrees") == counted.first - 1 for start in starts)


def _by_degree(view: SentenceView, counted: Counted) -> bool:
    """Whether a degree is all that the number has behind it ("37 graves" but not "three grave accidents")."""
    end = view.role(counted.last + (view.form(counted.last) in ("–", "—")), "degrees")
    return end is not None and (counted.head is Head.BARE or (counted.head is Head.UNKNOWN and counted.end == end))


def described_part(view: SentenceView, counted: Counted) -> bool:
    """ "94 dead, 35 are children", "Achtzehn sind Kinder": a number that opens its clause, "are", a noun for people."""
    opened = counted.first == view.tokens.start or view.form(counted.first - 1) in (",", ";", ":", "(")
    copula = view.role(counted.last, "passive")
    if counted.head is not Head.BARE or counted.quantity.article or not opened or copula is None:
        return False
    match = people_lexicon(view.language).longest_at(view.document.tokens, copula, view.tokens.stop)
    return match is not None and match.value in PEOPLE and not view.is_word(match.last)
