"""The body or group that counted people belong to: the army that lost them, those among whom they are counted."""

from __future__ import annotations

from functools import cache

from extractors.figures.counted import Counted, Head, SentenceView
from extractors.figures.links import CLAUSE_ENDS, Link
from extractors.figures.people_phrases import NEAR_PEOPLE, after_adjective, first_people, own_noun, span_of, with_others
from extractors.languages.schema import Language
from extractors.lexicon import Lexicon
from extractors.models import Span

_FARTHEST_GROUP = 12  # tokens between a number and the group it counts ("26 dead … among the army ranks")
_LONGEST_GROUP = 6  # tokens of the group's name right before a number
_FARTHEST_FRONTED = 25  # tokens between "of the soldiers sent there," and the number


def side(view: SentenceView, counted: Counted) -> Span | None:
    """ "dans l'armée ukrainienne", "pour la Russie": the body or country whose people are counted, in the clause."""
    behind = range(counted.end, min(counted.end + _FARTHEST_GROUP, view.tokens.stop))
    before = range(counted.first - 1, max(view.tokens.start, counted.first - _FARTHEST_GROUP) - 1, -1)
    for indices in (before, behind):
        for index in indices:
            if view.form(index) in CLAUSE_ENDS or view.in_quantity(index):
                break
            end = view.role(index, "sides")
            if end is None or end not in view.tokens:
                continue
            named = view.role(end, "determiners") or end
            match = bodies(view.language).longest_at(view.document.tokens, named, view.tokens.stop)
            if match is not None:
                return span_of(view, range(match.first, after_adjective(view, match.last)))
    return None


@cache
def bodies(language: Language) -> Lexicon[bool]:
    """Bodies of people that lose some of them, and countries."""
    return Lexicon([(word, True) for word in language.people.bodies])


def sufferer(view: SentenceView, counted: Counted) -> Span | None:
    """ "the army sustained 20 killed", "l'armée déplore 12 morts": the subject of a verb of losing."""
    stop = counted.first
    while stop - 1 in view.tokens and view.has(stop - 1, "adverbs", "others"):
        stop -= 1
    if not any(view.role(start, "suffering") == stop for start in range(stop - 3, stop)):
        return None
    for index in range(stop - 2, max(view.tokens.start, stop - _FARTHEST_GROUP) - 1, -1):
        if view.form(index) in CLAUSE_ENDS or view.in_quantity(index):
            return None
        match = sufferers(view.language).longest_at(view.document.tokens, index, view.tokens.stop)
        if match and match.value:
            return span_of(view, range(index, after_adjective(view, match.last)))
    return None


@cache
def sufferers(language: Language) -> Lexicon[bool]:
    """Nouns for people, and for bodies of people that lose some of them; false for words that only look like them."""
    people = language.people
    return Lexicon(
        [(word, False) for word in (*people.things, *people.not_people)] + [(word, True) for word in people.bodies]
    )


def group_before(view: SentenceView, counted: Counted) -> Span | None:
    """ "북한군 가운데 최소 100명", "parmi les civils 3 200 tués": the group whose name reaches up to the number."""
    if view.language.grammar.classifiers:
        behind = (index for index in range(counted.first - 1, counted.first - 3, -1))
        named = next((index for index in behind if view.role(index, "groups") == counted.first), None)
        return None if named is None else first_people(view, named - 1, named)
    for index in range(counted.first - 2, max(view.tokens.start, counted.first - _LONGEST_GROUP) - 1, -1):
        if view.form(index) in CLAUSE_ENDS or view.form(index) == "," or view.in_quantity(index):
            return None
        end = view.role(index, "groups")
        if end is not None and (people := with_others(view, first_people(view, end, counted.first))):
            return people if view.document.token_at(people.end) == counted.first else None
    return None


def group_after(view: SentenceView, counted: Counted, link: Link) -> Span | None:
    """ "12 tués chez les Français", "400 casualties on the government forces", "26 dead among the army ranks"."""
    start = max(counted.last, counted.end, link.words.stop if link.words.start >= counted.first else counted.last)
    while (after := view.role(start, "adverbs") or view.role(start, "others")) and start not in view.harm_at:
        start = after  # "مئة قتيل على الأقل من الجنود": dead at least of the soldiers
    for index in range(start, min(start + _FARTHEST_GROUP, view.tokens.stop)):
        if view.form(index) in CLAUSE_ENDS or view.has(index, "doers", "subordinators"):
            return None
        end = view.role(index, "groups") or (view.role(index, "of") if index == start else None)
        if view.has(index, "subset_before") or (end is not None and view.has(end, "relatives")):
            return None  # some of them: "8 dead, among whom a boy"
        if end is not None and (people := first_people(view, end, end + NEAR_PEOPLE)):
            return people
    return None


def fronted_group(view: SentenceView, counted: Counted) -> Span | None:
    """ "Of the 11,000 soldiers sent there, at least 100 are dead", "Parmi les soldats …, près de 3 000"."""
    if counted.head not in (Head.BARE, Head.HARM):
        return None
    for index in range(max(view.tokens.start, counted.first - _FARTHEST_FRONTED), counted.first):
        end = view.role(index, "among") or view.role(index, "groups")
        if view.has(index, "subset_before"):
            continue  # "among them a girl"
        opens = index == view.tokens.start or not (view.is_word(index - 1) or view.form(index - 1) in "»”")
        if end is None or not opens:
            continue
        whole = view.counted_at(end)
        if whole is not None and whole is not counted:
            return own_noun(view, whole)
        if people := first_people(view, end, end + NEAR_PEOPLE):
            return people
    return None
