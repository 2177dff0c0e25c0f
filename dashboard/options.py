"""The filters as options of the command line: the same that the pages have."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from data import schema
from data.filters import Filters
from extractors import models
from extractors.errors import UnreadableInputError

Words = list[str] | None

Source = Annotated[Words, typer.Option("--source", help="Claimant, as the table names it; may be repeated.")]
SourceKind = Annotated[Words, typer.Option("--kind", help="Sort of claimant (intelligence, military, government…).")]
Country = Annotated[Words, typer.Option("--country", help="The claimant's country, as in KR.")]
Category = Annotated[Words, typer.Option("--category", help="killed, injured, casualties, missing or captured.")]
Victims = Annotated[Words, typer.Option("--victims", help="Words that the victims' description holds.")]
Place = Annotated[Words, typer.Option("--place", help="Words that the place holds.")]
ArticleLanguage = Annotated[Words, typer.Option("--language", help="Language of the article, as in fr.")]
Publisher = Annotated[Words, typer.Option("--publisher", help="Who published the article.")]
StatusOption = Annotated[Words, typer.Option("--status", help="automatic, accepted, corrected, rejected, superseded.")]
Dossier = Annotated[Words, typer.Option("--dossier", help="Name of a dossier.")]
ArticleId = Annotated[Words, typer.Option("--article", help="Identifier of an article.")]
Since = Annotated[
    str | None, typer.Option("--since", metavar="DATE", help="Said (else published) on this day or later.")
]
Until = Annotated[
    str | None, typer.Option("--until", metavar="DATE", help="Said (else published) on this day or before.")
]
KnownOn = Annotated[
    str | None, typer.Option("--as-known-on", metavar="DATE", help="Only what was in print on this day.")
]
Search = Annotated[str, typer.Option("--search", help="Words of the quote, its sentence, the title or the claimant.")]
FromFeeds = Annotated[bool, typer.Option("--from-feeds", help="Only what came through watched feeds.")]


def parse_day(words: str | None, option: str) -> date | None:
    """The day of an ISO date or date-time; raises UnreadableInputError for anything else."""
    try:
        return date.fromisoformat(words[:10]) if words else None
    except ValueError as error:
        raise UnreadableInputError(f"{option} wants a date such as 2024-12-19, not {words!r}.") from error


def _check_words(option: str, given: Words, words: type[StrEnum]) -> None:
    for word in given or ():
        if word not in list(words):
            raise UnreadableInputError(f"--{option} is one of {', '.join(words)}, not {word!r}.")


def make_filters(
    *,
    source: Words = None,
    kind: Words = None,
    country: Words = None,
    category: Words = None,
    victims: Words = None,
    place: Words = None,
    language: Words = None,
    publisher: Words = None,
    status: Words = None,
    dossier: Words = None,
    article: Words = None,
    since: str | None = None,
    until: str | None = None,
    as_known_on: str | None = None,
    search: str = "",
    from_feeds: bool = False,
) -> Filters:
    """The options as filters.

    Raises UnreadableInputError for a word that a column with fixed words never holds.
    """
    _check_words("category", category, models.Category)
    _check_words("status", status, schema.Status)
    _check_words("kind", kind, schema.SourceKind)
    return Filters(
        sources=tuple(source or ()),
        kinds=tuple(kind or ()),
        countries=tuple(country or ()),
        categories=tuple(category or ()),
        victims=tuple(victims or ()),
        places=tuple(place or ()),
        languages=tuple(language or ()),
        publishers=tuple(publisher or ()),
        statuses=tuple(status or ()),
        dossiers=tuple(dossier or ()),
        articles=tuple(article or ()),
        since=parse_day(since, "--since"),
        until=parse_day(until, "--until"),
        as_known_on=parse_day(as_known_on, "--as-known-on"),
        search=search,
        from_feeds=from_feeds,
    )
