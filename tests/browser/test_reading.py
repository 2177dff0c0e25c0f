"""What a reader does who changes nothing: first visit, links, the back button, languages, narrow screens, pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageColor
from playwright.sync_api import Browser, expect

from dashboard.charts import LIGHT
from tests.browser.conftest import visiting
from tests.browser.steps import Visit
from tests.dashboard.examples import NIS, US

PAGES = {
    "/": "Overview",
    "/timeline": "Timeline",
    "/compare": "Compare sources",
    "/figures": "Figures",
    "/add": "Add articles",
    "/sources": "Sources",
    "/method": "Method",
}


@pytest.fixture
def narrow(browser: Browser, server: str) -> Iterator[Visit]:
    """A visit on a telephone, in the dark, in French."""
    told = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark", "locale": "fr-FR"}
    yield from visiting(browser, server, **told)


def test_a_first_visit_stands_and_asks_nobody_else(visit):
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    visit.open("/")
    expect(visit.page.get_by_role("heading", name="Latest word of each claimant")).to_be_visible()
    strangers = [url for url in asked if not url.startswith((visit.server, "data:", "blob:", "ws:"))]
    assert strangers == []


def test_every_page_is_reached_from_the_navigation(visit):
    visit.open("/")
    for name in PAGES.values():
        visit.go_to(name)
    expect(visit.page).to_have_url(re.compile("/method$"))


def test_filters_by_nis_and_by_us_officials_stay_from_page_to_page(visit):
    visit.open("/figures")
    visit.choose("Source", NIS)
    visit.choose("Source", US)
    expect(visit.page.get_by_text("4 figures")).to_be_visible()
    visit.go_to("Compare sources")
    visit.asks_for(source=[NIS, US])
    expect(visit.page.get_by_text(f"Filtered by: {NIS} · {US}")).to_be_visible()


def test_a_link_reopens_the_very_view_in_a_fresh_browser(browser, server, visit):
    visit.open("/compare")
    visit.choose("Source", "Ukraine")
    visit.choose("Source", US)
    visit.page.get_by_text("Logarithmic scale").click()
    visit.settled()
    expect(visit.page.get_by_test_id("stPlotlyChart")).to_contain_text("logarithmic scale")
    visit.asks_for(source=["Ukraine", US], log=["true"])
    link = visit.page.url.removeprefix(server)
    alt = visit.page.get_by_test_id("stPlotlyChart").get_attribute("aria-label")
    assert US in (alt or "")

    for other in visiting(browser, server, locale="en-GB", viewport={"width": 1400, "height": 1000}):
        other.open(link)
        chart = other.page.get_by_test_id("stPlotlyChart")
        expect(chart).to_have_attribute("aria-label", alt or "")
        expect(chart).to_contain_text("logarithmic scale")
        expect(other.page.get_by_text(f"Filtered by: Ukraine · {US}")).to_be_visible()


def test_a_link_from_a_french_reader_works_for_an_english_one(visit):
    visit.open("/figures?category=bless%C3%A9s&sort=Nombre+le+plus+%C3%A9lev%C3%A9")
    expect(visit.page.get_by_text("Filtered by: injured")).to_be_visible()
    visit.asks_for(category=["injured"], sort=["Largest number"])
    visit.open("/figures?category=killed&language=fr")
    expect(visit.page.get_by_text("Filtered by: killed · Français")).to_be_visible()


def test_the_back_button_returns_to_the_page_as_it_was_filtered(visit):
    visit.open("/figures")
    visit.choose("Source", NIS)
    visit.go_to("Timeline")
    visit.page.go_back()
    expect(visit.page.locator("h1")).to_have_text("Figures")
    expect(visit.page.get_by_text("3 figures")).to_be_visible()
    visit.asks_for(source=[NIS])


def test_the_back_button_closes_an_article(visit):
    visit.open("/figures")
    visit.choose_row(2)
    expect(visit.page.locator("mark.bilan-chosen")).to_be_visible()
    visit.page.go_back()
    expect(visit.page.locator("mark.bilan-chosen")).to_be_hidden()
    expect(visit.page.get_by_text("6 figures")).to_be_visible()


def test_the_csv_is_the_page_row_by_row(visit, tmp_path):
    visit.open("/figures?columns=low&columns=high&columns=quote&columns=source")
    saved = visit.download(visit.page.get_by_role("button", name="Download CSV"), tmp_path)
    heading, *rows = visit.rows()
    heading = heading[-4:]
    assert heading == ["Source", "Quote", "Low", "High"]
    own_voice = "The article itself"
    told = [[row["source"] or own_voice, row["quote"], row["low"], row["high"]] for row in saved]
    assert [[*row[-4:-2], *(cell.replace(",", "") for cell in row[-2:])] for row in rows] == told


def test_french_is_spoken_to_a_french_browser_and_english_on_asking(narrow):
    narrow.open("/compare")
    expect(narrow.page.get_by_role("heading", name="Comparer les sources")).to_be_visible()
    expect(narrow.page).to_have_title("Comparer les sources · Bilan")
    expect(narrow.page.locator("html")).to_have_attribute("lang", "fr")
    narrow.open("/compare?ui=English")
    expect(narrow.page.get_by_role("heading", name="Compare sources")).to_be_visible()
    expect(narrow.page).to_have_title("Compare sources · Bilan")
    expect(narrow.page.locator("html")).to_have_attribute("lang", "en")


def test_no_choice_is_out_of_sight_on_a_narrow_screen(narrow):
    narrow.open("/compare")
    for group in narrow.page.get_by_role("radiogroup").all():
        places = [choice.bounding_box() for choice in group.get_by_role("radio").all()]
        assert all(place and place["x"] + place["width"] <= 390 for place in places)


def test_the_tables_of_the_first_pages_show_their_last_column_on_a_wide_screen(visit):
    for path, last in (("/", "Spoke"), ("/figures", "Review")):
        visit.open(path)
        grid = visit.page.get_by_test_id("stDataFrame").first
        assert visit.rows()[0][-1] == last
        scroller = grid.locator(".dvn-scroller")
        room, wanted = scroller.evaluate("box => [box.clientWidth, box.scrollWidth]")
        assert wanted <= room


@pytest.mark.parametrize("path", PAGES)
def test_every_page_fits_a_narrow_screen(narrow, path):
    narrow.open(path)
    narrow.page.wait_for_timeout(500)
    wide = narrow.page.evaluate(
        "() => { const main = document.querySelector('[data-testid=stMain]');"
        " return Math.max(main.scrollWidth, document.documentElement.scrollWidth) }"
    )
    assert wide <= 390


@pytest.mark.parametrize("path", ["/", "/timeline", "/compare"])
def test_every_chart_has_words_and_a_table(visit, path):
    visit.open(path)
    charts = visit.page.get_by_test_id("stPlotlyChart")
    expect(charts.first).to_be_visible()
    for chart in charts.all():
        expect(chart).to_have_attribute("aria-label", re.compile(".{30}"))
    expect(visit.page.get_by_text("Table, data and picture").first).to_be_visible()


def save_picture(visit: Visit, kind: str, folder: Path) -> Path:
    """The picture of the page's first chart, as PNG or SVG."""
    visit.page.get_by_text("Table, data and picture").first.click()
    with visit.page.expect_download() as waiting:
        visit.page.get_by_role("button", name=f"Picture ({kind})").first.click()
    file = folder / waiting.value.suggested_filename
    waiting.value.save_as(file)
    return file


@pytest.mark.parametrize("path", ["compare", "timeline"])
def test_a_chart_is_saved_as_a_picture_with_its_title_filters_and_source(visit, tmp_path, path):
    visit.open(f"/{path}?counted=casualties&source={NIS}&source={US}&source=Ukraine".replace(" ", "+"))
    root = ElementTree.parse(save_picture(visit, "SVG", tmp_path)).getroot()
    words = "".join(root.itertext())
    assert "Reported killed or injured: " in words
    assert f"Filtered by: {NIS} · {US} · Ukraine" in words
    assert re.search(r"as reported, not confirmed · \d{1,2} \w+ \d{4}", words)
    for claimant in (US, "Ukraine"):  # in the rows of the one, in the legend of the other
        assert claimant in words.replace(f"Filtered by: {NIS} · {US} · Ukraine", "")


def test_a_picture_is_large_not_blank_and_cuts_nothing_off_at_its_top(visit, tmp_path):
    visit.open("/timeline?counted=killed")
    with Image.open(save_picture(visit, "PNG", tmp_path)) as saved:
        picture = saved.convert("RGB")
    assert picture.width == 2000
    assert picture.height > 800
    white, words, nis = ((255, 255, 255), *(ImageColor.getrgb(ink) for ink in (LIGHT.text, LIGHT.sources[0])))
    assert inks(picture, 0, 24) == {white}
    assert words in inks(picture, 24, 100)  # the title
    assert words in inks(picture, 100, 200)  # what was asked, whose marks they are
    assert nis in inks(picture, picture.height // 2, picture.height - 100)
    assert inks(picture, picture.height - 12, picture.height) == {white}


def inks(picture: Image.Image, top: int, bottom: int) -> set[object]:
    """The colours between two heights of the picture."""
    strip = picture.crop((0, top, picture.width, bottom))
    return {ink for _, ink in strip.getcolors(maxcolors=strip.width * strip.height) or ()}


def test_the_chart_on_the_page_is_as_it_was_after_a_picture(visit):
    visit.open("/compare")
    chart = visit.page.get_by_test_id("stPlotlyChart")
    before = chart.inner_text()
    visit.page.get_by_text("Table, data and picture").click()
    with visit.page.expect_download():
        visit.page.get_by_role("button", name="Picture (SVG)").click()
    expect(chart).to_have_text(re.sub(r"\s+", " ", before).strip(), use_inner_text=True)


def test_the_keyboard_reaches_a_figure(visit):
    visit.open("/figures")
    visit.choose_row(1)
    expect(visit.page.locator("mark.bilan-chosen")).to_have_text("About 300")
    visit.page.keyboard.press("ArrowDown")
    expect(visit.page.locator("mark.bilan-chosen")).not_to_have_text("About 300")
