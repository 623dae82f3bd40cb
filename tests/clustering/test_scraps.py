from __future__ import annotations

import pytest
from hypothesis import given

from summarize.clustering.scraps import hosts
from summarize.records import Sentence, SentenceKey
from tests.builders import sentences
from tests.strategies import topic

FULL = "The council approved the bridge."
OTHER = "Schools in Lund closed early."


@pytest.mark.parametrize(
    ("texts", "expected", "why"),
    [
        ([FULL, OTHER], [0, 1], "full sentences stand for themselves"),
        ([FULL, '"', OTHER], [0, 2, 2], "the sentence behind comes first"),
        ([FULL, "Yes.", '"'], [0, 0, 0], "through another scrap, back"),
        (['"', "It was.", FULL], [2, 2, 2], "through another scrap, on"),
        (['"', "Yes."], [0, 1], "scraps alone stay alone"),
        ([], [], "nothing"),
    ],
)
def test_where_scraps_go(texts: list[str], expected: list[int], why: str) -> None:
    assert hosts(sentences(texts)).tolist() == expected, why


def test_a_scrap_does_not_leave_its_article() -> None:
    assert hosts(sentences(["Yes."], [FULL])).tolist() == [0, 1]


def test_a_scrap_that_touches_nothing_stands_alone() -> None:
    one, two = sentences([FULL, "Yes."])
    far = Sentence(key=SentenceKey("a1", 9), start=900, end=904, text=two.text)
    assert hosts((one, far)).tolist() == [0, 1]


@given(articles=topic)
def test_a_host_is_its_own_host(articles: list[list[str]]) -> None:
    found = hosts(sentences(*articles))
    assert (found[found] == found).all()
