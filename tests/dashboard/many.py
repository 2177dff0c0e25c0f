"""A large store, made up: claimants that report totals, events and vague words over three years, many outlets each."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from data.articles import Incoming
from data.store import Store
from extractors.models import Article, Attribution, Category, Extent, Figure, Period, Qualifier, Quantity, Span

CLAIMANTS = [f"Claimant {number}" for number in range(60)]
OUTLETS = [f"Outlet {number}" for number in range(40)]
FIRST_DAY = date(2022, 3, 1)
DAYS = 1000
_LINES = 10  # figures of an article
_BATCH = 500
_BOUNDS = (
    (Qualifier.EXACT, lambda n: (n, n)),
    (Qualifier.AT_LEAST, lambda n: (n, None)),
    (Qualifier.MORE_THAN, lambda n: (n, None)),
    (Qualifier.ABOUT, lambda n: (n, n)),
    (Qualifier.VAGUE, lambda _: (200, 999)),
)


def fill_many(store: Store, figures: int) -> None:
    """Put so many figures into the store, always the same ones."""
    batch = []
    for article in _articles(figures // _LINES):
        batch.append(article)
        if len(batch) == _BATCH:
            store.add_articles(batch)
            batch = []
    if batch:
        store.add_articles(batch)


def _articles(number: int) -> Iterator[Incoming]:
    chance = random.Random(1)
    for index in range(number):
        day = FIRST_DAY + timedelta(days=index * DAYS // number)
        text = f"Dispatch {index}\n"
        figures = []
        for _ in range(_LINES):
            text, figure = _line(text, day, chance)
            figures.append(figure)
        article = Article(
            text=text,
            id=f"many-{index}",
            title=f"Dispatch {index}",
            language="en",
            published_at=day,
            publisher=chance.choice(OUTLETS),
        )
        yield Incoming(article=article, figures=figures)


def _line(text: str, day: date, chance: random.Random) -> tuple[str, Figure]:
    # A few claimants are reported far more often than the others, as it is.
    claimant = CLAIMANTS[min(int(chance.expovariate(0.12)), len(CLAIMANTS) - 1)]
    number = 100 + (day - FIRST_DAY).days * (1 + CLAIMANTS.index(claimant) % 7)
    qualifier, bounds = chance.choice(_BOUNDS)
    quote = f"{number} soldiers"
    start = len(text)
    line = f"{quote} were hit, {claimant} said.\n"
    low, high = bounds(number)
    span = Span(start, start + len(quote))
    said = start + line.index(claimant)
    extent = chance.choice((Extent.RUNNING_TOTAL, Extent.EVENT, None))
    told: dict[str, Any] = {"period": Period(start=day, end=day)} if extent is Extent.EVENT else {}
    figure = Figure(
        span=span,
        category=chance.choice((Category.KILLED, Category.KILLED, Category.INJURED, Category.CASUALTIES)),
        quantity=Quantity(span=span, number=span, low=low, high=high, qualifier=qualifier),
        harm=span,
        rule="made up",
        victims=Span(start + len(str(number)) + 1, start + len(quote)),
        attribution=Attribution(source=Span(said, said + len(claimant)), rule="made up"),
        reported_on=day,
        extent=extent,
        **told,
    )
    return text + line, figure
