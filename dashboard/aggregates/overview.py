"""What is new, and where each claimant stands now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pandas as pd

from dashboard.aggregates.comparison import SO_FAR
from dashboard.aggregates.disagreement import Disagreement, find_disagreements
from data.schema import Status

#: Claimants of the table of latest figures, the most reported ones.
MOST_CLAIMANTS = 12

#: Questions of the chart of disagreements.
MOST_QUESTIONS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much there is: records, never people."""

    figures: int
    articles: int
    claimants: int
    unreviewed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """A question on which claimants are apart: its dossier, "" for none, its category, and how far."""

    dossier: str
    category: str
    found: Disagreement


def counts(figures: pd.DataFrame) -> Counts:
    """How many figures, articles and claimants there are, and how many figures nobody has reviewed."""
    return Counts(
        figures=len(figures),
        articles=int(figures["article_id"].nunique()),
        claimants=int(figures["source"].nunique()),
        unreviewed=int(figures["status"].eq(Status.AUTOMATIC).sum()),
    )


def furthest_apart(statements: Mapping[str, pd.DataFrame]) -> list[Apart]:
    """The claimants who are furthest apart on one question, by how many times; dossier by dossier."""
    found = [
        Apart(dossier=dossier, category=str(one.lower["category"]), found=one)
        for dossier, compared in statements.items()
        for one in find_disagreements(compared, MOST_QUESTIONS)
    ]
    return sorted(found, key=lambda apart: -(apart.found.ratio or float("inf")))[:MOST_QUESTIONS]


def ends_of(questions: Sequence[Apart]) -> pd.DataFrame:
    """The lower and the higher statement of each question, one below the other."""
    return pd.DataFrame([end for question in questions for end in (question.found.lower, question.found.upper)])


def first_rows(figures: pd.DataFrame, number: int) -> pd.DataFrame:
    """The first figures of a frame."""
    return figures.head(number)


def added_since(figures: pd.DataFrame, now: datetime, *, days: int = 1) -> pd.DataFrame:
    """The figures that were recorded in the last days, the newest article first."""
    since = now.astimezone(UTC) - timedelta(days=days)
    return figures[figures["added_at"] >= since].reset_index(drop=True)


def latest_by_category(statements: pd.DataFrame) -> pd.DataFrame:
    """Each claimant's latest statement in each category: totals so far where it told one, else its latest count.

    The claimants are the most reported ones, in that order.
    """
    reports = statements.groupby("source", observed=True)["reports"].sum().sort_values(ascending=False, kind="stable")
    chosen = statements[statements["source"].isin(reports.index[:MOST_CLAIMANTS]) & statements["latest"]]
    place = chosen["source"].map({source: number for number, source in enumerate(reports.index)})
    ordered = chosen.assign(so_far=chosen["span"].eq(SO_FAR), place=place).sort_values(
        ["place", "so_far", "said_on", "reports"], ascending=[True, False, False, False], kind="stable"
    )
    return ordered.drop_duplicates(["source", "category"]).reset_index(drop=True)
