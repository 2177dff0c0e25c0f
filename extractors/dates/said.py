"""Figures and dated mentions → the day on which each figure was said."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import islice

from extractors.dates.calendar.points import Grain
from extractors.dates.dated import Dated, Role, by_sentence
from extractors.dates.entries import Entry
from extractors.dates.signs import Sign, Signs
from extractors.models import Figure, Span
from extractors.text import Document, Token

_Name = frozenset[str]
_LONGEST_NAME = 12  # tokens before an acronym in brackets that may be what it stands for
_TELLING = 3  # letters of a word that tells one claimant from another
_SMALL_WORD = 3  # letters of a word that an acronym may pass over
_MOST_CLAIMANTS = 30  # remembered for their other names
_NEAREST = 8  # dated statements looked at on each side for a claimant's name
_GOING_ON_WITHIN = 5  # sentences
_HEADER = 3  # sentences at the top among which an author's name and a stamp stand
_NEAR = 3  # sentences within which the same number is the same claim
_BESIDE = 3  # tokens between a figure and the day of its statement ("was 130 the day before")


def find_saying_days(
    document: Document,
    figures: Sequence[Figure],
    dated: Sequence[Dated],
    entries: Sequence[Entry | None],
    signs: Signs,
) -> tuple[date | None, ...]:
    """For each figure the day on which its claimant said so, None where the text does not tell."""
    return _SayingDays(document, figures, dated, entries, signs).find()


class _SayingDays:
    def __init__(
        self,
        document: Document,
        figures: Sequence[Figure],
        dated: Sequence[Dated],
        entries: Sequence[Entry | None],
        signs: Signs,
    ) -> None:
        self.signs = signs
        self.document = document
        self.figures = figures
        self.sentences = by_sentence(item for item in dated if item.role is Role.SAID)
        self.loose = by_sentence(item for item in dated if item.role is Role.LOOSE)
        self.quiet = signs.figures_in
        self.entries = entries
        self.retold = _retold(self.sentences)
        self.words = {
            sentence: frozenset(document.tokens[i].form for i in document.token_range(document.sentences[sentence]))
            for sentence, items in self.sentences.items()
            if any(_day(item) for item in items)
        }
        self.naming: dict[str, list[int]] = {}  # the sentences with a saying day that hold a word
        for sentence, forms in self.words.items():
            for form in forms:
                self.naming.setdefault(form, []).append(sentence)
        self.stamps = {
            item.sentence: item.mention.period.end
            for item in dated
            if item.role is Role.NONE and item.mention.explicit and item.mention.period and item.mention.period.end
        }
        self.homes = [document.sentence_index(figure.quantity.span.start) for figure in figures]
        self.nameless = {
            token
            for figure in figures
            if figure.attribution and figure.attribution.cue and signs.opens_nameless(figure.attribution.source)
            for token in document.token_range(figure.attribution.cue)
        }
        self.acronyms = {**self._initials(), **_acronyms(document.tokens, document)}
        self.cues = {
            token: name
            for figure in figures
            if figure.attribution and figure.attribution.cue and (name := self._claimant(figure))
            for token in document.token_range(figure.attribution.cue)
        }

    def find(self) -> tuple[date | None, ...]:
        here = [self._here(figure) for figure in self.figures]
        days = [_day(item) if item else self._by_entry(figure) for item, figure in zip(here, self.figures, strict=True)]
        told = [item is not None for item in here]
        past = [item is not None and id(item) in self.retold for item in here]
        days = self._beside_saying(days, told)
        days = self._carried(self._restated(days, told), told, past)
        for index, known in enumerate(told):
            if days[index] is None and not known:
                days[index] = self._named(index) or self._going_on(index)
        return tuple(self._reported_once(self._shared(days)))

    def _here(self, figure: Figure) -> Dated | None:
        """The mention beside the figure's own reporting word, else in the sentence of its claimant or its number."""
        at = figure.attribution
        spans = [span for span in (at and at.cue, at and at.source, figure.quantity.number) if span]
        home = self.document.sentence_index(figure.quantity.number.start)
        number = self.document.token_range(figure.quantity.number)
        for item in self.sentences.get(home, ()):
            if item.of_figure and 0 <= item.mention.first - number.stop < _BESIDE:
                return item
        found = [near for span in spans if (near := self._beside_span(span, figure, home))]
        first = next(iter(found), None)
        if first is None or first.sentence == home:
            return first
        # What its own sentence tells comes first, but for what is quoted from before: "31 had been told on Sunday".
        known = _day(first) or date.min
        return next((near for near in found if near.sentence == home and (_day(near) or known) >= known), first)

    def _beside_span(self, span: Span, figure: Figure, home: int) -> Dated | None:
        """The mention that tells when the claimant or the number of the span was told."""
        items = [item for item in self._in_clause(span.start) if not self._of_other(item, figure)]
        before = self.document.sentence_index(span.start)
        if not items and before < home and before not in self.quiet:
            # "The commissioner went further on Monday. « At least 184 people … », he said."
            items = [item for item in self.loose.get(before, ()) if _day(item)]
        if items and before < home:
            # The claimant goes on: with the latest of what was said, not with what is quoted from before.
            return max(items, key=lambda item: _day(item) or date.min)
        token = self.document.token_at(span.start)
        return min(items, key=lambda i: abs((i.mention.first if i.cue is None else i.cue) - token), default=None)

    def _in_clause(self, position: int) -> list[Dated]:
        """The saying days between the semicolons around the position."""
        items = self.sentences.get(self.document.sentence_index(position), [])
        if not items:
            return []
        token, tokens = self.document.token_at(position), self.document.tokens
        inside = [i for i in items if not any(t.form == ";" for t in tokens[slice(*sorted((i.mention.first, token)))])]
        return [item for item in inside if not item.of_figure] or inside

    def _of_other(self, item: Dated, figure: Figure) -> bool:
        """Whether the mention stands beside the reporting word of another claimant."""
        claimant = None if item.cue is None else self.cues.get(item.cue)
        own = self._claimant(figure)
        return claimant is not None and own is not None and not _same_name(claimant, own)

    def _by_entry(self, figure: Figure) -> date | None:
        """The day at the head of a ticker's entry, or of a statement that its author signs at the top."""
        entry = self.entries[self.document.sentence_index(figure.quantity.span.start)]
        if entry and entry.said_on:
            return entry.said_on
        if figure.attribution is None:
            return None
        line = self.document.sentence_index(figure.attribution.source.start)
        issued = figure.attribution.rule == "issuer"
        signed = (issued or line < _HEADER) and line not in self.homes
        lines = range(_HEADER) if issued else (line, line + 1)
        return next((self.stamps[at] for at in lines if signed and at in self.stamps), None)

    def _carried(self, days: Sequence[date | None], told: Sequence[bool], past: Sequence[bool]) -> list[date | None]:
        """A claimant's day holds for its other figures: those that follow, then those before."""
        found = list(days)
        for order in (range(len(found)), range(len(found) - 1, -1, -1)):
            known: dict[_Name, tuple[date, int]] = {}
            for index in order:
                name = self._claimant(self.figures[index])
                if name is None:
                    continue
                day, home = days[index], self.homes[index]
                if day is not None and not past[index]:
                    known[name] = max((day, home), known.pop(name, (day, home)))
                elif day is None and found[index] is None and not told[index]:
                    backwards = order.step < 0
                    found[index] = _known(known, name, home, backwards=backwards)
                    relay = self._relay(self.figures[index])
                    if found[index] is None and relay is not None:
                        found[index] = said = _known(known, relay, home, backwards=backwards)
                        known |= {name: (said, home)} if said else {}  # the body's other figures are of that day too
        return found

    def _relay(self, figure: Figure) -> _Name | None:
        """The telling words of the name of the person who spoke for the claimant."""
        relay = figure.attribution.relay if figure.attribution else None
        return _name(self.document, relay, self.acronyms) if relay else None

    def _beside_saying(self, days: Sequence[date | None], told: Sequence[bool]) -> list[date | None]:
        """A sentence that tells nothing but the day of a statement dates the figures of those around it."""
        found = list(days)
        quoting = {self.document.sentence_index(f.attribution.source.start) for f in self.figures if f.attribution}
        for index, home in enumerate(self.homes):
            if found[index] is not None or told[index] or self.figures[index].attribution is None:
                continue
            for near in (home - 1, home + 1):
                items = [item for item in self.sentences.get(near, ()) if id(item) not in self.retold]
                claimed = any(item.cue in self.cues for item in items) or (near > home and near in self.homes)
                if items and not claimed and near not in quoting and self._same_paragraph(home, near):
                    found[index] = _day(items[-1])
        return found

    def _same_paragraph(self, one: int, other: int) -> bool:
        first, last = sorted((one, other))
        return "\n" not in self.document.text[self.document.sentences[first].end : self.document.sentences[last].start]

    def _restated(self, days: Sequence[date | None], told: Sequence[bool]) -> list[date | None]:
        """The same number next told, near by or below the headline, is the same claim where the claimants may be."""
        found = list(days)
        for order in (range(len(found)), range(len(found) - 1, -1, -1)):
            last: dict[object, int] = {}
            for index in order:
                figure = self.figures[index]
                quantity = figure.quantity
                value = (figure.category, quantity.high if quantity.low is None else quantity.low)
                before = last.get(value)
                last[value] = index
                if before is not None and found[index] is None and figure.attribution and not told[index]:
                    found[index] = days[before] if self._may_restate(index, before) else None
        return found

    def _may_restate(self, index: int, other: int) -> bool:
        """Whether both figures may be one claim: a headline's, or that of an official who is named only then."""
        if self.homes[index] == 0:
            return True
        names = self._claimant(self.figures[index]), self._claimant(self.figures[other])
        if abs(self.homes[index] - self.homes[other]) > _NEAR or None in names:
            return False
        nameless = any(
            at and self.signs.opens_nameless(at.source)
            for at in (self.figures[index].attribution, self.figures[other].attribution)
        )
        return nameless or _same_name(*names)

    def _named(self, index: int) -> date | None:
        """The day of the nearest dated statement in whose sentence the claimant is named."""
        name = self._claimant(self.figures[index])
        if name is None:
            return None
        rarest = min((self.naming.get(word, []) for word in name), key=len)
        at = bisect_left(rarest, self.homes[index])
        near = [sentence for sentence in rarest[max(0, at - _NEAREST) : at + _NEAREST] if name <= self.words[sentence]]
        home = min(near, key=lambda sentence: abs(sentence - self.homes[index]), default=None)
        items = [] if home is None else self.sentences[home]
        items = [i for i in items if id(i) not in self.retold and not self._of_other(i, self.figures[index])]
        return max((day for item in items if (day := _day(item))), default=None)

    def _going_on(self, index: int) -> date | None:
        """The day last told, where the words say that its speaker goes on: "he added", "its spokesman"."""
        at = self.figures[index].attribution
        if at is None:
            return None
        words = [*self.document.token_range(at.cue or at.source), *self.document.token_range(at.source)]
        goes_on = any(Sign.GOING_ON in self.signs.start_at(token) for token in words)
        home = self.document.sentence_index((at.cue or at.source).start)
        for sentence in range(home, max(-1, home - _GOING_ON_WITHIN), -1):
            items = [item for item in self.sentences.get(sentence, ()) if _day(item) and id(item) not in self.retold]
            if items:
                return _day(items[-1]) if goes_on or items[-1].cue in self.nameless else None
        return None

    def _shared(self, days: list[date | None]) -> list[date | None]:
        """A part takes its whole's day, and a figure that names nobody that of the one it stands beside."""
        for index in range(1, len(days)):
            figure, apart = self.figures[index], self.homes[index] - self.homes[index - 1]
            beside = apart == 0 and figure.attribution is None
            if days[index] is None and (beside or (figure.subset and apart <= 1)):
                days[index] = days[index - 1]
        return days

    def _reported_once(self, days: list[date | None]) -> list[date | None]:
        """The one saying day of a text with one claimant, told in a sentence without numbers, holds for all he said."""
        said = {(day, home) for home, items in self.sentences.items() for item in items if (day := _day(item))}
        names = [self._claimant(figure) for figure in self.figures]
        first = next((name for name in names if name), None)
        if len(said) != 1 or any(days) or not all(name is None or _same_name(name, first) for name in names):
            return days
        day, home = said.pop()
        if home in self.homes:
            return days
        return [day if name else None for name in names]

    def _initials(self) -> dict[str, _Name]:
        """The claimants of several words under their initials: "Observatoire syrien des droits de l'homme", OSDH."""
        found: dict[str, _Name] = {}
        for source in {figure.attribution.source for figure in self.figures if figure.attribution}:
            forms = [self.document.tokens[index].form for index in self.document.token_range(source)]
            for shortest in (_SMALL_WORD + 1, _TELLING):
                words = [form for form in forms if len(form) >= shortest]
                if len(words) >= _TELLING:
                    found["".join(word[0] for word in words)] = frozenset(
                        form for form in forms if len(form) >= _TELLING
                    )
        return found

    def _claimant(self, figure: Figure) -> _Name | None:
        """The telling words of the claimant's name, an acronym's with those it stands for."""
        if figure.attribution is None:
            return None
        return _name(self.document, figure.attribution.source, self.acronyms)


def _retold(sentences: Mapping[int, Sequence[Dated]]) -> set[int]:
    """The saying days that go back behind one told before: of earlier statements, which nothing continues."""
    found: set[int] = set()
    latest = date.min
    for items in sentences.values():
        for item in items:
            day = _day(item)
            if day and day < latest:
                found.add(id(item))
            latest = max(latest, day or latest)
    return found


def _day(item: Dated) -> date | None:
    period = item.mention.period
    return period.end if period and item.mention.grain is Grain.DAY else None


def _same_name(one: _Name | None, other: _Name | None) -> bool:
    return one is not None and other is not None and (one <= other or other <= one)


def _known(known: dict[_Name, tuple[date, int]], name: _Name, home: int, *, backwards: bool) -> date | None:
    """The day of the claimant; one told later under another form of its name holds near by and at the top only."""
    if name in known:
        return known[name][0]
    latest = islice(reversed(known.items()), _MOST_CLAIMANTS)
    day, told = next((v for other, v in latest if _same_name(other, name)), (None, 0))
    return None if backwards and home >= _HEADER and told - home > _NEAR else day


def _name(document: Document, source: Span, acronyms: Mapping[str, _Name]) -> _Name | None:
    tokens = [document.tokens[i] for i in document.token_range(source) if document.tokens[i].is_word]
    forms = [token.form[: source.end - token.start] for token in tokens]  # without a case mark
    telling = {form for form in forms if len(form) >= _TELLING} or set(forms)
    telling |= {t.form for t in (document.tokens[i] for i in document.token_range(source)) if _is_acronym(document, t)}
    for form in tuple(telling):
        telling |= acronyms.get(form, frozenset())
    return frozenset(telling) or None


def _is_acronym(document: Document, token: Token) -> bool:
    words = document.text[token.start : token.end]
    return len(words) > 1 and words.isupper()


def _acronyms(tokens: Sequence[Token], document: Document) -> dict[str, _Name]:
    """Acronyms in brackets with the telling words of the name before them: "Observatoire syrien … (OSDH)"."""
    found: dict[str, _Name] = {}
    for index in range(1, len(tokens) - 2):
        if tokens[index].form != "(" or tokens[index + 2].form != ")":
            continue
        inner = tokens[index + 1]
        if not document.text[inner.start : inner.end].isupper():
            continue
        initials = iter(reversed(inner.form))
        words: set[str] = set()
        wanted = next(initials, None)
        for at in range(index - 1, max(-1, index - 1 - _LONGEST_NAME), -1):
            if wanted is None:
                break
            if tokens[at].form.startswith(wanted):
                words.add(tokens[at].form)
                wanted = next(initials, None)
        if wanted is None:
            found[inner.form] = frozenset(word for word in words if len(word) >= _TELLING)
    return found
