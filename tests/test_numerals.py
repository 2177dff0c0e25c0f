"""Numerals: every number spelled out is read back, and what is no number is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.languages import load_language
from extractors.models import Numeral
from extractors.quantities.numerals import find_numerals
from extractors.sentences import find_sentences
from extractors.text import Document, fold, tokenize

UNITS_EN = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
]
TENS_EN = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
UNITS_FR = [
    *("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"),
    *("treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"),
]
TENS_FR = ["-", "-", "vingt", "trente", "quarante", "cinquante", "soixante"]
TENS_BE = [*TENS_FR, "septante", "huitante", "nonante"]


def numerals_of(text: str, code: str) -> tuple[Numeral, ...]:
    language, folded = load_language(code), fold(text)
    document = Document(text, folded, tuple(tokenize(folded)), find_sentences(text, folded, language))
    return find_numerals(document, language)


def spell_english(number: int, link: str = " and ") -> str:
    if number < 20:
        return UNITS_EN[number]
    if number < 100:
        tens, unit = divmod(number, 10)
        return TENS_EN[tens] + (f"-{UNITS_EN[unit]}" if unit else "")
    size, word = next((s, w) for s, w in ((10**6, "million"), (1000, "thousand"), (100, "hundred")) if number >= s)
    many, rest = divmod(number, size)
    tail = (link if rest < 100 else " ") + spell_english(rest, link) if rest else ""
    return f"{spell_english(many, link)} {word}{tail}"


def spell_french(number: int, *, belgian: bool = False, joint: str = "-") -> str:
    if number < 20:
        return UNITS_FR[number].replace("-", joint)
    if number < 100:
        return _french_tens(number, belgian=belgian, joint=joint)
    size, word = next((s, w) for s, w in ((10**6, "million"), (1000, "mille"), (100, "cent")) if number >= s)
    many, rest = divmod(number, size)
    head = word if many == 1 and size < 10**6 else f"{spell_french(many, belgian=belgian, joint=joint)} {word}"
    if many > 1 and (size == 10**6 or (size == 100 and not rest)):
        head += "s"
    return head + (" " + spell_french(rest, belgian=belgian, joint=joint) if rest else "")


def _french_tens(number: int, *, belgian: bool, joint: str) -> str:
    if belgian or number < 70:
        tens, unit = divmod(number, 10)
        base = TENS_BE[tens]
    else:
        base, unit = ("soixante", number - 60) if number < 80 else ("quatre-vingt", number - 80)
    if not unit:
        return base + ("s" if base == "quatre-vingt" else "")
    if unit in (1, 11) and base != "quatre-vingt":
        return f"{base} et {UNITS_FR[unit]}"
    return f"{base}{joint}{UNITS_FR[unit]}".replace("-", joint)


@given(number=st.integers(2, 9_999_999), link=st.sampled_from([" and ", " "]), upper=st.booleans())
def test_english_words_are_read_back(number: int, link: str, upper: bool) -> None:
    words = spell_english(number, link)
    words = words.upper() if upper else words
    found = numerals_of(f"They said {words} people died", "en")
    assert [(n.span.of(f"They said {words} people died"), n.low, n.high) for n in found] == [(words, number, number)]


@given(number=st.integers(2, 9_999_999), belgian=st.booleans(), joint=st.sampled_from("- "), upper=st.booleans())
def test_french_words_are_read_back(number: int, belgian: bool, joint: str, upper: bool) -> None:
    words = spell_french(number, belgian=belgian, joint=joint)
    words = words.upper() if upper else words
    text = f"Selon lui {words} personnes sont mortes"
    assert [(n.span.of(text), n.low, n.high) for n in numerals_of(text, "fr")] == [(words, number, number)]


@given(
    number=st.integers(1000, 999_999_999), mark=st.sampled_from([".", ",", "'", "’", " ", "\u00a0", "\u202f", "\u2009"])
)
@pytest.mark.parametrize("code", ["fr", "en"])
def test_grouped_digits_are_read_back(code: str, number: int, mark: str) -> None:
    words = f"{number:,}".replace(",", mark)
    text = f"({words})"
    assert [(n.span.of(text), n.low, n.in_digits) for n in numerals_of(text, code)] == [(words, number, True)]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("fr", "un mort", [("un", 1, 1, "article")]),
        ("fr", "un seul mort", [("un seul", 1, 1, "")]),
        ("fr", "1 mort", [("1", 1, 1, "")]),
        ("fr", "une vingtaine", [("une vingtaine", 20, 20, "approximate")]),
        ("fr", "des centaines de milliers", [("centaines de milliers", 200_000, 999_999, "vague")]),
        ("fr", "plusieurs dizaines de millions", [("plusieurs dizaines de millions", 20_000_000, 99_999_999, "vague")]),
        ("fr", "une demi-douzaine", [("une demi-douzaine", 6, 6, "approximate")]),
        ("fr", "trois mille 500", [("trois mille 500", 3500, 3500, "")]),
        ("fr", "2 millions 30", [("2 millions", 2_000_000, 2_000_000, ""), ("30", 30, 30, "")]),
        ("en", "a soldier", [("a", 1, 1, "article")]),
        ("en", "one soldier", [("one", 1, 1, "")]),
        ("en", "a dozen", [("a dozen", 12, 12, "approximate")]),
        ("en", "half a dozen", [("half a dozen", 6, 6, "approximate")]),
        ("en", "twenty thirty", [("twenty", 20, 20, ""), ("thirty", 30, 30, "")]),
        ("en", "hundreds of thousands", [("hundreds of thousands", 200_000, 999_999, "vague")]),
        ("en", "fifteen hundred", [("fifteen hundred", 1500, 1500, "")]),
        ("en", "one hundred and two hundred", [("one hundred", 100, 100, ""), ("two hundred", 200, 200, "")]),
        ("en", "40k", [("40k", 40_000, 40_000, "")]),
        ("en", "1 million 213 thousand", [("1 million 213 thousand", 1_213_000, 1_213_000, "")]),
        ("en", "1.5 to 2 million", [("1.5", 1_500_000, 1_500_000, ""), ("2 million", 2_000_000, 2_000_000, "")]),
        ("en", "1,50,000", [("1,50,000", 150_000, 150_000, "")]),
    ],
)
def test_numeral(code: str, text: str, expected: list[tuple[str, int, int, str]]) -> None:
    found = [
        (n.span.of(text), n.low, n.high, "article" * n.article + "approximate" * n.approximate + "vague" * n.vague)
        for n in numerals_of(text, code)
    ]
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        *(
            "19:47",
            "12/05/2024",
            "2024-12-19",
            "12.05.2024",
            "192.168.1.1",
            "+33 1 23 45 67 89",
            "0.5",
            "7.62",
            "3-1",
            "2-0",
        ),
        *(
            "F-16",
            "G7",
            "M23",
            "MH17",
            "Covid-19",
            "AK-47",
            "#12",
            "@12",
            "R2D2",
            "7.62x39",
            "3rd",
            "21st",
            "90s",
            "5km",
        ),
        *("0", "000", "9" * 40, "1,234,567,890,123,456", "no-one", "half of them", "several", "a.m."),
    ],
)
def test_no_numeral(text: str) -> None:
    assert numerals_of(text, "en") == ()


@pytest.mark.parametrize(
    "text", ["12h30", "1er", "2ème", "XXe", "H24", "11e", "quelques", "plusieurs", "demi", "zéro", "quelqu'un"]
)
def test_no_french_numeral(text: str) -> None:
    assert numerals_of(text, "fr") == ()
