"""The project's own gold articles and what the extractor scores on them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from data.bulk import predict
from extractors.evaluation import Evaluation, evaluate

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"

#: The scores that are pinned; the others follow from them or are shown only.
PINNED = ("f1", "precision", "row_f1", "source", "reported", "period", "victims", "qualifier", "subset")


def gold_languages() -> list[str]:
    """The languages that have gold articles."""
    return sorted(path.stem.removeprefix("gold-") for path in HERE.glob("gold-*.jsonl"))


def gold_articles(language: str) -> list[dict[str, Any]]:
    """The gold articles of a language."""
    lines = (HERE / f"gold-{language}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def read_floors() -> dict[str, Any]:
    """The pinned floors and the record of those that were lowered."""
    floors: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return floors


@cache
def measure(language: str) -> Evaluation:
    """What the extractor scores on the gold articles of a language."""
    articles = gold_articles(language)
    return evaluate(articles, predict(articles))


def pinned_scores(scores: Mapping[str, float | int | None]) -> dict[str, float]:
    """The pinned scores, those that were asked for."""
    return {name: float(score) for name in PINNED if (score := scores[name]) is not None}
