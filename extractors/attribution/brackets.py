"""Reporting verbs that close their clause → subjects, in languages whose finite verb stands second.

There the participle comes last and its auxiliary second ("Die Partei hatte am Montag von 12 Toten gesprochen"), and
a subordinate clause ends with its verb ("ein Portal, das 60 Verletzte nannte").
"""

from __future__ import annotations

from extractors.attribution.asides import skip_back
from extractors.attribution.claimants import NEVER, Cue, Mention
from extractors.attribution.subjects import antecedent, subject_after, subject_before
from extractors.tags import Reading

_FARTHEST = 30  # tokens between an auxiliary and its participle
_CLOSING = frozenset(',.;:!?…)"»«”“–—')
_BOUNDS = frozenset(',.;:!?…()"»«”“–—')


def closes_clause(reading: Reading, last: int, stop: int) -> bool:
    """Whether nothing but auxiliaries stands between the verb that ends before the token and its clause's end."""
    if not reading.wording.verb_second:
        return False
    while last < stop and (after := reading.tag(last, "auxiliaries")):
        last = after
    return last >= stop or reading.form(last) in _CLOSING or bool(reading.tag(last, "conjunctions"))


def find_bracket_cue(reading: Reading, index: int, last: int, start: int) -> Cue | bool | None:
    """The cue of the verb at the end of its clause; False where nothing before it tells its subject."""
    if reading.tag(last, "auxiliaries") and reading.tag(last, "passive"):
        return None  # "gemeldet worden"
    first = index - 1
    while first >= max(start, index - _FARTHEST) and not _bounds(reading, first):
        after = reading.tag(first, "brackets")
        if after:
            return _around(reading, first, after, index, start)
        if reading.tag(first, "auxiliaries") and reading.tag(first, "passive", "passive_one"):
            return None
        first -= 1
    behind = reading.tag(first, "relatives") if reading.form(first) == "," else 0
    if start < behind < index:
        mention = antecedent(reading, behind, start)
        return Cue(index, last, mention, "says", 0.5, 0.2) if mention else False
    return False


def _bounds(reading: Reading, index: int) -> bool:
    """Whether the token is a sign between clauses, not the full stop of an ordinal."""
    return reading.form(index) in _BOUNDS and not (reading.form(index) == "." and reading.form(index - 1).isdigit())


def _around(reading: Reading, first: int, after: int, index: int, start: int) -> Cue | None:
    """The cue of the auxiliary, its subject before it or behind it."""
    begin, negated = skip_back(reading, first, start)
    before = subject_before(reading, begin, start)
    mention = _stronger(before, subject_after(reading, after, index))
    known = mention is not None and bool(reading.tag(mention.last - 1, "names"))  # "Selenskyj hatte … gesprochen"
    if negated or mention is None or not (mention.strong or mention.definite or known):
        return None
    return Cue(first, after, mention, "says", 0.0, NEVER if mention.first == start else 1.5)


def _stronger(before: Mention | None, after: Mention | None) -> Mention | None:
    if before is None or (after is not None and after.strong and not before.strong):
        return after
    return before
