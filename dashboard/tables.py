"""Frames as a reader sees them in a table, and as they leave in a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from dashboard.aggregates.disagreement import Disagreement
from dashboard.aggregates.drawing import add_said_on
from dashboard.highlight import Mark
from dashboard.phrases import Record, bounds_text, claim_text, day_text, period_text, said_text
from dashboard.wording import Wording
from data.exports import neutralise
from data.schema import FIGURE_COLUMN_NAMES
from extractors.models import Category

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


def to_csv(statements: pd.DataFrame) -> bytes:
    """The data behind a chart as CSV, UTF-8 with the mark that spreadsheets look for: stated columns, nothing derived.

    Dates are ISO, missing values empty, and what a spreadsheet would run as a formula is text.
    """
    kept = [column for column in (*FIGURE_COLUMN_NAMES, "said_on", "reports", "outlets") if column in statements]
    rows = statements[kept].itertuples(index=False)
    safe = pd.DataFrame([neutralise(dict(zip(kept, row, strict=True))) for row in rows], columns=kept)
    return safe.to_csv(index=False, date_format="%Y-%m-%d").encode("utf-8-sig")


def latest_table(latest: pd.DataFrame, wording: Wording, today: date) -> pd.DataFrame:
    """A row for each claimant, a column for each category: its latest number and day; last, how long ago it spoke."""
    records = latest.to_dict("records")
    cells = latest.assign(
        cell=[f"{bounds_text(record, wording)} · {day_text(record['said_on'], wording)}" for record in records]
    )
    table = cells.pivot(index="source", columns="category", values="cell")
    table = table.reindex(index=latest["source"].unique(), columns=_ordered(latest["category"]))
    spoke = latest.groupby("source", observed=True)["said_on"].max()
    ages = [wording.age(day.date(), today) if pd.notna(day) else "" for day in spoke[table.index]]
    named = table.rename(columns={category: wording(f"category.{category}") for category in table.columns})
    return named.assign(spoke=ages).reset_index()


def latest_ids(latest: pd.DataFrame, wording: Wording) -> dict[tuple[int, str], tuple[str, str]]:
    """The article and figure of each cell of the table of latest figures."""
    rows = {source: row for row, source in enumerate(latest["source"].unique())}
    return {
        (rows[record["source"]], wording(f"category.{record['category']}")): (record["article_id"], record["figure_id"])
        for record in latest.to_dict("records")
    }


def revisions_table(revisions: pd.DataFrame, wording: Wording) -> pd.DataFrame:
    """Who revised itself: the number before, the number after, by how much, and when."""
    records = revisions.to_dict("records")
    earlier = [{name: record[f"earlier_{name}"] for name in ("low", "high", "qualifier")} for record in records]
    return pd.DataFrame(
        {
            "source": revisions["source"],
            "category": [wording(f"category.{record['category']}") for record in records],
            "earlier": [bounds_text(record, wording) for record in earlier],
            "number": [bounds_text(record, wording) for record in records],
            "factor": [wording.factor(record["factor"]) for record in records],
            "said_on": revisions["said_on"],
        }
    )


def apart_table(pairs: Sequence[Disagreement], wording: Wording) -> pd.DataFrame:
    """Claimants whose bounds exclude each other: the lower, the higher, and how far they are apart."""
    return pd.DataFrame(
        {
            "lower": [claim_text(pair.lower, wording) for pair in pairs],
            "upper": [claim_text(pair.upper, wording) for pair in pairs],
            "factor": [wording.factor(pair.ratio) for pair in pairs],
            "gap": [wording.number(pair.gap) for pair in pairs],
            "period": [period_text(pair.upper, wording) for pair in pairs],
        }
    )


def apart_ids(pairs: Sequence[Disagreement]) -> dict[tuple[int, str], tuple[str, str]]:
    """The article and figure of the two sides of each pair."""
    return {
        (row, side): (str(end["article_id"]), str(end["figure_id"]))
        for row, pair in enumerate(pairs)
        for side, end in (("lower", pair.lower), ("upper", pair.upper))
    }


def weeks_table(weeks: pd.DataFrame, wording: Wording) -> pd.DataFrame:
    """A row for each claimant, a column for each week or month in which somebody spoke."""
    records = weeks.to_dict("records")
    cells = weeks.assign(cell=[bounds_text(record, wording) for record in records])
    table = cells.pivot(index="source", columns="begins", values="cell").reindex(weeks["source"].unique())
    return table.rename(columns={day: wording.date(pd.Timestamp(day)) for day in table.columns}).reset_index()


def weeks_ids(weeks: pd.DataFrame, wording: Wording) -> dict[tuple[int, str], tuple[str, str]]:
    """The article and figure of each cell of the table of weeks."""
    rows = {source: row for row, source in enumerate(weeks["source"].unique())}
    return {
        (rows[record["source"]], wording.date(record["begins"])): (record["article_id"], record["figure_id"])
        for record in weeks.to_dict("records")
    }


def _ordered(categories: pd.Series[str]) -> list[str]:
    present = set(categories)
    return [category for category in Category if category in present]


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
