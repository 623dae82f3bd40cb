from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given

from summarize.records import Clutter, Document
from summarize.settings import TextSettings
from summarize.text.blocks import find_blocks, is_heading
from summarize.text.sentences import PunktSplitter, sentences_of
from tests.builders import article, document
from tests.strategies import plain_text

SPLITTER = PunktSplitter(TextSettings())


def split(text: str) -> list[str]:
    return [text[span.start : span.end] for span in SPLITTER.split(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dr. Moss came. She left.", ["Dr. Moss came.", "She left."]),
        ("It rose 3.5 percent. It fell.", ["It rose 3.5 percent.", "It fell."]),
        ("The U.S. Army and J. P. Moss met.", ["The U.S. Army and J. P. Moss met."]),
        ("Moss Inc. rose at 5 p.m. Monday.", ["Moss Inc. rose at 5 p.m. Monday."]),
        ("“We won.” He left.", ["“We won.”", "He left."]),
        ('"We won," he said. He left.', ['"We won," he said.', "He left."]),
        ("“No!” she cried.", ["“No!” she cried."]),
        ("They paid $1.5 million... and left.", ["They paid $1.5 million... and left."]),
        ("他说了。然后走了！", ["他说了。", "然后走了！"]),
        # Of 3,126 news pages 165 have lost a space or a line break like that.
        ("It closed.Police came late.", ["It closed.", "Police came late."]),
        ('"It took days."Moss left it.', ['"It took days."', "Moss left it."]),
        ('It took days."I had to go," she said.', ["It took days.", '"I had to go," she said.']),
        ("They said “never.”Moss left it.", ["They said “never.”", "Moss left it."]),
        ("See www.example.Com and Node.js for it.", ["See www.example.Com and Node.js for it."]),
        ("The U.S.Army and Yahoo.com met.", ["The U.S.Army and Yahoo.com met."]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_headings_are_no_sentences_of_the_story() -> None:
    text = (
        "A New Era for the Port?\n\nThe port closed on Monday.\n\nWhat Comes Next\n\nNobody knows."
    )
    assert split(text) == ["The port closed on Monday.", "Nobody knows."]


def test_a_list_item_is_told_without_its_bullet_and_label() -> None:
    text = (
        "- Wider Choice: If the port opens, ships may choose.\n• The fee falls by half next year."
    )
    assert split(text) == [
        "If the port opens, ships may choose.",
        "The fee falls by half next year.",
    ]


def test_wrapped_lines_run_on_and_paragraphs_do_not() -> None:
    text = (
        "The council of Harwick approved the new bridge over\nthe river on Tuesday by seven votes to\n"
        "two, after a debate that had lasted for two years\nand filled the papers with letters from\n"
        "readers on both sides of the water.\n\nWork begins in March."
    )
    found = split(text)
    assert len(found) == 2
    assert found[0].endswith("side of the water.") or found[0].endswith("sides of the water.")


def test_windows_line_ends_do_not_shift_offsets() -> None:
    text = "The port closed on Monday.\r\n\r\nThe mayor spoke on Tuesday.\r\n"
    assert split(text) == ["The port closed on Monday.", "The mayor spoke on Tuesday."]


@pytest.mark.parametrize("language", ["de", "fr", "es", "it", "zh", "xx"])
def test_other_languages_do_not_crash(language: str) -> None:
    splitter = PunktSplitter(TextSettings(), language)
    text = "Der Rat tagte z.B. am Montag. Aber er kam nicht. Il est parti. 他走了。 ثم غادر."
    assert len(splitter.split(text)) >= 3


def test_sentences_keep_out_of_clutter_and_name_their_place() -> None:
    text = "The port closed. Share this page. The mayor spoke."
    clutter = Clutter(start=17, end=33, reason="share")
    found = sentences_of(
        Document(article=article(text), clutter=(clutter,)), TextSettings(), PunktSplitter
    )
    assert [sentence.text for sentence in found] == ["The port closed.", "The mayor spoke."]
    assert [sentence.key for sentence in found] == [("a1", 0), ("a1", 1)]
    assert all(text[s.start : s.end] == s.text for s in found)


def test_the_headline_is_not_told_as_a_sentence() -> None:
    found = sentences_of(
        document("Will it open?\n\nThe port opens.", title="Will it open?"),
        TextSettings(),
        PunktSplitter,
    )
    assert [sentence.text for sentence in found] == ["The port opens."]


@given(plain_text)
def test_spans_are_in_order_disjoint_and_never_empty(text: str) -> None:
    spans = SPLITTER.split(text)
    assert all(span.start < span.end for span in spans)
    assert all(text[span.start : span.end].strip() for span in spans)
    assert all(one.end <= two.start for one, two in pairwise(spans))
    assert spans == SPLITTER.split(text)


@given(plain_text)
def test_blocks_are_in_order_and_within_the_text(text: str) -> None:
    blocks = find_blocks(text, 0, len(text))
    assert all(0 <= block.start < block.end <= len(text) for block in blocks)
    assert all(one.end <= two.start for one, two in pairwise(blocks))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Port Closes After Storm", True),
        ("What does it mean:", True),
        ("The port closed on Monday.", False),
        ("Why Did the Old Port Close?", True),
        ("12", True),
    ],
)
def test_headings(line: str, expected: bool) -> None:
    assert is_heading(line) is expected
