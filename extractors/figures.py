"""Quantities → casualty figures: each number tied to a harm word, with its victims, its part and its place."""

from __future__ import annotations

from collections import defaultdict

from extractors.counted import Counted, SentenceView, view_sentence
from extractors.languages.schema import Language
from extractors.linking import link_sentence
from extractors.links import Link
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
    quote = phrase
    if abs(harm.start - phrase.end) <= _NEAR or 0 <= phrase.start - harm.end <= _NEAR:
        quote = Span(min(phrase.start, harm.start), max(phrase.end, harm.end))
    return Figure(
        span=quote,
        category=link.category,
        quantity=counted.quantity,
        harm=harm,
        rule=link.rule,
    )
