"""Readers' decisions: each is a revision, each can be taken back, none is lost when the extractor changes."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from data.errors import ReviewError
from data.filters import Filters
from data.review import accept, add_figure, annotate, correct, read_history, reject, undo
from extractors.models import Span
from tests.data.making import DAY, TEXT, make_article, seoul_figures, span_of


@pytest.fixture
def kept(store):
    """The identifiers of TEXT's three figures, in its order."""
    store.add_article(make_article(id="a"), seoul_figures())
    return list(store.read_figures(order=("start",))["figure_id"])


def figure(store, figure_id, statuses=("automatic", "accepted", "corrected", "rejected")):
    frame = store.read_figures(Filters(statuses=statuses)).set_index("figure_id")
    return frame.loc[figure_id]


def test_accept_says_who_and_when(store, kept):
    assert accept(store, kept[:2], by="Anne") == 2
    row = figure(store, kept[0])
    assert (row["status"], row["reviewed_by"]) == ("accepted", "Anne")
    assert row["reviewed_at"] <= pd.Timestamp.now(tz="UTC")
    assert figure(store, kept[2])["status"] == "automatic"
    assert accept(store, ["none"], by="Anne") == 0


def test_rejected_figures_are_kept_out_of_sight(store, kept):
    reject(store, [kept[0]], by="Anne", note="un titre")
    assert kept[0] not in set(store.read_figures()["figure_id"])
    assert store.count_figures() == 2
    assert figure(store, kept[0])["note"] == "un titre"


def test_a_correction_changes_what_it_names_and_keeps_the_machine_s_word(store, kept):
    correct(
        store, kept[2], {"source": "NIS (South Korea)", "high": 900, "victims": " soldats "}, by="Anne", note="relu"
    )
    row = figure(store, kept[2])
    assert (row["source"], row["source_kind"], row["source_country"]) == ("NIS (South Korea)", "intelligence", "KR")
    assert (row["low"], row["high"], row["victims"]) == (200, 900, "soldats")
    assert (row["status"], row["note"], row["source_text"]) == ("corrected", "relu", "Un responsable")
    assert store.count_figures(Filters(sources=("NIS (South Korea)",), victims=("soldats",))) == 2
    history = read_history(store, kept[2])
    assert list(history["action"]) == ["extract", "correct"]
    assert list(history["high"]) == [999, 900]
    assert list(history["made_by"].fillna("")) == ["", "Anne"]


def test_a_corrected_span_takes_its_words_from_the_article(store, kept):
    span = span_of(TEXT, "Au moins 100 soldats tués")
    correct(store, kept[0], {"start": span.start, "end": span.end}, by="Anne")
    row = figure(store, kept[0])
    assert row["quote"] == "Au moins 100 soldats tués"
    assert row["sentence"] == "Au moins 100 soldats tués, affirme Séoul"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"low": 3, "qualifier": "exact"}, "exact wants low = high"),
        ({"low": "many"}, "low cannot be 'many'"),
        ({"low": -1}, "low cannot be '-1'"),
        ({"low": 1.5}, "low cannot be '1.5'"),
        ({"high": 3}, "at least wants a lower bound alone"),
        ({"qualifier": "exact"}, "exact wants low = high"),
        ({"qualifier": "range", "high": 50}, "range wants a lower bound below an upper one"),
        ({"category": "hurt"}, "category cannot be 'hurt'"),
        ({"category": None}, "category cannot be empty"),
        ({"subset": "perhaps"}, "subset cannot be 'perhaps'"),
        ({"reported_on": "jeudi"}, "reported_on cannot be 'jeudi'"),
        ({"period_start": "2025-01-01"}, "period_start is after period_end"),
        ({"start": 5000, "end": 5001}, "outside the article's"),
        ({"quote": "x"}, "'quote' cannot be corrected"),
        ({"status": "accepted"}, "'status' cannot be corrected"),
        ({"nonsense": 1}, "'nonsense' cannot be corrected"),
    ],
)
def test_a_value_that_cannot_be_is_told_and_nothing_changes(store, kept, changes, sentence):
    with pytest.raises(ReviewError, match=sentence):
        correct(store, kept[1], changes, by="Anne")
    assert figure(store, kept[1])["status"] == "automatic"
    assert len(read_history(store, kept[1])) == 1


@pytest.mark.parametrize(
    ("changes", "column", "value"),
    [
        ({"reported_on": "2024-12-18"}, "reported_on", pd.Timestamp("2024-12-18")),
        ({"reported_on": date(2024, 12, 18)}, "reported_on", pd.Timestamp("2024-12-18")),
        ({"reported_on": pd.Timestamp("2024-12-18")}, "reported_on", pd.Timestamp("2024-12-18")),
        ({"low": 120.0}, "low", 120),
        ({"subset": True}, "subset", True),
        ({"qualifier": "exact", "high": 100}, "qualifier", "exact"),
        ({"source_kind": "military"}, "source_kind", "military"),
    ],
)
def test_values_may_come_as_a_table_widget_gives_them(store, kept, changes, column, value):
    correct(store, kept[1], changes, by="Anne")
    assert figure(store, kept[1])[column] == value


def test_values_can_be_emptied(store, kept):
    correct(store, kept[1], {"reported_on": None, "victims": "", "place": float("nan"), "source": pd.NaT}, by="Anne")
    row = figure(store, kept[1])
    assert row[["reported_on", "victims", "place", "source"]].isna().all()


def test_a_note_leaves_the_status(store, kept):
    accept(store, [kept[0]], by="Anne")
    annotate(store, [kept[0]], "à vérifier", by="Paul")
    row = figure(store, kept[0])
    assert (row["status"], row["reviewed_by"], row["note"]) == ("accepted", "Anne", "à vérifier")
    annotate(store, [kept[0]], "", by="Paul")
    assert pd.isna(figure(store, kept[0])["note"])


def test_decisions_are_taken_back_one_by_one(store, kept):
    accept(store, [kept[0]], by="Anne")
    correct(store, kept[0], {"low": 150}, by="Paul")
    reject(store, [kept[0]], by="Anne")
    states = []
    for _ in range(4):
        undone = undo(store, [kept[0]], by="Zoé")
        row = figure(store, kept[0])
        states.append((undone, row["status"], row["low"], None if pd.isna(row["reviewed_by"]) else row["reviewed_by"]))
    assert states == [
        (1, "corrected", 150, "Paul"),
        (1, "accepted", 100, "Anne"),
        (1, "automatic", 100, None),
        (0, "automatic", 100, None),
    ]
    correct(store, kept[0], {"low": 160}, by="Paul")
    assert undo(store, [kept[0]], by="Zoé") == 1
    history = read_history(store, kept[0])
    assert list(history["action"]) == [
        "extract",
        "accept",
        "correct",
        "reject",
        "undo",
        "undo",
        "undo",
        "correct",
        "undo",
    ]
    assert list(history["made_by"])[-1] == "Zoé"
    assert figure(store, kept[0])["low"] == 100


def test_thousands_are_accepted_at_once(store, kept):
    assert accept(store, [*kept, *(f"none-{number}" for number in range(2000)), *kept], by="Anne") == 3
    assert undo(store, kept, by="Anne") == 3


def test_a_missed_figure_is_added_by_hand(store, kept):
    span = span_of(TEXT, "plusieurs centaines de pertes")
    values = {"category": "killed", "low": 200, "high": 999, "qualifier": "vague", "source": "South Korea"}
    key = add_figure(store, "a", span, values, by="Anne")
    row = figure(store, key)
    assert (row["quote"], row["rule"], row["status"], row["reviewed_by"]) == (
        "plusieurs centaines de pertes",
        "by hand",
        "accepted",
        "Anne",
    )
    assert (row["source_kind"], row["source_country"]) == ("government", "KR")
    assert list(read_history(store, key)["action"]) == ["add"]
    with pytest.raises(ReviewError, match="already"):
        add_figure(store, "a", span, values, by="Anne")
    with pytest.raises(ReviewError, match="no article"):
        add_figure(store, "b", span, values, by="Anne")
    with pytest.raises(ReviewError, match="vague wants"):
        add_figure(store, "a", Span(0, 3), {"category": "killed", "qualifier": "vague", "low": 2}, by="Anne")


def test_a_decision_about_a_superseded_article_is_kept_beneath(store, kept):
    store.add_article(make_article(TEXT + "1", url="https://example.org/1", id="b"), seoul_figures())
    (first, *_) = store.read_figures(Filters(articles=("b",)))["figure_id"]
    accept(store, [first], by="Anne")
    store.add_article(make_article(TEXT + "2", url="https://example.org/1", id="c"), seoul_figures())
    assert figure(store, first, ("superseded",))["reviewed_by"] == "Anne"
    day_before = Filters(articles=("b",), as_known_on=DAY)
    assert store.count_figures(day_before) == 0
