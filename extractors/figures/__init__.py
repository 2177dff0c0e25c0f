"""Quantities → casualty figures: each number tied to a harm word, with its victims, its part and its place."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from extractors.compounds import split_compounds
from extractors.figures.counted import Counted, Head, SentenceView
from extractors.figures.linking import SHARED_RULES, link_sentence
from extractors.figures.links import Link, Links, coordinated
from extractors.figures.listed import count_items
from extractors.figures.noun_phrases import view_sentence
from extractors.figures.parts import part_cue
from extractors.figures.subsets import mark_subsets
from extractors.figures.victims import assign_victims
from extractors.harm import Kind
from extractors.languages.schema import Language
from extractors.models import Category, Figure, Qualifier, Quantity, Span
from extractors.text import Document

_FARTHEST_TOPIC = 3  # sentences over which a number without a noun can still count what was counted before
_FARTHEST_LIST = 8  # sentences between a figure and a list of its parts
_BREAKS = frozenset('"«»“”(:;–—')  # between two numbers: the bound of the first ends there
_LONGEST_PHRASE = 60  # characters of a number and its noun phrase that a quote holds
_LONGEST_TOTAL = 6  # tokens from a word for a number to the harm word that it counts
_NEAR = 25  # characters; where the harm word is farther away the number's own phrase is the quote


def find_figures(document: Document, quantities: tuple[Quantity, ...], language: Language) -> tuple[Figure, ...]:
    """The quantities that count people harmed, as figures in text order."""
    by_sentence: dict[int, list[Quantity]] = defaultdict(list)
    for quantity in quantities:
        by_sentence[document.sentence_index(quantity.span.start)].append(quantity)
    if language.grammar.classifiers:
        document = split_compounds(document, language)  # a classifier is a token of its own: "3만|명이"
    found: list[Figure] = []
    recent: list[tuple[int, Category]] = []  # the figures so far: sentence and category
    last: tuple[int, Category] | None = None  # the latest of them, however far
    asked: Category | None = None  # what was counted last, if people harmed
    views: list[tuple[SentenceView, Links]] = []
    for index in sorted(by_sentence):
        tokens = document.token_range(document.sentences[index])
        view = view_sentence(document, language, tokens, by_sentence[index])
        recent = [(known, category) for known, category in recent if index - known <= _FARTHEST_TOPIC]
        if index and index - 1 not in by_sentence and (topic := _topic(document, language, index - 1)):
            recent.append((index - 1, topic))
        if index - 1 not in by_sentence and _is_question(document, index - 1):
            asked = _topic(document, language, index - 1)  # "How many dead in Nairobi?"
        view.asked = asked
        links = link_sentence(view, [category for _, category in recent])
        asked = _counted_last(view, links, asked)
        if last and index - last[0] <= _FARTHEST_LIST:
            count_items(view, links, last[1])
        if links:
            recent += [(index, links[place].category) for place in sorted(links)]
            last = recent[-1]
            views.append((view, links))
    for view, links in views:
        found += [_figure(view, links, place) for place in sorted(links)]
    return mark_subsets(document, views, assign_victims(views, found))


def _counted_last(view: SentenceView, links: Links, before: Category | None) -> Category | None:
    """What the last number of the sentence counts if people harmed; what was counted before it if it has none."""
    counts = [place for place, counted in enumerate(view.counted) if not counted.quantity.article]
    if not counts:
        return before
    if counts[-1] not in links:
        return None
    category = links[counts[-1]].category
    died = category is Category.INJURED and any(link.category is Category.KILLED for link in links.values())
    return Category.KILLED if died else category  # "12 dead and 30 hurt. Fifteen, says the hospital."


def _is_question(document: Document, index: int) -> bool:
    return index >= 0 and document.words(document.sentences[index]).rstrip('"»” ').endswith("?")


def _topic(document: Document, language: Language, index: int) -> Category | None:
    """What a sentence without numbers says is counted: "The number of people killed is unclear"."""
    view = view_sentence(document, language, document.token_range(document.sentences[index]), [])
    for harm in view.harms:
        totals = range(harm.first - _LONGEST_TOTAL, harm.first)
        if harm.end_as(Kind.TOLL) or any(view.has(at, "totals") for at in totals):
            return harm.category
    return None


def _figure(view: SentenceView, links: Links, place: int) -> Figure:
    counted, link = view.counted[place], links[place]
    tokens = view.document.tokens
    harm = Span(tokens[link.words.start].start, tokens[link.words.stop - 1].end)
    phrase_end = max(counted.end, counted.last)
    phrase_end = next((at for at in range(counted.last, phrase_end) if view.role(at, "of") == phrase_end), phrase_end)
    if counted.head is Head.BARE:
        phrase_end = view.role(counted.last, "others") or counted.last  # "41 d'après une ONG"
    long = tokens[phrase_end - 1].end - counted.quantity.span.start > _LONGEST_PHRASE
    if long:  # "at least nine rebels" of the front with the long name
        noun = counted.noun.stop - 1 if counted.noun else counted.last - 1
        near = tokens[noun].end - counted.quantity.span.start <= _LONGEST_PHRASE
        phrase_end = max(counted.last, noun + 1) if near else counted.last
    phrase = Span(counted.quantity.span.start, max(tokens[phrase_end - 1].end, counted.quantity.span.end))
    whole = _is_near(view, counted, link) and not long
    quote = Span(min(phrase.start, harm.start), max(phrase.end, harm.end)) if whole else phrase
    return Figure(
        span=quote,
        category=link.category,
        quantity=_shared_hedge(view, links, place),
        harm=harm,
        rule=link.rule,
    )


def _is_near(view: SentenceView, counted: Counted, link: Link) -> bool:
    """Whether the harm word stands beside the number, so that the quote can hold both."""
    if link.rule in SHARED_RULES:
        return False
    tokens = view.document.tokens
    between = range(max(counted.end, counted.last), link.words.start)
    if link.words.start < counted.first:
        between = range(link.words.stop, counted.first)
    if any(view.in_quantity(index) for index in between):
        return False
    if tokens[link.words.stop - 1].end - tokens[link.words.start].start > _NEAR:
        return False
    return not between or tokens[between.stop - 1].end - tokens[between.start].start <= _NEAR


def _shared_hedge(view: SentenceView, links: Links, place: int) -> Quantity:
    """The quantity, with the bound of the one before where both share one harm word ("at least 12 men and 3 women")."""
    quantity, before = view.counted[place].quantity, links.get(place - 1)
    trailing = _trailing_hedge(view, links, place)
    if trailing is not None:
        return trailing
    if before is None or before.words != links[place].words or quantity.qualifier is not Qualifier.EXACT:
        return quantity
    if view.language.grammar.classifiers:
        return quantity  # a hedge stands between noun and number: "지휘관 약 30명과 과학자 11명"
    counted = view.counted[place]
    if counted.head is Head.ANAPHOR or part_cue(view, counted):
        return quantity
    joint = range(view.counted[place - 1].end, counted.first)
    if any(view.form(index) in _BREAKS or view.has(index, "versus") for index in joint):
        return quantity
    if links[place].rule != "list by place" and not coordinated(view, view.counted[place - 1], counted):
        return quantity
    return _bounded(quantity, _shared_hedge(view, links, place - 1).qualifier)


def _trailing_hedge(view: SentenceView, links: Links, place: int) -> Quantity | None:
    """The quantity with the bound behind the next one ("cinq adultes et quinze adolescents au moins"), or None."""
    quantity, after = view.counted[place].quantity, links.get(place + 1)
    if after is None or after.words != links[place].words or quantity.qualifier is not Qualifier.EXACT:
        return None
    following = view.counted[place + 1].quantity
    trails = following.span.start == following.number.start and following.qualifier is not Qualifier.EXACT
    if not trails or not coordinated(view, view.counted[place], view.counted[place + 1]):
        return None
    return _bounded(quantity, following.qualifier)


def _bounded(quantity: Quantity, qualifier: Qualifier) -> Quantity:
    """The exact quantity with the bound of another one."""
    if qualifier in (Qualifier.AT_LEAST, Qualifier.MORE_THAN):
        return replace(quantity, qualifier=qualifier, high=None)
    if qualifier in (Qualifier.AT_MOST, Qualifier.LESS_THAN):
        return replace(quantity, qualifier=qualifier, low=None)
    return replace(quantity, qualifier=qualifier) if qualifier is Qualifier.ABOUT else quantity
