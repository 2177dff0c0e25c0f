"""Frames as a reader sees them in a table, and as they leave in a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from dashboard.aggregates.disagreement import Disagreement
from dashboard.aggregates.drawing import add_said_on
from dashboard.highlight import Mark
from dashboard.phrases import (
    Record,
    bounds_text,
    claim_text,
    day_text,
    period_text,
    reading_text,
    review_text,
    said_text,
    source_text,
    told,
)
from dashboard.wording import Wording
from data.exports import neutralise
from data.filters import STATUSES_IN_FORCE
from data.schema import CLAIM_COLUMNS, Kind
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
    "relation": "relation",
}
_LISTS = ("publishers", "relayed_by")


def reader_table(rows: pd.DataFrame, wording: Wording, columns: Sequence[str]) -> pd.DataFrame:
    """Figures or claims as the reader's table, in the same order: numbers, categories and reviews in words."""
    dated = rows if "said_on" in rows else add_said_on(rows)
    records = dated.to_dict("records")
    table = dated.assign(source=[source_text(record, wording) for record in records])
    computed = {"number": bounds_text, "period": period_text, "review": review_text}
    for column in columns:
        if column in computed:
            table[column] = [computed[column](record, wording) for record in records]
        elif column in _LISTS and column in table:
            table[column] = [told(words) for words in table[column]]
    for column, group in _WORDED.items():
        if column in columns:
            words = {value: wording(f"{group}.{value}") for value in table[column].dropna().unique()}
            table[column] = table[column].astype("string").map(words, na_action="ignore")
    return table[list(columns)].reset_index(drop=True)


def first_rows(rows: pd.DataFrame, most: int) -> pd.DataFrame:
    """As many rows as a table on the page can hold."""
    return rows.head(most)


def column_label(column: str, wording: Wording) -> str:
    """The heading of a column: the catalogue's for its name, or for the name as a whole key."""
    return wording.messages.get(column) or wording.named("column", column)


def column_help(column: str, wording: Wording) -> str | None:
    """What a heading does not tell by itself."""
    key = f"column_help.{column}"
    return wording(key) if wording.has(key) else None


def to_csv(claims: pd.DataFrame) -> bytes:
    """The claims behind a chart as CSV, UTF-8 with the mark that spreadsheets look for: nothing derived is in it.

    Dates are ISO, missing values empty, and what a spreadsheet would run as a formula is text.
    """
    kept = [column.name for column in CLAIM_COLUMNS]
    listed = {column.name: claims[column.name].map("; ".join) for column in CLAIM_COLUMNS if column.kind is Kind.LIST}
    rows = claims.assign(**listed)[kept].itertuples(index=False)
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
            "relation": [wording(f"relation.{record['relation']}") for record in records],
        }
    )


def apart_table(pairs: Sequence[Disagreement], wording: Wording) -> pd.DataFrame:
    """Claimants whose bounds exclude each other: the lower, the higher, and how far they are apart."""
    return pd.DataFrame(
        {
            "lower": [claim_text(pair.lower, wording) for pair in pairs],
            "upper": [claim_text(pair.upper, wording) for pair in pairs],
            "ratio": [wording.factor(pair.ratio) for pair in pairs],
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
    return table.rename(
        columns={day: _heading(pd.Timestamp(day), weeks, wording) for day in table.columns}
    ).reset_index()


def weeks_ids(weeks: pd.DataFrame, wording: Wording) -> dict[tuple[int, str], tuple[str, str]]:
    """The article and figure of each cell of the table of weeks."""
    rows = {source: row for row, source in enumerate(weeks["source"].unique())}
    return {
        (rows[record["source"]], _heading(record["begins"], weeks, wording)): (
            record["article_id"],
            record["figure_id"],
        )
        for record in weeks.to_dict("records")
    }


def _heading(day: date, weeks: pd.DataFrame, wording: Wording) -> str:
    return wording.month(day) if weeks["monthly"].any() else wording.date(day)


def differing_table(differing: pd.DataFrame, claims: pd.DataFrame, wording: Wording) -> pd.DataFrame:
    """What outlets made of one word, reading beside reading: where they part, and who wrote which."""
    by_id = {record["claim_id"]: record for record in claims.to_dict("records")}
    records = differing.to_dict("records")
    return pd.DataFrame(
        {
            "source": [source_text(record, wording) for record in records],
            "said_on": differing["said_on"],
            "differ": [", ".join(wording(f"differ.{name}") for name in record["outlets_differ"]) for record in records],
            "reading": [reading_text(record, wording) for record in records],
            "readings": [
                "; ".join(reading_text(by_id[other], wording) for other in record["differs_from"] if other in by_id)
                for record in records
            ],
        }
    )


def history_table(history: pd.DataFrame, wording: Wording) -> pd.DataFrame:
    """What was decided of a figure, the latest first: when, by whom, and how the figure stood then."""
    records = history.iloc[::-1].to_dict("records")
    return pd.DataFrame(
        {
            "made_at": [wording.moment(record["made_at"]) for record in records],
            "action": [wording.named("action", record["action"]) for record in records],
            "made_by": [told(record["made_by"]) or wording("review.machine") for record in records],
            "number": [bounds_text(record, wording) for record in records],
            "category": [wording(f"category.{record['category']}") for record in records],
            "source": [source_text(record, wording) for record in records],
            "note": [told(record["note"]) for record in records],
        }
    )


def _ordered(categories: pd.Series[str]) -> list[str]:
    present = set(categories)
    return [category for category in Category if category in present]


def article_marks(figures: pd.DataFrame, wording: Wording, chosen: str | None) -> list[Mark]:
    """The figures of an article as marks on its text."""
    in_sight = figures["status"].isin(STATUSES_IN_FORCE) | figures["figure_id"].eq(chosen or "")
    return [
        Mark(
            start=int(record["start"]),
            end=int(record["end"]),
            category=str(record["category"]),
            label=wording(f"category.{record['category']}"),
            hint=said_text(record, wording),
            chosen=record["figure_id"] == chosen,
        )
        for record in figures[in_sight].to_dict("records")
    ]


def record_of(figures: pd.DataFrame, figure_id: str) -> Record | None:
    """The row of a figure, or None where it is not there."""
    found = figures[figures["figure_id"] == figure_id].to_dict("records")
    return found[0] if found else None


def figure_ids(figures: pd.DataFrame) -> list[tuple[str, str]]:
    """The article and the figure of each row."""
    return list(zip(figures["article_id"].astype(str), figures["figure_id"].astype(str), strict=True))
