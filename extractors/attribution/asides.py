"""What stands between a verb and its subject → passed over: times, places, adverbs, auxiliaries, objects."""

from __future__ import annotations

from extractors.attribution.claimants import find_mention
from extractors.tags import HEADS, Reading

MOST_ASIDES = 8
_MOST_MODIFIERS = 3  # words behind a document inside an aside
_BETWEEN = ("auxiliaries", "passive", "passive_one", "asides", "times", "negations", "modals")


def skip_asides(reading: Reading, index: int, stop: int) -> int:
    """Past words of time, adverbs and prepositional phrases that stand between a verb and its subject."""
    for _ in range(MOST_ASIDES):
        after = skip_aside(reading, index, stop)
        if after <= index or after > stop:
            break
        index = after
    return index


def skip_aside(reading: Reading, index: int, stop: int) -> int:
    """Past one of them; the same token where none stands there."""
    last = reading.tag(index, "asides", "times")
    if last and not reading.tag(index, "pronouns"):
        return _skip_modifiers(reading, last, stop) if reading.tag_before(last, "documents") >= index else last
    dated = reading.form(index + 1).isdigit() and reading.tag(index + 2, "times")  # "в субботу, 25 июля, издание"
    if reading.form(index) == "," and (dated or reading.tag(index + 1, "asides", "times")):
        inner = skip_asides(reading, index + 1, stop)
        return inner + 1 if reading.form(inner) == "," else index
    if reading.form(index) == "(" and reading.form(index + 1).isdigit() and reading.form(index + 2) == ")":
        return index + 3  # "na sexta-feira (28)"
    date = reading.tag(index, "determiners") or index
    if reading.form(date).isdigit() and reading.tag(date + 1, "times"):
        return date + 1
    if date > index and (last := reading.tag(date, "times")):
        return last
    last = reading.tag(index, "prepositions")
    if not last or reading.tag(index, "agents") or reading.tag(index, "determiners") == last:
        return index  # "indicou a OIM": an article that is a preposition elsewhere
    if reading.form(last).isdigit():
        month = reading.tag(last + 2, "times") if reading.form(last + 1) == "." else 0
        return month or last + 1  # "am 6. Februar"
    mention = find_mention(reading, last, stop, announced=True)
    return mention.last if mention and mention.kind != "pronouns" else index


def _skip_modifiers(reading: Reading, index: int, stop: int) -> int:
    """Past the adjectives and participles behind a document ("dans son rapport mensuel diffusé lundi l'ONU")."""
    for at in range(index, min(index + _MOST_MODIFIERS + 1, stop)):
        if reading.tag(at, "determiners", "times") or reading.capital(at):
            return at
        if reading.tag(at, "of") and (last := reading.tag(reading.tag(at, "of"), "times")):
            return skip_asides(reading, last, stop)  # "dans un communiqué de mardi soir"
        if not reading.tokens[at].is_word or reading.tag(at, "of", "prepositions", "agents", "complementizers"):
            break
    return index


def skip_back(reading: Reading, index: int, floor: int) -> tuple[int, bool]:
    """Before the auxiliaries, objects and adverbs of the verb at the token, and whether one of them denies it."""
    negated = False
    start = index
    while index > floor:
        first = reading.tag_before(index, *_BETWEEN)
        if first < floor and (index < start or _objects(reading, index)):
            first = reading.tag_before(index, "clitics")
        if first < floor or (reading.tag(first, "pronouns") == index and not reading.tag(first, "clitics")):
            break
        negated = negated or reading.tag(first, "negations") == index
        index = first
    return index, negated


def _objects(reading: Reading, index: int) -> bool:
    """Whether a clitic before the verb is its object and no article: the verb is no noun, or "who" stands before."""
    first = reading.tag_before(index, "clitics")
    if first < 0 or not reading.tag(index, *HEADS):
        return first >= 0
    return reading.tag_before(first, "relatives", "pronouns") >= 0
