"""Where the store is, and connections that suit it: SQLite by default, PostgreSQL where the address says so."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from sqlite3 import Connection as SQLiteConnection
from sqlite3 import Cursor, OperationalError
from time import sleep
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError

from data.errors import MissingStoreError, StoreUnreadableError

DEFAULT_FILE = "bilan.sqlite"
_VARIABLE = "BILAN_DATABASE_URL"
_BUSY_SECONDS = 60
_SWITCH_ATTEMPTS = 100
_SWITCH_PAUSE = 0.05
_WRITERS_LOCK = 0x62696C616E  # any number, the same for every writer


def store_address(url: str | None = None) -> URL:
    """The address of the store: the one given, else BILAN_DATABASE_URL, else `bilan.sqlite` in the working directory.

    A plain path is a SQLite file. Raises StoreUnreadableError where the address cannot be understood.
    """
    words = url or os.environ.get(_VARIABLE) or DEFAULT_FILE
    if "://" not in words:
        return URL.create("sqlite", database=str(Path(words).expanduser()))
    try:
        address = make_url(words)
    except ArgumentError as error:
        raise StoreUnreadableError(f"Not a database address: {words!r}.") from error
    if address.drivername in ("postgres", "postgresql"):
        address = address.set(drivername="postgresql+psycopg")
    if address.get_backend_name() not in ("sqlite", "postgresql"):
        raise StoreUnreadableError(f"The store can be SQLite or PostgreSQL, not {address.get_backend_name()!r}.")
    return address


def sqlite_file(address: URL) -> Path | None:
    """The file of a SQLite store; None for PostgreSQL and for a store in memory."""
    if address.get_backend_name() != "sqlite" or address.database in (None, "", ":memory:"):
        return None
    return Path(str(address.database))


def connect(address: URL, *, create: bool = True) -> Engine:
    """An engine for the address.

    Raises MissingStoreError where the SQLite file is not there and must not be made.
    """
    file = sqlite_file(address)
    if file and not file.exists():
        if not create:
            raise MissingStoreError(f"There is no store at {file}; `bilan add PATH` makes one.")
        if not file.parent.is_dir():
            raise MissingStoreError(f"There is no folder {file.parent} to keep the store in.")
    try:
        engine = create_engine(address)
    except ImportError as error:
        raise StoreUnreadableError("PostgreSQL needs its driver: pip install 'bilan[postgresql]'.") from error
    if address.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare_sqlite(connection: SQLiteConnection, _record: Any) -> None:
    connection.isolation_level = None  # transactions are begun by _begin, not by the driver
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {_BUSY_SECONDS * 1000}")
    _switch_to_wal(cursor)
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _switch_to_wal(cursor: Cursor) -> None:
    """Of several that open a new file at once, one switches; the others are refused without waiting, and try again."""
    for _ in range(_SWITCH_ATTEMPTS):
        with suppress(OperationalError):
            cursor.execute("PRAGMA journal_mode = WAL")
            return
        sleep(_SWITCH_PAUSE)
    cursor.execute("PRAGMA journal_mode = WAL")


def _begin(connection: Connection) -> None:
    """A writer locks others out from its first statement: none then fails half-way for having read too early."""
    writes = connection.get_execution_options().get("writes", False)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
    elif writes:
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_WRITERS_LOCK})"))
