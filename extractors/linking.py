"""Counted things → harm: the rules that tie a number to the word that says what happened to the people counted.

Each rule is a function of one counted thing that returns a link or None; `link_sentence` tries them from the
surest to the loosest, then lets coordinated numbers share a link.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extractors.counted import Counted, Head, SentenceView, people_lexicon
from extractors.harm import Harm, Kind
from extractors.models import Category, Qualifier


@dataclass(frozen=True, slots=True)
class Link:
    """What a counted thing is a figure of, by which word (tokens) and which rule."""

    category: Category
    words: range
    rule: str


Links = dict[int, Link]  # by the counted thing's place in the sentence
_PEOPLE = (Head.PEOPLE, Head.ANYBODY)
_STOPS = frozenset(";.!?…")
_DASHES = frozenset("—–")
_BRACKETS = frozenset("()[]")
_FARTHEST_STATE = 30  # tokens between a noun phrase and what happened to the people
_FARTHEST_ASIDE = 25  # tokens of a relative clause or an apposition between commas
_FARTHEST_ACT = 5
_FARTHEST_TOLL = 28


def link_sentence(view: SentenceView, recent: Sequence[Category]) -> Links:
    """The links of the sentence's counted things; `recent` are the categories of the figures before it, in order."""
    links: Links = {}
    last = recent[-1] if recent else None
    for place, counted in enumerate(view.counted):
        if counted.head is Head.THING:
            continue
        for rule in _RULES:
            if link := rule(view, counted):
                links[place] = link
                break
    _share_between_coordinated(view, links)
    _follow_breakdowns(view, links)
    _inherit_in_parts(view, links, last)
    _repeat_in_parallel(view, links, recent)
    _count_again(view, links, last)
    _drop_lone_articles(view, links)
    return links


def _drop_lone_articles(view: SentenceView, links: Links) -> None:
    """Forget "a dead", "un mort" that stand beside no counted figure: they may be nobody in particular."""
    if all(view.counted[place].quantity.article for place in links):
        links.clear()


def _link(harm: Harm, kind: Kind, rule: str) -> Link | None:
    end = harm.end_as(kind)
    if end is None or harm.category is None:
        return None
    return Link(harm.category, range(harm.first, end), rule)


# --- the number and its own noun


def _harm_noun(view: SentenceView, counted: Counted) -> Link | None:
    """ "12 dead", "53 other people, wounded", "20 soldiers slain"."""
    harm = counted.harm
    if harm is None or harm.category is None or counted.quantity.article and (counted.noun or counted.partitive):
        return None
    later = _overriding_state(view, harm)
    if later is not None:
        return _link(later, Kind.STATE, "noun, then state") if later.category else None
    if counted.partitive and not counted.noun and harm.end_as(Kind.NOUN) is not None:
        return None  # "two of the victims" says nothing of what became of the two
    if harm.end_as(Kind.ACT) is not None and counted.noun and _object_follows(view, harm):
        return None
    if counted.noun and harm.end_as(Kind.STATE) is not None:
        return _link(harm, Kind.STATE, "people and state")
    return _link(harm, Kind.NOUN, "harm noun") or _link(harm, Kind.STATE, "number and state")


def _apposed_harm(view: SentenceView, counted: Counted) -> Link | None:
    """ "700 000 hommes, morts et blessés", "six soldiers, all wounded"."""
    if counted.head not in (*_PEOPLE, Head.BARE) or view.form(counted.end) != "," or counted.quantity.article:
        return None
    index = counted.end + 1
    while view.has(index, "adverbs", "determiners") and index not in view.harm_at:
        index += 1
    harm = view.harm_at.get(index)
    if harm is None or harm.first != index or harm.category is None or index == counted.end:
        return None
    if counted.head is Head.BARE and harm.category is not Category.CASUALTIES:
        return None  # an age: "the attacker, 50, shot dead"
    if view.is_word(harm.last) and not view.has(harm.last, "prepositions", "conjunctions"):
        return None
    return _link(harm, Kind.STATE, "people and state") or _link(harm, Kind.NOUN, "people and state")


def _overriding_state(view: SentenceView, harm: Harm) -> Harm | None:
    """The state that tells what became of the people a noun names: "12 hostages were killed", "victims wounded"."""
    index = harm.last
    while view.has(index, "passive", "passive_one", "adverbs", "auxiliaries") and index not in view.harm_at:
        index += 1
    after = view.harm_at.get(index)
    if after is None or after is harm or after.end_as(Kind.STATE) is None or after.category is harm.category:
        return None
    adjacent = index == harm.last
    if harm.weak or harm.category is Category.CAPTURED and after.end_as(Kind.NOUN) is None:
        return after
    return None if adjacent else after


def _object_follows(view: SentenceView, harm: Harm) -> bool:
    """Whether a counted thing stands right after the verb, so that the noun before it is the doer."""
    end = harm.end_as(Kind.ACT)
    return end is not None and view.counted_at(end) is not None


# --- the act before the number


def _act_object(view: SentenceView, counted: Counted) -> Link | None:
    """ "killing 12 people", "la mort de 93 civils", "cost Russia 700,000 men"."""
    index, farthest = counted.first - 1, counted.first - 2 - _FARTHEST_ACT
    while index > farthest and index in view.tokens:
        if view.form(index) in _STOPS or view.form(index) == ":" or _starts(view, index):
            return None
        harm = view.harm_at.get(index)
        if harm:
            return _as_act(view, counted, harm)
        if view.form(index) == ",":
            index = _before_aside(view, index)
            farthest = index - 3
        elif _bars_object(view, index):
            return None
        index -= 1
    return None


def _before_aside(view: SentenceView, index: int) -> int:
    """The comma that opens the aside which the comma at the index closes; an index outside where there is none."""
    for start in range(index - 1, index - 8, -1):
        if view.form(start) in _STOPS or start in view.harm_at or _starts(view, start):
            break
        if view.form(start) == ",":
            return start
    return view.tokens.start - 1


def _act_to(view: SentenceView, counted: Counted) -> Link | None:
    """ "a coûté la vie lundi à au moins neuf personnes"."""
    stop = counted.first - 1
    if not view.has(stop, "datives") or counted.quantity.article:
        return None
    for index in range(stop - 1, stop - 10, -1):
        harm = view.harm_at.get(index)
        if harm and harm.category:
            return _link(harm, Kind.ACT_TO, "act and object")
        if view.form(index) in _STOPS or _starts(view, index):
            return None
    return None


def _bars_object(view: SentenceView, index: int) -> bool:
    if index in view.asides or view.has(index, "of", "others", "adverbs"):
        return False
    return view.has(index, "prepositions", "conjunctions", "auxiliaries", "relatives", "subordinators")


def _as_act(view: SentenceView, counted: Counted, harm: Harm) -> Link | None:
    end = harm.end_as(Kind.ACT)
    if end is None or harm.category is None or end > counted.first or counted.quantity.article:
        return None
    if harm.end_as(Kind.STATE) == end and _passive_before(view, harm.first):
        return None
    if end < counted.first - 1 and counted.head not in _PEOPLE and counted.head is not Head.BARE:
        return None
    if counted.harm and counted.harm.category and counted.harm.end_as(Kind.NOUN):
        return _link(counted.harm, Kind.NOUN, "act, then noun")
    return _link(harm, Kind.ACT, "act and object")


def _passive_before(view: SentenceView, index: int) -> bool:
    """Whether the words before the token make the participle there passive."""
    for start in range(max(view.tokens.start, index - 4), index):
        for role in ("passive", "passive_one"):
            end = view.role(start, role)
            while end is not None and end < index and view.has(end, "adverbs"):
                end += 1
            if end == index:
                return True
    return False


def _starts(view: SentenceView, index: int) -> bool:
    """Whether the token is inside a counted thing's quantity."""
    return any(counted.first <= index < counted.last for counted in view.counted)


# --- the state after the number


def _subject_state(view: SentenceView, counted: Counted) -> Link | None:
    """ "four soldiers serving with the force have died", "12 children and 3 women killed"."""
    if counted.quantity.article:
        return None
    index = counted.end
    farthest = index + _FARTHEST_STATE
    in_relative = view.has(index, "relatives")
    if counted.quantity.in_digits and view.form(index) == "," == view.form(counted.first - 1):
        return None  # an age ("the attacker, 50, shot dead")
    while index < farthest and index in view.tokens:
        form = view.form(index)
        if form in _STOPS or form == ":":
            return None
        other = view.counted_at(index)
        if other is not None:
            if not _passes(view, counted, other):
                return None
            index = max(other.end, index + 1)
            continue
        harm = view.harm_at.get(index)
        if harm and harm.first == index:
            if in_relative and index > counted.end + 1 and not _passive_before(view, index) and not harm.weak:
                index += 1
                continue
            return _as_state(view, counted, harm, index)
        step = index + 1 if in_relative and view.is_word(index) else _next_in_clause(view, counted, index)
        if step is None:
            return None
        index = step
    return None


def _passes(view: SentenceView, counted: Counted, other: Counted) -> bool:
    """Whether the way from a number to its verb may lead over another number."""
    if other.head is Head.THING:
        return True
    return other.harm is None and coordinated(view, counted, other)


def _next_in_clause(view: SentenceView, counted: Counted, index: int) -> int | None:
    """The token from which the search for the verb goes on, or None where the clause ends."""
    form = view.form(index)
    if form == "," or form in _DASHES or form in _BRACKETS:
        return _over_aside(view, counted, index)
    if view.has(index, "subordinators") and not view.has(index, "prepositions", "relatives"):
        return None
    conjunction = view.role(index, "conjunctions")
    if conjunction is not None and (view.has(conjunction, "determiners") or not _coordination_ahead(view, index)):
        return None
    if _new_subject(view, counted, index):
        return None
    return index + 1


def _coordination_ahead(view: SentenceView, index: int) -> bool:
    """Whether after the conjunction another part of the same subject, or the verb itself, follows."""
    return any(view.counted_at(place) or place in view.harm_at for place in range(index + 1, index + 4))


def _over_aside(view: SentenceView, counted: Counted, index: int) -> int | None:
    """The token after an aside between commas, dashes or brackets; the next token where the verb follows at once."""
    close = {"(": ")", "[": "]"}.get(view.form(index), view.form(index))
    after = index + 1
    while view.has(after, "adverbs", "auxiliaries", "passive") and after not in view.harm_at:
        after += 1
    if after in view.harm_at or view.counted_at(index + 1):
        return index + 1
    for end in range(index + 1, min(view.tokens.stop, index + _FARTHEST_ASIDE)):
        if view.form(end) in _STOPS:
            return None
        if view.form(end) == close:
            return end + 1 if view.has(end + 1, "auxiliaries", "passive", "adverbs") or end + 1 in view.harm_at else None
    return None


def _new_subject(view: SentenceView, counted: Counted, index: int) -> bool:
    """Whether a determiner opens a noun phrase that is no complement of the counted one."""
    if not view.has(index, "determiners") or view.has(index, "of"):
        return False
    before = index - 1
    return not view.has(before, "of", "prepositions", "conjunctions") and view.form(before) not in "'-\"«“"


def _as_state(view: SentenceView, counted: Counted, harm: Harm, index: int) -> Link | None:
    if harm.category is None:
        return None
    if harm.end_as(Kind.STATE) is None:
        return _link(harm, Kind.NOUN, "subject and noun") if _passive_before(view, index) else None
    if _one_person(view, index) and counted.quantity.qualifier is Qualifier.EXACT and counted.quantity.low != 1:
        return None
    if harm.end_as(Kind.ACT) is not None and not _passive_before(view, index) and _object_follows(view, harm):
        return None
    if counted.head is Head.UNKNOWN and index - counted.end > 4:
        return None
    return _link(harm, Kind.STATE, "subject and state")


def _one_person(view: SentenceView, index: int) -> bool:
    """Whether the verb before the token is singular."""
    for start in range(max(view.tokens.start, index - 4), index):
        end = view.role(start, "passive_one")
        while end is not None and end < index and view.has(end, "adverbs"):
            end += 1
        if end == index and not any(view.role(s, "passive") == end for s in range(start - 2, index)):
            return True
    return False


# --- a toll and its number


def _toll_value(view: SentenceView, counted: Counted) -> Link | None:
    """ "the toll rose to 36", "le nombre des blessés dépasse 6.500", "the wounded are approaching 1,000"."""
    if counted.head not in (Head.BARE, *_PEOPLE) or counted.quantity.article:
        return None
    start = _copula_before(view, counted)
    if start is None:
        return None
    for index in range(start - 1, start - 1 - _FARTHEST_TOLL, -1):
        if index not in view.tokens or view.form(index) in _STOPS or _starts(view, index):
            return None
        harm = view.harm_at.get(index)
        if harm is None or harm.category is None:
            continue
        if harm.last > start:
            continue
        link = _link(harm, Kind.TOLL, "toll and value") or _link(harm, Kind.NOUN, "toll and value")
        if link is None and any(view.has(before, "totals") for before in range(index - 5, index)):
            link = _link(harm, Kind.STATE, "toll and value")
        if link:
            return link
    return None


def _bare_toll(view: SentenceView, counted: Counted) -> Link | None:
    """A toll's number that no noun and no verb of its own follows."""
    if counted.head is not Head.BARE or view.has(counted.last, "auxiliaries", "passive") or counted.last in view.harm_at:
        return None
    return _toll_value(view, counted) or _label_value(view, counted)


def _label_value(view: SentenceView, counted: Counted) -> Link | None:
    """ "the dead are 179, the wounded 110": a harm noun right before the number that closes its clause."""
    harm = view.harm_at.get(counted.first - 1)
    if harm is None or harm.last != counted.first or not _closes_clause(view, counted):
        return None
    return _link(harm, Kind.TOLL, "label and value") or _link(harm, Kind.NOUN, "label and value")


def _copula_before(view: SentenceView, counted: Counted) -> int | None:
    """The first token of the longest copula that ends where the quantity begins (brackets count as one)."""
    if view.form(counted.first - 1) == "(" and view.form(counted.last) == ")":
        return counted.first - 1
    number = view.document.token_at(counted.quantity.number.start)
    if any(view.has(index, "copulas", "totals") for index in range(counted.first, number)):
        return counted.first  # the hedge is itself such a verb: "dépasse 6.500", "exceeds 100"
    stop = counted.first
    while _skipped_backwards(view, stop - 1) and not view.has(stop - 1, "copulas"):
        stop -= 1
    for start in range(max(view.tokens.start, stop - 5), stop):
        end = view.role(start, "copulas")
        if end == stop:
            return start
    return None


def _skipped_backwards(view: SentenceView, index: int) -> bool:
    """Whether the token is a quotation mark, an adverb, or the comma beside one."""
    if view.form(index) in _QUOTE_MARKS or index in view.asides or view.has(index, "adverbs"):
        return True
    return view.form(index) == "," and (view.has(index - 1, "adverbs") or view.has(index + 1, "adverbs"))


_QUOTE_MARKS = frozenset("\"«“»”")


def _inverted_toll(view: SentenceView, counted: Counted) -> Link | None:
    """ "évalue à au moins 900 le nombre de corps", "portent à 62.744 le nombre des personnes tuées"."""
    if counted.head not in (Head.BARE, Head.UNKNOWN):
        return None
    index = counted.last
    if view.has(index, "determiners"):
        index += 1
    harm = view.harm_at.get(index)
    if harm and harm.first == index and harm.end_as(Kind.TOLL):
        return _link(harm, Kind.TOLL, "value and toll")
    if not view.has(index, "totals", "pronouns") or counted.quantity.article:
        return None
    if index == counted.last and not view.has(index, "pronouns"):
        return None
    for ahead in range(index + 1, index + 10):
        harm = view.harm_at.get(ahead)
        if harm and harm.category:
            return _link(harm, Kind.NOUN, "value and toll") or _link(harm, Kind.STATE, "value and toll")
        if view.form(ahead) in _STOPS or view.form(ahead) == ",":
            return None
    return None


def _state_then_subject(view: SentenceView, counted: Counted) -> Link | None:
    """ "y ont péri 12 soldats", "sont morts « 4 policiers »": the verb before its subject."""
    if counted.head not in _PEOPLE or counted.quantity.article:
        return None
    index = counted.first - 1
    while view.form(index) in _QUOTE_MARKS or view.has(index, "adverbs"):
        index -= 1
    harm = view.harm_at.get(index)
    if harm is None or harm.category is None or harm.end_as(Kind.STATE) != index + 1:
        return None
    if harm.end_as(Kind.NOUN) is not None and not _passive_before(view, harm.first):
        return None
    if view.has(index, "prepositions", "of"):
        return None
    return _link(harm, Kind.STATE, "state and subject")


def _object_relative(view: SentenceView, counted: Counted) -> Link | None:
    """ "the 15 people the pair murdered", "669 que le ministère recherche toujours"."""
    index = counted.end
    if not view.has(index, "relatives", "determiners") or counted.quantity.article:
        return None
    for ahead in range(index + 1, index + 10):
        if view.form(ahead) in _STOPS or view.form(ahead) in ",:" or view.counted_at(ahead):
            return None
        harm = view.harm_at.get(ahead)
        if harm and harm.category and harm.end_as(Kind.ACT) is not None and not _object_follows(view, harm):
            return _link(harm, Kind.ACT, "object and relative")
        if harm:
            return None
    return None


_RULES: tuple[Callable[[SentenceView, Counted], Link | None], ...] = (
    _harm_noun,
    _apposed_harm,
    _inverted_toll,
    _act_to,
    _act_object,
    _bare_toll,
    _subject_state,
    _object_relative,
    _state_then_subject,
    _toll_value,
)


# --- numbers that share a link


_JOINING_MARKS = frozenset(",:;(–—")


def coordinated(view: SentenceView, before: Counted, after: Counted) -> bool:
    """Whether nothing but commas, conjunctions and brackets stands between two counted things."""
    index = before.harm.last if before.harm and before.head is Head.HARM else before.end
    joined = False
    while index < after.first:
        end = view.role(index, "conjunctions")
        if end is not None:
            index, joined = end, True
        elif view.form(index) in _JOINING_MARKS:
            index, joined = index + 1, True
        elif view.form(index) in _QUOTE_MARKS or view.has(index, "of", "copulas"):
            index += 1
        else:
            return False
    return joined


def _share_between_coordinated(view: SentenceView, links: Links) -> None:
    """ "12 children and 3 women were killed", "died in Cuba and 22 in Haiti"."""
    for place in range(1, len(view.counted)):
        before, counted = view.counted[place - 1], view.counted[place]
        if place in links or place - 1 not in links or counted.head in (Head.THING, Head.UNKNOWN, Head.HARM):
            continue
        if counted.head is not Head.BARE and (coordinated(view, before, counted) or _added(view, counted)):
            links[place] = _again(links[place - 1], "coordination")
        elif counted.head is Head.BARE and _place_follows(view, before, counted):
            links[place] = _again(links[place - 1], "list by place")
    for place in range(len(view.counted) - 2, -1, -1):
        counted, after = view.counted[place], view.counted[place + 1]
        if place in links or place + 1 not in links or counted.head not in _PEOPLE:
            continue
        state_of_people = "state" in links[place + 1].rule and links[place + 1].rule != "number and state"
        if state_of_people and coordinated(view, counted, after):
            links[place] = _again(links[place + 1], "coordination")


def _added(view: SentenceView, counted: Counted) -> bool:
    """Whether words right before the counted thing add it to those named before ("as well as 5 soldiers")."""
    return any(view.role(start, "additive") == counted.first for start in range(counted.first - 6, counted.first))


def _again(link: Link, rule: str) -> Link:
    return Link(link.category, link.words, rule)


def _place_follows(view: SentenceView, before: Counted, counted: Counted) -> bool:
    """Whether a bare number stands before a place, after a figure that stands before one too."""
    if not view.has(before.end, "prepositions") and before.harm is None:
        return False
    if not view.has(counted.last, "prepositions") or view.has(counted.last, "of"):
        return False
    between = range(before.last, counted.first)
    return any(view.form(index) == "," or view.has(index, "conjunctions") for index in between[-3:])


# --- parts of a whole


def _follow_breakdowns(view: SentenceView, links: Links) -> None:
    """ "among the dead are 38 children, 24 women and 109 men"."""
    for index in view.tokens:
        end = view.role(index, "among")
        harm = view.harm_at.get(end) if end is not None else None
        if harm is None or harm.first != end or harm.category is None or harm.end_as(Kind.NOUN) is None:
            continue
        for place, counted in enumerate(view.counted):
            fronted = counted.first <= harm.last + 1 and view.form(harm.last) == ","
            if counted.first < harm.last or place in links or not (counted.head in _PEOPLE or fronted):
                continue
            if counted.quantity.article:
                continue
            if not any(view.form(i) in _STOPS for i in range(harm.last, counted.first)):
                links[place] = Link(harm.category, range(harm.first, harm.last), "breakdown")


def _inherit_in_parts(view: SentenceView, links: Links, last: Category | None) -> None:
    """ "dont 12 enfants", "7 of them children", "including four soldiers"."""
    for place, counted in enumerate(view.counted):
        if place in links or counted.head is Head.THING or counted.quantity.article:
            continue
        part = counted.head is Head.ANAPHOR or part_cue(view, counted)
        if not part:
            continue
        before = max((p for p in links if p < place), default=None)
        after = place + 1 if place + 1 in links and _is_among(view, counted, view.counted[place + 1]) else None
        if after is not None:
            links[place] = _again(links[after], "part")
        elif before is not None:
            links[place] = _again(links[before], "part")
        elif last is not None and (counted.head is Head.ANAPHOR or counted.head in _PEOPLE and _opens_part(view)):
            links[place] = Link(last, counted.noun, "part")


def _is_among(view: SentenceView, counted: Counted, whole: Counted) -> bool:
    """ "two French soldiers were among 34 killed"."""
    return any(view.role(index, "subset_after") == whole.first for index in range(counted.end, whole.first))


def _opens_part(view: SentenceView) -> bool:
    """Whether the sentence itself opens with words for a part ("Among them are 48 civilians")."""
    return any(view.has(index, "anaphors", "subset_before") for index in view.tokens[:2]) or any(
        view.has(index, "subset_after") for index in view.tokens
    )


def part_cue(view: SentenceView, counted: Counted) -> bool:
    """Whether words before or after the counted thing make it a part of another."""
    stop = counted.first
    while (
        view.form(stop - 1) in _QUOTE_MARKS
        or view.has(stop - 1, "determiners", "auxiliaries", "passive")
        and not view.has(stop - 1, "of", "subset_before")
    ):
        stop -= 1
    for start in range(max(view.tokens.start, stop - 4), stop):
        if view.role(start, "subset_before") == stop:
            return True
    end = counted.harm.last if counted.harm else counted.end
    return any(view.has(index, "subset_after") for index in range(counted.last, end + 2))


def _repeat_in_parallel(view: SentenceView, links: Links, recent: Sequence[Category]) -> None:
    """ "221 killed and 1,168 injured for April, 183 and 836 for May": bare pairs take the categories in order."""
    for place in range(len(view.counted) - 1):
        first, second = view.counted[place], view.counted[place + 1]
        if not (first.head is second.head is Head.BARE and coordinated(view, first, second)):
            continue
        if view.has(first.first - 1, "of") or first.quantity.low == 1:
            continue
        known = [*recent, *(links[p].category for p in sorted(links) if p < place)][-2:]
        if len(known) == 2 and known[0] is not known[1] and place + 1 not in links:
            links[place] = Link(known[0], range(first.first, first.last), "parallel")
            links[place + 1] = Link(known[1], range(second.first, second.last), "parallel")


def _count_again(view: SentenceView, links: Links, last: Category | None) -> None:
    """ "la Chine en compte 18", "celui de 170", "an earlier figure of 12": the count of something named before."""
    for place, counted in enumerate(view.counted):
        if place in links or counted.head is not Head.BARE or counted.partitive or counted.quantity.low == 1:
            continue
        before = max((p for p in links if p < place), default=None)
        category = links[before].category if before is not None else last
        topic = _topic_before(view, counted, view.counted[before].last if before is not None else view.tokens.start)
        category = topic or category
        if category and _names_count_before(view, counted):
            links[place] = Link(category, range(counted.first, counted.last), "count again")


def _topic_before(view: SentenceView, counted: Counted, start: int) -> Category | None:
    """The category of the last harm noun between the token and the number ("Quant aux tués, on en compte 12")."""
    nouns = [
        harm.category
        for harm in view.harms
        if start <= harm.first < counted.first and harm.category and (harm.end_as(Kind.NOUN) or harm.end_as(Kind.TOLL))
    ]
    return nouns[-1] if nouns else None


def _names_count_before(view: SentenceView, counted: Counted) -> bool:
    stop = counted.first
    while _skipped_backwards(view, stop - 1):
        stop -= 1
    for start in range(max(view.tokens.start, stop - 9), stop):
        end = view.role(start, "counting")
        if end is not None and end < stop and view.has(start - 1, "pronouns") and view.has(end, "prepositions"):
            return True
        if end == stop and (view.has(start - 1, "pronouns") or _closes_clause(view, counted)):
            return True
    start = _copula_before(view, counted)
    reach = 8
    if start is None and view.form(stop - 1) == ",":
        start, reach = stop - 1, 4
    if start is None:
        return False
    for index in range(start, max(view.tokens.start, start - reach) - 1, -1):
        if view.form(index) in _STOPS or _starts(view, index):
            return False
        end = view.role(index, "totals") or view.role(index, "pronouns")
        if end is not None:
            return not _counts_things(view, end)
    return False


def _closes_clause(view: SentenceView, counted: Counted) -> bool:
    """Whether nothing more of its clause follows the number."""
    return not view.is_word(counted.last) or view.has(counted.last, "conjunctions")


def _counts_things(view: SentenceView, index: int) -> bool:
    """Whether "of" and a noun for things follow a word for a count ("number of firearms")."""
    people = people_lexicon(view.language)
    heads = (people.longest_at(view.document.tokens, ahead, view.tokens.stop) for ahead in range(index, index + 4))
    return view.has(index, "of") and any(match and match.value is Head.THING for match in heads)
