"""Figures → claims: what one claimant said once, however many articles carry it.

Five outlets that repeat one briefing are one claim with five reports. Nothing is added up or averaged: a claim keeps
the bounds, the qualifier and the words of its figures. Pure functions over the figures table.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import pandas as pd

from data.frames import make_frame
from data.groups import Key, may_be_same, place_key, victims_key
from data.lines import Scope, relate, scope_of
from data.schema import CLAIM_COLUMNS, Status

#: A report that does not tell the saying day may come so many days after it.
LATEST_REPORT = timedelta(days=3)
#: Where it is Monday for the claimant, it may be Sunday for the outlet.
DATE_LINE = timedelta(days=1)

_OUT_OF_FORCE = (Status.REJECTED, Status.SUPERSEDED)
_REVIEWED = (Status.ACCEPTED, Status.CORRECTED)
_ID_LENGTH = 16

# Who says it: the source, or nobody and the outlet that says it in its own voice.
Claimant = tuple[str | None, str | None]


@dataclass(slots=True, eq=False)
class Statement:
    """A figure of the table, with what folding asks of it."""

    row: Any
    source: str | None
    source_kind: str | None
    source_country: str | None
    reported_on: date | None
    published: date
    victims: Key | None
    place: Key | None
    scope: Scope | None

    @property
    def value(self) -> tuple[Any, ...]:
        """What was said: category and number."""
        return self.row.category, self.row.low, self.row.high

    @property
    def claimant(self) -> Claimant:
        """Who says it; an article of an untold publisher is one of its own."""
        return (self.source, None) if self.source else (None, self.row.publisher or f"article {self.row.article_id}")


@dataclass(eq=False)
class Claim:
    """Statements that are one claim, complete before anything else is asked of it.

    The identifier, the line and the relations are set when all claims are known.
    """

    statements: list[Statement]
    said_on: date
    told: bool
    victims: Key | None
    place: Key | None
    id: str = ""
    line: str = ""
    question: str = ""
    relation: str = ""
    previous: Claim | None = None
    differs: dict[str, list[Claim]] = field(default_factory=lambda: defaultdict(list))

    @cached_property
    def first(self) -> Statement:
        """The first report; of several on one day, one that tells more."""
        return min(self.statements, key=lambda s: (s.published, s.source != s.row.source, s.row.start))

    @cached_property
    def claimant(self) -> Claimant:
        """Who says it."""
        return self.statements[0].claimant

    @cached_property
    def articles(self) -> set[str]:
        """The articles that carry it."""
        return {s.row.article_id for s in self.statements}

    @cached_property
    def scopes(self) -> list[Scope]:
        """The times that the reports give, most frequent first; an event without day gives none beside others."""
        told = [scope for scope, _ in Counter(s.scope for s in self.statements if s.scope).most_common()]
        return [scope for scope in told if not scope.undated_event] or told


def fold_claims(figures: pd.DataFrame) -> pd.DataFrame:
    """The claims that the figures carry, oldest first, with the columns of CLAIM_COLUMNS.

    Rejected and superseded figures are left out. What an article says in its own voice belongs to the claimant to
    whom the same article gives the same number (a headline), else to its publisher.
    """
    groups: dict[tuple[Any, ...], list[Statement]] = defaultdict(list)
    for statement in _attribute(_statements(figures)):
        row = statement.row
        groups[statement.claimant, *statement.value, row.qualifier, row.subset].append(statement)
    claims = [claim for group in groups.values() for claim in _fold(group)]
    claims.sort(
        key=lambda claim: (claim.said_on, claim.first.published, str(claim.claimant), claim.first.row.figure_id)
    )
    _identify(claims)
    relate(claims)
    _find_differences(claims)
    return make_frame((_claim_row(claim) for claim in claims), CLAIM_COLUMNS)


def _identify(claims: list[Claim]) -> None:
    """Identifiers that depend on what was said, by whom and when, and not on who reports it."""
    seen: Counter[str] = Counter()
    for claim in claims:
        row = claim.first.row
        told = (*claim.claimant, *claim.first.value, row.qualifier, row.subset, claim.said_on)
        words = "\n".join(map(str, (*told, sorted(claim.victims or ()), sorted(claim.place or ()))))
        seen[words] += 1
        key = f"{words}\n{seen[words]}".encode("utf-8", "surrogatepass")
        claim.id = hashlib.sha256(key).hexdigest()[:_ID_LENGTH]


def _statements(figures: pd.DataFrame) -> Iterator[Statement]:
    table = figures[~figures["status"].isin(_OUT_OF_FORCE)].astype(object)
    rows: Iterable[Any] = table.where(table.notna(), None).itertuples(index=False)
    for row in rows:
        reported_on, start, end = (_day(day) for day in (row.reported_on, row.period_start, row.period_end))
        published = _day(row.published_at) or reported_on or _day(row.added_at)
        assert published is not None  # every article was added some day
        yield Statement(
            row=row,
            source=row.source,
            source_kind=row.source_kind,
            source_country=row.source_country,
            reported_on=reported_on,
            published=published,
            victims=victims_key(row.victims),
            place=place_key(row.place),
            scope=scope_of(row.extent, start, end, reported_on or published),
        )


def _day(moment: Any) -> date | None:
    return moment.date() if moment is not None else None


def _attribute(statements: Iterable[Statement]) -> Iterator[Statement]:
    """The statements; what an article says in its own voice goes to the one claimant of the same number in it."""
    by_article: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        by_article[statement.row.article_id].append(statement)
    for article in by_article.values():
        named: dict[tuple[Any, ...], dict[str, Statement]] = defaultdict(dict)
        for statement in article:
            if statement.source:
                named[statement.value].setdefault(statement.source, statement)
        for statement in article:
            claimants = named.get(statement.value, {})
            if not statement.source and len(claimants) == 1:
                (other,) = claimants.values()
                statement.source, statement.source_kind = other.source, other.source_kind
                statement.source_country = other.source_country
                statement.reported_on = statement.reported_on or other.reported_on
            yield statement


def _fold(group: list[Statement]) -> list[Claim]:
    """Statements of the same claimant and number → claims, by saying day, people, place and time."""
    claims: dict[date, list[Claim]] = defaultdict(list)
    told = sorted((s for s in group if s.reported_on), key=lambda s: (s.reported_on, s.published, s.row.figure_id))
    untold = sorted((s for s in group if not s.reported_on), key=lambda s: (s.published, s.row.figure_id))
    for statement in (*told, *untold):
        day = statement.reported_on or statement.published
        claim = next((c for near in _days_for(statement) for c in claims.get(near, ()) if _fits(c, statement)), None)
        if claim is None:
            claims[day].append(Claim([statement], day, bool(statement.reported_on), statement.victims, statement.place))
        else:
            claim.statements.append(statement)
            claim.victims = _fuller(claim.victims, statement.victims)
            claim.place = _fuller(claim.place, statement.place)
    return [claim for day in claims.values() for claim in day]


def _days_for(statement: Statement) -> list[date]:
    """The days on which the claim that the statement reports may have been made, the likeliest first."""
    if statement.reported_on:
        return [statement.reported_on]
    before = range(LATEST_REPORT.days + 1)
    return [*(statement.published - timedelta(days=days) for days in before), statement.published + DATE_LINE]


def _fits(claim: Claim, statement: Statement) -> bool:
    if not (may_be_same(claim.victims, statement.victims) and may_be_same(claim.place, statement.place)):
        return False
    # An article does not contradict itself: with two times, it tells of two counts.
    beside = {s.scope for s in claim.statements if s.row.article_id == statement.row.article_id}
    dated = {scope for scope in beside if scope and not scope.undated_event}
    return statement.scope is None or statement.scope.undated_event or not dated or statement.scope in dated


def _fuller(one: Key | None, other: Key | None) -> Key | None:
    return max((one, other), key=lambda key: -1 if key is None else len(key))


def _find_differences(claims: list[Claim]) -> None:
    """Mark where outlets differ on what was said: same claimant, day and number, but another category or qualifier
    in another article, or another time."""
    by_day: dict[tuple[Any, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        if len(claim.scopes) > 1:
            claim.differs["period"] = []
        if claim.claimant[0]:
            for number in {claim.first.row.low, claim.first.row.high} - {None}:
                by_day[claim.claimant, claim.said_on, number].append(claim)
    for same in by_day.values():
        for claim in same:
            for other in same:
                if _same_word(claim, other):
                    for name in _unlike(claim, other):
                        claim.differs[name].append(other)


def _same_word(claim: Claim, other: Claim) -> bool:
    """Whether two claims may be two outlets' readings of one word: no article carries both."""
    return (
        claim is not other
        and claim.articles.isdisjoint(other.articles)
        and claim.first.row.subset == other.first.row.subset
        and may_be_same(claim.victims, other.victims)
        and may_be_same(claim.place, other.place)
    )


def _unlike(claim: Claim, other: Claim) -> list[str]:
    mine, others = claim.first.row, other.first.row
    return [name for name in ("category", "qualifier") if getattr(mine, name) != getattr(others, name)]


def _claim_row(claim: Claim) -> tuple[Any, ...]:
    first = claim.first
    rows = [s.row for s in sorted(claim.statements, key=lambda s: (s.published, s.row.article_id, s.row.start))]
    period = max(claim.statements, key=lambda s: (s.scope is not None, s.scope == next(iter(claim.scopes), None)))
    published = [row.published_at.date() for row in rows if row.published_at is not None]
    values = {
        "claim_id": claim.id,
        "source": first.source,
        "source_kind": first.source_kind,
        "source_country": first.source_country,
        "category": first.row.category,
        "low": first.row.low,
        "high": first.row.high,
        "qualifier": first.row.qualifier,
        "victims": _told(rows, "victims"),
        "subset": first.row.subset,
        "place": _told(rows, "place"),
        "extent": period.row.extent,
        "said_on": claim.said_on,
        "said_on_told": claim.told,
        "period_start": _day(period.row.period_start),
        "period_end": _day(period.row.period_end),
        "first_published": min(published, default=None),
        "last_published": max(published, default=None),
        "reports": len(claim.articles),
        "first_added": min(row.added_at for row in rows),
        "publishers": _each(row.publisher for row in rows),
        "relayed_by": _each(row.relayed_by for row in rows),
        "quote": first.row.quote,
        "url": next((row.url for row in rows if row.url), None),
        "language": first.row.language,
        "reviewed": sum(row.status in _REVIEWED for row in rows),
        "line": claim.line,
        "question": claim.question,
        "relation": claim.relation,
        "previous": claim.previous.id if claim.previous else None,
        "outlets_differ": tuple(claim.differs),
        "differs_from": _each(other.id for others in claim.differs.values() for other in others),
        "figure_ids": _each(row.figure_id for row in rows),
        "article_ids": _each(row.article_id for row in rows),
    }
    return tuple(values[column.name] for column in CLAIM_COLUMNS)


def _told(rows: Iterable[Any], name: str) -> str | None:
    """The words that most reports have, of those that have any."""
    counted = Counter(getattr(row, name) for row in rows if getattr(row, name))
    return counted.most_common(1)[0][0] if counted else None


def _each(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
