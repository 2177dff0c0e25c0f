"""One question, all claimants side by side: what each said last, what it had said before, what cannot be compared."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboard.aggregates.drawing import add_drawing, add_said_on

#: What makes two figures answers to unlike questions, so that they are never drawn on one axis.
QUESTION = ["category", "span"]

#: Spans of time: everything so far (or what the text does not limit), and an event or a stretch of time.
SO_FAR, LIMITED = "so_far", "limited"

#: Claimants that a chart shows below each other; a longer one is no comparison any more.
MOST_ROWS = 30

#: Places or groups of victims that a sentence can name.
MOST_NAMED = 6

_LIMITED_EXTENTS = ["event", "period"]
_STATEMENT = ["source", *QUESTION, "low", "high", "qualifier", "said_on"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """How many figures a comparison leaves out, and why."""

    without_source: int
    subset: int


def comparable(figures: pd.DataFrame) -> pd.DataFrame:
    """The figures that can stand side by side: those with a claimant that are no part of another figure."""
    kept = figures[figures["source"].notna() & ~_is_part(figures)]
    limited = kept["extent"].isin(_LIMITED_EXTENTS)
    span = limited.map({True: LIMITED, False: SO_FAR})
    return add_said_on(kept).assign(span=span, category=kept["category"].astype("string"))


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


def list_spans(statements: pd.DataFrame, category: str) -> dict[str, int]:
    """The spans of time for which a category was counted, with the number of claimants each."""
    asked = statements[statements["category"] == category]
    counted = asked.groupby("span", observed=True)["source"].nunique()
    return {span: int(counted[span]) for span in (SO_FAR, LIMITED) if span in counted}


def of_category(statements: pd.DataFrame, category: str) -> pd.DataFrame:
    """The statements that count a category, whatever their span of time."""
    return statements[statements["category"] == category].reset_index(drop=True)


def named_most(statements: pd.DataFrame, column: str) -> dict[str, int]:
    """The words of a column that most statements have, with how many have them."""
    return {str(name): int(count) for name, count in statements[column].value_counts().head(MOST_NAMED).items()}


def of_source(statements: pd.DataFrame, source: str) -> pd.DataFrame:
    """The statements of one claimant."""
    return statements[statements["source"] == source].reset_index(drop=True)


def of_question(statements: pd.DataFrame, category: str, span: str) -> pd.DataFrame:
    """The statements that answer one question."""
    return statements[(statements["category"] == category) & (statements["span"] == span)].reset_index(drop=True)


def present_sources(statements: pd.DataFrame) -> list[str]:
    """The claimants of the statements, the one with most statements first."""
    return [str(source) for source in statements["source"].value_counts().index]


def arrange_rows(statements: pd.DataFrame) -> pd.DataFrame:
    """The statements of one question, each with the `row` of its claimant, from 0.

    `heads` says which one the row is headed by: the latest. `stands` says which ones nothing has replaced: the latest
    of totals so far, but all counts of events and stretches of time. `others` counts a claimant's other statements.
    """
    others = statements.groupby("source", observed=True)["source"].transform("size") - 1
    return statements.assign(
        row=statements.groupby("source", sort=False, observed=True).ngroup(),
        heads=~statements.duplicated("source"),
        stands=statements["latest"] | statements["span"].eq(LIMITED),
        others=others,
    )


def first_rows(arranged: pd.DataFrame) -> pd.DataFrame:
    """As many rows as a chart can hold."""
    return arranged[arranged["row"] < MOST_ROWS]


def _is_part(figures: pd.DataFrame) -> pd.Series[bool]:
    return figures["subset"].fillna(value=False).astype(bool)
