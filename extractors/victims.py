"""Figures → figures with the words for who was harmed."""

from __future__ import annotations

from dataclasses import replace

from extractors.counted import Counted, Head, SentenceView
from extractors.links import Link
from extractors.models import Figure, Span


def assign_victims(views: list[tuple[SentenceView, dict[int, Link]]], figures: list[Figure]) -> tuple[Figure, ...]:
    """The figures, each with the noun phrase of its people where it names any."""
    places = [(view, view.counted[place]) for view, links in views for place in sorted(links)]
    found: list[Figure] = []
    for (view, counted), figure in zip(places, figures, strict=True):
        found.append(replace(figure, victims=_own_victims(view, counted)))
    return tuple(found)


def _own_victims(view: SentenceView, counted: Counted) -> Span | None:
    if not counted.noun or counted.head in (Head.ANYBODY, Head.ANAPHOR, Head.BARE):
        return None
    tokens = view.document.tokens
    return Span(tokens[counted.noun.start].start, tokens[counted.noun.stop - 1].end)
