"""What was said when: the claims of a question in time, and how claimants revised their own."""

from __future__ import annotations

import pandas as pd

from dashboard.aggregates.comparison import spoken_on
from dashboard.aggregates.folding import LIMITED
from data.schema import Relation

#: Marks that a chart can hold and a reader take in; beyond, each claimant's weeks or months are drawn as bands.
MOST_MARKS = 600

#: Claimants whose bands can be told apart.
MOST_BANDED = 10

_NEAR = 0.05  # of the largest number: marks closer than that on one day would lie on one another
_ASIDE = 0.014  # of the days drawn: as far aside as a mark is wide
_MOST_ASIDE = 4  # marks side by side, as far as each is moved by its whole width
_LONG = 420  # days: more than sixty weeks are no longer seen
_NEWER = [Relation.REVISES, Relation.FOLLOWS]
_EARLIER = ["low", "high", "qualifier", "said_on", "quote", "rank"]


def in_time(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims that have a day, in the order of saying; all in full ink.

    `joined` says which ones a line may join with others of their line: not counts of a closed stretch of time, nor
    what an article recalls without a day.
    """
    dated = claims[claims["said_on"].notna()]
    ordered = dated.sort_values(["said_on", "source"], kind="stable", ignore_index=True)
    recalled = spoken_on(ordered) < ordered.groupby("line", observed=True)["said_on"].shift()
    joined = ordered["span"].ne(LIMITED) & ordered["point"].notna() & ~recalled
    return ordered.assign(stands=True, joined=joined)


def spread_marks(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims with `drawn_on`: their day, moved a little aside where marks of that day would lie on one another."""
    days = (claims["said_on"].max() - claims["said_on"].min()).days + 1
    ordered = claims.sort_values(["said_on", "rank"], kind="stable")
    near = ordered["said_on"].diff().eq(pd.Timedelta(0)) & (ordered["rank"].diff() < _NEAR * claims["rank"].max())
    heap = ordered.groupby((~near).cumsum())["rank"]
    size = heap.transform("size")
    aside = (heap.cumcount() - (size - 1) / 2) * (_MOST_ASIDE / size).clip(upper=1) * max(days * _ASIDE, 0.3)
    return claims.assign(drawn_on=claims["said_on"] + pd.to_timedelta(aside, unit="D"))


def in_bands(claims: pd.DataFrame) -> pd.DataFrame:
    """One row for each claimant's week, or month, a bar from the lowest to the highest bound that it stated in it.

    Nothing is averaged: the bar says within which bounds the claimant spoke, `claims` how often; `days` is how long
    the week or month is. Only the claimants with most claims are there, MOST_BANDED at most.
    """
    most = claims["source"].value_counts().index[:MOST_BANDED]
    chosen = claims[claims["source"].isin(most)]
    days = chosen["said_on"].dt.normalize()
    monthly = (days.max() - days.min()).days > _LONG
    first = days.dt.day - 1 if monthly else days.dt.day_of_week
    bounds = pd.DataFrame(
        {
            "source": chosen["source"],
            "said_on": days - pd.to_timedelta(first, unit="D"),
            "least": chosen["point"].fillna(chosen["bar_from"]),
            "most": chosen["point"].fillna(chosen["bar_to"]),
        }
    )
    bands = bounds.groupby(["source", "said_on"], observed=True, as_index=False).agg(
        bar_from=("least", "min"), bar_to=("most", "max"), claims=("least", "size")
    )
    return bands.assign(days=30 if monthly else 7).sort_values(["said_on", "source"], ignore_index=True)


def revisions(claims: pd.DataFrame) -> pd.DataFrame:
    """Where a claimant gave a newer number in its own line, the newest first; `earlier_…` is what it had said before.

    The relation says whether it is a revision (the same people, place and time) or only a later number of which the
    texts do not tell that. `factor` is the newer number over the older one: the claimant beside itself only. What an
    article recalls without a day is no news of a number said just before it.
    """
    newer = claims[claims["relation"].isin(_NEWER)]
    before = claims.drop_duplicates("claim_id").set_index("claim_id")[_EARLIER].add_prefix("earlier_")
    joined = newer.join(before, on="previous")
    spoke = spoken_on(joined)
    known = joined[joined["earlier_rank"].notna() & joined["rank"].notna() & ~(spoke < joined["earlier_said_on"])]
    factor = known["rank"] / known["earlier_rank"].where(known["earlier_rank"] > 0)
    return known.assign(factor=factor).sort_values("said_on", ascending=False, kind="stable", ignore_index=True)
