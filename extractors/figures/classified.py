"""Counts with a classifier ("승객 7명", "사망 23명"): the people's noun, and often the harm word, before the number.

Only for packs that name classifiers; all other languages are read by `noun_phrases` and `predicates` alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractors.figures.counted import Counted, Head, SentenceView, people_lexicon
from extractors.figures.links import CLAUSE_ENDS, QUOTE_MARKS, Link, link_to
from extractors.harm import Harm, Kind
from extractors.marks import without_mark
from extractors.models import Category, Qualifier, Quantity

_FARTHEST_LABEL = 14  # tokens between the name of a count and its number
_FARTHEST_VERB = 12  # tokens between an object and its verb
_MOST_ADJECTIVES = 3
_LONGEST_BRACKET = 20
_OPENERS = frozenset(":(")
_CLOSERS = frozenset(",:()")


@dataclass(frozen=True, slots=True)
class _After:
    """What stands behind a number: the token after its classifier, and what the classifier's ending tells."""

    end: int
    classified: bool = False
    attributive: bool = False  # "22명의 군인": the noun follows


# --- reading the phrase


def read_classified(view: SentenceView, quantity: Quantity, first: int, last: int) -> Counted:
    """The quantity with its classifier, the noun before it and the harm word right behind it."""
    after = _read_after(view, view.document.token_at(quantity.number.end))
    end = after.end
    noun, head = _noun_before(view, first, comes_to=_comes_to(view, end))
    if after.attributive:
        behind, kind = _noun_after(view, end)
        if behind:
            noun, head, end = behind, kind, behind.stop
    elif after.classified and not noun and (told := _told_of(view, end)):
        noun, head, end = told, Head.PEOPLE, told.stop
    harm = view.harm_at.get(end)
    if harm is not None and (harm.first != end or not _tells_state(harm)):
        harm = None
    if harm is not None and harm.category is not None:
        head = Head.HARM
    elif head is Head.BARE and after.classified:
        head = Head.ANYBODY
    return Counted(quantity, first, last, end, head, noun, harm)


def _tells_state(harm: Harm) -> bool:
    return harm.end_as(Kind.NOUN) is not None or harm.end_as(Kind.STATE) is not None


def _read_after(view: SentenceView, index: int) -> _After:
    """Past classifiers and hedges; one that joins the number to the next one ("3명과") is left to be read as that."""
    after = _After(index)
    while after.end in view.tokens:
        at = after.end
        classifier = view.role(at, "classifiers")
        if classifier is not None and view.has(at, "conjunctions"):
            return _After(at, classified=True)
        end = classifier or (None if at in view.harm_at else view.role(at, "others"))
        if end is None:
            break
        classified = after.classified or classifier is not None
        after = _After(end, classified, attributive=classified and view.has(end - 1, "of"))
    return after


def _comes_to(view: SentenceView, end: int) -> bool:
    """Whether the number that ends before the token is what a subject comes to: "어린이가 4천104명이라고"."""
    form = view.form(end - 1)
    bare = without_mark(view.language, form) == form
    return not view.marked(end - 1, "subject", "object") and not (bare and view.is_word(end))


def _noun_before(view: SentenceView, first: int, *, comes_to: bool) -> tuple[range, Head]:
    """The noun that the number counts, without case mark, and its adjectives: "북한군 병사 5명"."""
    stop = first
    while view.has(stop - 1, "others") and stop - 1 not in view.harm_at:
        stop -= 1
    head = _bare_people(view, stop - 1, subject=comes_to)
    if head is None or stop - 1 in view.harm_at:
        return range(0), Head.BARE
    start = stop - 1
    while stop - start <= _MOST_ADJECTIVES and start - 1 in view.tokens and _may_qualify(view, start - 1):
        start -= 1
    return range(start, stop), head


def _bare_people(view: SentenceView, index: int, *, subject: bool = False) -> Head | None:
    """What the noun at the token is, where no case mark ties it to a verb; `subject` where its own is welcome."""
    if index not in view.tokens or not view.is_word(index):
        return None
    people = people_lexicon(view.language)
    match = people.longest_at(view.document.tokens, index, index + 1)
    if match is None or match.value is Head.UNKNOWN:
        return None
    form = view.form(index)
    marked = without_mark(view.language, form, people) != form
    tied = marked and not view.marked(index, "topic") and not (subject and view.marked(index, "subject"))
    return None if tied else match.value


def _may_qualify(view: SentenceView, index: int) -> bool:
    if index in view.harm_at or view.in_quantity(index):
        return False
    if view.has(index, "attributes"):
        return True
    return _bare_people(view, index) is Head.PEOPLE and not view.marked(index, "topic")


def _noun_after(view: SentenceView, start: int) -> tuple[range, Head]:
    """The noun behind an attributive classifier, its adjectives before it: "22명의 북한 군인이"."""
    for index in range(start, min(start + _MOST_ADJECTIVES, view.tokens.stop)):
        if index in view.harm_at or not view.is_word(index):
            break
        match = people_lexicon(view.language).longest_at(view.document.tokens, index, view.tokens.stop)
        if match is not None and match.value is not Head.UNKNOWN and not view.has(index, "attributes"):
            return range(start, match.last), match.value
    return range(0), Head.BARE


def _told_of(view: SentenceView, index: int) -> range:
    """The noun that says who the people are: "132명이 여성, 38명이 어린이였다"."""
    if not view.marked(index - 1, "subject", "topic") or view.marked(index, "subject", "topic", "object"):
        return range(0)
    match = people_lexicon(view.language).longest_at(view.document.tokens, index, view.tokens.stop)
    if match is None or match.value is not Head.PEOPLE:
        return range(0)
    people = people_lexicon(view.language)
    bare = without_mark(view.language, view.form(match.last - 1), people) == view.form(match.last - 1)
    return range(0) if bare and view.is_word(match.last) else range(index, match.last)


# --- the name of a count before its number


def find_count_names(view: SentenceView) -> dict[int, Harm]:
    """For each number that stands right behind the name of what it counts ("사망 3명"), that harm word.

    In a series every harm word belongs to one side: in "3명 사망 5명 부상" to the number before it.
    """
    found: dict[int, Harm] = {}
    before: Counted | None = None
    for counted in view.counted:
        harm = _name_beside(view, counted)
        owned = before is not None and before.harm is harm and before.first not in found
        if harm is not None and not owned:
            found[counted.first] = harm
        before = counted
    return found


def opening(view: SentenceView, counted: Counted) -> int:
    """The first token of the phrase, the noun before the number included."""
    return counted.noun.start if counted.noun and counted.noun.start < counted.first else counted.first


def _name_beside(view: SentenceView, counted: Counted) -> Harm | None:
    stop = opening(view, counted)
    while (
        view.has(stop - 1, "adverbs", "others", "determiners")
        or view.form(stop - 1) in QUOTE_MARKS
        or view.form(stop - 1) in _OPENERS
    ) and stop - 1 not in view.harm_at:
        stop -= 1
    harm = view.harm_at.get(stop - 1)
    return harm if harm is not None and harm.category is not None and _names_count(harm) else None


def _names_count(harm: Harm) -> bool:
    return harm.end_as(Kind.NOUN) is not None or harm.end_as(Kind.TOLL) is not None


def named_count(view: SentenceView, counted: Counted) -> Link | None:
    """ "사망 23명", "사망자는 최소 23명으로 늘었다", "부상자 수가 1천 명을 넘었다"."""
    if counted.quantity.article or (counted.head is Head.BARE and not _closes_item(view, counted.end)):
        return None
    beside = view.count_names.get(counted.first)
    verb = counted.harm if counted.harm is not None and not _names_count(counted.harm) else None
    if verb is not None:  # "중상자 1명 끝내 숨져"
        return link_to(verb, Kind.STATE, "name and state") if beside is not None else None
    if beside is not None and beside.category in (Category.MISSING, Category.CAPTURED, Category.INJURED):
        later = verb_behind(view, counted)
        if later is not None and later.category is Category.KILLED and not _names_count(later):
            return link_to(later, Kind.STATE, "name and state")
    harm = beside or _topic(view, counted)
    return _link_to_name(view, counted, harm) if harm is not None and harm.category is not None else None


def _link_to_name(view: SentenceView, counted: Counted, harm: Harm) -> Link | None:
    """The link to the name of the count; of a part or of growth, where the words between say so."""
    if harm.category is not None:
        words = range(harm.first, harm.last)
        if not view.marked(harm.last - 1, "subject", "topic", "object") and harm.last < opening(view, counted) - 1:
            return Link(harm.category, words, "part")  # "사망자 국적은 중국 18명"
        if grows(view, counted):
            return Link(harm.category, words, "increment")  # "사망자가 전날보다 5명 늘어난"
    return link_to(harm, Kind.TOLL, "label and value") or link_to(harm, Kind.NOUN, "label and value")


def _closes_item(view: SentenceView, index: int) -> bool:
    """Whether a number without a classifier stands alone: "사망 25·중상 5", not "(7. 16. 호우)"."""
    if view.form(index) == ".":
        return index + 1 not in view.tokens
    return not view.is_word(index) or view.has(index, "conjunctions")


def _topic(view: SentenceView, counted: Counted) -> Harm | None:
    """The harm noun that the sentence gives the number of: "사망자는 29일 오전 6시까지 모두 154명이다"."""
    if counted.end == counted.last or counted.harm is not None or is_argument(view, counted):
        return None
    start = opening(view, counted) - 1
    for index in range(start, start - _FARTHEST_LABEL, -1):
        if index not in view.tokens or view.form(index) in CLAUSE_ENDS or view.form(index) in ",:":
            return None
        if view.in_quantity(index) and not _steps_to(view, counted, index):
            return None
        harm = view.harm_at.get(index)
        marked = view.marked(index, "subject", "topic", "object")
        if harm is not None:
            named = harm.category is not None and _names_count(harm) and harm.last == index + 1 and marked
            return harm if named else None
        if marked and view.is_word(index):
            harm = view.harm_at.get(index - 1)  # "사망자 국적은 중국 18명, …"
            return harm if harm is not None and harm.category is not None and _names_count(harm) else None
    return None


def grows(view: SentenceView, counted: Counted) -> bool:
    """Whether the number is what a count grew by: "17명 늘었다", not "15명으로 늘었다"."""
    return view.has(counted.end, "additive") and counted.end > counted.last and not _is_goal(view, counted)


def _is_goal(view: SentenceView, counted: Counted) -> bool:
    return view.has(counted.end - 1, "datives", "prepositions")  # "94명에서 늘었다" too


def _steps_to(view: SentenceView, counted: Counted, index: int) -> bool:
    """Whether the number at the token only leads to this one: "12명에서 15명으로", "5명 늘어난 20명"."""
    other = next((o for o in view.counted if o.first <= index < o.last and o.first < counted.first), None)
    if other is None:
        return False
    follows = other.end == counted.first and view.has(other.end - 1, "prepositions")
    return follows or (grows(view, other) and counted.first - other.end <= _MOST_ADJECTIVES)


def is_argument(view: SentenceView, counted: Counted) -> bool:
    """Whether a case mark makes the number the subject or object of a verb, not what a count comes to."""
    if counted.quantity.qualifier in (Qualifier.MORE_THAN, Qualifier.LESS_THAN):
        return False
    marked = view.marked(counted.end - 1, "subject", "object")
    return marked and not view.has(counted.end, "copulas")


def named_parts(view: SentenceView, counted: Counted) -> Link | None:
    """ "54명(사망 25·중상 5)": what its parts in brackets are counts of."""
    if view.form(counted.end) != "(" or counted.head is Head.BARE:
        return None
    named: list[Harm] = []
    for index in range(counted.end + 1, counted.end + 1 + _LONGEST_BRACKET):
        if view.form(index) in ("", ")"):
            break
        other = view.counted_at(index)
        if other is not None and other.first in view.count_names:
            named.append(view.count_names[other.first])
    if not named:
        return None
    same = len({harm.category for harm in named}) == 1
    words = range(named[0].first, named[0].first + 1)
    return Link(named[0].category if same and named[0].category else Category.CASUALTIES, words, "total of parts")


# --- the verb behind the number


def verb_behind(view: SentenceView, counted: Counted) -> Harm | None:
    """The harm word that closes the number's clause, unless another subject, number or mark stands between."""
    for index in range(counted.end, min(counted.end + _FARTHEST_VERB, view.tokens.stop)):
        harm = view.harm_at.get(index)
        if harm is not None:
            return harm
        stop = view.form(index) in CLAUSE_ENDS or view.form(index) in _CLOSERS or view.in_quantity(index)
        if stop or view.marked(index, "subject", "topic") or view.has(index, "conjunctions"):
            return None
    return None


def object_before(view: SentenceView, counted: Counted) -> Link | None:
    """ "반군 12명을 사살했다": an act whose sufferers stand before it; one with a subject's mark is the doer."""
    if counted.quantity.article or view.marked(counted.end - 1, "subject") or is_whole_before(view, counted):
        return None
    harm = verb_behind(view, counted)
    return link_to(harm, Kind.ACT_TO, "object and state") if harm is not None else None


def is_whole_before(view: SentenceView, counted: Counted) -> bool:
    """Whether a part of it is told next: "승객 40명 중 5명"."""
    return view.has(counted.end, "groups") and not view.has(counted.end, "subset_after")


def taken_from(view: SentenceView, counted: Counted) -> Link | None:
    """ "희생자 가운데 18명은 외국인으로": a part of the people whom a harm noun names."""
    stop = opening(view, counted)
    for index in range(stop - 1, stop - 3, -1):
        if view.role(index, "groups") != stop:
            continue
        harm = view.harm_at.get(index - 1)
        if harm is not None and harm.category is not None and _names_count(harm) and harm.last == index:
            return Link(harm.category, range(harm.first, harm.last), "part")
    return None
