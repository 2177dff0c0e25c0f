"""Dossiers: the articles of one conflict or event, kept together under a name.

A dossier's keywords put new articles into it: each is a line, and an article fits where it holds all words of one
of the lines, in any case and with or without accents; a word stands for all words that begin with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, func, insert, select, update

from data.errors import DossierError
from data.logbook import write_log
from data.tables import article_dossiers, articles, dossiers
from extractors.text import fold

if TYPE_CHECKING:
    from data.store import Store

_BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A dossier, with how many articles it holds."""

    name: str
    description: str | None = None
    keywords: tuple[str, ...] = ()
    articles: int = 0


def put_into_dossier(store: Store, article_ids: Sequence[str], name: str) -> None:
    """Put the articles into the dossier of that name, made where there is none yet."""
    with store.writing() as connection:
        put_articles(connection, article_ids, name)


def put_articles(connection: Connection, article_ids: Sequence[str], name: str) -> None:
    """The same, in somebody else's transaction."""
    dossier = _id_of(connection, name)
    _link(connection, article_ids, _make(connection, name) if dossier is None else dossier)


def take_out_of_dossier(store: Store, article_ids: Sequence[str], name: str) -> None:
    """Take the articles out of the dossier of that name."""
    with store.writing() as connection:
        mine = article_dossiers.c.dossier_id == _id_of(connection, name)
        for chunk in _chunks(article_ids):
            connection.execute(delete(article_dossiers).where(mine, article_dossiers.c.article_id.in_(chunk)))


def read_dossiers(store: Store) -> tuple[str, ...]:
    """The names of the dossiers, sorted."""
    return tuple(dossier.name for dossier in list_dossiers(store))


def list_dossiers(store: Store) -> tuple[Dossier, ...]:
    """The dossiers, by name."""
    counted = (
        select(dossiers, func.count(article_dossiers.c.article_id).label("articles"))
        .outerjoin(article_dossiers, article_dossiers.c.dossier_id == dossiers.c.dossier_id)
        .group_by(dossiers.c.dossier_id)
        .order_by(dossiers.c.name)
    )
    with store.reading() as connection:
        rows = connection.execute(counted).all()
    return tuple(
        Dossier(name=r.name, description=r.description, keywords=_lines(r.keywords), articles=r.articles) for r in rows
    )


def dossiers_of(store: Store, article_id: str) -> tuple[str, ...]:
    """The names of the dossiers that hold the article."""
    mine = (
        select(dossiers.c.name)
        .join(article_dossiers, article_dossiers.c.dossier_id == dossiers.c.dossier_id)
        .where(article_dossiers.c.article_id == article_id)
        .order_by(dossiers.c.name)
    )
    with store.reading() as connection:
        return tuple(connection.scalars(mine))


def save_dossier(
    store: Store, name: str, *, description: str | None = None, keywords: Sequence[str] = (), apply: bool = False
) -> int:
    """Make a dossier, or change it; with `apply`, put the articles that fit its keywords into it now.

    How many articles were put into it. Raises DossierError for an empty name.
    """
    name = name.strip()
    if not name:
        raise DossierError("A dossier wants a name.")
    with store.writing() as connection:
        found = _id_of(connection, name)
        dossier = _make(connection, name) if found is None else found
        kept = "\n".join(line.strip() for line in keywords if line.strip())
        values = {"description": description, "keywords": kept or None}
        connection.execute(update(dossiers).where(dossiers.c.dossier_id == dossier).values(values))
        if not (apply and kept):
            return 0
        everything = connection.execute(select(articles.c.article_id, articles.c.title, articles.c.text))
        rules = _rules(kept)
        fitting = [row.article_id for row in everything if _fits(fold(f"{row.title or ''}\n{row.text}"), rules)]
        return _link(connection, fitting, dossier)


def rename_dossier(store: Store, name: str, new_name: str) -> None:
    """Give the dossier another name; raises DossierError where there is none, or the other name is taken."""
    with store.writing() as connection:
        dossier = _wanted(connection, name)
        if not new_name.strip() or _id_of(connection, new_name.strip()) not in (None, dossier):
            raise DossierError(
                f"There is a dossier {new_name!r} already." if new_name.strip() else "A dossier wants a name."
            )
        connection.execute(update(dossiers).where(dossiers.c.dossier_id == dossier).values(name=new_name.strip()))


def delete_dossier(store: Store, name: str, *, by: str | None = None) -> None:
    """Take the dossier away; its articles stay. Raises DossierError where there is none."""
    with store.writing() as connection:
        dossier = _wanted(connection, name)
        connection.execute(delete(dossiers).where(dossiers.c.dossier_id == dossier))
        write_log(connection, "delete_dossier", name, by=by)


def join_dossiers(connection: Connection, article_id: str, words: str, *, like: str | None = None) -> None:
    """Put a new article into the dossiers whose keywords it holds, and into those of its older version."""
    told = connection.execute(
        select(dossiers.c.dossier_id, dossiers.c.keywords).where(dossiers.c.keywords.is_not(None))
    )
    rules = [(row.dossier_id, _rules(row.keywords)) for row in told]
    folded = fold(words) if rules else ""
    fitting = {dossier for dossier, rule in rules if _fits(folded, rule)}
    if like is not None:
        older = select(article_dossiers.c.dossier_id).where(article_dossiers.c.article_id == like)
        fitting |= set(connection.scalars(older))
    for dossier in sorted(fitting):
        _link(connection, [article_id], dossier)


def _rules(keywords: str) -> list[list[re.Pattern[str]]]:
    return [[re.compile(rf"(?<!\w){re.escape(word)}") for word in fold(line).split()] for line in _lines(keywords)]


def _fits(folded: str, rules: list[list[re.Pattern[str]]]) -> bool:
    return any(all(word.search(folded) for word in line) for line in rules)


def _lines(keywords: str | None) -> tuple[str, ...]:
    return tuple(line for line in (keywords or "").splitlines() if line.strip())


def _link(connection: Connection, article_ids: Iterable[str], dossier: int) -> int:
    """Put the articles into the dossier; how many were not in it."""
    mine = article_dossiers.c.dossier_id == dossier
    linked = 0
    for chunk in _chunks(article_ids):
        there = select(article_dossiers.c.article_id).where(mine, article_dossiers.c.article_id.in_(chunk))
        known = set(connection.scalars(there))
        new = [{"article_id": key, "dossier_id": dossier} for key in chunk if key not in known]
        if new:
            connection.execute(insert(article_dossiers), new)
        linked += len(new)
    return linked


def _chunks(values: Iterable[str]) -> list[list[str]]:
    each = list(dict.fromkeys(values))
    return [each[start : start + _BATCH] for start in range(0, len(each), _BATCH)]


def _id_of(connection: Connection, name: str) -> int | None:
    found: int | None = connection.scalar(select(dossiers.c.dossier_id).where(dossiers.c.name == name))
    return found


def _wanted(connection: Connection, name: str) -> int:
    dossier = _id_of(connection, name)
    if dossier is None:
        raise DossierError(f"There is no dossier {name!r}.")
    return dossier


def _make(connection: Connection, name: str) -> int:
    result = connection.execute(insert(dossiers).values(name=name))
    assert result.inserted_primary_key is not None
    return int(result.inserted_primary_key[0])
