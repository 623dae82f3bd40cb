"""Articles that want to be obeyed: what they hold is shown, and nothing of it is run."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pytest

from summarize import summarize_documents
from summarize.digest.records import Edition, Story
from summarize.records import Skipped, Summary
from summarize.rendering.editions.html import render as render_edition
from summarize.rendering.html import render
from tests.browser import made_up
from tests.browser.conftest import OpenPage
from tests.test_pipeline import quick

pytestmark = pytest.mark.browser


@lru_cache(maxsize=1)
def summary() -> Summary:
    made = summarize_documents(
        made_up.hostile(),
        quick(planning__words=150),
        skipped=[Skipped(path="</script><b>", reason=made_up.PLANTED[1])],
    )
    return replace(made, title=f"{made.title} {made_up.PLANTED[2]}", notes=(made_up.PLANTED[0],))


def edition() -> Edition:
    documents = {one.article.id: one for one in made_up.hostile()}
    story = Story(
        id="x",
        title=made_up.PLANTED[2],
        status="new",
        score=1.0,
        why=made_up.PLANTED[1],
        articles=tuple(documents),
        summary=summary(),
        failure=made_up.PLANTED[4],
    )
    return Edition(date="<script>", stories=(story,), documents=documents, notes=made_up.PLANTED)


@pytest.mark.parametrize("which", ["summary", "edition"])
def test_no_planted_script_runs_and_no_link_is_planted(open_page: OpenPage, which: str) -> None:
    page = open_page(render(summary()) if which == "summary" else render_edition(edition()))
    page.evaluate("document.querySelectorAll('details').forEach(box => { box.open = true; })")
    page.wait_for_timeout(100)
    assert page.evaluate("window.planted") is None
    assert page.evaluate("document.querySelectorAll('script').length") == 2
    assert (
        page.evaluate("document.querySelectorAll('img, iframe, object, b, i, table').length") == 0
    )
    links = page.evaluate(
        "Array.from(document.querySelectorAll('[href]'), a => a.getAttribute('href'))"
    )
    assert {link for link in links if not link.startswith("#")} == {"data:,"}
    handlers = "Array.from(document.querySelectorAll('*'), e => e.getAttributeNames()).flat()"
    assert not [name for name in page.evaluate(handlers) if name.startswith("on")]


def test_what_was_planted_shows_as_text(open_page: OpenPage) -> None:
    page = open_page(render(summary()))
    shown = page.evaluate("document.querySelector('.sources').textContent")
    for planted in made_up.PLANTED:
        visible = "".join(char for char in planted if char not in "\u202e\u202c\u2066\u2069\u200b")
        assert visible.split("\u2028")[0] in shown
    assert not set("\u202e\u2066\u2069") & set(page.evaluate("document.body.textContent"))


def test_a_word_of_a_million_characters_breaks_no_column(open_page: OpenPage) -> None:
    page = open_page(render(summary()), 360)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert "w" * 1_000_000 in page.evaluate("document.body.textContent")


def test_the_policy_stops_what_escaping_let_through(open_page: OpenPage) -> None:
    """The second line of defence, tried by breaking the first."""
    html = render(made_up.bridge())
    broken = html.replace("<h1", "<script>window.planted = 1</script><h1", 1)
    page = open_page(
        broken.replace("<main ", '<main onclick="window.planted = 1" ', 1),
        refuses="violates the following Content Security Policy directive",
    )
    page.locator("h1").click()
    assert page.evaluate("window.planted") is None
