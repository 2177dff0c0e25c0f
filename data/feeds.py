"""RSS and Atom documents → entries."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from data.errors import FetchError

_FEED = re.compile(rb"<(?:rss|(?:\w+:)?RDF|(?:\w+:)?feed)[\s>]")
_HEAD = 2000
# A summary is no article: what a feed calls its content is one when it is longer than any summary.
_SHORTEST_CONTENT = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a feed tells of one article; `stamp` changes when the entry does."""

    key: str
    stamp: str
    url: str | None = None
    title: str | None = None
    published_at: date | None = None
    publisher: str | None = None
    content: str | None = None  # HTML, where the feed holds the whole text


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed's title and entries, in its own order."""

    title: str | None
    entries: tuple[Entry, ...]


def is_feed(content: bytes) -> bool:
    """Whether the document is a feed, going by its first element."""
    return bool(_FEED.search(content[:_HEAD])) and b"<html" not in content[:_HEAD].lower()


def parse_feed(content: bytes, url: str) -> Feed:
    """The entries of a feed.

    Raises FetchError where the document is none.
    """
    import feedparser

    parsed = feedparser.parse(content, response_headers={"content-location": url})
    if not parsed.get("version") and not parsed.entries:
        raise FetchError("the address holds no feed")
    title = _words(parsed.feed.get("title"))
    return Feed(title=title, entries=tuple(_entry(entry, title) for entry in parsed.entries))


def _entry(parsed: Any, feed_title: str | None) -> Entry:
    entry = dict(parsed)  # the library's own kind of dictionary takes one date for another
    url = entry.get("link")
    day = entry.get("published_parsed") or entry.get("updated_parsed")
    content = max((part.get("value", "") for part in entry.get("content", [])), key=len, default="")
    told = "\n".join(str(entry.get(name, "")) for name in ("title", "summary", "updated", "published")) + content
    stamp = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
    return Entry(
        key=entry.get("id") or url or stamp,
        stamp=stamp,
        url=url,
        title=_words(entry.get("title")),
        published_at=date(*day[:3]) if day else None,
        publisher=_words((entry.get("source") or {}).get("title")) or feed_title,
        content=content if len(content) >= _SHORTEST_CONTENT else None,
    )


def _words(value: Any) -> str | None:
    return " ".join(str(value).split()) or None if value else None
