"""Counts with a classifier → links that one number has from another: lists, growth, counts named again, parts."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.figures.classified import grows, is_argument, opening
from extractors.figures.counted import Counted, Head, SentenceView, people_lexicon
from extractors.figures.links import CLAUSE_ENDS, PEOPLE, QUOTE_MARKS, Link, Links, coordinated
from extractors.models import Category

_LONGEST_NAME = 3  # words of an item of a list by place
_LONGEST_OPENING = 6  # tokens from the head of a sentence to the first part that it tells
_NEAR = 3  # tokens


def share_classified(view: SentenceView, links: Links, recent: Sequence[Category]) -> None:
    """ "▲ 경남 13명 ▲ 경기 6명", "전날보다 17명 늘었다", "집계(286명)", "인원은 1천140명"."""
    for place, counted in enumerate(view.counted):
        if place in links or place in view.excluded or counted.quantity.article or counted.head is Head.HARM:
            continue
        before = max((p for p in links if p < place), default=None)
        known = links[before].category if before is not None else recent[-1] if recent else None
        if known is None:
            continue
        words = range(counted.first, counted.last)
        if grows(view, counted):
            links[place] = Link(known, words, "increment")
        elif before is not None and before == place - 1 and _is_item(view, view.counted[before], counted):
            links[place] = Link(known, links[before].words, "list by place")
        elif _names_total(view, counted):
            _count_again(view, links, place, [*recent, *(links[p].category for p in sorted(links) if p < place)])
        elif before is not None and _described_next(view, view.counted[before], counted):
            links[place] = Link(known, links[before].words, "part")
        elif before is not None and _alone_in_quotes(view, counted):
            links[place] = Link(known, links[before].words, "restated")
        elif not view.harms and ((before is None and _itemised(view, counted)) or _describes(view, counted)):
            links[place] = Link(known, words, "part")


def _count_again(view: SentenceView, links: Links, place: int, known: Sequence[Category]) -> None:
    """ "이 숫자가 1천2명과 2천376명으로 뛰었다": a pair takes the last two categories, a single number the last."""
    pair = view.counted[place : place + 2]
    both = len(pair) > 1 and place + 1 not in links and coordinated(view, *pair) and len(set(known[-2:])) > 1
    for step, counted in enumerate(pair if both else pair[:1]):
        category = known[step - 2] if both else known[-1]
        links[place + step] = Link(category, range(counted.first, counted.last), "count again")


def _alone_in_quotes(view: SentenceView, counted: Counted) -> bool:
    """ "…합참은 "1천100여 명"": the same count by somebody else, in a headline."""
    index = opening(view, counted) - 1
    while view.has(index, "adverbs", "others"):
        index -= 1
    return counted.end > counted.last and view.form(index) in QUOTE_MARKS and view.form(counted.end) in QUOTE_MARKS


def _itemised(view: SentenceView, counted: Counted) -> bool:
    """ "지역별로는 경북 26명, …", "이 가운데 3명이 여성": the first part of a count told before."""
    opened = any(view.has(index, "subset_before") for index in view.tokens[:_NEAR])
    if not opened or counted.end == counted.last or counted.first - view.tokens.start > _LONGEST_OPENING:
        return False
    return counted.head is Head.PEOPLE or not view.is_word(counted.end)


def _describes(view: SentenceView, counted: Counted) -> bool:
    """ "외국인은 14개국 26명이다": who they were, in a sentence that tells of nothing else."""
    if counted.head not in PEOPLE or counted.end == counted.last or is_argument(view, counted):
        return False
    if view.marked(counted.end - 1, "topic") or view.has(counted.end, "additive"):
        return False
    for index in range(counted.first - 1, counted.first - 5, -1):
        if index not in view.tokens or not (view.is_word(index) or view.form(index).isdigit()):
            return False
        match = people_lexicon(view.language).longest_at(view.document.tokens, index, view.tokens.stop)
        if match is not None and match.value is Head.PEOPLE and view.marked(index, "topic", "subject"):
            return index == view.tokens.start or not view.is_word(index - 1)
    return False


def _described_next(view: SentenceView, before: Counted, counted: Counted) -> bool:
    """ "97명은 여성이고 54명은 남성": both are told to be people of some kind."""
    told = before.noun.start >= before.last and counted.noun.start >= counted.last
    return told and view.marked(before.noun.start - 1, "topic", "subject") and before.end == counted.first


def _is_item(view: SentenceView, before: Counted, counted: Counted) -> bool:
    """Whether only a mark and a name stand between two numbers, of which the first stands behind a name too."""
    between = range(before.end, counted.first)
    if not 2 <= len(between) <= _LONGEST_NAME + 2 or view.is_word(between.start):
        return False
    words = [index for index in between if view.is_word(index)]
    named = words[:-1] if words and _comes_to(view, counted) else words  # "경북이 24명, 경남이 4명이다"
    plain = all(index not in view.harm_at for index in words) and not any(_marked(view, index) for index in named)
    forms = [view.form(index) for index in between if not view.is_word(index)]
    marks = not any(form in CLAUSE_ENDS or form in QUOTE_MARKS for form in forms)
    return plain and marks and 0 < len(words) <= _LONGEST_NAME and (before.quantity.low or 0) > 0


def _comes_to(view: SentenceView, counted: Counted) -> bool:
    """Whether the number is what its subject comes to: a mark, or nothing, follows."""
    return counted.harm is None and not is_argument(view, counted) and not view.is_word(counted.end)


def _marked(view: SentenceView, index: int) -> bool:
    return view.marked(index, "subject", "topic", "object") or view.has(index, "prepositions", "subordinators")


def _names_total(view: SentenceView, counted: Counted) -> bool:
    """Whether a word for a count stands right before the number, or before the bracket around it."""
    index = opening(view, counted) - 1
    if view.form(index) == "(" and view.form(counted.end) == ")":
        index -= 1
    else:
        while view.has(index, "adverbs", "others"):
            index -= 1
        if not view.marked(index, "topic", "subject") and view.has(index, "totals"):
            return False
    return view.has(index, "totals") and not is_argument(view, counted)


def joined(view: SentenceView, before: Counted, counted: Counted) -> bool:
    """Whether two counts of people stand side by side: "남성 3명과 여성 2명"."""
    return before.head in PEOPLE and coordinated(view, before, counted)
