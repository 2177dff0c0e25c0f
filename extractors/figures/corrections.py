"""Counted things → links of numbers behind a colon that correct the count of the sentences before."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.figures.counted import Counted, Head, SentenceView
from extractors.figures.links import PEOPLE, Link, Links, closes_clause, coordinated, main_category
from extractors.figures.tolls import copula_before
from extractors.models import Category

_LONGEST_VERB = 4


def correct_counts(view: SentenceView, links: Links, recent: Sequence[Category]) -> None:
    """ "The minister corrected that: 27 students and 15 adults", "atualiza: são 24": a sentence without harm words."""
    if links or not recent or view.harms:
        return
    main = main_category(recent)
    for place, counted in enumerate(view.counted):
        if place in view.excluded or counted.quantity.article or counted.partitive:
            continue
        if counted.head not in (Head.BARE, *PEOPLE) or not closes_clause(view, counted.end):
            continue
        goes_on = place - 1 in links and coordinated(view, view.counted[place - 1], counted)
        if goes_on or _behind_colon(view, counted):
            links[place] = Link(main, range(counted.first, counted.last), "count again")


def _behind_colon(view: SentenceView, counted: Counted) -> bool:
    """Whether a verb that gives numbers, a colon and no more than a copula stand before the number."""
    copula = copula_before(view, counted)
    colon = (counted.first if copula is None or view.form(copula) == ":" else copula) - 1
    if view.form(colon) != ":":
        return False
    return any(view.role(start, "counting") == colon for start in range(colon - _LONGEST_VERB, colon))
