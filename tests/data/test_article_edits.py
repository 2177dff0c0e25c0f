"""Corrections of an article: what depends on its date is read again, what readers decided stays."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from data.article_edits import complete_articles, correct_article
from data.errors import ReviewError
from data.logbook import read_log
from data.review import accept
from extractors.errors import UnknownLanguageError
from tests.data.making import make_article, make_figure

TEXT = "Douze morts jeudi à Gao. Trente blessés."


@pytest.fixture
def kept(store):
    found = (make_figure(TEXT, "Douze morts", 12, 12), make_figure(TEXT, "Trente blessés", 30, 30))
    store.add_article(make_article(TEXT, id="a", published_at=None), found)
    return list(store.read_figures(order=("start",))["figure_id"])


def dated(article):
    """An extractor that dates everything by the publication."""
    figures = [("Douze morts", 12), ("Trente blessés", 30)]
    return article, tuple(
        make_figure(article.text, quote, number, number, reported_on=article.published_at) for quote, number in figures
    )


def test_with_its_date_an_article_is_read_again(store, kept):
    accept(store, [kept[1]], by="Anne")
    changes = correct_article(store, "a", {"published_at": "2024-12-19"}, by="Anne", extract=dated)
    assert (changes.changed, changes.kept) == (1, 1)
    frame = store.read_figures(order=("start",))
    assert list(frame["reported_on"]) == [pd.Timestamp("2024-12-19"), pd.NaT]
    assert set(frame["published_at"]) == {pd.Timestamp("2024-12-19")}
    assert list(frame["figure_id"]) == kept


def test_other_corrections_leave_the_figures(store, kept):
    values = {"publisher": " AFP ", "archive_url": "https://web.archive.org/1", "title": ""}
    changes = correct_article(store, "a", values, by="Anne", extract=lambda _: pytest.fail("read again"))
    assert (changes.changed, changes.new, changes.superseded) == (0, 0, 0)
    row = store.read_articles().iloc[0]
    assert (row["publisher"], row["archive_url"]) == ("AFP", "https://web.archive.org/1")
    assert pd.isna(row["title"])
    entry = read_log(store).iloc[0]
    assert (entry["action"], entry["subject"], entry["by"]) == ("correct_article", "a", "Anne")
    assert "publisher: Agence → AFP" in entry["detail"]


@pytest.mark.parametrize("value", [date(2024, 12, 19), pd.Timestamp("2024-12-19"), "2024-12-19T10:00"])
def test_dates_may_come_in_several_forms(store, kept, value):
    correct_article(store, "a", {"published_at": value}, by="Anne", extract=dated)
    assert store.read_article("a").published_at == date(2024, 12, 19)


def test_what_cannot_be_is_told_and_nothing_changes(store, kept):
    with pytest.raises(ReviewError, match="published_at cannot be 'jeudi'"):
        correct_article(store, "a", {"published_at": "jeudi"}, by="Anne")
    with pytest.raises(ReviewError, match="'text' of an article cannot be corrected"):
        correct_article(store, "a", {"text": "x"}, by="Anne")
    with pytest.raises(ReviewError, match="no article"):
        correct_article(store, "b", {}, by="Anne")
    with pytest.raises(UnknownLanguageError):
        correct_article(store, "a", {"language": "xx"}, by="Anne")
    assert len(read_log(store)) == 0


def test_another_copy_of_an_article_tells_what_was_not_known(store, kept):
    accept(store, [kept[1]], by="Anne")
    told = {
        "published_at": date(2024, 12, 19),
        "url": "https://example.org/gao",
        "archive_url": "https://web.archive.org/1",
    }
    copy = make_article(TEXT, publisher="Another", **told)
    assert complete_articles(store, {"a": copy}, extract=dated) == 1
    article = store.read_article("a")
    assert (article.published_at, article.url, article.archive_url) == tuple(told.values())
    assert article.publisher == "Agence"
    frame = store.read_figures(order=("start",))
    assert list(frame["reported_on"]) == [pd.Timestamp("2024-12-19"), pd.NaT]
    assert (list(frame["figure_id"]), store.count_articles()) == (kept, 1)
    entry = read_log(store).iloc[0]
    assert (entry["action"], entry["subject"]) == ("complete_article", "a")
    assert "published_at: None → 2024-12-19" in entry["detail"]
    assert complete_articles(store, {"a": copy}, extract=lambda _: pytest.fail("read again")) == 0
    assert len(read_log(store)) == 1


def test_an_address_stays_the_article_s_that_has_it(store, kept):
    store.add_article(make_article("Neuf morts.", id="b", url="https://example.org/1"), ())
    assert complete_articles(store, {"a": make_article(TEXT, url="https://example.org/1")}) == 1
    article = store.read_article("a")
    assert (article.url, article.published_at) == (None, date(2024, 12, 19))
