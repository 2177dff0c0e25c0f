"""Marks stand exactly on the quotes, and nothing that an article holds becomes markup."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from dashboard.highlight import Mark, mark_sentence, mark_text


def mark(start, end, **told):
    return Mark(**{"start": start, "end": end, "category": "killed", "label": "killed", **told})


def words_of(html: str) -> str:
    """The text as a reader copies it: without tags, and without the labels beside the marks."""
    return unescape(re.sub(r"<[^>]*>", "", re.sub(r'<span class="bilan-tag">.*?</span>', "", html)))


def test_a_quote_is_marked_and_labelled_once():
    html = mark_text("Au moins 100 morts.", [mark(0, 12, hint="NIS")], language="fr")
    assert html == (
        '<div class="bilan-article" dir="ltr" lang="fr">'
        '<mark class="bilan-mark bilan-killed" title="NIS">Au moins 100</mark><span class="bilan-tag">killed</span>'
        " morts.</div>"
    )


def test_markup_in_an_article_is_shown_as_it_is():
    text = "<script>alert(1)</script> & 3 <b>morts</b>"
    html = mark_text(text, [mark(28, 42, hint='"><img src=x>', label="<i>")])
    assert "<script" not in html
    assert "<img" not in html
    assert "<b>" not in html
    assert "<i>" not in html
    assert words_of(html) == text


def test_a_language_written_from_right_to_left():
    html = mark_text("12 شخصا", [mark(0, 7)], language="ar")
    assert html.startswith('<div class="bilan-article" dir="rtl" lang="ar">')


def test_overlapping_marks_share_their_pieces():
    text = "12 enfants et 3 femmes tués"
    html = mark_text(text, [mark(0, 27, label="killed"), mark(14, 27, category="injured", label="injured")])
    assert words_of(html) == text
    assert html.count("<mark") == 2
    assert "killed · injured" in html


def test_the_chosen_mark_stands_out():
    html = mark_text("12 morts, 3 blessés", [mark(0, 8, chosen=True), mark(10, 19)])
    assert html.count("bilan-chosen") == 1


def test_marks_beyond_the_text_are_cut():
    assert words_of(mark_text("3 morts", [mark(0, 90)])) == "3 morts"
    assert words_of(mark_text("", [])) == ""


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=5))
def test_the_text_is_never_changed(text, spans):
    marks = [mark(min(a, b), max(a, b)) for a, b in spans]
    assert words_of(mark_text(text, marks)) == text


def test_a_sentence_with_its_quote():
    assert mark_sentence("A & 3 morts.", "3 morts", "killed") == (
        'A &amp; <mark class="bilan-mark bilan-killed">3 morts</mark>.'
    )
    assert mark_sentence("No & quote", "3", "killed") == "No &amp; quote"
