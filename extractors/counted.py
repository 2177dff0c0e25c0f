"""Quantities → what they count: the noun phrase after each number, read with the sentence's harm mentions."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from extractors.harm import Harm, Kind, find_harm
from extractors.languages.schema import Language
from extractors.lexicon import Lexicon, lexicon_of
from extractors.models import Quantity
from extractors.text import Document


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
    "passive_one", "others", "adverbs", "anaphors", "copulas", "counting", "pronouns", "additive", "datives",
    "objects", "possessives",
)  # fmt: skip
_LONGEST_PHRASE = 7  # words between a number and its head
_LONGEST_COMPLEMENT = 4
_QUOTES = frozenset("\"'«»“”-")


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
        self.excluded: set[int] = set()  # places of counted things that are no figures, whatever stands around them

    def role(self, index: int, name: str) -> int | None:
        """The token after the phrase of that role that begins at the token, or None."""
        return self.roles.get(index, {}).get(name)

    def has(self, index: int, *names: str) -> bool:
        """Whether a phrase of one of the roles begins at the token."""
        found = self.roles.get(index)
        return found is not None and any(name in found for name in names)

    def form(self, index: int) -> str:
        """The folded token, empty outside the sentence."""
        return self.document.tokens[index].form if index in self.tokens else ""

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


@cache
def grammar_lexicon(language: Language) -> Lexicon[str]:
    """The pack's function words with their roles."""
    groups = {role: getattr(language.grammar, role) for role in ROLES}
    groups["groups"] = language.people.groups
    groups["suffering"] = language.people.suffering
    groups["among"] = language.harm.among
    groups["totals"] = language.harm.totals
    groups["subset_before"] = language.subset.before
    groups["versus"] = language.grammar.versus
    groups["degrees"] = language.subset.degrees
    groups["subset_after"] = language.subset.after
    return lexicon_of(groups)


@cache
def people_lexicon(language: Language) -> Lexicon[Head]:
    """Nouns for people and for things."""
    people = language.people
    return Lexicon(
        [(word, Head.PEOPLE) for word in people.heads]
        + [(word, Head.ANYBODY) for word in people.anybody]
        + [(word, Head.THING) for word in people.things]
        + [(word, Head.UNKNOWN) for word in people.not_people]
    )


def view_sentence(document: Document, language: Language, tokens: range, quantities: list[Quantity]) -> SentenceView:
    """The sentence with its harm mentions, function words and counted things."""
    view = SentenceView(document, language, tokens, find_harm(document, language, tokens))
    lexicon = grammar_lexicon(language)
    for index in tokens:
        for match in lexicon.at(document.tokens, index, tokens.stop):
            view.roles.setdefault(index, {}).setdefault(match.value, match.last)
            if match.value == "adverbs" and match.last > index + 1:
                view.asides.update(range(index, match.last))
    starts = {document.token_at(quantity.span.start) for quantity in quantities}
    for quantity in quantities:
        counted = _read_phrase(view, quantity, starts)
        if not quantity.article or counted.head is Head.PEOPLE or counted.head is Head.HARM and not counted.noun:
            view.add(counted)
    return view


def _read_phrase(view: SentenceView, quantity: Quantity, starts: set[int]) -> Counted:
    """The quantity with what it counts."""
    document = view.document
    first, last = document.token_at(quantity.span.start), document.token_at(quantity.span.end)
    anaphor = view.role(last, "anaphors")
    if anaphor is not None:
        return Counted(quantity, first, last, anaphor, Head.ANAPHOR, range(last, anaphor), partitive=True)
    index, partitive = _skip_to_noun(view, last)
    return _read_head(view, quantity, (first, last, index), partitive, starts)


def _skip_to_noun(view: SentenceView, index: int) -> tuple[int, bool]:
    """The token after "of", determiners, "other" and quotation marks, and whether "of the" was among them."""
    partitive = False
    while index in view.tokens and index not in view.harm_at:
        of = view.role(index, "of")
        if of is not None and of in view.tokens:
            partitive = partitive or view.has(of, "determiners") or view.has(index, "determiners")
            index = of
        elif (skip := view.role(index, "others")) is not None:
            index = skip
        elif partitive and (skip := view.role(index, "determiners")) is not None:
            index = skip
        elif view.form(index) in _QUOTES and (view.is_word(index + 1) or view.form(index + 1) in _QUOTES):
            index += 1
        else:
            break
    return index, partitive


_STOPS = (
    "prepositions", "relatives", "subordinators", "auxiliaries", "conjunctions", "adverbs", "passive", "determiners",
)  # fmt: skip


def _read_head(
    view: SentenceView, quantity: Quantity, place: tuple[int, int, int], partitive: bool, starts: set[int]
) -> Counted:
    first, last, start = place
    people = people_lexicon(view.language)
    head, noun, index = Head.BARE, range(start, start), start
    while index in view.tokens and index - start <= _LONGEST_PHRASE and index not in starts:
        harm = view.harm_at.get(index)
        if harm and head is not Head.THING and _counts_as_noun(harm, index, head):
            kind = Head.HARM if harm.category else head
            return Counted(quantity, first, last, index, kind, noun, harm, partitive)
        if harm and harm.end_as(Kind.TOLL):
            break
        match = people.longest_at(view.document.tokens, index, view.tokens.stop)
        if match and head in (Head.PEOPLE, Head.ANYBODY) and view.language.grammar.head == "first":
            match = None
        if match:
            head, noun, index = match.value, range(start, match.last), match.last
        elif view.form(index) in _QUOTES:
            index += 1
        elif not view.is_word(index) or view.has(index, *_STOPS):
            break
        elif head in (Head.PEOPLE, Head.ANYBODY, Head.THING) and view.language.grammar.head == "last":
            farther = _farther_head(view, index, starts) if head is Head.PEOPLE else None
            if farther is None:
                break
            noun, index = range(start, farther), farther
        else:
            index += 1
            if head is Head.BARE:
                head = Head.UNKNOWN
            noun = range(start, index)
    end = noun.stop if noun else start
    if head in (Head.PEOPLE, Head.ANYBODY):
        end = _after_complement(view, end, starts)
        noun = range(start, end)
    harm = view.harm_at.get(end)
    if harm and head in (Head.PEOPLE, Head.ANYBODY) and _counts_as_noun(harm, end, head):
        return Counted(quantity, first, last, end, Head.HARM if harm.category else head, noun, harm, partitive)
    return Counted(quantity, first, last, end, head, noun, None, partitive)


def _farther_head(view: SentenceView, index: int, starts: set[int]) -> int | None:
    """The token after a noun for people one word farther ("French special forces troops"), or None."""
    people = people_lexicon(view.language)
    for ahead in (index + 1, index + 2):
        if not view.is_word(ahead - 1) or ahead - 1 in view.harm_at or ahead in starts or view.has(ahead - 1, *_STOPS):
            return None
        match = people.longest_at(view.document.tokens, ahead, view.tokens.stop) if ahead in view.tokens else None
        if match:
            return match.last if match.value is Head.PEOPLE else None
    return None


def _after_complement(view: SentenceView, index: int, starts: set[int]) -> int:
    """The token after "of the security forces", or the index itself where no complement follows the head."""
    end = index
    while (of := view.role(end, "of")) is not None and of not in starts:
        after = view.role(of, "determiners") or of
        stop = after
        while (
            view.is_word(stop)
            and stop - after < _LONGEST_COMPLEMENT
            and not (stop in view.harm_at or stop in starts or view.has(stop, *_STOPS, "of"))
        ):
            stop += 1
        if stop == after:
            break
        end = stop
    return end


def _counts_as_noun(harm: Harm, index: int, head: Head) -> bool:
    """Whether the harm mention closes the number's noun phrase."""
    if harm.first != index or (harm.category is None and head is Head.BARE and harm.last - index > 1):
        return False
    return harm.end_as(Kind.NOUN) is not None or harm.end_as(Kind.STATE) is not None
