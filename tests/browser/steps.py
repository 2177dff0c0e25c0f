"""What a reader does on the page, in the words of the tests."""

from __future__ import annotations

import csv
import io
import re
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect

_HEADER = 35  # pixels of the table's heading row, and of each row below it
_ROW = 35
_PATIENCE = 30  # seconds


class Visit:
    """A reader in front of the dashboard."""

    def __init__(self, page: Page, server: str) -> None:
        self.page = page
        self.server = server

    def open(self, path: str = "/") -> None:
        """Go to an address and wait until the page stands."""
        self.page.goto(self.server + path)
        self.settled()

    def settled(self) -> None:
        """Wait until the page has its title and nothing runs any more."""
        expect(self.page.locator("h1")).to_be_visible(timeout=60_000)
        expect(self.page.get_by_test_id("stApp")).to_have_attribute(
            "data-test-script-state", "notRunning", timeout=60_000
        )
        # Parts of the page whose scripts are still on their way stand as grey boxes.
        expect(self.page.get_by_test_id("stSkeleton")).to_have_count(0, timeout=60_000)

    def go_to(self, name: str) -> None:
        """Choose a page in the navigation."""
        self.page.get_by_test_id("stSidebarNav").get_by_role("link", name=name, exact=True).click()
        expect(self.page.locator("h1")).to_have_text(name)
        self.settled()

    def choose(self, label: str, option: str) -> None:
        """Choose one more option of a filter in the sidebar."""
        box = self.page.get_by_test_id("stSidebar").get_by_role("combobox", name=label)
        box.click()
        self.page.get_by_role("option", name=option, exact=True).click()
        self.page.keyboard.press("Escape")
        # The page says what it is filtered by once it has run with it.
        expect(
            self.page.get_by_test_id("stMain").get_by_text(re.compile(rf":.*{re.escape(option)}")).first
        ).to_be_visible()
        self.settled()

    def address(self) -> dict[str, list[str]]:
        """What the address asks for."""
        return parse_qs(urlsplit(self.page.url).query)

    def asks_for(self, **wanted: list[str]) -> None:
        """Wait until the address asks for these: the run that writes it may be a moment away."""
        until = time.monotonic() + _PATIENCE
        while not wanted.items() <= self.address().items() and time.monotonic() < until:
            self.page.wait_for_timeout(50)
        assert {name: self.address().get(name) for name in wanted} == wanted

    def rows(self) -> list[list[str]]:
        """The words of the table as a screen reader finds them: heading, then rows, as far as they are drawn."""
        grid = self.page.get_by_test_id("stDataFrame").first.locator("table[role=grid]")
        grid.locator("tr").nth(1).wait_for(state="attached")
        return [[cell.strip() for cell in row.locator("th, td").all_inner_texts()] for row in grid.locator("tr").all()]

    def choose_row(self, number: int) -> None:
        """Click on the number-th row of the table, from 1."""
        box = self.page.get_by_test_id("stDataFrame").first.bounding_box()
        assert box is not None
        self.page.mouse.click(box["x"] + 60, box["y"] + _HEADER + (number - 0.5) * _ROW)

    def download(self, button: Locator, folder: Path) -> list[dict[str, str]]:
        """Click on a download button; the rows of the CSV file that comes."""
        with self.page.expect_download(timeout=60_000) as waiting:
            button.click()
        file = folder / waiting.value.suggested_filename
        waiting.value.save_as(file)
        return list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"))))
