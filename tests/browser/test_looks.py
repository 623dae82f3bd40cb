"""What all pages have in common: they fit, they can be read by everyone, they look alike.

With ``SUMMARIZE_SCREENSHOTS=FOLDER`` the screenshots stay there to be looked at; README's own is
made with ``SUMMARIZE_SCREENSHOTS=docs/images python -m pytest tests/browser -k readme``.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import OpenPage
from tests.browser.test_comparison_page import twelve
from tests.browser.test_edition_page import nine
from tests.browser.test_summary_page import BERTHS, bridge

pytestmark = pytest.mark.browser

PAGES = {"summary": bridge, "edition": nine, "comparison": twelve}
IMAGES = Path(__file__).resolve().parent.parent.parent / "docs" / "images"
UNFOLD = "document.querySelectorAll('details').forEach(box => { box.open = true; })"


def folder(tmp_path: Path) -> Path:
    return Path(os.environ.get("SUMMARIZE_SCREENSHOTS") or tmp_path)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1400])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_violation(open_page: OpenPage, name: str, width: int, scheme: str) -> None:
    page = open_page(PAGES[name](), width, color_scheme=scheme)
    for state in ("as it opens", "all unfolded and one sentence chosen"):
        if state != "as it opens":
            page.evaluate(UNFOLD)
            page.locator(".sentence:visible").nth(1).click()
        found = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], state


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 800, 1400])
@pytest.mark.parametrize("name", PAGES)
def test_it_fits_its_window(
    open_page: OpenPage, tmp_path: Path, name: str, width: int, scheme: str
) -> None:
    page = open_page(PAGES[name](), width, color_scheme=scheme)
    page.evaluate("document.querySelector('.opens, .topic')?.setAttribute('open', '')")
    page.locator(".sentence:visible").nth(1).click()
    page.screenshot(path=folder(tmp_path) / f"{name}-{width}-{scheme}.png")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if name != "comparison":
        left = "one => document.querySelector(one).getBoundingClientRect().left"
        beside = page.evaluate(left, ".sources") > page.evaluate(left, ".telling") + 100
        assert beside == (width == 1400), "one column where there is room for one"


def test_dark_is_dark(open_page: OpenPage) -> None:
    page = open_page(bridge(), color_scheme="dark")
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert all(int(part) < 60 for part in colour[4:-1].split(","))


def test_focus_can_be_seen(open_page: OpenPage) -> None:
    page = open_page(bridge())
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


def test_the_screenshot_of_the_readme(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(bridge(), viewport={"width": 1280, "height": 760})
    page.locator(".sentence", has_text=BERTHS).click()
    made = folder(tmp_path) / "page.png"
    page.screenshot(path=made)
    assert made.stat().st_size < 300_000
    assert (IMAGES / "page.png").exists()
