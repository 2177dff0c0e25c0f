"""What is new, where each claimant stands now, and where claimants are furthest apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pandas as pd

from dashboard.aggregates.comparison import mark_latest
from dashboard.aggregates.disagreement import Disagreement, find_disagreements
from dashboard.aggregates.folding import LIMITED
from data.schema import Status

#: Claimants of the table of latest claims, the most reported ones.
MOST_CLAIMANTS = 12

#: Questions of the chart of disagreements.
MOST_QUESTIONS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much there is: records, never people."""

    figures: int
    articles: int
    claims: int
    claimants: int
    unreviewed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """Two claimants who are apart: in which dossier, "" for none, and how far."""

    dossier: str
    found: Disagreement


def counts(figures: pd.DataFrame, claims: pd.DataFrame) -> Counts:
    """How many figures, articles, claims and claimants there are, and how many figures nobody has reviewed."""
    return Counts(
        figures=len(figures),
        articles=int(figures["article_id"].nunique()),
        claims=len(claims),
        claimants=int(claims["source"].nunique()),
        unreviewed=int(figures["status"].eq(Status.AUTOMATIC).sum()),
    )


def furthest_apart(claims: Mapping[str, pd.DataFrame]) -> list[Apart]:
    """The claimants who are furthest apart on each question, by how many times; dossier by dossier.

    Of two claimants who are apart on questions that look alike (one place more or less told), the widest is enough.
    """
    found = [
        Apart(dossier=dossier, found=one)
        for dossier, compared in claims.items()
        for one in find_disagreements(compared, MOST_QUESTIONS, each_question=True)
    ]
    widest: dict[tuple[str, ...], Apart] = {}
    for apart in sorted(found, key=lambda apart: -(apart.found.ratio or float("inf"))):
        lower, upper = apart.found.lower, apart.found.upper
        widest.setdefault((apart.dossier, lower["category"], lower["source"], upper["source"]), apart)
    return list(widest.values())[:MOST_QUESTIONS]


def ends_of(questions: Sequence[Apart]) -> pd.DataFrame:
    """The lower and the higher claim of each question, one below the other."""
    return pd.DataFrame([end for question in questions for end in (question.found.lower, question.found.upper)])


def added_since(figures: pd.DataFrame, now: datetime, *, days: int = 1) -> pd.DataFrame:
    """The figures that were recorded in the last days, the newest article first."""
    since = now.astimezone(UTC) - timedelta(days=days)
    return figures[figures["added_at"] >= since].reset_index(drop=True)


def latest_by_category(claims: pd.DataFrame) -> pd.DataFrame:
    """Each claimant's latest claim in each category; a count of some days only where it has told no total.

    The claimants are the most reported ones, in that order.
    """
    reports = claims.groupby("source", observed=True)["reports"].sum().sort_values(ascending=False, kind="stable")
    chosen = mark_latest(claims[claims["source"].isin(reports.index[:MOST_CLAIMANTS])])
    place = chosen["source"].map({source: number for number, source in enumerate(reports.index)})
    ordered = chosen.assign(total=chosen["span"].ne(LIMITED), place=place).sort_values(
        ["place", "stands", "total", "spoke", "reports"], ascending=[True, False, False, False, False], kind="stable"
    )
    return ordered.drop_duplicates(["source", "category"]).reset_index(drop=True)
