"""Cue and number → what it costs the claim to reach the number: marks, contrasts, rivals and quotations between."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

from extractors.attribution.asides import skip_asides
from extractors.attribution.claimants import NEVER, Cue
from extractors.models import Span
from extractors.tags import Reading

_FARTHEST = 2.3  # what a claim reaches costs less
_INSIDE = 0.3  # a number between claimant and verb
_MARKS = {";": 1.2, ":": 0.2, ",": 0.05, "–": 0.1, "—": 0.1}
_CONTRAST = 0.8  # "while", "mais"
_RIVAL = 1.0  # another claim on the way
_FULL_STOP = 3.0  # glued between two sentences
_OUT_OF_QUOTE = 3.0
_OUT_OF_BRACKET = 3.0
_LONGEST_BRACKET = 60  # tokens
_RELATIVE = 1.0  # a clause about something else the verb tells of
_DEED = 2.5  # the same, where the verb is about a deed and not a number
_FARTHEST_CONTENT = 16  # tokens between a verb and "that"
_NEAREST = 5  # claims weighed on either side


class Reach:
    """The text's marks and quotations, asked what lies between a cue and a number."""

    def __init__(self, reading: Reading, quotations: tuple[Span, ...], numbers: Sequence[int]) -> None:
        self.reading = reading
        self.quotations = quotations
        self.numbers = numbers  # the tokens at which figures stand
        self._openings = [span.start for span in quotations]

    def quotation(self, position: int) -> Span | None:
        """The quotation that the character stands in."""
        index = bisect_right(self._openings, position) - 1
        return self.quotations[index] if index >= 0 and position < self.quotations[index].end else None

    def nearest(self, cues: Sequence[Cue], number: Span) -> int | None:
        """The cue that reaches the number at the least cost; None if none does."""
        first = self.reading.document.token_at(number.start)
        last = max(first + 1, self.reading.document.token_at(number.end))
        place = bisect_left([cue.left for cue in cues], first)
        near = range(max(0, place - _NEAREST), min(len(cues), place + _NEAREST))
        weighed = [(*self._cost(cues[index], [cues[i] for i in near], first, last), index) for index in near]
        cost, _, index = min(weighed, default=(NEVER, 0, 0))
        return index if cost < _FARTHEST else None

    def _cost(self, cue: Cue, cues: list[Cue], first: int, last: int) -> tuple[float, int]:
        """What it costs the cue to reach the number between the tokens, and how far it is."""
        if first >= cue.right:
            cost, left, right = cue.forward, cue.right, first
        elif last <= cue.left:
            cost, left, right = cue.backward, last, cue.left
        else:
            cost, left, right = min(cue.forward, cue.backward, cue.inside) + _INSIDE, first, first
        if cost >= NEVER:
            return NEVER, 0
        starts = self.reading.document.starts
        quotation, around = self.quotation(starts[first]), self.quotation(starts[cue.first])
        if around is not None and around != quotation:
            cost += _OUT_OF_QUOTE
        cost += self._marks[right] - self._marks[left]
        if quotation is not None and around != quotation:
            quoted = [min(max(at, left), right) for at in self._tokens(quotation)]
            cost -= self._marks[quoted[1]] - self._marks[quoted[0]]
        elif quotation is None and first >= cue.right:
            cost += self._loose(cue) * (self._relatives[right] - self._relatives[left])
        cost += self._out_of_bracket(cue, first)
        rivals = sum(left <= other.left and other.right <= right for other in cues if other is not cue)
        return cost + _RIVAL * rivals, right - left

    def _out_of_bracket(self, cue: Cue, number: int) -> float:
        """What it costs to leave the bracket that the cue stands in with a number of its own ("(32, an NGO says)")."""
        bracket = self._brackets[cue.first]
        if bracket < 0 or bracket == self._brackets[number]:
            return 0.0
        return _OUT_OF_BRACKET if bracket in self._counted else 0.0

    def _loose(self, cue: Cue) -> float:
        """What a relative clause costs behind a verb that opens no clause of what is said ("condemned the attack")."""
        inverted = cue.rule == "says-after" and self.reading.wording.verb_first
        behind = cue.right if inverted else cue.last
        behind = skip_asides(self.reading, behind, behind + _FARTHEST_CONTENT)
        if not (inverted or cue.rule in ("says", "counts")) or self.reading.tag(behind, "complementizers"):
            return 0.0
        return _DEED if self.reading.tag(cue.first, "reacts") else _RELATIVE

    def _tokens(self, span: Span) -> tuple[int, int]:
        return self.reading.document.token_at(span.start), self.reading.document.token_at(span.end)

    @cached_property
    def _brackets(self) -> list[int]:
        """For each token, where the round bracket opens that it stands in, or -1."""
        found: list[int] = []
        opener = -1
        for index in range(len(self.reading.tokens)):
            form = self.reading.form(index)
            if form == "(":
                opener = index
            elif form == ")" or index - opener > _LONGEST_BRACKET:
                opener = -1
            found.append(opener)
        return found

    @cached_property
    def _counted(self) -> frozenset[int]:
        """The openers of the brackets that hold a figure, or begin with a number."""
        reading = self.reading
        bare = (at for at in range(len(reading.tokens)) if reading.form(at) == "(" and reading.form(at + 1).isdigit())
        return frozenset((*(self._brackets[number] for number in self.numbers), *bare))

    @cached_property
    def _marks(self) -> list[float]:
        """What the marks before each token cost together."""
        return [0.0, *accumulate(self._mark(index) for index in range(len(self.reading.tokens)))]

    def _mark(self, index: int) -> float:
        reading = self.reading
        form = reading.form(index)
        cost = _MARKS.get(form, 0.0)
        glued = form == "." and reading.glued(index) and reading.glued(index + 1)
        if glued and len(reading.form(index - 1)) > 1 and not reading.form(index + 1).isdigit():  # not "U.S"
            cost += _FULL_STOP
        return cost + _CONTRAST * bool(reading.tag(index, "contrasts"))

    @cached_property
    def _relatives(self) -> list[int]:
        """How many relative words stand before each token."""
        counts = (bool(self.reading.tag(index, "relatives")) for index in range(len(self.reading.tokens)))
        return [0, *accumulate(counts)]
