"""Quantities: cases per language in `quantities/xx.toml`, and what holds for any text in any language."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.languages import available_languages, load_language
from extractors.languages.schema import Language
from extractors.models import Qualifier, Quantity
from extractors.pipeline import read_document
from extractors.quantities import find_quantities

CASES = Path(__file__).parent / "quantities"


def quantities_of(text: str, language: Language) -> list[str]:
    """The quantities in the notation of the case files."""
    return [_notation(text, quantity) for quantity in find_quantities(read_document(text, language), language)]


def _notation(text: str, quantity: Quantity) -> str:
    low = "" if quantity.low is None else str(quantity.low)
    high = "" if quantity.high is None else str(quantity.high)
    bounds = low if low == high else f"{low}..{high}"
    return f"{quantity.span.of(text)} | {bounds} {quantity.qualifier}{' article' if quantity.article else ''}"


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((CASES / name).read_text(encoding="utf-8"))


def _cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("??.toml")):
        table = _toml(path.name)
        for text, expected in table["quantities"].items():
            yield pytest.param(path.stem, text, expected, id=f"{path.stem}: {text}")
        for text in table["no_quantities"]:
            yield pytest.param(path.stem, text, [], id=f"{path.stem}: {text}")


@pytest.mark.parametrize(("code", "text", "expected"), list(_cases()))
def test_case(code: str, text: str, expected: list[str]) -> None:
    assert quantities_of(text, load_language(code)) == expected


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009", "\u2007", " "])
def test_every_space_groups_thousands(space: str) -> None:
    text = f"au moins 12{space}500 morts"
    assert quantities_of(text, load_language("fr")) == [f"au moins 12{space}500 | 12500.. at_least"]


def test_hedges_do_not_cross_sentences() -> None:
    assert quantities_of("The war is far from over. 12 people died.", load_language("en")) == ["12 | 12 exact"]


def test_numbers_do_not_cross_paragraphs() -> None:
    found = quantities_of("Explosion kills two\n\nHundred others were hurt.", load_language("en"))
    assert found == ["two | 2 exact", "Hundred | 100 exact"]


def test_numbers_run_on_over_a_wrapped_line() -> None:
    text = "The ministry of health said on Monday that two\nhundred people had been killed in the three attacks."
    assert quantities_of(text, load_language("en"))[0] == "two\nhundred | 200 exact"


def _pieces() -> list[str]:
    words = ["1", "12", "300", "000", "2024", "1.5", ".", ",", "-", "–", "'", "(", "\n", "%", "$", "½", "١٢", "é", "𝟙"]
    for code in available_languages():
        numbers, hedges = load_language(code).numbers, load_language(code).hedges
        tables = [
            numbers.words,
            numbers.multipliers,
            numbers.collectives,
            numbers.fractions,
            hedges.before,
            hedges.after,
        ]
        words += [phrase for table in tables for phrases in table.values() for phrase in phrases]
        words += [*numbers.articles, *numbers.of, *numbers.links, *numbers.halves, *numbers.several, *hedges.fillers]
    return sorted(set(words))


wild_texts = st.one_of(
    st.text(max_size=120),
    st.lists(st.sampled_from(_pieces()), max_size=25).map(" ".join),
    st.lists(st.sampled_from(_pieces()), max_size=25).map("".join),
    st.text(alphabet="0123456789., '-–/:\u202f", max_size=60),
)


@given(text=wild_texts, code=st.sampled_from(available_languages()))
@settings(max_examples=300, deadline=None)
def test_any_text_gives_sound_quantities(text: str, code: str) -> None:
    language = load_language(code)
    document = read_document(text, language)
    found = find_quantities(document, language)
    assert found == find_quantities(document, language)
    end = 0
    for quantity in found:
        assert end <= quantity.span.start <= quantity.number.start
        assert quantity.number.start < quantity.number.end <= quantity.span.end <= len(text)
        end = quantity.span.end
        _assert_bounds(quantity)


def _assert_bounds(quantity: Quantity) -> None:
    low, high, qualifier = quantity.low, quantity.high, quantity.qualifier
    if qualifier in (Qualifier.AT_LEAST, Qualifier.MORE_THAN):
        assert low is not None
        assert high is None
    elif qualifier in (Qualifier.AT_MOST, Qualifier.LESS_THAN):
        assert low is None
        assert high is not None
    else:
        assert low is not None
        assert high is not None
        assert (low == high) is (qualifier in (Qualifier.EXACT, Qualifier.ABOUT))
        assert 0 < low <= high


def _calls(text: str, language: Language) -> int:
    """How many Python functions are called while the text is read."""
    document = read_document(text, language)
    count = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(note)
    try:
        find_quantities(document, language)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "12 ",
        "1,000 ",
        "12-",
        "100.",
        "cent ",
        "plus de ",
        "au moins ",
        "une ",
        "demi ",
        "dizaines de ",
        "12 ans et ",
    ],
)
def test_work_grows_with_the_text(piece: str) -> None:
    language = load_language("fr")
    _calls(piece * 10, language)  # packs are made ready
    short, long = _calls(piece * 400, language), _calls(piece * 4000, language)
    assert long <= 13 * short
