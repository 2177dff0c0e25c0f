"""Whether a store has changed: a word that can be asked for at every turn of a page."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text

from data.connect import sqlite_file
from data.store import Store

# What PostgreSQL counts by itself; a commit of another process is seen there within seconds.
_CHANGES = text(
    "SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) FROM pg_stat_user_tables "
    "WHERE schemaname = current_schema()"
)


def read_stamp(store: Store) -> str:
    """A word that is another one once anything was written to the store, by whatever process."""
    file = sqlite_file(store.engine.url)
    if file is not None:
        # Every commit writes to the log beside the file, or to the file itself when the log is worked into it.
        return " ".join(_state(part) for part in (file, Path(f"{file}-wal")))
    if store.engine.dialect.name == "postgresql":
        with store.reading() as connection:
            return str(connection.scalar(_CHANGES))
    return ""  # a store in memory: whoever writes to it is whoever reads it


def _state(file: Path) -> str:
    try:
        found = file.stat()
    except FileNotFoundError:
        return "-"
    return f"{found.st_mtime_ns}.{found.st_size}"
