"""Five times the text asks for about five times the work, whatever the text; `make bench` measures the time itself."""

from __future__ import annotations

import pytest

from benchmarks.linear import MOST, SHAPES
from extractors.languages import available_languages
from extractors.models import Article
from extractors.pipeline import extract_figures
from tests.work import calls_of

SMALL = 10_000  # characters: from here on each more costs the same
TIMES = 5
DENSE = ("numbers and harm", "claimants", "English")  # slow to count: read in one language of each grammar family
FAMILIES = ("ar", "fr", "ko")
CASES = [
    (language, shape)
    for language in available_languages()
    for shape in SHAPES
    if shape not in DENSE or language in FAMILIES
]


def _read(shape: str, language: str, size: int) -> None:
    extract_figures(Article(text=SHAPES[shape] * (size // len(SHAPES[shape])), language=language))


@pytest.mark.parametrize(("language", "shape"), CASES)
def test_work_is_linear_in_the_length(language: str, shape: str) -> None:
    _read(shape, language, SMALL)  # packs and caches
    small = calls_of(lambda: _read(shape, language, SMALL))
    large = calls_of(lambda: _read(shape, language, TIMES * SMALL))
    assert large <= MOST / 10 * TIMES * small
