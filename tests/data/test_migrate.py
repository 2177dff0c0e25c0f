"""Migrations: from nothing, from an older store, and what is not ours is left alone."""

from __future__ import annotations

import sqlite3
import threading

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from data import migrate
from data.connect import connect, store_address
from data.errors import StoreUnreadableError
from data.store import open_store
from data.tables import metadata
from tests.data.making import TestRegistry, make_article, seoul_figures


def alembic(connection=None):
    config = Config()
    config.set_main_option("script_location", str(migrate._MIGRATIONS))
    config.attributes["connection"] = connection
    return config


@pytest.fixture
def old_store(tmp_path):
    """A store as the first version wrote it, with an article."""
    file = tmp_path / "old.sqlite"
    engine = connect(store_address(str(file)))
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        command.upgrade(alembic(connection), "0001")
        connection.exec_driver_sql(
            "INSERT INTO articles (article_id, added_at, text_sha256, text, language) "
            "VALUES ('old', '2024-12-19 10:00:00.000000', 'x', 'Douze morts à Gao.', 'fr')"
        )
        connection.exec_driver_sql(
            "INSERT INTO figures (figure_id, revision, current, article_id, category, low, high, qualifier, quote, "
            """start, "end", subset, rule, extractor_version, status, action, search_folded) """
            "VALUES ('f', 0, 1, 'old', 'killed', 12, 12, 'exact', 'Douze morts', "
            "0, 11, 0, 'r', '0', 'automatic', 'extract', 'douze morts')"
        )
    engine.dispose()
    return file


def differences(store):
    with store.reading() as connection:
        options = {"version_table": migrate._VERSION_TABLE, "compare_type": True}
        return compare_metadata(MigrationContext.configure(connection, opts=options), metadata)


def test_migrations_end_where_the_program_is(store):
    assert ScriptDirectory.from_config(alembic()).get_current_head() == migrate.HEAD
    assert differences(store) == []


def test_an_older_store_is_brought_up_to_date_and_kept_as_it_was(old_store):
    store = open_store(str(old_store), registry=TestRegistry())
    assert differences(store) == []
    assert list(store.read_figures()["quote"]) == ["Douze morts"]
    store.add_article(make_article(), seoul_figures())
    store.close()
    backup = migrate.backup_file(old_store, "0001")
    assert backup.name == "old.sqlite.0001.backup"
    with sqlite3.connect(backup) as connection:
        assert connection.execute("SELECT article_id FROM articles").fetchall() == [("old",)]
        assert connection.execute("SELECT version_num FROM bilan_version").fetchall() == [("0001",)]


def test_a_new_store_needs_no_backup(sqlite_store, tmp_path):
    assert [path.name for path in tmp_path.glob("*.backup")] == []


def test_a_migration_that_fails_leaves_the_store_as_it_was(old_store, monkeypatch):
    def fail(connection):
        connection.exec_driver_sql("DROP TABLE figures")
        raise RuntimeError

    monkeypatch.setattr(migrate, "_upgrade", fail)
    with pytest.raises(RuntimeError):
        open_store(str(old_store))
    monkeypatch.undo()
    assert open_store(str(old_store), registry=TestRegistry()).count_figures() == 1


def test_a_store_of_a_newer_version_is_left_alone(store, address):
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE bilan_version SET version_num = '9999'")
    with pytest.raises(StoreUnreadableError, match="newer version of Bilan"):
        open_store(address)


def test_a_database_of_another_program_is_left_alone(tmp_path):
    file = tmp_path / "places.sqlite"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE places (id)")
    with pytest.raises(StoreUnreadableError, match=r"places\.sqlite is not a store of Bilan"):
        open_store(str(file))
    with sqlite3.connect(file) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("places",)]


def test_many_at_once_make_one_store(address):
    faults = []

    def open_it():
        try:
            open_store(address).close()
        except Exception as error:
            faults.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
