"""What readers decide about figures: each decision is a new revision, the older ones stay.

`accept`, `reject` and `annotate` take several figures at once; `correct` changes one; `undo` takes back the last
decision, and can be repeated until the figure is as the machine left it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pandas as pd
from sqlalchemy import Connection, insert, select, update

from data.articles import naive_utc, storable_row
from data.corrections import corrected_values
from data.errors import ReviewError
from data.frames import make_frame
from data.records import Row, extractor_version, figure_key, folded_values
from data.schema import OWN_FIGURE_COLUMNS, Column, Kind, Status
from data.store import Store
from data.tables import articles, figures
from extractors.models import Span

_AT_ONCE = 500  # identifiers in one statement: databases have limits

HISTORY_COLUMNS: tuple[Column, ...] = (
    Column(name="revision", kind=Kind.INTEGER, description="0 is what the machine said first.", hxl="#x_revision"),
    Column(name="action", kind=Kind.STRING, description="What was done.", hxl="#x_action"),
    Column(name="made_by", kind=Kind.STRING, description="Who did it; empty for the machine.", hxl="#x_made_by"),
    Column(name="made_at", kind=Kind.MOMENT, description="When (UTC).", hxl="#x_made_at"),
    *(column for column in OWN_FIGURE_COLUMNS if column.name not in {"figure_id", "article_id"}),
)


def accept(store: Store, figure_ids: Iterable[str], *, by: str, note: str | None = None) -> int:
    """Say that the figures are right as they stand; how many there were."""
    return _decide(store, figure_ids, "accept", by, {"status": Status.ACCEPTED, **_noted(note)})


def reject(store: Store, figure_ids: Iterable[str], *, by: str, note: str | None = None) -> int:
    """Say that the figures are none; they are kept out of sight. How many there were."""
    return _decide(store, figure_ids, "reject", by, {"status": Status.REJECTED, **_noted(note)})


def annotate(store: Store, figure_ids: Iterable[str], note: str, *, by: str) -> int:
    """Put a note beside the figures; their status stays. How many there were."""
    return _decide(store, figure_ids, "annotate", by, {"note": note or None}, reviewed=False)


def correct(store: Store, figure_id: str, changes: Mapping[str, Any], *, by: str, note: str | None = None) -> None:
    """Change any of the figure's own columns.

    A new `start` or `end` takes its quote and sentence from the article; a new `source` that the registry knows brings
    its kind and country. Raises ReviewError where there is no such figure, or a value cannot be.
    """
    with store.writing() as connection:
        row = _current(connection, [figure_id]).get(figure_id)
        if row is None:
            raise ReviewError(f"There is no figure {figure_id!r}.")
        text = connection.scalar(select(articles.c.text).where(articles.c.article_id == row["article_id"])) or ""
        values = corrected_values(row, changes, text, row["language"], store.registry)
        _write(connection, [row], "correct", by, {**values, "status": Status.CORRECTED, **_noted(note)}, reviewed=True)


def add_figure(
    store: Store, article_id: str, span: Span, values: Mapping[str, Any], *, by: str, note: str | None = None
) -> str:
    """Mark a figure that the machine missed; its identifier.

    `values` must tell `category`, `qualifier` and the bounds. Raises ReviewError where a value cannot be, or where
    the same words are a figure of that category already.
    """
    with store.writing() as connection:
        article = connection.execute(select(articles).where(articles.c.article_id == article_id)).one_or_none()
        if article is None:
            raise ReviewError(f"There is no article {article_id!r}.")
        blank: Row = dict.fromkeys(column.name for column in OWN_FIGURE_COLUMNS) | {"subset": False}
        told = {**values, "start": span.start, "end": span.end}
        row = blank | corrected_values(blank, told, article.text, article.language, store.registry)
        key = figure_key(article_id, Span(row["start"], row["end"]), row["category"], 0)
        if _current(connection, [key]):
            raise ReviewError("These words are a figure of that category already.")
        now = naive_utc(datetime.now(UTC))
        row |= {"figure_id": key, "article_id": article_id, "rule": "by hand", "extractor_version": extractor_version()}
        row |= {"status": Status.ACCEPTED, "reviewed_by": by, "reviewed_at": now, "note": note}
        row |= {"revision": 0, "current": True, "action": "add", "made_by": by, "made_at": now}
        connection.execute(insert(figures), storable_row({**row, **folded_values(row, article.title)}))
    return key


def undo(store: Store, figure_ids: Iterable[str], *, by: str) -> int:
    """Take back the last decision about each figure; for how many there was one."""
    undone = 0
    with store.writing() as connection:
        for chunk in _chunks(figure_ids):
            stacks: dict[str, list[Row]] = defaultdict(list)
            for row in _revisions(connection, chunk):
                if row["action"] == "undo":
                    stacks[row["figure_id"]].pop()
                else:
                    stacks[row["figure_id"]].append(row)
            current = _current(connection, chunk)
            for key, stack in stacks.items():
                if len(stack) > 1:
                    _write(connection, [current[key]], "undo", by, _content(stack[-2]), reviewed=False)
                    undone += 1
    return undone


def read_history(store: Store, figure_id: str) -> pd.DataFrame:
    """Everything that was ever said of a figure, oldest first, with the columns of HISTORY_COLUMNS."""
    with store.reading() as connection:
        rows = _revisions(connection, [figure_id])
    return make_frame(([row[column.name] for column in HISTORY_COLUMNS] for row in rows), HISTORY_COLUMNS)


def revise(connection: Connection, rows: Sequence[Row], action: str, values: Row, *, by: str | None = None) -> None:
    """Write new revisions that are no reader's decision about the figures themselves."""
    _write(connection, rows, action, by, values, reviewed=False)


def current_rows(connection: Connection, article_id: str) -> list[Row]:
    """The newest revisions of an article's figures, in the order of its text."""
    mine = (figures.c.article_id == article_id) & figures.c.current
    found = connection.execute(select(figures).where(mine).order_by(figures.c.start)).mappings()
    return [dict(row) for row in found]


def _noted(note: str | None) -> Row:
    """A note replaces the older one; without, that stays."""
    return {"note": note} if note else {}


def _decide(
    store: Store, figure_ids: Iterable[str], action: str, by: str, values: Row, *, reviewed: bool = True
) -> int:
    decided = 0
    with store.writing() as connection:
        for chunk in _chunks(figure_ids):
            rows = list(_current(connection, chunk).values())
            _write(connection, rows, action, by, values, reviewed=reviewed)
            decided += len(rows)
    return decided


def _write(
    connection: Connection, rows: Sequence[Row], action: str, by: str | None, values: Row, *, reviewed: bool
) -> None:
    """The rows with new values as their newest revisions."""
    if not rows:
        return
    now = naive_utc(datetime.now(UTC))
    made: Row = {"action": action, "made_by": by, "made_at": now, "current": True}
    made |= {"reviewed_by": by, "reviewed_at": now} if reviewed else {}
    names = [column.name for column in figures.columns]
    new = []
    for row in rows:
        changed = {**row, **values, **made, "revision": row["revision"] + 1}
        changed |= folded_values(changed, row.get("title"))
        new.append(storable_row({name: changed[name] for name in names}))
    for chunk in _chunks([row["figure_id"] for row in rows]):
        older = figures.c.figure_id.in_(chunk) & figures.c.current
        connection.execute(update(figures).where(older).values(current=False))
    connection.execute(insert(figures), new)


def _content(row: Row) -> Row:
    """What a revision says, without its own circumstances."""
    return {column.name: row[column.name] for column in OWN_FIGURE_COLUMNS}


def _current(connection: Connection, figure_ids: Sequence[str]) -> dict[str, Row]:
    statement = (
        select(figures, articles.c.title, articles.c.language)
        .join(articles, articles.c.article_id == figures.c.article_id)
        .where(figures.c.figure_id.in_(figure_ids), figures.c.current)
    )
    return {row["figure_id"]: dict(row) for row in connection.execute(statement).mappings()}


def _revisions(connection: Connection, figure_ids: Sequence[str]) -> list[Row]:
    statement = (
        select(figures).where(figures.c.figure_id.in_(figure_ids)).order_by(figures.c.figure_id, figures.c.revision)
    )
    return [dict(row) for row in connection.execute(statement).mappings()]


def _chunks(values: Iterable[str]) -> Iterable[list[str]]:
    each = list(dict.fromkeys(values))
    return [each[start : start + _AT_ONCE] for start in range(0, len(each), _AT_ONCE)]
