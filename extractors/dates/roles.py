"""Mentions of days → what each is the day of: the harm, the saying, or neither."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from extractors.dates.calendar.expressions import Reading
from extractors.dates.calendar.mentions import Mention, Sense, never
from extractors.dates.calendar.points import Grain
from extractors.dates.dated import Dated, Role
from extractors.dates.events import LEAD_SENTENCES
from extractors.dates.signs import Sign, Signs
from extractors.dates.stamp import sentence_opening, stamps, stands_in_credits
from extractors.dates.told import ToldDays
from extractors.text import Document

_HARD = frozenset(';:()[]"«»“”—–|')
_CLAUSE_ENDS = ("", ",", ".", ";", ")", "»")
_CLOSING = frozenset("»”")
_QUOTES = frozenset('"«»“”')
_BESIDE_ONLY = (Sign.COUNTING, Sign.DOCUMENT, Sign.STATING, Sign.TOLL)
_SAYING = (Sign.SAYING, Sign.SOURCE, *_BESIDE_ONLY)
_REACH_BACK = 10  # tokens from a word to the day behind it
_REACH_AHEAD = 18  # tokens from a day that opens its sentence to the reporting word
_REACH_ADJACENT = 2
_REACH_AFTER = 12  # tokens from "two days after" to the word for the event
_REACH_NUMBER = 6  # tokens of a figure's words between its number and a day behind them
_BEGAN_REACH = 9
_BEGAN_AHEAD = 5  # the same, where the verb stands last
_MODIFIER_REACH = 6  # "Friday's magnitude 7.7 earthquake"
_OPENING_COMMAS = 3
_BEFORE_COUNT = frozenset("(:–—")
_COUNT_REACH = 4
_FRONT = 3  # tokens before a date that still opens its sentence


class _RoleFinder:
    """Classifies the mentions of one document in text order, for the day told before resolves the next."""

    def __init__(self, document: Document, signs: Signs, published_at: date | None) -> None:
        self.document = document
        self.tokens = document.tokens
        self.signs = signs
        self.published_at = published_at
        self.told = ToldDays(published_at)

    def find(self, mentions: Iterable[Mention]) -> tuple[Dated, ...]:
        found: list[Dated] = []
        for mention in mentions:
            dated = self._dated(mention)
            if self._dates_clause(dated):
                found.append(replace(dated, mention=replace(dated.mention, sense=Sense.ON), ahead=True))
            if mention.since is not None and dated.role is Role.SAID:
                found.append(replace(dated, mention=never(mention.since, "since_untold"), role=Role.HARM, cue=None))
            found.append(self.told.resolve(dated))
        return tuple(found)

    def _dated(self, mention: Mention) -> Dated:
        start = self.tokens[mention.first].start
        sentence = self.document.sentence_index(start)
        self.signs.read_sentence(sentence)
        span = self.document.token_range(self.document.sentences[sentence])
        span = range(min(sentence_opening(self.document, span), mention.first), span.stop)
        opens = self._opens(mention.first, span.start)
        alone = sentence not in self.signs.figures_in
        credit = alone and stands_in_credits(self.document, self.signs.language, mention)
        if mention.heads_line or credit or stamps(self.document, mention, alone=alone):
            return Dated(mention, sentence, Role.NONE)
        if mention.rule == "after":  # "two days after the quake": of the article's own event, told at its top
            tells = sentence < LEAD_SENTENCES and self._event_follows(mention, span)
            return Dated(mention, sentence, Role.HARM if tells else Role.NONE, None, tells, opens=opens)
        if mention.sense is Sense.ON and self._began(mention, span.start):
            mention = replace(mention, sense=Sense.SINCE)
        told = self._role(mention, span, opens=opens)
        role, cue, event = told or self._by_sentence(mention, span)
        if role is Role.LOOSE and sentence in self.signs.figures_in:
            role = Role.HARM
        if mention.since is not None and role is Role.SAID and self._declared(mention, cue):
            role, cue = Role.HARM, None
        if mention.since is not None and role is not Role.SAID:
            mention = replace(mention, sense=Sense.SINCE, first=mention.since)
            opens = self._opens(mention.first, span.start)
        bounded = mention.sense in (Sense.SINCE, Sense.UNTIL) or mention.to_now
        if bounded and self._compares(mention, span.start):
            follows = self._clause_follows(mention.last, span.stop) or self._count_follows(mention.last, span.stop)
            of_clause = Role.HARM if follows else Role.NONE
            return Dated(replace(mention, sense=Sense.ON), sentence, of_clause, ahead=True)
        if mention.by and not event and sentence in self.signs.figures_in:
            role, cue = (Role.SAID, mention.last) if mention.grain is Grain.DAY else (Role.NONE, None)
        of_figure = role is Role.SAID and mention.first - 1 in self.signs.counted
        names = event and self._modifies_event(mention, span.start)
        weak = told is None and role in (Role.HARM, Role.LOOSE)
        return Dated(mention, sentence, role, cue, event, names, opens, of_figure, weak)

    def _event_follows(self, mention: Mention, span: range) -> bool:
        """Whether a word for an event or for harm stands in the clause behind the mention."""
        for at in range(mention.last, min(span.stop, mention.last + _REACH_AFTER)):
            if self.signs.start_at(at) & {Sign.EVENT, Sign.HARM}:
                return True
            if self._form(at) == "," or self._form(at) in _HARD:
                return False
        return False

    def _declared(self, mention: Mention, cue: int | None) -> bool:
        """Whether the reporting word belongs to the clause that tells since when: "since the epidemic was declared"."""
        start = mention.since or 0
        within = cue is not None and start < cue < mention.first
        return within and not any(self._form(at) == "," for at in range(start, mention.first))

    def _opens(self, index: int, start: int) -> bool:
        """Whether the date stands at the front of its sentence or clause: "In Seoul on Thursday, …"."""
        if self._form(index - 1) in ";:" or self._joins_clause(index - 1):
            return True
        before = range(start, index)
        return len(before) <= _FRONT and not any(
            self._form(at) == "," or self.signs.start_at(at) & {Sign.HARM, Sign.EVENT} for at in before
        )

    def _joins_clause(self, index: int) -> bool:
        """Whether a conjunction behind a comma stands at the token: "…, and on Monday the ministry said …"."""
        matches = self.signs.wording.lexicon.at(self.tokens, index) if index > 0 else []
        joins = any(match.value == "conjunctions" and match.last == index + 1 for match in matches)
        return joins and self._form(index - 1) in (",", ";")

    def _role(self, mention: Mention, span: range, *, opens: bool) -> tuple[Role, int | None, bool] | None:
        """The role, the reporting word, and whether an event's word stands beside; None where no word near tells."""
        if mention.sense is Sense.ON and mention.grain is Grain.DAY and self._of_statement(mention):
            return Role.SAID, mention.first, False
        if self._modifies_event(mention, span.start):
            return Role.HARM, None, True
        if mention.grain is Grain.YEAR and Sign.HARM in self.signs.start_at(mention.first):
            return Role.HARM, None, False  # "starben im vergangenen Jahr", the verb read as leading to the year
        looks = [self._behind(mention, span.start), self._ahead(mention, span, opens=opens)]
        if mention.rule == "told_part" and self._form(mention.first - 1) == ",":
            looks = [self._ahead(mention, span, opens=True)]  # "…, in the evening the mayor spoke of 68 dead"
        found = (self._told_by(mention, *look) for look in looks if look)
        return next((told for told in found if told), None)

    def _told_by(self, mention: Mention, sign: Sign, at: int) -> tuple[Role, int | None, bool] | None:
        """What a telling word near the mention makes of it."""
        if sign is Sign.FUTURE or (sign is Sign.FINDING and mention.grain is Grain.DAY):
            return Role.NONE, None, False
        if sign in (Sign.HARM, Sign.EVENT):
            return Role.HARM, None, sign is Sign.EVENT
        if sign is Sign.SAYING and mention.sense is Sense.UNTIL and mention.grain is Grain.DAY:
            # "It took them until Saturday to speak of 79 dead."
            near = 0 <= at - mention.last <= _REACH_ADJACENT and self._form(mention.last) != ","
            return (Role.SAID, at, False) if near else None
        if sign not in _SAYING or not self._sayable(mention) or (mention.covered and sign is not Sign.DOCUMENT):
            return None  # as in "the breakdown for Thursday, as given by the army"
        beside = -1 <= mention.first - at - 1 <= _REACH_ADJACENT or 0 <= at - mention.last <= _REACH_ADJACENT
        return (Role.SAID, at, False) if beside or mention.grain in (Grain.DAY, Grain.MONTH) else None

    def _sayable(self, mention: Mention) -> bool:
        """Whether something may be said in the days meant."""
        now = mention.rule == "relative_day" and mention.period is not None and mention.period.end == self.published_at
        short = mention.grain is not Grain.STRETCH or mention.rule in ("calendar_unit", "night")
        return (mention.sense is Sense.ON or now) and short

    def _of_statement(self, mention: Mention) -> bool:
        """Whether a claimant stands right before the day, or a document right behind it: "전날 집계에서"."""
        told_before = mention.told is not None and mention.told < 0
        spoken = mention.first in self.signs.speakers and not (told_before and self.signs.verb_last)
        reporting = self.signs.start_at(mention.last) & {Sign.DOCUMENT, Sign.SAYING, Sign.COUNTING}
        return spoken or (self.signs.verb_last and bool(reporting))

    def _by_sentence(self, mention: Mention, span: range) -> tuple[Role, int | None, bool]:
        """What the rest of the sentence tells, where nothing stands near."""
        signs = self.signs.of_sentence(self.document.sentence_index(self.tokens[span.start].start))
        if Sign.HARM in signs or Sign.EVENT in signs:
            return Role.HARM, None, False
        if Sign.SAYING in signs and self._sayable(mention) and mention.grain is Grain.DAY:
            return Role.SAID, signs[Sign.SAYING], False
        return Role.LOOSE, None, False

    def _form(self, index: int) -> str:
        return self.tokens[index].form if 0 <= index < len(self.tokens) else ""

    def _modifies_event(self, mention: Mention, start: int) -> bool:
        """Whether an event's word stands right before the mention or right behind it ("Friday's attack")."""
        if mention.first > start and Sign.EVENT in self.signs.end_at(mention.first):
            return True
        if self._form(mention.first - 1) == "," and Sign.EVENT in self.signs.end_at(mention.first - 1):
            return True
        after, reach = mention.last, 1
        if self._form(after) == "'" and self._form(after + 1) == "s":
            after, reach = after + 2, _MODIFIER_REACH
        return any(Sign.EVENT in self.signs.start_at(at) for at in range(after, after + reach))

    def _behind(self, mention: Mention, start: int) -> tuple[Sign, int] | None:
        """The nearest telling word before the mention in its clause."""
        at = mention.first + 1
        while at > max(start, mention.first - _REACH_BACK) + 1:
            at -= 1
            if at == mention.first and mention.grain is Grain.DAY and self._valued(mention, at):
                return Sign.TOLL, at - 1
            if found := self._ending(mention, at, start):
                return found
            form = self._form(at - 1)
            if form == "," and self._form(at - 3) == ",":
                at -= 2  # "parlait, elle, jeudi de …"
            elif form in _CLOSING and at == mention.first:
                continue  # "« 700 tués » entre dimanche et jeudi"
            elif self._encloses_word(at - 1):
                continue
            elif self._stops(mention, at):
                return None
        return None

    def _stops(self, mention: Mention, at: int) -> bool:
        """Whether the clause of the mention begins at the token."""
        form = self._form(at - 1)
        if form in _HARD or (form == "," and at < mention.first):
            return True
        # "Le total ne fut arrêté qu'en juillet": no clause is opened where the date is all that follows.
        only = at == mention.first and self._form(mention.last) in _CLAUSE_ENDS
        return Sign.CONTENT in self.signs.end_at(at) and not only

    def _ending(self, mention: Mention, at: int, start: int) -> tuple[Sign, int] | None:
        """What the word that ends before the token tells of the mention behind it."""
        ends = self.signs.end_at(at)
        gap = mention.first - at
        short = mention.grain in (Grain.DAY, Grain.MONTH)
        if Sign.HARM in ends:
            return self._stated(mention, at, start) if short and gap == 0 else (Sign.HARM, at)
        for sign in (Sign.EVENT, Sign.FINDING, Sign.SAYING, Sign.SOURCE, Sign.FUTURE):
            if sign in ends and (sign is not Sign.FINDING or gap <= _REACH_ADJACENT):
                return sign, ends[sign]
        if Sign.COUNTING in ends and Sign.EVENT in self.signs.end_at(ends[Sign.COUNTING]):
            return Sign.EVENT, ends[Sign.COUNTING] - 1  # "la bataille livrée mardi"
        for sign in _BESIDE_ONLY:
            if sign in ends and gap <= _REACH_ADJACENT and short and not self._registers(mention, ends[sign]):
                return sign, ends[sign]
        return None

    def _valued(self, mention: Mention, index: int) -> bool:
        """Whether the day parts a toll from its number: "die Zahl der Toten am Montag auf 158 …"."""
        return index in self.signs.counts_end and mention.last + 1 in self.signs.counted

    def _registers(self, mention: Mention, index: int) -> bool:
        """Whether a month is that of what was counted, not of the count: "recorded 221 deaths in January"."""
        return mention.grain is not Grain.DAY and Sign.REGISTERING in self.signs.start_at(index)

    def _stated(self, mention: Mention, index: int, start: int) -> tuple[Sign, int]:
        """A toll's number right before the day: "stood at 130 the day before" tells when it was stated."""
        number = next((at for at in range(index - 1, index - _REACH_NUMBER, -1) if at in self.signs.counted), None)
        if number is not None:
            reach = _REACH_AHEAD if number == index - 1 else _REACH_NUMBER
            for at in range(number, max(start - 1, number - reach), -1):
                signs = self.signs.start_at(at)
                if self._form(at) in _HARD - _QUOTES:
                    break
                counting = Sign.COUNTING in signs and number == index - 1 and mention.grain is Grain.DAY
                if Sign.STATING in signs or counting:
                    return Sign.STATING, at
        return Sign.HARM, index

    def _ahead(self, mention: Mention, span: range, *, opens: bool) -> tuple[Sign, int] | None:
        """The nearest telling word behind the mention: a far one only where the mention opens its sentence."""
        commas = _OPENING_COMMAS if opens else self._form(mention.first - 1) == ","
        reach = _REACH_AHEAD if opens else _REACH_ADJACENT
        for at in range(mention.last, min(span.stop, mention.last + reach + 1)):
            if found := self._starting(mention, at):
                return found
            form = self._form(at)
            commas -= form == ","
            if (form in _HARD - _QUOTES and not self._encloses_word(at)) or commas < 0:
                return None
        return None

    def _starting(self, mention: Mention, at: int) -> tuple[Sign, int] | None:
        """What the word that begins at the token tells of the mention before it."""
        starts = self.signs.start_at(at)
        short = mention.grain in (Grain.DAY, Grain.MONTH)
        for sign in (Sign.HARM, Sign.EVENT, Sign.SAYING):
            if sign in starts and (sign is Sign.SAYING or at not in self.signs.aside):
                stated = sign is Sign.HARM and short and Sign.STATING in self.signs.start_at(at + 1)
                return (Sign.STATING, at + 1) if stated else (sign, at)  # "the dead stood at 128"
        if Sign.FINDING in starts and at - mention.last <= 1:
            return Sign.FINDING, at
        if short and not self._registers(mention, at):
            return next(((sign, at) for sign in (Sign.COUNTING, Sign.STATING, Sign.TOLL) if sign in starts), None)
        return None

    def _encloses_word(self, index: int) -> bool:
        """Whether the token is a bracket around one word, as around an acronym."""
        return (self._form(index), self._form(index + 2)) == ("(", ")") or (
            (self._form(index - 2), self._form(index)) == ("(", ")")
        )

    def _began(self, mention: Mention, start: int) -> bool:
        """Whether a verb of beginning governs the day: what it began lasts."""
        if self.signs.verb_last:
            ahead = range(mention.last, mention.last + _BEGAN_AHEAD)
            return any(Sign.BEGAN in self.signs.start_at(at) for at in ahead)
        for at in range(mention.first, max(start, mention.first - _BEGAN_REACH), -1):
            if Sign.BEGAN in self.signs.end_at(at):
                return True
            if self._form(at - 1) in _HARD - {"(", ")"} or self._form(at - 1) == ",":
                return False
        return False

    def _compares(self, mention: Mention, start: int) -> bool:
        """Whether a superlative stands before the stretch: "the deadliest attack since 2011"."""
        for at in range(mention.first, max(start, mention.first - _REACH_BACK), -1):
            if Sign.RECORD in self.signs.end_at(at):
                return True
            if self._form(at - 1) in _HARD or self._form(at - 1) == "," or at - 1 in self.signs.counted:
                return False
        return False

    def _dates_clause(self, dated: Dated) -> bool:
        """Whether a clause tells what happened on the day since which is counted: "since 7 October, when …"."""
        mention = dated.mention
        lasts = dated.role is Role.HARM and mention.sense is Sense.SINCE and mention.period is not None
        stop = self.document.token_range(self.document.sentences[dated.sentence]).stop
        return lasts and self._form(mention.last) == "," and self._clause_follows(mention.last, stop)

    def _clause_follows(self, index: int, stop: int) -> bool:
        """Whether a clause about the date begins there, perhaps with a preposition: "за який", "when"."""
        if self._form(index) == ",":
            index += 1
        return any(Sign.CLAUSE in self.signs.start_at(at) for at in range(index, min(index + 2, stop)))

    def _count_follows(self, index: int, stop: int) -> bool:
        """Whether a number stands right behind a bracket, colon or dash: "the deadliest since 1997 (228 dead)"."""
        marked = self._form(index) in _BEFORE_COUNT
        return marked and any(at in self.signs.counted for at in range(index + 1, min(index + _COUNT_REACH, stop)))


def find_roles(document: Document, reading: Reading, signs: Signs, published_at: date | None) -> tuple[Dated, ...]:
    """The mentions, each with what it dates."""
    return _RoleFinder(document, signs, published_at).find(reading.mentions)
