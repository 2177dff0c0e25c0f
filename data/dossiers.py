"""Dossiers: the articles of one conflict or event, kept together under a name."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select

from data.store import Store
from data.tables import article_dossiers, dossiers


def put_into_dossier(store: Store, article_ids: Sequence[str], name: str) -> None:
    """Put the articles into the dossier of that name, made where there is none yet."""
    with store.writing() as connection:
        dossier = _id_of(connection, name) or _make(connection, name)
        mine = article_dossiers.c.dossier_id == dossier
        there = set(connection.scalars(select(article_dossiers.c.article_id).where(mine)))
        new = [{"article_id": key, "dossier_id": dossier} for key in dict.fromkeys(article_ids) if key not in there]
        if new:
            connection.execute(insert(article_dossiers), new)


def take_out_of_dossier(store: Store, article_ids: Sequence[str], name: str) -> None:
    """Take the articles out of the dossier of that name."""
    with store.writing() as connection:
        mine = (article_dossiers.c.dossier_id == _id_of(connection, name)) & article_dossiers.c.article_id.in_(
            article_ids
        )
        connection.execute(delete(article_dossiers).where(mine))


def read_dossiers(store: Store) -> tuple[str, ...]:
    """The names of the dossiers, sorted."""
    with store.reading() as connection:
        return tuple(connection.scalars(select(dossiers.c.name).order_by(dossiers.c.name)))


def _id_of(connection: Connection, name: str) -> int | None:
    found: int | None = connection.scalar(select(dossiers.c.dossier_id).where(dossiers.c.name == name))
    return found


def _make(connection: Connection, name: str) -> int:
    result = connection.execute(insert(dossiers).values(name=name))
    assert result.inserted_primary_key is not None
    return int(result.inserted_primary_key[0])
