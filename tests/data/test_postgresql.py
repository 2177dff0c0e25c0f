"""What is PostgreSQL's alone: writers that wait for each other, and addresses that lead nowhere."""

from __future__ import annotations

import pytest

from data.errors import StoreUnreadableError
from data.store import open_store
from tests.data.test_ingest import import_twice_and_read, lines


@pytest.fixture
def postgresql(postgres):
    return postgres.address()


def test_two_imports_and_three_readers_at_once(postgresql, tmp_path):
    path = tmp_path / "articles.jsonl"
    path.write_text(lines(150))
    import_twice_and_read(postgresql, [path, path])
    reader = open_store(postgresql)
    assert (reader.count_articles(), reader.count_figures()) == (150, 150)
    reader.close()


def test_a_server_that_is_not_there_is_told_without_the_password():
    with pytest.raises(StoreUnreadableError, match=r"cannot be reached") as told:
        open_store("postgresql://anne:secret@127.0.0.1:1/bilan")
    assert "secret" not in str(told.value)


def test_tables_of_another_program_are_left_alone(postgres, postgresql):
    import psycopg
    from sqlalchemy import make_url

    url = make_url(postgresql)
    with psycopg.connect(host=url.query["host"], user="postgres", options=url.query["options"]) as connection:
        connection.execute("CREATE TABLE articles (id int)")
    with pytest.raises(StoreUnreadableError, match="is not a store of Bilan"):
        open_store(postgresql)
