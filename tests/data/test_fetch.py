"""Addresses: pages, documents, feeds, and everything that can go wrong with them."""

from __future__ import annotations

import socket
from datetime import UTC, date, datetime

import pytest

from data import fetch
from data.fetch import is_address, read_address
from extractors.readers.reading import Given
from tests.data.serving import serving
from tests.readers.test_documents import make_docx, make_pdf

PAGE = """<!doctype html><html><head><title>Douze morts à Gao</title>
<meta property="article:published_time" content="2024-12-19T10:39:00+01:00"></head>
<body><article><h1>Douze morts à Gao</h1>
<p>Douze soldats ont été tués jeudi à Gao, selon l'armée malienne.</p></article></body></html>"""


@pytest.fixture
def site():
    with serving() as there:
        yield there


def read(url, given=Given()):  # noqa: B008
    return list(read_address(url, given))


def problem(url):
    (reading,) = read(url)
    assert reading.article is None
    assert reading.where == url
    assert "\n" not in reading.problem
    return reading.problem


def test_a_page(site):
    before = datetime.now(UTC)
    url = site.put("/douze", PAGE)
    (reading,) = read(url)
    article = reading.article
    assert article.text.startswith("Douze morts à Gao\n\nDouze soldats ont été tués")
    assert (article.url, article.published_at, article.publisher) == (url, date(2024, 12, 19), "127.0.0.1")
    assert before <= reading.retrieved_at <= datetime.now(UTC)


def test_what_is_given_stands_above_the_page(site):
    (reading,) = read(site.put("/douze", PAGE), Given(published_at=date(2020, 1, 1), language="en"))
    assert (reading.article.published_at, reading.article.language) == (date(2020, 1, 1), "en")


def test_redirects_are_followed_to_the_page_s_own_address(site):
    url = site.put("/douze", PAGE)
    (reading,) = read(site.put("/short", status=301, Location="/douze"))
    assert reading.article.url == url


def test_documents_and_plain_text(site):
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    pages = [
        site.put("/a", make_pdf("Douze morts."), Content_Type="application/pdf"),
        site.put("/b", make_docx("Douze morts."), Content_Type=kind),
        site.put("/c", "Douze morts.", Content_Type="text/plain"),
        site.put("/d", "Douze tués.".encode("cp1252"), Content_Type="text/plain; charset=windows-1252"),
        site.put("/e", "<p>Douze tués.</p>".encode("cp1252"), Content_Type="text/html; charset=windows-1252"),
    ]
    assert [read(page)[0].article.text for page in pages] == ["Douze morts."] * 3 + ["Douze tués."] * 2


def test_what_an_address_can_answer_instead(site):
    assert problem(site.address + "/none") == "the address answers 404 (Not Found)"
    assert problem(site.put("/error", status=503)) == "the address answers 503 (Service Unavailable)"
    assert problem(site.put("/loop", status=302, Location="/loop")) == "the address only redirects to others"
    assert problem(site.put("/empty")) == "the file is empty"
    assert problem(site.put("/blank", "<html></html>")) == "the page holds no article text"
    assert (
        problem(site.put("/picture", b"\x89PNG\0", Content_Type="image/png"))
        == "the address holds no article, but image/png"
    )
    assert problem(site.put("/latin", "<p>tués</p>".encode("latin-1"))).startswith("the file is not UTF-8")
    wrong = site.put("/wrong", "<p>tués</p>".encode("latin-1"), Content_Type="text/html; charset=utf-8")
    assert problem(wrong).startswith("the file is not UTF-8")
    assert read(wrong, Given(encoding="latin-1"))[0].article.text == "tués"
    assert problem(site.put("/large", b"x" * 20_000_001)) == "the page is over 20 MB, too long for one article"


def test_an_address_that_does_not_answer(site, monkeypatch):
    monkeypatch.setattr(fetch, "_TIMEOUT", (0.2, 0.2))
    url = site.put("/slow", PAGE)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        slow = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        assert problem(slow) == "the address does not answer in time"
    assert problem(slow) == "the address cannot be reached"
    assert problem("http://nobody.invalid/") == "the address cannot be reached"
    assert problem("http://") == "this is no address of a page"
    assert read(url)[0].article is not None


def test_an_address_that_never_comes_to_an_end(site, monkeypatch):
    monkeypatch.setattr(fetch, "_LONGEST", -1)
    assert problem(site.put("/douze", PAGE)) == "the address does not answer in time"


def test_an_entry_without_address_is_named_by_its_feed(site):
    feed = site.put("/feed", "<rss version='2.0'><channel><item><title>Gao</title></item></channel></rss>")
    assert [str(reading) for reading in read(feed)] == [f"{feed}, Gao: the entry has no address"]


def test_addresses_are_told_from_paths():
    assert is_address("https://example.org/x")
    assert not any(map(is_address, ("x.html", "/tmp/x", "-", "ftp://example.org", "httpx")))
