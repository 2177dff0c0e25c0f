"""Counted things → harm: the rules that tie a number to the word that says what happened to the people counted.

Each rule is a function of one counted thing that returns a link or None; `link_sentence` tries them from the
surest to the loosest, then lets coordinated numbers share a link.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extractors.figures import (
    classified,
    classified_sharing,
    corrections,
    ellipses,
    labelled,
    listed,
    parts,
    predicates,
    recounts,
    sharing,
    states,
    tolls,
    word_order,
)
from extractors.figures.counted import Counted, Head, SentenceView
from extractors.figures.links import Link, Links, counts_no_harm, harmed_whole, is_whole
from extractors.harm import Kind
from extractors.models import Category

_RULES: tuple[Callable[[SentenceView, Counted], Link | None], ...] = (
    predicates.none_survived,
    predicates.act_and_result,
    predicates.harm_noun,
    predicates.apposed_harm,
    tolls.inverted_toll,
    tolls.named_toll,
    predicates.act_to,
    predicates.act_object,
    tolls.bare_toll,
    tolls.verb_and_toll,
    states.subject_state,
    word_order.object_relative,
    word_order.object_before,
    states.state_then_subject,
    word_order.far_subject,
    word_order.accompanied,
    tolls.toll_value,
    labelled.labelled_count,
)
# The same for packs with classifiers, whose verbs and nouns stand on other sides of the number.
_CLASSIFIED_RULES: tuple[Callable[[SentenceView, Counted], Link | None], ...] = (
    classified.named_count,
    classified.named_parts,
    predicates.harm_noun,
    predicates.act_object,
    classified.object_before,
    states.subject_state,
    classified.taken_from,
)

# Rules by which a verb tells what became of somebody: "a policeman was wounded", "killing a priest".
_TOLD_BY_VERB = ("act and", "subject and", "state and", "people and")

# Rules that give a number the harm word of another one.
SHARED_RULES = frozenset(
    {
        "coordination",
        "list by kind",
        "list by place",
        "restated",
        "gapped",
        "increment",
        "breakdown",
        "part",
        "parallel",
        "count again",
        "series",
        "list item",
    }
)


def link_sentence(view: SentenceView, recent: Sequence[Category]) -> Links:
    """The links of the sentence's counted things; `recent` are the categories of the figures before it, in order."""
    links: Links = {}
    last = recent[-1] if recent else None
    view.excluded = {
        place
        for place, counted in enumerate(view.counted)
        if counted.head is Head.THING
        or labelled.counts_thing(view, counted)
        or (counts_no_harm(view, counted) and not predicates.harmed_besides(view, counted))
        or (predicates.denied(view, counted) and predicates.none_survived(view, counted) is None)
        or is_whole(view, counted)
    }
    if view.language.grammar.classifiers:
        view.count_names = classified.find_count_names(view)
    for place, counted in enumerate(view.counted):
        if place in view.excluded:
            continue
        rules = _rules_for(view, counted)
        rules = rules if harmed_whole(view, counted) is None else (predicates.part_and_state,)
        link = next((found for rule in rules if (found := rule(view, counted))), None)
        if (
            link is not None
            and not _sought_by_police(view, counted, link)
            and not _told_of_next(view, links, place, link)
        ):
            links[place] = _of_all_victims(view, link, recent)
    for _ in range(2):  # a count named again may be what another number is added to
        sharing.share_between_coordinated(view, links)
        parts.follow_breakdowns(view, links)
        parts.inherit_in_parts(view, links, last)
        parts.widen_by_parts(view, links)
        recounts.repeat_in_parallel(view, links, recent)
        recounts.count_again(view, links, recent)
        corrections.correct_counts(view, links, recent)
        ellipses.answer_counts(view, links)
        ellipses.repeat_verbs(view, links)
        if view.language.grammar.classifiers:
            classified_sharing.share_classified(view, links, recent)
    recounts.count_series(view, links, recent)
    listed.list_names(view, links, recent)
    listed.add_up(view, links)
    _drop_lone_articles(view, links)
    return links


def _told_of_next(view: SentenceView, links: Links, place: int, link: Link) -> bool:
    """Whether a state is told of the number behind a part: "17 died, among them 11 pupils, 24 people were hurt"."""
    counted = view.counted[place]
    if place - 1 not in links or place + 1 == len(view.counted) or link.words.start < view.counted[place + 1].first:
        return False
    return counted.harm is None and view.form(counted.end) in (",", ";") and parts.part_cue(view, counted)


def _rules_for(view: SentenceView, counted: Counted) -> tuple[Callable[[SentenceView, Counted], Link | None], ...]:
    """The rules by where the language puts the words around a number."""
    if not view.language.grammar.classifiers:
        return _RULES
    if counted.head is Head.BARE:
        return (classified.named_count,)  # without a classifier it is a count only in lists: "(사망 25·중상 5)"
    whole = classified.is_whole_before(view, counted)
    return (classified.named_count, predicates.act_object, classified.taken_from) if whole else _CLASSIFIED_RULES


def _of_all_victims(view: SentenceView, link: Link, recent: Sequence[Category]) -> Link:
    """The link, of casualties where it is to a number of victims and the injured were counted before."""
    harm = view.harm_at.get(link.words.start)
    if harm is None or not harm.weak or harm.end_as(Kind.TOLL) is None or Category.INJURED not in recent:
        return link
    return Link(Category.CASUALTIES, link.words, link.rule)


def _sought_by_police(view: SentenceView, counted: Counted, link: Link) -> bool:
    """Whether those said to be looked for are suspects, not missing."""
    harm = view.harm_at.get(link.words.start)
    lost = link.category is Category.MISSING and harm is not None and harm.end_as(Kind.NOUN) is None
    return lost and any(view.has(index, "wanted") for index in counted.noun)


def _drop_lone_articles(view: SentenceView, links: Links) -> None:
    """Forget "a dead", "un mort" beside no counted figure: without a verb they may be nobody in particular."""
    if all(view.counted[place].quantity.article for place in links):
        told = {p: link for p, link in links.items() if link.rule.startswith(_TOLD_BY_VERB)}
        links.clear()
        links.update(told)
