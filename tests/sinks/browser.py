"""A real Chromium for the tests of the page, and what it reports."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
PATIENCE = 120_000  # milliseconds; a loaded machine starts a browser slowly


def chromium() -> str:
    """Return the path of a Chromium; skip without one, and fail where CI=true."""
    for name in _NAMES:
        if path := shutil.which(name):
            return path
    if os.environ.get("CI") == "true":
        pytest.fail("no Chromium found; install the package chromium")
    pytest.skip("no Chromium found: the page is not tried in a browser")


@contextmanager
def opened() -> Iterator[tuple[Page, list[str]]]:
    """Yield a page of 1440 × 900 and the list to which its errors and requests are added."""
    path = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS, timeout=PATIENCE)
        try:
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.set_default_timeout(PATIENCE)
            page.emulate_media(reduced_motion="reduce")
            log: list[str] = []
            page.on("console", lambda message: log.append(f"{message.type}: {message.text}"))
            page.on("pageerror", lambda error: log.append(f"error: {error}"))
            page.on("request", lambda request: log.append(f"request: {request.url[:90]}"))
            yield page, log
        finally:
            browser.close()
