"""HTML page → article: main text, headline, date, publisher."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from extractors.errors import UnreadableInputError
from extractors.models import Article

_WHOLE_PAGE = re.compile(r"<(?:html|head|body)\b", re.IGNORECASE)
_HEAD = 5000

# Only what the page itself states: a date guessed from any of its words would be taken for the day of the news.
_STATED_DATES = {"extensive_search": False, "original_date": True}


def read_html(page: str, *, url: str | None = None) -> Article:
    """The article of a page; the headline is the first line of its text.

    Raises UnreadableInputError where the page holds no text.
    """
    import trafilatura

    if not _WHOLE_PAGE.search(page, 0, _HEAD):
        page = f"<html><body>{page}</body></html>"  # the library refuses fragments
    found: Any = trafilatura.bare_extraction(
        page, url=url, with_metadata=True, include_comments=False, date_extraction_params=_STATED_DATES
    )
    body = ((found and found.text) or trafilatura.html2txt(page) or "").strip()
    if not body:
        raise UnreadableInputError("the page holds no article text")
    title = _line(found.title) if found else None
    return Article(
        text=_with_headline(title, body),
        title=title,
        published_at=_day(found.date) if found else None,
        publisher=_publisher(found.sitename, url or found.url) if found else None,
        url=url or (found.url if found else None),
    )


def _with_headline(title: str | None, body: str) -> str:
    """The paragraphs apart by blank lines, the headline before them where they do not begin with it."""
    paragraphs = [line.strip() for line in body.splitlines() if line.strip()]
    if title and " ".join(paragraphs[0].split()) != title:
        paragraphs.insert(0, title)
    return "\n\n".join(paragraphs)


def _publisher(site: str | None, url: str | None) -> str | None:
    """The site's own name; its host's, which the library takes where there is none, says nothing."""
    name = _line(site)
    return None if name and urlsplit(url or "").netloc.endswith(name) else name


def _line(words: str | None) -> str | None:
    return " ".join(words.split()) if words else None


def _day(stated: str | None) -> date | None:
    try:
        return date.fromisoformat(stated[:10]) if stated else None
    except ValueError:
        return None
