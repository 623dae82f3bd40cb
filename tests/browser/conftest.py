"""A real headless Chromium; without one these tests are skipped, and say so."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright import sync_api

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OpenPage = Callable[..., sync_api.Page]


def chromium() -> str | None:
    """The browser that ``SUMMARIZE_CHROMIUM`` names, or one of this machine's."""
    named = os.environ.get("SUMMARIZE_CHROMIUM")
    if named:
        return named
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser: drives a real headless Chromium")


# One browser a module: while it runs, so does an event loop that other tests must not meet.
@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    path = chromium()
    if path is None:
        pytest.skip(
            "NO BROWSER: the pages were not tested; install chromium or set SUMMARIZE_CHROMIUM"
        )
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def open_page(browser: sync_api.Browser, tmp_path: Path) -> Iterator[OpenPage]:
    """Shows a page; in the end nothing may have been fetched, and nothing complained."""
    contexts, faults = [], []

    def show(html: str, width: int = 1400, refuses: str = "", **options: object) -> sync_api.Page:
        """``refuses`` is in complaints of the browser that are expected."""
        file = tmp_path / "page.html"
        file.write_text(html, encoding="utf-8", errors="replace")
        chosen = {"reduced_motion": "reduce", "viewport": {"width": width, "height": 900}}
        context = browser.new_context(**{**chosen, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on(
            "console",
            lambda said: (
                faults.append(f"console: {said.text}")
                if not refuses or refuses not in said.text
                else None
            ),
        )
        page.on("pageerror", lambda error: faults.append(f"error: {error}"))
        page.on("dialog", lambda dialog: faults.append(f"dialog: {dialog.message}"))
        page.on("request", lambda request: _note(request.url, file, faults))
        page.goto(file.as_uri())
        return page

    yield show
    for context in contexts:
        context.close()
    assert faults == []


def _note(url: str, file: Path, faults: list[str]) -> None:
    if url.partition("#")[0] != file.as_uri() and not url.startswith("data:"):
        faults.append(f"fetched: {url}")
