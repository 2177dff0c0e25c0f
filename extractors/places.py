"""Figures → figures with the place that their own sentence ties them to."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from extractors.languages.schema import Language
from extractors.lexicon import Lexicon
from extractors.models import Figure, Span
from extractors.text import Document

_FARTHEST_AFTER = 22  # tokens between a figure and the place behind it
_FARTHEST_BEFORE = 12  # tokens between the place that opens a clause and the figure
_LONGEST_NAME = 7
_CLAUSE_ENDS = frozenset(".;:!?")
_JOINS = frozenset("-'")
_Role = str  # "lead", "head", "join", "not", "within"


def assign_places(document: Document, figures: tuple[Figure, ...], language: Language) -> tuple[Figure, ...]:
    """The figures, each with the nearest place of its clause: behind it, else at the clause's opening."""
    if not figures:
        return ()
    lexicon = place_lexicon(language)
    nexts = [document.token_at(figure.span.start) for figure in figures[1:]] + [len(document.tokens)]
    return tuple(
        replace(figure, place=_find_place(document, figure, following, lexicon))
        for figure, following in zip(figures, nexts, strict=True)
    )


@cache
def place_lexicon(language: Language) -> Lexicon[_Role]:
    """The pack's words around places, each with its role."""
    places = language.places
    dates = language.dates
    calendar = [*dates.weekdays, *dates.months, *dates.weekdays_short, *dates.months_short]
    return Lexicon(
        [
            *((word, "lead") for word in places.leads),
            *((word, "head") for word in places.heads),
            *((word, "join") for word in places.joins),
            *((word, "not") for word in (*places.not_places, *(word for words in calendar for word in words))),
        ]
    )


def _find_place(document: Document, figure: Figure, following: int, lexicon: Lexicon[_Role]) -> Span | None:
    words = document.sentences[document.sentence_index(figure.span.start)]
    if words.of(document.text).isupper():
        return None  # capitals tell nothing there
    sentence = document.token_range(words)
    behind = document.token_at(max(figure.span.end, figure.victims.end if figure.victims else 0))
    for index in range(behind, min(behind + _FARTHEST_AFTER, sentence.stop)):
        if document.tokens[index].form in _CLAUSE_ENDS or index == following:
            break
        if place := _place_at(document, index, sentence.stop, lexicon):
            return place
    opening = document.token_at(figure.span.start)
    for index in range(opening - 1, max(sentence.start, opening - _FARTHEST_BEFORE) - 1, -1):
        if document.tokens[index].form in _CLAUSE_ENDS:
            break
        opens = index == sentence.start or document.tokens[index - 1].form in {",", ";", ":", "-", "–", "—", ")"}
        if opens and (place := _place_at(document, index, opening, lexicon)):
            return place
    return None


def _place_at(document: Document, index: int, stop: int, lexicon: Lexicon[_Role]) -> Span | None:
    """The place that a leading word at the token opens ("in", "à", "dans la région de"), or None."""
    tokens = document.tokens
    lead = next((match for match in lexicon.at(tokens, index, stop) if match.value == "lead"), None)
    if lead is None:
        return None
    first, last, named = lead.last, lead.last, False
    while last < min(stop, first + _LONGEST_NAME):
        matches = lexicon.at(tokens, last, stop)
        roles = {match.value for match in matches}
        if "not" in roles:
            break
        if "head" in roles or (named and "join" in roles):
            last = next(match.last for match in matches if match.value in ("head", "join"))
            named = named or "head" in roles
        elif tokens[last].is_word and document.capitalised(tokens[last]):
            last, named = last + 1, True
        elif named and tokens[last].form in _JOINS:
            last += 1
        elif last == first and "join" in roles:
            first = last = last + 1
        else:
            break
    return _trimmed(document, first, last, lexicon) if named else None


def _trimmed(document: Document, first: int, last: int, lexicon: Lexicon[_Role]) -> Span | None:
    """The span of the name without joining words at its end; None where no capital is left in it."""
    tokens = document.tokens
    while last > first and (
        tokens[last - 1].form in _JOINS or any(m.value == "join" for m in lexicon.at(tokens, last - 1, last))
    ):
        last -= 1
    if not any(document.capitalised(token) for token in tokens[first:last] if token.is_word):
        return None
    return Span(tokens[first].start, tokens[last - 1].end)
