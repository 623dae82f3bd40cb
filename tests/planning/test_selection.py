"""Laws of every selector, and cases of those that search or weigh in a way of their own."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize import registry
from summarize.clustering.hashing import HashingEncoder
from summarize.clustering.singletons import Singletons
from summarize.planning.budget import fill
from summarize.planning.candidates import candidates_of
from summarize.planning.concepts.origins import OriginConcepts
from summarize.planning.outline import make_plan
from summarize.planning.redundancy import repeats
from summarize.planning.salience.lexrank import LexRankSalience
from summarize.planning.selection.exact import ExactSelector
from summarize.planning.selection.mmr import MmrSelector
from summarize.records import Candidate, Concept, Material, Plan
from summarize.settings import ClusteringSettings, EncodingSettings, PlanningSettings
from tests.builders import material
from tests.strategies import topic

SELECTORS = registry.names("selector")
Topic = list[list[str]]


def candidates(found: Material, salience: Sequence[float] = ()) -> tuple[Candidate, ...]:
    """Each sentence a candidate; the earlier one is the more salient if nothing else is said."""
    values = salience or [1 / (1 + row) for row in range(len(found.sentences))]
    scores = {s.key: value for s, value in zip(found.sentences, values, strict=True)}
    clusters = Singletons(ClusteringSettings()).cluster(found.sentences, np.zeros((0, 1)))
    return candidates_of(clusters, found, scores, 4)


def weights(found: Material) -> Mapping[Concept, float]:
    return OriginConcepts(PlanningSettings()).weigh(found, np.zeros((0, 1), dtype=np.float32))


def select(
    name: str, given_candidates: Sequence[Candidate], found: Material, words: int
) -> tuple[int, ...]:
    selector = registry.resolve("selector", name)(PlanningSettings())
    chosen: tuple[int, ...] = selector.select(given_candidates, found, weights(found), words)
    return chosen


def texts_of(chosen: Sequence[Candidate], found: Material) -> list[str]:
    return [found.by_key[candidate.evidence[0]].text for candidate in chosen]


@pytest.mark.parametrize("name", SELECTORS)
@given(articles=topic, words=st.integers(10, 60))
@settings(max_examples=25, deadline=None)
def test_what_is_chosen_is_there_once_and_never_said_twice(
    name: str, articles: Topic, words: int
) -> None:
    found = material(*articles)
    given_candidates = candidates(found)
    chosen = select(name, given_candidates, found, words)
    assert chosen
    assert len(set(chosen)) == len(chosen)
    assert set(chosen) <= set(range(len(given_candidates)))
    told = texts_of([given_candidates[index] for index in chosen], found)
    assert not any(repeats(one, two) for one, two in combinations(told, 2))
    assert chosen == select(name, given_candidates, found, words)


@pytest.mark.parametrize("name", SELECTORS)
@given(articles=topic, words=st.integers(10, 60))
@settings(max_examples=25, deadline=None)
def test_best_first_they_fill_the_budget_if_any_of_them_can(
    name: str, articles: Topic, words: int
) -> None:
    found = material(*articles)
    given_candidates = candidates(found)
    lengths = [given_candidates[i].words for i in select(name, given_candidates, found, words)]
    sums = {sum(some) for size in range(10) for some in combinations(lengths, size)}
    if any(0.9 * words <= total <= words for total in sums):
        assert 0.9 * words <= sum(lengths[index] for index in fill(lengths, words)) <= words


@pytest.mark.parametrize("name", ["exact", "mmr"])
@given(articles=topic, words=st.integers(10, 60), random=st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_the_order_of_the_candidates_decides_nothing(
    name: str, articles: Topic, words: int, random: object
) -> None:
    found = material(*articles)
    given_candidates = list(candidates(found, [1.0] * len(found.sentences)))
    shuffled = list(given_candidates)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one = [given_candidates[i] for i in select(name, given_candidates, found, words)]
    two = [shuffled[i] for i in select(name, shuffled, found, words)]
    assert one == two


@pytest.mark.parametrize("name", SELECTORS)
def test_of_a_long_topic_there_is_a_reserve_and_no_more(name: str) -> None:
    nouns = "harbour bridge market airline council church library museum station factory".split()
    verbs = "closed burnt opened moved grew sank won lost paid left".split()
    pairs = [(noun, verb) for noun in nouns for verb in verbs]
    article = [f"The {noun} of Town{n} {verb} {n} times." for n, (noun, verb) in enumerate(pairs)]
    found = material(article)
    given_candidates = candidates(found)
    chosen = select(name, given_candidates, found, 40)
    length = sum(given_candidates[index].words for index in chosen)
    assert 80 <= length <= 160


def covered(chosen: Sequence[Candidate], found: Material) -> set[tuple[str, ...]]:
    words = [text.lower().rstrip(".").split() for text in texts_of(chosen, found)]
    return {pair for some in words for pair in pairwise(some)}


@given(
    st.lists(
        st.lists(st.sampled_from("oak elm ash fir yew".split()), min_size=3, max_size=6),
        min_size=2,
        max_size=7,
    ),
    st.integers(6, 18),
)
@settings(max_examples=40, deadline=None)
def test_exact_covers_as_much_as_the_best_of_all_subsets(
    trees: list[list[str]], words: int
) -> None:
    """All pairs weigh the same here: one origin, all equally salient, nothing but content words."""
    found = material([" ".join(some) for some in trees])
    every = candidates(found, [1.0] * len(trees))

    def allowed(some: Sequence[Candidate]) -> bool:
        told = texts_of(some, found)
        return sum(one.words for one in some) <= words and not any(
            repeats(one, two) for one, two in combinations(told, 2)
        )

    subsets = [some for size in range(len(every) + 1) for some in combinations(every, size)]
    best = max(len(covered(some, found)) for some in subsets if allowed(some))
    chosen = [
        every[i]
        for i in ExactSelector(PlanningSettings()).select(every, found, weights(found), words)
    ]
    within = max((n for n in range(len(chosen) + 1) if allowed(chosen[:n])), default=0)
    assert len(covered(chosen[:within], found)) == best


def test_exact_beats_greedy_where_the_densest_sentence_stands_in_the_way() -> None:
    """The middle one covers most for its length, but the two others together cover more."""
    found = material(
        ["Oak elm ash fir yew. "], ["Pine oak elm box bay."], ["Ash fir yew palm plum."]
    )
    greedy = select("coverage", candidates(found, [1.2, 1, 1]), found, 10)
    assert greedy[0] == 0
    assert set(select("exact", candidates(found, [1.2, 1, 1]), found, 10)[:2]) == {1, 2}


def test_exact_falls_back_on_greedy_where_the_search_finds_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from scipy.optimize import OptimizeResult

    found = material(["The council approved the bridge.", "Rain fell on the old market."])
    every = candidates(found)
    expected = ExactSelector(PlanningSettings()).select(every, found, weights(found), 20)
    monkeypatch.setattr("scipy.optimize.milp", lambda *_, **__: OptimizeResult(x=None, status=1))
    assert ExactSelector(PlanningSettings()).select(every, found, weights(found), 20) == expected


def test_exact_does_not_believe_a_solution_that_breaks_the_budget(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """HiGHS has called infeasible points optimal."""
    from scipy.optimize import OptimizeResult

    found = material(["The council approved the bridge.", "Rain fell on the old market."])
    every = candidates(found)
    monkeypatch.setattr(
        "scipy.optimize.milp", lambda c, **_: OptimizeResult(x=np.ones(len(c)), status=0)
    )
    assert ExactSelector(PlanningSettings()).select(every, found, weights(found), 6)[0] == 0


def test_a_solver_that_writes_to_standard_output_is_not_heard(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """HiGHS wrote a line of its own into a result that was to be JSON."""
    from scipy.optimize import milp

    def noisy(*args: object, **options: object) -> object:
        os.write(1, b"tmpSolver.run();\n")
        return milp(*args, **options)

    monkeypatch.setattr("scipy.optimize.milp", noisy)
    found = material(["The council approved the bridge.", "Rain fell on the old market."])
    assert ExactSelector(PlanningSettings()).select(candidates(found), found, weights(found), 20)
    os.write(1, b"the result\n")
    assert capfd.readouterr().out == "the result\n"


def test_mmr_takes_the_new_before_the_like() -> None:
    found = material(
        [
            "The council of Harwick approved the new bridge on Tuesday after long debates.",
            "The council of Harwick debated the new tram line, buses, taxes and schools in May.",
            "Rescuers found twelve people in Lund.",
        ]
    )
    every = candidates(found, [1.0, 0.8, 0.78])
    chosen = MmrSelector(PlanningSettings()).select(every, found, weights(found), 40)
    assert chosen == (0, 2, 1)


def test_lexrank_is_highest_for_what_most_sentences_resemble() -> None:
    found = material(
        ["The harbour closed early.", "Cats sleep."],
        ["The harbour of Lund closed early on Monday."],
        ["On Monday it rained in Lund."],
    )
    scores = LexRankSalience(PlanningSettings()).score(found, np.zeros((4, 1)))
    assert int(np.argmax(scores)) == 2
    assert scores[2] == 1
    assert scores.min() > 0
    assert scores[1] < scores[2]


def test_lexrank_equals_the_definition_written_out() -> None:
    """Equation by equation, on the full matrix of cosines."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    from summarize.text.words import content_stems

    found = material(["Rain fell on Lund.", "Rain fell hard."], ["Snow fell on Oslo and Lund."])
    tfidf = TfidfVectorizer(analyzer=content_stems).fit_transform(
        [sentence.text for sentence in found.sentences]
    )
    alike = (tfidf @ tfidf.T).toarray()
    walk = 0.15 / 3 + 0.85 * alike / alike.sum(axis=1, keepdims=True)
    values, vectors = np.linalg.eig(walk.T)
    rank = np.abs(np.real(vectors[:, np.argmax(np.real(values))]))
    scores = LexRankSalience(PlanningSettings()).score(found, np.zeros((3, 1)))
    assert np.allclose(scores, rank / rank.max(), atol=1e-5)


BAD: dict[str, Topic] = {
    "one article": [["The council approved the bridge.", "Rain fell on the old market of Lund."]],
    "one sentence": [["The council approved the bridge."]],
    "all sentences equal": [["The council approved the bridge."] * 3] * 3,
    "no sentence in common": [
        ["The council approved the bridge."],
        ["Rain fell on Lund."],
        ["Cats sleep long in warm kitchens."],
    ],
    "no content word": [["It was."], ["They were.", "So are we."]],
    "no word at all": [["?!", "…"], ["***"]],
}


def plan(articles: Topic, **chosen: str | int) -> Plan:
    found = material(*articles)
    vectors = HashingEncoder(EncodingSettings()).encode([s.text for s in found.sentences])
    planning = PlanningSettings.model_validate({"words": 40, **chosen})
    return make_plan(
        found,
        vectors,
        registry.resolve("clusterer", "complete")(ClusteringSettings()).cluster(
            found.sentences, vectors
        ),
        planning,
        salience=registry.resolve("salience", planning.salience)(planning),
        concepts=registry.resolve("concept weights", planning.concepts)(planning),
        selector=registry.resolve("selector", planning.selector)(planning),
        ordering=registry.resolve("ordering", planning.ordering)(planning),
    )


@pytest.mark.parametrize("case", BAD)
@pytest.mark.parametrize("selector", SELECTORS)
@pytest.mark.parametrize("salience", registry.names("salience"))
@pytest.mark.parametrize("ordering", registry.names("ordering"))
def test_bad_input(case: str, selector: str, salience: str, ordering: str) -> None:
    articles = BAD[case]
    made = plan(articles, selector=selector, salience=salience, ordering=ordering)
    every = (*made.sections, *made.reserve)
    assert sorted(section.position for section in every) == list(range(len(every)))
    assert made.sections
    if case == "all sentences equal":
        assert len(every) == 1
    if case == "no sentence in common":
        assert len(every) == 3


@pytest.mark.parametrize("name", SELECTORS)
def test_nothing_to_choose_from_or_nothing_that_matters(name: str) -> None:
    found = material(["The council approved the bridge.", "Rain fell on Lund."])
    assert select(name, (), found, 20) == ()
    worthless = [replace(candidate, salience=0.0) for candidate in candidates(found)]
    assert sorted(select(name, worthless, found, 20)) == [0, 1]
