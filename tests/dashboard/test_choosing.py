"""The filters choose the same figures in memory as the data layer chooses in SQL."""

from datetime import date

import pytest

from dashboard.aggregates.choosing import choose_figures
from data.filters import Filters
from tests.dashboard.examples import KYIV, NIS, US, sample_store


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    opened = sample_store(tmp_path_factory.mktemp("choosing"))
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        Filters(sources=(NIS,)),
        Filters(sources=("Lee",)),
        Filters(sources=("le NIS", US)),
        Filters(sources=("",)),
        Filters(sources=("", KYIV)),
        Filters(sources=("nobody",)),
        Filters(kinds=("intelligence",), categories=("killed",)),
        Filters(countries=("KR", "US")),
        Filters(languages=("en",)),
        Filters(publishers=("The Wire",)),
        Filters(articles=("fr",)),
        Filters(victims=("SOLDATS",)),
        Filters(victims=("soldats", "nobody")),
        Filters(places=("nowhere",)),
        Filters(since=date(2024, 12, 20)),
        Filters(until=date(2024, 12, 19)),
        Filters(since=date(2024, 12, 20), until=date(2024, 12, 31), categories=("casualties",)),
    ],
)
def test_memory_and_sql_agree(store, filters):
    everything = store.read_figures()
    chosen = everything[choose_figures(everything, filters)]
    assert chosen["figure_id"].tolist() == store.read_figures(filters)["figure_id"].tolist()
