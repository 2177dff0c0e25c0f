"""A metadata file with which Datasette shows the store's tables and says what their columns mean."""

from __future__ import annotations

from typing import Any

from data.packages import LICENCE_NOTE
from data.schema import ARTICLE_COLUMNS, OWN_FIGURE_COLUMNS, Column

_REVISION_COLUMNS = {
    "revision": "0 is what the machine said first; each decision of a reader is the next one.",
    "current": "Whether this is the newest revision of the figure.",
    "action": "What made this revision: extract, accept, correct, reject, annotate, undo, supersede…",
    "made_at": "When this revision was made (UTC).",
    "made_by": "Who made this revision; empty for the machine.",
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
                        "description": "A row a revision of a stated figure; current = 1 is the figure as it stands.",
                        "columns": {**_described(OWN_FIGURE_COLUMNS), **_REVISION_COLUMNS},
                        "facets": ["source", "category", "status"],
                        "sort_desc": "reported_on",
                        "hidden": False,
                    },
                    "articles": {
                        "description": "The articles; their text is for your own use.",
                        "columns": {**_described(ARTICLE_COLUMNS), "text": "The article's text, headline first."},
                        "facets": ["publisher", "language"],
                        "sort_desc": "published_at",
                    },
                    "dossiers": {"description": "Articles of one conflict or event, kept together under a name."},
                    "article_dossiers": {"description": "Which article belongs to which dossier."},
                    "log": {
                        "description": "What figures' revisions do not tell: articles deleted, claimants resolved."
                    },
                    "bilan_version": {"hidden": True},
                },
            }
        },
    }


def _described(columns: tuple[Column, ...]) -> dict[str, str]:
    return {column.name: column.description for column in columns}
