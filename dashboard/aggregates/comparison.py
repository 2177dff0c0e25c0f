"""One question, all claimants side by side: what each said last, what it had said before, what cannot be compared."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboard.aggregates.folding import LIMITED

#: Claimants that a chart shows below each other; a longer one is no comparison any more.
MOST_ROWS = 30

#: Claims of one claimant that a row can hold.
MOST_OF_A_ROW = 12

#: Questions that a list can offer.
MOST_QUESTIONS = 30

#: Places or groups of victims that a sentence can name.
MOST_NAMED = 6
_RECALLED = pd.Timedelta(days=2)  # at least so long before its report a claim without a day was made

#: Ask for several questions of a category at once: counts that go on or whose time no text tells, counts of closed
#: stretches of time, or both.
TOTALS, STRETCHES, EVERYTHING = "totals", "stretches", "everything"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is counted: claims of one question are comparable across claimants, claims of two are not."""

    key: str
    claimants: int
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """How many claims a comparison leaves out, and why."""

    without_source: int
    subset: int


def comparable(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims that can stand side by side: those of a claimant that are no part of another figure."""
    return claims[claims["source"].notna() & ~_is_part(claims)].reset_index(drop=True)


def left_out(claims: pd.DataFrame) -> LeftOut:
    """What `comparable` leaves out of these claims."""
    without_source = claims["source"].isna()
    subset = _is_part(claims) & ~without_source
    return LeftOut(without_source=int(without_source.sum()), subset=int(subset.sum()))


def list_categories(claims: pd.DataFrame) -> dict[str, int]:
    """The categories that the claims count, with the number of claimants each; the most answered first."""
    counted = claims.groupby("category", observed=True)["source"].agg(["nunique", "size"])
    ordered = counted.sort_values(["nunique", "size"], ascending=False, kind="stable")["nunique"]
    return {str(category): int(claimants) for category, claimants in ordered.items()}


def list_questions(claims: pd.DataFrame, category: str) -> list[tuple[Question, pd.DataFrame]]:
    """What can be asked of a category, with the claims that answer: totals, stretches, questions, everything.

    Of the questions, those that several claimants answer, the most answered first, MOST_QUESTIONS at most.
    """
    asked = of_category(claims, category)
    groups = asked.groupby("question", observed=True, sort=True)
    counted = groups["source"].agg(["nunique", "size"])
    ordered = counted[counted["nunique"] > 1].sort_values(["nunique", "size"], ascending=False, kind="stable")
    rows = groups.indices
    exact = [(str(key), asked.iloc[rows[key]]) for key in ordered.index[:MOST_QUESTIONS]]
    limited = asked["span"].eq(LIMITED)
    wide = [(key, part) for key, part in ((TOTALS, asked[~limited]), (STRETCHES, asked[limited])) if len(part)]
    everything = [(EVERYTHING, asked)] if len(wide) > 1 else []
    return [(_counted(key, part), part) for key, part in (*wide, *exact, *everything)]


def of_category(claims: pd.DataFrame, category: str) -> pd.DataFrame:
    """The claims that count a category, whatever else they ask."""
    return claims[claims["category"] == category].reset_index(drop=True)


def of_question(claims: pd.DataFrame, category: str, question: str) -> pd.DataFrame:
    """The claims that answer a question; for TOTALS, STRETCHES and EVERYTHING those of several."""
    asked = of_category(claims, category)
    if question == EVERYTHING:
        return asked
    if question in (TOTALS, STRETCHES):
        limited = asked["span"].eq(LIMITED)
        return asked[limited if question == STRETCHES else ~limited].reset_index(drop=True)
    return asked[asked["question"] == question].reset_index(drop=True)


def of_source(claims: pd.DataFrame, source: str) -> pd.DataFrame:
    """The claims of one claimant."""
    return claims[claims["source"] == source].reset_index(drop=True)


def mark_latest(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims with `spoke`, the day by which they are ranked, and `stands`: whether nothing newer is in their line.

    Of one day, several may stand.
    """
    spoke = spoken_on(claims)
    newest = spoke.groupby(claims["line"], observed=True).transform("max")
    return claims.assign(spoke=spoke, stands=spoke.eq(newest) | newest.isna())


def spoken_on(claims: pd.DataFrame) -> pd.Series[pd.Timestamp]:
    """The day by which claims are ranked. Where no text tells it, the report's stands for it; what an article recalls
    was said before, so that such a claim does not outrank one of the days just before."""
    told = claims["said_on_told"].astype(bool)
    spoke: pd.Series[pd.Timestamp] = claims["said_on"].where(told, claims["said_on"] - _RECALLED)
    return spoke


def arrange_rows(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims of one question, each with the `row` of its claimant, from 0: the highest standing claim is on top.

    `heads` says which claim a row is headed by: the latest that stands. `others` counts the claimant's other claims.
    """
    marked = mark_latest(claims)
    top = marked[marked["stands"]].groupby("source", observed=True)["rank"].max().rename("top")
    order = ["top", "source", "stands", "spoke", "reports"]
    ordered = marked.join(top, on="source").sort_values(
        order, ascending=[False, True, False, False, False], kind="stable", ignore_index=True
    )
    return ordered.assign(
        row=ordered.groupby("source", sort=False, observed=True).ngroup(),
        heads=~ordered.duplicated("source"),
        others=ordered.groupby("source", observed=True)["source"].transform("size") - 1,
    )


def first_rows(arranged: pd.DataFrame) -> pd.DataFrame:
    """As many rows as a chart can hold, and of each claimant its latest claims only."""
    nth = arranged.groupby("row", sort=False).cumcount()
    return arranged[(arranged["row"] < MOST_ROWS) & (nth < MOST_OF_A_ROW)]


def present_sources(claims: pd.DataFrame) -> list[str]:
    """The claimants, the one with most claims first."""
    return [str(source) for source in claims["source"].value_counts().index]


def named_most(claims: pd.DataFrame, column: str) -> dict[str, int]:
    """The words of a column that most claims have, with how many have them."""
    return {str(name): int(count) for name, count in claims[column].value_counts().head(MOST_NAMED).items()}


def differing(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims of which outlets disagree what was said, each with the claims that others made of the same word."""
    found = claims[claims["outlets_differ"].map(len) > 0]
    return found.sort_values(
        ["said_on", "source", "low"], ascending=[False, True, True], kind="stable", ignore_index=True
    )


def _counted(key: str, asked: pd.DataFrame) -> Question:
    return Question(key=key, claimants=int(asked["source"].nunique()), claims=len(asked))


def _is_part(claims: pd.DataFrame) -> pd.Series[bool]:
    return claims["subset"].fillna(value=False).astype(bool)
