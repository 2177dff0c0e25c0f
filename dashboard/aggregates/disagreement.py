"""How far claimants are apart where they answer the same question, who spoke first, and what was said in which week."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

_WEEKS_AT_MOST = 12
_PERIOD = ["period_start", "period_end"]
_BOUNDS = ["low", "high", "qualifier", "rank"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Two claimants' statements that cannot both be right, the lower one first, and how far they are apart."""

    lower: dict[Any, Any]
    upper: dict[Any, Any]
    ratio: float | None
    gap: int


def find_rivals(statements: pd.DataFrame) -> pd.DataFrame:
    """Pairs of claimants' statements of one category that answer the very same question; `_l` and `_r` are the two.

    Either both count the same days, or both are running totals said in the same month; never of two places. A figure
    whose span the text does not tell has no rival: it may count something else.
    """
    told = statements[statements["rank"].notna()].reset_index(drop=True)
    slim = told[["category", "source", *_PERIOD, "said_on", *_BOUNDS]].assign(
        number=told.index, where=told["place"].str.casefold().fillna("")
    )
    days = slim[told["extent"].isin(["event", "period"]) & slim["period_start"].notna() & slim["period_end"].notna()]
    running = slim[told["extent"].eq("running_total") & slim["said_on"].notna()]
    same_days = _paired(days, ["category", *_PERIOD])
    totals = _paired(running.assign(month=running["said_on"].dt.to_period("M")), ["category", "month"])
    pairs = pd.concat([same_days, totals], ignore_index=True)
    elsewhere = pairs["where_l"].ne(pairs["where_r"]) & pairs["where_l"].ne("") & pairs["where_r"].ne("")
    return pairs[(pairs["rank_l"] <= pairs["rank_r"]) & pairs["source_l"].ne(pairs["source_r"]) & ~elsewhere]


def find_disagreements(statements: pd.DataFrame, most: int, *, source: str | None = None) -> list[Disagreement]:
    """The rival statements that exclude each other, one a pair of claimants, those furthest apart first.

    "At least 100" and "about 300" do not exclude each other: a number fits both. With `source`, only that claimant's.
    """
    pairs = find_rivals(statements)
    if source is not None:
        pairs = pairs[pairs["source_l"].eq(source) | pairs["source_r"].eq(source)]
    top, bottom = pairs["high_l"].astype("Float64"), pairs["low_r"].astype("Float64")
    strict = pairs["qualifier_l"].eq("less_than") | pairs["qualifier_r"].eq("more_than")
    apart = (top < bottom) | (top.eq(bottom) & strict)
    excluding = pairs.assign(ratio=bottom / top.where(top > 0))[apart.fillna(value=False)]
    first = excluding.sort_values("ratio", ascending=False, na_position="first", kind="stable")
    kept = first.drop_duplicates(["category", "source_l", "source_r"]).head(most)
    told = statements[statements["rank"].notna()].reset_index(drop=True)
    return [
        _measured(told.loc[left].to_dict(), told.loc[right].to_dict())
        for left, right in zip(kept["number_l"], kept["number_r"], strict=True)
    ]


def first_sayers(statements: pd.DataFrame) -> pd.DataFrame:
    """Each claimant's first statement on one question, the earliest first, with `lag`: days after the very first."""
    dated = statements[statements["said_on"].notna()]
    ordered = dated.sort_values(["said_on", "published_at"], kind="stable")
    first = ordered.drop_duplicates("source").reset_index(drop=True)
    return first.assign(lag=(first["said_on"] - first["said_on"].min()).dt.days)


def by_period(statements: pd.DataFrame) -> pd.DataFrame:
    """Each claimant's last statement of each week, or month where there would be many weeks; `begins` is its first day.

    Only weeks in which somebody spoke are there; a claimant that was silent in one is not.
    """
    dated = statements[statements["said_on"].notna()]
    weeks = dated["said_on"].dt.to_period("W-SUN")
    periods = weeks if weeks.nunique() <= _WEEKS_AT_MOST else dated["said_on"].dt.to_period("M")
    ordered = dated.assign(begins=periods.dt.start_time).sort_values(["said_on", "reports"], kind="stable")
    last = ordered.drop_duplicates(["source", "begins"], keep="last")
    kept = sorted(last["begins"].unique())[-_WEEKS_AT_MOST:]
    return last[last["begins"].isin(kept)].reset_index(drop=True)


def _paired(slim: pd.DataFrame, on: list[str]) -> pd.DataFrame:
    # A claimant's last word of a question stands for it: pairs grow with the square of what is paired.
    last = slim.sort_values("said_on", kind="stable").drop_duplicates([*on, "source", "where"], keep="last")
    return last.merge(last, on=on, suffixes=("_l", "_r"))


def _measured(lower: dict[Any, Any], upper: dict[Any, Any]) -> Disagreement:
    """How far the nearer bounds of the two are apart."""
    top, bottom = float(lower["high"]), float(upper["low"])
    return Disagreement(lower=lower, upper=upper, ratio=bottom / top if top else None, gap=int(bottom - top))
