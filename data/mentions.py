"""A claimant's words → who is named in them: sources by name, offices with their nation, and what stands about them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

from data.registry_tables import AroundTable, NationWords, Tables
from extractors.lexicon import Lexicon, Match
from extractors.text import Token, fold, tokenize

Value = TypeVar("Value")

_LONGEST_MENTION = 80  # words; longer than that it is a sentence, not somebody
_LONGEST_SPELLED = 2
_BREAKS = frozenset(",;:()[]/–—|")
_KEPT = _BREAKS | {"&", "*"}


class Named(NamedTuple):
    """What a name stands for: a source, by one of its people or by itself, and whether it must stand alone."""

    source: str
    person: bool = False
    alone: bool = False


class Role(NamedTuple):
    """What a noun says of somebody: the office, and whether it is its holder ("minister", not "ministry")."""

    key: str
    person: bool = False


class Place(NamedTuple):
    """A nation told by its name, adjective or capital."""

    nation: str
    form: str


class Spelling(NamedTuple, Generic[Value]):
    """A phrase's words as they are spelled, to ask its capitals of the text."""

    words: tuple[str, ...]
    value: Value


class Claimant(NamedTuple):
    """Words `first` to `last` (not included) that name the source with the id, by a person or an office where told."""

    first: int
    last: int
    source: str
    person: bool = False
    alone: bool = False
    role: str = ""

    def holds(self, index: int) -> bool:
        """Whether the word is one of its own."""
        return self.first <= index < self.last


def split_words(text: str, attached: Sequence[str] = ()) -> list[Token]:
    """The words of a name or mention, without hyphens, apostrophes, points and attached articles; "U.N." is one."""
    words: list[Token] = []
    for token in tokenize(fold(text)):
        if token.form == "." or not (token.form[0].isalnum() or token.form in _KEPT):
            continue
        letter = token.is_word and token.end - token.start == 1
        if letter and words and words[-1].end + 1 == token.start and _is_initials(text, words[-1]):
            words[-1] = Token(words[-1].start, token.end, words[-1].form + token.form)
        else:
            words.append(token)
    return [_without_article(word, attached) for word in words] if attached else words


def _is_initials(text: str, word: Token) -> bool:
    """Whether the word is a letter, or letters with points between, that a point follows."""
    return text[word.end] == "." and word.end - word.start == 2 * len(word.form) - 1 and word.is_word


def _without_article(word: Token, attached: Sequence[str]) -> Token:
    for article in attached:
        if word.form.startswith(article) and len(word.form) > len(article) + 1:
            return Token(word.start + len(article), word.end, word.form[len(article) :])
    return word


def spell(phrase: str, attached: Sequence[str] = ()) -> tuple[str, tuple[str, ...]]:
    """The phrase as a lexicon takes it, and its words as spelled, each with its `*`, if any."""
    words: list[str] = []
    tokens = split_words(phrase, attached)
    for i, token in enumerate(tokens):
        if token.form == "*":
            continue
        before = i > 0 and tokens[i - 1].form == "*" and tokens[i - 1].end == token.start
        after = i + 1 < len(tokens) and tokens[i + 1].form == "*" and tokens[i + 1].start == token.end
        words.append("*" * before + phrase[token.start : token.end].replace(".", "") + "*" * after)
    return fold(" ".join(words)), tuple(words)


class _Phrases(Generic[Value]):
    """Phrases with what they stand for; their capitals are asked of the text."""

    def __init__(self, phrases: Iterable[tuple[str, Value]], around: AroundTable) -> None:
        spelled = ((spell(phrase, around.attached), value) for phrase, value in phrases)
        self._lexicon: Lexicon[Spelling[Value]] = Lexicon(
            ((phrase, Spelling(words, value)) for (phrase, words), value in spelled), prefixes=around.prefixes
        )

    def at(self, mention: Mention, words: Sequence[Token], index: int) -> list[Match[Spelling[Value]]]:
        """Every phrase that begins at the word, longest first."""
        return [m for m in self._lexicon.at(words, index) if mention.is_spelled(words[m.first : m.last], m.value)]

    def find(self, mention: Mention, words: Sequence[Token]) -> list[Match[Spelling[Value]]]:
        """The phrases from left to right, the longest at each place."""
        return self._lexicon.find(words, accept=lambda m: mention.is_spelled(words[m.first : m.last], m.value))

    def has(self, word: Token) -> bool:
        """Whether the word is one of the phrases."""
        return bool(self._lexicon.at((word,), 0))


class Vocabulary:
    """What a language calls sources, offices and nations, and the words that stand about them."""

    def __init__(self, tables: Tables, names: Iterable[tuple[str, Named]], language: str) -> None:
        around = tables.around.get(language) or AroundTable(articles=(), before=(), after=(), joiners=())
        self.around = around
        self.names = _Phrases(names, around)
        self.roles = _Phrases(
            [
                (phrase, Role(key, person))
                for key, role in tables.roles.items()
                for person, table in ((False, role.words), (True, role.people))
                for phrase in table.get(language, ())
            ],
            around,
        )
        self.places = _Phrases(_places(tables.nation_words.get(language, {}).items()), around)
        self.articles = _Phrases(((w, True) for w in around.articles), around)
        self.before = _Phrases(((w, True) for w in (*around.before, *around.articles)), around)
        self.compounds = _Phrases(((w, True) for w in around.compounds), around)
        self.pointing = _Phrases(((w, True) for w in around.pointing), around)
        self.clauses = _Phrases(((w, True) for w in around.clauses), around)
        self.after = _Phrases(((w, True) for w in (*around.after, *around.articles)), around)
        self.links = _Phrases(((w, True) for w in (*around.links, *around.articles)), around)
        self.locatives = _Phrases(((w, True) for w in around.locatives), around)
        self.joiners = _Phrases(((w, True) for w in around.joiners), around)


def _places(nations: Iterable[tuple[str, NationWords]]) -> list[tuple[str, Place]]:
    return [
        (phrase, Place(nation, form))
        for nation, words in nations
        for form, phrases in (("name", words.name), ("adjective", words.adjective), ("capital", words.capital))
        for phrase in phrases
    ]


def without_articles(words: str, articles: Container[str]) -> str:
    """The words from the first that is no article on; all of them where nothing would be left."""
    first = next((word for word in split_words(words) if word.form not in articles), None)
    return words[first.start :] if first else words


class Mention:
    """A claimant's words read with a language's vocabulary; everything is found once and kept."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self.text = text
        self.vocabulary = vocabulary
        words = split_words(text, vocabulary.around.attached)
        self.words: Sequence[Token] = words if len(words) <= _LONGEST_MENTION else []
        self.shouted = len(words) > 1 and text.isupper()

    def is_spelled(self, words: Sequence[Token], spelling: Spelling[Value]) -> bool:
        """Whether the text has a capital wherever the phrase has one; a longer phrase can mean nothing else."""
        if len(words) > _LONGEST_SPELLED:
            return True
        for word, wanted in zip(words, spelling.words, strict=True):
            letters = wanted.strip("*")
            own = self.text[word.start : word.end].replace(".", "")
            own = own[-len(letters) :] if wanted.startswith("*") else own[: len(letters)]
            if any(w.isupper() and not o.isupper() for w, o in zip(letters, own, strict=False)):
                return False
        return True

    @cached_property
    def places(self) -> list[Match[Spelling[Place]]]:
        """The nations told, from left to right."""
        return self.vocabulary.places.find(self, self.words)

    @cached_property
    def _place_at(self) -> dict[int, Place]:
        return {i: m.value.value for m in self.places for i in range(m.first, m.last)}

    @cached_property
    def roles(self) -> list[Match[Role]]:
        """The offices told; a nation may stand inside ("ministère russe de la Défense")."""
        rest = [i for i in range(len(self.words)) if i not in self._place_at]
        found = self.vocabulary.roles.find(self, [self.words[i] for i in rest])
        return [Match(rest[m.first], rest[m.last - 1] + 1, m.value.value) for m in found]

    @cached_property
    def _role_words(self) -> frozenset[int]:
        return frozenset(i for m in self.roles for i in range(m.first, m.last))

    @cached_property
    def names(self) -> list[Claimant]:
        """The sources told by name, overlapping ones too."""
        found = (m for i in range(len(self.words)) for m in self.vocabulary.names.at(self, self.words, i))
        return [Claimant(m.first, m.last, *m.value.value) for m in found]

    def linked_nations(self, first: int, last: int, *, capitals: bool) -> list[Match[Spelling[Place]]]:
        """The nations inside the words, or beside them with nothing but links between; else the one they are in."""
        usable = [m for m in self.places if capitals or m.value.value.form != "capital"]
        linked = [m for m in usable if self._is_linked(m, first, last)]
        return linked or [m for m in usable if m.first > last and self._is_in(m, last)]

    def _is_in(self, place: Match[Spelling[Place]], last: int) -> bool:
        """Whether the words that end at `last` are in the place: "in Syria", or "– Gaza" and no more."""
        between = self.words[last + 1 : place.first]
        if self.is_break(last):
            return not between and (place.last == len(self.words) or self.is_break(place.last))
        return self.vocabulary.locatives.has(self.words[last]) and all(map(self.vocabulary.links.has, between))

    def _is_linked(self, place: Match[Spelling[Place]], first: int, last: int) -> bool:
        if place.first >= first and place.last <= last:
            return True
        between = self.words[place.last : first] if place.last <= first else self.words[last : place.first]
        return all(self.vocabulary.links.has(word) for word in between)

    def is_break(self, index: int) -> bool:
        """Whether the word is a comma, colon, bracket or the like."""
        return self.words[index].form in _BREAKS

    def is_name(self, index: int) -> bool:
        """Whether the word looks like a piece of a name that we do not know."""
        word = self.words[index]
        return self.text[word.start].isupper() and not self.shouted

    def is_article(self, index: int) -> bool:
        """Whether the word is a definite article."""
        return self.vocabulary.articles.has(self.words[index])

    def names_somebody(self, index: int) -> bool:
        """Whether two words that look like names stand there."""
        return all(i < len(self.words) and self.is_name(i) and not self.is_known_after(i) for i in (index, index + 1))

    def has_title(self, index: int) -> bool:
        """Whether more than articles and links stands before: "spokesman for"."""
        vocabulary = self.vocabulary
        return any(not vocabulary.links.has(w) and vocabulary.before.has(w) for w in self.words[:index])

    @cached_property
    def end(self) -> int:
        """Where a clause about the claimant begins ("who spoke on condition of anonymity"), or the mention ends."""
        clauses = self.vocabulary.clauses
        return next((i for i in range(1, len(self.words)) if clauses.has(self.words[i])), len(self.words))

    def is_joiner(self, index: int) -> bool:
        """Whether the word is an "and" that is not in a clause."""
        return index < self.end and self.vocabulary.joiners.has(self.words[index])

    def is_known_before(self, index: int) -> bool:
        """Whether the word may stand before a claimant."""
        word = self.words[index]
        vocabulary = self.vocabulary
        if vocabulary.compounds.has(word):
            return index > 0 and self.is_name(index - 1)
        return (
            self.is_told(index) or word.form.isdigit() or vocabulary.before.has(word) or vocabulary.pointing.has(word)
        )

    def is_known_after(self, index: int) -> bool:
        """Whether the word may stand after a claimant."""
        word = self.words[index]
        return self.is_told(index) or word.form.isdigit() or self.vocabulary.after.has(word)

    def is_told(self, index: int) -> bool:
        """Whether the word belongs to a nation or an office."""
        return index in self._place_at or index in self._role_words

    def is_bare(self) -> bool:
        """Whether the mention tells nothing but offices and what says nothing more about them."""
        pointing = self.vocabulary.pointing
        return all(self.says_nothing(i) and not pointing.has(self.words[i]) for i in range(self.end))

    def says_nothing(self, index: int) -> bool:
        """Whether the word may stand about any claimant."""
        return self.is_break(index) or self.is_known_before(index) or self.is_known_after(index)

    @property
    def is_nation_alone(self) -> bool:
        """Whether the mention is a country's name or capital and nothing else ("l'Arménie", "Séoul")."""
        return (
            all(i in self._place_at or self.vocabulary.articles.has(w) for i, w in enumerate(self.words))
            and len({m.value.value.nation for m in self.places}) == 1
            and all(m.value.value.form != "adjective" and self._is_whole(m) for m in self.places)
        )

    def _is_whole(self, place: Match[Spelling[Place]]) -> bool:
        """Whether the nation's name is only inflected ("Росії"), not part of a longer word ("росіяни")."""
        endings = ("", *self.vocabulary.around.endings)
        return all(
            word.form[len(wanted) - 1 :] in endings
            for word, wanted in zip(self.words[place.first : place.last], place.value.words, strict=True)
            if wanted.endswith("*")
        )
