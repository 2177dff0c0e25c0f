"""Counted things → links to their own noun, to the act done to them, or to the state they are in."""

from __future__ import annotations

from extractors.figures.counted import Counted, Head, SentenceView, people_lexicon
from extractors.figures.links import (
    CLAUSE_ENDS,
    PEOPLE,
    QUOTE_MARKS,
    Link,
    before_aside,
    beside_number,
    closes_clause,
    closes_list,
    coordinated,
    fronted,
    harmed_whole,
    link_to,
    may_suffer,
    number_at,
    object_follows,
    part_of,
    passive_before,
)
from extractors.figures.word_order import later_state
from extractors.harm import Harm, Kind
from extractors.models import Category, Qualifier

_DASHES = frozenset("—–")
_BRACKETS = frozenset("()[]")
_FARTHEST_STATE = 30  # tokens between a noun phrase and what happened to the people
_FARTHEST_ASIDE = 25  # tokens of a relative clause or an apposition between commas
_FARTHEST_ACT = 5
_LONGEST_COMPANIONS = 12  # tokens of people named between an act and "and two others"
_INNER = frozenset(",-'’.\"“”")
_FARTHEST_SURVIVAL = 25  # tokens between people on board and that they survived
_FARTHEST_RESULT = 8  # tokens between a verb and the people before its result
_OPENERS = frozenset(':«"“–—')  # before a headline within a sentence: 'Kyiv: "Killed 12 soldiers"'


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


def overriding_state(view: SentenceView, harm: Harm) -> Harm | None:
    """The state that tells what became of the people a noun names: "12 hostages were killed", "victims wounded"."""
    index = harm.last
    while view.has(index, "passive", "passive_one", "adverbs", "auxiliaries") and index not in view.harm_at:
        index += 1
    farther = later_state(view, harm) if view.language.grammar.head == "middle" else None
    if farther is not None:  # "трое пропавших моряков найдены мёртвыми"
        return farther if farther.category is Category.KILLED else None
    lost = later_state(view, harm) if harm.category is Category.CASUALTIES else None
    if lost is not None and lost.category is Category.KILLED:
        return lost  # "verloren bei der Explosion ihr Leben"
    after = view.harm_at.get(index)
    if after is None or after is harm or after.end_as(Kind.STATE) is None or after.category is harm.category:
        return None
    adjacent = index == harm.last
    if harm.weak or (harm.category is Category.CAPTURED and after.end_as(Kind.NOUN) is None):
        return after
    if adjacent and harm.category is Category.CAPTURED and after.category is Category.KILLED:
        return after  # "129 hostages dead"
    freed = after.category is None and harm.category in (Category.KILLED, Category.INJURED)  # "bodies were recovered"
    died = harm.category is Category.INJURED and after.category is Category.KILLED and not after.end_as(Kind.NOUN)
    return None if (adjacent and not died) or freed else after  # "двое раненых скончались"


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
    return index > harm.last and _is_people(view, index)


def harmed_besides(view: SentenceView, counted: Counted) -> bool:
    """Whether people of whom something else is said came to harm: "12 soldiers sent to the town were killed"."""
    harm = counted.harm
    if harm is None:
        return apposed_harm(view, counted) is not None  # "carried 107 people, all of whom died"
    if harm.category is not None:
        return False
    named = counted.head in PEOPLE if counted.noun else _is_people(view, harm.first)  # "12 detainees were executed"
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


def _of_fronted_people(view: SentenceView, counted: Counted) -> bool:
    """Whether a number alone counts some of the people in front: "of the 251 people abducted, 105 are still held"."""
    people = (other for other in view.counted if other.first < counted.first and other.head in PEOPLE)
    return counted.head is Head.BARE and any(fronted(view, other) for other in people)


# --- the state after the number


def subject_state(view: SentenceView, counted: Counted) -> Link | None:
    """ "four soldiers serving with the force have died", "12 children and 3 women killed"."""
    if (counted.quantity.article and counted.head not in PEOPLE) or _is_aside(view, counted):
        return None
    named = counted.partitive and not counted.noun and counted.harm is not None
    index = counted.harm.last if named and counted.harm else counted.end  # not "uno de los heridos"
    farthest = index + _FARTHEST_STATE
    in_relative = view.has(index, "relatives")
    part = False  # behind a part of those counted, before the comma that closes it
    awaiting = False  # "were, last week, in the region of Kursk, killed"
    listed = counted  # the last of the people joined to it
    while index < farthest and index in view.tokens:
        form = view.form(index)
        if form in CLAUSE_ENDS or form == ":":
            return None
        part = part and form != ","
        other = view.counted_at(index)
        if other is not None:
            if not (_passes(view, counted, other) or _passes(view, listed, other)):
                return None
            listed = other if coordinated(view, listed, other) else listed
            part = other.head is Head.ANAPHOR
            index = max(other.end, index + 1)
            continue
        harm = view.harm_at.get(index)
        if harm and harm.first == index:
            one_word = harm.last - harm.first == 1
            reduced = one_word and not passive_before(view, index) and not view.has(index - 1, "auxiliaries")
            if reduced and (harm.category is None or (in_relative and index > counted.end + 1 and not harm.weak)):
                in_relative, index = True, harm.last
                continue
            if part and counted.harm is None and counted.head is not Head.ANAPHOR:
                return None  # "eleven sailors, nine of whom hurt": of the nine
            return _as_state(view, counted, harm, index)
        awaiting = awaiting or (view.has(index, "passive") and view.form(view.role(index, "passive") or index) == ",")
        aged = view.form(index - 1).isdigit() and view.form(index + 1).isdigit()  # "brothers aged 7, 5 and 2 died"
        free = awaiting or aged or (in_relative and view.is_word(index))
        step = index + 1 if free else _next_in_clause(view, counted, index)
        if step is None:
            return None
        index = step
    return None


def _is_aside(view: SentenceView, counted: Counted) -> bool:
    """Whether commas set off an age, or what the person before is."""
    return _is_age(view, counted) or _says_who(view, counted)


def _is_age(view: SentenceView, counted: Counted) -> bool:
    """Whether digits between commas are an age ("the attacker, 50, shot dead"); not in "112, sadly, died"."""
    index = counted.end
    aged = counted.quantity.in_digits and view.form(index) == "," == view.form(counted.first - 1)
    return aged and counted.head is Head.BARE and not view.has(index + 1, "adverbs")


def _says_who(view: SentenceView, counted: Counted) -> bool:
    """Whether commas set the one person off as what the one before is: "a policeman, a sergeant, died"."""
    if not counted.quantity.article or view.form(counted.first - 1) != "," or view.form(counted.end) != ",":
        return False
    return any(other.quantity.article and other.end == counted.first - 1 for other in view.counted)


def _passes(view: SentenceView, counted: Counted, other: Counted) -> bool:
    """Whether the way from a number to its verb may lead over another number."""
    if other.head is Head.THING or part_of(view, counted, other):
        return True
    return other.harm is None and coordinated(view, counted, other) and not closes_list(view, counted)


def _next_in_clause(view: SentenceView, counted: Counted, index: int) -> int | None:
    """The token from which the search for the verb goes on, or None where the clause ends."""
    form = view.form(index)
    if form == "," or form in _DASHES or form in _BRACKETS:
        return _over_aside(view, counted, index)
    parts = _after_parts(view, index) if view.has(index, "subset_before") else None
    if parts is not None or index in view.asides:
        return parts or index + 1
    if view.has(index, "subordinators") and not view.has(index, "prepositions", "relatives"):
        return None
    conjunction = view.role(index, "conjunctions")
    if conjunction is not None:
        if (joined := _joined_people(view, counted, index, conjunction)) is not None:
            return joined
        if _opens_other(view, counted, index, conjunction):
            return None
    ends = _new_subject(view, counted, index) or view.marked(index, "subject", "topic")
    return None if ends else index + 1


def _joined_people(view: SentenceView, counted: Counted, index: int, conjunction: int) -> int | None:
    """The token inside the people that "and" joins without a number: "three officers and a civilian died"."""
    relative = view.role(conjunction, "possessives")
    if _is_people(view, relative or conjunction):
        return (relative or conjunction) + 1
    another = view.counted_at(conjunction) is not None and closes_list(view, counted)
    beside = index == counted.end and _is_people(view, conjunction + 1)
    return conjunction + 1 if beside and not another else None


def _opens_other(view: SentenceView, counted: Counted, index: int, conjunction: int) -> bool:
    """Whether no other part of the same subject, nor the verb itself, follows the conjunction."""
    another = view.counted_at(conjunction) is not None
    if another and closes_list(view, counted):
        return True
    return (view.has(conjunction, "determiners") and not another) or not _coordination_ahead(view, index)


def _is_people(view: SentenceView, index: int) -> bool:
    """Whether a noun for people begins at the token."""
    match = people_lexicon(view.language).longest_at(view.document.tokens, index, view.tokens.stop)
    return match is not None and match.value in PEOPLE


def _coordination_ahead(view: SentenceView, index: int) -> bool:
    """Whether after the conjunction another part of the same subject, or the verb itself, follows."""
    return any(view.counted_at(place) or place in view.harm_at for place in range(index + 1, index + 4))


def _over_aside(view: SentenceView, counted: Counted, index: int) -> int | None:
    """The token after an aside between commas, dashes or brackets; the next token where the verb follows at once."""
    close = {"(": ")", "[": "]"}.get(view.form(index), view.form(index))
    if view.has(index + 1, "subset_before"):
        return _after_parts(view, index)
    after = index + 1
    while view.has(after, "adverbs", "auxiliaries", "passive") and after not in view.harm_at:
        after += 1
    if after in view.harm_at or view.counted_at(index + 1):
        return None if _has_own_number(view, after) else index + 1
    conjunction = view.role(index + 1, "conjunctions") if close == "," and index > counted.end else None
    if conjunction is not None and view.counted_at(conjunction):
        return index + 1  # "22 civilians, 2 officers, and 5 attackers were killed"
    if close == "," and index > counted.end and view.has(index + 1, "passive"):
        return index + 1  # "23 people, four of them children, were by then known to have died"
    for end in range(index + 1, min(view.tokens.stop, index + _FARTHEST_ASIDE)):
        if view.form(end) == "," and view.form(end - 1).isdigit() and view.form(end + 1).isdigit():
            continue  # "three brothers, 7, 5 and 2 years old, died"
        if view.form(end) in CLAUSE_ENDS or (counted.quantity.article and view.in_quantity(end)):
            return None  # "an official, of dozens of losses, dead and wounded"
        if view.form(end) == close:
            opens = view.has(end + 1, "auxiliaries", "passive", "adverbs") or end + 1 in view.harm_at
            # "54 people, and not 57, who died"
            opens = opens or (view.has(index + 1, "conjunctions") and view.has(end + 1, "relatives"))
            return end + 1 if opens else None
    return None


def _has_own_number(view: SentenceView, index: int) -> bool:
    """Whether a number of its own follows the harm word at the token ("three killed, injured another ten")."""
    harm = view.harm_at.get(index)
    if harm is None:
        return False
    behind = harm.last
    while view.has(behind, "others") and not view.counted_at(behind):
        behind += 1
    return view.counted_at(behind) is not None


def _after_parts(view: SentenceView, index: int) -> int | None:
    """The token after parts named between commas: "100 people, among them 12 children, were killed"."""
    clause = False  # of its own within the parts: "including two who were on holiday"
    for end in range(index + 1, min(view.tokens.stop, index + _FARTHEST_ASIDE)):
        if view.form(end) in CLAUSE_ENDS:
            return None
        opens = view.has(end + 1, "auxiliaries", "passive", "subset_after") or end + 1 in view.harm_at
        if view.form(end) == "," and opens:
            return end + 1
        if not clause and _closes_parts(view, end):
            return end
        clause = clause or view.has(end, "relatives", "subordinators")
    return None


def _closes_parts(view: SentenceView, index: int) -> bool:
    """Whether the verb of the whole follows its parts without a comma: "6 people including 3 soldiers were killed"."""
    behind = any(other.end == index and other.head in PEOPLE for other in view.counted)
    verb = view.role(index, "passive") or (index if behind else None)
    while verb is not None and view.has(verb, "adverbs") and verb not in view.harm_at:
        verb += 1
    harm = view.harm_at.get(verb) if verb is not None else None
    return harm is not None and harm.first == verb and harm.end_as(Kind.STATE) is not None


def _new_subject(view: SentenceView, counted: Counted, index: int) -> bool:
    """Whether a determiner opens a noun phrase that is no complement of the counted one."""
    if not view.has(index, "determiners") or view.has(index, "of"):
        return False
    if index == counted.end and view.has(index, "genitives"):
        return False
    if index + 1 in view.harm_at and view.has(index, "adverbs"):
        return False  # "le 62 persone a bordo sono tutte morte"
    before = index - 1
    return not view.has(before, "of", "prepositions", "conjunctions") and view.form(before) not in "'-\"«“"


def _as_state(view: SentenceView, counted: Counted, harm: Harm, index: int) -> Link | None:
    lone = counted.quantity.article and harm.only_people and not beside_number(view, counted)  # "a minister fell"
    if harm.category is None or lone or not (may_suffer(counted, harm) or _of_fronted_people(view, counted)):
        return None
    among = _among_before(view, index, counted.last + 1)
    if harm.end_as(Kind.STATE) is None or (among and harm.end_as(Kind.NOUN) is not None):
        return link_to(harm, Kind.NOUN, "subject and noun") if among or passive_before(view, index) else None
    if harm.end_as(Kind.TOLL) is not None and index > counted.end and not (among or passive_before(view, index)):
        return None  # "an official who put casualties at"
    later = overriding_state(view, harm)
    if later is not None and harm.category in (Category.MISSING, Category.CAPTURED):
        return link_to(later, Kind.STATE, "subject and state")
    several = counted.quantity.qualifier is Qualifier.EXACT and counted.quantity.low != 1
    if _one_person(view, index) and several and not _makes_group(view, counted):
        return None
    if harm.end_as(Kind.ACT) is not None and not passive_before(view, index) and object_follows(view, harm):
        return None
    if counted.head is Head.UNKNOWN and (index - counted.end > 4 or view.has(index, "things_too")):
        return None
    return link_to(harm, Kind.STATE, "subject and state")


def _makes_group(view: SentenceView, counted: Counted) -> bool:
    """Whether the number is the size of a group that the verb is told of: "a family of five was killed"."""
    return view.has(counted.first - 1, "of") and view.has(counted.first - 2, "several")


def _among_before(view: SentenceView, index: int, first: int) -> bool:
    """Whether "are among the" or the like stands between the token `first` and the harm word at the index."""
    ends = {index, index - 1} if view.has(index - 1, "determiners") else {index}
    starts = range(max(first, index - 4), index)
    return any(view.role(start, role) in ends for start in starts for role in ("subset_after", "among"))


def _one_person(view: SentenceView, index: int) -> bool:
    """Whether the verb before the token is singular."""
    for start in range(max(view.tokens.start, index - 4), index):
        end = view.role(start, "passive_one")
        while end is not None and end < index and view.has(end, "adverbs"):
            end += 1
        if end == index and not any(view.role(s, "passive") == end for s in range(start - 2, index)):
            return True
    return False


def _counts_people(view: SentenceView, counted: Counted) -> bool:
    """Whether people are counted, be they such as something else happened to ("fueron ejecutados 12 detenidos")."""
    other = counted.harm is not None and counted.harm.category is None
    return counted.head in PEOPLE or (other and counted.harm is not None and _is_people(view, counted.harm.first))


def state_then_subject(view: SentenceView, counted: Counted) -> Link | None:
    """ "y ont péri 12 soldats", "sont morts « 4 policiers »", "resultaron heridos otros 20": the verb comes first."""
    bare = counted.head is Head.BARE and closes_clause(view, counted.last)
    if not (_counts_people(view, counted) or bare) or (counted.quantity.article and not beside_number(view, counted)):
        return None
    index = counted.first - 1
    if view.has(index, "determiners") and not view.has(index, "of"):
        index -= 1  # "sono morte le 62 persone a bordo"
    while view.form(index) in QUOTE_MARKS or view.has(index, "adverbs", "others"):
        index -= 1
    harm = view.harm_at.get(index)
    if harm is None or harm.category is None or harm.end_as(Kind.STATE) != index + 1:
        return None
    if bare and _more_harmed(view, counted, harm):
        return link_to(harm, Kind.STATE, "state and subject")
    if bare and not passive_before(view, harm.first):
        return None
    opening = index
    while view.has(opening - 1, "adverbs"):
        opening -= 1
    inside = opening > view.tokens.start and view.form(opening - 1) not in _OPENERS
    if harm.end_as(Kind.NOUN) is not None and not passive_before(view, harm.first) and inside:
        return None
    bare_verb = harm.first == index and not view.has(index - 1, "auxiliaries", "passive", "adverbs")
    if (bare_verb and inside) or view.has(index, "prepositions", "of"):
        return None
    return link_to(harm, Kind.STATE, "state and subject")


def _more_harmed(view: SentenceView, counted: Counted, harm: Harm) -> bool:
    """Whether a comma and a participle open what became of others: "three killed, injured another ten"."""
    return view.has(counted.first - 1, "others") and view.form(harm.first - 1) in (",", ";")
