"""A filter on many figures, in a real browser: how long until its new chart stands, beside an empty rerun of the page.

Usage: python -m benchmarks.filters [--figures 100000] [--times 5]

What is measured, on each page: an empty rerun (the page runs again with nothing changed); then a source is chosen in
the sidebar, until the chart that answers it is drawn. Beside them the bare query: the choice of the figures alone. At
most twice an empty rerun is wanted on 100,000 figures, three times on 1,000,000. The first visit, which reads the
store and folds its figures, is told apart.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, expect, sync_playwright

from data.filters import Filters
from data.store import open_store
from tests.browser.conftest import FLAGS, find_chromium, serve
from tests.browser.steps import Visit
from tests.dashboard.many import CLAIMANTS, fill_many
from tests.data.making import TestRegistry

PAGES = {"/timeline": "stPlotlyChart", "/compare": "stPlotlyChart", "/figures": "stDataFrame"}
_PATIENCE = 600_000


def main() -> None:
    """Fill a store, serve it, measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--figures", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "many.sqlite"
        store = open_store(str(file), registry=TestRegistry({}))
        fill_many(store, options.figures)
        asked = [Filters(sources=(name,)) for name in CLAIMANTS[: options.times]]
        bare = [_seconds(partial(store.count_figures, filters)) for filters in asked]
        print(f"{options.figures} figures; bare query {median(bare):.2f} s")
        store.close()
        for address in serve(Path(folder), f"sqlite:///{file}"):
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
            for path, element in PAGES.items():
                page = browser.new_page(viewport={"width": 1400, "height": 1000}, locale="en-GB")
                page.set_default_timeout(_PATIENCE)
                _measure(Visit(page, address), path, element, options.times)
                page.close()
            browser.close()


def _measure(visit: Visit, path: str, element: str, times: int) -> None:
    first = _seconds(lambda: _first_visit(visit, path, element))
    empty = [_seconds(lambda: _rerun(visit)) for _ in range(times)]
    chosen = [_seconds(partial(_choose, visit, name)) for name in CLAIMANTS[:times]]
    ratio = median(chosen) / median(empty)
    print(
        f"{path:10} first visit {first:6.2f} s; empty rerun {median(empty):5.2f} s; "
        f"filter {median(chosen):5.2f} s, {ratio:.1f} times",
        flush=True,
    )


def _first_visit(visit: Visit, path: str, element: str) -> None:
    visit.page.goto(visit.server + path)
    expect(visit.page.get_by_test_id(element).first).to_be_visible(timeout=_PATIENCE)
    visit.settled()


def _rerun(visit: Visit) -> None:
    """Run the page again, as its menu does on the key R."""
    visit.page.locator("body").press("r")
    _ran(visit.page)


def _choose(visit: Visit, name: str) -> None:
    """Choose one more source; the click is what time is taken from."""
    visit.page.get_by_test_id("stSidebar").get_by_role("combobox", name="Source").click()
    visit.page.get_by_role("option", name=name, exact=True).click()
    _ran(visit.page)
    visit.page.keyboard.press("Escape")


def _ran(page: Page) -> None:
    """Wait until the page has begun to run and has stopped."""
    app = page.get_by_test_id("stApp")
    page.wait_for_function(
        "document.querySelector('[data-testid=stApp]').dataset.testScriptState !== 'notRunning'", timeout=5000
    )
    expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=_PATIENCE)
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
