"""Tokens → harm mentions: words that say people were killed, injured, missing or captured."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
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
    ACT_TO = "acts_to"
    TOLL = "tolls"


@dataclass(frozen=True, slots=True)
class Harm:
    """A harm mention: its first token, and for each kind that it may be of, the token after it.

    `category` is None for what happens to people but is no harm counted here (arrested, evacuated). `weak` marks
    words that say people were harmed, not how ("victims"); `only_people` those that things suffer too ("shot down").
    """

    first: int
    ends: tuple[tuple[Kind, int], ...]
    category: Category | None
    weak: bool = False
    only_people: bool = False

    @property
    def last(self) -> int:
        """The token after the longest reading."""
        return max((end for _, end in self.ends), default=self.first + 1)

    def end_as(self, kind: Kind) -> int | None:
        """The token after the mention read as the kind, or None where it cannot be."""
        return next((end for known, end in self.ends if known is kind), None)


_FARTHEST_WAY = 4  # tokens between a verb of carrying and the way ("taken on Sunday by boat to")
_LONGEST_WAY = 11  # tokens from there to the place of care
_INNER_MARKS = frozenset("'’-.\"")
_FARTHEST_NUMBER = 8  # tokens between a number and the harm word behind it

Entry = tuple[Kind | None, Category | None, bool]  # no kind: not harm at all; no category: no harm counted here
_NONE: Entry = (None, None, False)


@cache
def harm_lexicon(language: Language) -> Lexicon[Entry]:
    """The pack's harm words, each with kind and category."""
    harm = language.harm
    entries: list[tuple[str, Entry]] = [(phrase, _NONE) for phrase in harm.none]
    entries += [(phrase, (Kind.STATE, None, False)) for phrase in harm.other]
    entries += [(phrase, (Kind.NOUN, Category.KILLED, True)) for phrase in harm.victims]
    entries += [(phrase, (Kind.TOLL, Category.KILLED, True)) for phrase in harm.victim_tolls]
    for category in Category:
        words = getattr(harm, category.value)
        for kind in Kind:
            entries += [(phrase, (kind, category, False)) for phrase in getattr(words, kind.value)]
    return Lexicon(entries)


@cache
def words_of_things_too(language: Language) -> Lexicon[bool]:
    """The harm words that things suffer as well as people."""
    return Lexicon([(word, True) for word in language.harm.only_people])


def find_harm(document: Document, language: Language, tokens: range, numbers: Collection[int] = ()) -> tuple[Harm, ...]:
    """The harm mentions among the tokens, in text order, none overlapping; `numbers` are where quantities begin."""
    lexicon, shared = harm_lexicon(language), words_of_things_too(language)
    found: list[Harm] = []
    index = tokens.start
    while index < tokens.stop:
        carried = _carried_end(document, language, range(index, tokens.stop), numbers)
        if carried is not None:
            found.append(Harm(index, ((Kind.STATE, carried),), Category.INJURED))
            index = carried
            continue
        matches = lexicon.at(document.tokens, index, tokens.stop)
        if not matches:
            index += 1
            continue
        harm = _read(index, matches)
        if harm:
            found.append(harm)
        index = matches[0].last
    shared_ends = {
        harm.first: shared.longest_at(document.tokens, harm.first, tokens.stop) for harm in found if harm.category
    }
    found = [
        replace(harm, only_people=(match := shared_ends.get(harm.first)) is not None and match.last >= harm.last)
        for harm in found
    ]
    return _merge_lists(document, language, found, numbers)


def _carried_end(document: Document, language: Language, tokens: range, numbers: Collection[int]) -> int | None:
    """The token after the place of care to which people were carried ("rushed by helicopter to St Mary's Hospital")."""
    ways, text = _ways_to_care(language), document.tokens
    verb = ways.longest_at(text, tokens.start, tokens.stop)
    if verb is None or verb.value != "carried":
        return None
    way: int | None = None
    for index in range(verb.last, min(tokens.stop, verb.last + _LONGEST_WAY)):
        if index in numbers or not (text[index].is_word or text[index].form in _INNER_MARKS):
            return None
        values = {match.value: match.last for match in ways.at(text, index, tokens.stop)}
        if way is not None and "care" in values:
            return values["care"]
        if "carried_to" in values:
            way = index
        elif way is None and index - verb.last >= _FARTHEST_WAY:
            return None
    return None


@cache
def _ways_to_care(language: Language) -> Lexicon[str]:
    """Verbs of carrying, the words that lead from them, and places of care."""
    harm = language.harm
    words = {"carried": harm.carried, "carried_to": harm.carried_to, "care": harm.care}
    return Lexicon([(phrase, role) for role, phrases in words.items() for phrase in phrases])


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


def _merge_lists(
    document: Document, language: Language, found: list[Harm], numbers: Collection[int]
) -> tuple[Harm, ...]:
    """The mentions, lists of unlike categories ("dead or missing", "tués, blessés et disparus") read as casualties."""
    merged: list[Harm] = []
    index = 0
    while index < len(found):
        last = _list_end(document, language, found, index)
        if last > index and _each_counted(found[index], found[last], numbers):
            last = index
        listed = found[index : last + 1]
        kinds = [kind for kind, _ in listed[-1].ends if all(harm.end_as(kind) is not None for harm in listed)]
        if last > index and kinds and len({harm.category for harm in listed}) > 1:
            ends = tuple((kind, end) for kind, end in listed[-1].ends if kind in kinds)
            fates = [harm.category for harm in listed]
            # "kidnapped and killed": one fate after the other; "shot or burnt to death": "shot" alone names no injured
            verbal = listed[0].end_as(Kind.NOUN) is None and not listed[-1].end_as(Kind.NOUN)
            one_end = fates == [Category.INJURED, Category.KILLED] and verbal
            died = fates == [Category.CAPTURED, Category.KILLED] or one_end
            merged.append(Harm(listed[0].first, ends, Category.KILLED if died else Category.CASUALTIES))
            index = last + 1
        else:
            merged.append(found[index])
            index += 1
    return tuple(merged)


def _each_counted(first: Harm, last: Harm, numbers: Collection[int]) -> bool:
    """Whether each word has a number of its own: "12 رجلا قتلوا وأصيب 30", a verb behind its people, one before."""
    if last.last not in numbers or last.end_as(Kind.ACT) is None:
        return False
    return any(index in numbers for index in range(first.first - _FARTHEST_NUMBER, first.first))


def _list_end(document: Document, language: Language, found: list[Harm], start: int) -> int:
    """The place of the mention that a conjunction closes the list with, or `start` where there is no list."""
    joins, tokens = joining_words(language), document.tokens
    if found[start].category is None or found[start].weak:
        return start
    for place in range(start + 1, min(len(found), start + 4)):
        before, harm = found[place - 1], found[place]
        gap = range(before.last, harm.first)
        if harm.category is None or harm.weak or not 0 < len(gap) <= 3:
            return start
        determined = len(gap) > 1 and has_determiner(language, document, harm.first)
        if determined and not (before.first and has_determiner(language, document, before.first)):
            return start
        if tokens[gap.start].form == ",":
            continue
        if document.accented(tokens[gap.start]):
            return start
        joined = joins.ending_at(tokens, gap.stop, first=gap.start, longest=len(gap))
        return place if joined and joined.first == gap.start else start  # not "the death of 53 men and injuries"
    return start


def has_determiner(language: Language, document: Document, index: int) -> bool:
    """Whether a determiner or "of" stands right before the token."""
    return determiners(language).ending_at(document.tokens, index, longest=2) is not None


@cache
def determiners(language: Language) -> Lexicon[bool]:
    """Determiners and "of"."""
    return Lexicon([(word, True) for word in (*language.grammar.determiners, *language.grammar.of)])


@cache
def joining_words(language: Language) -> Lexicon[bool]:
    """Conjunctions, with the determiner or auxiliary that may follow them."""
    grammar = language.grammar
    after = (*grammar.determiners, *grammar.auxiliaries, *grammar.of)
    joins = [(conjunction, True) for conjunction in grammar.conjunctions]
    joins += [(f"{conjunction} {word}", True) for conjunction in grammar.conjunctions for word in after]
    return Lexicon(joins)
