"""Feeds that are watched: new entries become articles, whose figures wait in the queue until somebody reads them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from data.article_edits import complete_articles
from data.articles import Added, Incoming, Outcome, naive_utc
from data.dossiers import put_articles
from data.errors import FetchError
from data.feeds import Entry, Feed, parse_feed
from data.fetch import fetch, read_entry
from data.filters import Filters
from data.ingest import Counts, Report
from data.intake import answer_readings, complete_and_extract
from data.schema import Status
from data.store import Store
from data.tables import feed_entries, feeds
from extractors.errors import BilanError
from extractors.readers.language import normalise_language
from extractors.readers.reading import Given, Reading

#: What waits: figures from feeds that nobody has decided about.
QUEUE = Filters(from_feeds=True, statuses=(Status.AUTOMATIC,))

_SPAN = re.compile(r"\s*(\d+)\s*([smhd]?)\s*")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A feed to watch, and what is known of its articles."""

    url: str
    dossier: str | None = None
    given: Given = field(default_factory=Given)


def read_watchlist(path: Path) -> tuple[Watched, ...]:
    """The feeds of a TOML file: a table `[[feed]]` each, with `url` and optionally `language` and `dossier`.

    Raises FetchError naming what is wrong with the file.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise FetchError(f"{path} cannot be read ({getattr(error, 'strerror', None) or 'not UTF-8'}).") from error
    except tomllib.TOMLDecodeError as error:
        raise FetchError(f"{path} is not TOML ({error}).") from error
    rows = table.get("feed")
    if not isinstance(rows, list) or not rows:
        raise FetchError(f"{path} names no feeds: each wants a table [[feed]] with a url.")
    return tuple(_watched(row, f"{path}, feed {number}") for number, row in enumerate(rows, 1))


def _watched(row: Any, where: str) -> Watched:
    if not isinstance(row, dict) or not isinstance(row.get("url"), str):
        raise FetchError(f"{where}: there is no url.")
    unknown = sorted(row.keys() - {"url", "dossier", "language"})
    if unknown:
        raise FetchError(f"{where}: unknown key {unknown[0]!r}.")
    language = row.get("language")
    given = Given(language=normalise_language(str(language)) if language else None)
    return Watched(url=row["url"], dossier=row.get("dossier"), given=given)


def parse_span(words: str) -> int:
    """Seconds of "90s", "15m", "1h", "1d"; a bare number is minutes. Raises FetchError for anything else."""
    match = _SPAN.fullmatch(words)
    if not match or int(match[1]) == 0:
        raise FetchError(f"--every wants a span such as 15m or 1h, not {words!r}.")
    return int(match[1]) * _SECONDS[match[2] or "m"]


def watch_once(store: Store, watched: Sequence[Watched], *, report: Report | None = None) -> Counts:
    """Ask every feed once, and keep the articles of its new and changed entries.

    Each article is kept together with the note that its entry was seen: stopped at any moment, the next pass goes on
    where this one was. A feed or an entry that cannot be read is reported, the others are done.
    """
    counts = Counts()
    for feed in watched:
        try:
            _pass(store, feed, counts, report)
        except BilanError as error:
            _problem(Reading(where=feed.url, problem=str(error)), counts, report)
            _note(store, feed.url, problem=str(error))
    return counts


def _pass(store: Store, watched: Watched, counts: Counts, report: Report | None) -> None:
    with store.reading() as connection:
        last = connection.execute(select(feeds).where(feeds.c.feed_url == watched.url)).one_or_none()
    known = {"etag": last.etag, "modified": last.modified} if last else {}
    answer = fetch(watched.url, **known)
    if answer.content is None:
        _note(store, watched.url)
        return
    feed = parse_feed(answer.content, answer.url)
    before = counts.problems
    for entry in _unseen(store, watched.url, feed):
        _keep_entry(store, watched, entry, counts, report)
    # With an entry still to be had, the feed must be answered in full the next time.
    whole = counts.problems == before
    _note(
        store,
        watched.url,
        title=feed.title,
        etag=answer.etag if whole else None,
        modified=answer.modified if whole else None,
    )


def _unseen(store: Store, feed_url: str, feed: Feed) -> Iterator[Entry]:
    """The entries that are new or have changed, the oldest first."""
    with store.reading() as connection:
        rows = connection.execute(select(feed_entries).where(feed_entries.c.feed_url == feed_url))
        seen = {row.entry_id: row.stamp for row in rows}
    for entry in reversed(feed.entries):
        if seen.get(entry.key) != entry.stamp:
            yield entry


def _keep_entry(store: Store, watched: Watched, entry: Entry, counts: Counts, report: Report | None) -> None:
    (done,) = answer_readings([read_entry(entry, watched.url, watched.given)], complete_and_extract)
    if done.answer is None:
        _problem(done.reading, counts, report)
        return
    article, figures = done.answer
    incoming = Incoming(article=article, figures=figures, retrieved_at=done.reading.retrieved_at, feed_url=watched.url)
    (added,) = store.add_articles([incoming], also=_seen(watched, entry))
    counts.outcomes[added.outcome] += 1
    if added.outcome is Outcome.KNOWN:
        counts.completed += complete_articles(store, {added.article_id: article})
    counts.figures += added.figures if added.outcome is not Outcome.KNOWN else 0
    if report:
        report.done(done.reading, added.figures)


def _seen(watched: Watched, entry: Entry) -> Callable[[Connection, Sequence[Added]], None]:
    """What notes the entry, in the transaction that keeps its article."""

    def note(connection: Connection, added: Sequence[Added]) -> None:
        mine = (feed_entries.c.feed_url == watched.url) & (feed_entries.c.entry_id == entry.key)
        connection.execute(delete(feed_entries).where(mine))
        row = {"feed_url": watched.url, "entry_id": entry.key, "stamp": entry.stamp, "article_id": added[0].article_id}
        connection.execute(insert(feed_entries), row)
        if watched.dossier:
            put_articles(connection, [added[0].article_id], watched.dossier)

    return note


def _problem(reading: Reading, counts: Counts, report: Report | None) -> None:
    counts.problems += 1
    if report:
        report.problem(reading)


def _note(store: Store, feed_url: str, **values: str | None) -> None:
    """Note when the feed was asked, and what came of it; a feed that has not changed keeps what was known."""
    with store.writing() as connection:
        old = connection.execute(select(feeds).where(feeds.c.feed_url == feed_url)).mappings().one_or_none()
        row = {
            **(old or {}),
            "problem": None,
            **values,
            "feed_url": feed_url,
            "checked_at": naive_utc(datetime.now(UTC)),
        }
        connection.execute(delete(feeds).where(feeds.c.feed_url == feed_url))
        connection.execute(insert(feeds), row)
