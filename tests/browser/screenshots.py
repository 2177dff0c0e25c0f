"""Retakes the pictures in docs/screenshots from the real pages, over the sample dossier: `make screenshots`."""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from data.first_start import load_samples
from data.store import open_store
from tests.browser.conftest import FINDER, FLAGS, serve
from tests.browser.steps import Visit

PICTURES = Path(__file__).parents[2] / "docs" / "screenshots"
WIDE, TALL = {"width": 1400, "height": 1000}, {"width": 1400, "height": 1300}
NARROW = {"width": 390, "height": 844}

#: Name of the picture: address, window, colours.
SHOTS = {
    "compare": ("/compare?known=2024-12-31", TALL, "light"),
    "overview": ("/", WIDE, "light"),
    "timeline": ("/timeline", WIDE, "dark"),
    "figures-narrow": ("/figures", NARROW, "light"),
}


def main() -> None:
    """Serve the samples, visit each page, save its picture."""
    found = subprocess.run([str(FINDER)], capture_output=True, text=True, check=True).stdout.splitlines()[-1]
    chromium = os.environ.get("BILAN_CHROMIUM") or found
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        database = f"sqlite:///{folder}/samples.sqlite"
        store = open_store(database)
        load_samples(store)
        store.close()
        server = serve(Path(folder), database)
        address = next(server)
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for name, (path, viewport, colours) in SHOTS.items():
            page = browser.new_page(viewport=viewport, color_scheme=colours, locale="en-GB")
            Visit(page, address).open(path)
            expect(page.get_by_test_id("stSkeleton")).to_have_count(0, timeout=60_000)
            page.wait_for_timeout(2000)  # charts and tables fade in
            page.screenshot(path=PICTURES / f"{name}.png")
            page.close()
        browser.close()
        next(server, None)


if __name__ == "__main__":
    main()
