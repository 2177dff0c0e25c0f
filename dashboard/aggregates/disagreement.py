"""How far claimants are apart where they answer the same question, who spoke first, and what was said in which week."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.aggregates.comparison import comparable
from dashboard.aggregates.folding import SO_FAR, UNTOLD

_WEEKS_AT_MOST = 12
_NEEDED = ["question", "source", "low", "high", "qualifier", "rank"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Two claimants' claims that cannot both be right, the lower one first, and how far they are apart."""

    lower: dict[Any, Any]
    upper: dict[Any, Any]
    ratio: float | None
    gap: int


def find_rivals(claims: pd.DataFrame) -> pd.DataFrame:
    """Pairs of claimants' claims that answer the very same question at the same time; `_l` and `_r` are the two.

    A count that goes on is set against those said in the same month, for it grows. A claim whose span of time no text
    tells has no rival: it may count something else.
    """
    told = claims[claims["rank"].notna() & claims["span"].ne(UNTOLD) & claims["said_on"].notna()]
    month = told["said_on"].dt.strftime("%Y-%m").where(told["span"].eq(SO_FAR), "")
    slim = told[_NEEDED].assign(month=month, number=told.index, said_on=told["said_on"])
    # A claimant's last word stands for it: pairs grow with the square of what is paired.
    last = slim.sort_values("said_on", kind="stable").drop_duplicates(["question", "month", "source"], keep="last")
    pairs = last.merge(last, on=["question", "month"], suffixes=("_l", "_r"))
    return pairs[(pairs["rank_l"] <= pairs["rank_r"]) & pairs["source_l"].ne(pairs["source_r"])]


def find_disagreements(
    claims: pd.DataFrame, most: int, *, source: str | None = None, each_question: bool = False
) -> list[Disagreement]:
    """The rival claims that exclude each other, one a pair of claimants and question, those furthest apart first.

    "At least 100" and "about 300" do not exclude each other: a number fits both. With `source`, only that claimant's;
    with `each_question`, only the pair that is furthest apart on each.
    """
    standing = comparable(claims)
    pairs = find_rivals(standing)
    if source is not None:
        pairs = pairs[pairs["source_l"].eq(source) | pairs["source_r"].eq(source)]
    top, bottom = pairs["high_l"].astype("Float64"), pairs["low_r"].astype("Float64")
    strict = pairs["qualifier_l"].eq("less_than") | pairs["qualifier_r"].eq("more_than")
    apart = (top < bottom) | (top.eq(bottom) & strict)
    excluding = pairs.assign(ratio=bottom / top.where(top > 0))[apart.fillna(value=False)]
    first = excluding.sort_values("ratio", ascending=False, na_position="first", kind="stable")
    kept = first.drop_duplicates("question" if each_question else ["question", "source_l", "source_r"]).head(most)
    return [
        _measured(standing.loc[left].to_dict(), standing.loc[right].to_dict())
        for left, right in zip(kept["number_l"], kept["number_r"], strict=True)
    ]


def first_sayers(claims: pd.DataFrame) -> pd.DataFrame:
    """Each claimant's first claim on one question, the earliest first, with `lag`: days after the very first."""
    dated = claims[claims["said_on"].notna()]
    ordered = dated.sort_values(["said_on", "first_published"], kind="stable")
    first = ordered.drop_duplicates("source").reset_index(drop=True)
    return first.assign(lag=(first["said_on"] - first["said_on"].min()).dt.days)


def by_period(claims: pd.DataFrame) -> pd.DataFrame:
    """Each claimant's last claim of each week, or month (`monthly`) where there would be many weeks.

    `begins` is the first day of the week or month.
    Only weeks in which somebody spoke are there; a claimant that was silent in one is not. Claimants who spoke in
    most of them come first.
    """
    dated = claims[claims["said_on"].notna()]
    weeks = dated["said_on"].dt.to_period("W-SUN")
    monthly = weeks.nunique() > _WEEKS_AT_MOST
    periods = dated["said_on"].dt.to_period("M") if monthly else weeks
    ordered = dated.assign(begins=periods.dt.start_time, monthly=monthly).sort_values(
        ["said_on", "reports"], kind="stable"
    )
    last = ordered.drop_duplicates(["source", "begins"], keep="last")
    kept = last[last["begins"].isin(sorted(last["begins"].unique())[-_WEEKS_AT_MOST:])]
    spoke = kept.groupby("source", observed=True)["begins"].transform("size")
    return kept.assign(spoke=spoke).sort_values(
        ["spoke", "source", "begins"], ascending=[False, True, True], kind="stable", ignore_index=True
    )


def _measured(lower: dict[Any, Any], upper: dict[Any, Any]) -> Disagreement:
    """How far the nearer bounds of the two are apart."""
    top, bottom = float(lower["high"]), float(upper["low"])
    return Disagreement(lower=lower, upper=upper, ratio=bottom / top if top else None, gap=int(bottom - top))
