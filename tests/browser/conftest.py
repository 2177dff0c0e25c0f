"""A server and a real Chromium for the browser tests.

Chromium is the one named by BILAN_CHROMIUM, which `make test` sets; else the one that `.ci/chromium` finds or installs
(one that is there, Debian's package as root, Playwright's own). Where there is none the tests fail and say what to
install: they are never skipped.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

import dashboard
from tests.browser.steps import Visit
from tests.dashboard.examples import sample_store

_APP = Path(dashboard.__file__).parent / "app.py"
FINDER = Path(__file__).parents[2] / ".ci" / "chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_PATIENCE = 60_000  # milliseconds: the first page loads nine megabytes of scripts, on whatever machine this is
expect.set_options(timeout=_PATIENCE)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium."""
    return find_chromium()


def find_chromium() -> str:
    """The path of a Chromium; fails, with what to install, where there is none."""
    named = os.environ.get("BILAN_CHROMIUM")
    if named:
        return named
    found = subprocess.run([str(FINDER)], capture_output=True, text=True, check=False)
    if found.returncode:
        pytest.fail(found.stderr, pytrace=False)
    return found.stdout.splitlines()[-1]


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One Chromium for all tests."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def server_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store of the tests' own articles, `sample.sqlite`; a new one for each module of tests."""
    folder = tmp_path_factory.mktemp("store")
    sample_store(folder).close()
    return folder


@pytest.fixture(scope="module")
def server(server_folder: Path) -> Iterator[str]:
    """The address of a dashboard over the store, as `bilan serve` starts it."""
    yield from serve(server_folder, f"sqlite:///{server_folder / 'sample.sqlite'}")


@pytest.fixture
def visit(browser: Browser, server: str) -> Iterator[Visit]:
    """A reader's first visit, on a wide screen, in English."""
    yield from visiting(browser, server, locale="en-GB", viewport={"width": 1400, "height": 1000})


def visiting(browser: Browser, server: str, **told: object) -> Iterator[Visit]:
    """A visit in a fresh browser profile; errors on the page's console fail the test."""
    context = browser.new_context(accept_downloads=True, **told)
    context.set_default_timeout(_PATIENCE)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield Visit(page, server)
    context.close()
    assert errors == []


def serve(folder: Path, database: str) -> Iterator[str]:
    """Start the dashboard over a store, and stop it."""
    port = _free_port()
    log = folder / "server.log"
    command = [
        *(sys.executable, "-m", "streamlit", "run", str(_APP), "--server.address", "127.0.0.1"),
        *("--server.port", str(port), "--server.headless", "true", "--server.fileWatcherType", "none"),
    ]
    with log.open("w") as output:
        process = subprocess.Popen(
            command,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env=os.environ | {"BILAN_DATABASE_URL": database, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(address, process, log)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        if process.poll() is not None:
            pytest.fail(f"The dashboard did not start:\n{log.read_text()}", pytrace=False)
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=5)
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"The dashboard did not answer within a minute:\n{log.read_text()}", pytrace=False)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
