"""Web addresses → readings: a page, a document, or a feed with all that it leads to."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http import HTTPStatus
from importlib.metadata import version
from urllib.parse import urlsplit

import requests

from data.errors import FetchError
from data.feeds import Entry, is_feed, parse_feed
from extractors.errors import BilanError
from extractors.models import Article
from extractors.readers.decoding import decode
from extractors.readers.documents import read_docx, read_pdf
from extractors.readers.html import read_html
from extractors.readers.reading import LONGEST_TEXT, Given, Reading, check_length

_TIMEOUT = (10, 30)  # seconds: until connected, until the next piece comes
_LONGEST = 120  # seconds, for all of it
_MOST_REDIRECTS = 10
_PIECE = 8192
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an address answered; `content` is None where it has not changed since it was last asked."""

    url: str  # after redirects
    content: bytes | None
    kind: str = ""  # media type
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None


def is_address(words: str) -> bool:
    """Whether an input is a web address rather than a path."""
    return words.startswith(("http://", "https://"))


def fetch(url: str, *, etag: str | None = None, modified: str | None = None) -> Answer:
    """What the address answers, redirects followed.

    Raises FetchError where it answers with an error, too late, too much, or not at all.
    """
    headers = {"User-Agent": f"Bilan/{version('bilan')} (reported casualty figures)", "Accept-Language": "*"}
    headers |= {"If-None-Match": etag} if etag else {}
    headers |= {"If-Modified-Since": modified} if modified else {}
    try:
        with requests.Session() as session:
            session.max_redirects = _MOST_REDIRECTS
            with session.get(url, headers=headers, timeout=_TIMEOUT, stream=True) as response:
                return _answer(response)
    except requests.TooManyRedirects as error:
        raise FetchError("the address only redirects to others") from error
    except requests.Timeout as error:
        raise FetchError("the address does not answer in time") from error
    except requests.exceptions.SSLError as error:
        raise FetchError("the address has no valid certificate") from error
    except (requests.ConnectionError, requests.exceptions.ChunkedEncodingError) as error:
        raise FetchError("the address cannot be reached") from error
    except (requests.RequestException, ValueError) as error:
        raise FetchError("this is no address of a page") from error


def read_address(url: str, given: Given = Given()) -> Iterator[Reading]:  # noqa: B008 - frozen
    """The article at an address; of a feed, those that its entries lead to. Nothing raises: problems are readings."""
    try:
        answer = fetch(url)
        if answer.content is not None and is_feed(answer.content):
            for entry in parse_feed(answer.content, answer.url).entries:
                yield read_entry(entry, url, given)
            return
        yield _finished(_read(answer, given), url, url, given)
    except BilanError as error:
        yield Reading(where=url, problem=str(error))


def read_entry(entry: Entry, feed_url: str, given: Given = Given()) -> Reading:  # noqa: B008 - frozen
    """The article that a feed's entry leads to; what its page does not tell is taken from the entry.

    Where the page cannot be had, but the feed itself holds the whole text, that is read.
    """
    where = entry.url or (f"{feed_url}, {entry.title}" if entry.title else feed_url)
    try:
        article = _entry_page(entry, given)
    except BilanError as error:
        return Reading(where=where, problem=str(error), feed_url=feed_url)
    told = replace(
        article,
        title=article.title or entry.title,
        published_at=article.published_at or entry.published_at,
        publisher=article.publisher or entry.publisher,
    )
    return replace(_finished(told, where, entry.url, given), feed_url=feed_url)


def _entry_page(entry: Entry, given: Given) -> Article:
    try:
        if not entry.url:
            raise FetchError("the entry has no address")
        return _read(fetch(entry.url), given)
    except BilanError:
        if entry.content is None:
            raise
        return read_html(entry.content, url=entry.url)


def _answer(response: requests.Response) -> Answer:
    headers = response.headers
    told = Answer(
        url=response.url,
        content=None,
        kind=headers.get("Content-Type", "").partition(";")[0].strip().lower(),
        charset=response.encoding if "charset" in headers.get("Content-Type", "").lower() else None,
        etag=headers.get("ETag"),
        modified=headers.get("Last-Modified"),
    )
    if response.status_code == HTTPStatus.NOT_MODIFIED:
        return told
    if not response.ok:
        reason = f" ({response.reason})" if response.reason else ""
        raise FetchError(f"the address answers {response.status_code}{reason}")
    content = bytearray()
    ends = time.monotonic() + _LONGEST
    for piece in response.iter_content(_PIECE):
        content += piece
        if time.monotonic() > ends:
            raise FetchError("the address does not answer in time")
        if len(content) > LONGEST_TEXT:
            raise FetchError(f"the page is over {LONGEST_TEXT // 1_000_000} MB, too long for one article")
    return replace(told, content=bytes(content))


def _read(answer: Answer, given: Given) -> Article:
    """The article of an answer, by what the server calls it or it plainly is."""
    content = answer.content or b""
    # What is not UTF-8 though the server says so is in some other encoding, which the caller may know.
    charset = answer.charset if answer.charset and answer.charset.lower() not in ("utf-8", "utf8") else None
    encoding = given.encoding or charset
    if content.startswith(b"%PDF-"):
        return read_pdf(io.BytesIO(content))
    if answer.kind == _WORD:
        return read_docx(io.BytesIO(content))
    if answer.kind == "text/plain":
        return Article(text=decode(content, encoding=encoding))
    if answer.kind and not answer.kind.startswith(("text/", "application/xhtml", "application/xml")):
        raise FetchError(f"the address holds no article, but {answer.kind}")
    return read_html(decode(content, encoding=encoding, markup=True), url=answer.url)


def _finished(article: Article, where: str, url: str | None, given: Given) -> Reading:
    check_length(article.text)
    return Reading(
        where=where,
        article=replace(
            article,
            url=article.url or url,
            published_at=given.published_at or article.published_at,
            language=given.language or article.language,
            publisher=article.publisher or (urlsplit(url).hostname if url else None),
        ),
        retrieved_at=datetime.now(UTC),
    )
