"""Links → links of the numbers that share them: coordination, lists, parts, parallels, counts named again."""

from __future__ import annotations

from extractors.figures.counted import Counted, Head, SentenceView
from extractors.figures.degrees import next_degree
from extractors.figures.ellipses import alternative, rival_clause, rival_in_brackets
from extractors.figures.labelled import labelled_next
from extractors.figures.links import (
    CLAUSE_ENDS,
    PEOPLE,
    Link,
    Links,
    beside_number,
    closes_clause,
    coordinated,
)
from extractors.figures.parts import part_cue
from extractors.models import Qualifier

_LONGEST_GAP = 5  # tokens between a conjunction and a number whose verb is left out

_LONGEST_GAPPED = 4  # words of a phrase that repeats a clause with another number
_LONGEST_DASHED = 8  # tokens between the comma and the dash that stands for the verb
_LONGEST_RIVAL = 16  # tokens between two numbers of which the second repeats the verb of the first
_FARTHEST_VERB = 8  # tokens between people and the verb that tells what they did
_NEAR_VERB = 5  # tokens of a verb with its adverbs
_LIST_BREAKS = frozenset(',:()"«»')
_LIST_OPENERS = frozenset(":;–—")
_BOTH = 2  # who are known: "between the two"
_LONGEST_ASIDE = 14  # tokens of an aside between a number and its verb


# --- numbers that share a link


def share_between_coordinated(view: SentenceView, links: Links) -> None:
    """ "12 children and 3 women were killed", "died in Cuba and 22 in Haiti"."""
    for place in range(1, len(view.counted)):
        prior = _prior(view, links, place)
        before, counted = view.counted[prior], view.counted[place]
        if place in links or place in view.excluded or prior not in links:
            continue
        if next_degree(view, counted):
            links[place] = _again(links[prior], "list by kind")
            continue
        if counted.head in (Head.UNKNOWN, Head.HARM, Head.ANAPHOR):
            continue
        if counted.quantity.article and _is_aside(view, before, counted):
            continue
        rule = _shared_rule(view, links, place, prior)
        if rule is not None:
            links[place] = _again(links[prior], rule)
    _share_backwards(view, links)


def _prior(view: SentenceView, links: Links, place: int) -> int:
    """The number before, over one person named as its part ("sei nel Dnipro, fra cui un bimbo, tre a Odessa")."""
    aside = view.counted[place - 1]
    skipped = place > 1 and place - 1 not in links and aside.quantity.article and part_cue(view, aside)
    return place - 2 if skipped else place - 1


def _shared_rule(view: SentenceView, links: Links, place: int, prior: int) -> str | None:
    """The rule by which the number takes the link of the one before it, or None."""
    before, counted = view.counted[prior], view.counted[place]
    if counted.head is not Head.BARE or _joined_others(view, counted):
        joined = coordinated(view, before, counted) and not _acts_itself(view, counted)
        if joined or _added(view, counted) or _listed(view, counted):
            return "coordination"
        if counted.head is not Head.BARE:
            return None
    rules = {
        "increment": _is_increment(view, counted) or (_added(view, counted) and view.has(counted.end, "prepositions")),
        "part": _is_item(view, counted, links[prior]) or _by_cause(view, before, counted),
        "list by kind": labelled_next(view, counted),
        "list by place": _place_follows(view, before, counted) or _gapped_subject(view, before, counted),
        "restated": _restates(view, before, counted)
        or _compared(view, place)
        or _rivals(view, before, counted)
        or rival_clause(view, counted)
        or rival_in_brackets(view, before, counted)
        or alternative(view, counted),
        "gapped": _gapped_clause(view, before, counted) or _gapped_dash(view, before, counted),
    }
    return next((rule for rule, holds in rules.items() if holds), None)


def _acts_itself(view: SentenceView, counted: Counted) -> bool:
    """Whether a verb of their own follows the people: "killed three; 300 others were at work", no part of the toll."""
    index = counted.last
    while index < counted.end + _FARTHEST_VERB and index in view.tokens:
        if view.form(index) == "," and (close := _closing_comma(view, index)) is not None:
            return _is_own_verb(view, counted, close + 1)
        if view.form(index) in CLAUSE_ENDS or view.form(index) in _LIST_BREAKS or index in view.harm_at:
            return False
        if view.in_quantity(index) or view.has(index, "relatives", "subordinators", "conjunctions"):
            return False
        if _is_own_verb(view, counted, index):
            return True
        index += 1
    return False


def _closing_comma(view: SentenceView, index: int) -> int | None:
    """The comma that closes the aside which the comma at the token opens."""
    ahead = range(index + 1, index + _LONGEST_ASIDE)
    return next((at for at in ahead if view.form(at) == "," or view.form(at) in CLAUSE_ENDS), None)


def _is_own_verb(view: SentenceView, counted: Counted, index: int) -> bool:
    """Whether a verb at the token has the people as its subject and tells of no harm."""
    if view.has(index, "prepositions", "of") or (view.has(index, "passive_one") and counted.quantity.low != 1):
        return False  # "the death of five soldiers is a loss"
    if not (view.has(index, "finite") or (index >= counted.end and view.has(index, "auxiliaries", "passive"))):
        return False
    harm = next((harm for at in range(index, index + _NEAR_VERB) if (harm := view.harm_at.get(at))), None)
    return harm is None or harm.category is None


def _joined_others(view: SentenceView, counted: Counted) -> bool:
    """ "a boy and three others", where nothing else is told of the others behind a comma."""
    if not (view.has(counted.last, "others") and view.has(counted.first - 1, "conjunctions")):
        return False
    behind = range(counted.end, counted.end + _LONGEST_ASIDE)
    told = view.form(counted.end) == "," and any(index in view.harm_at for index in behind)
    return closes_clause(view, counted.end) and not told


def _is_aside(view: SentenceView, before: Counted, counted: Counted) -> bool:
    """ "12 dead; an official spoke of 20", "one of them, a woman of 20, …": an article that counts nobody else."""
    mark = view.form(counted.first - 1)
    if view.has(counted.end, "relatives"):
        return True  # "two badly hurt, and a person who does not answer"
    end = before.closing
    if before.quantity.article and beside_number(view, counted):
        return False  # "killed a bomber, a soldier and four others"
    if mark == "," and not closes_clause(view, counted.end):
        return True  # "2,000 were not accounted for, a disaster official told local radio"
    return mark == ";" or (mark == "," and before.quantity.low == 1 and end == counted.first - 1)


def _share_backwards(view: SentenceView, links: Links) -> None:
    """Give a number the link of the one after it: "12 children and 3 women were killed", "158, 118 and 159 bodies"."""
    for place in range(len(view.counted) - 2, -1, -1):
        counted, after = view.counted[place], view.counted[place + 1]
        if place in links or place in view.excluded or place + 1 not in links:
            continue
        if place - 1 in links and part_cue(view, counted):
            continue  # "32 people were killed, four of them children; 117 were hurt"
        rule = links[place + 1].rule
        listed = rule == "coordination" and links[place + 1].words.start >= after.end  # "three guards, two cooks, …"
        state_of_people = rule == "part" or listed or ("state" in rule and rule != "number and state")
        if counted.head is Head.BARE:
            shared = _shares_noun(view, counted, after, listed=after.head is Head.BARE)
        else:
            shared = counted.head in PEOPLE and state_of_people and coordinated(view, counted, after)
            shared = shared and after.head is not Head.ANAPHOR  # "eleven sailors, nine of whom hurt"
            shared = shared and not any(view.form(at) == ":" for at in range(counted.end, after.first))
        if shared:
            links[place] = _again(links[place + 1], "coordination")


def _shares_noun(view: SentenceView, counted: Counted, after: Counted, *, listed: bool) -> bool:
    """ "158, 118 and 159 bodies": a conjunction alone parts the last two, commas the others."""
    if counted.quantity.article or counted.quantity.low == 1:
        return False
    comma = view.form(counted.last) == "," and counted.last + 1 == after.first
    return (listed and comma) or view.role(counted.last, "conjunctions") == after.first


def _listed(view: SentenceView, counted: Counted) -> bool:
    """Whether the counted thing opens a bare list after a colon or dash ("…: a Burkinabe and two soldiers")."""
    opened = view.form(counted.first - 1) in _LIST_OPENERS or _opening_dash(view, counted.first - 1)
    if not opened or counted.head not in PEOPLE:
        return False
    return view.form(counted.end) in (",", ".", "", ")") or view.has(counted.end, "conjunctions")


def _opening_dash(view: SentenceView, index: int) -> bool:
    """Whether a hyphen with a space on its left alone opens an aside: "a total of 315 -303 pupils and 12 teachers-"."""
    if view.form(index) != "-" or index + 1 not in view.tokens or index - 1 not in view.tokens:
        return False
    before, dash, after = view.document.tokens[index - 1 : index + 2]
    return before.end < dash.start and dash.end == after.start


def _added(view: SentenceView, counted: Counted) -> bool:
    """Whether words right before the counted thing add it to those named before ("as well as 5 soldiers")."""
    stop = counted.first - (1 if view.has(counted.first - 1, "determiners") else 0)
    return any(view.role(start, "additive") == stop for start in range(stop - 6, stop))


def _again(link: Link, rule: str) -> Link:
    return Link(link.category, link.words, rule)


def _gapped_place(view: SentenceView, counted: Counted) -> bool:
    """ "…; in the village of Mézé, thirty-one": a place, a comma, and a number that closes its clause."""
    if view.form(counted.first - 1) not in (",", "–", "—") or not closes_clause(view, counted.end):
        return False
    for index in range(counted.first - 2, counted.first - 10, -1):
        if view.form(index) in ",;:" or view.has(index, "conjunctions"):
            return view.has(index + 1, "prepositions")
        if index in view.harm_at or view.in_quantity(index):
            return False
    return False


def _gapped_subject(view: SentenceView, before: Counted, counted: Counted) -> bool:
    """ "Turkey counts 18,991 dead and Syria 3,377": a conjunction, another name, a number that closes its clause."""
    if not closes_clause(view, counted.end):
        return False
    end = before.closing
    for index in range(counted.first - 1, max(end, counted.first - _LONGEST_GAP) - 1, -1):
        if view.role(index, "conjunctions") == index + 1:
            names = [view.document.tokens[place] for place in range(index + 1, counted.first)]
            return any(token.is_word and view.document.capitalised(token) for token in names)
        if index in view.harm_at or view.has(index, "prepositions", "auxiliaries", "relatives", "subordinators"):
            return False
    return False


def _restates(view: SentenceView, before: Counted, counted: Counted) -> bool:
    """ "a few dozen dead, 50 at most": a bounded number right after a figure and a comma."""
    if counted.quantity.qualifier is Qualifier.EXACT or not closes_clause(view, counted.end):
        return False
    return view.form(counted.first - 1) == "," and coordinated(view, before, counted)


def _rivals(view: SentenceView, before: Counted, counted: Counted) -> bool:
    """ "67 dead, say doctors; fifty, according to the army", "speak of seven; the paper, which …, of nine"."""
    if view.form(counted.first - 1) == ";" and view.form(counted.last) == ",":
        return view.has(counted.last + 1, "prepositions")
    gap = range(before.end, counted.first)
    set_off = any(view.form(index) == ";" for index in gap) and not any(index in view.harm_at for index in gap[1:])
    return set_off and len(gap) <= _LONGEST_RIVAL and _shares_preposition(view, before, counted)


def _shares_preposition(view: SentenceView, before: Counted, counted: Counted) -> bool:
    """Whether the same small word stands before both numbers, and the second closes its clause."""
    index = counted.first - 1
    same = view.form(index) == view.form(before.first - 1) and view.has(index, "of", "prepositions", "objects")
    return same and closes_clause(view, counted.last)


def _gapped_clause(view: SentenceView, before: Counted, counted: Counted) -> bool:
    """ "12 people in the first wreck, in the second nine": a short phrase and a number repeat the clause before."""
    if view.is_word(counted.last) and not view.has(counted.last, "conjunctions"):
        return False
    if counted.quantity.qualifier is Qualifier.VAGUE:
        return False
    index = counted.first - 1
    if view.form(index) == "," or _shares_preposition(view, before, counted):
        index -= 1
    if view.has(index, "calendar") or (view.has(index, "determiners") and counted.quantity.low == _BOTH):
        return False
    words = 0
    while index >= before.end and view.form(index) not in (",", ";") and not view.has(index, "conjunctions"):
        barred = view.has(index, "auxiliaries", "relatives", "subordinators", "adverbs", "passive", "totals")
        if barred or index in view.harm_at or not (view.is_word(index) or view.form(index) in "'-"):
            return False
        index, words = index - 1, words + 1
    leads = view.has(index + 1, "prepositions", "determiners")
    return leads and index >= before.end and 0 < words <= _LONGEST_GAPPED


def _gapped_dash(view: SentenceView, before: Counted, counted: Counted) -> bool:
    """ "The first group killed 200, the second — up to 235": a dash for the verb, a number that closes its clause."""
    index = counted.first - 1
    while view.has(index, "others", "adverbs"):
        index -= 1
    if counted.head is not Head.BARE or view.form(index) not in ("–", "—") or not closes_clause(view, counted.end):
        return False
    for words, at in enumerate(range(index - 1, max(before.end, index - _LONGEST_DASHED) - 1, -1)):
        if view.form(at) in (",", ";"):
            return words > 0
        if at in view.harm_at or view.in_quantity(at) or view.has(at, "anaphors", "relatives", "subordinators"):
            return False
    return False


def _compared(view: SentenceView, place: int) -> bool:
    """ "41 dead, against 36 the day before"; a pair ("41 dead and 9 hurt, against 36 and 4") is read as such."""
    counted, after = view.counted[place], view.counted[place + 1] if place + 1 < len(view.counted) else None
    if after is not None and bare_pair(view, counted, after):
        return False
    compared = any(view.role(start, "versus") == counted.first for start in range(counted.first - 3, counted.first))
    return compared and (closes_clause(view, counted.end) or view.has(counted.end, "of"))  # "dai 94 di ieri"


def bare_pair(view: SentenceView, first: Counted, second: Counted) -> bool:
    """Whether two numbers without nouns are joined ("36 and 4", "i 34 e gli 80")."""
    if not first.head is second.head is Head.BARE:
        return False
    conjunction = view.role(first.last, "conjunctions")
    determined = conjunction is not None and view.role(conjunction, "determiners") == second.first
    return determined or coordinated(view, first, second)


def _is_increment(view: SentenceView, counted: Counted) -> bool:
    """ "689,040 killed (+1,440)": what the last day added to a running total."""
    return view.form(counted.first - 1) == "+" and view.form(counted.first - 2) == "("


def _is_item(view: SentenceView, counted: Counted, before: Link) -> bool:
    """ "192 soldiers (180 — the army's, twelve — the police's)": parts told behind dashes."""
    if view.form(counted.last) not in ("–", "—") or counted.last + 1 in view.harm_at:
        return False
    opened = view.form(counted.first - 1)
    return opened == "(" or (opened == "," and before.rule == "part")


def _by_cause(view: SentenceView, before: Counted, counted: Counted) -> bool:
    """ "36 were wounded, four by gunfire": what some of those before suffered from."""
    smaller = (counted.quantity.high or 0) < (before.quantity.low or 0)
    return smaller and view.form(counted.first - 1) == "," and view.has(counted.last, "doers")


def _place_follows(view: SentenceView, before: Counted, counted: Counted) -> bool:
    """Whether a bare number stands before a place, after a figure that stands before one too."""
    if _gapped_place(view, counted):
        return True
    after = view.role(counted.last, "others") or counted.last  # "and 52 others in Rukum"
    after += view.form(after) in ("–", "—")  # "трое — в Сумах"
    if view.has(counted.first - 1, "passive", "being") and not view.has(counted.first - 1, "conjunctions"):
        return False  # "two dead: they were seven on the rope"
    placed = view.has(after, "prepositions") and not view.has(after, "of") and after not in view.harm_at
    placed = placed or (view.form(after - 1) in ("–", "—") and _names_after_dash(view, before, after))
    day = counted.last + view.has(counted.last, "determiners")  # "cinquante le samedi"
    if not placed and not view.has(day, "weekdays") and not view.has(counted.last, "times"):
        return False
    between = range(before.last, counted.first)
    return any(view.form(index) in ",:–—" or view.has(index, "conjunctions") for index in between[-3:])


def _names_after_dash(view: SentenceView, before: Counted, index: int) -> bool:
    """ "193 of the dead — citizens of Malaysia, 43 — Poles": a name behind the dash, after another such item."""
    end = before.harm.last if before.harm else before.last
    named = index in view.tokens and view.document.capitalised(view.document.tokens[index])
    return named and view.form(end) in ("–", "—")
