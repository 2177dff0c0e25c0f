"""Links → links of the numbers that share them: coordination, lists, parts, parallels, counts named again."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.figures.classified_parts import classified_part, is_among
from extractors.figures.counted import Counted, Head, SentenceView, people_lexicon
from extractors.figures.degrees import degree_item, described_part, next_degree, told_of_victims
from extractors.figures.ellipses import alternative, rival_clause, rival_in_brackets
from extractors.figures.labelled import labelled_next
from extractors.figures.links import (
    CLAUSE_ENDS,
    PEOPLE,
    QUOTE_MARKS,
    Link,
    Links,
    before_aside,
    beside_number,
    closes_clause,
    coordinated,
    skipped_backwards,
)
from extractors.figures.noun_phrases import one_of_part
from extractors.figures.tolls import copula_before
from extractors.harm import Kind
from extractors.models import Category, Qualifier

_SHORTEST_SERIES = 4  # numbers in a row that rise
_LONGEST_GAP = 5  # tokens between a conjunction and a number whose verb is left out
_FARTHEST_TOTAL = 8  # tokens between a word for a count and the verb that gives it
_FARTHEST_APPOSED = 4  # tokens between a word for a count and the comma before the number

_LONGEST_GAPPED = 4  # words of a phrase that repeats a clause with another number
_LONGEST_DASHED = 8  # tokens between the comma and the dash that stands for the verb
_LONGEST_RIVAL = 16  # tokens between two numbers of which the second repeats the verb of the first
_FARTHEST_VERB = 8  # tokens between people and the verb that tells what they did
_NEAR_VERB = 5  # tokens of a verb with its adverbs
_LIST_BREAKS = frozenset(',:()"«»')
_LIST_OPENERS = frozenset(":;–—")
_PAIR = 2  # a count of dead and one of injured
_NEAR_PART = 3  # tokens between words for a part and its number
_LONGEST_ASIDE = 14  # tokens from them over an aside to the number ("184, among them, says the UN, 127 old people")


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
    if view.has(index, "calendar") or (view.has(index, "determiners") and counted.quantity.low == _PAIR):
        return False  # "between the two"
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
    if after is not None and _bare_pair(view, counted, after):
        return False
    compared = any(view.role(start, "versus") == counted.first for start in range(counted.first - 3, counted.first))
    return compared and (closes_clause(view, counted.end) or view.has(counted.end, "of"))  # "dai 94 di ieri"


def _bare_pair(view: SentenceView, first: Counted, second: Counted) -> bool:
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


# --- parts of a whole


def follow_breakdowns(view: SentenceView, links: Links) -> None:
    """ "among the dead are 38 children, 24 women and 109 men"."""
    for index in view.tokens:
        end = view.role(index, "among")
        if end is None or (view.is_word(index - 1) and not view.has(index - 1, "conjunctions", "subordinators")):
            continue
        whole = view.counted_at(end)
        harm = whole.harm if whole else view.harm_at.get(end)
        if harm is None or (not whole and harm.first != end) or harm.category is None or harm.end_as(Kind.NOUN) is None:
            continue
        for place, counted in enumerate(view.counted):
            fronted = counted.first == harm.last or (counted.first == harm.last + 1 and view.form(harm.last) == ",")
            own = place in links and links[place].words.start != harm.first
            if counted.first < harm.last or own or not (counted.head in PEOPLE or fronted):
                continue
            if counted.quantity.article and not beside_number(view, counted):
                continue
            if not any(view.form(i) in CLAUSE_ENDS for i in range(harm.last, counted.first)):
                links[place] = Link(harm.category, range(harm.first, harm.last), "breakdown")


def inherit_in_parts(view: SentenceView, links: Links, last: Category | None) -> None:
    """ "dont 12 enfants", "7 of them children", "including four soldiers"."""
    for place, counted in enumerate(view.counted):
        first = _heads_parts(view, place)
        first = first or one_of_part(view, counted)
        alone = counted.quantity.article and counted.head is not Head.ANAPHOR and not first
        if place in links or place in view.excluded or alone:
            continue
        part = counted.head is Head.ANAPHOR or part_cue(view, counted)
        described = described_part(view, counted) or told_of_victims(view, counted)
        part = part or described or degree_item(view, links, place)
        if part and _fares_otherwise(view, counted):
            continue
        if not part or (counted.quantity.low == 1 and not first and not _apposed(view, counted)):
            continue
        before = max((p for p in links if p < place), default=None)
        after = place + 1 if place + 1 in links and is_among(view, counted, view.counted[place + 1]) else None
        whole = after if after is not None else None if _of_unlinked(view, links, place) else before
        if whole is not None:
            category = Category.KILLED if view.has(counted.last, "fatal") else links[whole].category
            links[place] = Link(category, links[whole].words, "part")
        elif before is not None or last is None or _of_other_whole(view, links, place):
            continue
        elif counted.head is Head.ANAPHOR or (counted.head in PEOPLE and _opens_part(view)) or described:
            told = view.asked if described else last
            if told is not None:
                links[place] = Link(told, counted.noun or range(counted.first, counted.last), "part")


def _fares_otherwise(view: SentenceView, counted: Counted) -> bool:
    """Whether what is told of a part is no harm that is counted here: "three of them were arrested"."""
    index = counted.end
    while index not in view.harm_at and view.has(index, "auxiliaries", "passive", "adverbs"):
        index += 1
    harm = view.harm_at.get(index)
    return harm is not None and harm.category is None


def _heads_parts(view: SentenceView, place: int) -> bool:
    """Whether one person opens a list of parts that goes on with a number ("dont un enfant et douze femmes")."""
    counted = view.counted[place]
    if place + 1 == len(view.counted) or counted.head not in PEOPLE or not part_cue(view, counted):
        return False
    after = view.counted[place + 1]
    return after.head in PEOPLE and not after.quantity.article and coordinated(view, counted, after)


def _of_unlinked(view: SentenceView, links: Links, place: int) -> bool:
    """Whether the number just before is no figure ("eleven are under arrest, four of whom shot at people")."""
    whole = view.counted[max(place - 1, 0)]
    between = range(whole.end, view.counted[place].first)
    aside = view.counted[place].head is Head.ANAPHOR  # "46 vehicles, 15 of them lorries, collided"
    if (
        place
        and whole.head is Head.THING
        and all(view.is_word(at) or (aside and view.form(at) == ",") for at in between)
    ):
        return True  # "derailing four carriages and setting two of them alight"
    return place > 0 and place - 1 not in links and whole.head in (Head.BARE, *PEOPLE) and not whole.quantity.article


def _of_other_whole(view: SentenceView, links: Links, place: int) -> bool:
    """Whether people who are no figure stand right before ("evacuated 194 people, among them 31 children")."""
    if view.counted[place].head is Head.ANAPHOR and _of_unlinked(view, links, place):
        return True
    if not place:
        return False
    whole = view.counted[place - 1]
    if whole.harm is not None and whole.harm.category is None:
        return True  # "1,393 arrested, among them 117 teenagers"
    if whole.head not in PEOPLE:
        return False
    return not coordinated(view, view.counted[place - 1], view.counted[place])


def _apposed(view: SentenceView, counted: Counted) -> bool:
    """Whether punctuation or a word for a part opens the counted phrase ("one of them said" is nobody harmed)."""
    opened = view.form(counted.first - 1) in ",;:(–—" or view.has(counted.first - 1, "conjunctions", "subset_before")
    return opened and not view.has(counted.end, "auxiliaries", "passive", "passive_one")


def _opens_part(view: SentenceView) -> bool:
    """Whether the sentence itself opens with words for a part ("Among them are 48 civilians")."""
    return any(view.has(index, "anaphors", "subset_before") for index in view.tokens[:2]) or any(
        view.has(index, "subset_after") for index in view.tokens
    )


def part_cue(view: SentenceView, counted: Counted) -> bool:
    """Whether words before or after the counted thing make it a part of another."""
    if view.language.grammar.classifiers:
        return classified_part(view, counted)
    if _opens_list_of_parts(view, counted):
        return True
    stops = [counted.first]
    while (
        view.form(stops[-1] - 1) in QUOTE_MARKS
        or view.form(stops[-1] - 1) == ","
        or (
            view.has(stops[-1] - 1, "determiners", "auxiliaries", "passive")
            and not view.has(stops[-1] - 1, "of", "subset_before")
        )
    ):
        stops.append(stops[-1] - 1)  # each may end the words: "of these, 275,000"
    # "including, the ministry says, 12 children": an aside may stand between
    stops.append(before_aside(view, stops[-1]) if view.form(stops[-1]) == "," else view.tokens.start - 1)
    for after in stops:
        if any(view.role(start, "subset_before") == after for start in range(max(view.tokens.start, after - 4), after)):
            return True
    return _part_behind(view, counted)


def _part_behind(view: SentenceView, counted: Counted) -> bool:
    """Whether words behind the counted thing make it a part: "12 women among them"."""
    end = counted.closing
    while view.has(end, "auxiliaries", "passive", "adverbs") and not view.has(end, "subset_after"):
        end += 1  # "were also among them"
    for index in range(counted.last, end + 2):
        behind = view.role(index, "subset_after")
        if behind is None or (view.form(index - 1) == "," and _opens_noun(view, behind)):
            continue
        if view.form(behind) == "," != view.form(index - 1) and behind - index == 1:
            return True  # "18 dead, four minors included, and 48 hurt"
        reach = _LONGEST_ASIDE if view.form(behind) == "," == view.form(index - 1) else _NEAR_PART
        if not any(view.counted_at(place) for place in range(behind, behind + reach)):
            return True
    return False


def _opens_list_of_parts(view: SentenceView, counted: Counted) -> bool:
    """ "Among them he listed seven guards": words for a part open a sentence that tells of no harm, a verb follows."""
    opening = view.role(view.tokens.start, "subset_before")
    if opening is None or view.harms or not view.counted or view.counted[0] is not counted:
        return False
    return opening < counted.first <= opening + _NEAR_PART and counted.head in PEOPLE


def _opens_noun(view: SentenceView, index: int) -> bool:
    """Whether a noun, no verb begins at the token: "12 people, among them a girl, were killed" counts the whole."""
    return view.is_word(index) and index not in view.harm_at and not view.has(index, "auxiliaries", "passive")


def widen_by_parts(view: SentenceView, links: Links) -> None:
    """ "a million victims, of whom 250,000 killed": victims of whom some were killed are casualties."""
    weak = {harm.first for harm in view.harms if harm.weak}
    for place, link in links.items():
        after = links.get(place + 1)
        if (
            link.words.start in weak
            and after
            and after.words.start not in weak
            and part_cue(view, view.counted[place + 1])
        ):
            links[place] = Link(Category.CASUALTIES, link.words, link.rule)


def repeat_in_parallel(view: SentenceView, links: Links, recent: Sequence[Category]) -> None:
    """ "221 killed and 1,168 injured for April, 183 and 836 for May": bare pairs take the categories in order."""
    for place in range(len(view.counted) - 1):
        first, second = view.counted[place], view.counted[place + 1]
        if not _bare_pair(view, first, second) or _pairs_things(view, place):
            continue
        if view.has(first.first - 1, "of") or 1 in (first.quantity.low, second.quantity.low):
            continue
        known = [*recent, *(links[p].category for p in sorted(links) if p < place)][-2:]
        if len(known) == 2 and known[0] is not known[1] and place + 1 not in links:
            links[place] = Link(known[0], range(first.first, first.last), "parallel")
            links[place + 1] = Link(known[1], range(second.first, second.last), "parallel")


def _pairs_things(view: SentenceView, place: int) -> bool:
    """Whether the pair at the place follows one of things ("Of 598 drones and 31 missiles …, it claims 563 and 26")."""
    before = view.counted[max(0, place - _PAIR) : place]
    return len(before) == _PAIR and all(counted.head is Head.THING for counted in before)


def count_series(view: SentenceView, links: Links, recent: Sequence[Category]) -> None:
    """ "Fifty, then 100, 182, 274, 492: all day the bulletins followed": how a count named before went on."""
    bare = [place for place, counted in enumerate(view.counted) if counted.head is Head.BARE]
    runs: list[list[int]] = []
    for place in bare:
        before = runs[-1][-1] if runs else None
        if before == place - 1 and coordinated(view, view.counted[place - 1], view.counted[place]):
            runs[-1].append(place)
        else:
            runs.append([place])
    for run in runs:
        free = all(place not in links and place not in view.excluded for place in run)
        lows = [view.counted[place].quantity.low or 0 for place in run]
        if recent and free and len(run) >= _SHORTEST_SERIES and lows == sorted(lows):
            for place in run:
                counted = view.counted[place]
                links[place] = Link(recent[-1], range(counted.first, counted.last), "series")


def count_again(view: SentenceView, links: Links, recent: Sequence[Category]) -> None:
    """ "la Chine en compte 18", "celui de 170", "an earlier figure of 12": the count of something named before."""
    last = recent[-1] if recent else None
    # "12 dead and 30 wounded. Later sources put the figure at 15": of the dead, where nothing else is said
    main = Category.KILLED if last is Category.INJURED and Category.KILLED in recent[-_PAIR:] else last
    for place, counted in enumerate(view.counted):
        if place in links or place in view.excluded or counted.head is not Head.BARE:
            continue
        if counted.partitive or counted.quantity.low == 1 or _counts_cases(view, counted):
            continue
        before = max((p for p in links if p < place), default=None)
        if before is None and _pairs_things(view, place):
            continue
        category = links[before].category if before is not None else last
        topic = _topic_before(view, counted, view.tokens.start if before is None else _end_of(view.counted[before]))
        if before is None and category is last and not _counting_pronoun(view, counted):
            category = main
        category = topic or category
        start = view.counted[before].last if before is not None else view.tokens.start
        if _of_others(view, counted, start) or _counts_unharmed(view, counted):
            continue
        counted_so = before is not None and ("toll" in links[before].rule or links[before].rule == "count again")
        toll_again = counted_so and copula_before(view, counted) is not None
        if category and (toll_again or _names_count_before(view, counted)):
            links[place] = Link(category, range(counted.first, counted.last), "count again")


def _end_of(counted: Counted) -> int:
    """The token after the counted thing and the harm word that belongs to it."""
    return max(counted.last, counted.harm.last) if counted.harm is not None else counted.last


def _counts_cases(view: SentenceView, counted: Counted) -> bool:
    """Whether a word between number and noun is all that the number has ("296 new cases")."""
    if counted.end == counted.last:
        return False
    people = people_lexicon(view.language)
    return people.ending_at(view.document.tokens, counted.end, longest=1, first=counted.last) is not None


def _counts_unharmed(view: SentenceView, counted: Counted) -> bool:
    """Whether people who are not harmed are named behind it: "à 300 000 le nombre des habitants affectés"."""
    total = next((at for at in (counted.end, counted.end + 1) if view.has(at, "totals")), None)
    of = view.role(total, "totals") if total is not None else None
    if of is None or not view.has(of, "of"):
        return False
    people = people_lexicon(view.language)
    nouns = range(of, min(of + _FARTHEST_TOTAL, view.tokens.stop))
    named = any(
        match and match.value is Head.PEOPLE for match in (people.longest_at(view.document.tokens, at) for at in nouns)
    )
    return named and not any((harm := view.harm_at.get(at)) and harm.category for at in nouns)


def _of_others(view: SentenceView, counted: Counted, start: int) -> bool:
    """Whether a pronoun and "of" name others: "278 hurt, and that of the homeless 710,767"."""
    for index in range(max(start, counted.first - _FARTHEST_TOTAL), counted.first):
        end = view.role(index, "pronouns")
        if end is None or not view.has(end, "of"):
            continue
        people = people_lexicon(view.language)
        for ahead in range(end, counted.first):
            harm = view.harm_at.get(ahead)
            if harm is not None:
                return harm.category is None
            match = people.longest_at(view.document.tokens, ahead, counted.first)
            if match is not None and match.value is Head.THING:
                return True
    return False


def _counting_pronoun(view: SentenceView, counted: Counted) -> bool:
    """Whether a pronoun stands for what is counted ("on en compte 18")."""
    return any(view.has(index, "pronouns") for index in range(counted.first - 4, counted.first))


def _topic_before(view: SentenceView, counted: Counted, start: int) -> Category | None:
    """The category of the last harm noun between the token and the number ("Quant aux tués, on en compte 12")."""
    nouns = [
        harm.category
        for harm in view.harms
        if start <= harm.first < counted.first and harm.category and (harm.end_as(Kind.NOUN) or harm.end_as(Kind.TOLL))
    ]
    return nouns[-1] if nouns else None


def _names_count_before(view: SentenceView, counted: Counted) -> bool:
    stops = [counted.first]
    while skipped_backwards(view, stops[-1] - 1):
        stops.append(stops[-1] - 1)
    if view.form(stops[-1] - 1) == ",":  # "en a fait, rien que chez les civils, au moins 1450"
        stops.append(max(before_aside(view, stops[-1] - 1), view.tokens.start))
    first = max(view.tokens.start, stops[-1] - 9)
    if any(_counting_verb(view, counted, start, stop) for stop in stops for start in range(first, stop)):
        return True
    copula = copula_before(view, counted)
    if copula is not None:
        return _total_before(view, copula, _FARTHEST_TOTAL)
    return view.form(stops[-1] - 1) == "," and _total_before(view, stops[-1] - 1, _FARTHEST_APPOSED)


def _counting_verb(view: SentenceView, counted: Counted, start: int, stop: int) -> bool:
    """Whether a verb of counting at the token governs the number that begins at `stop` ("la Chine en compte 18")."""
    end = view.role(start, "counting")
    if end is None:
        return view.role(start, "seeing") == stop and _of_them_before(view, start)
    named = view.has(start - 1, "pronouns")
    if end == stop:
        return named or closes_clause(view, counted.end)
    return end < stop and named and (view.has(end, "prepositions") or view.form(end) == ",")


def _of_them_before(view: SentenceView, index: int) -> bool:
    """Whether a pronoun for those counted and auxiliaries stand before the verb at the token ("j'en ai déjà vu 12")."""
    start = index - 1
    while view.has(start, "auxiliaries", "adverbs") and not view.has(start, "partitives"):
        start -= 1
    return start < index - 1 and view.has(start, "partitives")


def _total_before(view: SentenceView, start: int, reach: int) -> bool:
    """Whether a word for a count stands at most so many tokens before the token, in the same clause."""
    for index in range(start, max(view.tokens.start, start - reach) - 1, -1):
        if view.form(index) in CLAUSE_ENDS or (index < start and view.in_quantity(index)):
            return False
        clitic = None if view.has(index, "prepositions") else view.role(index, "pronouns")  # not "en 2017"
        named = view.role(index, "totals") or clitic
        if named is not None:
            return not _counts_things(view, named)
    return False


def _counts_things(view: SentenceView, index: int) -> bool:
    """Whether "of" and a noun for things follow a word for a count ("number of firearms")."""
    people = people_lexicon(view.language)
    heads = (people.longest_at(view.document.tokens, ahead, view.tokens.stop) for ahead in range(index, index + 4))
    return view.has(index, "of") and any(match and match.value is Head.THING for match in heads)
