"""Figures → figures with the claimant whose word they are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from extractors.attribution.asides import skip_asides
from extractors.attribution.claimants import NEVER, Cue, Mention, find_mention
from extractors.attribution.coreference import Credit, Ledger
from extractors.attribution.cues import find_cues
from extractors.attribution.layout import find_issuer, find_openers, is_bulletin, is_caption, same_line
from extractors.attribution.quotations import find_quotations
from extractors.attribution.reach import Reach
from extractors.attribution.subjects import clause_start
from extractors.languages.schema import Language
from extractors.models import Attribution, Figure
from extractors.tags import Reading, wording_of
from extractors.text import Document

_BESIDE = {"holds": 0, "gapped": 2, "bracket": 2}  # tokens between a cue that needs a number beside it and that number
_POINTING = ("says", "says-after", "counts", "agent", "sourced")
_POINTER = 3  # tokens between a pointing object and its verb
_CLAUSE = 30  # tokens before a number in which its clause may begin
_SUBJECT = 5  # tokens between a body that counts and its number
_QUOTE_MARKS = 3  # characters before a quotation that opens its sentence
_ANAPHOR = 4  # tokens at the head of a sentence among which "of them" goes on with the one before
_ANNOUNCED = 4  # tokens from a verb to the document that it announces


@dataclass(frozen=True)
class _Claim:
    cue: Cue
    credit: Credit


def assign_sources(document: Document, figures: tuple[Figure, ...], language: Language) -> tuple[Figure, ...]:
    """The figures, each with its claimant where the text names one."""
    if not figures:
        return figures
    reading = Reading(document, wording_of(language))
    done = _Scene(reading, figures).assign()
    headline = document.sentences[0].end
    if any(figure.attribution for figure in done):
        issuer = _only_claimant(document, done) if is_bulletin(reading) else None
        return tuple(
            replace(figure, attribution=figure.attribution or (issuer if figure.span.start >= headline else None))
            for figure in done
        )
    if (issuer := find_issuer(reading)) is None:
        return done
    return tuple(figure if figure.span.start < headline else replace(figure, attribution=issuer) for figure in done)


def _only_claimant(document: Document, figures: tuple[Figure, ...]) -> Attribution | None:
    """The claimant of a bulletin, where all its figures that have one have the same."""
    found = [figure.attribution for figure in figures if figure.attribution]
    names = {document.words(attribution.source).lower() for attribution in found}
    return replace(found[-1], rule="issuer") if len(names) == 1 else None


class _Scene:
    """The article's claims, sentence by sentence, and the rules that tie figures to them."""

    def __init__(self, reading: Reading, figures: tuple[Figure, ...]) -> None:
        self.reading = reading
        self.document = reading.document
        self.figures = figures
        self.counted = {self._sentence(figure) for figure in figures}
        self.numbers = [self.document.token_at(figure.quantity.number.start) for figure in figures]
        quotations = find_quotations(self.document.text)
        self.reach = Reach(reading, quotations, self.numbers)
        self.ledger = Ledger(reading, quotations)
        every = [list(self._claims(cues)) for cues in find_cues(reading)]
        self.claims = self._confirmed(every)
        self.solid = [[claim for claim in claims if claim.cue.rule not in _BESIDE] for claims in every]

    def _claims(self, cues: list[Cue]) -> Iterator[_Claim]:
        """The claims of a sentence's cues; those whose claimant is counted itself ("five residents …") make none."""
        for cue in cues:
            if _holds_number(cue.mention, self.numbers):
                continue
            credit = self.ledger.credit(cue)
            if credit:
                yield _Claim(cue, credit)

    def _confirmed(self, every: list[list[_Claim]]) -> list[list[_Claim]]:
        """The claims but those whose cue needs a number beside it and has none."""
        at = self.document.token_at
        starts = [at(figure.quantity.span.start) for figure in self.figures]
        ends = [at(figure.quantity.number.end) for figure in self.figures]
        return [[claim for claim in claims if _beside(claim.cue, starts, ends)] for claims in every]

    def assign(self) -> tuple[Figure, ...]:
        """Each figure with the claim that reaches it, or that it continues."""
        done: list[Figure] = []
        for figure in self.figures:
            sentence = self._sentence(figure)
            found = (
                self._reached(figure, sentence)
                or self._subject(figure, sentence)
                or self._quoted(figure, sentence)
                or self._pointed(sentence)
                or self._introduced(sentence)
                or self._labelled(sentence)
                or self._continued(figure, sentence, done)
                or self._impersonal(sentence, done)
            )
            done.append(_claimed(figure, found))
        return tuple(done)

    def _sentence(self, figure: Figure) -> int:
        return self.document.sentence_index(figure.quantity.number.start)

    def _start(self, sentence: int) -> int:
        """The sentence's first token, behind a conjunction that is written together with it."""
        if sentence >= len(self.document.sentences):
            return len(self.reading.tokens)
        start = self.document.token_range(self.document.sentences[sentence]).start
        return start + (bool(self.reading.tag(start, "conjunctions")) and self.reading.glued(start + 1))

    def _attribution(self, claim: _Claim, rule: str = "") -> Attribution:
        cue = self.reading.span(claim.cue.first, claim.cue.last)
        return Attribution(source=claim.credit.source, relay=claim.credit.relay, cue=cue, rule=rule or claim.cue.rule)

    # --- in its own sentence

    def _reached(self, figure: Figure, sentence: int) -> Attribution | None:
        """The claim of the figure's sentence that reaches it at the least cost."""
        claims = self.claims[sentence]
        if figure.rule == "list item" or (self._openers[sentence] >= 0 and self.solid[self._openers[sentence]]):
            # an item's head is no claimant, nor is a name before its number
            claims = [claim for claim in claims if claim.cue.rule not in ("label", "gapped")]
        index = self.reach.nearest([claim.cue for claim in claims], figure.quantity.number)
        return None if index is None else self._attribution(claims[index])

    def _subject(self, figure: Figure, sentence: int) -> Attribution | None:
        """The body that opens the figure's clause, where it is one that counts the losses of others."""
        reading = self.reading
        first = self.document.token_at(figure.quantity.span.start)
        floor = max(self._start(sentence), first - _CLAUSE)
        start = skip_asides(reading, clause_start(reading, first, floor), first)
        mention = find_mention(reading, start, first)
        if mention is None or mention.head < 0 or not reading.tag(mention.head, "counters"):
            return None
        between = range(mention.last, first)
        barred = ("relatives", "subordinators", "negations", "passive", "conjunctions")
        if not 0 < len(between) <= _SUBJECT or any(reading.tag(index, *barred) for index in between):
            return None
        cue = Cue(mention.last, mention.last + 1, mention, "subject", 0.0, NEVER)
        credit = self.ledger.credit(cue)
        return self._attribution(_Claim(cue, credit)) if credit else None

    # --- from its surroundings

    def _quoted(self, figure: Figure, sentence: int) -> Attribution | None:
        """The speaker of the quotation, named in the sentence where it ends or begins."""
        quotation = self.reach.quotation(figure.quantity.number.start)
        if quotation is None:
            return None
        closing = self.document.sentence_index(quotation.end - 1)
        opening = self.document.sentence_index(quotation.start)
        places = [closing, opening]
        if self.reading.tag(self._start(closing + 1), "reached"):
            places.append(closing + 1)  # "« Vingt morts. » Jointe par X, une enseignante …"
        if quotation.start - self.document.sentences[opening].start <= _QUOTE_MARKS:
            places.append(opening - 1)  # a quotation that opens its sentence may go on with its speaker
        starts = self.document.starts
        for index in places:
            if index == sentence or not 0 <= index < len(self.solid):
                continue
            outside = [c for c in self.solid[index] if not quotation.start <= starts[c.cue.first] < quotation.end]
            if outside:
                nearest = min(outside, key=lambda claim: abs(starts[claim.cue.left] - quotation.end))
                return self._attribution(nearest, "quotation")
        return None

    def _pointed(self, sentence: int) -> Attribution | None:
        """The claim of a sentence behind that only says who said this ("C'est ce qu'a annoncé X")."""
        for after in (sentence + 1, sentence + 2):
            if after in self.counted or after >= len(self.solid):
                return None
            points = bool(self.reading.tag(self._start(after), "pointers"))
            for claim in self.solid[after]:
                if claim.cue.rule == "signature":
                    return self._attribution(claim)
                if points or (claim.cue.rule in _POINTING and self._has_pointer(claim.cue)):
                    return self._attribution(claim, "pointer")
            if not points or self.solid[after]:
                return None
        return None

    def _has_pointer(self, cue: Cue) -> bool:
        """Whether the verb's object is what was said before ("l'ont confirmé")."""
        return any(self.reading.tag(index, "pointers") for index in range(cue.first - _POINTER, cue.first + 1))

    def _introduced(self, sentence: int) -> Attribution | None:
        """The claim of a line that ends in a colon, for the list or paragraph it opens."""
        opener = self._openers[sentence]
        claims = self.solid[opener] if opener >= 0 else []
        claims = claims or self._announced(opener if opener >= 0 else sentence)
        return self._attribution(claims[-1], "introduced") if claims else None

    def _labelled(self, sentence: int) -> Attribution | None:
        """The claimant whose name and colon open the line, where nobody else speaks in it before the sentence."""
        while same_line(self.document, sentence):
            sentence -= 1
            if claims := self.solid[sentence]:
                label = claims[-1].cue.rule == "label" and claims[-1].cue.forward < NEVER
                opens = label and not same_line(self.document, sentence)
                return self._attribution(claims[-1], "introduced") if opens else None
        return None

    def _announced(self, sentence: int) -> list[_Claim]:
        """The claims of the sentence before that only tells of a document ("X published its daily report. …")."""
        if not same_line(self.document, sentence) or sentence - 1 in self.counted:
            return []
        return [claim for claim in self.solid[sentence - 1] if self._announces(claim)]

    def _announces(self, claim: _Claim) -> bool:
        """Whether the verb's object is a document, times and places between ("published on Monday its report")."""
        stop = self.document.token_range(
            self.document.sentences[self.document.sentence_index(self.document.starts[claim.cue.last - 1])]
        ).stop
        after = skip_asides(self.reading, claim.cue.last, stop)
        places = (*range(claim.cue.last, claim.cue.last + _ANNOUNCED), *range(after, after + _ANNOUNCED))
        return any(self.reading.tag(index, "documents", "issues") for index in places)

    @cached_property
    def _openers(self) -> list[int]:
        return find_openers(self.document, self._captions, lambda index: bool(self.solid[index]), self._issues)

    def _issues(self, index: int) -> bool:
        """Whether the sentence does nothing but announce a document, whose items may stand below."""
        return index not in self.counted and any(self._announces(claim) for claim in self.solid[index])

    def _captions(self, index: int) -> bool:
        """Whether the line only names the source of what follows ("Casualties (source: civil defence)")."""
        claims = self.solid[index]
        if not claims or index in self.counted or claims[-1].cue.rule not in ("label", "according"):
            return False
        return is_caption(self.document, index)

    def _continued(self, figure: Figure, sentence: int, done: list[Figure]) -> Attribution | None:
        """The claim of the figure before, where this one is a part of it or goes on with it."""
        if not done or done[-1].attribution is None:
            return self._after_claim(sentence)
        distance = self._distance(self._sentence(done[-1]), sentence)
        goes_on = self._goes_on(figure, sentence)
        listed = figure.rule == "list item"
        if not listed and (distance > 1 or not (figure.subset or distance == 0 or goes_on)):
            return self._after_claim(sentence)
        return replace(done[-1].attribution, rule="continued")

    def _after_claim(self, sentence: int) -> Attribution | None:
        """The claim of the sentence before, where that one counts nobody harmed and this one begins "of them"."""
        before = sentence - 1
        if before in self.counted or not same_line(self.document, sentence) or not self.solid[before]:
            return None
        return self._attribution(self.solid[before][-1], "continued") if self._refers_back(sentence) else None

    def _distance(self, before: int, sentence: int) -> int:
        """How many sentences apart, but for one without number between that speaks of the count itself."""
        between = sentence - 1
        passed = sentence - before == 2 and between not in self.counted
        if passed and self.reading.tag(self._start(between), "pointers", "documents"):
            return 1
        return sentence - before

    def _goes_on(self, figure: Figure, sentence: int) -> bool:
        """Whether the sentence opens by going on with what was said, or counts others than those before."""
        start = self._start(sentence)
        if self.reading.tag(start, "continues"):
            return True
        if self._refers_back(sentence):
            return True
        number = self.document.token_range(figure.quantity.number)
        return any(self.reading.tag(index, "others") for index in range(number.start - 1, number.stop + 2))

    def _refers_back(self, sentence: int) -> bool:
        """Whether "of them" stands at the head of the sentence ("The fate of 1,542 of them is known")."""
        start = self._start(sentence)
        return any(self.reading.tag(index, "anaphors") for index in range(start, start + _ANAPHOR))

    def _impersonal(self, sentence: int, done: list[Figure]) -> Attribution | None:
        """The last claim of the sentence before, where this one reports without saying who."""
        tokens = self.document.token_range(self.document.sentences[sentence])
        if sentence == 0 or not any(self.reading.tag(index, "impersonal") for index in tokens):
            return None
        if self.solid[sentence - 1]:
            return self._attribution(self.solid[sentence - 1][-1], "impersonal")
        if not done or done[-1].attribution is None or sentence - self._sentence(done[-1]) > 1:
            return None
        return replace(done[-1].attribution, rule="impersonal")


def _claimed(figure: Figure, found: Attribution | None) -> Figure:
    """The figure with its claim; the words for the claimant are not those for the people counted."""
    if found and found.rule == "according" and figure.victims and found.source.overlaps(figure.victims):
        return replace(figure, attribution=found, victims=None)
    return replace(figure, attribution=found)


def _holds_number(mention: Mention, numbers: list[int]) -> bool:
    """Whether the claimant's words hold a number of people harmed."""
    index = bisect_left(numbers, mention.first)
    return index < len(numbers) and numbers[index] < mention.last


def _beside(cue: Cue, starts: list[int], ends: list[int]) -> bool:
    """Whether a number stands as near as the cue asks."""
    if cue.rule not in _BESIDE:
        return True
    if cue.forward < NEVER:
        after = bisect_left(starts, cue.right)
        return after < len(starts) and starts[after] - cue.right <= _BESIDE[cue.rule]
    before = bisect_right(ends, cue.left) - 1
    return before >= 0 and cue.left - ends[before] <= _BESIDE[cue.rule]
