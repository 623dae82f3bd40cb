"""ROUGE: hand-worked fractions, then what ``rouge_score`` gives."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rouge_score.rouge_scorer import RougeScorer

from summarize.evaluation.lcs import lcs_length, places_of
from summarize.evaluation.rouge import NAMES, RougeScores, best, mean, rouge, signature
from summarize.evaluation.tokens import mostly_non_ascii, rouge_tokens, word_tokens
from tests.strategies import plain_text

GOLDEN = json.loads(
    (Path(__file__).parent.parent / "golden" / "rouge.json").read_text(encoding="utf-8")
)
METRIC = Path(__file__).resolve().parents[2] / "summarize" / "evaluation" / "metrics" / "rouge.py"
SCORER = RougeScorer(list(NAMES), use_stemmer=True)
WORDS = ("Houses", "house", "the", "a", "of", "it's", "running", "runs", "12.5", "café", "—")

small_sentence = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
small_text = st.lists(small_sentence, max_size=5).map(tuple)


def numbers(scores: RougeScores) -> list[list[float]]:
    return [[item.precision, item.recall, item.f1] for item in scores.overlaps]


def theirs(candidate: tuple[str, ...], reference: tuple[str, ...]) -> list[list[float]]:
    found = SCORER.score("\n".join(reference), "\n".join(candidate))
    return [list(found[name]) for name in NAMES]


def test_hand_worked() -> None:
    (scores,) = rouge(["the cat sat", "the dog ran"], [["the dog sat"]])
    assert numbers(scores) == [
        pytest.approx([3 / 6, 3 / 3, 2 / 3]),  # the, dog, sat; "the" once
        pytest.approx([1 / 5, 1 / 2, 2 / 7]),  # the dog
        pytest.approx([2 / 6, 2 / 3, 4 / 9]),  # the dog
        pytest.approx([3 / 6, 3 / 3, 2 / 3]),  # the sat + the dog
    ]
    assert scores.f1() == {
        "rouge1": scores.rouge1,
        "rouge2": scores.rouge2,
        "rougeL": scores.rougeL,
        "rougeLsum": scores.rougeLsum,
    }


@pytest.mark.parametrize("case", GOLDEN["cases"], ids=lambda case: case["name"])
def test_golden(case: dict[str, Any]) -> None:
    found = [numbers(scores) for scores in rouge(case["candidate"], case["references"])]
    for scores, expected in zip(found, case["expected"], strict=True):
        for values, wanted in zip(scores, expected, strict=True):
            assert values == pytest.approx(wanted, abs=1e-9), case["reason"]


def test_equals_rouge_score_on_a_thousand_random_pairs() -> None:
    """Few words, so that most pairs have several longest subsequences."""
    random_of = random.Random(3)  # noqa: S311  # texts, no secrets

    def text() -> tuple[str, ...]:
        known = WORDS[: random_of.randint(2, len(WORDS))]
        return tuple(
            " ".join(random_of.choices(known, k=random_of.randint(0, 12))) + "."
            for _ in range(random_of.randint(0, 5))
        )

    for _ in range(1000):
        candidate, reference = text(), text()
        if random_of.random() < 0.1:
            candidate = candidate * 2
        (scores,) = rouge(candidate, [reference])
        for ours, wanted in zip(numbers(scores), theirs(candidate, reference), strict=True):
            assert ours == pytest.approx(wanted, abs=1e-9), (candidate, reference)


@given(small_text, small_text)
def test_equals_rouge_score(candidate: tuple[str, ...], reference: tuple[str, ...]) -> None:
    (scores,) = rouge(candidate, [reference])
    for ours, wanted in zip(numbers(scores), theirs(candidate, reference), strict=True):
        assert ours == pytest.approx(wanted, abs=1e-9)


@given(plain_text, small_text)
def test_tokens_are_those_of_rouge_score(text: str, sentences: tuple[str, ...]) -> None:
    for one in (text, *sentences):
        assert list(rouge_tokens(one)) == SCORER._tokenizer.tokenize(one)


@given(small_text, st.lists(small_text, min_size=1, max_size=3))
def test_laws(candidate: tuple[str, ...], references: list[tuple[str, ...]]) -> None:
    scores = rouge(candidate, references)
    highest, middle = best(scores), mean(scores)
    for place, name in enumerate(NAMES):
        values = [score.overlaps[place].f1 for score in scores]
        assert getattr(highest, name) == max(values)
        assert min(values) - 1e-12 <= getattr(middle, name) <= max(values) + 1e-12
        assert all(0 <= value <= 1 for value in values)
    for score, reference in zip(scores, references, strict=True):
        (back,) = rouge(reference, [candidate])
        assert back.rouge1 == pytest.approx(score.rouge1)
        assert back.rougeL == pytest.approx(score.rougeL)
        assert score.rougeL <= score.rouge1


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc")))
def test_length_is_that_of_the_table(one: list[str], other: list[str]) -> None:
    table = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i, left in enumerate(one):
        for j, right in enumerate(other):
            longer = max(table[i][j + 1], table[i + 1][j])
            table[i + 1][j + 1] = table[i][j] + 1 if left == right else longer
    assert lcs_length(one, places_of(other), len(other)) == table[-1][-1]


def test_the_best_is_chosen_for_each_measure() -> None:
    case = GOLDEN["cases"][0]
    scores = rouge(case["candidate"], case["references"])
    assert best(scores).rouge1 == scores[1].rouge1 > scores[0].rouge1
    assert best(scores).rougeL == scores[0].rougeL > scores[1].rougeL
    assert mean(scores).rouge2 == pytest.approx((scores[0].rouge2 + scores[1].rouge2) / 2)


def test_no_reference_is_no_score() -> None:
    assert rouge(["Snow fell."], []) == ()
    for merge in (best, mean):
        with pytest.raises(ValueError, match="no reference"):
            merge(())


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Саммит прошёл в Осло", ("саммит", "прошёл", "в", "осло")),
        ("大会议2024", ("大", "会", "议", "2024")),
        ("กำลัง", ("ก\u0e4d", "า", "ล\u0e31", "ง")),  # signs stay on their letters
        ("हिन्दी में", ("हिन्दी", "में")),  # signs do not part a word
        ("می‌خواهم", ("میخواهم",)),  # a joiner is no letter
        ("Ⅻ ＡＢＣ Straße", ("xii", "abc", "strasse")),
        ("日本のAI_2", ("日", "本", "の", "ai", "2")),
    ],
)
def test_word_tokens(text: str, tokens: tuple[str, ...]) -> None:
    found = word_tokens(text)
    assert found == tokens


def test_other_scripts_are_scored() -> None:
    """rouge_score keeps a-z and 0-9 only: any two Russian texts score 0, however alike."""
    russian = ["Саммит прошёл в Осло.", "Пресса ждала."]
    (same,) = rouge(russian, [russian])
    assert same.f1() == dict.fromkeys(NAMES, 1.0)
    assert SCORER.score(russian[0], russian[0])["rouge1"].fmeasure == 0
    (half,) = rouge(["大会开始"], [["大会结束"]])
    assert half.rouge1 == pytest.approx(1 / 2)


def test_both_texts_of_a_pair_are_read_the_same_way() -> None:
    latin, greek = "Oslo hosted talks", "Το Oslo είχε συνομιλίες"
    assert mostly_non_ascii((3, 4))
    assert not mostly_non_ascii((4, 4))
    assert not mostly_non_ascii((5, 0), (0, 5))
    (scores,) = rouge([latin], [[greek]])  # 19 letters in ASCII, 16 outside
    assert numbers(scores) == theirs((latin,), (greek,))


def test_signature_names_what_can_change_a_number() -> None:
    assert signature() == (
        "rouge_score:0.1.2|stem:porter|lsum:sentences|tokens:ascii+unicode|refs:best"
    )


def test_as_a_metric() -> None:
    import evaluate

    from summarize.evaluation import metrics

    inputs = {
        "predictions": ["A storm hit Velm. Nobody was hurt.", "Snow fell"],
        "references": [["A storm hit Velm.", "No one was hurt\nA storm hit"], ["Snow fell."]],
    }
    found = metrics.load("rouge").compute(**inputs)
    assert evaluate.load(str(METRIC)).compute(**inputs) == found
    first, second = found["per_item"]
    assert first["rougeLsum"] == pytest.approx(8 / 11)
    assert second == dict.fromkeys((*NAMES, *(f"{name}_mean" for name in NAMES)), 1.0)
    assert found["rouge1"] == pytest.approx((first["rouge1"] + 1) / 2)
    assert found["signature"].startswith("rouge_score:0.1.2|")
    plain = metrics.load("rouge").compute(predictions=["Snow fell"], references=["Snow fell."])
    assert plain["per_item"] == [dict.fromkeys(NAMES, 1.0)]
    none = metrics.load("rouge").compute(predictions=["Snow"], references=[[]])
    assert none["rouge1"] is None
