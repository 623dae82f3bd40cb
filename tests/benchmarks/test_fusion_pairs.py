"""What may be learned from: targets that stand alone, and the sentences that bear them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.training.fusion_constituents import fact_hangs_on, removable, without
from benchmarks.training.fusion_evidence import Reports, report
from benchmarks.training.fusion_insertions import made_of_parts
from benchmarks.training.fusion_judging import in_marks_of, kind_of, supported
from benchmarks.training.fusion_pairs import (
    Pair,
    PairMaker,
    best_first,
    read_pairs,
    write_pairs,
)
from benchmarks.training.fusion_targets import target_of
from summarize.evaluation.datasets import Topic
from summarize.text.words import content_stems
from summarize.writing.models import LanguageModel
from summarize.writing.prompts import adapted_prompt

BRIDGE = "The Harwick council voted 7-2 on Tuesday to build a bridge over the river."
COST = "A bridge over the river in Harwick will cost $12 million, the council said."
STORM = "Rescuers found twelve people after the storm, the harbour master said."


@pytest.mark.parametrize(
    ("sentence", "target"),
    [
        (BRIDGE, BRIDGE),
        (BRIDGE[:-1] + ", the AP reports.", BRIDGE),
        (BRIDGE[:-1] + ", per the Harwick Gazette.", BRIDGE),
        ("The bridge, CNN reports, will cost the town of Harwick 12 million dollars next year.", "The bridge will cost the town of Harwick 12 million dollars next year."),
        ("US sanctions on the island were lifted on Monday after two years of talks.", "US sanctions on the island were lifted on Monday after two years of talks."),
    ],
    ids=["as it is", "tail", "per", "in the middle", "US is nobody who speaks"],
)  # fmt: skip
def test_a_plain_sentence_is_a_target_without_its_outlet(sentence: str, target: str) -> None:
    assert target_of(sentence) == target


@pytest.mark.parametrize(
    "sentence",
    [
        "He said the council of Harwick had voted to build a bridge over the river.",
        "The council voted.",
        "Will the council of Harwick build a bridge over the river before next spring?",
        "The council of Harwick voted for the bridge on Tuesday; click here for the full list.",
        "You can see the new bridge over the river in Harwick from next spring on.",
        "Earlier this week she told the council of Harwick that the bridge was not safe.",
        "Image 3 of 12 The council of Harwick votes on the bridge over the river on Tuesday.",
        '"We have waited two years for this bridge over the river and its road," Moss said.',
    ],
    ids=["pronoun", "short", "question", "plug", "reader", "she who", "caption", "quotation"],
)
def test_what_does_not_stand_alone_or_tells_no_news_is_no_target(sentence: str) -> None:
    assert target_of(sentence) is None


def test_parts_that_a_sentence_stands_without() -> None:
    sentence = "Moss, who led the bank for years, has left the island after the storm in May."
    left = {without(sentence, span) for span in removable(sentence)}
    assert "Moss has left the island after the storm in May." in left
    assert "Moss, who led the bank for years, has left the island." in left


def test_of_two_pairs_of_commas_none_is_broken() -> None:
    """Of "The drug, aducanumab, which ..., is" there was left "The drug, aducanumab is"."""
    sentence = "The drug, orbisol, which was found in Lund in 2019, is sold in nine countries."
    assert all("orbisol is" not in without(sentence, span) for span in removable(sentence))


@pytest.mark.parametrize(
    ("part", "hangs"),
    [
        (", police said", True),
        (" if it rains", True),
        (" without a word", True),
        (", a clerk", False),
        (" amid the storm", False),
    ],
)
def test_on_what_a_fact_hangs(part: str, hangs: bool) -> None:
    assert fact_hangs_on(part) is hangs


def test_the_fewest_reports_that_bear_a_target_best_first() -> None:
    reports = Reports([report(0, COST), report(1, BRIDGE), report(2, STORM)])
    cover = reports.cover("The Harwick council voted 7-2 to build a $12 million bridge on Tuesday.")
    assert cover is not None
    assert [one.text for one in cover.reports] == [BRIDGE, COST]
    assert cover.foreign == ()


def test_what_no_report_tells_has_no_cover() -> None:
    reports = Reports([report(0, COST), report(1, BRIDGE)])
    assert reports.cover("The mayor of Lund opened a school for deaf children on Friday.") is None


def test_an_unneeded_report_is_like_the_first_and_of_another_article() -> None:
    other = "The river bridge in Harwick was debated for two years by the council."
    reports = Reports([report(0, BRIDGE), report(1, STORM), report(2, other), report(0, COST)])
    found = reports.unneeded([report(0, BRIDGE)], BRIDGE)
    assert found is not None
    assert found.text == other


def test_what_a_second_article_adds_is_put_where_it_belongs() -> None:
    told = (
        "Moss, who led the Harwick bank for nine years, has resigned after a long storm of protest."
    )
    adds = "Moss led the Harwick bank for nine years, and few knew him well when he resigned."
    other = "A fire destroyed a warehouse near the old market in Lund; nobody was hurt."
    reports = Reports([report(0, told), report(1, adds), report(1, other)])
    made = [one for one in made_of_parts(reports, frozenset()) if one.kind == "inserted"]
    base, teller = made[0].reports
    assert base.text == "Moss has resigned after a long storm of protest."
    assert teller.text == adds
    assert made[0].target.startswith("Moss, who led the Harwick bank for nine years, has resigned")


@given(st.permutations(range(12)))
def test_the_best_pairs_come_first_and_few_are_mere_compressions(order: list[int]) -> None:
    kinds = ("merged", "rewritten", "compressed", "compressed")
    pairs = [
        Pair(
            data="made",
            topic=number,
            split="train",
            origin="reference",
            kind=kinds[number % 4],  # type: ignore[arg-type]
            reports=(BRIDGE,),
            target=f"{number}",
            needed=1,
            articles=1,
            foreign=number % 3,
        )
        for number in order
    ]
    ordered = best_first(pairs, np.random.default_rng(1))
    assert [one.kind for one in ordered] == ["merged"] * 3 + ["rewritten"] * 3 + ["compressed"] * 2
    assert ordered[0].foreign == 0


words_of_a_story = st.lists(
    st.sampled_from("council bridge river vote cost storm rescue harbour market fire".split()),
    min_size=6,
    max_size=12,
)


@given(st.lists(words_of_a_story, min_size=1, max_size=6), words_of_a_story)
def test_a_cover_holds_all_but_the_foreign_stems(
    sentences: list[list[str]], target: list[str]
) -> None:
    reports = Reports(report(i, " ".join(one)) for i, one in enumerate(sentences))
    cover = reports.cover(" ".join(target))
    if cover is not None:
        held = {stem for one in cover.reports for stem in one.content}
        assert set(content_stems(" ".join(target))) - held == set(cover.foreign)
        assert len(cover.foreign) * 7 <= len(set(content_stems(" ".join(target))))


def test_kinds() -> None:
    both = [report(0, BRIDGE), report(1, COST)]
    merged = (
        "The Harwick council voted 7-2 on Tuesday to build a bridge that will cost $12 million."
    )
    assert kind_of(merged, both) == "merged"
    assert kind_of(BRIDGE, both[:1]) is None  # a copy
    assert kind_of("The Harwick council voted 7-2 on Tuesday.", both[:1]) == "compressed"
    voted = "The council of Harwick voted 7-2 to build a bridge over the river on Tuesday."
    assert kind_of(voted, both[:1]) == "rewritten"
    heap = "River the over bridge a build to Tuesday on 2-7 voted council Harwick the."
    assert kind_of(heap, both[:1]) is None


@pytest.mark.parametrize(
    ("target", "right"),
    [
        ("The Harwick council voted 7-2 on Tuesday.", True),
        ("The Harwick council voted 8-2 on Tuesday.", False),
        ("The Harwick council voted 7-2 on Friday.", False),
        ("The Lund council voted 7-2 on Tuesday.", False),
        ("The Harwick council voted 7-2 on Tuesday not to build a bridge.", False),
    ],
    ids=["right", "number", "date", "name", "negation"],
)
def test_every_fact_must_stand_in_the_reports(target: str, right: bool) -> None:
    assert supported(target, [BRIDGE]) is right


def test_quotation_marks_are_those_of_the_reports() -> None:
    """Straight marks, where the reports have curly ones, are tokens that may not be written."""
    assert in_marks_of('It was "late".', ["“Late,” Moss said."]) == "It was “late”."
    assert in_marks_of("Lund's", ["Harwick’s"]) == "Lund’s"


def test_the_prompt_is_a_list_and_an_arrow() -> None:
    assert adapted_prompt([BRIDGE, COST]) == f"- {BRIDGE}\n- {COST}\n=>"


def test_a_topic_gives_a_pair_that_its_file_gives_back(
    tiny_gemma: LanguageModel, tmp_path_factory: pytest.TempPathFactory
) -> None:
    target = "The Harwick council voted 7-2 to build a $12 million bridge on Tuesday."
    topic = Topic(id="1", texts=(("", f"{BRIDGE} {STORM}"), ("", COST)), references=(target,))
    maker = PairMaker(tiny_gemma.tokenizer, most_tokens=1000)
    pairs = tuple(maker.pairs("made", 3, "dev", topic))
    assert [(one.target, one.kind, one.origin) for one in pairs] == [
        (target, "merged", "reference")
    ]
    assert pairs[0].reports[0] == BRIDGE
    assert set(pairs[0].reports) >= {BRIDGE, COST}
    path = tmp_path_factory.mktemp("pairs") / "pairs.jsonl"
    write_pairs(pairs, path)
    assert read_pairs(path) == pairs
