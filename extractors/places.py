"""Figures → figures with the place of the harm, where their own sentence tells it.

A place stands behind a leading word ("in Kabul", "dans la région de Koursk"). It is the harm's where it stands in the
clause of the figure; what stands beyond the claimant or the reporting verb is where somebody spoke ("a indiqué à
Genève le porte-parole"), and where the injured are cared for is no place of harm either.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from babel import Locale

from extractors.languages.schema import Language
from extractors.lexicon import Lexicon, Match
from extractors.models import Attribution, Category, Figure, Span
from extractors.text import Document, Token, fold

_FARTHEST_AFTER = 22  # tokens between a figure and the place behind it
_FARTHEST_BEFORE = 16  # tokens between a place and the figure behind it
_FARTHEST_SHARED = 12  # tokens between a figure and the next, whose place is its own, too
_PART_BESIDE = 2  # tokens between the number of a part and its own place
_LONGEST_NAME = 7
_UNIONS = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})  # codes of CLDR that are no country's
_LEADS = ("lead", "bare", "fused")
_TOLD_TOGETHER = 3  # attributions that may share words
_FARTHEST_CUE = 60  # characters between a claimant and the verb
_CLAUSE_ENDS = frozenset(".;:!?")
_APOSTROPHES = frozenset("'’")
_JOINS = frozenset("-'’")
_Role = str  # "lead", "bare", "fused", "head", "name", "join", "not", "care", "moved"


@dataclass(frozen=True, slots=True)
class _Place:
    """A place that the sentence names: the words, the token behind them, and what stands before: "care", "moved"."""

    span: Span
    last: int
    reached: _Role | None = None


def assign_places(document: Document, figures: tuple[Figure, ...], language: Language) -> tuple[Figure, ...]:
    """The figures, with their claimants, each with the nearest place of its clause or of a figure told beside it."""
    if not figures or not language.places.leads:
        return figures
    finder = _Finder(document, figures, language)
    sentences: dict[int, list[Figure]] = {}
    for figure in figures:
        sentences.setdefault(document.sentence_index(figure.span.start), []).append(figure)
    return tuple(figure for index, group in sentences.items() for figure in finder.placed(index, group))


@cache
def place_lexicon(language: Language) -> Lexicon[_Role]:
    """The pack's words around places, each with its role."""
    places, dates, attribution = language.places, language.dates, language.attribution
    calendar = (*dates.weekdays, *dates.months, *dates.weekdays_short, *dates.months_short)
    return Lexicon(
        [
            *((word, "lead") for word in places.leads),
            *((word, "bare") for word in places.bare_leads),
            *((word, "fused") for word in places.fused_leads),
            *((word, "head") for word in places.heads),
            *((word, "name") for word in (*places.names, *_countries(language.code))),
            *((word, "join") for word in places.joins),
            *((word, "care") for word in places.care),
            *((word, "moved") for word in places.moved),
            *((word, "not") for word in (*places.not_places, *attribution.agencies, *attribution.media)),
            *((word, "not") for words in calendar for word in words),
        ]
    )


def _countries(code: str) -> list[str]:
    """The names of countries in a language (Unicode CLDR), without what stands in brackets beside them."""
    territories = Locale.parse(code).territories
    return [
        name.partition("(")[0] for region, name in territories.items() if region.isalpha() and region not in _UNIONS
    ]


def _spoken(attribution: Attribution) -> Span:
    """The claimant's words with what stands between them and the reporting verb: "the UN office in Geneva, said"."""
    source, cue = attribution.source, attribution.cue
    if cue is None or max(cue.start - source.end, source.start - cue.end) > _FARTHEST_CUE:
        return source
    return Span(min(source.start, cue.start), max(source.end, cue.end))


class _Finder:
    """Finds the places that a document names and the figures that each belongs to."""

    def __init__(self, document: Document, figures: tuple[Figure, ...], language: Language) -> None:
        self.document = document
        self.lexicon = place_lexicon(language)
        self.bare_names = language.attribution.bare_owners
        self.particles = {fold(word) for word in language.attribution.particles}
        self.capital_nouns = language.attribution.capital_nouns
        self.spoken = sorted({_spoken(figure.attribution) for figure in figures if figure.attribution})
        self.caseless = False  # whether the sentence at hand tells no name by its capital
        # A word that the text writes small elsewhere is no name, for all its capital in a headline.
        self.small = {token.form for token in document.tokens if token.is_word and not document.capitalised(token)}

    def placed(self, sentence: int, figures: Sequence[Figure]) -> list[Figure]:
        """The figures of one sentence with their places."""
        words = self.document.sentences[sentence]
        self.caseless = not any(letter.islower() for letter in words.of(self.document.text))
        names = self._named(self.document.token_range(words))
        if not names:
            return list(figures)
        placed: list[Figure] = []
        for index, figure in enumerate(figures):
            start = figures[index - 1].span.end if index else words.start
            stop = figures[index + 1].span.start if index + 1 < len(figures) else words.end
            placed.append(replace(figure, place=self._own(figure, names, start, stop)))
        return self._shared(placed)

    def _named(self, tokens: range) -> list[_Place]:
        """The places that the sentence names, in order."""
        places: list[_Place] = []
        reached: _Role | None = None
        since = index = tokens.start
        while index < tokens.stop:
            match = self.lexicon.longest_at(self.document.tokens, index, tokens.stop)
            role = match.value if match else ""
            if match and role in ("care", "moved"):
                reached, since = role, index
            place = self._place(match, tokens.stop) if match and role in _LEADS else None
            if place:
                places.append(replace(place, reached=reached if index - since < _LONGEST_NAME else None))
            index = place.last if place else match.last if match else index + 1
        return places

    def _place(self, lead: Match[_Role], stop: int) -> _Place | None:
        """The place whose name begins behind a leading word, or None."""
        tokens = self.document.tokens
        first = lead.last
        article = self._at(first, "join")
        if article and (lead.value != "bare" or self._at(article, "head")):
            first = article
        sure = not self.capital_nouns or (lead.value != "fused" and not article)
        last, kinds = first, {"capital"} if sure else set()
        while last < min(stop, first + _LONGEST_NAME) and (part := self._part(last, kinds)):
            last, kind = part
            kinds |= {kind, "capital"}
        while last > first and (tokens[last - 1].form in _JOINS or self._at(last - 1, "join", last)):
            last -= 1
        return _Place(Span(tokens[first].start, tokens[last - 1].end), last) if "name" in kinds else None

    def _part(self, index: int, kinds: set[_Role]) -> tuple[int, _Role] | None:
        """The next part of a place's name, behind parts of these kinds: the token behind it and its kind, or None.

        "capital" is among the kinds where a capital makes a name of a word.
        """
        document, token = self.document, self.document.tokens[index]
        matches = {match.value: match.last for match in reversed(self.lexicon.at(document.tokens, index))}
        named = "name" in kinds
        if "name" in matches and (self.caseless or document.capitalised(token)):
            return matches["name"], "name"
        if "not" in matches:
            return None
        if "head" in matches and not self._opens_name(token):
            return matches["head"], "head"
        if "join" in matches and (named or "head" in kinds):
            return matches["join"], "join"
        if ("capital" in kinds and self._is_name(token)) or (named and self._hangs(index)):
            return index + 1, "name"
        if "head" in kinds and not named and self._unmarked(index):
            return self._whole_word(index), "name"
        return (index + 1, "join") if named and token.form in _JOINS else None

    def _at(self, index: int, role: _Role, stop: int | None = None) -> int:
        """The token behind the word of that role at the token; 0 where there is none."""
        matches = self.lexicon.at(self.document.tokens, index, stop)
        return next((match.last for match in matches if match.value == role), 0)

    def _whole_word(self, index: int) -> int:
        """The token behind the word, with what was cut from its front ("بعقوبة" is no "ب")."""
        tokens = self.document.tokens
        last = index + 1
        while last < len(tokens) and tokens[last].is_word and tokens[last].start == tokens[last - 1].end:
            last += 1
        return last

    def _is_name(self, token: Token) -> bool:
        """Whether it is a word of a name: with a capital, never written small, longer than a letter."""
        if self.caseless or not token.is_word:
            return False
        behind = self.document.text[token.end : token.end + 2]
        article = behind[:1] == "-" and behind[1:].isupper() and token.form in self.particles  # "el-Facher"
        if article or self._opens_name(token):
            return True
        long = len(token.form) > 1 or behind[:1] in _APOSTROPHES  # "M'sila"
        return long and self.document.capitalised(token) and token.form not in self.small

    def _opens_name(self, token: Token) -> bool:
        """Whether a hyphen makes a word with a capital the first of a name: "Port-au-Prince", "Nord-Kivu"."""
        return not self.caseless and self.document.capitalised(token) and self.document.text.startswith("-", token.end)

    def _unmarked(self, index: int) -> bool:
        """Whether a word behind the noun for a place is its name, where no capital tells: "في مدينة رفح"."""
        return self.caseless and self.bare_names and self.document.tokens[index].is_word

    def _hangs(self, index: int) -> bool:
        """Whether the word hangs on the one before it: "Port-au-Prince", "M'sila"."""
        before, joint, token = self.document.tokens[index - 2 : index + 1]
        joined = joint.form in _JOINS and before.end == joint.start and joint.end == token.start
        return joined and token.is_word and len(token.form) > 1

    def _own(self, figure: Figure, names: Sequence[_Place], start: int, stop: int) -> Span | None:
        """The nearest place of the figure's clause: behind it, else before it; between its neighbours' numbers."""
        behind = max(figure.span.end, figure.victims.end if figure.victims else 0)
        after = bisect_left(names, behind, key=lambda place: place.span.start)
        if after < len(names) and names[after].span.start < stop:
            place = names[after]
            if self._together(behind, place.span.start, _FARTHEST_AFTER):
                return None if self._elsewhere(figure, place) else place.span
        before = bisect_left(names, figure.span.start, key=lambda place: place.span.start) - 1
        if before >= 0 and start <= names[before].span.end:
            place = names[before]
            if self._together(place.span.end, figure.span.start, _FARTHEST_BEFORE):
                return None if self._elsewhere(figure, place) else place.span
        return None

    def _together(self, start: int, stop: int, farthest: int) -> bool:
        """Whether two positions stand near each other in one clause, with nobody's speaking between them."""
        first, last = self.document.token_at(start), self.document.token_at(stop)
        if last - first > farthest or any(token.form in _CLAUSE_ENDS for token in self.document.tokens[first:last]):
            return False
        return not self._anybody_speaks(Span(start, max(start, stop)))

    def _anybody_speaks(self, span: Span) -> bool:
        """Whether a claimant or reporting verb stands there."""
        following = bisect_left(self.spoken, span.end, key=lambda told: told.start)
        return any(told.end > span.start for told in self.spoken[max(0, following - _TOLD_TOGETHER) : following])

    def _elsewhere(self, figure: Figure, place: _Place) -> bool:
        """Whether it is where somebody speaks, or where the injured were brought."""
        return (
            self._anybody_speaks(place.span)
            or place.reached == "moved"
            or (place.reached == "care" and figure.category is Category.INJURED)
        )

    def _shared(self, figures: list[Figure]) -> list[Figure]:
        """The figures with the place of the one told beside them: "4 killed and 12 wounded in Kabul"."""
        for index in range(len(figures) - 2, -1, -1):
            figure, following = figures[index], figures[index + 1]
            if figure.place is None and self._shares(figure, following):
                figures[index] = replace(figure, place=following.place)
        for index in range(1, len(figures)):
            before, figure = figures[index - 1], figures[index]
            part = figure.subset or not before.subset  # a whole told behind its part is not where the part is
            if part and figure.place is None and self._together(before.span.end, figure.span.start, _FARTHEST_SHARED):
                figures[index] = replace(figure, place=before.place)
        return figures

    def _shares(self, figure: Figure, following: Figure) -> bool:
        """Whether the place behind the next figure is this one's, too: not where only a part of them was."""
        place = following.place
        if place is None or place.start < following.span.start:
            return False
        gap = self.document.token_at(place.start) - self.document.token_at(following.span.end)
        if following.subset and not figure.subset and gap <= _PART_BESIDE:
            return False  # "120 dead, 86 of them in Rieti"
        return self._together(figure.span.end, following.span.start, _FARTHEST_SHARED)
