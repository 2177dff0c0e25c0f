"""The store's tables, brought to what this program knows: made where there are none, changed where they are older."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from data.errors import StoreUnreadableError

#: The newest version of the tables; the last of `migrations/versions`.
HEAD = "0003"
_MIGRATIONS = Path(__file__).parent / "migrations"
_VERSION_TABLE = "bilan_version"


def migrate(engine: Engine, file: Path | None) -> None:
    """Bring the store to HEAD, in one transaction; a SQLite file that is older is copied first.

    Raises StoreUnreadableError where the database is somebody else's, or written by a newer Bilan.
    """
    with engine.connect() as connection:
        if _version(connection) == HEAD:
            return
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        version = _version(connection)  # another process may have been quicker
        if version == HEAD:
            return
        if version is None and not _may_be_filled(connection):
            raise StoreUnreadableError(f"{engine.url.render_as_string()} is not a store of Bilan.")
        if version is not None and version not in _known_versions():
            raise StoreUnreadableError(
                f"The store at {engine.url.render_as_string()} was written by a newer version of Bilan; update Bilan."
            )
        if version is not None and file is not None:
            _back_up(file, version)
        _upgrade(connection)


def backup_file(file: Path, version: str) -> Path:
    """Where a store is copied to before it is changed from a version."""
    return file.with_name(f"{file.name}.{version}.backup")


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table(_VERSION_TABLE):
        return None
    found: str | None = connection.scalar(text(f"SELECT version_num FROM {_VERSION_TABLE}"))
    return found


def _may_be_filled(connection: Connection) -> bool:
    """Whether no table is in the way: in SQLite any that is there means a file of another program's."""
    there = set(inspect(connection).get_table_names()) - {_VERSION_TABLE}
    if connection.dialect.name == "sqlite":
        return not there
    from data.tables import metadata

    return not there & set(metadata.tables)


def _known_versions() -> set[str]:
    return {path.name.removeprefix("v").split("_")[0] for path in (_MIGRATIONS / "versions").glob("v*.py")}


def _back_up(file: Path, version: str) -> None:
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(backup_file(file, version))) as copy:
        source.backup(copy)


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
