from __future__ import annotations

from pathlib import Path

import pytest

from summarize.records import Draft, Section, Sentence, SentenceKey
from summarize.settings import WritingSettings
from summarize.text.facts.names import missing_names
from summarize.text.facts.numbers import missing_numbers
from summarize.writing import models
from summarize.writing.constraints import SourceConstraint
from summarize.writing.decoding import count_tokens
from summarize.writing.extracting import ExtractiveWriter
from summarize.writing.fusing import FusionWriter
from summarize.writing.models import LanguageModel
from summarize.writing.prompts import sentence_examples, sentence_prompt, summary_prompt
from summarize.writing.whole import WholeWriter
from tests.builders import article, section, sentences

STORY = sentences(
    [
        "The council of Harwick approved the new bridge over the river on Tuesday.",
        "However, rescuers found twelve people after the storm, the harbour master said.",
    ],
    [
        "On Tuesday the council approved the bridge.",
        "A fire destroyed a warehouse near the market.",
    ],
)
BY_KEY: dict[SentenceKey, Sentence] = {sentence.key: sentence for sentence in STORY}
ARTICLES = {name: article("", int(name[1])) for name in ("a1", "a2")}
SECTIONS: tuple[Section, ...] = (
    section(SentenceKey("a1", 0), SentenceKey("a2", 0), position=0),
    section(SentenceKey("a1", 1), position=1),
    section(SentenceKey("a2", 1), position=2),
)


def settings(folder: Path | str, **chosen: object) -> WritingSettings:
    return WritingSettings.model_validate(
        {"model": str(folder), "dtype": "float32", "adapter": "none", **chosen}
    )


def test_the_extractive_writer_tells_each_section_by_its_best_sentence() -> None:
    drafts = ExtractiveWriter(WritingSettings()).write(SECTIONS, BY_KEY, ARTICLES)
    assert [draft.kind for draft in drafts] == ["extracted"] * 3
    assert drafts[0].text == STORY[0].text
    assert drafts[1].text.startswith("Rescuers found")


@pytest.mark.parametrize("name", ["t5", "pegasus", "bart", "led"])
def test_writers_drive_any_encoder_decoder(seq2seq_folders: dict[str, Path], name: str) -> None:
    fusion = FusionWriter(settings(seq2seq_folders[name], prefix="Tell: ", separator=" "))
    for attempt in (0, 1, 2):
        drafts = fusion.write(SECTIONS, BY_KEY, ARTICLES, attempt)
        assert all(draft.section in SECTIONS and draft.kind == "fused" for draft in drafts)
    whole = WholeWriter(settings(seq2seq_folders[name], separator=" "))
    check_whole(whole.write(SECTIONS, BY_KEY, ARTICLES))
    assert name in fusion.signature
    assert whole.signature.startswith("whole/")


def check_whole(drafts: tuple[Draft, ...]) -> None:
    known = {part.cluster_id for part in SECTIONS}
    assert all(draft.kind == "whole" and draft.section.cluster_id in known for draft in drafts)
    assert [draft.section.position for draft in drafts] == list(range(len(drafts)))


def test_the_packaged_kind_of_model_writes(tiny_gemma: LanguageModel) -> None:
    writer = FusionWriter(settings("gemma-3-270m"), seed=3)
    drafts = writer.write(SECTIONS, BY_KEY, ARTICLES)
    assert drafts == FusionWriter(settings("gemma-3-270m"), seed=3).write(
        SECTIONS, BY_KEY, ARTICLES
    )
    check_whole(WholeWriter(settings("gemma-3-270m")).write(SECTIONS, BY_KEY, ARTICLES))
    assert tiny_gemma.fingerprint in writer.signature


def test_an_outline_past_the_window_is_written_in_passes(tiny_gemma: LanguageModel) -> None:
    many = tuple(section(SentenceKey("a1", 0), position=number, words=12) for number in range(90))
    prompt = summary_prompt([STORY[0].text] * 90)
    assert count_tokens(tiny_gemma, prompt) > tiny_gemma.window
    drafts = WholeWriter(settings("gemma-3-270m")).write(many, BY_KEY, ARTICLES)
    assert all(draft.section.cluster_id < 90 for draft in drafts)


def test_evidence_past_the_window_is_left_to_be_cited_and_never_cut(
    tiny_gemma: LanguageModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = sentences(["The council of Harwick approved the new bridge over the river. " * 60] * 5)
    seen: list[str] = []

    def prompt(reports: list[str]) -> str:
        seen.extend(reports)
        return sentence_prompt(reports)

    monkeypatch.setattr("summarize.writing.fusing.sentence_examples", lambda: "")
    monkeypatch.setattr("summarize.writing.fusing.sentence_prompt", prompt)
    part = section(*(sentence.key for sentence in long), words=34)
    FusionWriter(settings("gemma-3-270m")).write([part], {s.key: s for s in long}, ARTICLES)
    assert all(report == long[0].text.strip() for report in seen)


def test_only_words_of_the_evidence_and_function_words_may_be_written(
    tiny_gemma: LanguageModel,
) -> None:
    constraint = SourceConstraint(tiny_gemma.tokenizer)
    encode = tiny_gemma.tokenizer.encode
    plain = constraint.allowed(["rescuers found him"])
    assert set(encode("Rescuers found him.")) <= plain
    assert set(encode(" the")) <= plain
    with_negation = constraint.allowed(["rescuers did not find him"])
    assert set(encode(" not")) <= with_negation
    assert constraint.allowed(["x"]) <= constraint.allowed(["x", "y"])


def test_every_prompt_ends_where_the_model_goes_on() -> None:
    assert sentence_prompt(["A  b\nc."]) == "Reports:\n- A b c.\nIn one sentence:"
    assert sentence_examples().endswith("\n\n")


@pytest.mark.models
def test_the_packaged_model_joins_two_reports_and_invents_nothing(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path_factory.getbasetemp() / "real-models"
    monkeypatch.setattr(models, "prepared_folder", lambda name: cache / name)
    told = sentences(
        [
            "The ferry Aurora ran aground off Lund on Friday with 48 passengers on board, a move that underscores the evolving landscape of travel.",
            "All 48 passengers of the ferry Aurora were brought ashore by Saturday morning.",
        ]
    )
    parts = [section(told[0].key, told[1].key), section(told[1].key, position=1)]
    drafts = FusionWriter(WritingSettings()).write(parts, {s.key: s for s in told}, ARTICLES)
    assert drafts
    for draft in drafts:
        assert draft.text.endswith(".")
        assert missing_numbers(draft.text, [s.text for s in told]) == ()
        assert missing_names(draft.text, [s.text for s in told]) == ()
