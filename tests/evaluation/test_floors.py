"""The extractor's scores on the project's own gold never fall below the pinned floors."""

from __future__ import annotations

import json
import subprocess
import warnings
from typing import Any

import pytest

from tests.evaluation.scoring import FLOORS, gold_articles, gold_languages, measure, pinned_scores, read_floors

STALE = 0.03


@pytest.mark.parametrize("language", gold_languages())
def test_no_score_is_below_its_floor(language: str) -> None:
    floors = read_floors()["floors"][language]
    scores = pinned_scores(measure(language).scores)

    below = {name: (scores.get(name), floor) for name, floor in floors.items() if scores.get(name, 0.0) < floor}
    assert not below, f"{language}: (measured, floor) {below}"
    for name, floor in floors.items():
        if scores[name] - floor > STALE:
            warnings.warn(f"{language} {name} {scores[name]:.3f} is well above {floor}: make floors", stacklevel=1)


def test_every_gold_language_has_floors() -> None:
    assert sorted(read_floors()["floors"]) == gold_languages()


@pytest.mark.parametrize("language", gold_languages())
def test_gold_quotes_and_sources_stand_in_their_text(language: str) -> None:
    for article in gold_articles(language):
        for figure in article["figures"]:
            words = [figure["quote"], *figure["sources"], *([figure["victims"]] if figure["victims"] else [])]
            assert not [w for w in words if w not in article["text"]], article["id"]


def test_floors_are_lowered_by_name_only() -> None:
    now = read_floors()
    named = {(entry["language"], entry["field"]): entry["to"] for entry in now["lowered"]}
    for earlier in _earlier_versions():
        for language, floors in earlier["floors"].items():
            for field, floor in floors.items():
                lowest = named.get((language, field), floor)
                assert now["floors"][language][field] >= min(floor, lowest), f"{language} {field} was {floor}"


def test_lowered_floors_say_why() -> None:
    assert all(entry["reason"].strip() for entry in read_floors()["lowered"])


def _earlier_versions() -> list[dict[str, Any]]:
    """The file as it was in each commit that changed it; none outside a clone."""
    git = ["git", "-C", str(FLOORS.parent)]
    log = subprocess.run([*git, "log", "--format=%H", "--", FLOORS.name], capture_output=True, text=True, check=False)
    return [
        json.loads(subprocess.run([*git, "show", f"{c}:./{FLOORS.name}"], capture_output=True, check=True).stdout)
        for c in log.stdout.split()
    ]
