from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from summarize.comparing import compare, make_study, runs, signature_of
from summarize.comparing.report.json import as_json
from summarize.comparing.rows import Outcome, rows_of
from summarize.comparing.runs import Run, Study
from summarize.comparing.table import Table, parting
from summarize.evaluation.datasets import Topic
from summarize.settings import AttributionSettings, ReadingSettings, WritingSettings
from summarize.store import Store
from tests.comparing.topics import quick, topic
from tests.stand_ins import StandInWriter


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "comparisons.sqlite", most=10_000)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Rows and topics that a worker was asked for, in order."""
    asked: list[tuple[str, str]] = []
    real = runs._in_workers

    def counting(tasks: Any, study: Study, store: Store) -> Any:
        for task, outcome in real(tasks, study, store):
            asked.append((task[0].name, task[1].id))
            yield task, outcome

    monkeypatch.setattr(runs, "_in_workers", counting)
    return asked


def timeless(value: Any) -> Any:
    """The result without what another run on the same machine would change."""
    if isinstance(value, dict):
        gone = ("timings", "seconds", "megabytes")
        return {key: timeless(inner) for key, inner in value.items() if key not in gone}
    return [timeless(inner) for inner in value] if isinstance(value, list) else value


def result(study: Study, run: Run, table: Table) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(json.dumps(as_json(study, run, table, signature_of(study))))
    return value


def test_configurations_that_differ_in_nothing_come_out_equal(
    store: Store, made: list[tuple[str, str]]
) -> None:
    topics = [topic(n) for n in range(6)]
    study = make_study([quick("one"), quick("two")], topics, baselines=["lead"])
    run, table = compare(study, store=store)
    one, two = (row["metrics"] for row in result(study, run, table)["rows"][:2])
    for name, value in two.items():
        assert value["p"] == value["p_uncorrected"] == 1.0, name
        assert (value["wins"], value["losses"], value["difference"]) == (0, 0, 0.0)
        assert {k: value[k] for k in ("value", "low", "high")} == {
            k: one[name][k] for k in ("value", "low", "high")
        }
    assert {"rouge1", "seconds", "megabytes", "citation_recall"} <= set(two)
    assert table.best.get("rouge1") in (None, "lead")
    assert parting(study, run) == ()
    assert [name for name, _ in made].count("two") == 0, "it is done once"
    summary = run.outcomes["two", "t0"].summary
    assert summary is not None
    assert summary["settings"]["name"] == "two"
    assert "|config:two#" in summary["signature"]


def test_what_is_kept_is_not_done_again_and_gives_the_same_bytes(
    store: Store, made: list[tuple[str, str]]
) -> None:
    topics = [topic(n) for n in range(3)]
    study = make_study([quick("one")], topics, baselines=["lead", "mmr"])
    first = result(study, *compare(study, store=store))
    assert len(made) == 9
    again = result(study, *compare(study, store=store))
    assert len(made) == 9
    assert {**again, "timings": {}} == {**first, "timings": {}}, "kept times are kept too"


def test_a_changed_setting_leaves_alone_what_does_not_depend_on_it(
    store: Store, made: list[tuple[str, str]]
) -> None:
    topics = [topic(n) for n in range(2)]
    compare(make_study([quick("one")], topics, baselines=["lead"]), store=store)
    made.clear()
    changed = make_study([quick("one", ordering="salience")], topics, baselines=["lead"], seed=3)
    compare(changed, store=store)
    assert made == [("one", "t0"), ("one", "t1")]
    made.clear()
    compare(make_study([quick("one", words=20)], topics, baselines=["lead"]), store=store)
    assert sorted(made) == [(r, t) for r in ("lead", "one") for t in ("t0", "t1")]


def test_a_topic_that_fails_is_told_and_the_others_go_on(store: Store) -> None:
    empty = Topic(id="bad", texts=(("", " "),), references=("A reference.",))
    topics = [topic(0), empty, topic(1)]
    study = make_study([quick("one"), quick("two", words=20)], topics, baselines=["lead"])
    run, table = compare(study, store=store)
    found = result(study, run, table)
    failed = {(failure["row"], failure["topic"]) for failure in found["failures"]}
    assert failed == {("one", "bad"), ("two", "bad"), ("lead", "bad")}
    assert all("no article could be read" in failure["error"] for failure in found["failures"])
    assert [row["failed"] for row in found["rows"]] == [1, 1, 1]
    assert found["rows"][0]["metrics"]["rouge1"]["topics"] == 2
    bad = found["per_topic"][1]["rows"]["one"]
    assert (bad["text"], bad["summary"], bad["metrics"]) == (None, None, {})


def test_what_failed_is_tried_again(store: Store, made: list[tuple[str, str]]) -> None:
    bad = Topic(id="bad", texts=(("", " "),))
    study = make_study([quick("one")], [bad, topic(0)], baselines=[])
    compare(study, store=store)
    compare(study, store=store)
    assert made.count(("one", "bad")) == 2
    assert made.count(("one", "t0")) == 1


@pytest.mark.models
def test_ready_systems_are_attributed_and_scored_in_the_same_table(store: Store) -> None:
    lie = {"liar": "The bridge costs $999 million, said Vega Zorn of Oslo."}
    good = {"copyist": "Work on the bridge begins in May. Fishermen fear for their harbor."}
    topics = [topic(0, systems={**lie, **good}), topic(1, systems=good)]
    study = make_study([quick("one")], topics, baselines=[])
    run, table = compare(study, store=store)
    found = result(study, run, table)
    rows = {row["name"]: row for row in found["rows"]}
    assert [(row["name"], row["kind"]) for row in found["rows"]] == [
        ("one", "config"),
        ("copyist", "system"),
        ("liar", "system"),
    ]
    liar = rows["liar"]["metrics"]
    assert (liar["absent_numbers"]["value"], liar["rouge1"]["topics"]) == (1.0, 1)
    assert liar["citation_recall"]["value"] == 0.0
    copyist = rows["copyist"]["metrics"]
    assert (copyist["citation_recall"]["value"], copyist["novel_bigrams"]["value"]) == (1.0, 0.0)
    assert "seconds" not in copyist
    assert "liar" not in found["per_topic"][1]["rows"]
    assert found["per_topic"][0]["rows"]["liar"]["summary"] is None
    assert rows["liar"]["citations"] == "found afterwards"


def test_a_setting_that_changes_nothing_makes_no_cost_either(store: Store) -> None:
    """The first configuration paid for the vectors and for keeping them; the second, which found
    them, was starred as smaller and quicker on every topic.

    Of seconds nothing is asked: on a busy machine one of two equal runs can be quicker six times;
    and the first may be the smaller, as what is kept grows.
    """
    idle = quick("two").model_copy(update={"attribution": AttributionSettings(max_citations=6)})
    study = make_study([quick("one"), idle], [topic(n) for n in range(6)], baselines=[])
    run, table = compare(study, store=store)
    assert parting(study, run) == ()
    assert "two" not in {name for measure, name in table.best.items() if measure != "seconds"}
    costs = {n: run.outcomes[n, "t3"].megabytes for n in ("one", "two")}
    assert costs["one"] is not None
    assert costs["two"] is not None
    assert costs["two"] >= 0.9 * costs["one"]


def test_two_articles_of_one_text_are_two_articles(store: Store) -> None:
    """Both were matched by the digest of their text, and the second was never covered."""
    texts = topic(0).texts
    twice = Topic(id="twice", texts=(texts[0], texts[0], texts[1]))
    study = make_study([quick("one", words=100)], [twice], baselines=["lead"])
    run, _ = compare(study, store=store)
    told = run.outcomes["one", "twice"]
    cited = {key for sentence in told.sentences for key in sentence.articles}
    assert run.scores["one", "twice"]["articles_covered"] == pytest.approx(len(cited) / 3)
    assert any(key.endswith("#2") for key in cited)


def test_a_warm_up_that_the_settings_forbid_is_none(store: Store) -> None:
    """``reading.min_words: 20`` refused the made-up articles and ended everything."""
    strict = quick("one").model_copy(update={"reading": ReadingSettings(min_words=20)})
    run, _ = compare(make_study([strict], [topic(0)], baselines=[]), store=store)
    assert run.outcomes["one", "t0"].text


def test_an_alternative_of_ones_own_is_known_to_the_workers(store: Store) -> None:
    changed = quick("one").model_copy(
        update={"writing": WritingSettings(writer=StandInWriter.signature, attempts=1)}
    )
    run, _ = compare(make_study([changed], [topic(0)], baselines=[]), store=store)
    assert run.outcomes["one", "t0"].error == ""


def test_the_signature_changes_with_whatever_changes_a_number() -> None:
    topics = [topic(0)]
    studies = [
        make_study([quick("a")], topics),
        make_study([quick("a")], topics, seed=1),
        make_study([quick("a")], topics, jobs=2),
        make_study([quick("a"), quick("b")], topics),
        make_study([quick("a", words=40)], topics),
        make_study([quick("a")], topics, baselines=[]),
        make_study([quick("a")], [topic(0, systems={"s": "x"})]),
        make_study([quick("a")], [topic(1)]),
    ]
    assert len({signature_of(study) for study in studies}) == len(studies)


def test_an_empty_output_is_best_at_nothing(store: Store) -> None:
    topics = [topic(0, systems={"silent": " "})]
    run, _ = compare(make_study([quick("one")], topics, baselines=[]), store=store)
    scores = run.scores["silent", "t0"]
    assert (scores["words"], scores["rouge1"]) == (0.0, 0.0)
    assert scores["near_duplicates"] is scores["absent_numbers"] is None


def test_names_that_clash_get_a_number() -> None:
    topics = [topic(0, systems={"lead": "x", "fast": "y"})]
    rows = rows_of([quick("fast"), quick("fast", words=20)], topics, ["lead"])
    names = [(row.name, row.kind, row.source) for row in rows]
    assert names == [
        ("fast", "config", "fast"),
        ("fast-2", "config", "fast"),
        ("fast-3", "system", "fast"),
        ("lead", "system", "lead"),
        ("lead-2", "baseline", "lead"),
    ]


def test_scores_that_cannot_be_made_are_a_failure(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault in a measure is told for its topic, not hidden in a smaller mean."""
    study = make_study([quick("one")], [topic(0), topic(1)], baselines=[])

    def broken(function: Callable[..., Any], tasks: Any, **options: Any) -> Any:
        if function is runs.score_one:
            for place, (_, outcomes) in enumerate(tasks):
                yield (
                    place,
                    {name: "ValueError: odd" if place else {"words": 3.0} for name in outcomes},
                )
        else:
            for place, _ in enumerate(tasks):
                yield place, Outcome(text="A text.", seconds=1.0)

    monkeypatch.setattr(runs, "run_tasks", broken)
    run, table = compare(study, store=store)
    assert run.outcomes["one", "t1"].error == "not scored: ValueError: odd"
    assert table.failed == {"one": ("t1",)}
    assert table.values["one", "words"].topics == 1
