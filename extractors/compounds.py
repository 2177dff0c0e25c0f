"""Words → their parts, in languages that write a number or its counter in one word with others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from extractors.languages.schema import Language, Words
from extractors.text import Document, Token, fold

_LONGEST_COMPOUND = 60


@dataclass(frozen=True)
class _Parts:
    """What compounds are made of."""

    words: frozenset[str]
    free: frozenset[str]  # parts that are number words by themselves, too
    multipliers: tuple[str, ...]  # longest first
    counters: tuple[str, ...]
    compound: bool
    glued: bool


@cache
def _parts(language: Language) -> _Parts:
    numbers = language.numbers
    multipliers = _single_words(numbers.multipliers)
    free = _single_words(numbers.words) | multipliers
    if numbers.counters:
        free |= _single_words(numbers.vague)  # "수천명"
    links = {fold(word) for word in numbers.links}
    return _Parts(
        words=frozenset(free | _single_words(numbers.bound) | links),
        free=frozenset(free),
        multipliers=tuple(sorted(multipliers, key=len, reverse=True)),
        counters=tuple(fold(word.strip("*")) for word in numbers.counters),
        compound="compound" in numbers.grammar,
        glued="glued" in numbers.grammar,
    )


def _single_words(table: Mapping[str, Words]) -> set[str]:
    words = {fold(word) for phrases in table.values() for word in phrases}
    return {word.rstrip("*") for word in words if " " not in word and "-" not in word}


def split_compounds(document: Document, language: Language) -> Document:
    """The document with number words taken apart ("einundzwanzig", "duecentomila", "3만명"), offsets as before."""
    parts = _parts(language)
    if not parts.compound and not parts.glued:
        return document
    tokens: list[Token] = []
    for token in document.tokens:
        if not token.is_word:
            tokens.append(token)
        elif parts.glued and tokens and tokens[-1].end == token.start and tokens[-1].form[0].isdigit():
            tokens += _peel(token, parts)
        elif parts.compound and len(token.form) <= _LONGEST_COMPOUND:
            tokens += _take_apart(token, parts)
        else:
            tokens.append(token)
    return replace(document, tokens=tuple(tokens))


def _peel(token: Token, parts: _Parts) -> list[Token]:
    """The multipliers that stand between digits and the rest of the word ("만여명")."""
    cuts = [0]
    while head := next((m for m in parts.multipliers if token.form.startswith(m, cuts[-1])), None):
        cuts.append(cuts[-1] + len(head))
    return _cut(token, cuts)


def _take_apart(token: Token, parts: _Parts) -> list[Token]:
    """The number words that a compound is made of; the whole word where it is not made of them."""
    form = token.form
    if form in parts.words:
        return [token]
    # For each end the longest part that leads to it from an end that is itself reached.
    reached = {0: 0}
    for end in range(1, len(form) + 1):
        start = next((s for s in range(end) if s in reached and form[s:end] in parts.words), None)
        if start is not None:
            reached[end] = start
    ends = [len(form)] if len(form) in reached else sorted(reached, reverse=True)
    for end in ends:
        cuts = _way(reached, end)
        if end == len(form) or _counted(form, cuts, parts):
            return _cut(token, cuts)
    return [token]


def _way(reached: Mapping[int, int], end: int) -> list[int]:
    cuts = [end]
    while cuts[-1]:
        cuts.append(reached[cuts[-1]])
    return cuts[::-1]


def _counted(form: str, cuts: list[int], parts: _Parts) -> bool:
    """Whether a counter follows the parts in the same word ("이십명"); one bound part is too little ("사명")."""
    if not parts.glued or len(cuts) < 2 or (len(cuts) == 2 and form[: cuts[1]] not in parts.free):
        return False
    return form.startswith(parts.counters, cuts[-1])


def _cut(token: Token, cuts: list[int]) -> list[Token]:
    ends = cuts if cuts[-1] == len(token.form) else [*cuts, len(token.form)]
    return [Token(token.start + a, token.start + b, token.form[a:b]) for a, b in pairwise(ends)]
