"""The user's additions to the registry: for the figures that are there, and for those to come."""

from __future__ import annotations

import pytest

from data.errors import RegistryError
from data.filters import Filters
from data.own_sources import add_source, list_unresolved, resolve, unresolve
from data.reextract import reextract
from data.review import correct, read_history
from data.store import open_store
from tests.data.making import make_article, make_figure

WORDS = "le bureau de Gao"


@pytest.fixture
def store(address):
    """A store with the registry that ships."""
    opened = open_store(address)
    yield opened
    opened.close()


def add(store, number, words=WORDS):
    text = f"{number} morts, selon {words}."
    return store.add_article(make_article(text), (make_figure(text, f"{number} morts", number, number, source=words),))


def sources(store):
    frame = store.read_figures(order=("low",))
    return list(zip(frame["source"], frame["source_kind"], frame["source_country"].fillna(""), strict=True))


def test_unknown_claimants_are_listed_with_their_frequency_and_near_sources(store):
    for number in (11, 12, 13):
        add(store, number)
    add(store, 14, "le NIS")
    add(store, 15, "Amnesty Internationale de Gao")
    first, second = list_unresolved(store)
    assert (first.words, first.figures, first.articles, first.languages) == (WORDS, 3, 3, ("fr",))
    assert second.words == "Amnesty Internationale de Gao"
    assert "Amnesty International" in {suggestion.source.name for suggestion in second.suggestions}
    assert list_unresolved(store, limit=1, suggest=False)[0].suggestions == ()


def test_resolving_changes_what_is_there_and_what_comes(store):
    add(store, 11)
    add(store, 12, WORDS.upper())
    key = add_source(store, "Gao office", "NGO", country="ml", by="Anne")
    assert resolve(store, WORDS, key, by="Anne") == 2
    add(store, 13)
    assert sources(store) == [("Gao office", "NGO", "ML")] * 3
    assert store.count_figures(Filters(sources=("Gao office",))) == 3
    assert list_unresolved(store) == ()
    (first, *_) = store.read_figures(order=("low",))["figure_id"]
    history = read_history(store, first)
    assert list(history["action"]) == ["extract", "resolve"]
    assert list(history["made_by"].fillna("")) == ["", "Anne"]
    assert set(store.read_figures()["status"]) == {"automatic"}


def test_words_can_mean_a_source_that_ships(store):
    add(store, 11)
    assert resolve(store, WORDS, "nis-kr", by="Anne") == 1
    assert sources(store) == [("NIS (South Korea)", "intelligence", "KR")]
    with pytest.raises(RegistryError, match="no source 'nobody'"):
        resolve(store, WORDS, "nobody", by="Anne")


def test_it_can_be_taken_back(store):
    add(store, 11)
    add(store, 12)
    resolve(store, WORDS, "nis-kr", by="Anne")
    (_, second) = store.read_figures(order=("low",))["figure_id"]
    correct(store, second, {"source": "UNICEF"}, by="Paul")
    assert unresolve(store, WORDS, by="Anne") == 1
    assert [name for name, *_ in sources(store)] == [WORDS, "UNICEF"]
    add(store, 13)
    assert sources(store)[2][0] == WORDS


def test_reading_again_keeps_a_resolved_claimant(store):
    add(store, 11)
    resolve(store, WORDS, "nis-kr", by="Anne")
    text = f"11 morts, selon {WORDS}."
    again = (make_figure(text, "11 morts", 11, 11, source=WORDS),)
    changes = reextract(store, everything=True, extract=lambda article: (article, again))
    assert (changes.changed, changes.superseded) == (0, 0)
    assert sources(store)[0][0] == "NIS (South Korea)"


def test_another_process_knows_the_additions(store, address):
    key = add_source(store, "Gao office", "NGO", by="Anne")
    resolve(store, WORDS, key, by="Anne")
    other = open_store(address)
    add(other, 11)
    assert sources(other)[0][0] == "Gao office"
    other.close()


@pytest.mark.parametrize(
    ("name", "kind", "country", "sentence"),
    [
        ("", "NGO", None, "wants a name"),
        ("X", "party", None, "kind cannot be 'party'"),
        ("X", "NGO", "Mali", "two letters"),
        ("UNICEF", "UN", None, "There is a source 'UNICEF' already"),
    ],
)
def test_a_source_that_cannot_be_is_told(store, name, kind, country, sentence):
    with pytest.raises(RegistryError, match=sentence):
        add_source(store, name, kind, country=country, by="Anne")


def test_names_that_give_one_identifier(store):
    keys = [add_source(store, name, "NGO", by="Anne") for name in ("Bureau Gao", "bureau-gao", "게오")]
    assert keys == ["own-bureau-gao", "own-bureau-gao-2", "own-source"]


def test_a_source_that_ships_no_more_does_not_stop_the_store(store):
    with store.writing() as connection:
        connection.exec_driver_sql("INSERT INTO own_aliases VALUES ('le bureau', 'gone')")
    add(store, 11)
    assert sources(store)[0][0] == WORDS
