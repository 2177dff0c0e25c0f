"""Reading again with a newer extractor: the machine's figures follow it, the readers' decisions stay."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from data.filters import Filters
from data.reextract import count_outdated, reextract
from data.review import accept, add_figure, annotate, correct, read_history, reject, undo
from data.tables import articles
from tests.data.making import TEXT, make_article, make_figure, seoul_figures, span_of

ALL = ("automatic", "accepted", "corrected", "rejected", "superseded")


@pytest.fixture
def kept(store):
    store.add_article(make_article(id="a"), seoul_figures())
    outdate(store)
    return list(store.read_figures(order=("start",))["figure_id"])


def outdate(store):
    with store.writing() as connection:
        connection.execute(update(articles).values(extracted_with="0.0"))


def again(store, *figures):
    """Read again with an extractor that finds these figures."""
    outdate(store)
    return reextract(store, extract=lambda article: (article, tuple(figures)))


def states(store):
    frame = store.read_figures(Filters(statuses=ALL), order=("start",))
    return list(zip(frame["quote"], frame["low"].fillna(0), frame["status"], strict=True))


def test_the_machine_s_figures_follow_the_extractor(store, kept):
    first, second, _ = seoul_figures()
    changed = make_figure(TEXT, "au moins 100", 100, 100, source="le NIS")
    new = make_figure(TEXT, "100 soldats ont été tués", 100, 100)
    changes = again(store, first, changed, new)
    assert (changes.articles, changes.new, changes.changed, changes.superseded, changes.kept) == (1, 1, 1, 1, 0)
    assert states(store) == [
        ("Au moins 100", 100, "automatic"),
        ("au moins 100", 100, "automatic"),
        ("100 soldats ont été tués", 100, "automatic"),
        ("plusieurs centaines", 200, "superseded"),
    ]
    assert list(read_history(store, kept[1])["action"]) == ["extract", "reextract"]
    assert list(read_history(store, kept[0])["action"]) == ["extract"]
    assert again(store, first, second, new).changed == 1


def test_only_outdated_articles_are_read(store, kept):
    assert count_outdated(store) == 1
    again(store, *seoul_figures())
    assert count_outdated(store) == 0
    assert reextract(store, extract=lambda article: (article, ())).articles == 0
    assert count_outdated(store, everything=True) == 1


def test_what_readers_decided_stays(store, kept):
    accept(store, [kept[0]], by="Anne")
    correct(store, kept[1], {"low": 150}, by="Anne")
    reject(store, [kept[2]], by="Anne")
    span = span_of(TEXT, "Un responsable")
    mine = add_figure(store, "a", span, {"category": "killed", "qualifier": "exact", "low": 1, "high": 1}, by="Anne")
    before = states(store)
    wrong = make_figure(TEXT, "plusieurs centaines de pertes", 200, 999)  # overlaps what was rejected
    changes = again(store, make_figure(TEXT, "au moins 100", 100, 100), wrong)
    assert states(store) == before
    assert (changes.kept, changes.new, changes.changed, changes.superseded) == (4, 0, 0, 0)
    assert list(read_history(store, mine)["action"]) == ["add"]


def test_a_note_stays_and_an_undone_decision_does_not_bind(store, kept):
    annotate(store, [kept[0]], "à vérifier", by="Anne")
    accept(store, [kept[1]], by="Anne")
    undo(store, [kept[1]], by="Anne")
    again(store)
    assert [status for _, _, status in states(store)] == ["automatic", "superseded", "superseded"]
    assert list(store.read_figures()["note"]) == ["à vérifier"]


def test_a_figure_that_comes_back_is_in_force_again(store, kept):
    again(store)
    assert store.count_figures() == 0
    assert again(store, *seoul_figures()).changed == 3
    assert store.count_figures() == 3


def test_an_article_that_fails_is_told_and_the_others_are_read(store, kept):
    store.add_article(make_article(TEXT + "b", id="b"), seoul_figures())
    outdate(store)

    def extract(article):
        if article.id == "a":
            raise ValueError
        return article, ()

    told = []
    changes = reextract(store, extract=extract, report=told.append)
    assert (changes.articles, changes.problems) == (1, 1)
    assert [done.reading.where for done in told if done.answer is None] == ["a"]
    assert count_outdated(store) == 1
