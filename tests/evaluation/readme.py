"""Writes the table of scores into README.md, between its two marks."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from data.accuracy import ACCURACY_FILE
from extractors.languages import load_language

README = Path(__file__).parents[2] / "README.md"
MARKS = re.compile(r"(?<=<!-- scores -->\n).*?(?=<!-- /scores -->)", re.DOTALL)
COLUMNS = {
    "precision": "precision",
    "recall": "recall",
    "f1": "F1",
    "source": "claimant",
    "reported": "saying day",
    "period": "period",
    "victims": "victims",
    "subset": "part",
    "row_f1": "whole row F1",
}


def scores_table() -> str:
    """The measured scores of every language, as Markdown."""
    measured: dict[str, Any] = json.loads(ACCURACY_FILE.read_text(encoding="utf-8"))["languages"]
    lines = [f"| | articles | figures | {' | '.join(COLUMNS.values())} |", "|---" * (len(COLUMNS) + 3) + "|"]
    for language, accuracy in measured.items():
        scores = accuracy["scores"]
        cells = ["–" if scores[name] is None else f"{scores[name]:.2f}" for name in COLUMNS]
        name = load_language(language).name
        lines.append(f"| {name} | {scores['articles']} | {scores['gold']} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def write_readme() -> None:
    """Put the table of scores into README.md."""
    README.write_text(MARKS.sub(scores_table(), README.read_text(encoding="utf-8")), encoding="utf-8")
