"""The main job in a real browser: filter by a source, read the table, open the quote, take the CSV away."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.dashboard.examples import NIS


def test_filter_by_nis_read_open_and_download(visit, tmp_path):
    visit.open("/figures")
    expect(visit.page.get_by_text("6 figures")).to_be_visible()

    visit.choose("Source", NIS)
    expect(visit.page.get_by_text("3 figures")).to_be_visible()
    visit.asks_for(source=[NIS])

    heading, *rows = visit.rows()
    assert heading[:3] == ["Reported", "Category", "Source"]
    assert [row[:3] for row in rows] == [
        ["about 300", "killed", NIS],
        ["at least 100", "killed", NIS],
        ["about 1,000", "injured", NIS],
    ]

    visit.choose_row(2)
    chosen = visit.page.locator("mark.bilan-chosen")
    expect(chosen).to_have_text("Au moins 100")
    expect(visit.page.locator(".bilan-article mark")).to_have_count(3)
    expect(visit.page.locator(".bilan-article")).to_have_attribute("lang", "fr")

    saved = visit.download(visit.page.get_by_role("button", name="Download CSV"), tmp_path)
    assert [row["source"] for row in saved] == [NIS] * 3
    assert [(row["low"], row["high"], row["qualifier"]) for row in saved] == [
        ("300", "300", "about"),
        ("100", "", "at_least"),
        ("1000", "1000", "about"),
    ]
    assert [row["quote"] for row in saved] == ["About 300", "Au moins 100", "Environ 1 000"]
    assert saved[1]["reported_on"] == "2024-12-19"


def test_compare_sources_opens_a_quote(visit):
    visit.open("/compare")
    expect(visit.page.get_by_role("heading", name="Killed or injured · 2 claimants")).to_be_visible()
    chart = visit.page.locator(".st-key-compare-casualties")
    expect(visit.page.get_by_label("Ukraine more than 3,000 (20 Dec 2024); US officials 200–999")).to_be_visible()
    chart.locator(".point").last.click(force=True)
    dialog = visit.page.get_by_role("dialog")
    expect(dialog.locator("mark.bilan-chosen")).to_be_visible()
    expect(dialog.get_by_text("Ukraine · more than 3,000 killed or injured")).to_be_visible()
    visit.asks_for(article=["en"])
    visit.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    # The address changes in the run that closing the dialog starts, which may be a moment away.
    expect(visit.page).not_to_have_url(re.compile("article="))
