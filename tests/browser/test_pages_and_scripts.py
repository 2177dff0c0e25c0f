"""A store of more than one page of figures, and an article written from right to left."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from data.intake import complete_and_extract
from data.store import open_store
from extractors.models import Article
from tests.browser.conftest import visiting
from tests.dashboard.examples import REGISTRY
from tests.dashboard.many import fill_many

FIGURES = 1200
PAGE = 1000
ARABIC = (
    "مقتل 12 شخصا وإصابة 30 آخرين في زلزال\n\n"
    "BEIRUT (Agence Une) – قالت وزارة الصحة إن ما لا يقل عن 12 شخصا قتلوا في الزلزال.\n"
    "وأعلن الدفاع المدني أن عدد القتلى ارتفع إلى 45 قتيلا.\n"
)
COLUMNS = "columns=low&columns=high&columns=quote&columns=source"


@pytest.fixture(scope="module")
def server_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store of many figures and an Arabic article, `sample.sqlite`."""
    folder = tmp_path_factory.mktemp("many")
    store = open_store(str(folder / "sample.sqlite"), registry=REGISTRY)
    fill_many(store, FIGURES)
    article = Article(text=ARABIC, id="ar", language="ar", publisher="صحيفة", published_at=date(2025, 1, 9))
    store.add_article(*complete_and_extract(article))
    store.close()
    return folder


def told(rows: list[list[str]]) -> list[list[str]]:
    """Source, quote, low and high of the table's rows, as the CSV file writes them."""
    return [[*row[-4:-2], *(cell.replace(",", "") for cell in row[-2:])] for row in rows]


@pytest.mark.parametrize("order", ["Newest article", "Largest number"])
def test_the_second_page_is_the_file_from_its_thousandth_row_on(visit, tmp_path, order):
    visit.open(f"/figures?{COLUMNS}&page=2&sort={order}&language=English".replace(" ", "+"))
    expect(visit.page.get_by_text("Rows 1,001–1,200 of 1,200")).to_be_visible()
    saved = visit.download(visit.page.get_by_role("button", name="Download CSV"), tmp_path)
    assert len(saved) == FIGURES
    rows = told(visit.rows()[1:])
    assert len(rows) >= 10
    wanted = [[row["source"], row["quote"], row["low"], row["high"]] for row in saved[PAGE : PAGE + len(rows)]]
    assert rows == wanted


def test_a_link_reopens_the_page_search_and_day_of_knowledge_in_a_fresh_browser(browser, server, visit):
    visit.open(f"/figures?{COLUMNS}&known=2024-10-15&sort=Source&q=soldiers")
    expect(visit.page.get_by_text("as known on 15 Oct 2024")).to_be_visible()
    count = visit.page.get_by_text(re.compile(r"^1,1\d\d figures$"))
    expect(count).to_be_visible()
    number = visit.page.get_by_role("spinbutton", name="Page")
    number.fill("2")
    number.press("Enter")
    expect(visit.page.get_by_text("Rows 1,001–")).to_be_visible()
    visit.settled()
    visit.asks_for(page=["2"], known=["2024-10-15"], sort=["Source"], q=["soldiers"])
    link, words, rows = visit.page.url.removeprefix(server), count.inner_text(), visit.rows()

    for other in visiting(browser, server, locale="en-GB", viewport={"width": 1400, "height": 1000}):
        other.open(link)
        expect(other.page.get_by_text(words, exact=True)).to_be_visible()
        expect(other.page.get_by_text("as known on 15 Oct 2024")).to_be_visible()
        expect(other.page.get_by_role("spinbutton", name="Page")).to_have_value("2")
        expect(other.page.get_by_label("Search", exact=True)).to_have_value("soldiers")
        assert other.rows() == rows


def check_marks(article: Locator) -> None:
    """Every mark is drawn where its words stand: the first of the headline at the right edge, the next to its left."""
    expect(article).to_have_attribute("dir", "rtl")
    marks = article.locator("mark")
    expect(marks).to_have_text(
        ["مقتل 12 شخصا", "إصابة 30 آخرين", "ما لا يقل عن 12 شخصا قتلوا", "45 قتيلا"], use_inner_text=True
    )
    whole, first, second = (place.bounding_box() for place in (article, marks.nth(0), marks.nth(1)))
    assert whole is not None
    assert first is not None
    assert second is not None
    assert abs(whole["x"] + whole["width"] - first["x"] - first["width"]) < 5
    assert second["x"] + second["width"] < first["x"]
    assert abs(second["y"] - first["y"]) < 5


def test_marks_of_an_article_written_from_the_right_are_in_their_places(visit):
    visit.open("/figures?language=%D8%A7%D9%84%D8%B9%D8%B1%D8%A8%D9%8A%D8%A9")
    visit.choose_row(3)
    expect(visit.page.locator("mark.bilan-chosen")).to_have_text("ما لا يقل عن 12 شخصا قتلوا")
    check_marks(visit.page.locator(".bilan-article"))


def test_a_pasted_text_written_from_the_right_is_previewed_with_its_marks(visit):
    visit.open("/add")
    box = visit.page.get_by_label("Text of the article")
    box.fill(ARABIC)
    box.press("Control+Enter")
    check_marks(visit.page.locator(".bilan-article"))
    direction = box.evaluate("box => getComputedStyle(box).unicodeBidi")
    assert direction == "plaintext"
