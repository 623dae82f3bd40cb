from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.evaluation.citations import (
    CitationF1,
    citation_f1,
    citations,
    cited_articles,
    mean_citation_f1,
)
from summarize.text.words import content_stems


class AllWords:
    """Supported if every content word stands in some passage; remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []

    def __call__(self, sentence: str, passages: Sequence[str]) -> bool:
        self.asked.append(tuple(passages))
        known = {stem for passage in passages for stem in content_stems(passage)}
        return bool(passages) and set(content_stems(sentence)) <= known


SENTENCE = "The port closed after a storm."
PORT, STORM = "The port was closed.", "A storm came from the sea."
WHOLE = "A storm closed the port on Monday."
RAIN = "Rain is expected in Lund."


@pytest.mark.parametrize(
    ("cited", "supported", "needed", "why"),
    [
        ([WHOLE], True, (True,), "one that supports it"),
        ([PORT, STORM], True, (True, True), "neither alone, both together"),
        ([WHOLE, RAIN], True, (True, False), "rain does not help and is not missed"),
        ([WHOLE, WHOLE], True, (True, True), "two voices, each enough alone"),
        ([WHOLE, PORT], True, (True, False), "a part of what another tells whole is superfluous"),
        ([PORT, STORM, RAIN], True, (True, True, False), "two needed, one not"),
        ([PORT, RAIN], False, (False, False), "of an unsupported sentence none counts (ALCE)"),
        ([], False, (), "uncited"),
    ],
)
def test_a_sentence_as_in_alce(
    cited: list[str], supported: bool, needed: tuple[bool, ...], why: str
) -> None:
    (verdict,) = citations([SENTENCE], [cited], [], AllWords()).verdicts
    assert (verdict.supported, verdict.needed) == (supported, needed), why


def test_the_shares_of_a_summary() -> None:
    found = citations(
        [SENTENCE, SENTENCE, SENTENCE, "Rain is expected.", SENTENCE],
        [[WHOLE, RAIN], [RAIN], [PORT, STORM], [RAIN], []],
        [PORT, STORM, WHOLE, RAIN],
        AllWords(),
    )
    assert found.recall == pytest.approx(3 / 5)
    assert found.precision == pytest.approx(4 / 6)  # rain once not needed, once not supporting
    assert found.misattribution == pytest.approx(1 / 5)  # what cites nothing is only uncited
    assert [verdict.elsewhere for verdict in found.verdicts] == [(), (WHOLE,), (), (), ()]


def test_two_uncited_passages_together_show_a_wrong_citation() -> None:
    (verdict,) = citations([SENTENCE], [[RAIN]], [STORM, RAIN, PORT], AllWords()).verdicts
    assert set(verdict.elsewhere) == {PORT, STORM}


def test_nothing_to_score_is_no_score() -> None:
    nothing = citations([], [], [WHOLE], AllWords())
    assert (nothing.recall, nothing.precision, nothing.misattribution) == (None, None, None)
    uncited = citations([SENTENCE], [[]], [WHOLE], AllWords())
    assert (uncited.recall, uncited.precision, uncited.misattribution) == (0.0, None, 0.0)


def test_a_list_too_short_is_an_error() -> None:
    with pytest.raises(ValueError, match="2 sentences, but citations of 1"):
        citations([SENTENCE, SENTENCE], [[WHOLE]], [], AllWords())


def test_nothing_is_asked_twice_or_in_vain() -> None:
    """An NLI model takes half a second a question."""
    for cited, most in (([], 0), ([WHOLE], 1), ([PORT, STORM], 3), ([WHOLE] * 3, 4)):
        asked = AllWords()
        citations([SENTENCE], [cited], [RAIN] * 500, asked)
        assert len(asked.asked) <= most, cited
    asked = AllWords()
    citations([SENTENCE], [[RAIN]], [f"{PORT} {n}" for n in range(500)], asked)
    assert len(asked.asked) == 6  # its citation, and five others; pairs of them would add no word


passages = st.lists(st.sampled_from([PORT, STORM, WHOLE, RAIN]), max_size=4)


@given(cited=st.lists(passages, max_size=5), others=passages)
def test_shares_follow_from_the_verdicts(cited: list[list[str]], others: list[str]) -> None:
    found = citations([SENTENCE] * len(cited), cited, others, AllWords())
    for passages_of, verdict in zip(cited, found.verdicts, strict=True):
        assert len(verdict.needed) == len(passages_of)
        assert verdict.supported == (bool(passages_of) and AllWords()(SENTENCE, passages_of))
        assert verdict.supported or not any(verdict.needed)
        assert not (verdict.supported and verdict.elsewhere)
        assert not set(verdict.elsewhere) & set(passages_of)
    if cited:
        assert found.recall == sum(v.supported for v in found.verdicts) / len(cited)
        assert found.misattribution is not None
        assert found.recall is not None
        assert found.recall + found.misattribution <= 1


@pytest.mark.parametrize(
    ("predicted", "gold", "expected"),
    [
        ({1, 2, 3}, {2, 3, 4, 5}, (2 / 3, 1 / 2, 4 / 7)),
        ({1}, {1}, (1, 1, 1)),
        ({1}, {2}, (0, 0, 0)),
        (set(), {2}, (0, 0, 0)),
        ({1}, set(), (0, 0, 0)),
        (set(), set(), (1, 1, 1)),
    ],
)
def test_agreement_with_gold(
    predicted: set[int], gold: set[int], expected: tuple[float, ...]
) -> None:
    assert citation_f1(predicted, gold) == pytest.approx(expected)


keys = st.sets(st.tuples(st.sampled_from("ab"), st.integers(0, 3)))


@given(predicted=keys, gold=keys)
def test_agreement_is_the_harmonic_mean_and_turns_round(
    predicted: set[tuple[str, int]], gold: set[tuple[str, int]]
) -> None:
    precision, recall, f1 = citation_f1(predicted, gold)
    assert citation_f1(gold, predicted) == (recall, precision, f1)
    assert f1 * (precision + recall) == pytest.approx(2 * precision * recall)
    if precision == 1:  # right sentences are from right articles
        assert citation_f1(cited_articles(predicted), cited_articles(gold)).precision == 1


def test_the_mean_is_over_sentences() -> None:
    assert mean_citation_f1([]) is None
    mean = mean_citation_f1([({1}, {1, 2}), ({1, 2, 3, 4}, {1})])
    assert mean == pytest.approx(CitationF1(precision=5 / 8, recall=3 / 4, f1=8 / 15))


def test_as_a_metric() -> None:
    import evaluate

    from summarize.evaluation import metrics

    path = Path(metrics.__file__).with_name("citations.py")
    item = {
        "predictions": [[WHOLE], [], [WHOLE, RAIN]],
        "references": [[[WHOLE]], [], [[RAIN], [RAIN]]],
        "sources": [[WHOLE, RAIN], [WHOLE], [WHOLE, RAIN]],
    }
    for metric in (metrics.load("citations"), evaluate.load(str(path))):
        scores = metric.compute(**item)
        assert [one["citation_recall"] for one in scores["per_item"]] == [1.0, None, 0.5]
        assert [one["citation_precision"] for one in scores["per_item"]] == [1.0, None, 0.5]
        assert [one["misattribution"] for one in scores["per_item"]] == [0.0, None, 0.5]
        assert scores["citation_recall"] == 0.75
        assert scores["signature"].startswith("citations|alce")
