"""The word budget: how it is filled, and what comes of one that is too small."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize import registry, summarize_documents
from summarize.cli.folder import warn
from summarize.planning.budget import fill, is_plenty
from summarize.planning.selection.within_reach import WithinReach
from summarize.records import Candidate, Concept, Material, Summary
from summarize.text.words import count_words
from tests.builders import cluster, document, material
from tests.test_pipeline import quick

FRAGMENT = "Not yet known."
SHORTEST = (
    "The council of Harwick approved the long new bridge over the river at last on Tuesday night."
)
LONGER = (
    "Rescuers from three towns found twelve people alive in the old market hall of Lund, which had "
    "burnt down on Monday.",
    "A spokesman for the airline announced in Oslo that it will close its northern base after two "
    "hard years and many losses.",
    "The harbour master of Port Moss expects that no ship will leave before the storm has passed "
    "over the whole coast.",
)


@given(st.lists(st.integers(1, 40), max_size=9), st.integers(10, 120))
def test_fill_keeps_the_budget_whenever_some_set_does(lengths: list[int], words: int) -> None:
    taken = fill(lengths, words)
    total = sum(lengths[index] for index in taken)
    assert len(set(taken)) == len(taken)
    sums = {sum(some) for size in range(len(lengths) + 1) for some in combinations(lengths, size)}
    if any(0.9 * words <= candidate <= words for candidate in sums):
        assert 0.9 * words <= total <= words
    elif any(words < candidate <= 1.1 * words for candidate in sums):
        assert words < total <= 1.1 * words
    if lengths:
        assert taken


@given(st.lists(st.integers(20, 60), min_size=1, max_size=9), st.integers(1, 18))
def test_where_nothing_fits_fill_takes_the_shortest_alone(lengths: list[int], words: int) -> None:
    (taken,) = fill(lengths, words)
    assert lengths[taken] == min(lengths)


def test_what_comes_first_is_kept_first() -> None:
    assert fill([30, 30, 30, 30], 60) == (0, 1)
    assert fill([50, 45, 12], 60) == (1, 2) or fill([50, 45, 12], 60) == (0, 2)


@pytest.mark.parametrize(
    ("count", "length", "plenty"),
    [(10, 690, True), (10, 689, False), (9, 5000, False), (0, 0, False)],
)
def test_a_reserve_is_three_budgets_in_ten_sentences(count: int, length: int, plenty: bool) -> None:
    assert is_plenty(count, length, 230) is plenty


class Everything:
    """A selector that takes all that it is shown."""

    def select(
        self,
        candidates: Sequence[Candidate],
        material: Material,
        weights: Mapping[Concept, float],
        words: int,
    ) -> tuple[int, ...]:
        del material, weights, words
        return tuple(range(len(candidates)))


def within_reach(texts: list[str], words: int) -> list[str]:
    """What comes of a selector that takes all that it is shown."""
    found = material(texts)
    candidates = tuple(
        Candidate(
            cluster=cluster(number, sentence.key),
            evidence=(sentence.key,),
            origins=1,
            salience=1.0,
            words=count_words(sentence.text),
        )
        for number, sentence in enumerate(found.sentences)
    )
    chosen = WithinReach(Everything()).select(candidates, found, {}, words)
    return [texts[index] for index in chosen]


def test_what_is_longer_than_the_budget_is_not_chosen_from() -> None:
    """Of 239 topics at 20 words, 117 had a summary beyond 22 words: what came first filled it."""
    assert within_reach([LONGER[0], SHORTEST, FRAGMENT], 18) == [SHORTEST, FRAGMENT]
    assert within_reach([LONGER[0], SHORTEST, FRAGMENT], 100) == [LONGER[0], SHORTEST, FRAGMENT]


def test_where_no_useful_sentence_fits_the_shortest_useful_one_comes_first() -> None:
    """A fragment of three words was nearer to a budget of ten, and became the summary."""
    again = SHORTEST.replace("last", "long last")
    assert within_reach([LONGER[0], FRAGMENT, again, SHORTEST], 10) == [SHORTEST, LONGER[0]]


def test_where_none_is_useful_the_shortest_is_taken_all_the_same() -> None:
    question = "Will they ever find out who set the old market hall of Lund on fire that night?"
    assert within_reach([question], 10) == [question]
    assert within_reach([], 10) == []


def summary(selector: str, salience: str, ordering: str, words: int) -> Summary:
    chosen = {"selector": selector, "salience": salience, "ordering": ordering, "words": words}
    documents = [
        document(f"{LONGER[0]} {FRAGMENT}", 1),
        document(f"{LONGER[1]} {SHORTEST}", 2),
        document(LONGER[2], 3),
    ]
    return summarize_documents(
        documents, quick(**{f"planning__{name}": value for name, value in chosen.items()})
    )


@pytest.mark.parametrize("selector", registry.names("selector"))
@pytest.mark.parametrize("salience", registry.names("salience"))
@pytest.mark.parametrize("ordering", registry.names("ordering"))
def test_a_budget_shorter_than_any_sentence(selector: str, salience: str, ordering: str) -> None:
    made = summary(selector, salience, ordering, words=10)
    assert made.text == SHORTEST
    (note,) = made.notes
    assert "10 words" in note
    assert "17 words" in note


def test_the_user_is_told_in_every_format_and_on_the_command_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    made = summary("coverage", "origins", "story", words=10)
    (note,) = made.notes
    for name in ("text", "markdown", "html"):
        assert note in registry.resolve("format", name)(made)
    assert json.loads(registry.resolve("format", "json")(made))["notes"] == [note]
    warn(made)
    assert note in capsys.readouterr().err


def test_a_budget_that_was_kept_needs_no_note() -> None:
    assert summary("coverage", "origins", "story", words=17).notes == ()
    assert summary("coverage", "origins", "story", words=60).notes == ()
