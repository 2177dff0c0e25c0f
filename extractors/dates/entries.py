"""Lists and tickers → the date that each entry's head gives to what the entry says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from extractors.dates.calendar.mentions import Mention
from extractors.dates.calendar.points import Grain
from extractors.dates.dated import Dated, Role, by_sentence
from extractors.models import Period, Span
from extractors.text import Document

_HEAD = 60  # characters of a line in which its head stands
_TIME = re.compile(r"(?<![\d.:])(?:[01]?\d|2[0-3]) ?[h:.] ?[0-5]\d(?![\d%])")
_WORD = re.compile(r"[^\W\d_]{2,}")
_MOST_WORDS = 2  # before the time, besides the date
_FEWEST_HEADS = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands under one head: `said_on` in a ticker of statements, `head` in a list of events."""

    number: int
    said_on: date | None = None
    head: Mention | None = None


def find_entries(document: Document, dated: Sequence[Dated]) -> list[Entry | None]:
    """For each sentence its entry, None outside lists and tickers."""
    sentences = by_sentence(dated)
    opening = [_opens_line(document, index) for index in range(len(document.sentences))]
    timed = [
        opens and _time_heads(document, span, sentences.get(index, ()))
        for index, (span, opens) in enumerate(zip(document.sentences, opening, strict=True))
    ]
    ticker = sum(timed) >= _FEWEST_HEADS
    listed = sum(item.mention.heads_line for item in dated) >= _FEWEST_HEADS
    entries: list[Entry | None] = []
    current: Entry | None = None
    day: date | None = None
    for index in range(len(document.sentences)):
        items = sentences.get(index, ())
        if ticker and timed[index]:
            day = _head_day(document, document.sentences[index], items) or day
        head = next((item.mention for item in items if item.mention.heads_line), None)
        stamp = next((item for item in items if item.role is Role.NONE and item.mention.grain is Grain.DAY), None)
        if stamp and stamp.mention.period and opening[index]:
            day = stamp.mention.period.end
        elif ticker and current is None and opening[index] and (told := _told_alone(document, index, items)):
            day = told
        if ticker and timed[index]:
            current = Entry(index, said_on=day)
        elif head and listed and not ticker:
            current = Entry(index, head=head)
        elif current and current.head and _after_blank_line(document, index):
            current = None
        entries.append(current)
    return _with_lists(document, sentences, entries)


def _with_lists(
    document: Document, dated: Mapping[int, list[Dated]], entries: list[Entry | None]
) -> list[Entry | None]:
    """The entries, with the lines of each list that a dated sentence opens: "From 24 February the enemy lost:"."""
    current: Entry | None = None
    items = 0
    for index, entry in enumerate(entries):
        if current and _after_blank_line(document, index) and items and not _is_item(document, index):
            current = None
        if entry is not None:
            current = None
        elif current:
            entries[index] = current
            items += 1
        if document.text.endswith(":", 0, document.sentences[index].end):
            head = next((item.mention for item in reversed(dated.get(index, [])) if _dates_list(item)), None)
            current, items = (Entry(index, head=head), 0) if head and _opens_line(document, index + 1) else (None, 0)
    return entries


def _dates_list(item: Dated) -> bool:
    return item.role in (Role.HARM, Role.LOOSE) and item.mention.period is not None and not item.mention.by


def opening_day(entries: Sequence[Entry | None]) -> Mention | None:
    """The day on which a ticker was opened, which is that of the event it follows."""
    day = next((entry.said_on for entry in entries if entry and entry.said_on), None)
    if day is None:
        return None
    return Mention(first=0, last=0, grain=Grain.DAY, period=Period(start=day, end=day), rule="ticker")


def without_heads(document: Document, dated: Sequence[Dated], entries: Sequence[Entry | None]) -> tuple[Dated, ...]:
    """The mentions, those at the heads of a ticker's entries dating nothing else."""
    return tuple(replace(item, role=Role.NONE) if _heads_entry(document, item, entries) else item for item in dated)


def _heads_entry(document: Document, item: Dated, entries: Sequence[Entry | None]) -> bool:
    entry = entries[item.sentence]
    if entry is None or entry.number != item.sentence or entry.said_on is None:
        return False
    start = document.tokens[item.mention.first].start - document.sentences[item.sentence].start
    period = item.mention.period
    return start < _HEAD and period is not None and period.end == entry.said_on


def _head_day(document: Document, sentence: Span, items: Sequence[Dated]) -> date | None:
    """The day before the time in an entry's head."""
    for item in items:
        period = item.mention.period
        if (
            item.mention.grain is Grain.DAY
            and period
            and document.tokens[item.mention.first].start < sentence.start + _HEAD
        ):
            return period.end if item.mention.heads_line or _before_time(document, sentence, item) else None
    return None


def _before_time(document: Document, sentence: Span, item: Dated) -> bool:
    time = _TIME.search(document.folded, sentence.start, sentence.start + _HEAD)
    return time is not None and document.tokens[item.mention.last - 1].end <= time.start()


def _told_alone(document: Document, index: int, items: Sequence[Dated]) -> date | None:
    """The day that a short line above a ticker names: "The day at a glance, Thursday 28 August"."""
    if document.sentences[index].end - document.sentences[index].start > _HEAD:
        return None
    days = [item.mention.period for item in items if item.role is Role.LOOSE and item.mention.grain is Grain.DAY]
    return next((period.end for period in days if period), None)


def _gap(document: Document, index: int) -> str:
    """What stands between the sentence and the one before it."""
    return document.text[document.sentences[index - 1].end : document.sentences[index].start]


def _opens_line(document: Document, index: int) -> bool:
    return index == 0 or (index < len(document.sentences) and "\n" in _gap(document, index))


def _is_item(document: Document, index: int) -> bool:
    """Whether the sentence begins with a mark, as the lines of lists do."""
    return not document.text[document.sentences[index].start].isalnum()


def _after_blank_line(document: Document, index: int) -> bool:
    return index > 0 and _gap(document, index).replace("\r", "").count("\n") > 1


def _time_heads(document: Document, sentence: Span, items: Sequence[Dated]) -> bool:
    """Whether the sentence begins with a time of day, a date before it at most."""
    time = _TIME.search(document.folded, sentence.start, min(sentence.end, sentence.start + _HEAD))
    if time is None:
        return False
    before = document.folded[sentence.start : time.start()]
    for item in items:
        first, last = document.tokens[item.mention.first].start, document.tokens[item.mention.last - 1].end
        if last <= time.start():
            before = before.replace(document.folded[first:last], "", 1)
    return len(_WORD.findall(before)) <= _MOST_WORDS
