from __future__ import annotations

from functools import lru_cache

import pytest

from summarize.comparing.report.html import render
from summarize.comparing.table import tabulate
from tests.browser.conftest import OpenPage
from tests.comparing.test_report import a_study

pytestmark = pytest.mark.browser


@lru_cache(maxsize=1)
def twelve() -> str:
    study, run = a_study()
    return render(study, run, tabulate(study, run), "signed", only_different=False)


def rows(page: object, table: int = 0) -> list[str]:
    return list(
        page.evaluate(  # type: ignore[attr-defined]
            "n => Array.from(document.querySelectorAll('table')[n].tBodies[0].rows,"
            " row => row.cells[0].dataset.value)",
            table,
        )
    )


def test_the_table_sorts_by_a_column_and_back(open_page: OpenPage) -> None:
    page = open_page(twelve())
    as_given = rows(page)
    head = page.locator("table").first.locator("thead th", has_text="R-1")
    head.get_by_role("button").click()
    assert rows(page)[0] == "good", "the best first"
    assert head.get_attribute("aria-sort") == "descending"
    head.get_by_role("button").press("Enter")
    assert rows(page)[-1] == "good"
    assert head.get_attribute("aria-sort") == "ascending"
    page.locator("table").first.locator("thead th").first.get_by_role("button").click()
    assert rows(page) == sorted(as_given)
    assert page.locator("th[aria-sort]").count() == 1


def test_fewer_is_first_where_fewer_is_better(open_page: OpenPage) -> None:
    page = open_page(twelve())
    page.get_by_role("button", name="near dup.").first.click()
    assert rows(page)[0] == "good"


def test_citations_are_live_and_differing_words_marked(open_page: OpenPage) -> None:
    page = open_page(twelve())
    page.locator("details.topic > summary").first.click()
    sentence = page.locator(".sentence:visible").first
    assert sentence.locator("mark.differs").count() >= 1
    sentence.click()
    (passage,) = sentence.get_attribute("data-cites").split()
    assert "active" in page.locator(f"#{passage}").get_attribute("class").split()
    page.locator(f"#{passage}").click()
    resting = page.locator(".sentence.resting")
    assert resting.count() == 5, "all rows rest on the one passage"
    assert "good 1" in page.inner_text("#status")


def test_the_plot_has_error_bars(open_page: OpenPage) -> None:
    page = open_page(twelve())
    assert page.locator(".plot circle").count() == 4
    bars = page.evaluate(
        "Array.from(document.querySelectorAll('.plot .config line'),"
        " line => line.getBoundingClientRect().height).filter(height => height > 3).length"
    )
    assert bars >= 3


def test_nothing_of_the_data_is_obeyed(open_page: OpenPage) -> None:
    page = open_page(twelve())
    page.locator("details.topic > summary").first.click()
    assert "<script>alert(1)</script>" in page.locator(".sentence:visible").first.inner_text()
