from __future__ import annotations

import pytest

from data.store import open_store
from tests.data.making import TestRegistry
from tests.data.postgres import running_postgres


@pytest.fixture(scope="session")
def postgres():
    with running_postgres() as server:
        yield server


@pytest.fixture
def sqlite_address(tmp_path):
    return str(tmp_path / "bilan.sqlite")


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, sqlite_address):
    """The address of a store that is not there yet, in either database."""
    return sqlite_address if request.param == "sqlite" else request.getfixturevalue("postgres").address()


@pytest.fixture
def store(address):
    opened = open_store(address, registry=TestRegistry())
    yield opened
    opened.close()


@pytest.fixture
def sqlite_store(sqlite_address):
    opened = open_store(sqlite_address, registry=TestRegistry())
    yield opened
    opened.close()
