"""The tables of the page *Method*: the data dictionary, vague words, measured accuracy, known mistakes."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pandas as pd

from dashboard.wording import LANGUAGE, Wording
from data.accuracy import Accuracy
from data.conventions import CONVENTIONS
from data.schema import Column
from extractors.languages import available_languages, load_language

_TEXTS = Path(__file__).parent / "method"
_NAMES = Path(__file__).parent / "catalogue" / "columns"

#: Scores that the page shows, in their order.
SCORES = ("f1", "precision", "recall", "row_f1", "source", "reported", "period", "victims", "qualifier", "subset")


def method_text(wording: Wording) -> str:
    """The method in the reader's language, as Markdown."""
    return (_TEXTS / f"{wording.language}.md").read_text(encoding="utf-8")


def dictionary_table(columns: Sequence[Column], wording: Wording) -> pd.DataFrame:
    """A row for each column of a table: its name, what it holds, what it means, its HXL tag."""
    told = _descriptions(wording.language)
    return pd.DataFrame(
        {
            "column_name": [column.name for column in columns],
            "holds": [wording(f"holds.{column.kind}") for column in columns],
            "meaning": [told.get(column.name, column.description) for column in columns],
            "hxl": [column.hxl for column in columns],
        }
    )


def vague_table(wording: Wording) -> pd.DataFrame:
    """The vague words of each language with the bounds that they are read by, and the number under each convention."""
    rows = [
        (wording.named(LANGUAGE, code), ", ".join(words), *(int(bound) for bound in bounds.split("-")))
        for code in available_languages()
        for bounds, words in load_language(code).numbers.vague.items()
    ]
    table = pd.DataFrame(rows, columns=["language", "words", "low", "high"])
    return table.assign(
        **{name: [convention.vague.get(low, low) for low in table["low"]] for name, convention in CONVENTIONS.items()}
    )


def scores_table(accuracy: Accuracy, wording: Wording) -> pd.DataFrame:
    """A row for each language that was measured: on how much, and how often each thing was right, in per cent."""
    return pd.DataFrame(
        [
            {
                "language": wording.named(LANGUAGE, code),
                "articles": measured.scores["articles"],
                "figures": measured.scores["gold"],
                **{f"score.{name}": _percent(measured.scores[name], wording) for name in SCORES},
            }
            for code, measured in accuracy.languages.items()
        ]
    )


def mistakes_table(accuracy: Accuracy, wording: Wording) -> pd.DataFrame:
    """Known mistakes, the worst of each language first."""
    return pd.DataFrame(
        [
            {
                "language": wording.named(LANGUAGE, code),
                "mistake": wording.named("mistake", mistake["what"] or ""),
                "quote": mistake["quote"],
                "wanted": mistake["wanted"],
                "got": mistake["got"],
            }
            for code, measured in accuracy.languages.items()
            for mistake in measured.mistakes
        ]
    )


def _percent(score: float | None, wording: Wording) -> str:
    return "" if score is None else wording.percent(score)


@cache
def _descriptions(language: str) -> Mapping[str, str]:
    """What columns mean, where it is said in another language than the schema's."""
    path = _NAMES / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
