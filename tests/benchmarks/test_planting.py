from __future__ import annotations

import random

import pytest

from benchmarks.planted_errors import wilson
from benchmarks.planting.judging import KINDS, gate_of, judge, plant
from benchmarks.planting.mining import right_sentences
from benchmarks.planting.scene import Right, Scene
from benchmarks.planting.verbs import base_of, past_of
from summarize.clustering.hashing import HashingEncoder
from summarize.records import SentenceKey
from summarize.settings import EncodingSettings
from tests.builders import material

FIRST = (
    "Ana Moss of Orbis, who lives in Ystad, said on Monday that the port will be closed because of"
    " a fire that killed 12 people."
)
TOPIC = material(
    [FIRST, "Karl Berg did not visit Orbis on Friday."],
    ["Karl Berg, a lawyer, allegedly paid 40 people in Lund to close the port on Friday."],
)
KEYS = tuple(sentence.key for sentence in TOPIC.sentences)


def right(text: str, *keys: SentenceKey) -> Right:
    passages = tuple(TOPIC.by_key[key].text for key in keys)
    return Right(topic=0, way="reference", text=text, evidence=keys, passages=passages)


@pytest.mark.parametrize(
    ("kind", "text", "options"),
    [
        ("negation gained", "The port is closed.", ["The port is not closed."]),
        ("negation lost", "The port did not close.", ["The port did close."]),
        ("hedge dropped", "The port may be closed.", ["The port is closed."]),
        (
            "attribution dropped",
            "The port closed in May, police said.",
            ["The port closed in May."],
        ),
        ("plan told as done", "The port will close in May.", ["The port closed in May."]),
        ("wrong connective", "It closed after it burned.", ["because of", "before", "despite"]),
        ("a made the", "It was hit by a boat.", ["It was hit by the boat."]),
        ("number moved", "It hit 12 people and 3 dogs.", ["It hit 3 people and 12 dogs."]),
        ("date moved", "On Monday it closed.", ["On Friday it closed."]),
    ],
)
def test_errors_are_planted(kind: str, text: str, options: list[str]) -> None:
    draw = random.Random(0)  # noqa: S311 - no secret
    passages = [text] if kind == "number moved" else [sentence.text for sentence in TOPIC.sentences]
    scene = Scene(text=text, passages=passages, vocabulary=frozenset(["close"]), draw=draw)
    planted = KINDS[kind](scene)
    assert planted is not None
    assert any(option in planted for option in options)


def test_names_change_places_and_come_from_the_evidence() -> None:
    planted = {one.kind: one.text for one in plant([right(FIRST, *KEYS)], TOPIC, 0)}
    assert {"negation gained", "name of another", "number moved", "date moved"} <= set(planted)
    assert any(name in planted["name of another"] for name in ("Karl Berg", "Lund"))
    assert plant([right(FIRST, *KEYS)], TOPIC, 0) == plant([right(FIRST, *KEYS)], TOPIC, 0)


def test_right_sentences_rest_on_their_evidence_and_planted_errors_are_caught() -> None:
    encoder = HashingEncoder(EncodingSettings())
    vectors = encoder.encode([sentence.text for sentence in TOPIC.sentences])
    reference = "– Ana Moss of Orbis said the port will be closed because of a fire on Monday."
    found = list(right_sentences(0, [reference], TOPIC, vectors, encoder, 0))
    assert {one.way for one in found} == {"reference", "compressed"}
    assert all(one.passages == tuple(TOPIC.by_key[k].text for k in one.evidence) for one in found)
    gate = gate_of(TOPIC, vectors, encoder)
    assert judge(gate, [one.text for one in found], [one.evidence for one in found]) == ["", ""]
    planted = plant(found, TOPIC, 0)
    codes = judge(gate, [one.text for one in planted], [one.right.evidence for one in planted])
    assert sum(map(bool, codes)) >= 0.8 * len(planted)


@pytest.mark.parametrize(
    ("past", "base"), [("closed", "close"), ("paid", "pay"), ("carried", "carry"), ("red", None)]
)
def test_forms_of_verbs(past: str, base: str | None) -> None:
    assert base_of(past, frozenset(["close", "carry"])) == base
    if base:
        assert past_of(base) == past


def test_the_interval_is_wilsons() -> None:
    """By hand, with z = 1.96: (8 / 10 + z² / 20 ± z √(0.016 + z² / 400)) / (1 + z² / 10)."""
    assert wilson(8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert wilson(0, 0) == (0.0, 1.0)
