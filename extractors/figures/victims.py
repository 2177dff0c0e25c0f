"""Figures → figures with the words for who was harmed."""

from __future__ import annotations

from dataclasses import replace

from extractors.figures.classified_parts import is_among
from extractors.figures.counted import Counted, Head, SentenceView, people_lexicon
from extractors.figures.labelled import labelled_people
from extractors.figures.links import Link, coordinated, part_of
from extractors.figures.people_phrases import (
    names_captives,
    noun_behind_harm,
    own_noun,
    people_in_label,
    says_anybody,
    span_of,
    unknown_noun,
)
from extractors.figures.subsets import is_part
from extractors.figures.victim_asides import (
    apposed_people,
    noun_after_anaphor,
    noun_after_dash,
    predicated_people,
)
from extractors.figures.victim_context import (
    FARTHEST_QUESTION,
    names_only_side,
    noun_left_out,
    noun_shared,
    owner,
    raises_total,
    target,
    topic_before,
    topic_in_sentence,
)
from extractors.figures.victim_groups import beside_harm, fronted_group, group_after, group_before, side, sufferer
from extractors.harm import Kind
from extractors.marks import trim_mark
from extractors.models import Category, Figure, Span

_FARTHEST_INHERITED = 2  # sentences
_SHORTEST_TOLL = 3  # tokens: "number of", people
_OF_PEOPLE = ("act and object", "people and state", "subject and state")  # rules of what is done to people
_MOST_OTHERS = 10  # times as many injured as killed of the same people, and the like


def assign_victims(views: list[tuple[SentenceView, dict[int, Link]]], figures: list[Figure]) -> tuple[Figure, ...]:
    """The figures, each with the noun phrase of its people where it, or the figure that it continues, names any."""
    places = [(view, view.counted[place], links[place]) for view, links in views for place in sorted(links)]
    found: list[Figure] = []
    whole: Figure | None = None  # the last figure that is no part of another one
    verb = 0  # the first token of its harm word
    part = False  # whether the last figure is a part of another one, by words or joined to such a part
    resumed = False  # behind a part the clause of its whole has gone on ("three, a girl among them, died and 27 …")
    for place, ((view, counted, link), figure) in enumerate(zip(places, figures, strict=True)):
        victims = _find_victims(view, counted, link)
        after_part = part
        part = is_part(view, counted, link) or (part and _goes_on_with(places[place - 1], places[place]))
        if victims is None and not says_anybody(view, counted) and not _holds_part_before(view, counted):
            # "13 dead, among them five police officers, and 40 wounded": not those of the part
            other = after_part and whole is not None and whole.category is found[-1].category is not link.category
            goes_on = (resumed or other) and not part
            goes_on = goes_on or link.rule == "list by place"
            before = whole if whole and goes_on else (found[-1] if found else None)
            alike = before is not None and before.category is link.category
            if after_part and not part and before is not None and alike and not _may_count_as_many(before, counted):
                before = whole if whole is not before else None  # "six of them children; 41 bodies in all"
            victims = _from_context(view, counted, link, before, whole)
        if victims is not None:
            victims = trim_mark(view.document, view.language, victims, people_lexicon(view.language))
        found.append(replace(figure, victims=victims))
        resumed = part and verb > counted.first
        if not part:
            whole, verb = found[-1], link.words.start
    return tuple(found)


def _goes_on_with(before: tuple[SentenceView, Counted, Link], this: tuple[SentenceView, Counted, Link]) -> bool:
    """Whether the figure is joined to the one before and of its kind ("including ten women and five children")."""
    (view, counted, link), (other, prior, known) = this, before
    if link.rule == "coordination":
        return True
    return other is view and known.category is link.category and coordinated(view, prior, counted)


def _find_victims(view: SentenceView, counted: Counted, link: Link) -> Span | None:
    own = own_noun(view, counted)
    label = labelled_people(view, counted)
    if own is not None and names_only_side(view, counted):
        return owner(view, counted) or sufferer(view, counted) or side(view, counted) or own
    return (
        own
        or (people_in_label(view, label) if label else None)
        or noun_after_anaphor(view, counted)
        or noun_after_dash(view, counted)
        or apposed_people(view, counted, link)
        or predicated_people(view, counted, link)
        or noun_behind_harm(view, counted)
        or noun_shared(view, counted)
        or (unknown_noun(view, counted) if link.rule in _OF_PEOPLE else None)
        or _captives(view, counted, link)
        or _of_the_whole(view, counted)
        or _in_toll(view, link)
        or group_before(view, counted)
        or group_after(view, counted, link)
        or sufferer(view, counted)
        or beside_harm(view, link)
        or fronted_group(view, counted)
        or side(view, counted)
        or (None if says_anybody(view, counted) else topic_in_sentence(view, counted, link))
        or _harm_word(view, link)
    )


def _in_toll(view: SentenceView, link: Link) -> Span | None:
    """ "the number of civilians killed": the people within the words for a toll."""
    harm = view.harm_at.get(link.words.start)
    if harm is None or harm.end_as(Kind.TOLL) is None or len(link.words) < _SHORTEST_TOLL:
        return None
    people = people_lexicon(view.language)
    matches = (people.longest_at(view.document.tokens, index, link.words.stop) for index in link.words)
    named = next((match for match in matches if match is not None and match.value is Head.PEOPLE), None)
    return span_of(view, range(named.first, named.last)) if named is not None else None


def _harm_word(view: SentenceView, link: Link) -> Span | None:
    """ "des otages, au nombre de 240": the word for captives that the number is tied to from afar."""
    harm = view.harm_at.get(link.words.start)
    is_noun = harm is not None and harm.end_as(Kind.NOUN) == link.words.stop and harm.end_as(Kind.ACT) is None
    if harm is not None and view.language.grammar.classifiers and harm.end_as(Kind.STATE) is not None:
        return None  # "생포 2명" tells what was done
    return span_of(view, link.words) if is_noun and link.category is Category.CAPTURED else None


def _from_context(
    view: SentenceView, counted: Counted, link: Link, before: Figure | None, whole: Figure | None
) -> Span | None:
    """Who was harmed by the figure before in the sentence, by the sentence, or by what was told before it."""
    document = view.document
    start = document.tokens[view.tokens.start].start
    if raises_total(view, counted):
        return None  # "killed seven farmers, bringing the toll to 89"
    told = before.victims if before is not None and before.span.start >= start else None
    told = told or noun_left_out(view, counted) or target(view, counted)
    if told is not None or (before is not None and before.span.start >= start):
        return told
    index = document.sentence_index(start)
    first = document.sentence_index(before.span.start) + 1 if before is not None else 0
    for earlier in range(index - 1, max(first, index - FARTHEST_QUESTION) - 1, -1):
        people = topic_before(document, view.language, earlier, link.category)
        if people is not None:
            return people
    return _inherited(view, counted, link.category, whole) if whole is not None else None


def _may_count_as_many(part: Figure, counted: Counted) -> bool:
    """Whether the number is no larger than the part told before it."""
    most = part.quantity.high or part.quantity.low or 0
    return (counted.quantity.low or counted.quantity.high or 0) <= most


def _may_be_of(whole: Figure, counted: Counted, category: Category) -> bool:
    """Whether a number of dead or injured may count the people of the figure before: no more of them, or few more."""
    if counted.head is not Head.HARM:
        return True
    number = counted.quantity.low or counted.quantity.high or 0
    most = whole.quantity.high or whole.quantity.low or 0
    return number <= most * (1 if whole.category is category else _MOST_OTHERS)


def _holds_part_before(view: SentenceView, counted: Counted) -> bool:
    """ "어린이 2명을 포함해 14명", "two children were among 14 killed": the part's people are not the whole's."""
    before = next((other for other in reversed(view.counted) if other.first < counted.first), None)
    return before is not None and is_among(view, before, counted)


def _inherited(view: SentenceView, counted: Counted, category: Category, whole: Figure) -> Span | None:
    """The victims of the last whole of the sentences before ("5 soldiers were killed. 30 were wounded")."""
    document = view.document
    start = document.tokens[view.tokens.start].start
    if whole.quantity.high == 1 or not _may_be_of(whole, counted, category):
        return None  # of one the next sentence seldom speaks
    told_after = whole.victims is not None and whole.victims.start >= whole.span.end
    if counted.head is Head.HARM and told_after:
        return None  # said of the whole only: "98 of the victims are women. …"
    farther = document.sentence_index(start) - document.sentence_index(whole.span.start)
    return whole.victims if farther <= _FARTHEST_INHERITED else None


def _captives(view: SentenceView, counted: Counted, link: Link) -> Span | None:
    """ "240 hostages", "68 inmates massacred": the harm word itself names them."""
    harm = counted.harm
    if harm and harm.first != link.words.start and names_captives(view, harm.first):
        return span_of(view, range(harm.first, harm.last))
    is_noun = harm is not None and harm.category is Category.CAPTURED and harm.end_as(Kind.ACT) is None
    end = harm.end_as(Kind.NOUN) if harm and is_noun else None
    if harm and view.language.grammar.classifiers and harm.end_as(Kind.STATE) is not None:
        return None  # "생포 2명" tells what was done
    return span_of(view, range(harm.first, end)) if harm and end else None


def _of_the_whole(view: SentenceView, counted: Counted) -> Span | None:
    """ "27 of the 40 passengers died": the noun of the whole."""
    whole = next((other for other in view.counted if other.first > counted.first), None)
    return own_noun(view, whole) if whole and part_of(view, counted, whole) else None
