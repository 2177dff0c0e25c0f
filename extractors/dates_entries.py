"""Lists and tickers → the date that each entry's head gives to what the entry says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extractors.calendar_expressions import Mention
from extractors.calendar_points import Grain
from extractors.dates_roles import Dated, Role, by_sentence
from extractors.models import Span
from extractors.text import Document

_HEAD = 60  # characters of a line in which its head stands
_TIME = re.compile(r"(?<![\d.:])(?:[01]?\d|2[0-3]) ?[h:.] ?[0-5]\d(?![\d%])")
_WORD = re.compile(r"[^\W\d_]{2,}")
_MOST_WORDS = 2  # before the time, besides the date
_FEWEST_TIMES = 2


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
    ticker = sum(timed) >= _FEWEST_TIMES
    entries: list[Entry | None] = []
    current: Entry | None = None
    day: date | None = None
    for index in range(len(document.sentences)):
        items = sentences.get(index, ())
        head = next((item.mention for item in items if item.mention.heads_line), None)
        stamp = next((item for item in items if item.role is Role.NONE and item.mention.grain is Grain.DAY), None)
        if stamp and stamp.mention.period and opening[index]:
            day = stamp.mention.period.end
        if ticker and timed[index]:
            current = Entry(index, said_on=day)
        elif head and not ticker:
            current = Entry(index, head=head)
        elif current and current.head and _after_blank_line(document, index):
            current = None
        entries.append(current)
    return entries


def _gap(document: Document, index: int) -> str:
    """What stands between the sentence and the one before it."""
    return document.text[document.sentences[index - 1].end : document.sentences[index].start]


def _opens_line(document: Document, index: int) -> bool:
    return index == 0 or "\n" in _gap(document, index)


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
