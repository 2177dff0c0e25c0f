"""Article text → what its lines tell of claimants: lists opened by a colon, bulletins and who issues them."""

from __future__ import annotations

import re
from collections.abc import Callable

from extractors.attribution.claimants import Mention, find_mention
from extractors.attribution.subjects import with_apposition
from extractors.models import Attribution
from extractors.tags import Reading
from extractors.text import Document

_ITEM = re.compile(r"[^\w\s\"'«“„(\[]|\d{1,2}[.)]\s")
_SHORT_LINE = 100
_HEADER = 3  # sentences in which a bulletin names its issuer
_FOOTER = 2  # sentences in which it signs


def same_line(document: Document, index: int) -> bool:
    """Whether no line ends between the sentence and the one before it."""
    spans = document.sentences
    return index > 0 and "\n" not in document.text[spans[index - 1].end : spans[index].start]


def find_openers(
    document: Document,
    opens: Callable[[int], bool],
    speaks: Callable[[int], bool],
    issues: Callable[[int], bool],
) -> list[int]:
    """For each sentence, the one that opens its list or paragraph with a colon, or -1.

    `opens` tells which sentences open one without a colon, `speaks` which have a claim of their own that ends it, and
    `issues` which announce a document, whose items may stand below their paragraph.
    """
    text, spans = document.text, document.sentences
    openers = [-1] * len(spans)
    listed = False
    head = 0  # the sentence that opens the line before
    for index in range(1, len(spans)):
        before = index - 1
        gap = text[spans[before].end : spans[index].start]
        item = _ITEM.match(text, spans[index].start) is not None
        short = spans[index].end - spans[index].start < _SHORT_LINE and gap.count("\n") == 1
        if "\n" not in gap:
            openers[index] = -1 if speaks(before) else openers[before]
        elif text[spans[before].end - 1] == ":" or opens(before):
            openers[index], listed = before, item
        elif item and not listed and openers[before] < 0 and issues(head):
            openers[index], listed = head, True
        elif (item and listed) or short:
            openers[index] = openers[before]
        head = index if "\n" in gap else head
    return openers


def is_caption(document: Document, index: int) -> bool:
    """Whether the sentence is a line of its own below the headline, without a full stop."""
    text, spans = document.text, document.sentences
    return index > 0 and not same_line(document, index) and text[spans[index].end - 1] not in ".!?…"


def find_issuer(reading: Reading) -> Attribution | None:
    """Who issues the text, where a line at its head or foot is a body's name, or names one with a kind of document."""
    count = len(reading.document.sentences)
    heading = _lines(reading.document, range(min(_HEADER, count)))
    tokens = [index for line in heading for index in line]
    if any(reading.tag(index, "agencies") for index in tokens):
        return None
    kind = next((index for index in tokens if reading.tag(index, "issues") or reading.form(index) == "|"), -1)
    for number, line in enumerate(heading + _lines(reading.document, range(max(0, count - _FOOTER), count))):
        for index in line:
            mention = find_mention(reading, index, line.stop, announced=True)
            mention = mention and with_apposition(reading, mention, line.stop)
            titled = mention is not None and mention.kind == "name" and _heads(reading, mention, line.start)
            named = mention is not None and mention.kind == "persons" and mention.name is not None
            if mention is None or not (mention.kind == "bodies" or named or titled):
                continue
            if (kind >= 0 and number < len(heading)) or (mention.last - mention.first) * 2 > len(line):
                cue = reading.span(kind, kind + 1) if kind >= 0 else None
                return Attribution(source=reading.span(mention.first, mention.last), cue=cue, rule="issuer")
    return None


def is_bulletin(reading: Reading) -> bool:
    """Whether the heading calls the text a bulletin ("Operational summary, 23 May")."""
    return any(reading.tag(index, "issues") for line in _lines(reading.document, range(1)) for index in line)


def _heads(reading: Reading, mention: Mention, start: int) -> bool:
    """Whether a mark parts the name from the rest of its heading ("Name | report", "First Last: good morning")."""
    full = mention.first == start and mention.last - mention.first > 1
    return reading.form(mention.last) == "|" or (full and reading.form(mention.last) == ":")


def _lines(document: Document, sentences: range) -> list[range]:
    """The tokens of those sentences that are lines of their own."""
    spans = document.sentences
    return [
        document.token_range(spans[index])
        for index in sentences
        if not same_line(document, index) and (index + 1 == len(spans) or not same_line(document, index + 1))
    ]
