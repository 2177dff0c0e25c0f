"""The scorer: what counts as found, and which fields are right."""

from __future__ import annotations

import pytest

from extractors.evaluation import Mistake, evaluate, same_party

TEXT = (
    "Douze morts à Gao. Le ministère de la Santé a fait état jeudi de douze morts et 30 blessés, "
    "le gouverneur de 14 tués."
)
NULL = {
    "reported_on": None,
    "period_start": None,
    "period_end": None,
    "victims": None,
    "subset": False,
    "optional": False,
}
GOLD = {
    "id": "a",
    "text": TEXT,
    "published_at": "2024-12-19T10:00",
    "figures": [
        {
            **NULL,
            "quote": "Douze morts",
            "category": "killed",
            "low": 12,
            "high": 12,
            "qualifier": "exact",
            "sources": [],
        },
        {
            **NULL,
            "quote": "douze morts",
            "category": "killed",
            "low": 12,
            "high": 12,
            "qualifier": "exact",
            "sources": ["Le ministère de la Santé"],
            "reported_on": "2024-12-19",
            "period_start": "2024-12-18",
            "period_end": "2024-12-18",
            "victims": "soldats maliens",
        },
        {
            **NULL,
            "quote": "14 tués",
            "category": "killed",
            "low": 14,
            "high": 14,
            "qualifier": "exact",
            "sources": ["le gouverneur"],
        },
        {
            **NULL,
            "quote": "30 blessés",
            "category": "injured",
            "low": 30,
            "high": 30,
            "qualifier": "exact",
            "sources": [],
            "optional": True,
        },
    ],
}


def predicted(index, **changes):
    """A prediction that is right in everything but the changes."""
    gold = GOLD["figures"][index]
    start = TEXT.index(gold["quote"])
    row = {name: gold[name] for name in gold if name not in {"quote", "sources", "optional"}}
    said = gold["sources"][0] if gold["sources"] else None
    return {
        **row,
        "article_id": "a",
        "start": start,
        "end": start + len(gold["quote"]),
        "source_text": said,
        **changes,
    }


def scores(*rows):
    return evaluate([GOLD], rows).scores


def test_all_right():
    result = evaluate([GOLD], [predicted(0), predicted(1), predicted(2)])
    assert result.mistakes == ()
    assert result.scores["f1"] == result.scores["row_f1"] == result.scores["source"] == 1.0
    assert (result.scores["articles"], result.scores["gold"], result.scores["predicted"]) == (1, 3, 3)


def test_nothing_asked_is_none_rather_than_perfect():
    result = evaluate([{"id": "a", "text": "Rien.", "figures": []}], [])
    assert result.scores["f1"] is None
    assert result.scores["victims"] is None


def test_missed_wrong_extra_and_unsound_are_told():
    rows = [
        predicted(0, low=13, high=13),
        predicted(1, start=18, end=30),
        predicted(2, quote="15 tués"),
        {**predicted(2), "article_id": "b"},
    ]
    result = evaluate([GOLD], rows)
    assert result.scores["predicted"] == 4
    assert result.scores["f1"] == 0
    assert [(mistake.article_id, mistake.what, mistake.quote) for mistake in result.mistakes] == [
        ("b", "no such article", None),
        ("a", "unsound offsets", "15 tués"),
        ("a", "missed", "douze morts"),
        ("a", "missed", "14 tués"),
        ("a", "extra", TEXT[18:30]),
        ("a", "wrong", "Douze morts"),
    ]


def test_an_optional_figure_is_neither_asked_for_nor_punished():
    assert scores(predicted(3)) == {**scores(), "f1": 0.0, "precision": None}
    assert scores(predicted(3), predicted(0))["precision"] == 1.0
    assert scores(predicted(3), predicted(3))["precision"] == 0.0


def test_each_prediction_serves_once_and_the_right_one_first():
    result = evaluate([GOLD], [predicted(1), predicted(1, low=13, high=13)])
    assert [mistake.what for mistake in result.mistakes] == ["missed", "missed", "extra"]


def test_a_span_that_covers_half_the_article_finds_nothing():
    assert scores(predicted(0, start=0, end=11 * 2 + 41))["f1"] == 0
    assert scores(predicted(0, start=0, end=11 * 2 + 40))["f1"] > 0


@pytest.mark.parametrize(
    ("index", "changes", "field", "score"),
    [
        (1, {"source_text": "ministère de la Santé malien"}, "source", 1.0),
        (1, {"source_text": "le gouverneur"}, "source", 0.0),
        (1, {"source_text": None}, "source", 0.0),
        (0, {"source_text": "Le ministère de la Santé"}, "source", 1.0),  # who says the same number elsewhere
        (0, {"source_text": "le gouverneur"}, "source", 0.0),
        (1, {"reported_on": "2024-12-18"}, "reported", 0.0),
        (2, {"reported_on": "2024-12-19"}, "reported", None),  # the day of another figure: not asked, not punished
        (2, {"reported_on": "2020-01-01"}, "reported", 0.0),
        (1, {"period_start": None}, "period", 0.0),
        (2, {"period_start": "2024-12-19", "period_end": "2024-12-19"}, "period", None),
        (1, {"victims": "soldats"}, "victims", 1.0),
        (1, {"victims": "civils"}, "victims", 0.0),
        (1, {"qualifier": "about"}, "qualifier", 0.0),
        (1, {"subset": True}, "subset", 0.0),
        (1, {"subset": None}, "subset", 1.0),
    ],
)
def test_fields(index, changes, field, score):
    assert scores(predicted(index, **changes))[field] == score


@pytest.mark.parametrize("changes", [{"qualifier": "about"}, {"source_text": "le gouverneur"}, {"period_end": None}])
def test_a_row_is_right_as_a_whole_or_not(changes):
    assert scores(predicted(1))["row_f1"] > scores(predicted(1, **changes))["row_f1"] == 0


def test_an_invented_period_costs_the_row():
    invented = {"period_start": "2020-01-01", "period_end": "2020-01-01"}
    assert scores(predicted(2, **invented))["row_f1"] == 0


def test_mistakes_tell_what_was_wanted_and_what_came():
    (*_, mistake) = evaluate([GOLD], [predicted(1, qualifier="about")]).mistakes
    assert mistake == Mistake("a", "qualifier", "douze morts", "exact", "about")


@pytest.mark.parametrize(
    ("said", "wording", "agrees"),
    [
        ("the ministry", "the Health Ministry", False),  # a general word alone names nobody
        ("Health Ministry", "the Health Ministry in Gaza", True),
        ("a spokesman for the General Staff", "General Staff", True),
        ("Генерального штабу ЗСУ", "Генеральний штаб", False),
        ("министерства обороны", "министерство обороны", True),  # one word with two endings
        ("국방부는", "국방부", True),
        ("بالجيش", "الجيش", True),  # one word with two beginnings
        ("x" * 121, "x" * 121, False),
        (None, "NIS", False),
        ("the", "the", True),
    ],
)
def test_wordings_of_one_party(said, wording, agrees):
    assert same_party(said, [wording]) is agrees


def test_a_rival_beside_the_name_is_wrong():
    assert not same_party("Kiev et Moscou", ["Kiev"], ["Moscou"])
    assert same_party("Kiev", ["Kiev"], ["Moscou"])
