"""Counted things → links to verbs that stand far before them, right behind them, or in a relative clause."""

from __future__ import annotations

from extractors.figures.counted import Counted, Head, SentenceView
from extractors.figures.links import CLAUSE_ENDS, PEOPLE, Link, counted_object, link_to, object_follows, passive_before
from extractors.harm import Harm, Kind

_FARTHEST_SUBJECT = 12  # tokens between a verb and the subject behind it
_FARTHEST_BESIDE = 6  # tokens between what happened to one person and "with" the others
_FARTHEST_LATER = 10  # tokens between people harmed and what happened to them, or a part of them, then


def far_subject(view: SentenceView, counted: Counted) -> Link | None:
    """ "murieron en el ataque 12 civiles", "потерял в боях 12 бойцов": place or cause behind the verb."""
    if not view.language.grammar.subject_after or counted.head not in PEOPLE or counted.quantity.article:
        return None
    index = counted.first - 1
    while view.has(index, "adverbs", "others"):
        index -= 1
    if view.has(index, "prepositions", "of", "determiners"):
        return None
    for at in range(index, index - _FARTHEST_SUBJECT, -1):
        if view.form(at) in CLAUSE_ENDS or view.form(at) in ",:" or view.in_quantity(at):
            break
        harm = view.harm_at.get(at)
        if harm is not None:
            return _far_link(view, harm)
        if view.has(at, "conjunctions", "relatives", "subordinators"):
            break
    return None


def accompanied(view: SentenceView, counted: Counted) -> Link | None:
    """ "was killed on Tuesday with six others", "est mort avec deux de ses gardes": others beside one who is named."""
    other = view.has(counted.last, "others") or view.has(counted.first - 1, "others")
    first = counted.first - (1 if view.has(counted.first - 1, "others") else 0)
    beside = any(
        view.role(start, role) == first for start in range(first - 3, first) for role in ("prepositions", "additive")
    )
    if not other or not beside or counted.quantity.article or view.has(first - 1, "of", "doers"):
        return None
    if counted.head is Head.UNKNOWN:
        return None  # "wounded in two separate locations"
    for at in range(first - 2, first - 2 - _FARTHEST_BESIDE, -1):
        if at not in view.tokens or view.form(at) in CLAUSE_ENDS or view.in_quantity(at):
            return None
        harm = view.harm_at.get(at)
        if harm is not None:
            return (
                link_to(harm, Kind.STATE, "state and others")
                if harm.end_as(Kind.NOUN) is None or passive_before(view, harm.first)
                else None
            )
    return None


def _far_link(view: SentenceView, harm: Harm) -> Link | None:
    """The link to a verb from the people farther behind it."""
    act = harm.end_as(Kind.ACT)
    state = harm.end_as(Kind.STATE)
    if act is not None and _is_second(view, harm.first):
        return link_to(harm, Kind.ACT, "act and object")
    behind = _behind_adverbs(view, harm.last)
    if not (view.has(behind, "prepositions") or _is_when(view, behind)):
        return None
    opens = harm.first == view.tokens.start  # a headline: "Uccisi in un agguato 12 soldati"
    if opens or passive_before(view, harm.first) or (act is not None and act == state):
        return link_to(harm, Kind.STATE, "state and subject") or link_to(harm, Kind.ACT, "act and object")
    return link_to(harm, Kind.ACT, "act and object") if state is None else None


def _is_when(view: SentenceView, index: int) -> bool:
    """Whether a weekday or another aside begins at the token ("sono morte giovedì sette persone", "el jueves")."""
    day = index + 1 if view.has(index, "determiners") else index
    return view.has(day, "weekdays") or index in view.asides


def _is_second(view: SentenceView, index: int) -> bool:
    """Whether a verb stands second and leads all its clause: "Im Mai verlor die Armee nach eigenen Angaben 12 Mann"."""
    verb_second = view.language.attribution.verb_second
    return verb_second and index > view.tokens.start and not view.document.capitalised(view.document.tokens[index])


def _behind_adverbs(view: SentenceView, index: int) -> int:
    while view.has(index, "adverbs") and not view.has(index, "prepositions"):
        index = view.role(index, "adverbs") or index + 1
    return index


def object_before(view: SentenceView, counted: Counted) -> Link | None:
    """ "двух человек убили", "ещё 47 ранили": the object right before a verb that names nobody."""
    if not view.language.grammar.object_before or counted.head not in (*PEOPLE, Head.BARE) or counted.quantity.article:
        return None
    index = _behind_adverbs(view, counted.end)
    harm = view.harm_at.get(index)
    if harm is None or harm.first != index or harm.category is None or object_follows(view, harm):
        return None
    end = harm.end_as(Kind.ACT)
    if end is None or (view.is_word(end) and not view.has(end, "prepositions", "conjunctions", "adverbs")):
        return None  # "12 боевиков убили учителя": those who did it
    return link_to(harm, Kind.ACT, "object and act")


def object_relative(view: SentenceView, counted: Counted) -> Link | None:
    """ "the 15 people the pair murdered", "669 que le ministère recherche toujours"."""
    index = counted.end
    if not view.has(index, "relatives", "determiners") or view.has(index, "of") or counted.quantity.article:
        return None
    if counted.head not in (*PEOPLE, Head.BARE, Head.ANAPHOR):
        return None
    doer = view.has(index, "determiners") and not view.has(index, "relatives")
    for ahead in range(index + 1, index + 10):
        if view.form(ahead) in CLAUSE_ENDS or view.form(ahead) in ",:" or view.counted_at(ahead):
            return None
        harm = view.harm_at.get(ahead)
        if harm and doer and harm.category and harm.end_as(Kind.ACT) is not None and not counted_object(view, harm):
            return link_to(harm, Kind.ACT, "object and relative")
        if harm and doer and counted.head is Head.ANAPHOR:
            return link_to(harm, Kind.STATE, "part and state")  # "27 of whom the army presumes dead"
        if harm:
            return None
        doer = doer or not view.has(ahead, "auxiliaries", "adverbs", "passive")
    return None


def later_state(view: SentenceView, harm: Harm) -> Harm | None:
    """What happened farther on in the clause to those harmed ("two of the four wounded in the blast died")."""
    for index in range(harm.last, harm.last + _FARTHEST_LATER):
        later = view.harm_at.get(index)
        if later is not None:
            told = later.category not in (None, harm.category) and later.end_as(Kind.STATE) is not None
            return later if told else None
        if not (view.is_word(index) or view.form(index) in "-'") or view.in_quantity(index):
            return None
        if view.has(index, "conjunctions", "relatives", "subordinators"):
            return None
    return None
