"""The store: articles with their figures, kept in SQLite or PostgreSQL.

    store = open_store()
    store.add_article(article, extract_figures(article))
    frame = store.read_figures(Filters(sources=("NIS (South Korea)",)))

A frame has the columns of `data.schema.FIGURE_COLUMNS` in their order and of their types.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine, String, func, select, type_coerce
from sqlalchemy.exc import DatabaseError, OperationalError

from data.articles import Added, Incoming, Outcome, add_article
from data.connect import connect, sqlite_file, store_address
from data.errors import StoreUnreadableError
from data.filters import Filters
from data.frames import make_frame
from data.migrate import migrate
from data.own_sources import Additions, extend_registry, read_additions
from data.records import Registry, Row, figure_rows
from data.registry import load_registry
from data.schema import ARTICLE_COLUMNS, FIGURE_COLUMN_NAMES, FIGURE_COLUMNS, Column, Kind
from data.selection import NEWEST_FIRST, count_figures, select_figures, select_values
from data.tables import articles, figures, log
from extractors.models import Article, Figure

__all__ = ["Added", "Incoming", "Outcome", "Store", "open_store"]

_ROWS_AHEAD = 2000


def open_store(url: str | None = None, *, create: bool = True, registry: Registry | None = None) -> Store:
    """The store at an address, its tables made where they are not there yet and brought up to date where they are old.

    The address is `url`, else BILAN_DATABASE_URL, else the file `bilan.sqlite` in the working directory. Without
    `create`, MissingStoreError tells of a file that is not there. StoreUnreadableError tells of anything else.
    """
    address = store_address(url)
    engine = connect(address, create=create)
    try:
        migrate(engine, sqlite_file(address))
    except OperationalError as error:
        raise StoreUnreadableError(f"The store at {address.render_as_string()} cannot be reached.") from error
    except DatabaseError as error:
        raise StoreUnreadableError(f"{address.render_as_string()} is not a store of Bilan.") from error
    return Store(engine, registry)


@contextmanager
def _told() -> Iterator[None]:
    """A database that fails is told of in one sentence."""
    try:
        yield
    except (OperationalError, DatabaseError) as error:
        raise StoreUnreadableError(f"The store cannot be used: {str(error.orig).splitlines()[0]}.") from error


class Store:
    """Articles and their figures; safe to share between threads, and between processes through its address."""

    def __init__(self, engine: Engine, registry: Registry | None = None) -> None:
        self.engine = engine
        self._base = registry
        self._extended: tuple[Additions, Registry] | None = None

    @property
    def registry(self) -> Registry:
        """Who the claimants are: what ships with Bilan (or the registry given), with the user's additions."""
        with self.reading() as connection:
            additions = read_additions(connection)
        if self._extended is None or self._extended[0] != additions:
            self._extended = additions, extend_registry(self._base or load_registry(), additions)
        return self._extended[1]

    def close(self) -> None:
        """Let go of the connections; the store can be used again."""
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees the store as it is at one moment."""
        with _told(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose changes are kept together at the end, or not at all; other writers wait."""
        with (
            _told(),
            self.engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            yield connection

    # --- articles in

    def add_article(
        self,
        article: Article,
        found: Sequence[Figure],
        *,
        retrieved_at: datetime | None = None,
        feed_url: str | None = None,
        added_at: datetime | None = None,
    ) -> Added:
        """Keep an article with its figures, whole or not at all.

        The same text is one article, whatever its address. The same address with another text is a newer version:
        the older one stays, its figures are superseded. Dossiers whose keywords it holds take it in.
        """
        incoming = Incoming(article=article, figures=found, retrieved_at=retrieved_at, feed_url=feed_url)
        (added,) = self.add_articles([incoming], added_at=added_at)
        return added

    def add_articles(
        self,
        batch: Iterable[Incoming],
        *,
        added_at: datetime | None = None,
        also: Callable[[Connection, Sequence[Added]], None] | None = None,
    ) -> list[Added]:
        """Keep several articles with their figures in one transaction: all of them, or none.

        `also` is done in the same transaction, with what the articles came to.
        """
        registry = self.registry
        # Made before the lock is taken: others wait for it.
        prepared = [(incoming, figure_rows(incoming.article, incoming.figures, registry)) for incoming in batch]
        moment = added_at or datetime.now(UTC)
        with self.writing() as connection:
            added = [add_article(connection, incoming, rows, registry, moment) for incoming, rows in prepared]
            if also:
                also(connection, added)
        return added

    def known_texts(self, fingerprints: Collection[str]) -> dict[str, str]:
        """Of the texts with these hashes (`data.records.text_hash`), those kept already, with their article's id."""
        with self.reading() as connection:
            statement = select(articles.c.text_sha256, articles.c.article_id).where(
                articles.c.text_sha256.in_(fingerprints)
            )
            return {row.text_sha256: row.article_id for row in connection.execute(statement)}

    # --- figures and articles out

    def read_figures(
        self,
        filters: Filters = Filters(),  # noqa: B008 - frozen
        *,
        limit: int | None = None,
        offset: int = 0,
        order: Sequence[str] = NEWEST_FIRST,
    ) -> pd.DataFrame:
        """The figures that the filters choose, one a row, with the schema's columns and types.

        `order` names columns, "-" before one turns it round; rows that are equal in them always come in one order.
        """
        statement = select_figures(filters, FIGURE_COLUMN_NAMES, order).limit(limit).offset(offset)
        return self._frame(statement, FIGURE_COLUMNS)

    def count_figures(self, filters: Filters = Filters()) -> int:  # noqa: B008 - frozen
        """How many figures the filters choose."""
        with self.reading() as connection:
            return connection.scalar(count_figures(filters)) or 0

    def read_values(self, column: str, filters: Filters = Filters()) -> dict[str, int]:  # noqa: B008 - frozen
        """The values of a column with how many figures have each, most frequent first: what a filter can offer."""
        with self.reading() as connection:
            return {row.value: row.figures for row in connection.execute(select_values(column, filters))}

    def read_article(self, article_id: str) -> Article | None:
        """The article with its text, or None."""
        with self.reading() as connection:
            row = connection.execute(select(articles).where(articles.c.article_id == article_id)).one_or_none()
        if row is None:
            return None
        return Article(
            text=row.text,
            id=row.article_id,
            title=row.title,
            language=row.language,
            published_at=row.published_at,
            publisher=row.publisher,
            url=row.url,
            archive_url=row.archive_url,
        )

    def read_articles(self, *, limit: int | None = None, offset: int = 0) -> pd.DataFrame:
        """The articles without their text, the newest first, with the columns of ARTICLE_COLUMNS and `figures`."""
        columns = [articles.c[column.name] for column in ARTICLE_COLUMNS]
        statement = (
            select(*columns, func.count(figures.c.figure_id).label("figures"))
            .outerjoin(figures, (figures.c.article_id == articles.c.article_id) & figures.c.current)
            .group_by(*columns)
            .order_by(articles.c.added_at.desc(), articles.c.article_id)
            .limit(limit)
            .offset(offset)
        )
        return self._frame(statement, (*ARTICLE_COLUMNS, _FIGURES))

    def read_rows(
        self,
        filters: Filters = Filters(),  # noqa: B008 - frozen
        *,
        order: Sequence[str] = NEWEST_FIRST,
    ) -> Iterator[Row]:
        """The figures that the filters choose, row by row: for exports that are larger than the memory."""
        with self.reading() as connection:
            statement = select_figures(filters, FIGURE_COLUMN_NAMES, order)
            for row in connection.execution_options(yield_per=_ROWS_AHEAD).execute(statement).mappings():
                yield {name: _zoned(value) for name, value in row.items()}

    def is_new(self) -> bool:
        """Whether nothing was ever put into the store."""
        with self.reading() as connection:
            kept = connection.scalar(select(func.count()).select_from(articles)) or 0
            done = connection.scalar(select(func.count()).select_from(log)) or 0
        return kept == done == 0

    def count_articles(self) -> int:
        """How many articles are kept."""
        with self.reading() as connection:
            return connection.scalar(select(func.count()).select_from(articles)) or 0

    def _frame(self, statement: Any, columns: Sequence[Column]) -> pd.DataFrame:
        """The answer as a frame; SQLite's dates are read as the text they are, which is far quicker."""
        if self.engine.dialect.name == "sqlite":
            dated = {column.name for column in columns if column.kind in (Kind.DATE, Kind.MOMENT)}
            statement = statement.with_only_columns(
                *(
                    type_coerce(column, String).label(column.key) if column.key in dated else column
                    for column in statement.selected_columns
                )
            )
        with self.reading() as connection:
            return make_frame(connection.execute(statement).all(), columns)


_FIGURES = Column(
    name="figures", kind=Kind.INTEGER, description="How many figures the article states.", hxl="#meta+count"
)


def _zoned(value: Any) -> Any:
    """The value as the schema has it: moments are UTC, which the databases leave out."""
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) else value
