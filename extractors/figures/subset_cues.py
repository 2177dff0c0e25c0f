"""Figures → those that what is told of them makes a part of a larger one stated near them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.figures.counted import Counted, SentenceView
from extractors.figures.links import CLAUSE_ENDS, PEOPLE, Link, coordinated
from extractors.models import Category, Figure

_MOST_BETWEEN = 6  # figures between a whole and its part
_FARTHEST_WHOLE = 4  # sentences
_NEAR_STILL = 3  # tokens from "still" to the number
_LONGEST_CLAUSE = 12  # tokens behind a number that tell what became of those counted
_LONGEST_FRONT = 12  # tokens between "in the capital alone" and the number
_LONGEST_ASIDE = 20  # tokens between "including" and the last number of its list


@dataclass(frozen=True, slots=True)
class _Place:
    """A figure with the words that it was read from."""

    view: SentenceView
    counted: Counted
    link: Link
    figure: Figure
    sentence: int


def cued_parts(views: Sequence[tuple[SentenceView, dict[int, Link]]], figures: Sequence[Figure]) -> set[int]:
    """The places of figures that a total raised by them, their own state or a part of the place makes a part."""
    places = list(_places(views, figures))
    found = {place for place in range(len(places)) if _raises_total(places, place)}
    for place, this in enumerate(places):
        told = _tells_state(this) or _of_one_place(this)
        listed = _ends_with_part(this) or _in_opened_aside(places, place)
        if listed or (told and _larger_before(places, place)) or _still_held(places, place):
            found.add(place)
    return found


def _places(views: Sequence[tuple[SentenceView, dict[int, Link]]], figures: Sequence[Figure]) -> Iterator[_Place]:
    linked = ((view, view.counted[index], links[index]) for view, links in views for index in sorted(links))
    for (view, counted, link), figure in zip(linked, figures, strict=True):
        yield _Place(view, counted, link, figure, view.document.sentence_index(figure.span.start))


def _most(figure: Figure) -> int:
    return figure.quantity.high or figure.quantity.low or 0


def _is_larger(whole: Figure, part: Figure) -> bool:
    """Whether the figure can be the whole of the other by its category and number."""
    return whole.category is part.category and _most(whole) > (part.quantity.low or part.quantity.high or 0)


def _larger_before(places: list[_Place], place: int) -> bool:
    """Whether a larger figure of the kind was stated shortly before."""
    this = places[place]
    near = [
        at for at in places[max(0, place - _MOST_BETWEEN) : place] if this.sentence - at.sentence <= _FARTHEST_WHOLE
    ]
    return any(_is_larger(at.figure, this.figure) for at in near)


def _raises_total(places: list[_Place], place: int) -> bool:
    """ "seven were killed, bringing the toll to 89", "… 18 villagers. That brings the toll to 89"."""
    this = places[place]
    for at in places[place + 1 : place + 1 + _MOST_BETWEEN]:
        if at.sentence - this.sentence > 1:
            return False
        if not _is_larger(at.figure, this.figure):
            continue
        view = at.view
        start = this.counted.end if at.view is this.view else view.tokens.start
        first = max(start, at.counted.first - _LONGEST_FRONT)
        if any(view.has(index, "raises") for index in range(first, at.counted.first)):
            return True
    return False


def _tells_state(this: _Place) -> bool:
    """ "217 injured. Seven are in intensive care", "34 bodies have been identified": what became of some of them."""
    view, counted = this.view, this.counted
    if this.link.category not in (Category.INJURED, Category.KILLED):
        return False
    for index in range(counted.last, min(counted.last + _LONGEST_CLAUSE, view.tokens.stop)):
        if view.form(index) in CLAUSE_ENDS or view.in_quantity(index) or view.form(index) == ",":
            return False
        if view.has(index, "conditions"):
            return True
    return False


def _of_one_place(this: _Place) -> bool:
    """ "In the capital alone, 12 died", "À Banias seulement, soixante civils …"."""
    view, first = this.view, this.counted.first
    for index in range(first - 1, max(view.tokens.start, first - _LONGEST_FRONT) - 1, -1):
        if view.form(index) in CLAUSE_ENDS or view.in_quantity(index):
            return False
        end = view.role(index, "alone")
        if end is not None and not view.has(end, "calendar"):  # "only on Sunday did it speak of 35"
            return not _counts_before(view, index)
    return False


def _counts_before(view: SentenceView, index: int) -> bool:
    """Whether another number of the same clause comes first: "five died on Friday alone, it has six dead"."""
    for at in range(index - 1, max(view.tokens.start, index - _LONGEST_FRONT) - 1, -1):
        if view.form(at) == "," or view.form(at) in CLAUSE_ENDS:
            return False
        if view.in_quantity(at):
            return True
    return False


def _still_held(places: list[_Place], place: int) -> bool:
    """ "50 of the pupils have fled, 253 are still held": those left of a larger number taken, told near it."""
    this = places[place]
    if this.link.category is not Category.CAPTURED:
        return False
    near = places[max(0, place - _MOST_BETWEEN) : place + _MOST_BETWEEN]
    words = range(min(this.counted.first, this.link.words.start) - _NEAR_STILL, this.link.words.stop + 1)
    told = any(this.view.has(index, "remaining") for index in words)
    return told and any(_is_larger(at.figure, this.figure) for at in near)


def _ends_with_part(this: _Place) -> bool:
    """ "twenty dead, five reporters and a rescuer included": words behind the list's last item."""
    view = this.view
    after = view.counted_at(next((i for i in range(this.counted.end, this.counted.end + 3) if view.counted_at(i)), -1))
    if after is None or not coordinated(view, this.counted, after) or this.counted.head not in PEOPLE:
        return False
    return view.has(after.end, "subset_after") and after.head in PEOPLE


def _in_opened_aside(places: list[_Place], place: int) -> bool:
    """ ", including the 17 passengers of a car on its way to a party and two pedestrians,": a list that goes on."""
    this = places[place]
    before = places[place - 1] if place else None
    if before is None or before.view is not this.view or this.counted.head not in PEOPLE:
        return False
    view, first = this.view, this.counted.first
    if not view.has(first - 1, "conjunctions") or before.link.rule != "part" or before.link.words != this.link.words:
        return False
    gap = range(max(before.counted.end, first - _LONGEST_ASIDE), first)
    return not any(view.form(at) == "," or view.form(at) in CLAUSE_ENDS or at in view.harm_at for at in gap)
