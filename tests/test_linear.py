"""Ten times the text asks for about ten times the work, whatever the text; `make bench` measures the time itself."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest

from benchmarks.linear import MOST, SHAPES
from extractors.languages import available_languages
from extractors.models import Article
from extractors.pipeline import extract_figures

SMALL = 2_500  # characters: longer than any sentence is read


def _text(shape: str, size: int) -> str:
    return SHAPES[shape] * (size // len(SHAPES[shape]))


def _calls(text: str, language: str) -> int:
    """How many functions are called to read the text: the same on every machine, however busy."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        extract_figures(Article(text=text, language=language))
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("language", available_languages())
def test_work_is_linear_in_the_length(language: str, shape: str) -> None:
    extract_figures(Article(text=_text(shape, SMALL), language=language))  # packs and caches
    small, large = (_calls(_text(shape, size), language) for size in (SMALL, 10 * SMALL))
    assert large <= MOST * small
