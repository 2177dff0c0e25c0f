"""A metadata file with which Datasette shows the store's tables and says what their columns mean."""

from __future__ import annotations

from typing import Any

from data.logbook import LOG_COLUMNS
from data.packages import LICENCE_NOTE
from data.schema import ARTICLE_COLUMNS, OWN_FIGURE_COLUMNS, Column

_FOLDED = "The words without accents and case, for searching."
_REVISION_COLUMNS = {
    "revision": "0 is what the machine said first; each decision of a reader is the next one.",
    "current": "Whether this is the newest revision of the figure.",
    "action": "What made this revision: extract, accept, correct, reject, annotate, undo, supersede…",
    "made_at": "When this revision was made (UTC).",
    "made_by": "Who made this revision; empty for the machine.",
    "victims_folded": _FOLDED,
    "place_folded": _FOLDED,
    "search_folded": _FOLDED,
}
# Tables that hold no column of the schema: what each is for, and its columns.
_OTHERS: dict[str, tuple[str, dict[str, str]]] = {
    "dossiers": (
        "Articles of one conflict or event, kept together under a name.",
        {
            "dossier_id": "Number of the dossier.",
            "name": "The dossier's name.",
            "description": "What it is about.",
            "keywords": "One rule a line: a new article that holds all its words belongs to the dossier.",
        },
    ),
    "article_dossiers": (
        "Which article belongs to which dossier.",
        {"article_id": "The article.", "dossier_id": "The dossier."},
    ),
    "feeds": (
        "The feeds that are watched.",
        {
            "feed_url": "The feed's address.",
            "title": "What it calls itself.",
            "etag": "The version that was seen last, in the server's words.",
            "modified": "When it changed last, in the server's words.",
            "checked_at": "When it was asked last (UTC).",
            "problem": "Why it could not be read then; empty where it could.",
        },
    ),
    "feed_entries": (
        "What was seen in each feed.",
        {
            "feed_url": "The feed's address.",
            "entry_id": "The entry's identifier in the feed.",
            "stamp": "Changes when the entry does.",
            "article_id": "The article that it led to.",
        },
    ),
    "own_sources": (
        "The user's own sources, beside those that ship with Bilan.",
        {
            "source_id": "Identifier of the source.",
            "name": "Its name in the figures table.",
            "kind": "What sort of party it is.",
            "country": "Its country, ISO 3166-1 alpha-2.",
        },
    ),
    "own_aliases": (
        "Words of articles that the user has resolved to a source.",
        {"words": "The claimant in the articles' words.", "source_id": "The source that they mean."},
    ),
    "log": (
        "What figures' revisions do not tell: articles deleted, corrected or completed, claimants resolved.",
        {
            "log_id": "Number of the entry.",
            **{column.name: column.description for column in LOG_COLUMNS},
        },
    ),
}


def datasette_metadata(database: str) -> dict[str, Any]:
    """The metadata for a store whose file is `database`.sqlite."""
    return {
        "title": "Bilan: reported casualty figures",
        "description": LICENCE_NOTE,
        "databases": {
            database: {
                "tables": {
                    "figures": {
                        "description": "A row a revision of a stated figure; current = 1 is the figure as it stands. "
                        "Figures of an article with superseded_by are superseded.",
                        "columns": {**_described(OWN_FIGURE_COLUMNS), **_REVISION_COLUMNS},
                        "facets": ["source", "category", "status"],
                        "sort_desc": "reported_on",
                        "hidden": False,
                    },
                    "articles": {
                        "description": "The articles; their text is for your own use.",
                        "columns": {
                            **_described(ARTICLE_COLUMNS),
                            "text": "The article's text, headline first.",
                            "extracted_with": "Version of the extractor that read it last.",
                        },
                        "facets": ["publisher", "language"],
                        "sort_desc": "published_at",
                    },
                    **{
                        name: {"description": description, "columns": columns}
                        for name, (description, columns) in _OTHERS.items()
                    },
                    "bilan_version": {"hidden": True},
                },
            }
        },
    }


def _described(columns: tuple[Column, ...]) -> dict[str, str]:
    return {column.name: column.description for column in columns}
