"""What a reader changes: an article pasted and kept, a figure corrected and the correction undone."""

from __future__ import annotations

from playwright.sync_api import expect

from data.filters import Filters
from data.store import open_store
from tests.dashboard.examples import REGISTRY

TEXT = "Séisme : 12 morts\n\nLe séisme de jeudi a fait 12 morts et 30 blessés, a annoncé la protection civile.\n"


def test_a_figure_is_corrected_in_place_and_the_correction_undone(visit, server_folder):
    visit.open("/figures")
    visit.choose_row(1)
    card = visit.page.locator(".bilan-facts")
    expect(card).to_contain_text("unreviewed")
    visit.page.get_by_text("Correct", exact=True).click()
    for name in ("Low", "High"):
        visit.page.get_by_role("spinbutton", name=name).fill("350")
    visit.page.get_by_role("button", name="Save the correction").click()
    expect(card).to_contain_text("corrected")
    expect(visit.page.get_by_text("NIS (South Korea) · about 350 killed")).to_be_visible()

    store = open_store(str(server_folder / "sample.sqlite"), registry=REGISTRY)
    assert store.read_figures(Filters(statuses=("corrected",)))["low"].tolist() == [350]
    visit.page.get_by_role("button", name="Undo").click()
    expect(card).to_contain_text("unreviewed")
    expect(visit.page.get_by_text("NIS (South Korea) · about 300 killed")).to_be_visible()
    assert store.read_figures(Filters(statuses=("corrected",))).empty
    store.close()


def test_an_article_is_pasted_seen_kept_and_found(visit):
    visit.open("/add")
    box = visit.page.get_by_label("Text of the article")
    box.fill(TEXT)
    box.press("Control+Enter")
    expect(visit.page.locator(".bilan-article mark").first).to_be_visible()
    visit.page.get_by_text("Why this is a figure").first.click()
    expect(visit.page.get_by_text("makes the number a casualty figure").first).to_be_visible()
    visit.page.get_by_label("Outlet").fill("Le Quotidien")
    visit.page.get_by_label("Outlet").press("Tab")
    visit.settled()
    visit.page.get_by_role("button", name="Save", exact=True).click()
    expect(visit.page.get_by_text("Saved with")).to_be_visible()
    visit.page.get_by_role("link", name="See its figures").click()
    expect(visit.page.locator("h1")).to_have_text("Figures")
    visit.settled()
    quotes = [row[4] for row in visit.rows()[1:]]
    assert any("12 morts" in quote for quote in quotes)
