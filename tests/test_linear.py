"""Ten times the text takes about ten times as long, whatever the text."""

from __future__ import annotations

import pytest

from benchmarks.linear import MOST, SHAPES, ratio
from extractors.languages import available_languages


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("language", available_languages())
def test_time_is_linear_in_the_length(language: str, shape: str) -> None:
    assert ratio(shape, language, small=5_000) <= MOST
