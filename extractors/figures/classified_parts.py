"""Counts with a classifier → which of them are a part of another; the words for it stand on both sides."""

from __future__ import annotations

from extractors.figures.counted import Counted, SentenceView
from extractors.figures.links import QUOTE_MARKS
from extractors.harm import Kind

_LONGEST_CUE = 4  # tokens of words for a part
_MOST_ADVERBS = 4


def openings(view: SentenceView, counted: Counted) -> set[int]:
    """The tokens at which a count may be said to begin: its number, the noun or harm word before it, adverbs."""
    found = {counted.first}
    if counted.noun and counted.noun.start < counted.first:
        found.add(counted.noun.start)
    if counted.first in view.count_names:
        found.add(view.count_names[counted.first].first)
    if view.language.grammar.classifiers:  # "아동 13명 등 모두 38명"
        for start in tuple(found):
            at = start
            while start - at < _MOST_ADVERBS and view.has(at - 1, "adverbs", "others"):
                at -= 1
                found.add(at)
    return found


def is_among(view: SentenceView, counted: Counted, whole: Counted) -> bool:
    """ "two French soldiers were among 34 killed", "해병대원 10명 등 미군 12명"."""
    least = counted.quantity.low or counted.quantity.high or 0
    if least > (whole.quantity.high or whole.quantity.low or 0):
        return False  # "1 млн осіб убитими, з них 560 тис."
    opened = openings(view, whole)
    return any(view.role(index, "subset_after") in opened for index in range(counted.last, whole.first))


def classified_part(view: SentenceView, counted: Counted) -> bool:
    """ "이 가운데 12명", "어린이 5명을 포함해 12명", "사상자 70명 중 사망 30명"."""
    after = next((other for other in view.counted if other.first > counted.first), None)
    if view.has(counted.end, "subset_after") or (after is not None and is_among(view, counted, after)):
        return True
    for opening in openings(view, counted):
        stop = opening
        while view.form(stop - 1) in QUOTE_MARKS or view.form(stop - 1) == ",":
            stop -= 1
        first = max(view.tokens.start, stop - _LONGEST_CUE)
        if any(view.role(start, "subset_before") == stop for start in range(first, stop)):
            return True
    whole = next((other for other in reversed(view.counted) if other.first < counted.first), None)
    return whole is not None and _is_taken_from(view, whole, counted)


def _is_taken_from(view: SentenceView, whole: Counted, counted: Counted) -> bool:
    """Whether the number is taken from harmed people counted right before it."""
    end = view.role(whole.end, "groups")
    acted = view.harm_at.get(whole.first - 1)  # "숨진 9명 가운데 4명"
    harmed = whole.first in view.count_names or whole.harm is not None or (acted and acted.end_as(Kind.ACT))
    return end is not None and bool(harmed) and end in openings(view, counted)
