"""Counted things → links to their own noun, to the act done to them, or to the state they are in."""

from __future__ import annotations

from extractors.figures.counted import Counted, Head, SentenceView, people_lexicon
from extractors.figures.links import (
    CLAUSE_ENDS,
    PEOPLE,
    Link,
    before_aside,
    beside_number,
    closes_clause,
    harmed_whole,
    link_to,
    may_suffer,
    names_people,
    number_at,
    object_follows,
    part_of,
    passive_before,
)
from extractors.figures.states import overriding_state, state_then_subject, subject_state
from extractors.figures.word_order import later_state
from extractors.harm import Harm, Kind
from extractors.models import Category

_FARTHEST_ACT = 5
_LONGEST_COMPANIONS = 12  # tokens of people named between an act and "and two others"
_INNER = frozenset(",-'’.\"“”")
_FARTHEST_SURVIVAL = 25  # tokens between people on board and that they survived
_FARTHEST_RESULT = 8  # tokens between a verb and the people before its result


# --- the number and its own noun


def harm_noun(view: SentenceView, counted: Counted) -> Link | None:
    """ "12 dead", "53 other people, wounded", "20 soldiers slain"."""
    harm = counted.harm
    if harm is None or harm.category is None:
        return None
    is_noun = harm.end_as(Kind.NOUN) is not None
    if counted.quantity.article and harm.only_people and not beside_number(view, counted):
        return None  # "a minister fell"
    if counted.quantity.article and (counted.partitive or bool(counted.noun) is is_noun):
        return None  # neither "a wounded man" nor "a killed"; "a man died" and "a dead" are counts
    later = overriding_state(view, harm)
    parted = any(other.last < counted.first and part_of(view, other, counted) for other in view.counted)
    if later is not None and not parted:  # "34 of the 50 hostages are dead" tells of the 34
        return link_to(later, Kind.STATE, "noun, then state") if later.category else None
    held = harm.category is Category.CAPTURED and harm.end_as(Kind.NOUN) is not None
    act = act_object(view, counted) if held else None  # "killed four hostages"
    return act or (None if _tells_nothing(view, counted, harm) else _link_noun(counted, harm))


def _tells_nothing(view: SentenceView, counted: Counted, harm: Harm) -> bool:
    """Whether the harm word behind the number says nothing of the people counted."""
    named = harm.weak or harm.category is Category.CAPTURED or counted.quantity.low == 1
    if counted.partitive and not counted.noun and harm.end_as(Kind.NOUN) is not None and named:
        return not _described(view, harm)  # "two of the victims" does not tell what became of the two
    return bool(counted.noun) and object_follows(view, harm)  # "20 soldiers killed 15 rebels"


def _link_noun(counted: Counted, harm: Harm) -> Link | None:
    if counted.noun and harm.end_as(Kind.STATE) is not None:
        return link_to(harm, Kind.STATE, "people and state")
    return link_to(harm, Kind.NOUN, "harm noun") or link_to(harm, Kind.STATE, "number and state")


def apposed_harm(view: SentenceView, counted: Counted) -> Link | None:
    """ "700 000 hommes, morts et blessés", "six soldiers, all wounded"."""
    comma = counted.end
    while comma not in view.harm_at and (end := view.role(comma, "adverbs")) is not None:
        comma = end  # "62 personnes à bord, toutes mortes"
    if counted.head not in (*PEOPLE, Head.BARE) or view.form(comma) != "," or counted.quantity.article:
        return None
    index = comma + 1
    while (end := _before_state(view, index)) is not None:
        index = end
    harm = view.harm_at.get(index)
    if harm is None or harm.first != index or harm.category is None or index == counted.end:
        return None
    if counted.head is Head.BARE and harm.category is not Category.CASUALTIES:
        return None  # an age: "the attacker, 50, shot dead"
    if object_follows(view, harm) or view.counted_at(harm.last):
        return None
    if view.is_word(harm.last) and not view.has(harm.last, "prepositions", "conjunctions"):
        return None
    return link_to(harm, Kind.STATE, "people and state") or link_to(harm, Kind.NOUN, "people and state")


def _before_state(view: SentenceView, index: int) -> int | None:
    """The token after words that may stand between a comma and a state: ", all of whom died"."""
    if index in view.harm_at:
        return None
    ends = (view.role(index, role) for role in ("mostly", "adverbs", "determiners", "auxiliaries", "passive"))
    end = next((end for end in ends if end is not None), None)
    return None if end is None else view.role(end, "anaphors") or end


def part_and_state(view: SentenceView, counted: Counted) -> Link | None:
    """ "27 of the 40 wounded have died", "14 of the 20 victims were women": what is told of a part of a figure."""
    whole = harmed_whole(view, counted)
    if whole is None or whole.harm is None:
        return None
    later = overriding_state(view, whole.harm) or later_state(view, whole.harm)
    if later is not None:
        return link_to(later, Kind.STATE, "part and state")
    return link_to(whole.harm, Kind.NOUN, "part") if _described(view, whole.harm) else None


def _described(view: SentenceView, harm: Harm) -> bool:
    """Whether those harmed are said to be people of some kind: "of the victims were children"."""
    index = harm.last
    while view.has(index, "auxiliaries", "passive", "adverbs", "determiners", "of"):
        index += 1
    return index > harm.last and names_people(view, index)


def harmed_besides(view: SentenceView, counted: Counted) -> bool:
    """Whether people of whom something else is said came to harm: "12 soldiers sent to the town were killed"."""
    harm = counted.harm
    if harm is None:
        return apposed_harm(view, counted) is not None  # "carried 107 people, all of whom died"
    if harm.category is not None:
        return False
    named = counted.head in PEOPLE if counted.noun else names_people(view, harm.first)  # "12 detainees were executed"
    if not named:
        return False
    if act_object(view, counted) or act_to(view, counted) or state_then_subject(view, counted):
        return True
    link = subject_state(view, counted)
    verb = link.words.start if link else 0
    adjacent = not counted.noun and verb == harm.last
    told = adjacent or passive_before(view, verb) or view.has(verb - 1, "auxiliaries")
    return link is not None and (told or len(link.words) > 1)


# --- the act before the number


def act_and_result(view: SentenceView, counted: Counted) -> Link | None:
    """ "beat three men to death": what an act led to, behind those it was done to; a sentence is no act."""
    end = view.role(counted.end, "results")
    if end is None or counted.head not in PEOPLE:
        return None
    for index in range(counted.first - 1, counted.first - 1 - _FARTHEST_RESULT, -1):
        if view.form(index) in CLAUSE_ENDS:
            break
        harm = view.harm_at.get(index)
        if harm is not None:
            return Link(Category.KILLED, range(counted.end, end), "act and result") if harm.category else None
    return Link(Category.KILLED, range(counted.end, end), "act and result")


def act_object(view: SentenceView, counted: Counted) -> Link | None:
    """ "killing 12 people", "la mort de 93 civils", "cost Russia 700,000 men"."""
    index, farthest = counted.first - 1, counted.first - 2 - _FARTHEST_ACT
    while index > farthest and index in view.tokens:
        if view.form(index) in CLAUSE_ENDS or view.form(index) == ":" or view.in_quantity(index):
            return None
        thing = _thing_before(view, index)
        if thing is not None:
            index, farthest = thing.first - 1, thing.first - 2 - _FARTHEST_ACT
            continue
        harm = view.harm_at.get(index)
        if harm:
            return _as_act(view, counted, harm)
        if (companions := _companions_before(view, counted, index)) is not None:
            index, farthest = companions, companions - _FARTHEST_ACT
        elif view.form(index) == ",":
            index = before_aside(view, index)
            farthest = index - 3
        elif _bars_object(view, index):
            return None
        index -= 1
    return None


def denied(view: SentenceView, counted: Counted) -> bool:
    """Whether something is denied of all the people counted ("none of the 107 people")."""
    return any(view.role(start, "nobody") == counted.first for start in range(counted.first - 4, counted.first))


def none_survived(view: SentenceView, counted: Counted) -> Link | None:
    """ "None of the 107 people on board survived"."""
    if not denied(view, counted):
        return None
    for index in range(counted.end, counted.end + _FARTHEST_SURVIVAL):
        end = view.role(index, "survived")
        if end is not None:
            return Link(Category.KILLED, range(index, end), "none survived")
        if view.form(index) in CLAUSE_ENDS or view.form(index) == ",":
            return None
    return None


def _thing_before(view: SentenceView, index: int) -> Counted | None:
    """The counted thing that a conjunction at the token joins to the number ("lost 31 vehicles and 260 men")."""
    if view.role(index, "conjunctions") != index + 1:
        return None
    return next((other for other in view.counted if other.head is Head.THING and other.end == index), None)


def _companions_before(view: SentenceView, counted: Counted, index: int) -> int | None:
    """The first token of the people, by noun or name, whom "and" at the token joins to the number.

    "The driver and four others", "Mayor John Smith, his wife and two guards"; a headline has a comma for "and".
    """
    joined = view.role(index, "conjunctions") == index + 1
    listed = view.form(index) == "," and counted.head in PEOPLE
    told = view.has(counted.end, "adverbs") or not closes_clause(view, counted.end)  # "and 12 soldiers fled"
    if told or not (joined or listed):
        return None
    people, named = people_lexicon(view.language), False
    verb_first = view.language.attribution.verb_first  # whom a verb opens on needs no capital: "استشهاد أنس الشريف و4"
    for at in range(index - 1, max(view.tokens.start, index - _LONGEST_COMPANIONS) - 1, -1):
        match = people.ending_at(view.document.tokens, at + 1, longest=3, first=view.tokens.start)
        if view.in_quantity(at) or at in view.harm_at or _ends_companions(view, at, match is not None):
            return None
        named = named or (match is not None and match.value in PEOPLE)
        named = named or (view.is_word(at) and (verb_first or view.document.capitalised(view.document.tokens[at])))
        if named and at - 1 in view.harm_at:
            return at
    return None


def _ends_companions(view: SentenceView, index: int, known: bool) -> bool:
    """Whether the token is no part of a list of people ("his wife, the well-known singer Anna Smith")."""
    if not view.is_word(index):
        return view.form(index) not in _INNER
    barred = view.has(index, "prepositions", "auxiliaries", "relatives", "subordinators", "passive", "copulas")
    return barred and not known and not view.has(index, "of", "possessives")


def act_to(view: SentenceView, counted: Counted) -> Link | None:
    """ "a coûté la vie lundi à au moins neuf personnes", "mató el lunes a 12 soldados"."""
    stop = counted.first - 1
    while view.has(stop, "others") or (view.has(stop, "determiners") and not view.has(stop, "datives", "objects")):
        stop -= 1
    if not view.has(stop, "datives", "objects") or (counted.quantity.article and not beside_number(view, counted)):
        return None
    acts_on = view.has(stop, "objects")
    for index in range(stop - 1, stop - 10, -1):
        harm = view.harm_at.get(index)
        if harm and harm.category:
            act = link_to(harm, Kind.ACT, "act and object") if acts_on else None
            return link_to(harm, Kind.ACT_TO, "act and object") or act
        one = view.counted_at(index)
        if view.form(index) in CLAUSE_ENDS or (view.in_quantity(index) and not (one and one.quantity.article)):
            return None
    return None


def _bars_object(view: SentenceView, index: int) -> bool:
    if index in view.asides or view.has(index, "of", "others", "adverbs"):
        return False
    return view.has(index, "prepositions", "conjunctions", "auxiliaries", "relatives", "subordinators")


def _as_act(view: SentenceView, counted: Counted, harm: Harm) -> Link | None:
    end = harm.end_as(Kind.ACT)
    if end is None or harm.category is None or not (may_suffer(counted, harm) or _of_people_before(view, counted)):
        return None
    if counted.quantity.article and not (beside_number(view, counted) or _tells_deed(view, counted, harm)):
        return None
    if end > max(number_at(view, counted), counted.first + 1):
        return None
    if harm.end_as(Kind.STATE) == end and passive_before(view, harm.first):
        return None
    if end < counted.first - 1 and counted.head not in PEOPLE and counted.head is not Head.BARE:
        return None
    befalls_things = harm.category is Category.CAPTURED or view.has(harm.first, "things_too")
    if befalls_things and counted.head is Head.UNKNOWN:
        return None  # things are captured and destroyed as well
    held = counted.harm is not None and counted.harm.category is Category.CAPTURED  # "killed four hostages"
    held = held or counted.partitive  # "killed two of the wounded"
    if counted.harm and counted.harm.category and counted.harm.end_as(Kind.NOUN) and not held:
        return link_to(counted.harm, Kind.NOUN, "act, then noun")
    link = link_to(harm, Kind.ACT, "act and object")
    lost = link is not None and link.category is Category.CASUALTIES and view.has(counted.last, "kin")
    return Link(Category.KILLED, link.words, link.rule) if link and lost else link  # "lost three of its own"


def _tells_deed(view: SentenceView, counted: Counted, harm: Harm) -> bool:
    """Whether a verb with one person right behind it tells a deed: "killed a priest", not "accused of killing a …"."""
    language = view.language
    if counted.head not in PEOPLE or language.grammar.subject_after or language.attribution.verb_second:
        return False
    if harm.last != harm.end_as(Kind.ACT) or harm.category is Category.CASUALTIES:
        return False  # "wounded by a gunman", "lost a son"
    named = view.has(harm.last - 1, "of") or view.has(harm.first - 1, "determiners")
    return not named and not view.has(harm.first - 1, "of", "prepositions")


def _of_people_before(view: SentenceView, counted: Counted) -> bool:
    """Whether a number alone counts people like those before it: "killed 15 soldiers and captured four"."""
    if counted.head is not Head.BARE or not closes_clause(view, counted.end):
        return False
    return any(other.head in PEOPLE for other in view.counted if other.first < counted.first)
