"""Figures → figures marked where they are a part of another one of the same text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.figures.classified_parts import is_among
from extractors.figures.counted import Counted, Head, SentenceView
from extractors.figures.links import Link, fronted
from extractors.figures.parts import part_cue
from extractors.figures.subset_cues import cued_parts
from extractors.figures.subset_lists import listed_parts
from extractors.models import Category, Figure, Qualifier
from extractors.text import Document

_DASH = re.compile(r"\s*[–—]\s*$")
_OPENS_PARTS = re.compile(r"[(:]\s*[\"«“]?\s*$")
_ENDS_PARTS = re.compile(r"[.;!?)\n]")
_LONGEST_SUM = 7
_SMALLEST_WHOLE = 5  # smaller sums hold by chance
_SMALLEST_TOTAL = 100  # that tells by its sum alone what it counts
_SMALLEST_SHARE, _LARGEST_SHARE = 0.6, 1.1  # of a count of casualties that its killed and injured make up together
_FARTHEST_SPLIT = 250  # characters between a count of casualties and its killed and injured
_FARTHEST_PART = 60  # characters between a whole and the first of its parts


def mark_subsets(
    document: Document, views: Sequence[tuple[SentenceView, dict[int, Link]]], figures: tuple[Figure, ...]
) -> tuple[Figure, ...]:
    """The figures, parts of a stated whole marked as such: by words, by brackets and lists, or by their sum."""
    figures = _counts_of_both(figures)
    parts, wholes = _named_parts(views)
    parts = _continued_parts(document, figures, parts | cued_parts(views, figures), wholes)
    parts |= _bracketed_parts(document, figures)
    parts |= listed_parts(document, figures)
    parts |= _summed_parts(document, figures)
    parts |= _split_casualties(document, figures)
    return tuple(replace(figure, subset=place in parts) for place, figure in enumerate(figures))


def _named_parts(views: Sequence[tuple[SentenceView, dict[int, Link]]]) -> tuple[set[int], set[int]]:
    """The places of figures that words make a part, and of those that they make the whole of the part before."""
    parts: set[int] = set()
    wholes: set[int] = set()
    place = 0
    for view, links in views:
        for index in sorted(links):
            counted = view.counted[index]
            if is_part(view, counted, links[index]):
                parts.add(place)
            elif index - 1 in links and is_among(view, view.counted[index - 1], counted):
                wholes.add(place)
            place += 1
    return parts, wholes


def is_part(view: SentenceView, counted: Counted, link: Link) -> bool:
    """Whether words make the figure a part of another one ("dont", "of them", "among the dead are")."""
    return (
        (counted.partitive and counted.harm is not None and not _of_ones_own(view, counted))
        or counted.head is Head.ANAPHOR
        or link.rule in ("part", "breakdown", "increment")
        or part_cue(view, counted)
        or _of_fronted_whole(view, counted, link)
    )


def _of_fronted_whole(view: SentenceView, counted: Counted, link: Link) -> bool:
    """ "of the twelve wounded, three are in intensive care": a bare number of those harmed in the same way."""
    place = view.counted.index(counted)
    whole = view.counted[place - 1] if place else None
    if whole is None or counted.head is not Head.BARE or whole.harm is None or not fronted(view, whole):
        return False
    return whole.harm.category is link.category


def _of_ones_own(view: SentenceView, counted: Counted) -> bool:
    """Whether the whole is somebody's people, which no figure states: "333 of its soldiers have died"."""
    return any(view.has(index, "possessives") for index in range(counted.last, counted.end))


def _continued_parts(document: Document, figures: tuple[Figure, ...], parts: set[int], wholes: set[int]) -> set[int]:
    """The parts with what is coordinated to them ("including 12 children and 3 women")."""
    found = set(parts)
    for place in range(1, len(figures)):
        before, figure = figures[place - 1], figures[place]
        between = document.folded[before.quantity.span.end : figure.quantity.span.start]
        if place - 1 not in found or place in found | wholes or _ENDS_PARTS.search(between):
            continue
        if figure.category is not before.category and _has_whole(figures, place - 1):
            continue  # "18 killed including 8 civilians and 27 wounded"
        if figure.rule in ("coordination", "list by place") or ("," not in between and len(between) < _FARTHEST_PART):
            found.add(place)
    return found


def _bracketed_parts(document: Document, figures: tuple[Figure, ...]) -> set[int]:
    """ "148 casualties (93 dead and 55 wounded)", "113 were identified: 71 Swiss, 14 French"."""
    found: set[int] = set()
    for place in range(1, len(figures)):
        before, figure = figures[place - 1], figures[place]
        between = document.folded[before.quantity.span.end : figure.quantity.span.start]
        if _ENDS_PARTS.search(between) or len(between) > _FARTHEST_PART:
            continue
        dashed = _DASH.match(document.folded[before.span.end : figure.quantity.span.start])  # "five – three of them …"
        opened = (_OPENS_PARTS.search(between) or dashed) and _may_hold(before, figure)
        if opened or (place - 1 in found and (figure.category is before.category or _may_hold_any(figures, place))):
            found.add(place)
    return found


def _has_whole(figures: tuple[Figure, ...], place: int) -> bool:
    """Whether one of the figures just before is the whole of the figure, and of its own category."""
    part = figures[place]
    wholes = figures[max(0, place - _LONGEST_SUM) : place]
    return any(whole.category is part.category and _may_hold(whole, part) for whole in wholes)


def _may_hold_any(figures: tuple[Figure, ...], place: int) -> bool:
    """Whether one of the figures just before can be the whole of the figure."""
    return any(_may_hold(whole, figures[place]) for whole in figures[max(0, place - _LONGEST_SUM) : place])


def _may_hold(whole: Figure, part: Figure) -> bool:
    """Whether the figure can be a part of the other by its category and number."""
    same = whole.category is part.category or whole.category is Category.CASUALTIES
    return same and (part.quantity.low or 0) < (whole.quantity.high or whole.quantity.low or 0)


def _counts_of_both(figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The figures, those that add up the killed and injured told beside them as casualties ("1,674 victims")."""
    found = list(figures)
    for place, whole in enumerate(figures):
        if whole.category is not Category.KILLED or (whole.quantity.low or 0) < _SMALLEST_TOTAL:
            continue
        for pair in (figures[place + 1 : place + 3], figures[max(0, place - 2) : place]):
            kinds = {part.category for part in pair}
            near = pair and abs(pair[0].span.start - whole.span.start) <= _FARTHEST_SPLIT
            if near and kinds == {Category.KILLED, Category.INJURED} and _adds_up(whole, pair):
                found[place] = replace(whole, category=Category.CASUALTIES)
    return tuple(found)


def _adds_up(whole: Figure, pair: Sequence[Figure]) -> bool:
    exact = all(part.quantity.qualifier is Qualifier.EXACT for part in pair)
    return exact and sum(part.quantity.low or 0 for part in pair) == whole.quantity.low


def _split_casualties(document: Document, figures: tuple[Figure, ...]) -> set[int]:
    """ "some 320,000 casualties, of them about 50,000 killed and 200,000 wounded": both of a count."""
    found: set[int] = set()
    for place, whole in enumerate(figures[:-2]):
        pair = figures[place + 1 : place + 3]
        near = pair[1].span.start - whole.span.end <= _FARTHEST_SPLIT
        apart = document.sentence_index(whole.span.start) < document.sentence_index(pair[0].span.start)
        if apart and any(part.quantity.low is None or part.quantity.high is None for part in pair):
            continue  # "1,100 casualties. The other service had told of at least 100 dead and 1,000 wounded"
        kinds = {part.category for part in pair}
        if whole.category is not Category.CASUALTIES or kinds != {Category.KILLED, Category.INJURED} or not near:
            continue
        total = whole.quantity.high or whole.quantity.low or 0
        parted = sum(part.quantity.low or part.quantity.high or 0 for part in pair)
        if all(_may_hold(whole, part) for part in pair) and _SMALLEST_SHARE <= parted / total <= _LARGEST_SHARE:
            found.update((place + 1, place + 2))
    return found


def _summed_parts(document: Document, figures: tuple[Figure, ...]) -> set[int]:
    """Runs of figures of one paragraph that add up to another one of the text, of their category or of casualties."""
    wholes: dict[tuple[Category, int], list[int]] = {}
    for place, figure in enumerate(figures):
        if figure.quantity.low is not None and figure.quantity.low >= _SMALLEST_WHOLE:
            wholes.setdefault((figure.category, figure.quantity.low), []).append(place)
    found: set[int] = set()
    for start, figure in enumerate(figures):
        ahead = range(start, min(start + _LONGEST_SUM, len(figures)))
        line = [at for at in ahead if "\n" not in document.text[figure.span.start : figures[at].span.start]]
        found |= _run_that_adds_up(figures, line, wholes)
        # "8 died on Friday, where 13 were abducted, and another 13 on Sunday": those of a kind alone
        found |= _run_that_adds_up(figures, [at for at in line if figures[at].category is figure.category], wholes)
    return found


def _run_that_adds_up(
    figures: tuple[Figure, ...], places: list[int], wholes: dict[tuple[Category, int], list[int]]
) -> set[int]:
    """The first of the places, as many as add up to a whole outside them; none where no such sum is stated."""
    found: set[int] = set()
    total = 0
    categories: set[Category] = set()
    for count, place in enumerate(places, start=1):
        part = figures[place]
        if part.quantity.qualifier is not Qualifier.EXACT or part.quantity.low is None:
            break
        total += part.quantity.low
        categories.add(part.category)
        category = part.category if len(categories) == 1 else Category.CASUALTIES
        outside = wholes.get((category, total), ()) if count > 1 else ()
        if outside and not places[0] <= outside[0] <= outside[-1] <= place:
            found.update(places[:count])
    return found
