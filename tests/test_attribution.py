"""Claimants: cases per language in `attribution/xx.toml`, and what holds for any text in any language."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.attribution import assign_sources
from extractors.attribution.quotations import find_quotations
from extractors.languages import load_language
from extractors.languages.schema import Language
from extractors.models import Category, Figure, Qualifier, Quantity, Span
from extractors.pipeline import read_document
from extractors.tags import wording_of
from tests.work import calls_of

CASES = Path(__file__).parent / "attribution"
LANGUAGES = sorted(path.stem for path in CASES.glob("*.toml"))
_MARKED = re.compile(r"\[([^\[\]|]+)\|([^\[\]|]*)\]")


def _cases(key: str) -> list[Any]:
    return [
        pytest.param(path.stem, case, id=f"{path.stem}-{number}")
        for path in sorted(CASES.glob("*.toml"))
        for number, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8")).get(key, []), 1)
    ]


def _figure(start: int, end: int) -> Figure:
    span = Span(start, end)
    quantity = Quantity(span=span, number=span, low=1, high=1, qualifier=Qualifier.EXACT)
    return Figure(span=span, category=Category.KILLED, quantity=quantity, harm=span, rule="test")


def _unmarked(case: str) -> tuple[str, list[Figure], list[str]]:
    """The text without marks, its figures and their claimants."""
    text, figures, claimants, at = "", [], [], 0
    for mark in _MARKED.finditer(case):
        text += case[at : mark.start()]
        figures.append(_figure(len(text), len(text) + len(mark[1])))
        claimants.append(mark[2])
        text += mark[1]
        at = mark.end()
    return text + case[at:], figures, claimants


def _assigned(text: str, figures: list[Figure], language: Language) -> list[str]:
    """The claimants found, in the notation of the case files."""
    done = assign_sources(read_document(text, language), tuple(figures), language)
    found = []
    for figure in done:
        attribution = figure.attribution
        words = attribution.source.of(text) if attribution else ""
        relay = attribution.relay if attribution else None
        found.append(f"{words} < {relay.of(text)}" if relay else words)
    return found


@pytest.mark.parametrize(("code", "case"), _cases("cases") + _cases("articles"))
def test_claimants(code: str, case: str) -> None:
    text, figures, claimants = _unmarked(case)
    assert _assigned(text, figures, load_language(code)) == claimants


@pytest.mark.parametrize(("code", "case"), _cases("known_failures"))
@pytest.mark.xfail(strict=True, reason="known failure")
def test_known_failures(code: str, case: str) -> None:
    text, figures, claimants = _unmarked(case)
    assert _assigned(text, figures, load_language(code)) == claimants


def test_a_bulletin_speaks_for_its_issuer() -> None:
    text = "Press release No. 7\nOffice of the Governor, Sindh\n\nThe collapse killed 27 people. 11 are in hospital."
    figures = [_figure(text.index("27"), text.index("27") + 2), _figure(text.index("11"), text.index("11") + 2)]
    assert [found.startswith("Office of the Governor") for found in _assigned(text, figures, load_language("en"))] == [
        True,
        True,
    ]


def test_a_list_belongs_to_the_line_that_opens_it() -> None:
    text = "Losses, as given by the Red Crescent:\n- Homs: 8 dead\n- Hama: 3 dead\n\nIn 2011, 30 people died."
    figures = [_figure(m.start(), m.end()) for m in re.finditer(r"\b(8|3|30)\b", text)]
    assert _assigned(text, figures, load_language("en")) == ["the Red Crescent", "the Red Crescent", ""]


@pytest.mark.parametrize(
    ("order", "text", "claimant"),
    [
        ("start", "Police in the blast 12 people died said.", "Police"),
        ("before", "12 people died, said police.", ""),
        ("after", "12 people died, said police.", "police"),
        ("after", "Police said 12 people died.", ""),
    ],
)
def test_word_order_is_the_packs(order: str, text: str, claimant: str) -> None:
    english = load_language("en")
    language = replace(english, attribution=replace(english.attribution, subject=order))
    at = text.index("12")
    assert _assigned(text, [_figure(at, at + 2)], language) == [claimant]


def test_quotations_close_with_their_paragraph() -> None:
    text = 'Il a dit « ouvert\n\net « fermé » puis “so” und „so“ and "so".'
    assert [span.of(text) for span in find_quotations(text)] == ["« fermé »", "“so”", "„so“", '"so"']


def test_participles_are_no_verbs_of_their_own() -> None:
    wording = wording_of(load_language("fr"))
    assert "annoncé" in wording.participles
    assert "annonce" not in wording.participles


_PIECES = ["selon", "according to", "said", "a dit", "la police", "police", "NIS", "12", ",", ".", ":", "«", "»", "("]
_PIECES += [")", "qui", "who", "il", "he", "-", "Kiev", "l'", "d'", "le ministère de la", "’s", "…", "٣", "—", "["]
_WORDS = st.sampled_from([*_PIECES, "\n", "\n\n", '"', "|"])


@settings(max_examples=150, deadline=None)
@given(text=st.one_of(st.text(max_size=80), st.lists(_WORDS, max_size=40).map(" ".join)), data=st.data())
def test_any_text_keeps_its_figures_and_spans(text: str, data: st.DataObject) -> None:
    language = load_language(data.draw(st.sampled_from(LANGUAGES)))
    document = read_document(text, language)
    tokens = data.draw(st.lists(st.sampled_from(document.tokens), max_size=4, unique=True)) if document.tokens else []
    figures = tuple(_figure(token.start, token.end) for token in sorted(tokens))
    done = assign_sources(document, figures, language)
    assert [figure.span for figure in done] == [figure.span for figure in figures]
    assert assign_sources(document, figures, language) == done
    for attribution in (figure.attribution for figure in done if figure.attribution):
        for span in (attribution.source, attribution.relay, attribution.cue):
            assert span is None or 0 <= span.start < span.end <= len(text)


@pytest.mark.parametrize("words", ["selon la police, 12 morts. ", "il a dit « 12 » (NIS) : ", "X, Y, a dit que 12, "])
def test_work_grows_with_the_text(words: str) -> None:
    language = load_language("fr")

    def calls(copies: int) -> int:
        text = words * copies
        figures = tuple(_figure(match.start(), match.end()) for match in re.finditer("12", text))
        document = read_document(text, language)
        return calls_of(lambda: assign_sources(document, figures, language))

    calls(50)
    assert calls(1000) < 13 * calls(100)
