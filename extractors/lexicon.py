"""Phrases looked up over tokens in one pass, whatever their number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from extractors.text import Token, fold, tokenize

Value = TypeVar("Value")

_SHORTEST_STEM = 1  # a Korean syllable


@dataclass
class _Node(Generic[Value]):
    """The phrases that share their first words: next words, next stems ("tu*"), next endings ("*istes")."""

    words: dict[str, _Node[Value]] = field(default_factory=dict)
    stems: dict[str, _Node[Value]] = field(default_factory=dict)
    endings: dict[str, _Node[Value]] = field(default_factory=dict)
    values: list[Value] = field(default_factory=list)
    longest_stem: int = 0
    longest_ending: int = 0


class Match(NamedTuple, Generic[Value]):
    """A phrase found: tokens `first` to `last` (not included) and what the lexicon says of it."""

    first: int
    last: int
    value: Value


class Lexicon(Generic[Value]):
    """Phrases with values: `word`, `stem*`, `*ending`, several words apart by spaces; matched folded.

    Where a word begins with one of `prefixes` (Arabic "و", "ال"), the rest of it is looked up as well.
    """

    def __init__(self, phrases: Iterable[tuple[str, Value]], *, prefixes: Sequence[str] = ()) -> None:
        self._root: _Node[Value] = _Node()
        self._prefixes = tuple(sorted((fold(p) for p in prefixes), key=len, reverse=True))
        for phrase, value in phrases:
            self._add(phrase, value)

    def _add(self, phrase: str, value: Value) -> None:
        node = self._root
        for part in phrase_parts(phrase):
            stem = part.endswith("*")
            ending = part.startswith("*")
            word = part.strip("*")
            table = node.stems if stem else node.endings if ending else node.words
            if stem:
                node.longest_stem = max(node.longest_stem, len(word))
            elif ending:
                node.longest_ending = max(node.longest_ending, len(word))
            node = table.setdefault(word, _Node())
        node.values.append(value)

    def _next(self, node: _Node[Value], form: str) -> list[_Node[Value]]:
        found = [node.words[form]] if form in node.words else []
        if node.stems:
            for length in range(min(len(form), node.longest_stem), _SHORTEST_STEM - 1, -1):
                if form[:length] in node.stems:
                    found.append(node.stems[form[:length]])
        if node.endings:
            for length in range(min(len(form), node.longest_ending), _SHORTEST_STEM - 1, -1):
                if form[-length:] in node.endings:
                    found.append(node.endings[form[-length:]])
        return found

    def _first(self, form: str) -> list[_Node[Value]]:
        found = self._next(self._root, form)
        for prefix in self._prefixes:
            if len(form) > len(prefix) + 1 and form.startswith(prefix):
                found += self._next(self._root, form[len(prefix) :])
        return found

    def at(self, tokens: Sequence[Token], index: int, stop: int | None = None) -> list[Match[Value]]:
        """Every phrase that begins at the token, longest first."""
        stop = len(tokens) if stop is None else stop
        matches: list[Match[Value]] = []
        nodes = self._first(tokens[index].form) if index < stop else []
        last = index + 1
        while nodes:
            matches += [Match(index, last, value) for node in nodes for value in node.values]
            if last >= stop:
                break
            nodes = [after for node in nodes for after in self._next(node, tokens[last].form)]
            last += 1
        matches.sort(key=lambda match: -match.last)
        return matches

    def longest_at(self, tokens: Sequence[Token], index: int, stop: int | None = None) -> Match[Value] | None:
        """The longest phrase that begins at the token, or None."""
        return next(iter(self.at(tokens, index, stop)), None)

    def find(
        self,
        tokens: Sequence[Token],
        start: int = 0,
        stop: int | None = None,
        *,
        accept: Callable[[Match[Value]], bool] | None = None,
    ) -> list[Match[Value]]:
        """The phrases from left to right, the longest at each place, none overlapping."""
        stop = len(tokens) if stop is None else stop
        found: list[Match[Value]] = []
        index = start
        while index < stop:
            match = next((m for m in self.at(tokens, index, stop) if accept is None or accept(m)), None)
            if match:
                found.append(match)
                index = match.last
            else:
                index += 1
        return found

    def ending_at(self, tokens: Sequence[Token], last: int, *, longest: int = 8, first: int = 0) -> Match[Value] | None:
        """The longest phrase whose last token is just before `last`, or None."""
        for index in range(max(first, last - longest), last):
            for match in self.at(tokens, index, last):
                if match.last == last:
                    return match
        return None


def phrase_parts(phrase: str) -> list[str]:
    """The words of a pack's phrase as the tokenizer cuts them, each with its `*`, if any."""
    parts: list[str] = []
    for chunk in phrase.split():
        tokens = [token.form for token in tokenize(fold(chunk.strip("*")))]
        if chunk.startswith("*") and tokens:
            tokens[0] = "*" + tokens[0]
        if chunk.endswith("*") and tokens:
            tokens[-1] += "*"
        parts += tokens
    return parts


def lexicon_of(groups: Mapping[str, Sequence[str]], *, prefixes: Sequence[str] = ()) -> Lexicon[str]:
    """A lexicon in which every phrase of a group has the group's name as its value."""
    return Lexicon(((phrase, name) for name, phrases in groups.items() for phrase in phrases), prefixes=prefixes)
