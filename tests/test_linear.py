"""Ten times the text asks for about ten times the work, whatever the text; `make bench` measures the time itself."""

from __future__ import annotations

import pytest

from benchmarks.linear import MOST, SHAPES
from extractors.languages import available_languages
from extractors.models import Article
from extractors.pipeline import extract_figures
from tests.work import calls_of

SMALL = 2_500  # characters: longer than any sentence is read


def _read(shape: str, language: str, size: int) -> None:
    extract_figures(Article(text=SHAPES[shape] * (size // len(SHAPES[shape])), language=language))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("language", available_languages())
def test_work_is_linear_in_the_length(language: str, shape: str) -> None:
    _read(shape, language, SMALL)  # packs and caches
    small = calls_of(lambda: _read(shape, language, SMALL))
    large = calls_of(lambda: _read(shape, language, 10 * SMALL))
    assert large <= MOST * small
