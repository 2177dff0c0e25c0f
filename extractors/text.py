"""Same-length folding and tokens: what is found in folded text has its offsets in the article's own."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from extractors.models import Span

# Typographic variants that packs need not list.
_VARIANTS = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u2032\u00b4\u0060", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033", '"'),
    **dict.fromkeys("\u2010\u2011\u00ad", "-"),
    **dict.fromkeys("\u0131", "i"),
    **dict(zip("\u060c\u061b\u061f\u066a", ",;?%", strict=True)),  # Arabic comma, semicolon, question mark, per cent
}


def _fold_character(character: str) -> str:
    """The character in lower case, without accent; spaces of every width but line ends are one space."""
    if character in _VARIANTS:
        return _VARIANTS[character]
    if character.isspace():
        return character if character in "\n\r\t" else " "
    if character.isdigit() and unicodedata.decimal(character, None) is not None:
        return str(unicodedata.decimal(character))
    lower = character.lower()[:1]
    decomposed = unicodedata.normalize("NFKD", lower)
    if len(decomposed) > 1 and all(unicodedata.combining(mark) for mark in decomposed[1:]):
        return decomposed[0]
    if len(decomposed) == 1:
        return decomposed
    return lower


class _FoldTable(dict[int, str]):
    """Translation table that learns each character at its first use."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code))
        return folded


_FOLD = _FoldTable()


def fold(text: str) -> str:
    """The text in lower case, without accents, with plain quotes and spaces; exactly as long as the text."""
    return text.translate(_FOLD)


class Token(NamedTuple):
    """A run of letters, a run of digits, or a single other character; `form` is folded."""

    start: int
    end: int
    form: str

    @property
    def is_word(self) -> bool:
        """Whether the token is made of letters."""
        return self.form[0].isalpha()


_MARK = r"[\u0300-\u036f\u064b-\u0655]"  # accents and vowel signs that follow their letter
# By runs of letters and of marks, each kept whole: letter by letter the matcher remembers every one.
_TOKEN = re.compile(rf"[0-9]+|(?:[^\W0-9_]++|{_MARK}++)++|[^\s]")
_MARKS = re.compile(f"{_MARK}+")


def tokenize(folded: str) -> list[Token]:
    """The tokens of folded text, in order; hyphens and apostrophes are tokens of their own.

    An accent written as a character of its own is in the token, but not in its form.
    """
    tokens = [Token(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(folded)]
    if _MARKS.search(folded):
        return [token._replace(form=_MARKS.sub("", token.form) or token.form) for token in tokens]
    return tokens


@dataclass(frozen=True)
class Document:
    """A text with its folded form, tokens and sentences, made once and read by every stage."""

    text: str
    folded: str
    tokens: tuple[Token, ...]
    sentences: tuple[Span, ...]

    @cached_property
    def starts(self) -> list[int]:
        """The first character of each token."""
        return [token.start for token in self.tokens]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [span.start for span in self.sentences]

    def token_at(self, position: int) -> int:
        """The index of the first token that starts at or after the position."""
        return bisect_left(self.starts, position)

    def token_range(self, span: Span) -> range:
        """The indices of the tokens that start inside the span."""
        return range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def sentence_index(self, position: int) -> int:
        """The index of the sentence that holds the position (the last one before it, if none does)."""
        return max(0, bisect_right(self._sentence_starts, position) - 1)

    def capitalised(self, token: Token) -> bool:
        """Whether the token begins with a capital letter in the text itself."""
        return self.text[token.start].isupper()

    def accented(self, token: Token) -> bool:
        """Whether the token is one letter with an accent: "è" and "é" are verbs where "e" is "and"."""
        return len(token.form) == 1 and self.text[token.start : token.end].lower() != token.form

    def words(self, span: Span) -> str:
        """The text's own words in the span."""
        return self.text[span.start : span.end]

    def sentence_tokens(self) -> Iterator[tuple[int, range]]:
        """Each sentence's index with the range of its tokens."""
        for index, span in enumerate(self.sentences):
            yield index, self.token_range(span)
