"""Ten times the text takes about ten times as long: the engine on degenerate texts of 100 kB and 1 MB.

Usage: python -m benchmarks.linear
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator

from extractors.languages import available_languages
from extractors.models import Article
from extractors.pipeline import extract_figures

MOST = 13.0  # times as long for ten times the text
SMALL = 100_000

#: Texts that send a careless scanner into quadratic time; each is repeated to the length wanted.
SHAPES = {
    "digits": "7",
    "grouped digits": "1 000 ",
    "one word": "morts ",
    "one letter": "a",
    "spaces": " ",
    "line ends": "\n",
    "numbers and harm": "12 morts et 30 blessés, dont 5 enfants, ",
    "quotation marks": "« ",
    "claimants": "selon la police, a déclaré le ministre, ",
    "English": "killing 12 people and wounding 30, police said. ",
}


def seconds(text: str, language: str) -> float:
    """Processor seconds that the extraction takes."""
    start = time.process_time()
    extract_figures(Article(text=text, language=language))
    return time.process_time() - start


def ratio(shape: str, language: str, *, small: int = SMALL) -> float:
    """How many times as long ten times the text takes."""
    text = SHAPES[shape]
    few, many = text * (small // len(text)), text * (10 * small // len(text))
    short = min(seconds(few, language) for _ in range(5))  # the first run warms the caches, a busy machine slows others
    return min(seconds(many, language) for _ in range(2)) / short


def measurements() -> Iterator[tuple[str, str, float]]:
    """Language, shape and ratio, one after the other."""
    for language in available_languages():
        for shape in SHAPES:
            yield language, shape, ratio(shape, language)


def main() -> int:
    """Print every ratio; fail where one is over the limit."""
    slow = 0
    for language, shape, value in measurements():
        slow += value > MOST
        print(f"{language}  {shape:20} {value:5.1f} ×{'  too slow' if value > MOST else ''}", flush=True)
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
