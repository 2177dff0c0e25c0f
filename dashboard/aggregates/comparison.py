"""One question, all claimants side by side: what each said last, what it had said before, what cannot be compared."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboard.aggregates.drawing import add_drawing, add_said_on

#: What makes two figures answers to unlike questions, so that they are never drawn on one axis.
QUESTION = ["category", "extent"]

#: A figure of an unknown extent is compared with its like only.
UNTOLD = "untold"

#: Claimants or counts that a chart shows below each other; a longer one is no comparison any more.
MOST_ROWS = 30

_STATEMENT = ["source", "category", "extent", "low", "high", "qualifier", "said_on"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """How many figures a comparison leaves out, and why."""

    without_source: int
    subset: int


def comparable(figures: pd.DataFrame) -> pd.DataFrame:
    """The figures that can stand side by side: those with a claimant that are no part of another figure."""
    kept = figures[figures["source"].notna() & ~_is_part(figures)]
    extent = kept["extent"].astype("string").fillna(UNTOLD)
    return add_said_on(kept).assign(extent=extent, category=kept["category"].astype("string"))


def left_out(figures: pd.DataFrame) -> LeftOut:
    """What `comparable` leaves out of these figures."""
    without_source = figures["source"].isna()
    subset = _is_part(figures) & ~without_source
    return LeftOut(without_source=int(without_source.sum()), subset=int(subset.sum()))


def fold_statements(figures: pd.DataFrame) -> pd.DataFrame:
    """Comparable figures, one row for what a claimant said once: five reports of it are one row with `reports` = 5.

    The row is the earliest report; `outlets` names all publishers.
    """
    ordered = figures.sort_values(["published_at", "article_id", "start"], kind="stable")
    groups = ordered.groupby(_STATEMENT, dropna=False, sort=False, observed=True)
    reports = groups["article_id"].transform("nunique")
    outlets = groups["publisher"].transform(lambda names: ", ".join(names.dropna().unique()))
    folded = ordered.assign(reports=reports, outlets=outlets).drop_duplicates(_STATEMENT)
    return folded.reset_index(drop=True)


def mark_latest(statements: pd.DataFrame) -> pd.DataFrame:
    """The statements with `latest`: whether nothing newer answers the same question for the same claimant.

    Several may be the latest, where a claimant said more than one thing on a day.
    """
    newest = statements.groupby([*QUESTION, "source"], observed=True)["said_on"].transform("max")
    return statements.assign(latest=statements["said_on"].eq(newest) | newest.isna())


def compare_sources(figures: pd.DataFrame) -> pd.DataFrame:
    """All statements of the comparable figures, ready to draw; claimants with the highest latest figure come first."""
    drawn = add_drawing(mark_latest(fold_statements(comparable(figures))))
    top = drawn[drawn["latest"]].groupby([*QUESTION, "source"], observed=True)["rank"].max().rename("top")
    joined = drawn.join(top, on=[*QUESTION, "source"])
    order = ["top", "source", "latest", "said_on", "reports"]
    return joined.sort_values(order, ascending=[False, True, False, False, False], kind="stable").reset_index(drop=True)


def list_categories(statements: pd.DataFrame) -> dict[str, int]:
    """The categories that the statements count, with the number of claimants each; the most answered first."""
    counted = (
        statements.groupby("category", observed=True)["source"].nunique().sort_values(ascending=False, kind="stable")
    )
    return {str(category): int(claimants) for category, claimants in counted.items()}


def list_extents(statements: pd.DataFrame, category: str) -> dict[str, int]:
    """The unlike extents in which a category was counted, with the number of claimants each; most answered first."""
    asked = statements[statements["category"] == category]
    counted = asked.groupby("extent", observed=True)["source"].nunique().sort_values(ascending=False, kind="stable")
    return {str(extent): int(claimants) for extent, claimants in counted.items()}


def of_question(statements: pd.DataFrame, category: str, extent: str) -> pd.DataFrame:
    """The statements that answer one question."""
    return statements[(statements["category"] == category) & (statements["extent"] == extent)].reset_index(drop=True)


def arrange_rows(statements: pd.DataFrame) -> pd.DataFrame:
    """The statements of one question, each with the `row` it is drawn on, and `main` where it heads that row.

    Running totals have a row for each claimant, headed by its latest word: a newer total replaces an older one.
    Counts of an event or of a stretch of time do not replace each other: each has a row of its own, newest first.
    """
    by_period = statements["extent"].isin(["event", "period"])
    if by_period.any():
        ordered = statements.sort_values("said_on", ascending=False, kind="stable", ignore_index=True)
        return ordered.assign(row=range(len(ordered)), main=True, by_period=True)
    row = statements.groupby("source", sort=False, observed=True).ngroup()
    main = statements["latest"] & ~statements.duplicated("source")
    return statements.assign(row=row, main=main, by_period=False)


def first_rows(arranged: pd.DataFrame) -> pd.DataFrame:
    """As many rows as a chart can hold."""
    return arranged[arranged["row"] < MOST_ROWS]


def _is_part(figures: pd.DataFrame) -> pd.Series[bool]:
    return figures["subset"].fillna(value=False).astype(bool)
