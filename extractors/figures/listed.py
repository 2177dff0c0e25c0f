"""Items of a list without a harm word → links to what the text counted last: "Par département : – Sud : 12"."""

from __future__ import annotations

from extractors.figures.counted import Counted, Head, SentenceView
from extractors.figures.links import PEOPLE, Link, Links, closes_clause
from extractors.models import Category

_BULLETS = frozenset("-–—•▪■●◦*·")
_LONGEST_LIST = 4000  # characters
_MOST_LINES = 40
_LONGEST_NAME = 5  # tokens
_ITEM_MARKS = frozenset(":;(")
_ITEM_ENDS = frozenset(";.,)") | {""}
_NAME_MARKS = frozenset("-'’")


def count_items(view: SentenceView, links: Links, last: Category) -> None:
    """ "— Nord : 180 hommes, un char": a number of people right behind an item's label, nothing else being told."""
    document = view.document
    start = document.tokens[view.tokens.start].start
    if view.harms or document.text[start] not in _BULLETS or not _opened(document.text, start):
        return
    place = next((place for place, counted in enumerate(view.counted) if view.form(counted.first - 1) == ":"), None)
    if place is None or place in links or place in view.excluded:
        return
    counted = view.counted[place]
    if counted.head in PEOPLE or (counted.head is Head.BARE and closes_clause(view, counted.end)):
        links[place] = Link(last, range(counted.first, counted.last), "list item")


def named_item(view: SentenceView, counted: Counted) -> bool:
    """ "2,200 dead: South, 1,597; North-West, 2", "(Nord : 5, Sud : 7)": a name, a mark, and a number that ends it."""
    mark = view.form(counted.first - 1)
    if mark not in (",", ":") or not (view.form(counted.last) in _ITEM_ENDS or view.has(counted.last, "conjunctions")):
        return False
    tokens, stop = view.document.tokens, counted.first - 1
    for index in range(stop - 1, stop - 2 - _LONGEST_NAME, -1):
        if view.form(index) in _ITEM_MARKS or (mark == ":" and view.form(index) == ","):
            return index + 1 < stop and view.document.capitalised(tokens[index + 1])
        joins = view.form(index) in _NAME_MARKS or view.has(index, "of", "determiners")
        if index in view.harm_at or view.in_quantity(index) or not (joins or _is_name(view, index)):
            return False
    return False


def _is_name(view: SentenceView, index: int) -> bool:
    return view.is_word(index) and view.document.capitalised(view.document.tokens[index])


def _opened(text: str, start: int) -> bool:
    """Whether a line that ends with a colon opens the list in which the item stands."""
    lines = text[max(0, start - _LONGEST_LIST) : start].rstrip().split("\n")
    for line in reversed(lines[-_MOST_LINES:]):
        words = line.strip()
        if words and words[0] not in _BULLETS:
            return words.endswith(":")
    return False
