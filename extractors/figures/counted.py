"""Quantities → what they count: the noun phrase after each number, read with the sentence's harm mentions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from extractors.harm import Harm
from extractors.languages.schema import Language
from extractors.lexicon import Lexicon, lexicon_of
from extractors.models import Category, Quantity
from extractors.text import Document, fold


class Head(StrEnum):
    """What stands after a number."""

    HARM = "harm"  # a harm word: "12 morts", "9 Indian peasants killed"
    PEOPLE = "people"  # a noun for people
    ANYBODY = "anybody"  # a noun that says only that they are people
    ANAPHOR = "anaphor"  # "of them"
    THING = "thing"
    UNKNOWN = "unknown"  # words that the pack does not know
    BARE = "bare"  # no noun at all


ROLES = (
    "conjunctions", "of", "prepositions", "determiners", "relatives", "subordinators", "auxiliaries", "passive",
    "passive_one", "others", "adverbs", "anaphors", "copulas", "being", "counting", "pronouns", "additive", "datives",
    "objects", "doers", "genitives", "growth", "possessives", "classifiers", "subject_marks", "topic_marks",
    "object_marks", "seeing", "partitives", "finite", "echoes", "plurals",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counted:
    """A quantity with the noun phrase after it; indices are tokens, ends not included."""

    quantity: Quantity
    first: int
    last: int
    end: int  # after the noun phrase
    head: Head
    noun: range = range(0)  # the head's tokens (with the words before it)
    harm: Harm | None = None  # the harm mention inside or right after the phrase
    partitive: bool = False  # "two of the victims"

    @property
    def closing(self) -> int:
        """The token after the noun phrase with the harm word inside or behind it."""
        return self.harm.last if self.harm else self.end

    @property
    def noun_end(self) -> int:
        """The token after the noun phrase, whose head may be the harm word: "12 dead"."""
        return self.closing if self.head is Head.HARM else self.end


@dataclass
class SentenceView:
    """A sentence as the linking rules read it: tokens, roles of function words, harm mentions, counted things."""

    document: Document
    language: Language
    tokens: range
    harms: tuple[Harm, ...]
    roles: dict[int, dict[str, int]] = field(default_factory=dict)  # token → role → token after the longest phrase
    counted: list[Counted] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.harm_at = {index: harm for harm in self.harms for index in range(harm.first, harm.last)}
        self._starts: dict[int, Counted] = {}
        self._in_quantities: set[int] = set()
        self.asides: set[int] = set()  # tokens of adverbial phrases of several words
        self.inner_stops = self._find_inner_stops()  # of abbreviations and ordinals: "Oct. 7", "am 3. Tag"
        self.count_names: dict[int, Harm] = {}  # number → the harm word that it stands right behind ("사망 3명")
        self.asked: Category | None = None  # what the text counted last, or asks for, before the sentence
        self.excluded: set[int] = set()  # places of counted things that are no figures, whatever stands around them

    def role(self, index: int, name: str) -> int | None:
        """The token after the phrase of that role that begins at the token, or None."""
        return self.roles.get(index, {}).get(name)

    def has(self, index: int, *names: str) -> bool:
        """Whether a phrase of one of the roles begins at the token."""
        found = self.roles.get(index)
        return found is not None and any(name in found for name in names)

    def _find_inner_stops(self) -> frozenset[int]:
        tokens = self.document.tokens
        ordinal = "ordinal_dot" in self.language.numbers.grammar
        found = set()
        for index in range(self.tokens.start + 1, self.tokens.stop - 1):
            before, stop, after = tokens[index - 1 : index + 2]
            if stop.form != "." or before.end != stop.start:
                continue
            # A stop glued to both sides is one that the author forgot to set a space behind, but not in "U.S."
            short = before.is_word and (after.start > stop.end or before.end - before.start == 1)
            short = short or (before.form.isdigit() and after.start == stop.end)  # "from 24.02.22 to 15.05.24"
            if (ordinal and before.form.isdigit()) or (short and (after.is_word or after.form[0].isdigit())):
                found.add(index)
        return frozenset(found)

    def marked(self, index: int, *names: str) -> bool:
        """Whether one of the glued case marks ends the word, which is more than the mark."""
        return len(self.form(index)) > 1 and self.has(index, *(f"{name}_marks" for name in names))

    def form(self, index: int) -> str:
        """The folded token, empty outside the sentence and for a full stop that ends no sentence."""
        return self.document.tokens[index].form if index in self.tokens and index not in self.inner_stops else ""

    def is_word(self, index: int) -> bool:
        """Whether the token is made of letters."""
        return index in self.tokens and self.document.tokens[index].is_word

    def add(self, counted: Counted) -> None:
        """Take in the next counted thing of the sentence."""
        self.counted.append(counted)
        self._starts[counted.first] = counted
        self._in_quantities.update(range(counted.first, counted.last))

    def counted_at(self, index: int) -> Counted | None:
        """The counted thing whose quantity begins at the token."""
        return self._starts.get(index)

    def in_quantity(self, index: int) -> bool:
        """Whether the token is part of a quantity."""
        return index in self._in_quantities


_VERBAL = ("auxiliaries", "passive_one", "being")  # roles of verbs that may be one accented letter


@cache
def grammar_lexicon(language: Language) -> Lexicon[str]:
    """The pack's function words with their roles."""
    groups = {role: getattr(language.grammar, role) for role in ROLES}
    groups["groups"] = language.people.groups
    groups["cites"] = (*language.attribution.according, *language.attribution.according_opening)
    groups["mostly"] = language.people.mostly
    groups["several"] = language.people.several
    groups["adjectives"] = language.people.adjectives
    groups["attributes"] = language.grammar.attributes
    groups["things_too"] = language.harm.things_too
    groups["questions"] = language.people.questions
    groups["own"] = language.people.own
    groups["targets"] = language.people.targets
    groups["fronts"] = language.people.fronts
    groups["ranks"] = language.people.ranks
    groups["sides"] = language.people.sides
    groups["suffering"] = language.people.suffering
    groups["among"] = language.harm.among
    groups["totals"] = language.harm.totals
    groups["nobody"] = language.harm.nobody
    groups["survived"] = language.harm.survived
    groups["results"] = language.harm.results
    groups["subset_before"] = language.subset.before
    groups["range_words"] = language.hedges.range_words
    groups["ago"] = tuple(before for phrase in language.dates.ago if (before := phrase.partition("{n}")[0].strip()))
    groups["kin"] = language.people.kin
    groups["wanted"] = language.people.wanted
    groups["times"] = tuple(_words_of_time(language))
    groups["raises"] = language.subset.raises
    groups["conditions"] = language.subset.conditions
    groups["remaining"] = language.subset.remaining
    groups["alone"] = language.subset.alone
    groups["weekdays"] = tuple(word for words in language.dates.weekdays for word in words)
    groups["calendar"] = (*groups["weekdays"], *(word for words in language.dates.months for word in words))
    groups["fractions"] = language.grammar.fractions
    groups["versus"] = language.grammar.versus
    groups["degrees"] = (*language.subset.degrees, *language.subset.fatal)
    groups["fatal"] = language.subset.fatal
    groups["subset_after"] = language.subset.after
    for role in _VERBAL:
        groups[role] = tuple(word for word in groups[role] if not _is_accented(word))
    return lexicon_of(groups)


def _words_of_time(language: Language) -> Iterator[str]:
    """Words that open or make an expression of time, "lundi", "à midi", "la veille", "this morning"."""
    dates = language.dates
    yield from language.attribution.times
    yield from dates.day_parts
    for days in (dates.relative_days, dates.told_days):
        yield from (word for words in days.values() for word in words)
    yield from dates.told_parts


def _is_accented(word: str) -> bool:
    return len(word) == 1 and fold(word) != word


@cache
def accented_roles(language: Language) -> Mapping[str, tuple[str, ...]]:
    """The roles of words of one accented letter, which folding would take for another word ("è" and "e")."""
    roles: dict[str, tuple[str, ...]] = {}
    for role in _VERBAL:
        for word in getattr(language.grammar, role):
            if _is_accented(word):
                roles[word] = (*roles.get(word, ()), role)
    return roles


@cache
def people_lexicon(language: Language) -> Lexicon[Head]:
    """Nouns for people and for things; a word that counts those it names ("طبيبان") names people."""
    people = language.people
    named = [word for words in language.numbers.named.values() for word in words]
    known = {fold(word) for word in (*people.anybody, *people.things)}
    return Lexicon(
        [(word, Head.PEOPLE) for word in people.heads]
        + [(word, Head.ANYBODY) for word in people.anybody]
        + [(word, Head.THING) for word in people.things]
        + [(word, Head.UNKNOWN) for word in people.not_people]
        + [(word, Head.PEOPLE) for word in named if fold(word) not in known]
    )


@cache
def named_lexicon(language: Language) -> Lexicon[bool]:
    """Numbers that name what they count."""
    return Lexicon((word, True) for words in language.numbers.named.values() for word in words)
