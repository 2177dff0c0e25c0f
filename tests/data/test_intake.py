"""Articles on their way: language and date completed, work in one process or several, one fault at a time."""

from __future__ import annotations

import os
from datetime import date

import pytest

from data.errors import WorkerLostError
from data.intake import answer_readings, batched, complete, complete_and_extract
from extractors.errors import UnknownLanguageError, UnreadableInputError
from extractors.models import Article
from extractors.readers.reading import Reading


def readings(count):
    return [Reading(where=f"a{number}", article=Article(text=str(number))) for number in range(count)]


def double(article):
    number = int(article.text)
    if number == 3:
        raise UnreadableInputError("three is none")
    if number == 5:
        raise ZeroDivisionError("oops")
    return 2 * number


def die(article):
    os._exit(9)


@pytest.mark.parametrize("jobs", [1, 2])
def test_answers_come_in_order_and_faults_stay_with_their_article(jobs):
    given = [*readings(200), Reading(where="b", problem="no article")]
    done = list(answer_readings(given, double, jobs=jobs))
    assert [item.answer for item in done] == [None if n in (3, 5, 200) else 2 * n for n in range(201)]
    assert [item.reading.problem for item in done if item.answer is None] == [
        "three is none",
        "a fault of Bilan (ZeroDivisionError: oops)",
        "no article",
    ]


def test_readings_are_taken_as_they_are_needed():
    taken = []

    def endless():
        for reading in readings(10_000):
            taken.append(reading.where)
            yield reading

    answers = answer_readings(endless(), double, jobs=2)
    assert next(answers).answer == 0
    answers.close()
    assert len(taken) < 2_000


def test_a_worker_that_is_killed_is_told():
    with pytest.raises(WorkerLostError, match="fewer --jobs"):
        list(answer_readings(readings(10), die, jobs=2))


def test_language_and_date_are_completed():
    whole = complete(Article(text="Gao, 19 décembre 2024 (AFP) - Douze soldats ont été tués jeudi, selon l'armée."))
    assert (whole.language, whole.published_at) == ("fr", date(2024, 12, 19))
    told = complete(Article(text="Douze soldats ont été tués.", language="fr-FR", published_at=date(2020, 1, 1)))
    assert (told.language, told.published_at) == ("fr", date(2020, 1, 1))
    with pytest.raises(UnknownLanguageError):
        complete(Article(text="Douze soldats ont été tués.", language="xx"))


@pytest.mark.parametrize(
    "text", ["", " ", "\0", "\ud800", "9" * 400, "9" * 40 + " tués à Gao", "9\u202f" * 50 + "tués"]
)
def test_any_text_has_figures_that_a_table_can_hold(text):
    whole, figures = complete_and_extract(Article(text=text, language="fr"))
    assert whole.text == text
    assert all((figure.quantity.high or 0) < 10**12 for figure in figures)


def test_batches():
    assert list(batched(range(5), 2)) == [[0, 1], [2, 3], [4]]
    assert list(batched([], 2)) == []
