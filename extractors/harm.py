"""Tokens → harm mentions: words that say people were killed, injured, missing or captured."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from extractors.languages.schema import Language
from extractors.lexicon import Lexicon, Match
from extractors.models import Category
from extractors.text import Document


class Kind(StrEnum):
    """The side on which the people counted stand (see `languages.schema.HarmWords`)."""

    NOUN = "nouns"
    STATE = "states"
    ACT = "acts"
    TOLL = "tolls"


@dataclass(frozen=True, slots=True)
class Harm:
    """A harm mention: its first token, and for each kind that it may be of, the token after it.

    `category` is None for what happens to people but is no harm counted here (arrested, evacuated). `weak` marks
    words that say people were harmed, not how ("victims").
    """

    first: int
    ends: tuple[tuple[Kind, int], ...]
    category: Category | None
    weak: bool = False

    @property
    def last(self) -> int:
        """The token after the longest reading."""
        return max((end for _, end in self.ends), default=self.first + 1)

    def end_as(self, kind: Kind) -> int | None:
        """The token after the mention read as the kind, or None where it cannot be."""
        return next((end for known, end in self.ends if known is kind), None)


Entry = tuple[Kind | None, Category | None, bool]  # no kind: not harm at all; no category: no harm counted here
_NONE: Entry = (None, None, False)


@cache
def harm_lexicon(language: Language) -> Lexicon[Entry]:
    """The pack's harm words, each with kind and category."""
    harm = language.harm
    entries: list[tuple[str, Entry]] = [(phrase, _NONE) for phrase in harm.none]
    entries += [(phrase, (Kind.STATE, None, False)) for phrase in harm.other]
    entries += [(phrase, (Kind.NOUN, Category.KILLED, True)) for phrase in harm.victims]
    for category in Category:
        words = getattr(harm, category.value)
        for kind in Kind:
            entries += [(phrase, (kind, category, False)) for phrase in getattr(words, kind.value)]
    return Lexicon(entries, prefixes=language.text.prefixes)


def find_harm(document: Document, language: Language, tokens: range) -> tuple[Harm, ...]:
    """The harm mentions among the tokens, in text order, none overlapping."""
    lexicon = harm_lexicon(language)
    found: list[Harm] = []
    index = tokens.start
    while index < tokens.stop:
        matches = lexicon.at(document.tokens, index, tokens.stop)
        if not matches:
            index += 1
            continue
        harm = _read(index, matches)
        if harm:
            found.append(harm)
        index = matches[0].last
    return _merge_pairs(document, language, found)


def _read(index: int, matches: list[Match[Entry]]) -> Harm | None:
    """The mention that the phrases at one place make, or None where the longest tells of no harm."""
    longest = matches[0].last
    top = [match.value for match in matches if match.last == longest]
    if any(kind is None for kind, _, _ in top):
        return None
    counted = [value for value in top if value[1] is not None]
    if not counted:
        return Harm(index, ((Kind.STATE, longest),), None)
    strong = [value for value in counted if not value[2]] or counted
    category = strong[0][1]
    ends: dict[Kind, int] = {}
    for match in matches:
        kind, of, _ = match.value
        if kind is not None and of is category and kind not in ends:
            ends[kind] = match.last
    return Harm(index, tuple(ends.items()), category, weak=strong[0][2])


def _merge_pairs(document: Document, language: Language, found: list[Harm]) -> tuple[Harm, ...]:
    """The mentions, two of unlike categories joined by "or"/"and" read as one of casualties."""
    joins = joining_words(language)
    merged: list[Harm] = []
    for harm in found:
        before = merged[-1] if merged else None
        if before and _may_pair(before, harm) and joins.ending_at(
            document.tokens, harm.first, first=before.last, longest=harm.first - before.last
        ):
            ends = tuple((kind, end) for kind, end in harm.ends if before.end_as(kind) is not None)
            if ends:
                merged[-1] = Harm(before.first, ends, Category.CASUALTIES)
                continue
        merged.append(harm)
    return tuple(merged)


def _may_pair(before: Harm, harm: Harm) -> bool:
    return (
        before.category is not None
        and harm.category is not None
        and before.category is not harm.category
        and not (before.weak or harm.weak)
        and 0 < harm.first - before.last <= 3
    )


@cache
def joining_words(language: Language) -> Lexicon[bool]:
    """Conjunctions, with the determiner that may follow them."""
    grammar = language.grammar
    joins = [(conjunction, True) for conjunction in grammar.conjunctions]
    joins += [
        (f"{conjunction} {word}", True)
        for conjunction in grammar.conjunctions
        for word in (*grammar.determiners, *grammar.auxiliaries, *grammar.of)
    ]
    return Lexicon(joins)
