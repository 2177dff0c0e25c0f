"""An article's text with its figures marked, as HTML that is safe to show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from dashboard.wording import text_direction


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A figure's quote in the text: its characters, category, the words shown beside it, and on pointing at it."""

    start: int
    end: int
    category: str
    label: str
    hint: str = ""
    chosen: bool = False


def mark_text(text: str, marks: Sequence[Mark], *, language: str | None = None) -> str:
    """The text as HTML, every mark's characters in a `<mark>`; where marks overlap, each piece carries all of them."""
    cuts = sorted({0, len(text)} | {min(edge, len(text)) for mark in marks for edge in (mark.start, mark.end)})
    pieces = [_piece(text[start:end], _covering(marks, start, end), end) for start, end in pairwise(cuts)]
    # dir="auto" would follow the first strong letter, which may be a Latin byline above an Arabic text.
    direction = text_direction(language)
    lang = f' lang="{escape(language)}"' if language else ""
    return f'<div class="bilan-article" dir="{direction}"{lang}>{"".join(pieces)}</div>'


def mark_sentence(sentence: str, quote: str, category: str) -> str:
    """A sentence as HTML with its first occurrence of the quote marked."""
    before, found, after = sentence.partition(quote)
    if not found:
        return escape(sentence)
    return f'{escape(before)}<mark class="bilan-mark bilan-{escape(category)}">{escape(found)}</mark>{escape(after)}'


def _covering(marks: Sequence[Mark], start: int, end: int) -> list[Mark]:
    return [mark for mark in marks if mark.start <= start and end <= mark.end]


def _piece(words: str, marks: Sequence[Mark], end: int) -> str:
    if not marks:
        return escape(words)
    innermost = min(marks, key=lambda mark: (not mark.chosen, mark.end - mark.start))
    classes = ["bilan-mark", f"bilan-{innermost.category}"]
    if any(mark.chosen for mark in marks):
        classes.append("bilan-chosen")
    hint = " / ".join(mark.hint for mark in marks if mark.hint)
    # The label stands once, where the quote ends; it is no part of the text, so copying leaves it out.
    labels = " · ".join(dict.fromkeys(mark.label for mark in marks if mark.end == end and mark.label))
    tag = f'<span class="bilan-tag">{escape(labels)}</span>' if labels else ""
    return f'<mark class="{" ".join(map(escape, classes))}" title="{escape(hint)}">{escape(words)}</mark>{tag}'
