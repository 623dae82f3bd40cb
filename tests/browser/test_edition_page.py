from __future__ import annotations

import re
from functools import lru_cache

import pytest

from summarize.rendering.editions.html import render
from tests.browser import made_up
from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser


@lru_cache(maxsize=1)
def nine() -> str:
    return render(made_up.edition())


STORIES = """Array.from(document.querySelectorAll('.item-story'))
  .filter(story => story.checkVisibility()).map(story => story.id)"""


def test_stories_are_filtered_by_status(open_page: OpenPage) -> None:
    page = open_page(nine())
    assert len(page.evaluate(STORIES)) == 9
    page.get_by_role("button", name="Update (3)").click()
    assert page.evaluate(STORIES) == ["t2", "t5", "t8"]
    assert page.get_by_role("button", name="Update (3)").get_attribute("aria-pressed") == "true"
    assert page.inner_text("#shown") == "3 of 9 stories"
    page.get_by_role("button", name="All").click()
    assert len(page.evaluate(STORIES)) == 9


def test_stories_are_searched_as_one_types(open_page: OpenPage) -> None:
    page = open_page(nine())
    page.get_by_label("Search").press_sequentially("TRAM li")
    assert page.evaluate(STORIES) == ["t4"]
    page.keyboard.press("Escape")
    assert len(page.evaluate(STORIES)) == 9
    page.get_by_label("Search").fill("no such word")
    assert page.evaluate(STORIES) == []
    assert page.inner_text("#shown") == "0 of 9 stories"


def test_stories_are_filtered_by_outlet_and_status_together(open_page: OpenPage) -> None:
    page = open_page(nine())
    page.get_by_label("Outlet").select_option("Tarn Post")
    assert page.evaluate(STORIES) == ["t2"]
    page.get_by_role("button", name="New (3)").click()
    assert page.evaluate(STORIES) == []


def test_what_is_new_is_marked_and_what_is_not_says_since_when(open_page: OpenPage) -> None:
    page = open_page(nine())
    assert page.inner_text("#t1 .state") == "new"
    assert "New since the last time (told on 22 November 2026):" in page.inner_text("#t2")
    assert "Nothing new since the last time (told on 22 November 2026)." in page.inner_text("#t3")
    assert "answered 404" in page.inner_text("footer")


def test_a_story_opens_into_the_page_of_its_summary(open_page: OpenPage) -> None:
    page = open_page(nine())
    assert not page.locator("#t2 .reader").is_visible()
    page.locator("#t2 .opens > summary").click()
    assert page.locator("#t2 .reader").is_visible()
    page.locator("#t2-s1").click()
    active = page.locator("mark.active")
    assert active.count() >= 1
    assert page.locator("#t2 mark.active").count() == active.count(), "in this story only"


def test_a_citation_of_a_closed_story_opens_it(open_page: OpenPage) -> None:
    page = open_page(nine())
    mark = page.locator("#t2 .lead a.mark").first
    target = mark.get_attribute("href")
    mark.click()
    assert page.locator(target).is_visible()
    assert "active" in page.locator(target).get_attribute("class").split()


def test_every_article_is_on_the_page(open_page: OpenPage) -> None:
    page = open_page(nine())
    text = page.evaluate("document.body.textContent")
    for one in made_up.edition().documents.values():
        assert all(sentence in text for sentence in re.split(r"\.\s+", one.article.text))


def test_without_a_script_all_stories_are_there_and_no_filter(open_page: OpenPage) -> None:
    page = open_page(nine(), java_script_enabled=False)
    assert page.locator(".item-story:visible").count() == 9
    assert not page.locator(".tools").is_visible()


def test_an_empty_edition_says_so(open_page: OpenPage) -> None:
    page = open_page(render(made_up.edition(0)))
    assert "There is nothing to tell." in page.inner_text("main")
