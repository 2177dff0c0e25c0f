"""Watched feeds: new entries once, changed ones as new versions, the queue, and what goes wrong."""

from __future__ import annotations

from datetime import date
from xml.sax.saxutils import escape

import pytest

from data.dossiers import read_dossiers
from data.errors import FetchError
from data.filters import Filters
from data.review import accept
from data.store import Outcome, open_store
from data.watch import QUEUE, Watched, parse_span, read_watchlist, watch_once
from extractors.errors import UnknownLanguageError
from extractors.readers.reading import Given
from tests.data.serving import serving

WORDS = "La situation restait tendue dans la région, selon les autorités locales. "


@pytest.fixture
def site():
    with serving() as there:
        yield there


@pytest.fixture
def store(address):
    opened = open_store(address)
    yield opened
    opened.close()


def page(number, words="soldats"):
    lead = f"{number} {words} ont été tués jeudi à Gao, selon l'armée."
    return f"<html><body><article><p>{lead} {WORDS * 8}</p></article></body></html>"


def rss(site, *entries, title="Agence"):
    items = "".join(
        f"<item><title>{escape(name)}</title><link>{site.address}/{name}</link><guid>{name}</guid>"
        f"<pubDate>Thu, 19 Dec 2024 10:39:00 GMT</pubDate><description>{stamp}</description></item>"
        for name, stamp in entries
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>{title}</title>{items}</channel></rss>"


def atom(content):
    return (
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>Agence</title><entry><id>urn:1</id><title>Titre</title>"
        f"<updated>2024-12-19T10:39:00Z</updated><content type='html'>{escape(content)}</content></entry></feed>"
    )


def feed(site, content, **headers):
    return Watched(url=site.put("/feed", content, Content_Type="application/rss+xml", **headers), dossier="Mali")


def told(counts):
    return {str(outcome): number for outcome, number in counts.outcomes.items()}, counts.figures, counts.problems


class Report:
    def __init__(self):
        self.problems = []

    def done(self, reading, figures):
        pass

    def problem(self, reading):
        self.problems.append(str(reading))


def test_new_entries_are_kept_once_and_wait_in_the_queue(store, site):
    site.put("/a", page(12))
    site.put("/b", page(30))
    watched = feed(site, rss(site, ("b", "1"), ("a", "1")))
    assert told(watch_once(store, [watched])) == ({"added": 2}, 2, 0)
    assert told(watch_once(store, [watched])) == ({}, 0, 0)
    assert site.asked.count("/a") == 1
    frame = store.read_figures(QUEUE)
    assert sorted(frame["low"]) == [12, 30]
    assert set(frame["publisher"]) == {"Agence"}
    assert set(frame["published_at"].dt.date) == {date(2024, 12, 19)}
    assert read_dossiers(store) == ("Mali",)
    articles = store.read_articles()
    assert set(articles["feed_url"]) == {watched.url}
    assert articles["retrieved_at"].notna().all()
    accept(store, frame["figure_id"], by="Anne")
    assert store.count_figures(QUEUE) == 0
    assert store.count_figures(Filters(from_feeds=True)) == 2


def test_a_changed_entry_is_a_new_version(store, site):
    site.put("/a", page(12))
    watch_once(store, [feed(site, rss(site, ("a", "1")))])
    site.put("/a", page(14))
    assert told(watch_once(store, [feed(site, rss(site, ("a", "2")))])) == ({"new_version": 1}, 1, 0)
    assert list(store.read_figures(QUEUE)["low"]) == [14]
    assert list(store.read_figures(Filters(statuses=("superseded",)))["low"]) == [12]
    assert store.count_figures(Filters(dossiers=("Mali",))) == 1


def test_a_feed_that_has_not_changed_is_not_sent_again(store, site):
    site.put("/a", page(12))
    watched = feed(site, rss(site, ("a", "1")), ETag='"1"')
    watch_once(store, [watched])
    site.pages["/feed"].content = b"not read, for the server answers 304"
    assert told(watch_once(store, [watched])) == ({}, 0, 0)


def test_an_entry_that_could_not_be_had_is_tried_again(store, site):
    site.put("/a", page(12))
    watched = feed(site, rss(site, ("a", "1"), ("b", "1")), ETag='"1"')
    report = Report()
    assert told(watch_once(store, [watched], report=report)) == ({"added": 1}, 1, 1)
    assert report.problems == [f"{site.address}/b: the address answers 404 (Not Found)"]
    site.put("/b", page(30))
    assert told(watch_once(store, [watched])) == ({"added": 1}, 1, 0)


def test_a_feed_that_holds_the_whole_text_needs_no_page(store, site):
    watched = feed(site, atom(page(12)))
    assert told(watch_once(store, [watched])) == ({"added": 1}, 1, 0)
    (article_id,) = store.read_articles()["article_id"]
    article = store.read_article(article_id)
    assert (article.title, article.publisher, article.published_at) == ("Titre", "Agence", date(2024, 12, 19))


def test_a_feed_that_cannot_be_read_does_not_stop_the_others(store, site):
    site.put("/a", page(12))
    good = feed(site, rss(site, ("a", "1")))
    bad = [
        Watched(url=site.address + "/none"),
        Watched(url=site.put("/page", "<html><body>Pas un flux</body></html>")),
        Watched(url=site.put("/broken", "<rss><channel><item>")),
        Watched(url="http://nobody.invalid/feed"),
    ]
    report = Report()
    counts = watch_once(store, [*bad, good], report=report)
    assert counts.outcomes[Outcome.ADDED] == 1
    assert report.problems[0] == f"{site.address}/none: the address answers 404 (Not Found)"
    assert f"{site.address}/page: the address holds no feed" in report.problems
    assert len(report.problems) >= 3


def test_a_given_language_is_used(store, site):
    site.put("/a", page(12))
    watched = Watched(url=feed(site, rss(site, ("a", "1"))).url, given=Given(language="fr"))
    watch_once(store, [watched])
    assert set(store.read_figures()["language"]) == {"fr"}


def test_a_watchlist(tmp_path):
    path = tmp_path / "feeds.toml"
    path.write_text(
        '[[feed]]\nurl = "https://example.org/a"\nlanguage = "fr"\ndossier = "Mali"\n[[feed]]\nurl = "https://b"\n'
    )
    first, second = read_watchlist(path)
    assert (first.url, first.dossier, first.given.language) == ("https://example.org/a", "Mali", "fr")
    assert (second.url, second.dossier, second.given.language) == ("https://b", None, None)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "names no feeds"),
        ("feed = 1", "names no feeds"),
        ("[[feed]]\nname = 1", r"feed 1: there is no url\."),
        ('[[feed]]\nurl = "x"\nevery = 1', "feed 1: unknown key 'every'"),
        ("[[feed", "is not TOML"),
    ],
)
def test_a_watchlist_that_cannot_be_read_is_told(tmp_path, content, sentence):
    path = tmp_path / "feeds.toml"
    path.write_text(content)
    with pytest.raises(FetchError, match=sentence):
        read_watchlist(path)
    with pytest.raises(FetchError, match="cannot be read"):
        read_watchlist(tmp_path / "none.toml")
    path.write_text('[[feed]]\nurl = "x"\nlanguage = "xx"')
    with pytest.raises(UnknownLanguageError):
        read_watchlist(path)


@pytest.mark.parametrize(("words", "seconds"), [("90s", 90), ("15m", 900), ("1h", 3600), ("2d", 172_800), ("5", 300)])
def test_spans(words, seconds):
    assert parse_span(words) == seconds


@pytest.mark.parametrize("words", ["", "0", "1w", "h", "-1h", "1.5h"])
def test_spans_that_are_none(words):
    with pytest.raises(FetchError):
        parse_span(words)
