"""Who was harmed where the number's own clause does not say: the noun it leaves out, its topic, whom the event hit."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from extractors.figures.counted import Counted, Head, SentenceView
from extractors.figures.links import CLAUSE_ENDS, Link, coordinated
from extractors.figures.noun_phrases import view_sentence
from extractors.figures.people_phrases import NEAR_PEOPLE, first_people, noun_behind_harm, own_noun
from extractors.figures.victim_asides import people_apposed_to
from extractors.figures.victim_groups import beside_harm, group_at, last_body, side_behind
from extractors.harm import Harm, Kind
from extractors.languages.schema import Language
from extractors.lexicon import Lexicon
from extractors.models import Category, Span
from extractors.text import Document

_SHARED = {Category.KILLED, Category.INJURED, Category.CASUALTIES}  # what befell the same people
_FARTHEST_TOPIC = 25  # tokens between a number and what it was said to count
FARTHEST_QUESTION = 3  # sentences between "how many soldiers fell?" and the number
_LONGEST_RAISE = 8  # tokens from "bringing" to the total
_FARTHEST_TARGET = 30  # tokens between "a bus carrying pilgrims" and the number


def names_only_side(view: SentenceView, counted: Counted) -> bool:
    """Whether the noun says of an army's people only that ("hommes", "troops"): the army then names them better."""
    return any(_generic_people(view.language).at(view.document.tokens, index) for index in counted.noun)


@cache
def _generic_people(language: Language) -> Lexicon[bool]:
    """Nouns for people of whatever side."""
    return Lexicon([(word, True) for word in language.people.generic])


def owner(view: SentenceView, counted: Counted) -> Span | None:
    """ "cela coûte cher à l'armée, selon qui un millier de ses hommes …": the body that a possessive stands for."""
    owned = any(view.has(index, "possessives") for index in range(counted.last, counted.noun.start))
    alone = len(counted.noun) == 1 and view.has(counted.noun.start, "own")
    return last_body(view, counted.first) if owned and alone else None


def noun_left_out(view: SentenceView, counted: Counted) -> Span | None:
    """ "46,843 migrants arrived and 10,400 died": the noun of the number before, which this one leaves out."""
    place = bisect_left(view.counted, counted.first, key=lambda other: other.first)
    if not place or counted.head is not Head.BARE:
        return None
    before = view.counted[place - 1]
    near = counted.first - before.end <= _FARTHEST_TOPIC and before.head is Head.PEOPLE
    return own_noun(view, before) if near and not before.quantity.article else None


def noun_shared(view: SentenceView, counted: Counted) -> Span | None:
    """ "zwölf tote und acht verletzte Soldaten": the noun behind the next number, which the harm word lacks."""
    place = bisect_left(view.counted, counted.first, key=lambda other: other.first) + 1
    if place == len(view.counted) or counted.head is not Head.HARM or counted.noun:
        return None
    after = view.counted[place]
    if after.head is not Head.HARM or not coordinated(view, counted, after):
        return None
    named = own_noun(view, after) or noun_behind_harm(view, after)
    if named is not None or after.harm is None or view.language.grammar.head != "last":
        return named
    people = first_people(view, after.harm.last, after.harm.last + NEAR_PEOPLE)
    return people if people and people.start == view.document.tokens[after.harm.last].start else None


def raises_total(view: SentenceView, counted: Counted) -> bool:
    """Whether the number is a total that what stands before it raised: not only of the people named there."""
    before = range(max(view.tokens.start, counted.first - _LONGEST_RAISE), counted.first)
    return any(view.has(index, "raises") for index in before)


def topic_in_sentence(view: SentenceView, counted: Counted, link: Link) -> Span | None:
    """ "how many soldiers fell is unclear: two sources speak of 30"."""
    for index in range(counted.first - 1, max(view.tokens.start, counted.first - _FARTHEST_TOPIC) - 1, -1):
        other = view.counted_at(index)
        if other is not None and other.head not in (Head.THING, Head.UNKNOWN):
            return None
        if index in link.words and not view.has(index, "questions"):
            continue
        people = _sufferers_at(view, index, link.category)
        if people is not None:
            return people
    return None


def topic_before(document: Document, language: Language, index: int, category: Category) -> Span | None:
    """The people whose harm a sentence without figures is about: "How many North Koreans died?"."""
    view = view_sentence(document, language, document.token_range(document.sentences[index]), [])
    places = {harm.first for harm in view.harms} | {index for index in view.tokens if view.has(index, "questions")}
    found = (_sufferers_at(view, index, category) for index in sorted(places, reverse=True))
    return next((people for people in found if people is not None), None)


def _sufferers_at(view: SentenceView, index: int, category: Category) -> Span | None:
    """The people to whom the harm word at the token happened, where it is of the category."""
    asked = view.role(index, "questions")
    if asked is not None:
        return first_people(view, asked, asked + NEAR_PEOPLE)  # "how many soldiers fell"
    harm = view.harm_at.get(index)
    alike = harm is not None and (harm.category is category or {harm.category, category} <= _SHARED)
    if harm is None or harm.first != index or not alike:
        return None
    link = Link(category, range(harm.first, harm.last), "topic")
    beside = beside_harm(view, link) if _is_undergone(view, harm) else None
    return _acted_on(view, harm) or beside or side_behind(view, harm.last) or people_apposed_to(view, harm.last)


def _acted_on(view: SentenceView, harm: Harm) -> Span | None:
    """ "killed villagers", "la mort de civils"."""
    end = harm.end_as(Kind.ACT)
    people = first_people(view, end, end + NEAR_PEOPLE) if end is not None else None
    if end is None or people is None:
        return None
    between = range(end, view.document.token_at(people.start))
    return people if all(view.has(at, "of", "determiners", "others", "objects") for at in between) else None


def _is_undergone(view: SentenceView, harm: Harm) -> bool:
    """Whether the word is no verb of those who did it: "soldiers killed in June", not "soldiers killed him"."""
    if harm.end_as(Kind.ACT) is None:
        return True
    index = harm.last
    turns = view.has(index, "prepositions", "being", "auxiliaries", "copulas", "adverbs")
    return turns or not (view.is_word(index) or view.in_quantity(index))


def target(view: SentenceView, counted: Counted) -> Span | None:
    """ "a bus carrying pilgrims fell into a ravine: 20 dead", "the massacre of villagers": whom the event hit."""
    for index in range(counted.first - 1, max(view.tokens.start, counted.first - _FARTHEST_TARGET) - 1, -1):
        ended = view.form(index) in CLAUSE_ENDS and view.form(index) != ";"
        if ended or view.in_quantity(index):
            return None
        end = view.role(index, "targets")
        people = group_at(view, end, ranks=False) if end is not None and end < counted.first else None
        if people is not None:
            return people
    return None
