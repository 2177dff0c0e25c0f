"""Links and marks of numbers that count parts of another one: "dont 12 enfants", "seven of them children"."""

from __future__ import annotations

from extractors.figures.classified_parts import classified_part, is_among
from extractors.figures.counted import Counted, Head, SentenceView
from extractors.figures.degrees import degree_item, described_part, told_of_victims
from extractors.figures.links import (
    CLAUSE_ENDS,
    PEOPLE,
    QUOTE_MARKS,
    Link,
    Links,
    before_aside,
    beside_number,
    coordinated,
)
from extractors.figures.noun_phrases import one_of_part
from extractors.harm import Kind
from extractors.models import Category

_NEAR_PART = 3  # tokens between words for a part and its number
_LONGEST_ASIDE = 14  # tokens from them over an aside to the number ("184, among them, says the UN, 127 old people")


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
