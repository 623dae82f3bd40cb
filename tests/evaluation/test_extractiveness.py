"""Extractive fragments, copied runs and novel bigrams."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.evaluation.extractiveness import Extractiveness, extractiveness, signature
from summarize.evaluation.tokens import word_tokens
from tests.strategies import topic

METRICS = Path(__file__).resolve().parents[2] / "summarize" / "evaluation" / "metrics"
letters = st.lists(st.sampled_from("abcd"), max_size=14).map(" ".join)


def longest_run(tokens: tuple[str, ...], start: int, sources: list[tuple[str, ...]]) -> int:
    """The longest run of the summary from ``start`` on in any source, by trying all."""
    best = 0
    for source in sources:
        for place in range(len(source)):
            size = 0
            while (
                start + size < len(tokens)
                and place + size < len(source)
                and tokens[start + size] == source[place + size]
            ):
                size += 1
            best = max(best, size)
    return best


def test_hand_worked() -> None:
    source = "The old bridge was closed on Monday after a crack was found."
    found = extractiveness(["The bridge was closed.", "A crack was found on Monday."], [source])
    # the | bridge was closed | a crack was found | on monday
    assert found == Extractiveness(
        novel_bigrams=2 / 8,  # the bridge, found on; "closed a" is in no sentence
        longest_copied=4,
        coverage=10 / 10,
        density=(1 + 9 + 16 + 4) / 10,
    )


def test_words_of_no_source_are_in_no_fragment() -> None:
    found = extractiveness(["Engineers shut the bridge."], ["They closed the bridge."])
    assert (found.coverage, found.density) == (2 / 4, 4 / 4)
    assert found.novel_bigrams == pytest.approx(2 / 3)


def test_no_fragment_crosses_articles() -> None:
    """Joining the sources made "fell Olt" of the end of one and the start of the next a copy."""
    found = extractiveness(["Snow fell Olt waited"], ["Snow fell", "Olt waited"])
    assert found == Extractiveness(
        novel_bigrams=1 / 3, longest_copied=2, coverage=1.0, density=(4 + 4) / 4
    )


def test_the_longest_fragment_is_taken() -> None:
    """Newsroom's printed algorithm goes on behind "a a" and finds no "a a b" in the source."""
    found = extractiveness(["a a b"], ["a a a b"])
    assert (found.longest_copied, found.density) == (3, 3.0)


def test_the_longest_run_may_start_inside_a_fragment() -> None:
    found = extractiveness(["a b c d e"], ["a b c", "b c d e"])
    assert found.longest_copied == 4
    assert found.density == (9 + 4) / 5  # greedy from the left: a b c | d e


def test_case_and_apostrophes_do_not_matter_but_endings_do() -> None:
    assert extractiveness(["THE MAYOR’S VETO"], ["the mayor's veto"]).longest_copied == 4
    assert extractiveness(["vetoes"], ["veto"]).coverage == 0


@pytest.mark.parametrize(
    ("sentences", "sources", "expected"),
    [
        ([], ["Snow fell."], (None, 0, None, None)),
        (["…"], ["Snow fell."], (None, 0, None, None)),
        (["Snow."], ["Snow fell."], (None, 1, 1.0, 1.0)),
        (["Snow fell."], [], (1.0, 0, 0.0, 0.0)),
        (["Snow fell."], ["", "Rain"], (1.0, 0, 0.0, 0.0)),
        (["大会开始"], ["大会结束"], (2 / 3, 2, 1 / 2, 1.0)),
    ],
)
def test_edges(
    sentences: list[str], sources: list[str], expected: tuple[float | None, ...]
) -> None:
    found = extractiveness(sentences, sources)
    assert expected == (
        found.novel_bigrams,
        found.longest_copied,
        found.coverage,
        found.density,
    )


@given(letters, st.lists(letters, max_size=3))
def test_equals_trying_all_places(summary: str, sources: list[str]) -> None:
    tokens, told = word_tokens(summary), [word_tokens(source) for source in sources]
    runs = [longest_run(tokens, start, told) for start in range(len(tokens))]
    sizes, start = [], 0
    while start < len(tokens):
        sizes.append(runs[start])
        start += max(runs[start], 1)
    found = extractiveness([summary], sources)
    assert found.longest_copied == max(runs, default=0)
    if tokens:
        assert found.coverage == pytest.approx(sum(sizes) / len(tokens))
        assert found.density == pytest.approx(sum(size**2 for size in sizes) / len(tokens))


@given(topic, st.data())
def test_what_is_copied_is_fully_covered(articles: list[list[str]], data: st.DataObject) -> None:
    sources = [" ".join(sentences) for sentences in articles]
    copied = data.draw(st.sampled_from(articles))
    found = extractiveness(copied, sources)
    size = sum(len(word_tokens(sentence)) for sentence in copied)
    assert (found.novel_bigrams, found.coverage) == (0.0, 1.0)
    assert (found.longest_copied, found.density) == (size, pytest.approx(size))
    # A further source can only make it more of a copy.
    fewer = extractiveness(copied, sources[1:])
    assert fewer.coverage is not None
    assert fewer.coverage <= 1.0
    assert fewer.longest_copied <= found.longest_copied


def test_as_a_metric() -> None:
    import evaluate

    from summarize.evaluation import metrics

    inputs = {
        "predictions": ["Snow fell. Olt waited.", "Rain"],
        "references": [["Snow fell on Arden.", "All Olt waited."], ["Rain came."]],
    }
    found = metrics.load("extractiveness").compute(**inputs)
    assert evaluate.load(str(METRICS / "extractiveness.py")).compute(**inputs) == found
    first, second = found["per_item"]
    assert first == {"novel_bigrams": 0.0, "longest_copied": 2, "coverage": 1.0, "density": 2.0}
    assert second == {"novel_bigrams": None, "longest_copied": 1, "coverage": 1.0, "density": 1.0}
    assert found["density"] == pytest.approx(1.5)
    assert found["signature"].startswith(signature())
