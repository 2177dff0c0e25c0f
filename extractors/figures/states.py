"""Links of numbers to what happened to the people: the state behind the noun phrase, or before it."""

from __future__ import annotations

from extractors.figures.counted import Counted, Head, SentenceView
from extractors.figures.links import (
    CLAUSE_ENDS,
    PEOPLE,
    QUOTE_MARKS,
    Link,
    beside_number,
    closes_clause,
    closes_list,
    coordinated,
    counted_object,
    fronted,
    link_to,
    may_suffer,
    names_people,
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
_OPENERS = frozenset(':«"“–—')  # before a headline within a sentence: 'Kyiv: "Killed 12 soldiers"'


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
    if names_people(view, relative or conjunction):
        return (relative or conjunction) + 1
    another = view.counted_at(conjunction) is not None and closes_list(view, counted)
    beside = index == counted.end and names_people(view, conjunction + 1)
    return conjunction + 1 if beside and not another else None


def _opens_other(view: SentenceView, counted: Counted, index: int, conjunction: int) -> bool:
    """Whether no other part of the same subject, nor the verb itself, follows the conjunction."""
    another = view.counted_at(conjunction) is not None
    if another and closes_list(view, counted):
        return True
    return (view.has(conjunction, "determiners") and not another) or not _coordination_ahead(view, index)


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
    # "76 badly wounded Palestinians": behind a number without a noun the participle describes, it governs nobody.
    governs = object_follows if counted.noun else counted_object
    if harm.end_as(Kind.ACT) is not None and not passive_before(view, index) and governs(view, harm):
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
    return counted.head in PEOPLE or (other and counted.harm is not None and names_people(view, counted.harm.first))


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


def _of_fronted_people(view: SentenceView, counted: Counted) -> bool:
    """Whether a number alone counts some of the people in front: "of the 251 people abducted, 105 are still held"."""
    people = (other for other in view.counted if other.first < counted.first and other.head in PEOPLE)
    return counted.head is Head.BARE and any(fronted(view, other) for other in people)
