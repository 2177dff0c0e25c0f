"""New claims → an Atom feed and a JSON file, for whoever wants to be told."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from data.citations import cite
from data.claims import fold_claims
from data.errors import UnwritableOutputError
from data.filters import Filters
from data.frames import frame_rows
from data.privacy import without_names
from data.records import Row, storable
from data.schema import CLAIM_COLUMNS
from data.store import Store
from data.writers import replacing

ATOM_FILE = "claims.atom"
JSON_FILE = "claims.json"
_ATOM = "http://www.w3.org/2005/Atom"
_MOST = 200


def write_feeds(
    store: Store,
    folder: Path,
    filters: Filters = Filters(),  # noqa: B008 - frozen
    *,
    language: str = "en",
    title: str = "Bilan",
) -> int:
    """Write the newest claims that the filters choose as `claims.atom` and `claims.json`; how many they are.

    Newest are those first recorded last. Raises UnwritableOutputError where the folder cannot be written.
    """
    claims = list(frame_rows(fold_claims(store.read_figures(filters)), CLAIM_COLUMNS))
    newest = sorted(claims, key=lambda claim: (claim["first_added"], claim["claim_id"]), reverse=True)[:_MOST]
    newest = [without_names(claim) for claim in newest]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnwritableOutputError(f"{folder} cannot be made ({error.strerror or error}).") from error
    with replacing(folder / ATOM_FILE) as file:
        file.write(make_atom(newest, language=language, title=title))
    with replacing(folder / JSON_FILE) as file:
        document = {"filters": filters.describe(), "claims": [_described(claim, language) for claim in newest]}
        file.write(json.dumps(document, ensure_ascii=False, indent=1, default=str).encode("utf-8", "backslashreplace"))
    return len(newest)


def make_atom(claims: Sequence[Row], *, language: str, title: str) -> bytes:
    """An Atom document with an entry a claim; an entry keeps its identifier whatever reports are added to it."""
    ElementTree.register_namespace("", _ATOM)
    feed = ElementTree.Element(f"{{{_ATOM}}}feed", {"xml:lang": language})
    updated = max((claim["first_added"] for claim in claims), default=datetime(1970, 1, 1, tzinfo=UTC))
    _add(feed, "id", "urn:bilan:claims")
    _add(feed, "title", title)
    _add(feed, "updated", updated.isoformat())
    _add(_add(feed, "author"), "name", "Bilan")
    for claim in claims:
        entry = _add(feed, "entry")
        sentence = storable(cite(claim, language))
        _add(entry, "id", f"urn:bilan:claim:{claim['claim_id']}")
        _add(entry, "title", sentence.split(" : « ")[0].split(": “")[0])
        _add(entry, "updated", claim["first_added"].isoformat())
        _add(entry, "summary", sentence)
        _add(entry, "category", None, term=claim["category"])
        if claim["url"]:
            _add(entry, "link", None, href=claim["url"])
    document: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return document


def _add(parent: ElementTree.Element, name: str, words: str | None = None, **attributes: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    child.text = words and "".join(character if character.isprintable() else " " for character in words)
    return child


def _described(claim: Row, language: str) -> dict[str, Any]:
    return {"sentence": cite(claim, language), **claim}
