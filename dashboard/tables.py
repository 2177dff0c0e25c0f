"""Frames as a reader sees them in a table, and as they leave in a file."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard.aggregates.drawing import add_said_on
from dashboard.highlight import Mark
from dashboard.phrases import Record, bounds_text, period_text, said_text
from dashboard.wording import Wording

#: Columns that the figures table can show, in their order, and those that it shows at first.
TABLE_COLUMNS = (
    "number",
    "category",
    "source",
    "relayed_by",
    "said_on",
    "quote",
    "victims",
    "place",
    "period",
    "publisher",
    "published_at",
    "status",
    "title",
    "language",
    "source_kind",
    "extent",
    "subset",
    "sentence",
    "low",
    "high",
    "qualifier",
)
FIRST_COLUMNS = ("number", "category", "source", "said_on", "quote", "victims", "publisher", "status")

_WORDED = {
    "category": "category",
    "status": "status",
    "source_kind": "kind",
    "extent": "extent",
    "qualifier": "qualifier",
}
_DAYS = ("said_on", "published_at")


def figures_table(figures: pd.DataFrame, wording: Wording, columns: Sequence[str]) -> pd.DataFrame:
    """The figures as the reader's table: worded numbers, categories and reviews, one row a figure in the same order."""
    records = add_said_on(figures).to_dict("records")
    table = add_said_on(figures).assign(
        number=[bounds_text(record, wording) for record in records],
        period=[period_text(record, wording) for record in records],
        source=figures["source"].fillna(wording("source.none")),
    )
    for column, group in _WORDED.items():
        words = {value: wording(f"{group}.{value}") for value in table[column].dropna().unique()}
        table[column] = table[column].astype("string").map(words, na_action="ignore")
    return table[list(columns)].reset_index(drop=True)


def column_label(column: str, wording: Wording) -> str:
    """The heading of a column."""
    return wording.named("column", column)


def to_csv(figures: pd.DataFrame) -> bytes:
    """The frame as CSV, UTF-8 with the mark that spreadsheets look for; dates ISO, missing values empty."""
    return figures.to_csv(index=False, date_format="%Y-%m-%d").encode("utf-8-sig")


def article_marks(figures: pd.DataFrame, wording: Wording, chosen: str | None) -> list[Mark]:
    """The figures of an article as marks on its text."""
    return [
        Mark(
            start=int(record["start"]),
            end=int(record["end"]),
            category=str(record["category"]),
            label=wording(f"category.{record['category']}"),
            hint=said_text(record, wording),
            chosen=record["figure_id"] == chosen,
        )
        for record in figures.to_dict("records")
    ]


def record_of(figures: pd.DataFrame, figure_id: str) -> Record | None:
    """The row of a figure, or None where it is not there."""
    found = figures[figures["figure_id"] == figure_id].to_dict("records")
    return found[0] if found else None


def figure_ids(figures: pd.DataFrame) -> list[tuple[str, str]]:
    """The article and the figure of each row."""
    return list(zip(figures["article_id"].astype(str), figures["figure_id"].astype(str), strict=True))
