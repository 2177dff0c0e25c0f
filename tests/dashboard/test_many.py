"""Every page on a hundred thousand figures: it stands, and sends no more than can be looked at."""

from __future__ import annotations

import json

import pytest

from data.store import open_store
from tests.dashboard.many import CLAIMANTS, fill_many
from tests.dashboard.test_pages import ALL_PAGES, chart_data, open_page
from tests.data.making import TestRegistry

FIGURES = 100_000
MOST_SENT = 400_000  # characters of a chart


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """The address of a store with a hundred thousand figures."""
    file = tmp_path_factory.mktemp("many") / "many.sqlite"
    store = open_store(str(file), registry=TestRegistry({}))
    fill_many(store, FIGURES)
    store.close()
    return str(file)


def test_every_page_stands_on_many_figures(many, monkeypatch):
    # One test, for the pages share what was read of the store.
    monkeypatch.setenv("BILAN_DATABASE_URL", many)
    for page in ALL_PAGES:
        at = open_page(page, timeout=600)
        assert at.title, page
        for chart in at.get("plotly_chart"):
            assert len(chart.proto.spec) < MOST_SENT, page
        for table in at.dataframe:
            assert len(table.value) <= 1000, page

    at = open_page("views/figures.py", timeout=600)
    assert "**100,000 figures**" in [text.value for text in at.markdown]
    at.number_input(key="page").set_value(100).run()
    assert "Rows 99,001–100,000 of 100,000" in [text.value for text in at.caption]

    at = open_page("views/timeline.py", source=CLAIMANTS[40], timeout=600)
    assert {trace["name"] for trace in chart_data(at)} & {"stated", CLAIMANTS[40]}
    assert json.dumps(chart_data(at)).count("Claimant 39") == 0
