"""What stands behind a reporting verb: hearers, places, clauses about the saying, objects that are no number."""

from __future__ import annotations

from extractors.attribution.asides import skip_asides
from extractors.attribution.claimants import Mention
from extractors.tags import HEADS, VERBS, Reading

_LONGEST_HEARER = 4  # tokens
_NEAR_OBJECT = 4  # tokens
_LONGEST_PLACE = 12  # tokens behind a verb that tell where it was said


def content_follows(reading: Reading, mention: Mention, stop: int) -> bool:
    """Whether what is said begins behind the words, so that they are the verb's subject."""
    after = skip_asides(reading, mention.last, stop)
    return reading.form(after) == ":" or bool(reading.tag(after, "complementizers"))


def past_noun(reading: Reading, index: int, stop: int) -> int:
    """Behind the bare words of those who were told, who are no claimants ("told a news conference on Monday")."""
    end = reading.tag(index, "determiners", "quantifiers", "possessives") or index
    for at in range(end, min(end + _LONGEST_HEARER, stop)):
        if not reading.tokens[at].is_word or reading.tag(at, "complementizers", "prepositions", "times", *VERBS):
            return at
    return index


def closes_with_place(reading: Reading, index: int, stop: int) -> bool:
    """Whether nothing but where it was said stands before the sentence's end ("…, he said at an evening briefing")."""
    if not reading.tag(index, "prepositions") or stop - index > _LONGEST_PLACE:
        return False
    rest = range(index, stop)
    told = any(reading.tag(at, "complementizers", *VERBS) and not reading.tag(at, *HEADS) for at in rest)
    return not told and not any(reading.form(at).isdigit() or reading.form(at) in ",;:(" for at in rest)


def makes_gesture(reading: Reading, index: int, stop: int) -> bool:
    """Whether the verb's object is a deed for those harmed ("announced compensation for …")."""
    start = skip_asides(reading, index, stop)
    return any(reading.tag(at, "gestures") for at in range(start, min(start + _NEAR_OBJECT, stop)))


def aside_follows(reading: Reading, index: int) -> bool:
    """Whether what follows is a clause about the saying ("as he left", "in what it called …")."""
    if reading.tag(index, "subordinators", "relatives"):
        return True
    last = reading.tag(index, "prepositions")
    return bool(last) and bool(reading.tag(last, "relatives"))
