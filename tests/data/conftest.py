from __future__ import annotations

import pytest

from data.store import open_store
from tests.data.making import TestRegistry


@pytest.fixture
def store(tmp_path):
    opened = open_store(str(tmp_path / "bilan.sqlite"), registry=TestRegistry())
    yield opened
    opened.close()
