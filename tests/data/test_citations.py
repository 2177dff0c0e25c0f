"""Sentences, BibTeX and CSL entries for a claim."""

from __future__ import annotations

import json
from datetime import date

import pytest

from data.citations import citation_languages, cite, csl_json, to_bibtex, to_csl
from data.claims import fold_claims
from data.frames import frame_rows
from data.schema import CLAIM_COLUMNS
from extractors.models import Category, Qualifier
from tests.data.making import DAY, make_article, make_figure

TEXT = "Au moins 1.100 soldats tués à Koursk, selon le NIS, dit Lee. Un colonel, Samba Diallo, blessé."


@pytest.fixture
def claim(store):
    figure = make_figure(
        TEXT,
        "Au moins 1.100 soldats tués",
        1100,
        None,
        qualifier=Qualifier.AT_LEAST,
        source="le NIS",
        relay="Lee",
        place="Koursk",
        reported_on=DAY,
    )
    store.add_article(make_article(TEXT, publisher="AFP", url="https://example.org/1"), (figure,))
    return only(store)


def only(store):
    (claim,) = frame_rows(fold_claims(store.read_figures()), CLAIM_COLUMNS)
    return claim


def test_a_sentence_in_english(claim):
    assert cite(claim) == (
        "NIS (South Korea), through Lee, said on 19 December 2024 that at least 1,100 people were killed (Koursk): "
        "“Au moins 1.100 soldats tués” (AFP, 19 December 2024, https://example.org/1). Read by machine, not reviewed."
    )


def test_a_sentence_in_french(claim):
    assert cite(claim, "fr") == (
        "NIS (South Korea), par Lee, a déclaré le 19 décembre 2024 qu'au moins 1\u202f100 personnes "
        "ont été tuées (Koursk) : « Au moins 1.100 soldats tués » (AFP, 19 décembre 2024, https://example.org/1). "
        "Lu par une machine, non relu."
    )


def test_a_reviewed_claim_says_nothing_of_it(claim):
    assert "machine" not in cite({**claim, "reviewed": 1})


def test_a_day_that_is_not_told_and_other_outlets(claim):
    words = cite({**claim, "said_on_told": False, "reports": 3, "relayed_by": (), "place": None})
    assert words.startswith(
        "NIS (South Korea) said, as reported on 19 December 2024, that at least 1,100 people were killed:"
    )
    assert "https://example.org/1, and 2 more outlets)" in words
    assert ", et un autre média)" in cite({**claim, "reports": 2}, "fr")


def test_what_an_article_says_itself(claim):
    words = cite({**claim, "source": None, "relayed_by": ()})
    assert words.startswith("AFP reported on 19 December 2024 that at least 1,100 people were killed")


@pytest.mark.parametrize("source", ["l'armée", None])
def test_the_day_on_which_it_was_recorded_is_no_date_of_the_claim(store, source):
    article = make_article("Selon l'armée, 12 morts.", published_at=None, publisher=None)
    store.add_article(article, (make_figure(article.text, "12 morts", 12, 12, source=source),))
    claim = only(store)
    assert (claim["said_on_told"], claim["first_published"]) == (False, None)
    assert str(claim["said_on"].year) not in cite(claim) + cite(claim, "fr") + to_bibtex(claim) + csl_json([claim])
    assert "undated article, that 12 people were killed" in cite(claim)
    assert cite(claim, "fr").startswith(
        "L'armée a déclaré, selon un" if source else "Un média non précisé a rapporté, "
    )


@pytest.mark.parametrize("language", citation_languages())
@pytest.mark.parametrize("category", list(Category))
@pytest.mark.parametrize("qualifier", list(Qualifier))
def test_every_word_is_there(claim, language, category, qualifier):
    row = {**claim, "category": category.value, "qualifier": qualifier.value, "low": 20, "high": 99}
    assert "{" not in cite(row, language)
    assert "None" not in cite(row, language)


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "words"),
    [
        (1, 1, "exact", "1 person was injured"),
        (None, 40, "at_most", "up to 40 people were injured"),
        (200, 999, "vague", "200 to 999 (stated without a number) people were injured"),
    ],
)
def test_counts(claim, low, high, qualifier, words):
    row = {**claim, "low": low, "high": high, "qualifier": qualifier, "category": "injured", "quote": "des blessés"}
    assert f" that {words}" in cite(row)


def test_no_name_of_somebody_harmed(store):
    figure = make_figure(TEXT, "Un colonel, Samba Diallo, blessé", 1, 1, category=Category.INJURED)
    store.add_article(make_article(TEXT), (figure,))
    claim = only(store)
    for words in (cite(claim), cite(claim, "fr"), to_bibtex(claim), csl_json([claim])):
        assert "Diallo" not in words


def test_bibtex(claim):
    entry = to_bibtex({**claim, "source": "A & B {x}"})
    assert entry.startswith(f"@misc{{claim-{claim['claim_id']},\n  author = {{{{A \\& B \\{{x\\}}}}}},\n")
    assert "  title = {At least 1,100 people were killed}," in entry
    assert "  url = {https://example.org/1}," in entry
    assert entry.count("{") - entry.count("\\{") == entry.count("}") - entry.count("\\}")


def test_csl(claim):
    (item,) = json.loads(csl_json([claim]))
    assert item == to_csl(claim)
    assert item["author"] == [{"literal": "NIS (South Korea)"}]
    assert item["issued"] == {"date-parts": [[2024, 12, 19]]}
    assert item["container-title"] == "AFP"
    assert date(*item["issued"]["date-parts"][0]) == DAY
