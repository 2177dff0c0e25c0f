"""The tables of the page *Method*: the data dictionary, vague words, measured accuracy, known mistakes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd

from dashboard.wording import LANGUAGE, Wording
from data.accuracy import Accuracy, Measured
from data.conventions import CONVENTIONS
from data.schema import Column
from extractors.languages import read_pack
from extractors.models import Category, Qualifier

_TEXTS = Path(__file__).parent / "method"
_DAYS = re.compile(r"\d{4}-\d\d-\d\d(, \d{4}-\d\d-\d\d)?")
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


def vague_table(language: str, wording: Wording) -> pd.DataFrame:
    """A language's vague words with the bounds that they are read by, and the number under each convention."""
    rows = [
        (", ".join(words), *(int(bound) for bound in bounds.split("-")))
        for bounds, words in read_pack(language)["numbers"]["vague"].items()
    ]
    table = pd.DataFrame(rows, columns=["words", "low", "high"])
    counted = {name: [one.vague.get(low, low) for low in table["low"]] for name, one in CONVENTIONS.items()}
    numbers = ["low", "high", *counted]
    return table.assign(**counted).assign(
        **{name: lambda all, name=name: all[name].map(wording.number) for name in numbers}
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


def mistakes_table(measured: Measured, wording: Wording) -> pd.DataFrame:
    """Known mistakes of a language, the worst first."""
    return pd.DataFrame(
        [
            {
                "mistake": wording.named("mistake", mistake["what"] or ""),
                "quote": mistake["quote"],
                "wanted": answer_text(mistake["wanted"] or "", wording),
                "got": answer_text(mistake["got"] or "", wording),
            }
            for mistake in measured.mistakes
        ]
    )


def answer_text(answer: str, wording: Wording) -> str:
    """An answer as the evaluation writes it, in the reader's words: "killed, 100, 300", a day or two, True, words."""
    first, *others = answer.split(", ")
    if first in list(Category):
        low, high = others[0], others[-1]
        number = wording.bounds(int(low), int(high), Qualifier.EXACT if low == high else Qualifier.RANGE)
        return wording("compare.reading", number=number, category=wording(f"category.{first}"))
    if _DAYS.fullmatch(answer):
        start, end = (wording.date(date.fromisoformat(day)) for day in (first, (others or [first])[-1]))
        return start if start == end else wording("hover.period", start=start, end=end)
    return wording.named("answer", answer)


def _percent(score: float | None, wording: Wording) -> str:
    return "" if score is None else wording.percent(score)


@cache
def _descriptions(language: str) -> Mapping[str, str]:
    """What columns mean, where it is said in another language than the schema's."""
    path = _NAMES / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
