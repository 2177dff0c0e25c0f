"""Words for people: the noun phrase of a counted thing, or the first one within a stretch of tokens."""

from __future__ import annotations

from extractors.figures.counted import Counted, Head, SentenceView, people_lexicon
from extractors.figures.links import CLAUSE_ENDS, QUOTE_MARKS
from extractors.models import Category, Span

NEAR_PEOPLE = 4  # tokens in which the first noun for people is looked for


def own_noun(view: SentenceView, counted: Counted) -> Span | None:
    if counted.head is Head.ANYBODY and counted.noun and view.language.grammar.head == "middle":
        end = counted.noun.stop
        named = view.is_word(end) and view.document.capitalised(view.document.tokens[end])
        if named and set(view.roles.get(end, ())) <= {"attributes"}:
            return span_of(view, range(counted.noun.start, end + 1))  # "восемь граждан Индии"
    if not counted.noun or counted.head in (Head.ANYBODY, Head.ANAPHOR, Head.BARE):
        return None
    if counted.head is Head.UNKNOWN and (
        view.has(counted.noun.start, "pronouns")
        or not view.document.capitalised(view.document.tokens[counted.noun.start])
    ):
        return None
    if says_anybody(view, counted) or (counted.head is Head.HARM and not _names_people(view, counted.noun)):
        return None
    start = counted.noun.start
    while (
        start > counted.last
        and view.has(start - 1, "others")
        and _people_in(view, range(start - 1, start), Head.PEOPLE)
    ):
        start -= 1  # "cinquante-deux jeunes villageois"
    return span_of(view, range(start, counted.noun.stop))


def unknown_noun(view: SentenceView, counted: Counted) -> Span | None:
    """ "killed 2 pirates": whatever the noun is, people alone are killed so."""
    noun = counted.noun
    if counted.head is not Head.UNKNOWN or any(view.roles.get(index) for index in noun if view.is_word(index)):
        return None
    return span_of(view, noun)


def says_anybody(view: SentenceView, counted: Counted) -> bool:
    """Whether the noun says only that they are people ("40 people wounded")."""
    joined = counted.head is Head.HARM and _people_in(view, counted.noun, Head.ANYBODY)
    if view.language.grammar.classifiers and not counted.noun:
        return False  # a classifier alone does not say who they are not
    return counted.head is Head.ANYBODY or joined


def _names_people(view: SentenceView, noun: range) -> bool:
    """Whether the words between number and harm word are people or their adjectives, where the pack tells these."""
    if not view.language.grammar.attributes or _people_in(view, noun, Head.PEOPLE):
        return True
    adjectives = (view.document.tokens[index] for index in noun if view.has(index, "attributes"))
    return any(view.document.capitalised(token) for token in adjectives)


def _people_in(view: SentenceView, tokens: range, head: Head) -> bool:
    people = people_lexicon(view.language)
    return any(
        match.value is head for index in tokens for match in people.at(view.document.tokens, index, tokens.stop)[:1]
    )


def first_people(view: SentenceView, start: int, stop: int) -> Span | None:
    """The first noun phrase for people between the tokens, unless the clause ends or a number begins before it."""
    people = people_lexicon(view.language)
    opened = start
    for index in range(start, min(stop, view.tokens.stop)):
        if view.form(index) in CLAUSE_ENDS or view.in_quantity(index):
            return None
        match = people.longest_at(view.document.tokens, index, view.tokens.stop)
        if index in view.harm_at and not names_captives(view, index):
            return None
        if match and match.value is Head.PEOPLE and not _describes(view, index):
            hyphened = index - 2 if index - 2 >= start and view.form(index - 1) == "-" else index
            first = hyphened if view.language.grammar.head == "first" else opened
            return span_of(view, range(first, after_adjective(view, match.last)))
        bare = view.language.grammar.attributes and not view.has(index, "attributes")  # a verb, or another noun
        mark = not view.is_word(index) and view.form(index) not in "-'"
        if mark and view.language.grammar.attributes and view.form(index) not in QUOTE_MARKS:
            return None
        if bare or mark or view.has(index, "determiners", "prepositions", "of", "auxiliaries", "passive"):
            opened = index + 1
    return None


def people_in_label(view: SentenceView, label: range) -> Span | None:
    """The words of a label that name the people: all of a short one ("Soldats de l'ONU: 12"), no whole clause."""
    clause = any(view.has(index, "prepositions") and not view.has(index, "of") for index in label)
    if not clause and len(label) <= NEAR_PEOPLE:
        return span_of(view, label)
    return first_people(view, label.start, label.stop)


def names_captives(view: SentenceView, index: int) -> bool:
    """Whether a word for what happened is one for people as well: "the inmates", "parmi les prisonniers"."""
    harm = view.harm_at.get(index)
    if harm is None or harm.first != index or harm.category not in (None, Category.CAPTURED):
        return False
    match = people_lexicon(view.language).longest_at(view.document.tokens, index, view.tokens.stop)
    return match is not None and match.value is Head.PEOPLE and match.last == harm.last


def with_others(view: SentenceView, people: Span | None) -> Span | None:
    """The people with others whom a conjunction joins to them: "women and children"."""
    if people is None:
        return None
    conjunction = view.role(view.document.token_at(people.end), "conjunctions")
    if conjunction is None or view.in_quantity(conjunction):
        return people
    while view.has(conjunction, "determiners") and view.form(conjunction) not in view.language.numbers.articles:
        conjunction += 1  # "des femmes et des enfants"
    match = people_lexicon(view.language).longest_at(view.document.tokens, conjunction, view.tokens.stop)
    if match is None or match.value is not Head.PEOPLE:
        return people
    return Span(people.start, view.document.tokens[match.last - 1].end)


_NO_NOUN = (
    "prepositions", "of", "conjunctions", "determiners", "auxiliaries", "subordinators", "adverbs", "mostly",
)  # fmt: skip


def _describes(view: SentenceView, index: int) -> bool:
    """Whether a word for people is the adjective of the noun before it ("وزارة الصحة اللبنانية", "الدفاع المدني")."""
    if view.language.grammar.head != "first" or not view.has(index, "adjectives") or not view.is_word(index - 1):
        return False
    if index - 1 in view.harm_at or view.in_quantity(index - 1):
        return False
    return not view.has(index - 1, *_NO_NOUN)


def after_adjective(view: SentenceView, index: int) -> int:
    """The token after the adjective that follows a noun, in languages that put it there."""
    if view.language.grammar.head != "first":
        return index
    end = index
    while view.is_word(end) and end - index < 3 and not view.roles.get(end) and end not in view.harm_at:
        if view.in_quantity(end + 1):
            break  # a verb: "la masacre de campesinos dejó 35 muertos"
        end += 2 if view.form(end + 1) == "-" else 1
    return min(end, view.tokens.stop)


def span_of(view: SentenceView, tokens: range) -> Span:
    return Span(view.document.tokens[tokens.start].start, view.document.tokens[tokens.stop - 1].end)


def noun_behind_harm(view: SentenceView, counted: Counted) -> Span | None:
    """ "12 раненых солдат": the noun behind the harm word, in languages that put it there."""
    if counted.harm is None or not view.language.grammar.attributes:
        return None
    start = counted.harm.last
    people = first_people(view, start, start + NEAR_PEOPLE)
    return people if people and people.start == view.document.tokens[start].start else None
