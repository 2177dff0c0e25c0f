"""Words near a date that tell what it is the date of: harm, an event, a reporting word, a find of bodies."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from enum import IntEnum, auto

from extractors.dates.calendar.expressions import Reading
from extractors.dates.calendar.names import Kind
from extractors.harm import Kind as HarmKind
from extractors.harm import find_harm
from extractors.languages.schema import Language
from extractors.lexicon import Lexicon
from extractors.models import Figure, Span
from extractors.tags import wording_of
from extractors.text import Document


class Sign(IntEnum):
    """What a word near a date tells of it."""

    HARM = auto()  # a number of people, or a word that they were harmed
    EVENT = auto()  # what harmed them
    RECORD = auto()  # a superlative: a stretch behind it says what it is compared with
    SAYING = auto()  # a verb that reports, whatever stands beside it
    COUNTING = auto()  # one that reports beside a number only
    DOCUMENT = auto()  # what is reported in
    SOURCE = auto()  # "according to"
    GOING_ON = auto()  # a verb of a statement that continues the one before it
    REGISTERING = auto()  # one of COUNTING that counts what happened in the time told
    STATING = auto()  # a verb that a toll stood so
    TOLL = auto()  # a noun for the number of people harmed
    FINDING = auto()
    FUTURE = auto()  # a verb of what is still to come
    BEGAN = auto()
    CONTENT = auto()  # opens what is said: "that"
    CLAUSE = auto()  # opens a clause: "when", "which"


_OF_CALENDAR = {
    Kind.BEGAN: Sign.BEGAN,
    Kind.SAYING: Sign.SAYING,
    Kind.GOING_ON: Sign.GOING_ON,
    Kind.REGISTERING: Sign.REGISTERING,
    Kind.STATING: Sign.STATING,
    Kind.EVENT: Sign.EVENT,
    Kind.RECORD: Sign.RECORD,
    Kind.FINDING: Sign.FINDING,
    Kind.FUTURE: Sign.FUTURE,
}
_OF_WORDING = {
    "says": Sign.SAYING,
    "tells": Sign.SAYING,
    "quotes": Sign.SAYING,
    "counts": Sign.COUNTING,
    "documents": Sign.DOCUMENT,
    "according": Sign.SOURCE,
    "according_after": Sign.SOURCE,
    "complementizers": Sign.CONTENT,
    "relatives": Sign.CLAUSE,
    "subordinators": Sign.CLAUSE,
}
_IN_NAMES = (Sign.EVENT, Sign.FINDING)  # "the Fire Service", "the Centre for Missing Persons"
_VERB_REACH = 2  # tokens between a reporting verb and the claimant behind it
_TOLL_WORDS = 2
_COUNT_REACH = 6  # tokens between a verb that gives a number and the number


class Signs:
    """The signs of a document, looked up sentence by sentence as dates are met."""

    def __init__(self, document: Document, reading: Reading, figures: Sequence[Figure], language: Language) -> None:
        self.document = document
        self.language = language
        self.wording = wording_of(language)
        self.verb_last = language.attribution.subject == "marked"
        self._articles = Lexicon((word, True) for word in language.numbers.articles)
        self._starts: dict[int, set[Sign]] = {}
        self._ends: dict[int, dict[Sign, int]] = {}
        self._read: set[int] = set()
        self._of_sentence: dict[int, Mapping[Sign, int]] = {}
        self.aside = reading.aside
        self.counted: set[int] = set()
        self.figures_in: set[int] = set()
        self.counts_end: set[int] = set()  # tokens behind a noun for a toll that ends with the harm
        self.speakers: set[int] = set()  # tokens behind a claimant: "보건부는 31일 …" tells when it spoke
        for figure in figures:
            tokens = document.token_range(figure.quantity.number)
            self.counted.update(tokens)
            for index in tokens:
                self._note(Sign.HARM, index, index + 1)
            self.figures_in.add(document.sentence_index(figure.quantity.span.start))
            source = figure.attribution and figure.attribution.source
            if source and self.verb_last:
                self.speakers.add(_behind_name(document, document.token_at(source.end)))
            cue = figure.attribution and figure.attribution.cue
            if source and cue and 0 <= document.token_at(source.start) - document.token_at(cue.end) <= _VERB_REACH:
                self.speakers.add(document.token_at(source.end))  # "…, said the ministry on Friday"
            if cue and (words := document.token_range(cue)) and document.tokens[words.start].is_word:
                self._note(Sign.COUNTING, words.start, words.stop)
        self.named = _names(document, reading, figures)
        for match in reading.cues:
            sign = _OF_CALENDAR.get(match.value.kind)
            if sign and not (sign in _IN_NAMES and match.first in self.named):
                self._note(sign, match.first, match.last)

    def _note(self, sign: Sign, first: int, last: int) -> None:
        self._starts.setdefault(first, set()).add(sign)
        ends = self._ends.setdefault(last, {})
        ends[sign] = min(first, ends.get(sign, first))

    def read_sentence(self, sentence: int) -> None:
        """Look up the sentence's harm and reporting words."""
        if sentence in self._read:
            return
        self._read.add(sentence)
        tokens = self.document.token_range(self.document.sentences[sentence])
        for harm in find_harm(self.document, self.language, tokens):
            if harm.category is not None and harm.first not in self.named:
                # "Bilan" alone is a toll; "the number of people killed" ends with the harm itself.
                count = all(kind is HarmKind.TOLL for kind, _ in harm.ends)
                toll = count and harm.last - harm.first <= _TOLL_WORDS
                self._note(Sign.TOLL if toll else Sign.HARM, harm.first, harm.last)
                if count and not toll:
                    self.counts_end.add(harm.last)
        for index in tokens:
            matches = self.wording.lexicon.at(self.document.tokens, index)
            helps = any(match.value in ("auxiliaries", "passive", "passive_one") for match in matches)
            for match in matches:
                sign = _OF_WORDING.get(match.value)
                if sign is Sign.COUNTING and helps and not self._counts_near(match.last):
                    continue
                if sign is Sign.COUNTING and self._is_noun(index):
                    continue  # "in 14 districts of the state on Wednesday"
                if sign:
                    self._note(sign, match.first, match.last)

    def _is_noun(self, index: int) -> bool:
        """Whether an article right before the word makes it a noun, where verbs and nouns look alike."""
        if not self.wording.head_last:
            return False
        before = self.wording.lexicon.at(self.document.tokens, index - 1) if index else []
        return any(match.value == "determiners" and match.last == index for match in before)

    def _counts_near(self, index: int) -> bool:
        return any(at in self.counted for at in range(index, index + _COUNT_REACH))

    def start_at(self, index: int) -> set[Sign]:
        """The signs that begin at the token."""
        return self._starts.get(index, set())

    def end_at(self, index: int) -> dict[Sign, int]:
        """The signs that end before the token, each with its first token."""
        return self._ends.get(index, {})

    def opens_nameless(self, source: Span) -> bool:
        """Whether the claimant is one without a name ("an official"), who is often named in the next sentence."""
        first = self.document.token_at(source.start)
        return any(
            match.last < self.document.token_at(source.end) for match in self._articles.at(self.document.tokens, first)
        )

    def of_sentence(self, sentence: int) -> Mapping[Sign, int]:
        """The signs of the sentence, each with the first token that carries it."""
        found = self._of_sentence.get(sentence)
        if found is None:
            self.read_sentence(sentence)
            tokens = self.document.token_range(self.document.sentences[sentence])
            found = {sign: index for index in reversed(tokens) for sign in self.start_at(index)}
            self._of_sentence[sentence] = found
        return found


def _names(document: Document, reading: Reading, figures: Sequence[Figure]) -> frozenset[int]:
    """The tokens of the claimants' names, whose words tell nothing of the harm; "witnesses of Friday's raid" does."""
    dates = sorted(mention.first for mention in reading.mentions)
    spans = {figure.attribution.source for figure in figures if figure.attribution}
    names = (document.token_range(span) for span in spans)
    return frozenset(
        at for name in names if bisect_left(dates, name.start) == bisect_left(dates, name.stop) for at in name
    )


def _behind_name(document: Document, index: int) -> int:
    """The token behind a name, its short form in brackets and their case mark: "중앙재난안전대책본부(중대본)는"."""
    tokens = document.tokens
    if index + 3 < len(tokens) and tokens[index].form == "(" and tokens[index + 2].form == ")":
        return index + 4 if tokens[index + 3].start == tokens[index + 2].end else index + 3
    return index
