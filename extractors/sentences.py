"""Article text → sentences: headlines, bullets and hard-wrapped lines are told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractors.languages.schema import Language
from extractors.lexicon import Lexicon
from extractors.models import Span
from extractors.text import tokenize

_LINE = re.compile(r"[^\r\n]+")
_TERMINAL = re.compile(r"[.!?…。؟:;»\"”)\]]\s*$")
_FULL_STOP = re.compile(r"[.!?…。؟:;]\s*$")
_STOP = re.compile(r"[.!?…。؟]+[»\"”’')\]]*\s+|[。؟!?]+")
_OPENS_LINE = re.compile(r"\s*(?:[•▪■●◦*–—-]\s|\d{1,2}[:h]\d{2}\s+(?:[|–—-]\s*)?[^\W\d_a-z])")  # "17:58 Istanbul: …"
_CONTINUES_LINE = re.compile(r"\s*[.,;:!?)»”]")
_OPENS_QUOTE = re.compile(r"\s*[\"“„«]")
_DOTTED_DAY = re.compile(r"\d{1,2}\.")
_WIDEST_WRAP = 100
_NARROWEST_WRAP = 40
_LONGEST_ORDINAL = 2  # digits
_LONGEST_SENTENCE = 2000  # characters; keeps every later stage linear in texts without full stops


def find_sentences(text: str, folded: str, language: Language) -> tuple[Span, ...]:
    """The sentences of the text in order; blank lines and unwrapped line ends close one."""
    stops = _stops(language)
    return tuple(sentence for block in _find_blocks(text) for sentence in _split_block(text, folded, block, stops))


@dataclass(frozen=True)
class _Stops:
    """The pack's words beside full stops that end no sentence."""

    abbreviations: Lexicon[bool]
    before_ordinal: Lexicon[bool]  # "am", "der": "am 3. Tag"
    after_ordinal: Lexicon[bool]  # months and other units: "3. Mai"
    dotted_days: bool  # "7. 16."


@cache
def _stops(language: Language) -> _Stops:
    numbers = language.numbers
    ordinal = "ordinal_dot" in numbers.grammar
    before = (*numbers.day_before, *language.grammar.determiners) if ordinal else ()
    return _Stops(
        abbreviations=Lexicon((word, True) for word in language.text.abbreviations),
        before_ordinal=Lexicon((word, True) for word in before),
        after_ordinal=Lexicon((word, True) for word in (numbers.units_after if ordinal else ())),
        dotted_days=language.dates.short_numeric,
    )


def _find_blocks(text: str) -> list[Span]:
    """Stretches of lines that run on: one headline, one bullet, one paragraph (wrapped or not)."""
    lines = [Span(m.start(), m.end()) for m in _LINE.finditer(text) if not m.group().isspace()]
    width = max((len(line.of(text).rstrip()) for line in lines), default=0)
    wrap = width if _NARROWEST_WRAP <= width <= _WIDEST_WRAP else None
    blocks: list[Span] = []
    for line in lines:
        if blocks and _runs_on(text, blocks[-1], line, wrap):
            blocks[-1] = Span(blocks[-1].start, line.end)
        else:
            blocks.append(line)
    return blocks


def _runs_on(text: str, block: Span, line: Span, wrap: int | None) -> bool:
    """Whether a line continues the block above it."""
    gap = text[block.end : line.start]
    if gap.replace("\r\n", "\n").count("\n") > 1:
        return False
    above = text[text.rfind("\n", 0, block.end) + 1 : block.end].rstrip()
    words = line.of(text).strip()
    if _OPENS_LINE.match(words):
        return False
    if _CONTINUES_LINE.match(words) or above.endswith(("'", "’", ",")):
        return True
    if wrap and len(above) + 1 + len(words.split()[0]) > wrap:
        return True
    if words[0].islower():
        return not _FULL_STOP.search(above)
    if _TERMINAL.search(above):
        return False
    return bool(_OPENS_QUOTE.match(words) and len(above) > _NARROWEST_WRAP)


def _split_block(text: str, folded: str, block: Span, stops: _Stops) -> list[Span]:
    sentences: list[Span] = []
    start = block.start
    for stop in _STOP.finditer(text, block.start, block.end):
        if _ends_sentence(text, folded, start, stop, block.end, stops):
            sentences += _bounded(text, start, stop.end())
            start = stop.end()
    return sentences + _bounded(text, start, block.end)


def _ends_sentence(text: str, folded: str, start: int, stop: re.Match[str], end: int, stops: _Stops) -> bool:
    """Whether the full stop closes the sentence: no abbreviation or ordinal before it, no small letter after."""
    mark = stop.group().strip()
    if stop.end() < end and text[stop.end()].islower():
        return False
    if mark != ".":
        return True
    before = tokenize(folded[max(start, stop.start() - 30) : stop.start()])
    if not before:
        return True
    last = before[-1].form
    if len(last) == 1 and last.isalpha() and text[stop.start() - 1].isupper():
        return False
    if stops.dotted_days and last.isdigit() and _DOTTED_DAY.match(text, stop.end()):
        return False
    if last.isdigit() and len(last) <= _LONGEST_ORDINAL:
        after = tokenize(folded[stop.end() : min(stop.end() + 30, end)])
        if stops.before_ordinal.ending_at(before, len(before) - 1) or (after and stops.after_ordinal.at(after, 0)):
            return False
    return stops.abbreviations.ending_at(before, len(before)) is None


def _bounded(text: str, start: int, end: int) -> list[Span]:
    """The stripped span, cut where no sentence of the press is that long."""
    spans: list[Span] = []
    while start < end:
        stop = min(end, start + _LONGEST_SENTENCE)
        if stop < end:
            stop = max(text.rfind(" ", start + 1, stop), start + 1) if " " in text[start + 1 : stop] else stop
        piece = text[start:stop]
        left = start + len(piece) - len(piece.lstrip())
        right = start + len(piece.rstrip())
        if left < right:
            spans.append(Span(left, right))
        start = stop
    return spans
