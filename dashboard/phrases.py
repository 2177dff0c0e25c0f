"""A figure's record in the reader's words: its number, days, and one line that says it whole."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from dashboard.aggregates.overview import Apart
from dashboard.wording import Wording, isolated

Record = Mapping[Any, Any]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def bounds_text(record: Record, wording: Wording) -> str:
    """The number as stated: "at least 100"."""
    return wording.bounds(_whole(record["low"]), _whole(record["high"]), str(record["qualifier"]))


def source_text(record: Record, wording: Wording) -> str:
    """The claimant, or words for an article that speaks in its own voice."""
    return told(record["source"]) or wording("source.none")


def day_text(value: object, wording: Wording) -> str:
    """The day as the reader writes it; empty for none."""
    return wording.date(value) if isinstance(value, date) and not pd.isna(value) else ""


def period_text(record: Record, wording: Wording) -> str:
    """The days that the harm falls in, as far as they are told."""
    start, end = day_text(record["period_start"], wording), day_text(record["period_end"], wording)
    if start and end:
        return start if start == end else wording("hover.period", start=start, end=end)
    if start:
        return wording("hover.since", start=start)
    return wording("hover.up_to", end=end) if end else ""


def said_text(record: Record, wording: Wording) -> str:
    """A figure in one line: who, how many, what."""
    source = isolated(source_text(record, wording))
    if relay := told(record["relayed_by"]):
        source = wording("article.relayed", source=source, relay=isolated(relay))
    number = bounds_text(record, wording)
    return wording("article.said", source=source, number=number, category=wording(f"category.{record['category']}"))


def review_text(record: Record, wording: Wording) -> str:
    """Whether a person has read a claim's figures."""
    reviewed = int(record["reviewed"])
    return wording.count("review.reviewed", reviewed) if reviewed else wording("status.automatic")


def reading_text(record: Record, wording: Wording) -> str:
    """What outlets wrote that the claimant said: "at least 100 killed (AFP)"."""
    number = bounds_text(record, wording)
    words = wording("compare.reading", number=number, category=wording(f"category.{record['category']}"))
    outlets = isolated(told(record["publishers"]))
    period = period_text(record, wording)
    return words + "".join(f" ({part})" for part in (period, outlets) if part)


def told(value: object) -> str:
    """The words, several parted by commas, or nothing where the value is missing."""
    if isinstance(value, tuple):
        return ", ".join(value)
    return value if isinstance(value, str) else ""


def _whole(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)


def question_text(claims: pd.DataFrame, question: str, wording: Wording) -> str:
    """A question in the reader's words: the people, the place and the time as most of its claims tell them."""
    parts = question.split("; ")
    people, place = _most_told(claims["victims"]), _most_told(claims["place"])
    return " · ".join(
        (
            isolated(people) or wording("question.people_untold"),
            isolated(place) or wording("question.place_untold"),
            _time_text(parts[-1], wording),
            *([wording("question.part")] if "part" in parts else []),
        )
    )


def comparison_text(claims: pd.DataFrame, question: str, wording: Wording) -> str:
    """The comparison in a sentence, for those who cannot see the chart."""
    told_claims = [claim_text(record, wording) for record in claims[claims["heads"]].to_dict("records")]
    return wording("compare.alt", question=question, claims="; ".join(told_claims))


def timeline_text(claims: pd.DataFrame, question: str, wording: Wording) -> str:
    """The timeline in a sentence: how many claims, the first and the last."""
    if claims.empty:
        return wording("compare.nothing")
    first, last = claims.iloc[0].to_dict(), claims.iloc[-1].to_dict()
    return wording(
        "timeline.alt",
        question=question,
        count=len(claims),
        first=claim_text(first, wording),
        last=claim_text(last, wording),
    )


def apart_question(question: Apart, wording: Wording) -> str:
    """What is asked: the dossier and the category."""
    category = wording(f"category.{question.found.lower['category']}")
    name = wording("overview.question", dossier=question.dossier, category=category) if question.dossier else category
    return name[:1].upper() + name[1:]


def apart_text(questions: Sequence[Apart], wording: Wording) -> str:
    """The disagreements in a sentence each."""
    return " ".join(
        wording(
            "overview.alt",
            question=apart_question(question, wording),
            lowest=claim_text(question.found.lower, wording),
            highest=claim_text(question.found.upper, wording),
            factor=wording.factor(question.found.ratio),
        )
        for question in questions
    )


def claim_text(record: Record, wording: Wording) -> str:
    """Who said how many when: "NIS (South Korea) at least 100 (19 Dec 2024)"."""
    return wording(
        "compare.alt_claim",
        source=isolated(source_text(record, wording)),
        bounds=bounds_text(record, wording),
        day=day_text(record["said_on"], wording),
    )


def _most_told(words: pd.Series[str]) -> str:
    counted = words.value_counts()
    return "" if counted.empty else str(counted.index[0])


def _time_text(time: str, wording: Wording) -> str:
    """The data layer's words for a span of time, with the days as the reader writes them."""
    days = [wording.date(date.fromisoformat(day)) for day in _DAY.findall(time)]
    if len(days) == 2:
        return wording("hover.period", start=days[0], end=days[1])
    if days:
        return wording("hover.since", start=days[0])
    return wording("question.so_far" if time == "so far" else "question.time_untold")
