"""Stores that the pages of the tests read."""

from __future__ import annotations

import pytest
import streamlit as st

from data.store import open_store
from tests.dashboard.examples import REGISTRY, sample_store


@pytest.fixture(autouse=True)
def _fresh_caches():
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.fixture
def sample(tmp_path, monkeypatch):
    """A store with three articles, which the pages read."""
    store = sample_store(tmp_path)
    monkeypatch.setenv("BILAN_DATABASE_URL", str(tmp_path / "sample.sqlite"))
    yield store
    store.close()


@pytest.fixture
def empty(tmp_path, monkeypatch):
    """A store that had an article once, so that the samples are not put into it."""
    monkeypatch.setenv("BILAN_DATABASE_URL", str(tmp_path / "empty.sqlite"))
    store = open_store(str(tmp_path / "empty.sqlite"), registry=REGISTRY)
    monkeypatch.setattr("dashboard.queries.load_samples", lambda _store: 0)
    yield store
    store.close()
