"""Tokens → what a pack's words for attribution say of each: looked up once, read by every rule."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from extractors.languages.schema import Language, Words
from extractors.lexicon import Lexicon, Match, phrase_parts
from extractors.marks import without_mark
from extractors.models import Span
from extractors.text import Document, Token, fold

HEADS = ("bodies", "persons", "spokesmen", "documents", "media")
VERBS = ("says", "counts", "quotes", "tells")
_INFLECTED = (*VERBS, "reacts", "holds", "impersonal")
_GRAMMAR = (
    "conjunctions",
    "of",
    "prepositions",
    "determiners",
    "relatives",
    "subordinators",
    "auxiliaries",
    "passive",
    "passive_one",
    "adverbs",
    "anaphors",
    "subject_marks",
    "topic_marks",
    "object_marks",
)
_GAP = "_"
_SHORT = 2  # letters
_LONGEST_GAP = 8
_CAPITALS = 0.6  # share of capitals from which they tell nothing


@dataclass(frozen=True)
class Wording:
    """A pack's words for attribution, ready to be looked up."""

    lexicon: Lexicon[str]
    split: Lexicon[tuple[str, str]]  # first halves of phrases with a gap: their key and second half
    participles: frozenset[str]  # forms that are nothing else, as written: "annoncé", not "annonce"
    infinitives: frozenset[str]
    head_last: bool
    bare_complements: bool  # "представитель полиции"
    capital_nouns: bool
    bare_nouns: bool
    drops_subject: bool
    verb_second: bool
    verb_first: bool
    free_order: bool
    subject: str
    inverts_few: bool
    language: Language
    abbreviations: frozenset[str]


@cache
def wording_of(language: Language) -> Wording:
    """The language's words for attribution; each phrase carries the name of its key."""
    section = language.attribution
    endings = dict(_parse_endings(line) for line in section.verb_endings)
    phrases: list[tuple[str, str]] = []
    finite: set[str] = set()
    participles: set[str] = set()
    infinitives: set[str] = set()
    for field in dataclasses.fields(section):
        words = getattr(section, field.name)
        if field.name == "verb_endings" or not isinstance(words, tuple):
            continue
        for word in words:
            forms, past, base = _inflect(word, endings) if field.name in _INFLECTED else ((word,), (), ())
            phrases += [(form, field.name) for form in (*forms, *past, *base)]
            finite.update(form.lower() for form in forms if field.name in _INFLECTED)
            participles.update(form.lower() for form in past)
            infinitives.update(form.lower() for form in base)
    for name in _GRAMMAR:
        words = getattr(language.grammar, name)
        phrases += [(word, name) for word in (words.values() if isinstance(words, Mapping) else words)]
    phrases += [(word, "people") for word in language.people.heads]
    phrases += [(word, "regions") for word in language.places.heads]
    phrases += [(word, "events") for word in language.dates.events]
    return Wording(
        lexicon=Lexicon(pair for pair in phrases if _GAP not in pair[0].split()),
        split=Lexicon(
            (first, (name, second))
            for phrase, name in phrases
            for first, gap, second in [phrase.partition(f" {_GAP} ")]
            if gap
        ),
        participles=frozenset(participles - finite),
        infinitives=frozenset(infinitives - finite),
        head_last=language.grammar.head == "last",
        bare_complements=language.grammar.head == "middle" or section.bare_owners,
        capital_nouns=section.capital_nouns,
        bare_nouns=section.bare_nouns,
        drops_subject=section.drops_subject,
        verb_second=section.verb_second,
        verb_first=section.verb_first,
        free_order=section.free_order,
        subject=section.subject,
        inverts_few=bool(section.inverts),
        language=language,
        abbreviations=frozenset(fold(word) for word in language.text.abbreviations),
    )


def _parse_endings(line: str) -> tuple[str, tuple[Words, Words, Words]]:
    """The class named before the colon: finite endings, and between bars those of participle and infinitive."""
    name, _, rest = line.partition(":")
    mark = "," if "," in rest else None
    groups = (tuple(ending.strip() for ending in part.split(mark)) for part in rest.split("|"))
    finite, past, base = (*groups, (), ())[:3]
    return name.strip(), (finite or ("",), past, base)


def _inflect(word: str, endings: Mapping[str, tuple[Words, Words, Words]]) -> tuple[Words, Words, Words]:
    """Finite forms, participles and infinitives of a verb written with its class ("affirm~er") or as "|reçu"."""
    if word.startswith("|"):
        return (), (word[1:],), ()
    stem, tilde, name = word.partition("~")
    if not tilde:
        return (word,), (), ()
    classes = endings.get(name, ((name,), (), ()))
    finite, past, base = (tuple(stem + ending for ending in group) for group in classes)
    return finite, past, base


@dataclass(frozen=True)
class Reading:
    """A document's tokens with the pack's tags for each, forwards and backwards."""

    document: Document
    wording: Wording

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The document's tokens."""
        return self.document.tokens

    @cached_property
    def _starts(self) -> tuple[dict[str, int], ...]:
        tokens = self.tokens
        found: list[dict[str, int]] = []
        for index in range(len(tokens)):
            matches = [*self.wording.lexicon.at(tokens, index), *self._unmarked_heads(index)]
            found.append({match.value: match.last for match in reversed(matches)})
            if any(name in found[-1] for name in HEADS):
                found[-1].pop("asides", None)  # "gouvernement" is no adverb in -ement
            if self.document.accented(tokens[index]):
                found[-1].pop("conjunctions", None)
            if self._begins_word(index):
                found[-1] = {name: last for name, last in found[-1].items() if last > index + 1}
        for index in range(len(tokens)):
            for match in self.wording.split.at(tokens, index):
                name, second = match.value
                last = self._behind_gap(found, match.last, second)
                if last:
                    found[index][name] = max(last, found[index].get(name, 0))
        return tuple(found)

    def _unmarked_heads(self, index: int) -> list[Match[str]]:
        """What heads the word is without the case mark glued to it: "충북도소방본부는" is a "*소방본부"."""
        token, language = self.tokens[index], self.wording.language
        bare = without_mark(language, token.form) if language.grammar.marks and token.is_word else token.form
        if bare == token.form:
            return []
        matches = self.wording.lexicon.at([Token(token.start, token.end, bare)], 0)
        return [Match(index, index + 1, match.value) for match in matches if match.value in HEADS]

    def _begins_word(self, index: int) -> bool:
        """Whether the token is the part of a word before an apostrophe: "В'ячеслав" begins with no preposition."""
        tokens = self.tokens[index : index + 3]
        if len(tokens) < 3 or tokens[1].form != "'" or not tokens[2].is_word:
            return False
        tied = tokens[0].end == tokens[1].start and tokens[1].end == tokens[2].start
        return tied and len(tokens[0].form) <= _SHORT and len(tokens[2].form) > _SHORT  # not "mission's", "he's"

    def _behind_gap(self, found: list[dict[str, int]], index: int, second: str) -> int:
        """Where the second half of a phrase ends, a few adverbs and commas between skipped; 0 if it does not follow."""
        parts = phrase_parts(second)
        start = index
        while start <= index + _LONGEST_GAP and start < len(found):
            if [token.form for token in self.tokens[start : start + len(parts)]] == parts:
                return start + len(parts)
            aside = max(found[start].get(name, 0) for name in ("asides", "adverbs", "times"))
            if not aside and self.form(start) != ",":
                return 0
            start = aside or start + 1
        return 0

    @cached_property
    def _ends(self) -> Mapping[int, Mapping[str, int]]:
        ends: dict[int, dict[str, int]] = {}
        for first, tags in enumerate(self._starts):
            for name, last in tags.items():
                ends.setdefault(last, {}).setdefault(name, first)
        return ends

    def tag(self, index: int, *names: str) -> int:
        """Where the longest phrase with one of the tags ends that begins at the token; 0 if none does."""
        tags = self.tags(index)
        return max([tags[name] for name in names if name in tags], default=0) if tags else 0

    def tags(self, index: int) -> Mapping[str, int]:
        """Every tag that begins at the token, with where it ends."""
        return self._starts[index] if 0 <= index < len(self._starts) else {}

    def tag_before(self, index: int, *names: str) -> int:
        """Where the longest phrase with one of the tags begins that ends before the token; -1 if none does."""
        tags = self._ends.get(index, {})
        return min((tags[name] for name in names if name in tags), default=-1)

    def ends_phrase(self, index: int) -> bool:
        """Whether any of the pack's words ends before the token."""
        return bool(self._ends.get(index))

    def form(self, index: int) -> str:
        """The folded token, empty outside the text."""
        return self.tokens[index].form if 0 <= index < len(self.tokens) else ""

    def glued(self, index: int) -> bool:
        """Whether nothing stands between the token and the one before it."""
        return 0 < index < len(self.tokens) and self.tokens[index].start == self.tokens[index - 1].end

    def capital(self, index: int) -> bool:
        """Whether the token has a capital that tells something: none does in text all in capitals."""
        if not 0 <= index < len(self.tokens) or not self.document.capitalised(self.tokens[index]):
            return False
        return not self.shouted[self.document.sentence_index(self.tokens[index].start)]

    def acronym(self, index: int) -> bool:
        """Whether the token is written in two or more capitals."""
        token = self.tokens[index]
        return self.capital(index) and token.end - token.start > 1 and self.text(index, index + 1).isupper()

    def opening(self, index: int) -> bool:
        """Whether the token is the first word of a sentence, quotation, bullet or entry."""
        token = self.tokens[index]
        sentence = self.document.sentences[self.document.sentence_index(token.start)]
        before = self.document.text[sentence.start : token.start].rstrip()
        return not before or not (before[-1].isalnum() or before[-1] in ",;'’)-")

    @cached_property
    def proper(self) -> frozenset[str]:
        """The words that have a capital where none begins a sentence."""
        return frozenset(
            token.form for index, token in enumerate(self.tokens) if self.capital(index) and not self.opening(index)
        )

    @cached_property
    def titled(self) -> tuple[bool, ...]:
        """For each sentence, whether it is a headline with a capital on every word."""
        return tuple(_is_titled(self.document.words(span)) for span in self.document.sentences)

    @cached_property
    def shouted(self) -> tuple[bool, ...]:
        """For each sentence, whether it is all in capitals."""
        return tuple(_is_shouted(self.document.words(span)) for span in self.document.sentences)

    def text(self, first: int, last: int) -> str:
        """The text's own words from token `first` to token `last`, not included."""
        return self.document.text[self.tokens[first].start : self.tokens[last - 1].end]

    def span(self, first: int, last: int) -> Span:
        """The characters from token `first` to token `last`, not included."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def participle(self, first: int, last: int) -> bool:
        """Whether the words are a form that cannot stand as a verb of its own."""
        return self.text(first, last).lower() in self.wording.participles

    def infinitive(self, first: int, last: int) -> bool:
        """Whether the words are a form that needs another verb before it."""
        return self.text(first, last).lower() in self.wording.infinitives

    def sentences(self) -> Iterator[tuple[int, range]]:
        """Each sentence's index with the range of its tokens."""
        return self.document.sentence_tokens()


def _is_titled(words: str) -> bool:
    long = [word for word in words.split() if word[0].isalpha() and len(word) > 4]
    return len(long) > 2 and all(word[0].isupper() for word in long)


def _is_shouted(words: str) -> bool:
    letters = [character for character in words if character.isalpha()]
    capitals = sum(character.isupper() for character in letters)
    return len(letters) > 20 and capitals > _CAPITALS * len(letters)
