"""What was said when: the statements of one question in time, and how claimants revised their own totals."""

from __future__ import annotations

import pandas as pd

from dashboard.aggregates.comparison import SO_FAR

#: Marks that a chart can hold and a reader take in; beyond, each claimant's weeks are drawn as bands.
MOST_MARKS = 600

_WEEK = "W-SUN"


def in_time(statements: pd.DataFrame) -> pd.DataFrame:
    """The statements of one question that have a day, in the order of saying; all in full ink."""
    dated = statements[statements["said_on"].notna()]
    ordered = dated.sort_values(["said_on", "source"], kind="stable", ignore_index=True)
    return ordered.assign(stands=True, running=ordered["extent"].eq("running_total") & ordered["point"].notna())


def by_week(statements: pd.DataFrame) -> pd.DataFrame:
    """One row for each claimant's week, a bar from the lowest to the highest bound that it stated in it.

    Nothing is averaged: the bar says within which bounds the claimant spoke, `statements` how often.
    """
    bounds = statements.assign(
        week=statements["said_on"].dt.to_period(_WEEK).dt.start_time,
        least=statements["point"].fillna(statements["bar_from"]),
        most=statements["point"].fillna(statements["bar_to"]),
    )
    weeks = bounds.groupby(["source", "week"], observed=True, as_index=False).agg(
        bar_from=("least", "min"), bar_to=("most", "max"), statements=("figure_id", "size")
    )
    return weeks.rename(columns={"week": "said_on"}).sort_values(["said_on", "source"], ignore_index=True)


def revisions(statements: pd.DataFrame) -> pd.DataFrame:
    """Where a claimant changed its own running total: the newer statement with `earlier` and `factor`, newest first.

    `earlier_…` hold the statement before. `factor` is the newer number over the older one as far as both were stated;
    it compares a claimant with itself only.
    """
    running = statements[statements["extent"].eq("running_total") & statements["span"].eq(SO_FAR)]
    ordered = running.sort_values(["category", "source", "said_on", "reports"], kind="stable")
    # Of several statements on a day, the most reported one stands for the day.
    ordered = ordered.drop_duplicates(["category", "source", "victims", "said_on"], keep="last")
    before = ordered.groupby(["category", "source", "victims"], observed=True, dropna=False).shift()
    told = ["low", "high", "qualifier", "said_on", "quote", "figure_id", "rank"]
    changed = before["rank"].notna() & ordered["rank"].ne(before["rank"])
    revised = ordered.assign(**{f"earlier_{name}": before[name] for name in told})[changed]
    revised = revised.assign(factor=revised["rank"] / revised["earlier_rank"].where(revised["earlier_rank"] > 0))
    return revised.sort_values("said_on", ascending=False, kind="stable", ignore_index=True)
