"""Quantities → counted things: the noun phrase after each number, read with the sentence's harm mentions."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from extractors.figures.classified import read_classified
from extractors.figures.counted import (
    Counted,
    Head,
    SentenceView,
    accented_roles,
    grammar_lexicon,
    named_lexicon,
    people_lexicon,
)
from extractors.harm import Harm, Kind, find_harm
from extractors.languages.schema import Language
from extractors.models import Quantity
from extractors.text import Document

_LONGEST_PHRASE = 7  # words between a number and its head
_LONGEST_COMPLEMENT = 4
_LONGEST_ITEM = 9  # tokens of a number and its place in a list
_QUOTES = frozenset("\"'«»“”-")
_NAMED = (Head.PEOPLE, Head.ANYBODY)
_STOPS = (
    "prepositions", "relatives", "subordinators", "auxiliaries", "conjunctions", "adverbs", "passive", "determiners",
    "subset_before", "subset_after", "versus", "ago",
)  # fmt: skip


def view_sentence(document: Document, language: Language, tokens: range, quantities: list[Quantity]) -> SentenceView:
    """The sentence with its harm mentions, function words and counted things."""
    starts = frozenset(document.token_at(quantity.span.start) for quantity in quantities)
    counts = frozenset(document.token_at(quantity.span.start) for quantity in quantities if not quantity.article)
    view = SentenceView(document, language, tokens, find_harm(document, language, tokens, counts))
    lexicon = grammar_lexicon(language)
    for index in tokens:
        token = document.tokens[index]
        accented = document.accented(token)
        if accented:
            word = unicodedata.normalize("NFC", document.text[token.start : token.end].lower())
            view.roles[index] = dict.fromkeys(accented_roles(language).get(word, ()), index + 1)
        for match in lexicon.at(document.tokens, index, tokens.stop):
            if accented and match.value == "conjunctions":
                continue
            view.roles.setdefault(index, {}).setdefault(match.value, match.last)
            if match.value == "adverbs" and match.last > index + 1:
                view.asides.update(range(index, match.last))
    for quantity in quantities:
        counted = _read_phrase(view, quantity, starts)
        if _agrees(view, counted):
            continue
        if not quantity.article or _counts_one(view, counted):
            view.add(counted)
    return view


def _agrees(view: SentenceView, counted: Counted) -> bool:
    """Whether a word that counts by its ending is the adjective of another such word ("جنديان أميركيان")."""
    if not view.counted or view.counted[-1].end != counted.first or counted.head is not Head.UNKNOWN:
        return False
    return _named_in(view, view.counted[-1].quantity) is not None and not counted.quantity.in_digits


def _counts_one(view: SentenceView, counted: Counted) -> bool:
    """Whether an article may count a person: "a nurse", "one of them", "a dead", "a man died", no "couple"."""
    if _one_in_list(view, counted) or one_of_part(view, counted):
        return True
    head = counted.noun[-1 if view.language.grammar.head == "last" else 0] if counted.noun else counted.last
    if view.has(head, "several"):
        return False
    if counted.head is Head.HARM and counted.noun:
        people = people_lexicon(view.language).ending_at(view.document.tokens, counted.noun.stop, longest=3)
        named = people is not None and people.value in _NAMED
        return named and counted.harm is not None and counted.harm.end_as(Kind.NOUN) is None
    if counted.head is Head.HARM:
        return True
    return counted.head in (Head.PEOPLE, Head.ANAPHOR, Head.ANYBODY)


def one_of_part(view: SentenceView, counted: Counted) -> bool:
    """ "douze blessés, dont un grièvement", "dont une dans le coma": an article without noun behind a part's word."""
    if not counted.quantity.article or counted.noun or counted.head not in (Head.BARE, Head.HARM):
        return False
    first = counted.first
    if not any(view.role(start, "subset_before") == first for start in range(first - 3, first)):
        return False
    harm = view.harm_at.get(counted.last)
    return view.has(counted.last, "degrees") or (harm is not None and harm.end_as(Kind.STATE) is not None)


def _one_in_list(view: SentenceView, counted: Counted) -> bool:
    """ "deux à Gros-Morne et une à Saint-Louis": an article before a preposition, behind numbers without a noun."""
    before = view.counted[-1] if view.counted else None
    if before is None or counted.head is not Head.BARE or not view.has(counted.last, "prepositions"):
        return False
    joined = view.form(counted.first - 1) == "," or view.has(counted.first - 1, "conjunctions")
    near = counted.first - before.last <= _LONGEST_ITEM and before.head is Head.BARE
    return joined and near and view.has(before.last, "prepositions") and not view.has(counted.last, "of")


def _read_phrase(view: SentenceView, quantity: Quantity, starts: frozenset[int]) -> Counted:
    """The quantity with what it counts."""
    first, last = view.document.token_at(quantity.span.start), view.document.token_at(quantity.span.end)
    if view.language.grammar.classifiers:
        return read_classified(view, quantity, first, last)
    anaphor = view.role(last, "anaphors")
    if anaphor is not None and not _own_people(view, anaphor):
        return Counted(quantity, first, last, anaphor, Head.ANAPHOR, range(last, anaphor), partitive=True)
    own = _named_in(view, quantity)
    start, partitive = (own, False) if own is not None else _skip_to_noun(view, last)
    phrase = _Phrase(view, start, starts - {first} if own is not None else starts)
    phrase.read()
    sized = phrase.head is Head.BARE and view.has(first - 1, "of") and view.has(first - 2, "several")
    head = Head.ANYBODY if sized else phrase.head  # "a family of eight who had fled"
    return Counted(quantity, first, last, phrase.end, head, phrase.noun, phrase.harm, partitive)


def _own_people(view: SentenceView, index: int) -> bool:
    """Whether the people whose possessive ends before the token are named: "dei suoi soldati", no "dei suoi" alone."""
    people = people_lexicon(view.language)
    return view.has(index - 1, "possessives") and bool(people.at(view.document.tokens, index, view.tokens.stop))


def _named_in(view: SentenceView, quantity: Quantity) -> int | None:
    """The token of a number that itself names what it counts ("شخصان": two people), or None."""
    first = view.document.token_at(quantity.number.start)
    match = named_lexicon(view.language).longest_at(view.document.tokens, first, view.tokens.stop)
    return first if match is not None and view.document.tokens[match.last - 1].end == quantity.number.end else None


def _skip_to_noun(view: SentenceView, index: int) -> tuple[int, bool]:
    """The token after "of", determiners, "other" and quotation marks, and whether "of the" was among them."""
    partitive = False
    while index in view.tokens and index not in view.harm_at:
        of = view.role(index, "of")
        other = view.role(index, "others")
        determiner = view.role(index, "determiners") if partitive else None
        if of is not None and of in view.tokens and not view.has(of, "calendar"):  # "contro i 34 e gli 80 di giugno"
            partitive = partitive or _names_whole(view, of) or view.has(index, "determiners")
            partitive = partitive or view.language.grammar.head == "middle"  # there "of" joins parts only
            index = of
        elif other is not None and _is_noun_itself(view, index, other):
            break
        elif other is not None or determiner is not None:
            index = other or determiner or index
        elif view.language.grammar.head == "middle" and view.has(index, "possessives"):
            index += 1  # "четверо её детей"
        elif _joins_words(view, index) and (view.is_word(index + 1) or view.form(index + 1) in _QUOTES):
            index += 1
        else:
            break
    return index, partitive


def _is_noun_itself(view: SentenceView, index: int, end: int) -> bool:
    """Whether a word that may stand before a noun is the noun here: "dix-huit jeunes originaires de …"."""
    people, tokens = people_lexicon(view.language), view.document.tokens
    named = people.longest_at(tokens, index, end)
    if named is None or named.value is not Head.PEOPLE or named.last != end or end not in view.tokens:
        return False
    return people.longest_at(tokens, end, view.tokens.stop) is None and not view.has(end, "of")


def _names_whole(view: SentenceView, index: int) -> bool:
    """Whether a determiner at the token makes a known whole of what follows: no "five of a family"."""
    return view.has(index, "determiners") and view.form(index) not in view.language.numbers.articles


@dataclass
class _Phrase:
    """A noun phrase as it is read from its first word on."""

    view: SentenceView
    start: int
    starts: frozenset[int]  # tokens at which quantities begin
    head: Head = Head.BARE
    noun: range = range(0)
    harm: Harm | None = None

    @property
    def end(self) -> int:
        """The token after the phrase."""
        if self.harm is not None:
            return self.harm.first
        return self.noun.stop if self.noun else self.start

    def read(self) -> None:
        """Find the head, the complement behind it, and the harm word that closes the phrase."""
        index: int | None = self.start
        while index is not None and index in self.view.tokens and index - self.start <= _LONGEST_PHRASE:
            if index in self.starts or self._close_with_harm(index):
                break
            index = self._step(index)
        if self.harm is None and self.head in _NAMED:
            end = _after_complement(self.view, self.noun.stop, self.starts)
            self.noun = range(self.start, end)
            self._close_with_harm(end)

    def _close_with_harm(self, index: int) -> bool:
        """Whether a harm word at the token closes the phrase: "12 dead", "9 Indian peasants killed"."""
        harm = self.view.harm_at.get(index)
        if harm is None or self.head is Head.THING or not self._counts_as_noun(harm, index):
            return False
        self.harm = harm
        if harm.category is not None:
            self.head = Head.HARM
        return True

    def _counts_as_noun(self, harm: Harm, index: int) -> bool:
        if harm.first != index:
            return False
        if harm.category is None and self.head is Head.BARE and (harm.last - index > 1 or self._describes_people(harm)):
            return False
        return harm.end_as(Kind.NOUN) is not None or harm.end_as(Kind.STATE) is not None

    def _describes_people(self, harm: Harm) -> bool:
        """Whether the word is the adjective of the people behind it: "400 mobilised men were killed"."""
        if self.view.language.grammar.head != "last":
            return False
        people = people_lexicon(self.view.language)
        match = people.longest_at(self.view.document.tokens, harm.last, self.view.tokens.stop)
        return match is not None and match.value in _NAMED

    def _step(self, index: int) -> int | None:
        """Take in the word at the token; the token after it, or None where the phrase ends."""
        view = self.view
        at_harm = view.harm_at.get(index)
        if at_harm is not None and at_harm.end_as(Kind.TOLL) is not None:
            return None
        head_first = view.language.grammar.head == "first"
        match = people_lexicon(view.language).longest_at(view.document.tokens, index, view.tokens.stop)
        if self.head is Head.UNKNOWN and not self._attributes():
            return None
        closed = self.head in (*_NAMED, Head.THING) and self._closed(match.value if match else Head.UNKNOWN)
        if match is not None and not closed and not (self.head in (*_NAMED, Head.THING) and head_first):
            adjective = self.head is Head.PEOPLE and match.value is Head.ANYBODY
            self.head, self.noun = self.head if adjective else match.value, range(self.start, match.last)
            return match.last
        if _joins_words(view, index) or _abbreviates(view, index) or self._is_age(index):
            return index + 1
        if not view.is_word(index) or view.has(index, *_STOPS) or view.has(index, "weekdays"):
            return None
        if self.head in _NAMED and head_first and view.has(index, "of"):
            return None
        if self.head in (*_NAMED, Head.THING) and not head_first:
            return self._step_over_modifier(index)
        self.head = Head.UNKNOWN if self.head is Head.BARE else self.head
        self.noun = range(self.start, index + 1)
        return index + 1

    def _is_age(self, index: int) -> bool:
        """Whether digits open an adjective in front of the noun: "a 14-year-old boy"."""
        tokens = self.view.document.tokens
        if self.view.language.grammar.head != "last" or index in self.starts or not tokens[index].form.isdigit():
            return False
        return self.view.form(index + 1) == "-" and tokens[index].end == tokens[index + 1].start

    def _attributes(self) -> bool:
        """Whether all words so far may be adjectives; a noun among them is what is counted ("12 схронов боевиков")."""
        if not self.view.language.grammar.attributes:
            return True
        words = [index for index in self.noun if self.view.is_word(index)]
        return all(self.view.has(index, "attributes") for index in words)

    def _closed(self, following: Head) -> bool:
        """Whether the head takes no noun behind it but a complement: only "военных" of "12 военных объектов" does."""
        if self.view.language.grammar.head != "middle":
            return False
        if self.head is Head.THING:
            return True  # "15 складов боевиков"
        last = self.noun.stop - 1
        if following in _NAMED:
            return not self.view.has(last, "attributes")  # "12 мирных жителей"
        return following is not Head.THING or not self.view.has(last, "adjectives")

    def _step_over_modifier(self, index: int) -> int | None:
        """Take in a noun for people one or two words farther ("French special forces troops")."""
        last = self.view.language.grammar.head == "last"
        farther = _farther_head(self.view, index, self.starts) if last and self.head is Head.PEOPLE else None
        if farther is not None:
            self.noun = range(self.start, farther)
        return farther


def _joins_words(view: SentenceView, index: int) -> bool:
    """Whether the token is a quotation mark, an apostrophe or a hyphen (with a space before it, it is a dash)."""
    if view.form(index) == "-" and index - 1 in view.tokens:
        return view.document.tokens[index].start == view.document.tokens[index - 1].end
    return view.form(index) in _QUOTES


def _abbreviates(view: SentenceView, index: int) -> bool:
    """Whether the token is the full stop of an initial ("two U.S. Marines")."""
    before, stop = view.document.tokens[index - 1 : index + 1]
    return stop.form == "." and before.is_word and before.end - before.start == 1 and before.end == stop.start


def _farther_head(view: SentenceView, index: int, starts: frozenset[int]) -> int | None:
    """The token after a noun for people one or two words farther, or None."""
    people = people_lexicon(view.language)
    for ahead in (index + 1, index + 2):
        if not view.is_word(ahead - 1) or ahead - 1 in view.harm_at or ahead in starts or view.has(ahead - 1, *_STOPS):
            return None
        match = people.longest_at(view.document.tokens, ahead, view.tokens.stop) if ahead in view.tokens else None
        if match:
            return match.last if match.value is Head.PEOPLE else None
    return None


def _after_complement(view: SentenceView, index: int, starts: frozenset[int]) -> int:
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
