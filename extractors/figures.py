"""Quantities → casualty figures: each number tied to a harm word, with its victims, its part and its place."""

from __future__ import annotations

from collections import defaultdict

from extractors.counted import Counted, SentenceView, view_sentence
from extractors.languages.schema import Language
from extractors.linking import SHARED_RULES, link_sentence
from extractors.links import Link, in_quantity
from extractors.models import Category, Figure, Quantity, Span
from extractors.subsets import mark_subsets
from extractors.text import Document
from extractors.victims import assign_victims

_NEAR = 25  # characters; where the harm word is farther away the number's own phrase is the quote


def find_figures(document: Document, quantities: tuple[Quantity, ...], language: Language) -> tuple[Figure, ...]:
    """The quantities that count people harmed, as figures in text order."""
    by_sentence: dict[int, list[Quantity]] = defaultdict(list)
    for quantity in quantities:
        by_sentence[document.sentence_index(quantity.span.start)].append(quantity)
    found: list[Figure] = []
    recent: list[Category] = []
    views: list[tuple[SentenceView, dict[int, Link]]] = []
    for index in sorted(by_sentence):
        tokens = document.token_range(document.sentences[index])
        view = view_sentence(document, language, tokens, by_sentence[index])
        links = link_sentence(view, recent)
        if links:
            recent += [links[place].category for place in sorted(links)]
            views.append((view, links))
    for view, links in views:
        found += [_figure(view, view.counted[place], links[place]) for place in sorted(links)]
    return mark_subsets(document, views, assign_victims(views, found))


def _figure(view: SentenceView, counted: Counted, link: Link) -> Figure:
    tokens = view.document.tokens
    harm = Span(tokens[link.words.start].start, tokens[link.words.stop - 1].end)
    phrase_end = max(counted.end, counted.last)
    phrase = Span(counted.quantity.span.start, max(tokens[phrase_end - 1].end, counted.quantity.span.end))
    quote = Span(min(phrase.start, harm.start), max(phrase.end, harm.end)) if _is_near(view, counted, link) else phrase
    return Figure(
        span=quote,
        category=link.category,
        quantity=counted.quantity,
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
    if any(in_quantity(view, index) for index in between):
        return False
    return not between or tokens[between.stop - 1].end - tokens[between.start].start <= _NEAR
