"""The catalogues say the same things, and numbers and dates are written as their reader writes them."""

import ast
import re
from datetime import date
from pathlib import Path

import pytest

import dashboard
from dashboard.method import method_text
from dashboard.wording import LANGUAGES, isolated, read_catalogue, read_wording, text_direction
from data.schema import SourceKind, Status
from extractors.models import Category, Extent, Qualifier

ENGLISH = read_wording("en-GB")
FRENCH = read_wording("fr-FR")


def gaps(message: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", message))


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_catalogues_have_the_same_keys_and_gaps(language):
    first, other = read_catalogue(LANGUAGES[0]), read_catalogue(language)
    assert first.keys() == other.keys()
    assert [key for key in first if gaps(first[key]) != gaps(other[key])] == []


def test_every_word_of_the_schema_has_a_message():
    groups = {
        "category": Category,
        "qualifier": Qualifier,
        "bounds": Qualifier,
        "extent": Extent,
        "status": Status,
        "kind": SourceKind,
    }
    missing = [
        f"{group}.{word}" for group, words in groups.items() for word in words if not ENGLISH.has(f"{group}.{word}")
    ]
    assert missing == []


def keys_in_code() -> set[str]:
    """Keys that a page asks for in so many words: wording("…") and wording.count("…", …)."""
    found = set()
    for path in Path(dashboard.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            function, key = node.func, node.args[0]
            name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
            if not (isinstance(key, ast.Constant) and isinstance(key.value, str) and "." in key.value):
                continue
            if name == "wording":
                found.add(key.value)
            elif name == "count":
                found.add(f"{key.value}.other")
    return found


def test_every_key_that_the_pages_ask_for_is_there():
    asked = keys_in_code()
    assert len(asked) > 40
    assert sorted(key for key in asked if not ENGLISH.has(key)) == []


def test_numbers_and_dates_follow_the_reader():
    day = date(2024, 12, 19)
    assert (ENGLISH.number(12345), ENGLISH.date(day)) == ("12,345", "19 Dec 2024")
    assert (FRENCH.number(12345), FRENCH.date(day)) == ("12\u202f345", "19 déc. 2024")
    assert read_wording("en-US").date(day) == "Dec 19, 2024"


def test_a_reader_of_another_language_gets_english_words_with_english_numbers():
    german = read_wording("de-DE")
    assert (german.language, german.number(1000)) == ("en", "1,000")


def test_a_chosen_language_comes_before_the_browsers():
    chosen = read_wording("de-DE", language="fr")
    assert (chosen("category.killed"), chosen.number(1000)) == ("tués", "1\u202f000")
    assert str(read_wording("fr-CH", language="fr").locale) == "fr_CH"


@pytest.mark.parametrize("tag", [None, "", "xx", "not a locale", "en-GB;q=0.8"])
def test_any_tag_is_a_wording(tag):
    assert read_wording(tag).language == "en"


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "english", "french"),
    [
        (100, 100, "exact", "100", "100"),
        (100, None, "at_least", "at least 100", "au moins 100"),
        (3000, None, "more_than", "more than 3,000", "plus de 3\u202f000"),
        (None, 40, "at_most", "at most 40", "au plus 40"),
        (None, 40, "less_than", "fewer than 40", "moins de 40"),
        (1000, 1000, "about", "about 1,000", "environ 1\u202f000"),
        (100, 150, "range", "100 to 150", "de 100 à 150"),
        (200, 999, "vague", "200–999", "200–999"),
    ],
)
def test_bounds_keep_their_qualifier(low, high, qualifier, english, french):
    assert ENGLISH.bounds(low, high, qualifier) == english
    assert FRENCH.bounds(low, high, qualifier) == french


def test_plurals():
    assert [ENGLISH.count("figures.found", n) for n in (0, 1, 2)] == ["0 figures", "1 figure", "2 figures"]
    assert [FRENCH.count("figures.found", n) for n in (0, 1, 2000)] == ["0 chiffre", "1 chiffre", "2\u202f000 chiffres"]


def test_directions():
    assert [text_direction(tag) for tag in ("ar", "fa", "he", "fr", "", None)] == [
        "rtl",
        "rtl",
        "rtl",
        "ltr",
        "ltr",
        "ltr",
    ]


@pytest.mark.parametrize(
    ("locale", "typed", "month"),
    [("en-GB", "DD/MM/YYYY", "Dec 2024"), ("en-US", "MM/DD/YYYY", "Dec 2024"), ("fr-CA", "YYYY/MM/DD", "déc. 2024")],
)
def test_days_are_typed_and_months_named_as_the_reader_does(locale, typed, month):
    wording = read_wording(locale)
    assert wording.day_format == typed
    assert wording.month(date(2024, 12, 19)) == month


@pytest.mark.parametrize("words", ["NIS (South Korea)", "국가정보원", ""])
def test_words_from_the_left_are_left_as_they_are(words):
    assert isolated(words) == words


@pytest.mark.parametrize("words", ["وزارة الصحة", "AFP وكالة", "משרד הבריאות"])
def test_words_from_the_right_are_kept_from_moving_what_stands_beside_them(words):
    assert isolated(words) == f"\u2068{words}\u2069"


def test_french_punctuation_is_never_alone_on_a_line():
    words = [*read_catalogue("fr").values(), method_text(FRENCH)]
    assert [line for message in words for line in message.splitlines() if re.search(r" [:;?!»]|« ", line)] == []
