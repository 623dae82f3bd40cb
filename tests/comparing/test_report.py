from __future__ import annotations

import csv as csv_reader
import io
import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.comparing.report import csv, html, markdown
from summarize.comparing.report.difference import differing
from summarize.comparing.report.json import as_json
from summarize.comparing.report.plot import plot
from summarize.comparing.rows import Outcome, Row, Told, rows_of
from summarize.comparing.runs import Run, Study
from summarize.comparing.table import REAL, Table, parting, tabulate
from tests.comparing.topics import quick, topic

EVIL = '<script>alert(1)</script> "quoted" | *bold* \x1b[31m'


def a_study(topics: int = 12) -> tuple[Study, Run]:
    """Scores made up so that "good" is really better than "base", and "same" is not."""
    many = [topic(n, systems={"ready <b>": "Ready text."}) for n in range(topics)]
    many = [replace(one, id=f"t{place}") for place, one in enumerate(many)]
    configs = [quick("base"), quick("good"), quick("same")]
    study = Study(rows=rows_of(configs, many, ["lead"]), topics=tuple(many), words=30)
    outcomes, scores = {}, {}
    for number, one in enumerate(many):
        for row in study.rows:
            cell = (row.name, one.id)
            noise = ((number * 7) % 5) / 100
            gain = {"good": 0.2 + noise / 10, "same": (-1) ** number * 0.01}.get(row.name, 0.0)
            text = f"{row.name if row.name == 'good' else 'base'} words {number}. {EVIL}"
            told = (Told(text=text, passages=(EVIL,), articles=("0" * 64,)),)
            timed = None if row.kind == "system" else 1.0 + noise
            outcomes[cell] = Outcome(text=text, sentences=told, seconds=timed, megabytes=90.0)
            scores[cell] = {
                "rouge1": 0.3 + noise + gain,
                "words": 30.0 + number,
                "near_duplicates": 1.0 if row.name == "good" else 2.0,
                "citation_recall": None if row.kind == "system" and number else 1.0,
            }
    return study, Run(outcomes=outcomes, scores=scores, seconds={"producing": 1.0})


def test_real_differences_are_marked_and_others_are_not() -> None:
    study, run = a_study()
    table = tabulate(study, run)
    good, same = table.values["good", "rouge1"], table.values["same", "rouge1"]
    assert good.p is not None
    assert same.p is not None
    assert good.p < REAL < same.p
    assert good.test is not None
    assert (good.test.wins, good.test.losses) == (12, 0)
    assert good.test.difference == pytest.approx(0.202, abs=1e-3)
    assert table.best == {"rouge1": "good", "near_duplicates": "good"}
    assert table.values["base", "rouge1"].test is None


def test_a_row_of_a_few_topics_is_never_best() -> None:
    """A system with two outputs was ranked among rows of fifty topics."""
    study, run = a_study()
    scores = {c: s for c, s in run.scores.items() if c[0] != "good" or c[1] in ("t0", "t1")}
    table = tabulate(study, replace(run, scores=scores))
    assert table.values["good", "rouge1"].value > table.values["base", "rouge1"].value
    assert "rouge1" not in table.best
    assert "good (2 of 12 topics)" in markdown.tables(study, table)


def test_the_best_is_ahead_on_the_topics_that_both_have() -> None:
    """Failing on the hard topics made a row "really best" that lost on every common one."""
    study, run = a_study()
    scores = {
        cell: {
            "rouge1": 0.1 if cell[0] != "good" and number >= 5 else 0.5 + (cell[0] != "good") / 9
        }
        for number, one in enumerate(study.topics)
        for cell in ((row.name, one.id) for row in study.rows)
        if cell[0] != "good" or number < 7
    }
    table = tabulate(study, replace(run, scores=scores))
    means = {row.name: table.values[row.name, "rouge1"].value for row in study.rows}
    assert means["good"] == max(means.values())
    assert "rouge1" not in table.best


def test_the_best_is_ahead_of_every_other_row_and_not_of_the_second_alone() -> None:
    study, run = a_study()
    scores = {cell: dict(values) for cell, values in run.scores.items()}
    for number, one in enumerate(study.topics):  # a noisy third, below the second on average
        scores["lead", one.id]["rouge1"] = 0.01 if number % 2 else 0.62
    table = tabulate(study, replace(run, scores=scores))
    assert table.values["lead", "rouge1"].value < table.values["same", "rouge1"].value
    assert "rouge1" not in table.best


def test_fewer_of_what_should_be_few_is_a_win() -> None:
    study, run = a_study()
    test = tabulate(study, run).values["good", "near_duplicates"].test
    assert test is not None
    assert (test.difference, test.wins, test.losses) == (-1.0, 12, 0)


def test_time_does_not_change_the_p_of_anything_else() -> None:
    """A run that was killed and went on had other times, and so other corrected p everywhere."""
    study, run = a_study()
    slower = {
        cell: replace(outcome, seconds=outcome.seconds and outcome.seconds * (1 + len(cell[1]) % 3))
        for cell, outcome in run.outcomes.items()
    }
    one, two = tabulate(study, run), tabulate(study, replace(run, outcomes=slower))
    assert {k: v for k, v in one.values.items() if k[1] not in ("seconds", "megabytes")} == {
        k: v for k, v in two.values.items() if k[1] not in ("seconds", "megabytes")
    }


def test_a_measure_that_few_topics_have_is_compared_on_those() -> None:
    study, run = a_study()
    value = tabulate(study, run).values["ready <b>", "citation_recall"]
    assert (value.topics, value.low, value.high) == (1, None, None)
    assert value.test is not None
    assert value.test.topics == 1


def test_configurations_part_where_their_texts_differ() -> None:
    study, run = a_study(6)
    assert parting(study, run) == ("t0", "t1", "t2", "t3", "t4", "t5")
    alike = replace(study, rows=tuple(row for row in study.rows if row.name != "good"))
    assert parting(alike, run) == ()


class Reader(HTMLParser):
    """Notes what a page would fetch or run, and its tags in order."""

    def __init__(self) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.tags: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        void = {"meta", "line", "circle", "br", "img", "link"}
        if tag not in void:
            self.open.append(tag)
        self.fetched += [v or "" for k, v in attrs if k in ("src", "href", "data")]

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        elif tag not in ("line", "circle"):
            raise AssertionError(f"</{tag}> closes {self.open[-3:]}")


@pytest.mark.parametrize("only_different", [True, False])
def test_the_page_is_whole_fetches_nothing_and_obeys_nothing(only_different: bool) -> None:
    study, run = a_study()
    page = html.render(study, run, tabulate(study, run), "signed", only_different)
    reader = Reader()
    reader.feed(page)
    assert reader.open == []
    assert {one for one in reader.fetched if not one.startswith("#")} == {"data:,"}
    assert reader.tags.count("script") == 2, "our data and our script"
    assert "default-src 'none'" in unescape(page)
    assert "&lt;script&gt;" in page
    assert "\x1b" not in page
    assert page.count('<details class="topic"') == 12
    assert '<mark class="differs">' in page
    assert "<circle" in page
    assert "ready &lt;b&gt;" in page


def test_labels_of_many_equal_rows_stay_in_the_drawing() -> None:
    """They were pushed down only, and the last ones out of the picture."""
    study, run = a_study()
    names = [f"a system with a long name, number {n}" for n in range(40)]
    extra = tuple(Row(name=n, kind="baseline", source=n) for n in names)
    cells = {(n, topic.id): ("base", topic.id) for n in names for topic in study.topics}
    many = replace(study, rows=(*study.rows, *extra))
    more = Run(
        outcomes={**run.outcomes, **{c: run.outcomes[of] for c, of in cells.items()}},
        scores={**run.scores, **{c: run.scores[of] for c, of in cells.items()}},
    )
    drawn = plot(many, tabulate(many, more))
    assert drawn is not None
    labels = sorted(mark.label_y for mark in drawn.marks)
    assert labels[0] >= drawn.top
    assert labels[-1] <= drawn.bottom
    assert all(b - a >= 13.9 for a, b in pairwise(labels))
    assert max(len(mark.label) for mark in drawn.marks) <= 22


def test_few_topics_have_no_intervals_and_the_legend_says_so() -> None:
    study, run = a_study(3)
    table = tabulate(study, run)
    assert "fewer than 5: no intervals" in markdown.tables(study, table)
    page = html.render(study, run, table, "", only_different=False)
    assert "too few for intervals" in page
    assert "Bars are 95% intervals" not in page


def test_the_page_has_the_tests_and_the_smallest_difference() -> None:
    study, run = a_study()
    page = html.render(study, run, tabulate(study, run), "", only_different=False)
    assert "smallest difference that could show" in page
    assert "12/0/0" in page


def test_a_page_of_configurations_that_never_part_shows_no_topic_if_asked() -> None:
    study, run = a_study()
    rows = tuple(row for row in study.rows if row.name in ("base", "same"))
    study = replace(study, rows=rows)
    table = tabulate(study, run)
    assert "<details" not in html.render(study, run, table, "", only_different=True)
    assert "part: 0 of 12" in markdown.render(study, run, table, "", only_different=True)


def test_markdown_has_no_markup_of_the_data() -> None:
    study, run = a_study()
    shown = markdown.render(study, run, tabulate(study, run), "signed", only_different=True)
    assert "<script>" not in shown
    assert "<b>" not in shown
    assert "\x1b" not in shown
    assert re.search(r"\| good +\|.*\*\*5\d\.\d\*\*\\\*", shown), "best, bold, and starred"
    assert "12/0/0" in shown
    terminal = markdown.tables(study, tabulate(study, run))
    assert "\\" not in terminal
    assert "±" in terminal


def test_csv_has_a_line_for_each_row_and_measure() -> None:
    study, run = a_study()
    table = tabulate(study, run)
    found = list(csv_reader.DictReader(io.StringIO(csv.render(study, table))))
    assert len(found) == len(table.values)
    by_name = {(line["row"], line["measure"]): line for line in found}
    assert float(by_name["good", "rouge1"]["value"]) == table.values["good", "rouge1"].value
    assert by_name["base", "rouge1"]["p"] == ""
    assert by_name["good", "rouge1"]["wins"] == "12"


def test_json_keeps_to_its_schema() -> None:
    study, run = a_study()
    found = as_json(study, run, tabulate(study, run), "signed")
    assert list(found)[:4] == ["schema", "signature", "topics", "first"]
    assert {row["kind"] for row in found["rows"]} == {"config", "system", "baseline"}
    for row in found["rows"]:
        for value in row["metrics"].values():
            assert {"value", "low", "high", "p"} <= set(value)
    assert found["per_topic"][0]["rows"]["good"]["metrics"]["seconds"] == 1.0
    assert found["different"] == [f"t{n}" for n in range(12)]


def test_a_plot_needs_a_time_and_a_quality() -> None:
    study, run = a_study()
    drawn = plot(study, tabulate(study, run))
    assert drawn is not None
    marks = {mark.name: mark for mark in drawn.marks}
    assert marks["good"].y < marks["base"].y, "better is higher"
    assert marks["ready <b>"].x is None
    for mark in drawn.marks:
        assert drawn.top <= mark.top <= mark.y <= mark.bottom <= drawn.bottom
        assert mark.x is None or drawn.left <= mark.x <= drawn.right
    labels = sorted(mark.label_y for mark in drawn.marks)
    assert all(b - a >= 13.9 for a, b in pairwise(labels))
    assert labels[-1] <= drawn.bottom, "no label leaves the drawing"
    assert plot(study, Table(values={}, best={}, failed={}, scored={}, measures=())) is None


sentences = st.lists(
    st.lists(st.sampled_from(["a", "b", "c", " d", "\ne"]), min_size=1, max_size=6).map(" ".join),
    max_size=4,
)


@given(texts=sentences, others=sentences)
def test_pieces_are_the_text_and_equal_texts_do_not_differ(
    texts: list[str], others: list[str]
) -> None:
    found = differing(texts, others)
    assert ["".join(piece.text for piece in pieces) for pieces in found] == texts
    assert all(a.differs != b.differs for pieces in found for a, b in pairwise(pieces))
    assert not any(piece.differs for pieces in differing(texts, texts) for piece in pieces)
    assert all(piece.differs for pieces in differing(texts, []) for piece in pieces)


def test_what_differs_is_marked_and_nothing_else() -> None:
    found = differing(
        ["The port closed.", "It was Monday."], ["The port opened. It was", "Monday."]
    )
    assert found == (
        (("The port", False), (" closed.", True)),
        (("It was Monday.", False),),
    )
