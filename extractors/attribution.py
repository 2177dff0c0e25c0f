"""Figures → figures with the claimant whose word they are."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cached_property

from extractors.claimants import NEVER, Cue, Mention, find_mention
from extractors.coreference import Credit, Ledger
from extractors.cues import find_cues
from extractors.languages.schema import Language
from extractors.models import Attribution, Figure, Span
from extractors.quotations import find_quotations
from extractors.subjects import clause_start, skip_asides
from extractors.tags import Reading, wording_of
from extractors.text import Document

_REACH = 2.3  # what attributes a figure costs less
_WEIGHTS = {";": 1.2, ":": 0.2, ",": 0.05, "–": 0.1, "—": 0.1}
_CONTRAST = 1.2
_RIVAL = 1.0
_MARKS = 3
_POINTER = 3  # tokens between a pointing object and its verb
_RELATIVE = 1.0
_DEED = 2.5
_NEAREST = {"holds": 0, "gapped": 2, "bracket": 2}  # tokens between a cue that needs its number beside it and that
_ITEM = re.compile(r"[^\w\s\"'«“„(\[]|\d{1,2}[.)]\s")
_SUBJECT = 5  # tokens between a body that counts and its number
_SHORT_LINE = 100
_FOOTER = 2  # sentences in which it signs
_HEADER = 3  # sentences in which a bulletin names its issuer
_FULL_STOP = 3.0
_OUT_OF_QUOTE = 3.0


@dataclass(frozen=True)
class _Claim:
    cue: Cue
    credit: Credit


def assign_sources(document: Document, figures: tuple[Figure, ...], language: Language) -> tuple[Figure, ...]:
    """The figures, each with its claimant where the text names one."""
    if not figures:
        return figures
    scene = _Scene(Reading(document, wording_of(language)))
    return scene.assign(figures)


class _Scene:
    """The article's claims, sentence by sentence, and the rules that tie figures to them."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.document = reading.document
        self.quotations = find_quotations(self.document.text)
        ledger = self.ledger = Ledger(reading)
        self.claims: list[list[_Claim]] = []
        for cues in find_cues(reading):
            claims = [(cue, ledger.credit(cue)) for cue in cues]
            self.claims.append([_Claim(cue, credit) for cue, credit in claims if credit])
        self.solid = [[claim for claim in claims if claim.cue.rule not in _NEAREST] for claims in self.claims]

    def assign(self, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
        """Each figure with the claim that reaches it, or that it continues."""
        self._confirm(figures)
        counted = self.counted = {self._sentence(figure) for figure in figures}
        done: list[Figure] = []
        for figure in figures:
            sentence = self._sentence(figure)
            found = (
                self._reached(figure, sentence)
                or self._subject(figure, sentence)
                or self._quoted(figure, sentence)
                or self._pointed(sentence, counted)
                or self._introduced(sentence)
                or self._continued(figure, sentence, done)
                or self._impersonal(sentence)
            )
            done.append(replace(figure, attribution=found))
        return self._by_issuer(tuple(done))

    def _confirm(self, figures: tuple[Figure, ...]) -> None:
        """Drop the claims whose cue needs a number beside it and has none, and those whose claimant is counted."""
        at = self.document.token_at
        numbers = [at(figure.quantity.number.start) for figure in figures]
        starts = [at(figure.quantity.span.start) for figure in figures]
        ends = [at(figure.quantity.number.end) for figure in figures]
        for index, claims in enumerate(self.claims):
            self.claims[index] = [
                claim
                for claim in claims
                if not _counted(claim.cue.mention, numbers) and _confirmed(claim.cue, starts, ends)
            ]

    def _sentence(self, figure: Figure) -> int:
        return self.document.sentence_index(figure.quantity.number.start)

    # --- in its own sentence

    def _reached(self, figure: Figure, sentence: int) -> Attribution | None:
        """The claim of the figure's sentence that reaches it at the least cost."""
        if sentence >= len(self.claims):
            return None
        claims = self.claims[sentence]
        costs = [(self._cost(claim.cue, figure, claims), index) for index, claim in enumerate(claims)]
        cost, index = min(costs, default=(((NEVER, 0)), 0))
        return self._attribution(claims[index]) if cost[0] < _REACH else None

    def _cost(self, cue: Cue, figure: Figure, claims: list[_Claim]) -> tuple[float, int]:
        reading = self.reading
        first = self.document.token_at(figure.quantity.number.start)
        last = max(first + 1, self.document.token_at(figure.quantity.number.end))
        if first >= cue.right:
            base, left, right = cue.forward, cue.right, first
        elif last <= cue.left:
            base, left, right = cue.backward, last, cue.left
        else:
            base, left, right = min(cue.forward, cue.backward) + 0.3, first, first
        if base >= NEVER:
            return NEVER, 0
        quotation = self._quotation(figure.quantity.number.start)
        inside = quotation is not None and quotation.start <= reading.tokens[cue.first].start < quotation.end
        cost = base + self._out_of_quote(cue, quotation)
        loose = first >= cue.right and not reading.tag(cue.last, "complementizers") and cue.rule in ("says", "counts")
        for index in range(left, right):
            token = reading.tokens[index]
            if quotation and not inside and quotation.start <= token.start < quotation.end:
                continue
            cost += _WEIGHTS.get(token.form, 0.0)
            if token.form == "." and reading.glued(index) and reading.glued(index + 1):
                cost += _FULL_STOP * (not reading.form(index + 1).isdigit())
            if reading.tag(index, "contrasts"):
                cost += _CONTRAST
            if loose and reading.tag(index, "relatives") and quotation is None:
                cost += _DEED if reading.tag(cue.first, "reacts") else _RELATIVE
        rivals = [c for c in claims if left <= c.cue.left and c.cue.right <= right and c.cue is not cue]
        return cost + _RIVAL * len(rivals), right - left

    def _out_of_quote(self, cue: Cue, quotation: Span | None) -> float:
        """What it costs a speaker inside a quotation to reach out of it."""
        around = self._quotation(self.reading.tokens[cue.first].start)
        return _OUT_OF_QUOTE if around is not None and around != quotation else 0.0

    def _quotation(self, position: int) -> Span | None:
        return next((span for span in self.quotations if span.start <= position < span.end), None)

    # --- from its surroundings

    def _quoted(self, figure: Figure, sentence: int) -> Attribution | None:
        """The speaker of the quotation, named in the sentence where it ends or begins."""
        quotation = self._quotation(figure.quantity.number.start)
        if quotation is None:
            return None
        closing = self.document.sentence_index(quotation.end - 1)
        opening = self.document.sentence_index(quotation.start)
        start = self.document.sentences[opening].start
        alone = quotation.start - start <= _MARKS  # a quotation that opens its sentence may go on with its speaker
        for index in (closing, opening, opening - 1) if alone else (closing, opening):
            if index == sentence or not 0 <= index < len(self.solid):
                continue
            outside = [
                claim
                for claim in self.solid[index]
                if not quotation.start <= self.reading.tokens[claim.cue.first].start < quotation.end
            ]
            if outside:
                nearest = min(outside, key=lambda c: abs(self.reading.tokens[c.cue.left].start - quotation.end))
                return self._attribution(nearest, "quotation")
        return None

    def _pointed(self, sentence: int, counted: set[int]) -> Attribution | None:
        """The claim of a sentence behind that only says who said this ("C'est ce qu'a annoncé X")."""
        for after in (sentence + 1, sentence + 2):
            if after in counted or after >= len(self.solid):
                return None
            first = self.document.token_range(self.document.sentences[after]).start
            points = self.reading.tag(first, "pointers")
            for claim in self.solid[after]:
                if claim.cue.rule == "signature":
                    return self._attribution(claim)
                if claim.cue.rule not in ("says", "says-after", "counts", "agent", "sourced") and not points:
                    continue
                before = range(claim.cue.first - _POINTER, claim.cue.first + 1)
                if points or any(self.reading.tag(index, "pointers") for index in before):
                    return self._attribution(claim, "pointer")
            if not points or self.solid[after]:
                return None
        return None

    def _introduced(self, sentence: int) -> Attribution | None:
        """The claim of a line that ends in a colon, for the list or paragraph it opens."""
        opener = self.openers[sentence]
        claims = self.solid[opener] if opener >= 0 else []
        return self._attribution(claims[-1], "introduced") if claims else None

    @cached_property
    def openers(self) -> list[int]:
        """For each sentence, the one ending in a colon that opens its list or paragraph; -1 if there is none."""
        text, spans = self.document.text, self.document.sentences
        openers = [-1] * len(spans)
        listed = False
        for index in range(1, len(spans)):
            colon = text[spans[index - 1].end - 1] == ":" or self._captioned(index - 1)
            gap = text[spans[index - 1].end : spans[index].start]
            item = _ITEM.match(text, spans[index].start) is not None
            short = spans[index].end - spans[index].start < _SHORT_LINE and gap.count("\n") == 1
            if "\n" in gap:
                if colon:
                    openers[index], listed = index - 1, item
                elif (item and listed) or short:
                    openers[index] = openers[index - 1]
            elif openers[index - 1] >= 0 and not self.solid[index - 1]:
                openers[index] = openers[index - 1]
        return openers

    def _captioned(self, index: int) -> bool:
        """Whether a line without full stop names its source ("Casualties (source: civil defence)")."""
        text, spans = self.document.text, self.document.sentences
        alone = index > 0 and not self._same_paragraph(index)
        closed = text[spans[index].end - 1] in ".!?…"
        claims = self.claims[index]
        return (
            alone
            and not closed
            and index not in self.counted
            and bool(claims)
            and claims[-1].cue.rule in ("label", "according")
        )

    def _subject(self, figure: Figure, sentence: int) -> Attribution | None:
        """The body that opens the figure's clause, where it is one that counts the losses of others."""
        reading = self.reading
        first = self.document.token_at(figure.quantity.span.start)
        start = clause_start(reading, first, self.document.token_range(self.document.sentences[sentence]).start)
        start = skip_asides(reading, start, first)
        mention = find_mention(reading, start, first)
        if mention is None or mention.head < 0 or not reading.tag(mention.head, "counters"):
            return None
        between = range(mention.last, first)
        if not 0 < len(between) <= _SUBJECT or any(
            reading.tag(index, "relatives", "subordinators", "negations", "passive") for index in between
        ):
            return None
        credit = self.ledger.credit(Cue(mention.last, mention.last + 1, mention, "subject", 0.0, NEVER))
        if credit is None:
            return None
        return Attribution(
            source=credit.source, relay=credit.relay, cue=reading.span(mention.last, mention.last + 1), rule="subject"
        )

    def _continued(self, figure: Figure, sentence: int, done: list[Figure]) -> Attribution | None:
        """The claim of the figure before, where this one is a part of it or goes on with it."""
        if not done:
            return None
        before = done[-1]
        distance = sentence - self._sentence(before)
        if before.attribution is None or distance > 1:
            return None
        tokens = self.document.token_range(self.document.sentences[sentence])
        goes_on = bool(self.reading.tag(tokens.start, "continues")) and self._same_paragraph(sentence)
        if figure.subset or distance == 0 or goes_on:
            return replace(before.attribution, rule="continued")
        return None

    def _impersonal(self, sentence: int) -> Attribution | None:
        """The last claim of the sentence before, where this one reports without saying who."""
        tokens = self.document.token_range(self.document.sentences[sentence])
        if sentence == 0 or not self.solid[sentence - 1] or not self._same_paragraph(sentence):
            return None
        if not any(self.reading.tag(index, "impersonal") for index in tokens):
            return None
        return self._attribution(self.solid[sentence - 1][-1], "impersonal")

    def _by_issuer(self, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
        """The figures of a bulletin, whose unattributed ones are its issuer's."""
        issuer = None if any(figure.attribution for figure in figures) else self._issuer()
        if issuer is None:
            return figures
        return tuple(
            replace(figure, attribution=issuer) if figure.attribution is None and self._sentence(figure) else figure
            for figure in figures
        )

    def _issuer(self) -> Attribution | None:
        """Who issues the text, where a line at its head or foot is a body's name or names it with a kind of document."""
        reading = self.reading
        heading = [tokens for tokens in self._lines(range(_HEADER)) if tokens]
        tokens = [index for line in heading for index in line]
        if any(reading.tag(index, "agencies") for index in tokens):
            return None
        kind = next((index for index in tokens if reading.tag(index, "issues") or reading.form(index) == "|"), -1)
        count = len(self.document.sentences)
        for line in heading + self._lines(range(max(0, count - _FOOTER), count)):
            for index in line:
                mention = find_mention(reading, index, line.stop, announced=True)
                if mention is None or not (mention.kind == "bodies" or (mention.kind == "persons" and mention.name)):
                    continue
                if (kind >= 0 and line in heading) or (mention.last - mention.first) * 2 > len(line):
                    cue = reading.span(kind, kind + 1) if kind >= 0 else reading.span(mention.first, mention.last)
                    return Attribution(source=reading.span(mention.first, mention.last), cue=cue, rule="issuer")
        return None

    def _lines(self, sentences: range) -> list[range]:
        """The tokens of those sentences that are lines of their own."""
        spans = self.document.sentences
        return [
            self.document.token_range(spans[index])
            for index in sentences
            if index < len(spans)
            and (index == 0 or not self._same_paragraph(index))
            and (index + 1 == len(spans) or not self._same_paragraph(index + 1))
        ]

    def _same_paragraph(self, sentence: int) -> bool:
        spans = self.document.sentences
        return "\n" not in self.document.text[spans[sentence - 1].end : spans[sentence].start]

    def _attribution(self, claim: _Claim, rule: str = "") -> Attribution:
        cue = self.reading.span(claim.cue.first, claim.cue.last)
        return Attribution(source=claim.credit.source, relay=claim.credit.relay, cue=cue, rule=rule or claim.cue.rule)


def _counted(mention: Mention, numbers: list[int]) -> bool:
    """Whether the claimant's words hold a number of people harmed."""
    index = bisect_left(numbers, mention.first)
    return index < len(numbers) and numbers[index] < mention.last


def _confirmed(cue: Cue, starts: list[int], ends: list[int]) -> bool:
    """Whether a number stands as near as the cue asks."""
    if cue.rule not in _NEAREST:
        return True
    if cue.forward < NEVER:
        after = bisect_left(starts, cue.right)
        return after < len(starts) and starts[after] - cue.right <= _NEAREST[cue.rule]
    before = bisect_right(ends, cue.left) - 1
    return before >= 0 and cue.left - ends[before] <= _NEAREST[cue.rule]
