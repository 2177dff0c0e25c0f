"""Readings → the store: in batches, each kept whole, so that what is done stays done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from data.dossiers import put_into_dossier
from data.intake import Done, answer_readings, complete_and_extract
from data.store import Outcome, Store
from extractors.models import Article, Figure
from extractors.readers.reading import Reading

Answered = Done[tuple[Article, tuple[Figure, ...]]]

_BATCH = 50


class Report(Protocol):
    """Whoever wants to know how far it is."""

    def done(self, reading: Reading, figures: int) -> None:
        """An article is in the store, with so many figures."""

    def problem(self, reading: Reading) -> None:
        """An article could not be read."""


@dataclass(slots=True)
class Counts:
    """What adding came to."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    figures: int = 0
    problems: int = 0

    def __str__(self) -> str:
        """One sentence for the terminal and the page."""
        parts = [f"{self.outcomes[Outcome.ADDED]} added"]
        parts += (
            [f"{self.outcomes[Outcome.NEW_VERSION]} in a new version"] if self.outcomes[Outcome.NEW_VERSION] else []
        )
        parts += [f"{self.outcomes[Outcome.KNOWN]} there already"] if self.outcomes[Outcome.KNOWN] else []
        parts += [f"{self.problems} not readable"] if self.problems else []
        return f"Articles: {', '.join(parts)}. New figures: {self.figures}."


def add_readings(
    store: Store,
    readings: Iterable[Reading],
    *,
    jobs: int = 1,
    dossier: str | None = None,
    report: Report | None = None,
) -> Counts:
    """Put the articles into the store with their figures; each problem is counted and reported, the rest goes on."""
    counts = Counts()
    for batch in _batches(answer_readings(readings, complete_and_extract, jobs=jobs)):
        good = [(done.reading, done.answer) for done in batch if done.answer is not None]
        added = store.add_articles(answer for _, answer in good)
        if dossier and added:
            put_into_dossier(store, [article.article_id for article in added], dossier)
        for (reading, _), article in zip(good, added, strict=True):
            counts.outcomes[article.outcome] += 1
            counts.figures += article.figures if article.outcome is not Outcome.KNOWN else 0
            if report:
                report.done(reading, article.figures)
        for done in batch:
            if done.answer is None:
                counts.problems += 1
                if report:
                    report.problem(done.reading)
    return counts


def _batches(answers: Iterable[Answered]) -> Iterator[list[Answered]]:
    batch: list[Answered] = []
    for answer in answers:
        batch.append(answer)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
