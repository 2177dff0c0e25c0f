"""How well figures are found: read from the file that the evaluation writes, never typed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

#: Written by `make floors` (tests/evaluation/accuracy.py).
ACCURACY_FILE = Path(__file__).with_name("accuracy.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What was measured on the gold articles of a language: scores by name, and some of the worst mistakes."""

    scores: Mapping[str, float | int | None]
    mistakes: tuple[Mapping[str, str | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Accuracy:
    """The version that was measured, and each language's measures."""

    version: str
    languages: Mapping[str, Measured]


def read_accuracy(file: Path = ACCURACY_FILE) -> Accuracy | None:
    """The measured accuracy; None where nothing was measured."""
    if not file.exists():
        return None
    told = json.loads(file.read_text(encoding="utf-8"))
    languages = {
        code: Measured(scores=measured["scores"], mistakes=tuple(measured["mistakes"]))
        for code, measured in told["languages"].items()
    }
    return Accuracy(version=told["version"], languages=languages)
