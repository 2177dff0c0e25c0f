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
    """ "94 dead, 35 are children", "treize sont des civils, les quatre autres des militaires": some, and their kind."""
    if counted.quantity.article or not _opens_clause(view, counted):
        return False
    rest = view.has(counted.last, "others") and view.has(counted.first - 1, "determiners")
    if counted.head is not Head.BARE:
        return rest and counted.partitive and counted.head is Head.PEOPLE  # "les quatre autres des militaires"
    end = view.role(counted.end, "passive") or view.role(counted.end, "being")
    if end is None and not rest:
        return False
    start = counted.end if end is None else end
    while view.has(start, "of", "determiners", "adverbs", "mostly"):
        start = max(filter(None, (view.role(start, role) for role in ("of", "determiners", "adverbs", "mostly"))))
    match = people_lexicon(view.language).longest_at(view.document.tokens, start, view.tokens.stop)
    if match is None or match.value not in PEOPLE or (end is None and start == counted.end):
        return False
    return not view.is_word(match.last) or start > (end or counted.end) or view.has(match.last, "conjunctions")


def _opens_clause(view: SentenceView, counted: Counted) -> bool:
    """Whether the number, a determiner aside ("the other four"), opens its sentence or clause."""
    first = counted.first - view.has(counted.first - 1, "determiners")
    if first == view.tokens.start or view.form(first - 1) in (",", ";", ":", "(", "«", '"', "“"):
        return True
    return view.has(first - 1, "conjunctions")


def told_of_victims(view: SentenceView, counted: Counted) -> bool:
    """ "neuf des victimes ont été enregistrées à Port-de-Paix": what is told of some of those harmed is no harm."""
    harm = counted.harm
    if harm is None or not (harm.weak and counted.partitive) or counted.noun or counted.quantity.article:
        return False
    index = harm.last
    while view.has(index, "adverbs"):
        index += 1
    return view.has(index, "passive", "being") and not _arrested(view, index)


def _arrested(view: SentenceView, index: int) -> bool:
    """Whether the verb at the token leads to what is no harm counted here."""
    ahead = (view.harm_at.get(place) for place in range(index, index + _LONGEST_DEGREE))
    return any(harm is not None and harm.category is None for harm in ahead)
