from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from summarize import load_settings, summarize, summarize_documents
from summarize.pipeline import Summarizer
from summarize.records import Summary
from summarize.rendering.json import render
from summarize.resources import Cost
from summarize.settings import Settings, settings_from
from summarize.store import Store
from summarize.text.words import count_words
from tests import stand_ins
from tests.builders import document
from tests.strategies import topic

SEEDS = Path(__file__).resolve().parent.parent / "seeds" / "articles"


def quick(**chosen: object) -> Settings:
    """No model: hashed stems, extracts."""
    values: dict[str, dict[str, object]] = {
        "encoding": {"encoder": "words"},
        "writing": {"writer": "extractive"},
    }
    for path, value in chosen.items():
        part, _, name = path.partition("__")
        values.setdefault(part, {})[name] = value
    return settings_from(values)


def stand_in(**chosen: object) -> Settings:
    return quick(writing__writer=stand_ins.StandInWriter.signature, **chosen)


def check_traced(summary: Summary) -> None:
    texts = {article.id: article.text for article in summary.articles}
    for sentence in json.loads(render(summary))["sentences"]:
        assert sentence["evidence"]
        for found in sentence["evidence"]:
            assert texts[found["article"]][found["start"] : found["end"]] == found["text"]
        assert all(sentence["checks"].values())


@given(articles=topic)
@settings(max_examples=20, deadline=None)
def test_whatever_goes_in_every_sentence_is_traced(articles: list[list[str]]) -> None:
    documents = [document(" ".join(texts), n) for n, texts in enumerate(articles, start=1)]
    summary = summarize_documents(documents, quick(planning__words=20))
    assert summary.sentences
    check_traced(summary)
    again = summarize_documents(documents, quick(planning__words=20))
    assert replace(again, timings={}) == replace(summary, timings={})


@pytest.mark.parametrize("words", [40, 100, 200, 400])
def test_the_budget_is_kept_within_a_tenth(words: int) -> None:
    summary = summarize(SEEDS, quick(planning__words=words))
    assert 0.9 * words <= count_words(summary.text) <= 1.1 * words
    check_traced(summary)


def test_the_same_input_gives_the_same_bytes() -> None:
    one, two = (summarize([str(SEEDS)], quick()) for _ in range(2))
    assert render(replace(one, timings={})) == render(replace(two, timings={}))


def test_an_invented_figure_or_name_never_gets_in() -> None:
    """The stand-in invents at its first two attempts; only its third is used."""
    documents = [
        document("The council approved the new bridge on Tuesday. Rescuers found 12 people."),
        document("On Tuesday the council approved the bridge. A fire destroyed the old market.", 2),
    ]
    summary = summarize_documents(documents, stand_in(planning__words=30, writing__attempts=3))
    assert "777" not in summary.text
    assert "Vega" not in summary.text
    kinds = {sentence.draft.text: sentence for sentence in summary.sentences}
    told = kinds["The council approved the new bridge on Tuesday."]
    assert told.draft.kind == "fused"
    market = kinds["A fire destroyed the old market."]
    assert (market.draft.kind, market.reason) == ("extracted", "number-in-no-source")


def test_a_single_attempt_is_followed_by_the_source_sentence() -> None:
    documents = [document("The council approved the new bridge on Tuesday.")]
    summary = summarize_documents(documents, stand_in(planning__words=10, writing__attempts=1))
    (sentence,) = summary.sentences
    assert (sentence.draft.kind, sentence.reason) == ("extracted", "number-in-no-source")


def test_copies_of_a_wire_story_count_once() -> None:
    story = "HARWICK (AP) — " + " ".join(
        f"The council of Harwick approved part {n} of the new bridge over the river on Tuesday."
        for n in range(2, 12)
    )
    documents = [document(story, 1), document(story + " Cats slept.", 2)]
    summary = summarize_documents(documents, quick(planning__words=15))
    assert all(sentence.origins == 1 for sentence in summary.sentences)
    assert [coverage.copy_of for coverage in summary.coverage] == [None, "a1"]


def test_disagreements_of_cited_sources_are_shown() -> None:
    documents = [
        document("The fire in Harwick killed 12 people on Monday night. Firemen came late."),
        document("On Monday night the fire in Harwick killed 15 people. Police closed a road.", 2),
    ]
    summary = summarize_documents(documents, quick(planning__words=20))
    (found,) = summary.disagreements
    assert [claim.value for claim in found.claims] == ["12", "15"]
    texts = {article.id: article.text for article in summary.articles}
    assert all(texts[c.article][c.start : c.end] == c.text for c in found.claims)


def test_coverage_counts_what_was_read_and_used() -> None:
    summary = summarize(SEEDS, quick())
    cited = {(c.key, c.start) for sentence in summary.sentences for c in sentence.citations}
    assert sum(coverage.used for coverage in summary.coverage) == len(cited)
    assert all(coverage.clutter > 0 and coverage.sentences > 5 for coverage in summary.coverage)


def test_progress_is_told() -> None:
    seen: list[str] = []
    summarize(SEEDS, quick(), progress=lambda what, _done, _total: seen.append(what))
    assert seen


def test_the_public_names_are_there() -> None:
    import summarize as package

    assert all(getattr(package, name) is not None for name in package.__all__)
    with pytest.raises(AttributeError):
        _ = package.nothing
    assert load_settings("fast").writing.writer == "extractive"


def test_a_ready_text_is_cited_and_checked_and_nothing_is_refused() -> None:
    documents = [
        document("The council approved the new bridge on Tuesday. Rescuers found 12 people."),
        document("A fire destroyed the old market.", 2),
    ]
    texts = ["The council approved a bridge on Tuesday.", "Rescuers found 99 people in Oslo."]
    summary = Summarizer(quick()).attribute(texts, documents)
    assert [sentence.draft.text for sentence in summary.sentences] == texts
    assert {sentence.draft.kind for sentence in summary.sentences} == {"ready"}
    right, wrong = summary.sentences
    assert right.citations[0].key == ("a1", 0)
    assert right.checks.passed
    assert not wrong.checks.numbers
    check = json.loads(render(summary))
    cited = check["sentences"][0]["evidence"][0]
    assert check["articles"][0]["text"][cited["start"] : cited["end"]] == cited["text"]


def test_kept_vectors_and_drafts_change_nothing_but_the_time(tmp_path: Path) -> None:
    documents = [document("The council approved the new bridge on Tuesday. A fire burnt 12 homes.")]
    store = Store(tmp_path / "kept.sqlite", most=100)
    plain = Summarizer(quick()).summarize(documents)
    spared: list[Cost] = []
    first = Summarizer(quick(), store).summarize(documents, scope="topic", spared=spared.append)
    assert max(cost.megabytes for cost in spared) == 0, "nothing was found"
    spared.clear()
    again = Summarizer(quick(), store).summarize(documents, scope="topic", spared=spared.append)
    assert max(cost.megabytes for cost in spared) > 0
    for other in (first, again):
        assert replace(other, timings={}) == replace(plain, timings={})


def test_a_signature_does_not_change_with_the_name_alone() -> None:
    """Two files with the same settings had signatures that called them different."""
    documents = [document("The council approved the new bridge on Tuesday.")]
    one, two = (
        Summarizer(quick().model_copy(update={"name": name})).summarize(documents).signature
        for name in ("one", "two")
    )
    assert one.replace("config:one#", "config:two#") == two
