"""Whatever the text: nothing raises, every span lies in it, bounds keep their meaning, twice gives the same."""

from __future__ import annotations

import tomllib
import unicodedata
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.languages import available_languages
from extractors.models import Article, Figure, Qualifier, Span
from extractors.pipeline import extract_figures

CASES = Path(__file__).parent / "cases"
NOISE = [
    "1",
    "12",
    "1,5",
    "1 000",
    "-",
    "–",
    "/",
    ":",
    "%",
    "«",
    "»",
    '"',
    "(",
    ")",
    ".",
    ",",
    "\n",
    "\n\n",
    "\t",
    " ",
    "’",
]


@cache
def press_words(language: str) -> list[str]:
    """Words of the language's own cases, so that made-up texts are nearly sentences."""
    path = CASES / f"{language}.toml"
    words = path.read_text(encoding="utf-8").split() if path.exists() else []
    return sorted({word.strip('"{}[],') for word in words} - {""}) + NOISE


def texts(language: str) -> st.SearchStrategy[str]:
    """Any text, and texts put together from words of the press."""
    pieces = st.lists(st.sampled_from(press_words(language)), max_size=60)
    return st.one_of(st.text(max_size=400), pieces.map(" ".join), pieces.map("".join))


def assert_sound(figure: Figure, text: str) -> None:
    """Every span lies in the text and the bounds are those of the qualifier."""
    said = figure.attribution
    spans: list[Span | None] = [figure.span, figure.quantity.span, figure.victims, figure.place]
    if said:
        spans += [said.source, said.relay, said.cue]
    for span in spans:
        assert span is None or (0 <= span.start < span.end <= len(text) and span.of(text).strip())
    low, high = figure.quantity.low, figure.quantity.high
    match figure.quantity.qualifier:
        case Qualifier.EXACT | Qualifier.ABOUT:
            assert low == high is not None
        case Qualifier.AT_LEAST | Qualifier.MORE_THAN:
            assert low is not None
            assert high is None
        case Qualifier.AT_MOST | Qualifier.LESS_THAN:
            assert low is None
            assert high is not None
        case Qualifier.RANGE | Qualifier.VAGUE:
            assert low is not None
            assert high is not None
            assert low < high
    period = figure.period
    if period and period.start and period.end:
        assert period.start <= period.end


@pytest.mark.parametrize("language", available_languages())
@given(data=st.data())
def test_any_text_gives_sound_figures_and_the_same_twice(language: str, data: st.DataObject) -> None:
    text = data.draw(texts(language))
    published_at = data.draw(st.none() | st.dates(date(1950, 1, 1), date(2100, 1, 1)))
    article = Article(text=text, language=language, published_at=published_at)

    figures = extract_figures(article)

    for figure in figures:
        assert_sound(figure, text)
    assert list(figures) == sorted(figures, key=lambda figure: figure.span)
    assert extract_figures(article) == figures


def readings(text: str, language: str) -> list[tuple[str, int | None, int | None, str]]:
    """What is counted, without where it stands."""
    figures = extract_figures(Article(text=text, language=language))
    return [(f.category, f.quantity.low, f.quantity.high, f.quantity.qualifier) for f in figures]


def decomposed(text: str) -> str:
    """The text with each accent as a character of its own; syllables stay whole."""
    parts = ((c, unicodedata.normalize("NFD", c)) for c in text)
    return "".join(parted if unicodedata.combining(parted[-1]) else c for c, parted in parts)


#: Ways of writing that change nothing of what is said.
VARIANTS = {
    "curly apostrophes": lambda text: text.replace("'", "’"),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "decomposed accents": decomposed,
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "space around": lambda text: f"\n\n  {text}  \n",
}


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("language", sorted(path.stem for path in CASES.glob("*.toml")))
def test_ways_of_writing_change_nothing(language: str, variant: str) -> None:
    cases = tomllib.loads((CASES / f"{language}.toml").read_text(encoding="utf-8"))["case"]
    texts = [case["text"] for case in cases]
    changed = [t for t in texts if readings(VARIANTS[variant](t), language) != readings(t, language)]
    assert not changed
