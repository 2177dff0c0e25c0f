"""Readings → the store: in batches, each kept whole, so that what is done stays done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from sqlalchemy import Connection

from data.article_edits import complete_articles
from data.dossiers import put_articles, put_into_dossier
from data.fetch import is_address, read_address
from data.intake import Done, answer_readings, batched, complete_and_extract
from data.records import text_hash
from data.store import Added, Incoming, Outcome, Store
from extractors.models import Article, Figure
from extractors.readers.files import read_inputs, total_size
from extractors.readers.reading import Given, Reading

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
    completed: int = 0  # there already, but less of them was known
    figures: int = 0
    problems: int = 0

    def __str__(self) -> str:
        """One sentence for the terminal and the page."""
        parts = [f"{self.outcomes[Outcome.ADDED]} added"]
        parts += (
            [f"{self.outcomes[Outcome.NEW_VERSION]} in a new version"] if self.outcomes[Outcome.NEW_VERSION] else []
        )
        parts += [f"{self.outcomes[Outcome.KNOWN]} there already"] if self.outcomes[Outcome.KNOWN] else []
        parts += [f"{self.completed} of them completed"] if self.completed else []
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
    """Put the articles into the store with their figures; each problem is counted and reported, the rest goes on.

    Articles that are there already are not read again (an import that was stopped goes on where it was), unless a
    date comes with them that was not known.
    """
    counts = Counts()
    unknown = _unknown(store, readings, counts, dossier, report)
    for batch in batched(answer_readings(unknown, complete_and_extract, jobs=jobs), _BATCH):
        _keep(store, batch, counts, dossier, report)
    return counts


def _unknown(
    store: Store, readings: Iterable[Reading], counts: Counts, dossier: str | None, report: Report | None
) -> Iterator[Reading]:
    """The readings without those whose text is kept already."""
    for batch in batched(readings, _BATCH):
        hashes = {id(reading): text_hash(reading.article.text) for reading in batch if reading.article}
        known = store.known_texts(set(hashes.values()))
        there = {key: known[text] for key, text in hashes.items() if text in known}
        if dossier and there:
            put_into_dossier(store, list(there.values()), dossier)
        copies = {there[id(reading)]: reading.article for reading in batch if reading.article and id(reading) in there}
        counts.completed += complete_articles(store, copies)
        for reading in batch:
            if id(reading) not in there:
                yield reading
                continue
            counts.outcomes[Outcome.KNOWN] += 1
            if report:
                report.done(reading, 0)


def _keep(store: Store, batch: Sequence[Answered], counts: Counts, dossier: str | None, report: Report | None) -> None:
    good = [(done.reading, *done.answer) for done in batch if done.answer is not None]
    added = store.add_articles(
        [
            Incoming(article=article, figures=figures, retrieved_at=reading.retrieved_at, feed_url=reading.feed_url)
            for reading, article, figures in good
        ],
        also=_joining(dossier),
    )
    for (reading, *_), kept in zip(good, added, strict=True):
        counts.outcomes[kept.outcome] += 1
        counts.figures += kept.figures if kept.outcome is not Outcome.KNOWN else 0
        if report:
            report.done(reading, kept.figures)
    for done in batch:
        if done.answer is None:
            counts.problems += 1
            if report:
                report.problem(done.reading)


def _joining(dossier: str | None) -> Callable[[Connection, Sequence[Added]], None] | None:
    """What puts the articles into the dossier, in the transaction that keeps them."""
    if dossier is None:
        return None
    return lambda connection, added: put_articles(connection, [kept.article_id for kept in added], dossier)


def read_everything(inputs: Iterable[str], given: Given) -> Iterator[Reading]:
    """The articles of all inputs in order: files, folders, standard input, web addresses, feeds."""
    for name in inputs:
        yield from read_address(name, given) if is_address(name) else read_inputs([name], given)


def size_of(inputs: Sequence[str]) -> int | None:
    """The bytes that the inputs hold together; None where that cannot be told beforehand."""
    return None if any(map(is_address, inputs)) else total_size(inputs)
