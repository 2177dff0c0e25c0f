"""Articles that an older extractor read → read again; what readers decided stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from data.articles import insert_figures
from data.intake import Done, answer_readings, complete_and_extract
from data.records import Row, extractor_version, figure_rows
from data.review import current_rows, revise
from data.schema import OWN_FIGURE_COLUMNS, Status
from data.store import Store
from data.tables import articles, figures
from extractors.models import Article, Figure, Span
from extractors.readers.reading import Reading

Extracted = tuple[Article, tuple[Figure, ...]]

_BATCH = 100
_MACHINE_ACTIONS = ("extract", "reextract", "supersede", "resolve", "unresolve")
# What a new reading can change; the rest identifies the figure, or is the reader's.
_READ = [
    column.name
    for column in OWN_FIGURE_COLUMNS
    if column.name
    not in {"figure_id", "article_id", "status", "reviewed_by", "reviewed_at", "note", "extractor_version"}
]


@dataclass(slots=True)
class Changes:
    """What reading again came to."""

    articles: int = 0
    new: int = 0
    changed: int = 0
    superseded: int = 0
    kept: int = 0  # decided by a reader, and therefore left
    problems: int = 0

    def __str__(self) -> str:
        """One sentence for the terminal and the page."""
        return (
            f"{self.articles} articles read again: {self.new} new figures, {self.changed} changed, "
            f"{self.superseded} superseded, {self.kept} kept as readers decided."
        )


def reextract(
    store: Store,
    *,
    everything: bool = False,
    jobs: int = 1,
    extract: Callable[[Article], Extracted] = complete_and_extract,
    report: Callable[[Done[Extracted]], None] | None = None,
) -> Changes:
    """Read again the articles that another version of the extractor read last, or all of them.

    What a reader accepted, corrected, rejected or added stays, and nothing new is put over its words. Each batch of
    articles is kept whole: stopped and started again, it goes on where it was.
    """
    changes = Changes()
    readings = _readings(store, everything=everything)
    batch: list[Extracted] = []
    for done in answer_readings(readings, extract, jobs=jobs):
        if report:
            report(done)
        if done.answer is None:
            changes.problems += 1
            continue
        batch.append(done.answer)
        if len(batch) == _BATCH:
            _keep(store, batch, changes)
            batch = []
    _keep(store, batch, changes)
    return changes


def count_outdated(store: Store, *, everything: bool = False) -> int:
    """How many articles would be read again."""
    return len(_outdated(store, everything=everything))


def _outdated(store: Store, *, everything: bool) -> list[str]:
    statement = select(articles.c.article_id).order_by(articles.c.article_id)
    if not everything:
        statement = statement.where(articles.c.extracted_with.is_distinct_from(extractor_version()))
    with store.reading() as connection:
        return list(connection.scalars(statement))


def _readings(store: Store, *, everything: bool) -> Iterator[Reading]:
    for article_id in _outdated(store, everything=everything):
        article = store.read_article(article_id)
        if article is not None:
            yield Reading(where=article_id, article=article)


def _keep(store: Store, batch: Sequence[Extracted], changes: Changes) -> None:
    with store.writing() as connection:
        for article, found in batch:
            update_figures(connection, article, figure_rows(article, found, store.registry), changes)
            mine = articles.c.article_id == article.id
            connection.execute(update(articles).where(mine).values(extracted_with=extractor_version()))
            changes.articles += 1


def update_figures(connection: Connection, article: Article, rows: Sequence[Row], changes: Changes) -> None:
    """Bring the figures of an article to what was read now, but for what readers decided."""
    old = {row["figure_id"]: row for row in current_rows(connection, article.id)}
    decided = _decided(connection, article.id)
    taken = [Span(old[key]["start"], old[key]["end"]) for key in decided if key in old]
    changes.kept += len(decided)
    new = []
    for row in rows:
        before = old.get(row["figure_id"])
        if row["figure_id"] in decided or any(Span(row["start"], row["end"]).overlaps(span) for span in taken):
            continue
        if before is None:
            new.append(row)
        elif before["status"] == Status.SUPERSEDED or any(before[name] != row[name] for name in _READ):
            values = {name: row[name] for name in (*_READ, "extractor_version")}
            revise(connection, [before], "reextract", {**values, "status": Status.AUTOMATIC})
            changes.changed += 1
    insert_figures(connection, new, article.title)
    read = {row["figure_id"] for row in rows}
    gone = [row for key, row in old.items() if key not in read | decided and row["status"] == Status.AUTOMATIC]
    revise(connection, gone, "supersede", {"status": Status.SUPERSEDED})
    changes.new += len(new)
    changes.superseded += len(gone)


def _decided(connection: Connection, article_id: str) -> set[str]:
    """The figures of the article about which a reader has decided, and not taken it back altogether."""
    human = (figures.c.article_id == article_id) & figures.c.current & figures.c.action.not_in(_MACHINE_ACTIONS)
    reviewed = (figures.c.status != Status.AUTOMATIC) | (figures.c.action == "annotate")
    return set(connection.scalars(select(figures.c.figure_id).where(human, reviewed)))
