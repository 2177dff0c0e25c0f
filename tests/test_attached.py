"""Words written together with conjunctions, prepositions and articles, taken apart with their offsets kept."""

from __future__ import annotations

import pytest

from extractors.languages import load_language
from extractors.languages.articles import without_articles
from extractors.pipeline import read_document


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("والجرحى", ["و", "جرحى"]),
        ("وبالصواريخ", ["و", "ب", "صواريخ"]),
        ("للجيش", ["ل", "جيش"]),
        ("وَأُصيب", ["و", "اصيب"]),
        ("الـ24", ["ال", "24"]),
        ("وزارة الصحة", ["وزارة", "صحة"]),
        ("التي إلى اليوم", ["التي", "الى", "اليوم"]),
        ("وفاة", ["وفاة"]),
        ("وخريبكة", ["و", "خريبكة"]),
        ("بخريبكة", ["بخريبكة"]),
        ("كوناشينكوف", ["كوناشينكوف"]),
        ("ووهران", ["و", "وهران"]),
    ],
)
def test_words_are_taken_apart_where_the_pack_knows_what_is_left(text: str, forms: list[str]) -> None:
    assert [token.form for token in read_document(text, load_language("ar")).tokens] == forms


def test_offsets_stay_those_of_the_text() -> None:
    document = read_document("قُتِلَ 12 وَالجَرْحى 30 للجيش", load_language("ar"))
    words = [document.text[token.start : token.end] for token in document.tokens]
    assert words == ["قُتِلَ", "12", "وَ", "الجَرْحى", "30", "ل", "للجيش"]


def test_languages_without_attached_words_are_left_alone() -> None:
    table = {"text": {"abbreviations": []}, "harm": {"none": ["Alarm"]}}
    assert without_articles(table) is table
    tokens = read_document("L'alarme a sonné.", load_language("fr")).tokens
    assert [token.form for token in tokens] == ["l", "'", "alarme", "a", "sonne", "."]


def test_any_word_is_read_however_long() -> None:
    assert read_document("و" * 5000 + " " + "بكوبكو" * 3000, load_language("ar")).tokens
