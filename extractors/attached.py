"""Tokens → tokens, in scripts that write "and", "by" or "the" as the first letters of the word behind them.

A word is taken apart where the pack does not know it but knows what is left of it (of some clitics it need not).
An article is left out of the word's form alone, as it is left out of the pack's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any

from extractors.languages.articles import without_article
from extractors.languages.schema import Language
from extractors.text import Token, fold

_WORD = re.compile(r"[^\W0-9_]+\*?")
_NO_LETTER = re.compile("[\u0300-\u036f\u0640\u064b-\u0655]")  # marks, and the stroke that lengthens a word
_SHORTEST = 2  # letters left of a known word
_SHORTEST_LOOSE = 4  # letters left of a word that is not known
_SHORTEST_STEM = 3
_MOST_CLITICS = 3


@dataclass(frozen=True)
class _Attached:
    """The pack's attached words and all that it knows, made ready for reading."""

    clitics: tuple[str, ...]
    loose: frozenset[str]
    article: str
    whole: frozenset[str]
    words: frozenset[str]
    stems: frozenset[str]
    longest_stem: int

    def knows(self, form: str) -> bool:
        """Whether the pack holds the word itself or a stem of it."""
        lengths = range(_SHORTEST_STEM, min(len(form), self.longest_stem) + 1)
        return form in self.words or any(form[:length] in self.stems for length in lengths)

    def bare(self, form: str) -> str:
        """The word without its article."""
        return without_article(form, self.article, self.whole)


def split_attached(tokens: list[Token], folded: str, language: Language) -> list[Token]:
    """The tokens, attached words as tokens of their own."""
    if not language.text.clitics and not language.text.article:
        return tokens
    attached = _attached(language)
    return [part for token in tokens for part in (_split(token, folded, attached) if token.is_word else (token,))]


@cache
def _attached(language: Language) -> _Attached:
    text = language.text
    known = {word for phrase in _phrases(language) for word in _WORD.findall(fold(phrase))}
    whole = frozenset(fold(word) for word in text.whole)
    stems = frozenset(word[:-1] for word in known if word.endswith("*"))
    return _Attached(
        clitics=tuple(fold(clitic) for clitic in text.clitics),
        loose=frozenset(fold(clitic) for clitic in text.loose),
        article=fold(text.article),
        whole=whole,
        words=frozenset(word for word in known if not word.endswith("*")) | whole,
        stems=stems,
        longest_stem=max((len(stem) for stem in stems), default=0),
    )


def _phrases(value: Any) -> Iterator[str]:
    """Every phrase of the pack."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _phrases(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from _phrases(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _phrases(getattr(value, field.name))


def _split(token: Token, folded: str, attached: _Attached) -> list[Token]:
    """The token as the words it is made of, offsets as in the text."""
    places = [i for i in range(token.start, token.end) if not _NO_LETTER.match(folded, i)]
    form = "".join(folded[i] for i in places)
    if not form:
        return [token]
    *clitics, word = _parts(form, attached)
    letters = [sum(map(len, clitics[:count])) for count in range(len(clitics) + 1)]
    starts = [places[letter] for letter in letters]
    ends = [*starts[1:], token.end]
    if len("".join(clitics)) + len(word) > len(form):  # the article's first letter is gone: the word shows the clitic's
        starts[-1] = starts[-2]
    forms = [*clitics, attached.bare(word)]
    return [Token(start, end, part) for start, end, part in zip(starts, ends, forms, strict=True)]


def _parts(form: str, attached: _Attached, *, behind: int = 0) -> list[str]:
    """The clitics before a word, and the word with its article; `behind` so many clitics that may be none."""
    article = attached.article
    if behind == _MOST_CLITICS or attached.knows(form) or attached.bare(form) != form:
        return [form]
    for clitic in attached.clitics:
        rest = form[len(clitic) :]
        if not form.startswith(clitic) or len(rest) < _SHORTEST:
            continue
        if article and clitic == article[-1] == rest[0] and attached.bare(article + rest[1:]) == rest[1:]:
            return [clitic, article + rest[1:]]  # "ل" and "ال" are written "لل"
        parts = _parts(rest, attached, behind=behind + 1)
        loose = not behind and clitic in attached.loose and len(rest) >= _SHORTEST_LOOSE
        if loose or len(parts) > 1 or attached.knows(rest) or attached.bare(rest) != rest:
            return [clitic, *parts]
    return [form]
