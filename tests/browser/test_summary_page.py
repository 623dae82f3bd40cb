from __future__ import annotations

from functools import lru_cache

import pytest

from summarize.rendering.html import render
from tests.browser import made_up
from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

BUILDS = "Korn and Sons will build the harbour bridge of Harwick."
BERTHS = "Fishermen fear for their harbour, where three of the eleven berths must go."
APPROVED = "The council of Harwick approved the new harbour bridge on Tuesday night"


@lru_cache(maxsize=1)
def bridge() -> str:
    return render(made_up.bridge())


ACTIVE = "Array.from(document.querySelectorAll('mark.active'), mark => mark.textContent)"
RESTING = "Array.from(document.querySelectorAll('.sentence.resting'), one => one.id)"
IN_VIEW = """id => {
  const spot = document.getElementById(id).getBoundingClientRect();
  return spot.height > 0 && spot.top >= 0 && spot.bottom <= innerHeight;
}"""


def test_hovering_marks_the_passages_and_brings_the_first_into_view(open_page: OpenPage) -> None:
    page = open_page(bridge())
    sentence = page.locator(".sentence", has_text=BERTHS)
    sentence.hover()
    page.wait_for_selector("mark.active")
    active = page.evaluate(ACTIVE)
    assert "Fishermen fear for their harbour, where three of the eleven berths must go." in active
    assert "Three of the eleven berths must go, the harbour master said." in active
    assert page.evaluate(IN_VIEW, sentence.get_attribute("data-cites").split()[0])
    assert page.evaluate("scrollY") == 0, "the articles moved, the page did not"
    page.locator(".sentence", has_text=BUILDS).hover()
    page.wait_for_timeout(250)
    assert page.evaluate(ACTIVE) == [BUILDS]


def test_a_chosen_sentence_stays_marked_until_escape(open_page: OpenPage) -> None:
    page = open_page(bridge())
    page.locator(".sentence", has_text=BUILDS).click()
    assert page.evaluate(ACTIVE) == [BUILDS]
    page.locator(".sentence", has_text=BERTHS).hover()
    page.wait_for_timeout(250)
    assert page.evaluate(ACTIVE) == [BUILDS]
    page.keyboard.press("Escape")
    assert page.evaluate(ACTIVE) == []
    assert page.inner_text("#status") == ""


def test_focus_says_who_bears_a_sentence_who_wrote_it_and_what_the_checks_found(
    open_page: OpenPage,
) -> None:
    page = open_page(bridge())
    page.focus("#s1")
    page.keyboard.press("ArrowRight")
    told = page.inner_text("#status")
    assert "A single source." in told
    assert "Taken over from an article." in told
    assert "Numbers, dates, names, quotations and negation agree" in told
    assert page.evaluate(ACTIVE) == [BUILDS]


def test_the_page_can_be_read_by_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page(bridge())
    focused = "document.activeElement.id || document.activeElement.getAttribute('href')"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == "s1", "after the button that copies"
    first = page.evaluate(ACTIVE)
    assert any(APPROVED in text for text in first)
    page.keyboard.press("Tab")
    assert str(page.evaluate(focused)).startswith("#p"), "then its citation marks"
    assert page.evaluate(ACTIVE) == first
    page.keyboard.press("Enter")
    assert str(page.evaluate(focused)).startswith("p"), "which lead to the passage"
    page.keyboard.press("Escape")
    assert page.evaluate(focused) == "s1", "and Escape leads back"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert page.evaluate(focused) == "s2"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == BUILDS
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.tagName") == "MARK"
    assert page.evaluate(RESTING), "walking through passages shows their sentences"


def test_choosing_a_passage_shows_the_sentences_that_rest_on_it(open_page: OpenPage) -> None:
    page = open_page(bridge())
    page.locator("mark.passage", has_text="Work begins in May").first.click()
    (resting,) = page.evaluate(RESTING)
    assert "Work begins in May" in page.inner_text(f"#{resting}")
    assert f"rests sentence {resting[1:]}" in page.inner_text("#status")
    page.locator("mark.claimed", has_text="$17 million").click()
    assert page.evaluate(RESTING) == []
    assert "Sources disagree here" in page.inner_text("#status")


def test_tapping_on_a_telephone_scrolls_there_and_offers_the_way_back(open_page: OpenPage) -> None:
    page = open_page(bridge(), 360, has_touch=True, is_mobile=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    sentence = page.locator(".sentence", has_text=BUILDS)
    sentence.tap()
    assert page.evaluate(ACTIVE) == [BUILDS]
    first = sentence.get_attribute("data-cites").split()[0]
    assert page.evaluate(IN_VIEW, first)
    page.get_by_text("Back", exact=True).tap()
    assert page.evaluate(IN_VIEW, "s2")


def test_a_folded_passage_is_unfolded_when_it_is_wanted(open_page: OpenPage) -> None:
    page = open_page(bridge())
    page.evaluate("document.querySelectorAll('.article').forEach(box => { box.open = false; })")
    page.locator(".sentence", has_text=BUILDS).click()
    assert page.locator("mark.active").is_visible()


def test_citation_marks_lead_to_their_passages_without_a_script(open_page: OpenPage) -> None:
    page = open_page(bridge(), java_script_enabled=False)
    assert not page.locator("button").first.is_visible(), "nothing is offered that does not work"
    mark = page.locator(".sentence", has_text=BUILDS).locator("a.mark")
    target = mark.get_attribute("href")
    mark.click()
    assert page.url.endswith(target)
    assert page.locator(target).is_visible()
    page.locator(f"mark{target} + a.back").click()
    assert page.url.endswith("#s2")


def test_the_summary_is_copied_as_markdown_with_its_citations(open_page: OpenPage) -> None:
    page = open_page(bridge(), permissions=["clipboard-read", "clipboard-write"])
    page.get_by_text("Copy as Markdown").click()
    page.get_by_text("Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert f"{BUILDS} \\[3\\]" in copied
    assert "## Sources" in copied


def test_it_is_copied_where_the_browser_gives_no_clipboard(open_page: OpenPage) -> None:
    page = open_page(bridge())
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.get_by_text("Copy as Markdown").click()
    page.get_by_text("Copied").wait_for()
    assert page.locator("textarea").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_print_has_footnotes_in_place_of_the_articles(open_page: OpenPage, scheme: str) -> None:
    page = open_page(bridge(), color_scheme=scheme)
    assert not page.locator(".footnotes").is_visible()
    page.emulate_media(media="print")
    assert page.locator(".footnotes").is_visible()
    assert not page.locator(".sources").is_visible()
    assert "1887" in page.inner_text(".footnotes")
    white = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert white == "rgb(255, 255, 255)"


def test_a_printed_page_holds_the_summary_and_its_notes(open_page: OpenPage) -> None:
    from io import BytesIO

    from pypdf import PdfReader

    page = open_page(bridge())
    printed = PdfReader(BytesIO(page.pdf(format="A4")))
    text = " ".join(" ".join(one.extract_text() for one in printed.pages).split())
    assert "Sources disagree" in text
    assert "Notes" in text
    assert "Coast Echo" in text
    assert "Copy as Markdown" not in text


def test_with_styles_off_it_reads_in_order(open_page: OpenPage) -> None:
    page = open_page(bridge())
    page.evaluate("document.querySelector('style').remove()")
    text = page.inner_text("main")
    heads = ["Harwick bridge approved", "Summary", BUILDS, "Sources disagree", "$17 million"]
    heads += ["Sentence by sentence", "Articles", "Lund Post", "Notes"]
    places, start = [], 0
    for head in heads:
        start = text.index(head, start)
        places.append(start)
    assert places == sorted(places)


def test_two_hundred_articles_are_small_and_soon_usable(open_page: OpenPage) -> None:
    html = render(made_up.many())
    assert len(html.encode()) < 5_000_000
    page = open_page(html)
    assert page.locator("details.article").count() == 200
    page.locator(".sentence").first.click()
    assert page.locator("mark.active").first.is_visible()
    for number in (1, 200):
        article = made_up.many().articles[number - 1]
        shown = page.evaluate(f"document.getElementById('a{number}').textContent")
        last = article.text.rpartition("\n\n")[2]
        assert last in shown, "folded, not cut"
