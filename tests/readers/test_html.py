"""Pages → articles: main text, headline first, and only what the page states of itself."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.errors import UnreadableInputError
from extractors.readers.decoding import decode
from extractors.readers.html import read_html

PAGE = """<!doctype html><html lang="fr"><head><title>Douze morts à Gao - Le Journal</title>
<meta property="og:site_name" content="Le Journal">
<meta property="article:published_time" content="2024-12-19T10:39:00+01:00">
<link rel="canonical" href="https://example.org/douze"></head>
<body><nav><a href="/">Accueil</a> <a href="/sport">Sport : 3 morts</a></nav>
<article><h1>Douze morts à Gao</h1>
<p>Douze personnes ont été tuées jeudi à Gao, selon la police.</p>
<p>Trente autres ont été blessées, a indiqué le ministère de la Santé.</p></article>
<footer>Copyright 2026, tous droits réservés</footer></body></html>"""


def test_a_page_gives_its_text_headline_date_and_publisher():
    article = read_html(PAGE)
    assert article.text.split("\n\n") == [
        "Douze morts à Gao",
        "Douze personnes ont été tuées jeudi à Gao, selon la police.",
        "Trente autres ont été blessées, a indiqué le ministère de la Santé.",
    ]
    assert (article.title, article.publisher) == ("Douze morts à Gao", "Le Journal")
    assert article.published_at == date(2024, 12, 19)
    assert article.url == "https://example.org/douze"


def test_the_address_that_it_was_fetched_from_is_kept():
    assert read_html(PAGE, url="https://example.org/x?y=1").url == "https://example.org/x?y=1"


def test_a_date_in_the_prose_is_not_taken_for_the_publication():
    sentence = "Le ministre a dit que la situation était calme dans la région. "
    page = f"<html><body><article><p>{sentence * 20}</p><p>Attaque du 3 mars 2021.</p></article></body></html>"
    assert read_html(page).published_at is None


@pytest.mark.parametrize("page", ["<p>Douze morts.</p>", "<div>Douze morts.</div>", "Douze morts."])
def test_a_fragment_is_read(page):
    assert read_html(page).text == "Douze morts."


@pytest.mark.parametrize("page", ["<html></html>", "<html><body> </body></html>", "<script>12</script>"])
def test_a_page_without_text_is_told(page):
    with pytest.raises(UnreadableInputError, match="no article text"):
        read_html(page)


def test_a_declared_charset_is_used_where_a_page_is_not_utf8():
    page = PAGE.replace("<head>", '<head><meta charset="windows-1252">')
    assert decode(page.encode("cp1252"), markup=True) == page
    wrongly_declared = PAGE.replace("<head>", '<head><meta charset="windows-1251">')
    assert decode(wrongly_declared.encode(), markup=True) == wrongly_declared
