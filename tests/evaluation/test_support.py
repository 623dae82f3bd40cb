from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from benchmarks.support import best_threshold, fit, plateau_threshold
from summarize.evaluation import support as measure
from summarize.evaluation.support import (
    OBJECTIONS,
    SHARES,
    combine,
    features,
    model,
    signature,
    support,
    supported,
    threshold,
)
from tests.strategies import news_sentence, plain_text

BRIDGE = "The council of Harwick approved the new bridge over the river on Tuesday."
FIRE = "A fire destroyed the old warehouse near the market while the harbour slept."
PASSAGES = (BRIDGE, FIRE, "Rescuers found 12 people after the storm.")

# The first sentence of a run loads the stemmer, which takes longer than hypothesis allows.
untimed = settings(deadline=None)
texts = st.one_of(plain_text, news_sentence())


@untimed
@given(sentence=texts, passages=st.lists(texts, max_size=6))
def test_support_lies_between_0_and_1(sentence: str, passages: list[str]) -> None:
    assert 0.0 <= support(sentence, passages) <= 1.0
    assert supported(sentence, passages) == (support(sentence, passages) >= threshold())


@untimed
@given(sentence=texts, passages=st.lists(texts, max_size=5), more=texts, place=st.integers(0, 5))
def test_a_passage_more_never_lowers_it(
    sentence: str, passages: list[str], more: str, place: int
) -> None:
    longer = [*passages[:place], more, *passages[place:]]
    assert support(sentence, longer) >= support(sentence, passages)


@untimed
@given(passages=st.permutations(PASSAGES), sentence=news_sentence())
def test_the_order_of_passages_is_nothing(passages: list[str], sentence: str) -> None:
    assert support(sentence, passages) == support(sentence, PASSAGES)


@untimed
@given(sentence=news_sentence(), before=texts, after=texts)
@example(sentence="The council approved the bridge in 2019.", before="", after="㐀À" * 30)
def test_word_for_word_is_1(sentence: str, before: str, after: str) -> None:
    """Of a passage most of whose letters were not Latin, the Latin sentence was not found."""
    assert support(sentence, [after, f"{before} {sentence} {after}"]) == 1.0


@pytest.mark.parametrize(
    ("sentence", "passages", "expected", "why"),
    [
        (BRIDGE, (), (0.0, 0.0, 0.0, 0.0), "no passages"),
        ("— …", PASSAGES, (0.0, 0.0, 0.0, 0.0), "no words"),
        # the|new and new|bridge of 4 pairs, new|bridge of 3 phrases.
        ("The new bridge collapsed suddenly", (BRIDGE,), (2 / 4, 1 / 3, 0.0, 0.0), "half a copy"),
        # 9 pairs: 4 of the first passage, then bridge|a, then 4 of the second; 5 phrases:
        # council|approve and approve|bridge, then bridge|fire, then fire|destroy, destroy|market.
        (
            "The council approved the bridge, a fire destroyed the market",
            ("The council approved the bridge.", "A fire destroyed the market."),
            ((4 + 0.9 * 4) / 9, (2 + 0.9 * 2) / 5, 0.0, 0.0),
            "a run of each: the second counts nine tenths",
        ),
        # The passages have every other pair each, 4 in all, but a cut in two gives 3 at most.
        ("a b c d e", ("a b x c d", "b c x d e"), ((2 + 0.9 * 1) / 4,), "no patchwork"),
        ("Rescuers found 13 people", PASSAGES, (1 / 3, 1 / 3, 1.0, 0.0), "a figure of none"),
        ("Rescuers found twelve people", PASSAGES, (1 / 3, 1 / 3, 0.0, 0.0), "spelled out"),
        (
            "They paid 1,200",
            ("They paid 1200",),
            (1 / 3, 0.0, 0.0, 0.0),
            "one figure, if two words",
        ),
        ("Rescuers found Moss", PASSAGES, (1 / 2, 1 / 2, 0.0, 1.0), "a name of none"),
        ("Moss found people", ("People found moss",), (0.0, 0.0, 0.0, 0.0), "the first is no name"),
        ("Harwick", PASSAGES, (0.0, 0.0, 0.0, 0.0), "a word out of a passage"),
        ("Harwick!", ("Harwick",), (1.0, 1.0, 0.0, 0.0), "a word that is a passage"),
    ],
)
def test_features(
    sentence: str, passages: tuple[str, ...], expected: tuple[float, ...], why: str
) -> None:
    found = features(sentence, passages)
    assert found[: len(expected)] == pytest.approx(expected), why


def test_two_passages_together_bear_what_neither_bears_alone() -> None:
    joined = f"{BRIDGE.rstrip('.')} and {FIRE[0].lower()}{FIRE[1:]}"
    assert supported(joined, (BRIDGE, FIRE))
    assert not supported(joined, (BRIDGE,))
    assert not supported(joined, (FIRE,))


@pytest.mark.parametrize(
    "wrong",
    [
        BRIDGE.replace("Harwick", "Lund"),
        "Rescuers found 19 people after the storm.",
        "A fire destroyed the new bridge while the council slept.",
        "Rescuers approved the storm over the old market.",
    ],
)
def test_what_no_passage_tells_is_not_supported(wrong: str) -> None:
    assert not supported(wrong, PASSAGES)


def test_combine_takes_the_objections_off() -> None:
    assert combine((0.5, 1.0, 0.0, 0.0), (0.4, 0.6, 0.3, 0.9)) == 0.8
    assert combine((0.5, 1.0, 1.0, 0.0), (0.4, 0.6, 0.3, 0.9)) == 0.5
    assert combine((0.5, 1.0, 1.0, 1.0), (0.4, 0.6, 0.3, 0.9)) == 0.0
    with pytest.raises(ValueError, match="zip"):
        combine((0.5, 1.0), (0.4, 0.6, 0.3, 0.9))


def test_the_packaged_weights_keep_the_laws() -> None:
    fitted = model()
    assert len(fitted.weights) == len(SHARES + OBJECTIONS)
    assert min(fitted.weights) >= 0.0
    assert sum(fitted.weights[: len(SHARES)]) == pytest.approx(1.0)
    # A name or figure of no passage is enough to fail a sentence that is otherwise a copy.
    assert 1.0 - min(fitted.weights[len(SHARES) :]) < fitted.threshold < 1.0


def test_the_packaged_weights_say_where_they_come_from() -> None:
    path = files("summarize.evaluation").joinpath("support_weights.json")
    about = json.loads(path.read_text("utf-8"))
    assert about["rows"] == {"QAGS CNN/DM": 399, "QAGS XSum": 107, "SummEdits": 395}
    assert about["command"].startswith("python -m benchmarks.support")
    assert set(about["cross_validation"]) == {"QAGS CNN/DM", "QAGS XSum", "QAGS", "SummEdits"}
    assert signature() == (
        f"support|weights:{about['version']}|tokens:ascii+unicode|threshold:{about['threshold']:g}"
    )


def test_the_gates_measure_is_another() -> None:
    """A gate that marks its own work passes everything it let through."""
    source = Path(str(measure.__file__)).read_text("utf-8")
    assert "attribution" not in source.replace("attribution stage", "")
    assert "text.facts" not in source


def test_fit_finds_known_weights_again() -> None:
    draw = np.random.default_rng(1)
    known = np.array([0.7, 0.3, 0.4, 0.9])
    count = 6000
    made = np.hstack([draw.random((count, 2)), draw.integers(0, 2, (count, 2)).astype(float)])
    # Two data sets of different size whose base rates differ: intercepts, not weights, tell them.
    data = ["large"] * 4000 + ["small"] * 2000
    logits = 6.0 * (made @ (known * [1, 1, -1, -1])) + np.where(np.arange(count) < 4000, 1.0, -2.0)
    agreed = (draw.random(count) < 1 / (1 + np.exp(-logits))).astype(float)
    assert fit(made, agreed, data, ridge=0.01) == pytest.approx(known, abs=0.1)


def test_fit_keeps_signs_that_the_data_contradict() -> None:
    draw = np.random.default_rng(2)
    made = draw.random((2000, 4))
    agreed = (made[:, 0] - made[:, 1] + made[:, 2] > 0.5).astype(float)  # figures "help"
    found = fit(made, agreed, ["made"] * 2000)
    assert found[1] == found[2] == 0.0
    assert found[0] == pytest.approx(1.0)


def test_thresholds() -> None:
    values = np.array([0.1, 0.2, 0.3, 0.8, 0.9, 1.0])
    borne = np.array([False, False, False, True, True, True])
    assert best_threshold(values, borne) == pytest.approx(0.55)
    assert plateau_threshold(values, borne) == pytest.approx(0.55, abs=0.011)


def test_as_a_metric_of_evaluate() -> None:
    import evaluate

    from summarize.evaluation import metrics

    path = str(files("summarize.evaluation.metrics").joinpath("support.py"))
    sentences, passages = [BRIDGE, "Nobody slept."], [list(PASSAGES), []]
    for metric in (metrics.load("support"), evaluate.load(path)):
        found = metric.compute(predictions=sentences, references=passages)
        assert found["per_item"] == [
            {"support": 1.0, "supported": 1.0},
            {"support": 0.0, "supported": 0.0},
        ]
        assert found["support"] == found["supported"] == 0.5
        assert found["signature"] == signature()
        assert f"threshold:{threshold():g}" in found["signature"]


def test_a_sentence_without_spaces_is_borne_by_itself() -> None:
    """Chinese was one word a clause, and what stood there word for word had no support."""
    sentence = "市议会周二批准了这座新桥。"
    assert support(sentence, [sentence]) == 1.0
    assert support(sentence, ["渔民担心他们的港口。"]) < threshold()
