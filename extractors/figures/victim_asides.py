"""What is said of counted people beside their number: in apposition, behind a dash, behind a form of "be"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractors.figures.counted import Counted, Head, SentenceView
from extractors.figures.links import CLAUSE_ENDS, QUOTE_MARKS, Link
from extractors.figures.people_phrases import NEAR_PEOPLE, first_people, own_noun, with_others
from extractors.models import Span

_LONGEST_PHRASE = 6  # tokens from a harm word to the comma before an apposition
_FARTHEST_BEING = 12  # tokens between a number and "were"
_OPENING = frozenset(",-–—(")  # before an apposition
_UNNAMED = (Head.BARE, Head.ANAPHOR, Head.ANYBODY, Head.HARM)


def noun_after_anaphor(view: SentenceView, counted: Counted) -> Span | None:
    """ "716 of them children", "one of them a suspected gunman"."""
    if counted.head is not Head.ANAPHOR:
        return None
    stop = next((i for i in range(counted.end, counted.end + NEAR_PEOPLE) if _speaks(view, i)), None)
    people = first_people(view, counted.end, counted.end + NEAR_PEOPLE if stop is None else stop)
    what_happened = people is not None and view.document.token_at(people.start) in view.harm_at
    return None if what_happened else people  # "253 of them captive"


def _speaks(view: SentenceView, index: int) -> bool:
    """Whether a verb, a comma or a preposition stands at the token, behind which others are named."""
    verb = view.has(index, "auxiliaries", "passive", "passive_one") and not view.has(index, "copulas")
    return verb or view.form(index) == "," or (view.has(index, "prepositions") and not view.has(index, "of"))


def noun_after_dash(view: SentenceView, counted: Counted) -> Span | None:
    """ "64 people, of whom 41 — children"."""
    end = counted.harm.last if counted.harm is not None and counted.head is Head.HARM else counted.last
    start = end + 1
    if counted.head not in (Head.BARE, Head.HARM) or view.form(end) not in ("–", "—"):
        return None
    if view.has(start, "prepositions") or (counted.head is Head.HARM and view.language.grammar.head != "middle"):
        return None  # a dash is "are" only where the language leaves that out: "семеро погибших — дети"
    return first_people(view, start, start + NEAR_PEOPLE)


def apposed_people(view: SentenceView, counted: Counted, link: Link) -> Span | None:
    """ "the other two, apparently army officers, were taken": the noun between commas behind the number."""
    ends = (counted.closing, link.words.stop)
    opened = (end + (view.form(end) in QUOTE_MARKS) for end in ends)
    comma = next((end for end in opened if view.form(end) in _OPENING), None)
    if counted.head not in _UNNAMED:
        return None
    if comma is None:
        return _mostly_behind(view, ends) or _fronted_apposition(view)
    while view.form(comma + 1) == "-":
        comma += 1  # "--"
    start = comma + 1 + (view.form(comma + 1) in QUOTE_MARKS)
    if view.form(start) in view.language.numbers.articles and counted.quantity.low == counted.quantity.high == 1:
        one = view.counted_at(start)  # "one, a woman in her twenties, is dying", "one of the hurt, a boy of nine, …"
        return own_noun(view, one) if one is not None else first_people(view, start, start + NEAR_PEOPLE)
    first = view.role(start, "mostly")
    people = with_others(view, first_people(view, first or start, (first or start) + NEAR_PEOPLE))
    if people is None:
        return None
    end = view.document.token_at(people.end)
    if view.in_quantity(end):
        return None  # "the dead are 179, the prisoners 110"
    mostly = first is not None or view.has(end, "mostly")
    loose = counted.head is Head.ANYBODY or view.is_word(end) or view.form(comma) != ","
    if loose and not mostly:
        return None  # "12 people, police said, died"
    between = range(first or start, view.document.token_at(people.start))
    joined = all(view.has(at, "adverbs", "determiners", "of") or view.form(at) in QUOTE_MARKS for at in between)
    return people if joined else None


def _mostly_behind(view: SentenceView, ends: Iterable[int]) -> Span | None:
    """ "30 people mostly women", "30 شخصا معظمهم من النساء": without a comma."""
    first = next((start for end in ends if (start := view.role(end, "mostly")) is not None), None)
    return with_others(view, first_people(view, first, first + NEAR_PEOPLE)) if first is not None else None


def people_apposed_to(view: SentenceView, start: int) -> Span | None:
    """ "the dead of that day, civilians for the most part, …": behind the comma that ends the phrase."""
    near = range(start, min(start + _LONGEST_PHRASE, view.tokens.stop))
    comma = next((at for at in near if not view.is_word(at)), None)
    if comma is None or view.form(comma) != ",":
        return None
    first = view.role(comma + 1, "mostly")
    people = with_others(view, first_people(view, first or comma + 1, (first or comma + 1) + NEAR_PEOPLE))
    if people is None or not (first is not None or view.has(view.document.token_at(people.end), "mostly")):
        return None
    return people


def _fronted_apposition(view: SentenceView) -> Span | None:
    """ "Tous civils, les 15 morts …": the people named at the head of the sentence."""
    first = view.role(view.tokens.start, "mostly")
    people = with_others(view, first_people(view, first, first + NEAR_PEOPLE)) if first is not None else None
    return people if people and view.form(view.document.token_at(people.end)) == "," else None


def predicated_people(view: SentenceView, counted: Counted, link: Link) -> Span | None:
    """ "three of the dead, aged 8, 12 and 17, were siblings", "neuf étaient des élèves"."""
    if counted.head not in _UNNAMED:
        return None
    starts = (counted.noun_end, link.words.stop)
    beings = (being for start in starts if start >= counted.last for being in _beings_after(view, start))
    found = (people_after_being(view, being) for being in beings)
    return next((people for people in found if people is not None), None)


def people_after_being(view: SentenceView, index: int) -> Span | None:
    """The people whom the words behind a form of "be" name at once ("were", "all believed to be", "farm workers")."""
    start = index
    while view.is_word(start) and start not in view.harm_at:
        after = max((view.role(start, role) or start for role in _BEFORE_PREDICATE), default=start)
        if after == start:
            break
        start = after
    people = first_people(view, start, start + NEAR_PEOPLE)
    if people is None:
        return None
    between = range(start, view.document.token_at(people.start))
    harm = view.harm_at.get(view.document.token_at(people.start))
    if harm is not None and harm.category is not None:
        return None  # "113 are still captive"
    joined = not any(not view.is_word(at) or view.has(at, *_TURNS) for at in between)
    return with_others(view, people) if joined else None


_BEFORE_PREDICATE = ("mostly", "adverbs", "determiners", "others", "being")
_TURNS = ("prepositions", "doers", "of", "subordinators", "relatives", "auxiliaries", "conjunctions", "passive")


def _beings_after(view: SentenceView, start: int) -> Iterator[int]:
    """The tokens behind the forms of "be" after the token in its clause, over asides between commas."""
    index = start
    stop = min(start + _FARTHEST_BEING, view.tokens.stop)
    while index < stop:
        end = view.role(index, "being")
        if end is not None:
            yield end
            index = end
        elif view.form(index) == "," and not view.has(index + 1, "being"):
            index = _after_aside(view, index)
        elif view.form(index) != "," and _ends_subject(view, index):
            return
        else:
            index += 1


def _after_aside(view: SentenceView, comma: int) -> int:
    """The token behind the comma that closes the aside with "be" behind it; the sentence's end where none does."""
    for index in range(comma + 1, min(comma + 1 + _FARTHEST_BEING, view.tokens.stop)):
        if view.form(index) in CLAUSE_ENDS:
            break
        if view.form(index) == "," and view.has(index + 1, "being"):
            return index + 1
    return view.tokens.stop


def _ends_subject(view: SentenceView, index: int) -> bool:
    verb = view.has(index, "auxiliaries", "relatives", "subordinators", "conjunctions", "passive", "passive_one")
    return verb or view.form(index) in CLAUSE_ENDS or index in view.harm_at or view.in_quantity(index)
