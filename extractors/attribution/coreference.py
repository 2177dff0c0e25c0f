"""Mentions → credits: who is meant by pronouns, short forms, spokesmen and documents."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property

from extractors.attribution.asides import skip_asides
from extractors.attribution.claimants import Cue, Mention, find_mention
from extractors.attribution.subjects import with_apposition
from extractors.marks import trim_mark, without_mark
from extractors.models import Span
from extractors.tags import Reading

_LONGEST_NAME = 100  # characters of a claimant's words
_QUOTE_MARKS = 3  # characters before a quotation that opens its sentence
_MEMORY = 80  # claimants looked back over; keeps long texts linear
_FARTHEST_MAKER = 10  # tokens between a document and who made it
_DOCUMENTS_SPEAK = ("says", "says-after", "according", "counts")  # cues of which a report may be the subject
_DOUBTFUL = ("gapped", "bracket", "headline")  # claims only where a number follows at once
_PEOPLE = ("persons", "spokesmen", "name", "pronouns")


@dataclass(frozen=True)
class Credit:
    """Whose word it is, and who passed it on."""

    source: Span
    relay: Span | None
    kind: str
    first: int  # token at which the claimant is named


@dataclass
class Ledger:
    """The claimants of an article in the order in which they speak."""

    reading: Reading
    quotations: tuple[Span, ...] = ()
    known: list[tuple[Mention, Credit]] = field(default_factory=list)

    def credit(self, cue: Cue) -> Credit | None:
        """Whose word the cue's is, the full mention where the local one is a pronoun or short form."""
        mention = cue.mention
        if mention.kind == "pronouns":
            said = mention.last - mention.first > 1 and not self.reading.tag(mention.first, "relatives")
            words = self._words(mention) if said else None  # "selon la même source"
            return self._last(mention) or (
                Credit(words, None, "persons", mention.first) if words and cue.rule == "according" else None
            )
        full = self._fuller(mention)
        if full:
            self.known.append((mention, full))  # a pronoun may go on with it
            return full
        credit = self._named(mention, cue)
        if cue.relay and credit:
            relay = self._fuller(cue.relay) or self._last(cue.relay) if cue.relay.kind == "pronouns" else None
            credit = Credit(credit.source, relay.source if relay else self._words(cue.relay), credit.kind, credit.first)
        cited = self.reading.tag(cue.first, "citing") and cue.relay is None
        doubtful = cue.rule in _DOUBTFUL or cited or self._merely_has(cue) or self._nested(cue)
        if credit and not doubtful:
            self.known.append((mention, credit))
        return credit

    def _nested(self, cue: Cue) -> bool:
        """Whether another's claim tells of this one ("he said that relatives had registered …")."""
        if cue.rule not in ("says", "counts") or not self.known:
            return False
        reading = self.reading
        sentences = reading.document.sentence_index
        told = reading.tag_before(cue.mention.first, "complementizers") > 0 and cue.mention.kind != "pronouns"
        here = sentences(reading.tokens[cue.first].start)
        return told and sentences(reading.tokens[self.known[-1][0].first].start) == here

    def _merely_has(self, cue: Cue) -> bool:
        """Whether a verb of having governs no number: "soldiers had been killed" is nobody's word."""
        passive = self.reading.tag(cue.last, "passive", "passive_one", "auxiliaries")
        return cue.rule == "holds" and bool(passive or self.reading.tag(cue.first, "passive", "passive_one") > cue.last)

    def _last(self, mention: Mention) -> Credit | None:
        """The claimant that spoke last before a pronoun, or that the sentence before is about."""
        if subject := self._subject_before(mention):
            return subject
        spoken = self._spoken_before(mention)
        return spoken and spoken[1]

    def _spoken_before(self, mention: Mention) -> tuple[Mention, Credit] | None:
        """The claimant known last before a mention."""
        return next((entry for entry in reversed(self.known) if entry[0].first < mention.first), None)

    def _subject_before(self, mention: Mention) -> Credit | None:
        """The body that opens the sentence before ("Seoul's service is more guarded. It spoke of some 300 dead")."""
        reading = self.reading
        sentence = self._before_quotation(reading.document.sentence_index(reading.tokens[mention.first].start))
        if sentence <= 0:
            return None
        tokens = reading.document.token_range(reading.document.sentences[sentence - 1])
        subject = self._topic(tokens)
        if subject is None:
            return None
        spoken = self._spoken_before(mention)
        if spoken is not None and spoken[0].first >= subject.first:
            return None
        return self._fuller(subject) or Credit(self._words(subject), None, subject.kind, subject.first)

    def _before_quotation(self, sentence: int) -> int:
        """The sentence at whose head the quotation opens that this one closes; the next where words precede it."""
        document = self.reading.document
        start = document.sentences[sentence].start
        index = bisect_left(self._openings, start) - 1
        if index < 0 or self.quotations[index].end <= start:
            return sentence
        opening = document.sentence_index(self.quotations[index].start)
        leads = self.quotations[index].start - document.sentences[opening].start > _QUOTE_MARKS
        return opening + leads

    @cached_property
    def _openings(self) -> list[int]:
        return [quotation.start for quotation in self.quotations]

    def _topic(self, tokens: range) -> Mention | None:
        """The body, medium or named person that opens the sentence, words of time and place skipped."""
        reading = self.reading
        asked = reading.tag(tokens.start, "stops") > 0  # "Asked on Monday, the spokesman …"
        start = skip_asides(reading, tokens.start + asked, tokens.stop)
        start += reading.form(start) == ","
        for first in dict.fromkeys((tokens.start, start)):
            subject = find_mention(reading, first, tokens.stop)
            if subject is None:
                continue
            subject = with_apposition(reading, subject, tokens.stop)
            named = subject.kind in ("persons", "spokesmen") and subject.name is not None
            if subject.kind in ("bodies", "media") or named:
                return subject
        return None

    def _named(self, mention: Mention, cue: Cue) -> Credit | None:
        """Who the words themselves name: the maker of a document, the body of a spokesman, else the speaker."""
        points_back = mention.owner is None and self._points_back(mention)
        if mention.kind == "documents":
            maker = mention.owner or self._maker(mention)
            if maker and maker.strong and maker.kind != "pronouns":
                return self._body(maker)
            if points_back:
                return self._last(mention)
            if cue.rule not in _DOCUMENTS_SPEAK or self.reading.tag(mention.head, "labels", "amounts"):
                return None  # "le bilan fait état de": nobody's
        if mention.kind == "spokesmen" and mention.owner and mention.owner.strong:
            body = self._body(mention.owner)
            distinct = len(self._telling(mention.owner)) > 1 or self.reading.capital(mention.owner.last - 1)
            named = distinct or body.first < mention.first
            words = self._words(mention)  # "a spokesman for the army" tells more than "the army"
            return Credit(body.source if named else words, words if named else None, "spokesmen", mention.first)
        behalf = self._on_behalf(mention)
        if behalf:
            return Credit(self._body(behalf).source, self._words(mention), "spokesmen", mention.first)
        if points_back and self._own(mention) and (last := self._last(mention)):
            return last
        return Credit(self._words(mention), None, mention.kind, mention.first)

    def _body(self, mention: Mention) -> Credit:
        """The credit of a body named inside another mention, which then is known too."""
        if self._points_back(mention) and self._own(mention) and (last := self._last(mention)):
            return last
        credit = self._fuller(mention) or Credit(self._words(mention), None, mention.kind, mention.first)
        self.known.append((mention, credit))
        return credit

    def _own(self, mention: Mention) -> bool:
        """Whether a body is only the speaker's ("son équipe") or this one ("ce groupe"), not another."""
        return mention.kind == "bodies" and len(self._telling(mention)) == 1

    def _points_back(self, mention: Mention) -> bool:
        """Whether it is the last claimant's: "their statement", "the message that he sent"."""
        reading = self.reading
        if reading.tag(mention.first, "anaphoric") and mention.name is None:
            return True
        if mention.kind != "documents":
            return False
        after = range(mention.last, mention.last + 4)
        return any(reading.tag(index, "pronouns") and not reading.tag(index, "relatives") for index in after)

    def _words(self, mention: Mention) -> Span:
        """The mention's words without a case mark, cut to its name or head where they run on."""
        span = self._unmarked(self.reading.span(mention.first, mention.last))
        if span.end - span.start <= _LONGEST_NAME:
            return span
        if mention.name:
            return self.reading.span(*mention.name)
        last = mention.last
        while last > mention.first + 1 and span.end - span.start > _LONGEST_NAME:
            last -= 1
            span = self.reading.span(mention.first, last)
        return span

    def _unmarked(self, span: Span) -> Span:
        return trim_mark(self.reading.document, self.reading.wording.language, span)

    def _maker(self, mention: Mention) -> Mention | None:
        """Who made the document: "figures released by the ministry"."""
        reading = self.reading
        relative = reading.tag(mention.last, "relatives")
        giver = find_mention(reading, relative, len(reading.tokens)) if relative else None
        if giver and giver.kind in ("bodies", "persons", "spokesmen", "media") and giver.definite:
            return giver  # "selon le décompte que l'armée a donné"
        for index in range(mention.last, min(mention.last + _FARTHEST_MAKER, len(reading.tokens))):
            if reading.form(index) in ".;:,":
                return None
            last = reading.tag(index, "agents")
            if last:
                return find_mention(reading, last, len(reading.tokens), announced=True)
        return None

    def _on_behalf(self, mention: Mention) -> Mention | None:
        """The body that a person speaks for by the words behind the name."""
        reading = self.reading
        index = mention.last + (reading.form(mention.last) == ",")
        last = reading.tag(index, "on_behalf")
        if not last or mention.kind not in _PEOPLE:
            return None
        body = find_mention(reading, last, len(reading.tokens), announced=True)
        return body if body and body.strong and body.kind != "pronouns" else None

    def _fuller(self, mention: Mention) -> Credit | None:
        """The earlier, longer mention of the same claimant, if the words here are only a part of it."""
        reading = self.reading
        words = self._telling(mention)
        if not words or mention.last - mention.first > 5:
            return None
        recent = reversed(self.known[-_MEMORY:])
        earlier = [(known, credit) for known, credit in recent if known.first < mention.first]
        for known, credit in earlier:
            if words < self._telling(known) and self._same_role(mention, known, words):
                return credit
        if mention.definite and len(words) == 1 and reading.tag(mention.head, "short_forms"):
            bodies = (
                credit
                for known, credit in earlier
                if known.kind in ("bodies", "name", "media")
                and (len(self._telling(known)) > 1 or reading.acronym(known.last - 1))
            )
            return next(bodies, None)
        return None

    def _same_role(self, mention: Mention, known: Mention, words: set[str]) -> bool:
        """A short form names its head again, or the end of a person's name."""
        reading = self.reading
        if known.joint:
            return False
        if mention.name is None or mention.kind in ("bodies", "media"):
            return mention.definite and mention.head >= 0 and known.kind == mention.kind
        if known.name is None:
            return False
        return reading.form(mention.name[1] - 1) == reading.form(known.name[1] - 1)

    def _telling(self, mention: Mention) -> set[str]:
        """The words of a mention but its small ones and titles before a name."""
        reading = self.reading
        return {
            without_mark(reading.wording.language, reading.form(index))
            for index in range(mention.first, mention.last)
            if reading.tokens[index].is_word
            and not reading.tag(index, "determiners", "of", "quantifiers", "possessives")
            and not (mention.kind == "persons" and mention.name and index < mention.name[0])
        }
