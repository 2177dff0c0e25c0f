"""Items of a list without a harm word → links to what the text counted last: "Par département : – Sud : 12"."""

from __future__ import annotations

from extractors.figures.counted import Head, SentenceView
from extractors.figures.links import CLAUSE_ENDS, PEOPLE, Link, Links, closes_clause
from extractors.harm import Harm, Kind
from extractors.models import Category

_BULLETS = frozenset("-–—•▪■●◦*·")
_LONGEST_LIST = 4000  # characters
_MOST_LINES = 40
_OPENERS = frozenset(":(–—")
_SEPARATORS = frozenset(",;")
_BEFORE_NUMBER = frozenset(",:–—-")
_NAME_MARKS = frozenset("-'’")
_LONGEST_NAME = 7  # tokens
_FEWEST_ITEMS = 2
_SMALLEST_WHOLE = 4  # smaller sums hold by chance
_FARTHEST_TOLL = 6  # tokens between a toll without a number and the colon behind it


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


def _opened(text: str, start: int) -> bool:
    """Whether a line that ends with a colon opens the list in which the item stands."""
    lines = text[max(0, start - _LONGEST_LIST) : start].rstrip().split("\n")
    for line in reversed(lines[-_MOST_LINES:]):
        words = line.strip()
        if words and words[0] not in _BULLETS:
            return words.endswith(":")
    return False


def list_names(view: SentenceView, links: Links) -> None:
    """ "Twenty died: Kiambu, 8; Nairobi, 6; Kisumu, 6", "toll by county: Kiambu 8, Nairobi 6": names with numbers."""
    for opener in view.tokens:
        if view.form(opener) not in _OPENERS:
            continue
        items = _named_items(view, opener + 1)
        whole = max((place for place in links if view.counted[place].end <= opener), default=None)
        harm = _harm_before(view, opener)
        category = links[whole].category if whole is not None else harm.category if harm is not None else None
        if len(items) < _FEWEST_ITEMS or category is None or any(place in links for place in items):
            continue
        total = view.counted[whole].quantity.low if whole is not None else None
        parted = sum(view.counted[place].quantity.low or 0 for place in items)
        fits = total is not None and parted <= total
        if not fits and any(view.form(view.counted[place].first - 1) == "," for place in items):
            continue  # "the dead are Maria Lopez, 45; John Smith, 32": ages
        for place in items:
            links[place] = Link(category, range(view.counted[place].first, view.counted[place].last), "list by place")


def _harm_before(view: SentenceView, opener: int) -> Harm | None:
    """The toll named shortly before the token, of which no number is told."""
    for index in range(opener - 1, max(view.tokens.start, opener - _FARTHEST_TOLL) - 1, -1):
        harm = view.harm_at.get(index)
        if view.in_quantity(index) or harm is not None:
            return harm if harm is not None and harm.end_as(Kind.TOLL) is not None else None
    return None


def _named_items(view: SentenceView, start: int) -> list[int]:
    """The places of the numbers behind names that follow each other from the token on."""
    items: list[int] = []
    index = start
    while (place := _item_at(view, index)) is not None:
        items.append(place)
        index = view.counted[place].last
        if view.form(index) in _SEPARATORS:
            index += 1
        index = view.role(index, "conjunctions") or index
    return items


def _item_at(view: SentenceView, start: int) -> int | None:
    """The place of the number that a name at the token leads to and that closes its item."""
    index = start
    while index < start + _LONGEST_NAME and not view.counted_at(index):
        small = index > start and (view.form(index) in _NAME_MARKS or view.has(index, "of", "determiners"))
        capital = view.is_word(index) and view.document.capitalised(view.document.tokens[index])
        if view.form(index) in _BEFORE_NUMBER and view.counted_at(index + 1):
            break
        if index in view.harm_at or not (small or capital):
            return None
        index += 1
    if index == start:
        return None
    index += view.form(index) in _BEFORE_NUMBER
    counted = view.counted_at(index)
    if counted is None or counted.head is not Head.BARE or view.is_word(counted.last):
        closed = counted is not None and counted.head is Head.BARE and view.has(counted.last, "conjunctions")
        return view.counted.index(counted) if counted is not None and closed else None
    return view.counted.index(counted)


def add_up(view: SentenceView, links: Links) -> None:
    """ "70 died: 67 on the ground and the three pilots": numbers that add up to the figure before are its parts."""
    for whole in sorted(links):
        total = view.counted[whole].quantity.low or 0
        parted, parts = 0, []
        for place in range(whole + 1, len(view.counted)):
            if parted >= total or not _may_add(view, links, whole, place):
                break
            parted += view.counted[place].quantity.low or 0
            parts.append(place)
        if parted == total >= _SMALLEST_WHOLE and len(parts) >= _FEWEST_ITEMS:
            for place in parts:
                links.setdefault(place, Link(links[whole].category, links[whole].words, "part"))


def _may_add(view: SentenceView, links: Links, whole: int, place: int) -> bool:
    """Whether the number at the place can be one of the parts told behind the whole, in its sentence."""
    before, counted = view.counted[place - 1], view.counted[place]
    if place in view.excluded or counted.head not in (Head.BARE, Head.ANAPHOR, *PEOPLE):
        return False
    if any(view.form(index) in CLAUSE_ENDS for index in range(before.end, counted.first)):
        return False
    return place not in links or links[place].category is links[whole].category
