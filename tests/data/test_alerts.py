"""The feed of new claims, and the metadata for Datasette."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import feedparser
import pytest

from data.alerts import write_feeds
from data.errors import UnwritableOutputError
from data.filters import Filters
from tests.data.making import TEXT, make_article, seoul_figures


def fill(store):
    for number in range(2):
        text = TEXT + str(number)
        moment = datetime(2025, 1, 1 + number, tzinfo=UTC)
        article = make_article(text, url=f"https://example.org/{number}?a=1&b=<2>", publisher=f"Agence {number}\x0b&<")
        store.add_article(article, seoul_figures(text), added_at=moment)


def test_new_claims_as_atom_and_json(store, tmp_path):
    fill(store)
    count = write_feeds(store, tmp_path, language="fr")
    feed = feedparser.parse((tmp_path / "claims.atom").read_bytes())
    assert not feed.bozo
    assert len(feed.entries) == count > 2
    assert len({entry.id for entry in feed.entries}) == count
    assert all(entry.id.startswith("urn:bilan:claim:") for entry in feed.entries)
    assert [entry.updated for entry in feed.entries] == sorted((entry.updated for entry in feed.entries), reverse=True)
    assert "a déclaré le 19 décembre 2024" in feed.entries[-1].title + feed.entries[0].title
    document = json.loads((tmp_path / "claims.json").read_text())
    assert [claim["sentence"] for claim in document["claims"]] == [entry.summary for entry in feed.entries] or count
    assert len(document["claims"]) == count


def test_an_entry_keeps_its_identifier_when_another_outlet_repeats_it(store, tmp_path):
    store.add_article(make_article(), seoul_figures())
    write_feeds(store, tmp_path)
    before = {entry.id for entry in feedparser.parse((tmp_path / "claims.atom").read_bytes()).entries}
    store.add_article(make_article(TEXT + " Repris.", publisher="Autre"), seoul_figures())
    write_feeds(store, tmp_path)
    after = {entry.id for entry in feedparser.parse((tmp_path / "claims.atom").read_bytes()).entries}
    assert before == after


def test_filters_choose_and_an_empty_feed_is_one(store, tmp_path):
    fill(store)
    assert write_feeds(store, tmp_path, Filters(search="zzz")) == 0
    assert not feedparser.parse((tmp_path / "claims.atom").read_bytes()).bozo
    assert json.loads((tmp_path / "claims.json").read_text())["filters"] == {"search": "zzz"}


def test_a_folder_that_cannot_be_made_is_told(store, tmp_path):
    (tmp_path / "taken").touch()
    with pytest.raises(UnwritableOutputError, match="taken cannot be made"):
        write_feeds(store, tmp_path / "taken")
