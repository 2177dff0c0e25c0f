"""Figures → those told in the items of a list below a text that states a larger one."""

from __future__ import annotations

import re

from extractors.models import Category, Figure
from extractors.text import Document

_BULLET = re.compile(r"[>•▪■●◦*#·‣⁃►▶▫◾◼🔹🔸🔻–—-]|\d{1,2}[.)]\s")
_LABEL = re.compile(r"[^\d\n:|.!?]{2,40}:\s")
_LONGEST_ITEM = 4  # sentences
_LONGEST_LINE = 300  # characters


def listed_parts(document: Document, figures: tuple[Figure, ...]) -> set[int]:
    """The figures of list items in or below a text that states a larger figure of the kind."""
    found: set[int] = set()
    largest: dict[Category, int] = {}  # of the figures outside lists so far
    for place, figure in enumerate(figures):
        low = figure.quantity.low or 0
        item = figure.rule == "list item" or _opens_with_bullet(document, figure)
        if not (item or _is_labelled_line(document, figure)):
            largest[figure.category] = max(low, figure.quantity.high or 0, largest.get(figure.category, 0))
        elif low < largest.get(figure.category, 0):
            found.add(place)
    return found


def _opens_with_bullet(document: Document, figure: Figure) -> bool:
    """Whether the figure's sentence, or the one before it on its line, opens a list item."""
    sentences = document.sentences
    index = document.sentence_index(figure.span.start)
    for back in range(index, max(-1, index - _LONGEST_ITEM), -1):
        if _BULLET.match(document.text, sentences[back].start):
            return True
        if back == 0 or "\n" in document.text[sentences[back - 1].end : sentences[back].start]:
            return False
    return False


def _is_labelled_line(document: Document, figure: Figure) -> bool:
    """ "South: 11 dead and 48 wounded": one of several lines that begin with a label and a colon."""
    text = document.text
    start = text.rfind("\n", max(0, figure.span.start - _LONGEST_LINE), figure.span.start) + 1
    if not start or not _LABEL.match(text, start):
        return False
    before = text[max(0, start - _LONGEST_LINE) : start - 1].rpartition("\n")[2]
    end = text.find("\n", figure.span.end, figure.span.end + _LONGEST_LINE)
    return bool(_LABEL.match(before) or (end >= 0 and _LABEL.match(text, end + 1)))
