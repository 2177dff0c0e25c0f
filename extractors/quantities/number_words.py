"""Number words → what they mean, and how they go together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from extractors.languages.schema import Language, Words
from extractors.lexicon import Lexicon
from extractors.text import fold, tokenize

_DASHES = "-\u2013"


class Atom(NamedTuple):
    """What a phrase of the pack adds to a number."""

    kind: str  # word, bound, multiplier, collective, vague, several, fraction, half, article, not
    low: Fraction = Fraction(0)
    high: Fraction = Fraction(0)


@dataclass(frozen=True)
class Grammar:
    """The pack's [numbers], made ready for reading."""

    atoms: Lexicon[Atom]
    links: frozenset[str]
    of: frozenset[str]
    adjectives: frozenset[str]
    counters: Lexicon[bool]
    endings: frozenset[str]
    suffixes: Mapping[str, int]
    middles: frozenset[str]  # words between the two numbers of a range
    flags: frozenset[str]
    link_places: frozenset[str]


@cache
def number_words(language: Language) -> Grammar:
    """The number words of a language, looked up by phrase."""
    numbers = language.numbers
    # Of two meanings of one phrase the first given is tried first: "milliers" alone is vague.
    entries = [
        *_entries("vague", numbers.vague),
        *_entries("word", numbers.words),
        *_entries("word", numbers.named),
        *_entries("bound", numbers.bound),
        *_entries("multiplier", numbers.multipliers),
        *_entries("collective", numbers.collectives),
        *_entries("fraction", numbers.fractions),
        *((word, Atom("several")) for word in numbers.several),
        *((word, Atom("half")) for word in numbers.halves),
        *((word, Atom("article")) for word in numbers.articles),
        *((word, Atom("not")) for word in numbers.not_numbers),
    ]
    hedges = language.hedges
    middles = [*hedges.range_words, *(pair[1] for pair in (*hedges.between, *hedges.from_to))]
    return Grammar(
        atoms=Lexicon(entries),
        links=frozenset(fold(word) for word in numbers.links),
        of=frozenset(token.form for word in numbers.of for token in tokenize(fold(word))),
        adjectives=frozenset(fold(word) for word in numbers.adjectives),
        counters=Lexicon((word, True) for word in numbers.counters),
        endings=frozenset(fold(word) for word in numbers.endings),
        suffixes={fold(word): int(key) for key, words in numbers.suffixes.items() for word in words},
        middles=frozenset([*_DASHES, *(fold(word) for word in middles)]),
        flags=frozenset(numbers.grammar),
        link_places=frozenset(numbers.link_places),
    )


def _entries(kind: str, table: Mapping[str, Words]) -> list[tuple[str, Atom]]:
    entries = []
    for key, words in table.items():
        low, _, high = key.partition("-")
        entries += [(word, Atom(kind, Fraction(low), Fraction(high or low))) for word in words]
    return entries
