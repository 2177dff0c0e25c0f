"""Writes what the pages show of the extractor's accuracy: `data/accuracy.json`, with the worst mistakes.

`make floors` writes it; nobody types a score.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from data.accuracy import ACCURACY_FILE
from data.records import extractor_version
from extractors.evaluation import Mistake
from tests.evaluation.scoring import gold_languages, measure

#: The worst first: a figure that is none misleads more than one that is missed, a wrong number more than a wrong field.
WORST_FIRST = (
    "extra",
    "unsound offsets",
    "wrong",
    "missed",
    "source",
    "period",
    "reported",
    "subset",
    "victims",
    "qualifier",
)
OF_A_KIND = 3
SHOWN = 12


def write_accuracy() -> None:
    """Measure every language that has gold articles, and write the file."""
    languages = {language: _measured(language) for language in gold_languages()}
    text = json.dumps({"version": extractor_version(), "languages": languages}, indent=1, ensure_ascii=False)
    ACCURACY_FILE.write_text(text + "\n", encoding="utf-8")


def _measured(language: str) -> dict[str, Any]:
    evaluation = measure(language)
    scores = {name: round(score, 3) if isinstance(score, float) else score for name, score in evaluation.scores.items()}
    worst = sorted(evaluation.mistakes, key=lambda mistake: WORST_FIRST.index(mistake.what))
    return {"scores": scores, "mistakes": [_told(mistake) for mistake in _spread(worst)][:SHOWN]}


def _spread(mistakes: list[Mistake]) -> Iterator[Mistake]:
    """A few of each kind."""
    for _, kind in groupby(mistakes, key=lambda mistake: mistake.what):
        yield from list(kind)[:OF_A_KIND]


def _told(mistake: Mistake) -> dict[str, Any]:
    return {
        "article": mistake.article_id,
        "what": mistake.what,
        "quote": mistake.quote,
        "wanted": _words(mistake.wanted),
        "got": _words(mistake.got),
    }


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple | list):
        return ", ".join(_words(part) for part in value if part is not None)
    return str(value)
