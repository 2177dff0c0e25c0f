"""Words → what they are without the case mark glued to them ("보건부는" → "보건부")."""

from __future__ import annotations

from functools import cache
from typing import Any

from extractors.languages.schema import Language
from extractors.lexicon import Lexicon
from extractors.models import Span
from extractors.text import Document, Token, fold

_SHORTEST = 2  # characters of a name


@cache
def _marks(language: Language) -> tuple[str, ...]:
    """The pack's case marks, longest first."""
    return tuple(sorted((fold(mark) for mark in language.grammar.marks), key=len, reverse=True))


def without_mark(language: Language, form: str, known: Lexicon[Any] | None = None) -> str:
    """The folded word without its case mark; where a lexicon is given, only if it knows what remains."""
    for mark in _marks(language):
        rest = form[: len(form) - len(mark)]
        if not form.endswith(mark) or len(rest) < _SHORTEST:
            continue
        if known is None or known.at([Token(0, len(rest), rest)], 0):
            return rest
    return form


def trim_mark(document: Document, language: Language, span: Span, known: Lexicon[Any] | None = None) -> Span:
    """The span without the case mark of its last word."""
    if not language.grammar.marks or span.start >= span.end:
        return span
    index = document.token_at(span.end) - 1
    token = document.tokens[index]
    if token.end != span.end or not token.is_word or token.start < span.start:
        return span
    cut = len(token.form) - len(without_mark(language, token.form, known))
    return Span(span.start, span.end - cut)
