"""Items of a list without a harm word → links to what the text counted last: "Par département : – Sud : 12"."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.figures import parts, sharing
from extractors.figures.counted import Head, SentenceView, people_lexicon
from extractors.figures.links import CLAUSE_ENDS, PEOPLE, Link, Links, closes_clause, main_category
from extractors.harm import Harm, Kind, find_harm
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
_FEWEST_NAMES = 3  # behind a verb that counts what the text told before
_LONGEST_OPENING = 12  # tokens from that verb to the colon
_SMALLEST_WHOLE = 4  # smaller sums hold by chance
_FARTHEST_TOLL = 6  # tokens between a toll without a number and the colon behind it


def count_items(view: SentenceView, links: Links, last: Category) -> None:
    """ "— Nord : 180 hommes", "- 474 members of the forces": the number behind an item's label, or at its head."""
    document = view.document
    start = document.tokens[view.tokens.start].start
    if view.harms or links or document.text[start] not in _BULLETS:
        return
    opener = _opener(document.text, start)
    if opener < 0:
        return
    place = next((place for place, counted in enumerate(view.counted) if view.form(counted.first - 1) == ":"), None)
    category: Category | None = last
    if place is None and view.counted and view.counted[0].first == view.tokens.start + 1:
        place, category = 0, _category_of_opening(view, opener)
    if place is None or category is None or place in view.excluded:
        return
    counted = view.counted[place]
    if counted.head in PEOPLE or (counted.head is Head.BARE and closes_clause(view, counted.end)):
        links[place] = Link(category, range(counted.first, counted.last), "list item")
        parts.inherit_in_parts(view, links, last)
        sharing.share_between_coordinated(view, links)


def _opener(text: str, start: int) -> int:
    """Where the line begins that ends with a colon and opens the list in which the item stands; -1 if none does."""
    floor = max(0, start - _LONGEST_LIST)
    before = text[floor:start].rstrip()
    for _ in range(_MOST_LINES):
        line = before.rfind("\n") + 1
        words = before[line:].strip()
        if words and words[0] not in _BULLETS:
            return floor + line if words.endswith(":") else -1
        if not line:
            return -1
        before = before[: line - 1].rstrip()
    return -1


def _category_of_opening(view: SentenceView, opener: int) -> Category | None:
    """What the line that opens the list says of those counted in it: "The dead, by affiliation:"."""
    document = view.document
    sentence = document.sentences[document.sentence_index(opener)]
    tokens = range(document.token_at(opener), document.token_range(sentence).stop)
    found = [harm.category for harm in find_harm(document, view.language, tokens, frozenset())]
    return found[-1] if found else None


def list_names(view: SentenceView, links: Links, recent: Sequence[Category]) -> None:
    """ "Twenty died: Kiambu, 8; Nairobi, 6; Kisumu, 6", "toll by county: Kiambu 8, Nairobi 6": names with numbers."""
    for opener in view.tokens:
        if view.form(opener) not in _OPENERS:
            continue
        items = _named_items(view, opener + 1)
        told = recent and not links and (_counts_on(view, opener) or _divides(view, opener))
        if told and len(items) >= _FEWEST_NAMES:
            _link_items(view, links, items, main_category(recent), "list item")
            sharing.share_between_coordinated(view, links)
            continue
        bare = [place for place in items if place not in links]
        category = _listed_category(view, links, opener, items)
        if len(items) >= _FEWEST_ITEMS and category is not None and bare == items[len(items) - len(bare) :]:
            _link_items(view, links, bare, category, "list by place")


def _link_items(view: SentenceView, links: Links, items: list[int], category: Category, rule: str) -> None:
    for place in items:
        links[place] = Link(category, range(view.counted[place].first, view.counted[place].last), rule)


def _listed_category(view: SentenceView, links: Links, opener: int, items: list[int]) -> Category | None:
    """What the numbers of a list count: the harm that its first item names, or a toll before it, of which they are."""
    if items and items[0] in links:
        return links[items[0]].category  # "South, 1,597 dead; North-West, 2"
    whole = max((place for place in links if view.counted[place].end <= opener), default=None)
    harm = _harm_before(view, opener)
    commas = any(view.form(view.counted[place].first - 1) == "," for place in items)
    if whole is None:
        # "the dead are Maria Lopez, 45; John Smith, 32": ages
        return harm.category if harm is not None and not commas else None
    parted = sum(view.counted[place].quantity.low or 0 for place in items)
    fits = parted <= (view.counted[whole].quantity.low or 0)
    return links[whole].category if fits or not commas else None


def _counts_on(view: SentenceView, opener: int) -> bool:
    """Whether a verb that counts, and no other harm, stands before it: "By province the ministry counted: Al Haouz"."""
    opening = range(max(view.tokens.start, opener - _LONGEST_OPENING), opener)
    if any(at in view.harm_at or view.form(at) in CLAUSE_ENDS for at in opening):
        return False
    return any(view.has(at, "counting") for at in opening)


def _divides(view: SentenceView, opener: int) -> bool:
    """Whether the words up to the token only say by what a count told before is divided: "By county:"."""
    few = opener - view.tokens.start <= _LONGEST_NAME
    return few and not view.harms and view.has(view.tokens.start, "prepositions")


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
        index = view.counted[place].noun_end
        if view.form(index) in _SEPARATORS:
            index += 1
        index = view.role(index, "conjunctions") or index
    return items


def _item_at(view: SentenceView, start: int) -> int | None:
    """The place of the number that a name at the token leads to and that closes its item."""
    index = start
    while index < start + _LONGEST_NAME and not view.counted_at(index):
        small = index > start and (view.form(index) in _NAME_MARKS or view.has(index, "of", "determiners"))
        capital = _may_name(view, index)
        if view.form(index) in _BEFORE_NUMBER and view.counted_at(index + 1):
            break
        if index in view.harm_at or not (small or capital):
            return None
        index += 1
    if index == start:
        return None
    index += view.form(index) in _BEFORE_NUMBER
    counted = view.counted_at(index)
    if counted is None or counted.head not in (Head.BARE, Head.HARM):
        return None
    closed = not view.is_word(counted.noun_end) or view.has(counted.noun_end, "conjunctions")
    return view.counted.index(counted) if closed else None


def _may_name(view: SentenceView, index: int) -> bool:
    """Whether the word has a capital, or stands in a script that has none and is no noun of the pack."""
    if not view.is_word(index):
        return False
    token = view.document.tokens[index]
    letter = view.document.text[token.start]
    if letter.lower() != letter.upper():
        return view.document.capitalised(token)
    return not people_lexicon(view.language).at(view.document.tokens, index, view.tokens.stop)


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
