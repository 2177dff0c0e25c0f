"""Articles out of the store for good: their figures, revisions and places in dossiers go with them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, func, select

from data.logbook import write_log
from data.store import Store
from data.tables import articles, figures


def delete_articles(store: Store, article_ids: Iterable[str], *, by: str) -> int:
    """Delete the articles with all that was ever said of their figures; how many there were.

    The log keeps what was deleted, by whom and when: identifier, address, title, text hash and number of figures.
    An older version of a deleted article is the current one again.
    """
    deleted = 0
    with store.writing() as connection:
        for article_id in dict.fromkeys(article_ids):
            mine = articles.c.article_id == article_id
            row = connection.execute(select(articles).where(mine)).one_or_none()
            if row is None:
                continue
            its = (figures.c.article_id == article_id) & figures.c.current
            count = connection.scalar(select(func.count()).select_from(figures).where(its))
            told = [row.url, row.title, f"text {row.text_sha256}", f"{count} figures"]
            detail = "; ".join(part for part in told if part)
            connection.execute(delete(articles).where(mine))
            write_log(connection, "delete_article", article_id, by=by, detail=detail)
            deleted += 1
    return deleted
