"""The store keeps what it is given: types, versions, filters, two clocks."""

from __future__ import annotations

import sqlite3
import threading
from datetime import UTC, date, datetime

import pandas as pd
import pytest

from data.errors import MissingStoreError, StoreUnreadableError
from data.filters import Filters
from data.schema import FIGURE_COLUMNS
from data.store import Outcome, open_store
from tests.data.making import DAY, TEXT, TestRegistry, make_article, make_figure, seoul_figures


def keep(store, text=TEXT, **told):
    article = make_article(text, **told)
    return store.add_article(article, seoul_figures(text))


def test_a_frame_has_the_columns_of_the_schema_and_their_types(store):
    for frame in (store.read_figures(), keep(store) and store.read_figures()):
        assert list(frame.columns) == [column.name for column in FIGURE_COLUMNS]
        assert [str(dtype) for dtype in frame.dtypes] == [column.dtype for column in FIGURE_COLUMNS]


def test_what_is_put_in_comes_out(store):
    added = keep(store, id="a-1", title="Titre", url="https://example.org/1")
    assert (added.article_id, added.outcome, added.figures) == ("a-1", Outcome.ADDED, 3)
    row = store.read_figures().iloc[1].to_dict()
    assert row["source"] == "NIS (South Korea)"
    assert row["source_text"] == "le NIS"
    assert (row["source_kind"], row["source_country"]) == ("intelligence", "KR")
    assert (row["low"], row["high"], row["qualifier"]) == (100, None, "at_least")
    assert row["quote"] == TEXT[row["start"] : row["end"]] == "au moins 100"
    assert row["sentence"].startswith("Selon le NIS")
    assert row["reported_on"] == pd.Timestamp(DAY)
    assert (row["period_start"], row["period_end"]) == (pd.Timestamp(DAY), pd.Timestamp(DAY))
    assert (row["place"], row["extent"], row["status"]) == ("région de Koursk", "event", "automatic")
    assert row["published_at"] == pd.Timestamp(DAY)
    article = store.read_article("a-1")
    assert article == make_article(id="a-1", title="Titre", url="https://example.org/1")


def test_an_unknown_claimant_keeps_the_words_of_the_text(store):
    keep(store)
    row = store.read_figures(Filters(categories=("casualties",))).iloc[0]
    assert row["source"] == row["source_text"] == "Un responsable"
    assert pd.isna(row["source_kind"])


def test_what_sort_of_party_an_unknown_claimant_is(store):
    text = "12 morts, dit un officier ukrainien."
    store.add_article(make_article(text), (make_figure(text, "12 morts", 12, 12, source="un officier ukrainien"),))
    row = store.read_figures().iloc[0]
    assert (row["source"], row["source_kind"], row["source_country"]) == ("un officier ukrainien", "military", "UA")


def test_the_same_text_is_one_article_and_gives_the_same_identifiers(store, tmp_path):
    first = keep(store)
    again = keep(store, url="https://example.org/elsewhere")
    assert (again.article_id, again.outcome, again.figures) == (first.article_id, Outcome.KNOWN, 3)
    assert store.count_articles() == 1
    other = open_store(str(tmp_path / "other.sqlite"), registry=TestRegistry())
    keep(other)
    assert list(other.read_figures()["figure_id"]) == list(store.read_figures()["figure_id"])
    other.close()


def test_an_identifier_used_twice_does_not_lose_an_article(store):
    keep(store, id="1")
    other = keep(store, TEXT + "Plus.", id="1")
    assert other.outcome is Outcome.ADDED
    assert other.article_id.startswith("1-")
    assert store.count_figures() == 6


def test_a_changed_text_at_the_same_address_supersedes_the_older_one(store):
    older = keep(store, url="https://example.org/1")
    newer = keep(store, TEXT + "Mis à jour.", url="https://example.org/1", published_at=date(2024, 12, 23))
    assert newer.outcome is Outcome.NEW_VERSION
    assert set(store.read_figures()["article_id"]) == {newer.article_id}
    superseded = store.read_figures(Filters(statuses=("superseded",)))
    assert set(superseded["article_id"]) == {older.article_id}
    assert store.read_article(older.article_id) is not None
    third = keep(store, TEXT + "Encore.", url="https://example.org/1", published_at=date(2024, 12, 24))
    assert set(store.read_figures()["article_id"]) == {third.article_id}


def test_as_known_on_takes_the_version_that_was_in_print(store):
    older = keep(store, url="https://example.org/1")
    newer = keep(store, TEXT + "Mis à jour.", url="https://example.org/1", published_at=date(2024, 12, 23))
    assert store.count_figures(Filters(as_known_on=date(2024, 12, 18))) == 0
    known = store.read_figures(Filters(as_known_on=date(2024, 12, 22)))
    assert set(known["article_id"]) == {older.article_id}
    assert set(known["status"]) == {"automatic"}
    later = store.read_figures(Filters(as_known_on=date(2024, 12, 23)))
    assert set(later["article_id"]) == {newer.article_id}


def test_an_undated_article_is_known_from_when_it_was_recorded(store):
    store.add_article(
        make_article(published_at=None), seoul_figures(), added_at=datetime(2025, 1, 2, 23, 30, tzinfo=UTC)
    )
    assert store.count_figures(Filters(as_known_on=date(2025, 1, 1))) == 0
    assert store.count_figures(Filters(as_known_on=date(2025, 1, 2))) == 3


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        (Filters(), 3),
        (Filters(sources=("NIS (South Korea)",)), 1),
        (Filters(sources=("NIS (South Korea)", "South Korea")), 2),
        (Filters(sources=("Un responsable",)), 1),
        (Filters(sources=("",)), 0),
        (Filters(kinds=("government",)), 1),
        (Filters(countries=("KR",)), 2),
        (Filters(categories=("casualties",)), 1),
        (Filters(victims=("SOLDAT",)), 2),
        (Filters(places=("koursk",)), 1),
        (Filters(languages=("en",)), 0),
        (Filters(publishers=("Agence",)), 3),
        (Filters(statuses=("accepted",)), 0),
        (Filters(since=DAY), 3),
        (Filters(since=date(2024, 12, 20)), 0),
        (Filters(until=date(2024, 12, 18)), 0),
        (Filters(search="RÉGION koursk"), 1),
        (Filters(search="100%"), 0),
        (Filters(articles=("elsewhere",)), 0),
    ],
)
def test_filters_choose(store, filters, count):
    keep(store)
    assert store.count_figures(filters) == len(store.read_figures(filters)) == count


def test_a_filter_by_a_body_finds_those_who_spoke_for_it(store):
    text = "Le député Lee, citant le NIS, parle de 12 morts."
    store.add_article(make_article(text), (make_figure(text, "12 morts", 12, 12, source="le NIS", relay="Lee"),))
    assert (
        store.count_figures(Filters(sources=("Lee",)))
        == store.count_figures(Filters(sources=("NIS (South Korea)",)))
        == 1
    )


def test_the_article_itself_is_a_source_that_can_be_asked_for(store):
    text = "12 morts à Gao."
    store.add_article(make_article(text), (make_figure(text, "12 morts", 12, 12),))
    assert store.count_figures(Filters(sources=("",))) == 1


def test_order_limit_and_offset(store):
    keep(store)
    whole = store.read_figures(order=("-start",))
    assert list(whole["start"]) == sorted(whole["start"], reverse=True)
    part = store.read_figures(order=("-start",), limit=1, offset=1)
    assert list(part["figure_id"]) == [whole["figure_id"][1]]


def test_values_for_the_filters_come_with_their_counts(store):
    keep(store)
    assert store.read_values("category") == {"killed": 2, "casualties": 1}
    assert store.read_values("source", Filters(categories=("casualties",))) == {"Un responsable": 1}


def test_articles_are_listed_without_their_text(store):
    keep(store)
    frame = store.read_articles()
    assert list(frame["figures"]) == [3]
    assert "text" not in frame


def test_rows_are_streamed_with_zones_and_plain_values(store):
    keep(store)
    row = next(iter(store.read_rows()))
    assert row["added_at"].tzinfo is UTC
    assert row["high"] is None


def test_characters_that_no_database_takes_do_not_stop_an_article(store):
    text = "12 morts\x00 \ud800 à Gao."
    added = store.add_article(make_article(text), (make_figure(text, "12 morts\x00", 12, 12),))
    article = store.read_article(added.article_id)
    row = store.read_figures().iloc[0]
    assert len(article.text) == len(text)
    assert row["quote"] == article.text[row["start"] : row["end"]]
    assert store.add_article(make_article(text), ()).outcome is Outcome.KNOWN


def test_a_batch_is_kept_whole_or_not_at_all(store):
    good = (make_article(), seoul_figures())
    with pytest.raises(AttributeError):
        store.add_articles([good, (make_article("Autre texte."), (None,))])
    assert store.count_articles() == 0


def test_a_missing_store_is_told_in_one_sentence(tmp_path):
    with pytest.raises(MissingStoreError, match=r"^There is no store at .*none\.sqlite; `bilan add PATH` makes one\.$"):
        open_store(str(tmp_path / "none.sqlite"), create=False)
    with pytest.raises(MissingStoreError, match="no folder"):
        open_store(str(tmp_path / "no" / "none.sqlite"))


def test_a_file_that_is_no_store_is_left_alone(tmp_path):
    file = tmp_path / "letter.txt"
    file.write_text("Dear all, this is not a database at all." * 100)
    before = file.read_bytes()
    with pytest.raises(StoreUnreadableError, match="is not a store"):
        open_store(str(file))
    assert file.read_bytes() == before


@pytest.mark.parametrize("address", ["mysql://host/x", "nonsense://", "://"])
def test_an_address_that_cannot_be_a_store_is_told(address):
    with pytest.raises(StoreUnreadableError):
        open_store(address)


def test_the_address_comes_from_the_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("BILAN_DATABASE_URL", f"sqlite:///{tmp_path / 'there.sqlite'}")
    open_store(registry=TestRegistry()).close()
    assert (tmp_path / "there.sqlite").exists()


def test_sqlite_is_set_up_for_several_processes(sqlite_store, tmp_path):
    with sqlite_store.reading() as connection:
        pragmas = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in PRAGMAS}
    assert pragmas == PRAGMAS
    with sqlite3.connect(tmp_path / "bilan.sqlite") as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


PRAGMAS = {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 60_000}


def test_two_imports_and_three_readers_at_once(address):
    open_store(address, registry=TestRegistry()).close()
    faults = []

    def guard(work, *args):
        try:
            work(*args)
        except Exception as error:
            faults.append(error)

    def write(name):
        mine = open_store(address, registry=TestRegistry())
        for number in range(40):
            keep(mine, f"{TEXT}{number % 30} {name if number >= 30 else ''}")
        mine.close()

    def read():
        mine = open_store(address, registry=TestRegistry())
        for _ in range(20):
            assert mine.count_figures() % 3 == 0
            assert len(mine.read_figures(limit=10)) in range(11)
        mine.close()

    threads = [threading.Thread(target=guard, args=(write, name)) for name in "ab"]
    threads += [threading.Thread(target=guard, args=(read,)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    store = open_store(address, registry=TestRegistry())
    assert (store.count_articles(), store.count_figures()) == (50, 150)
    store.close()
