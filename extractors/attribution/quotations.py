"""Article text → quotations: the stretches between quotation marks, line ends within a paragraph allowed."""

from __future__ import annotations

import re

from extractors.models import Span

_MARK = re.compile(r"[«»“”„\"]|\n\s*\n")
_LONGEST = 1500
_CLOSERS = {"«": "»", "“": "”", "„": '“”"', "»": "«"}


def find_quotations(text: str) -> tuple[Span, ...]:
    """The quotations in text order, marks included; one without end stops at the paragraph's."""
    found: list[Span] = []
    opened = -1
    closers = ""
    for match in _MARK.finditer(text):
        mark = match.group()
        if mark not in '«»“”„"' or (opened >= 0 and match.start() - opened > _LONGEST):
            opened = -1
        if mark in '«»“”„"':
            if opened >= 0 and mark in closers:
                found.append(Span(opened, match.end()))
                opened = -1
            elif opened < 0 and mark != "”" and not (mark == "»" and _closes(text, match.start())):
                opened, closers = match.start(), _CLOSERS.get(mark, '"”')
    return tuple(found)


def _closes(text: str, position: int) -> bool:
    """Whether a mark that opens in some languages stands here behind a word."""
    return position > 0 and not text[position - 1].isspace()
