"""Planted errors and right sentences before the gate, called as the pipeline calls it."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.planting import joints, polarity, swaps
from benchmarks.planting.mining import right_sentences
from benchmarks.planting.scene import Planted, Planter, Right, Scene
from summarize import registry
from summarize.attribution.evidence import Passages
from summarize.attribution.gate import Gate, Refusal
from summarize.comparing.producing import read_topic
from summarize.errors import SummarizeError
from summarize.evaluation.datasets import read_topics
from summarize.pipeline.material import read_material
from summarize.ports import Encoder, Floats
from summarize.records import Draft, Material, Section, SentenceKey
from summarize.settings import Settings
from summarize.text.words import count_words, words

KINDS: dict[str, Planter] = {
    "negation gained": polarity.negation_gained,
    "negation lost": polarity.negation_lost,
    "subject and object swapped": swaps.subject_swapped,
    "name of another": swaps.other_name,
    "number moved": swaps.other_figure,
    "date moved": swaps.other_date,
    "quotation of another": swaps.other_speaker,
    "hedge dropped": polarity.hedge_dropped,
    "attribution dropped": polarity.attribution_dropped,
    "plan told as done": polarity.plan_done,
    "wrong connective": joints.wrong_joint,
    "a made the": joints.made_definite,
}
SETTINGS = Settings()


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Read:
    """A topic: its place in the file, (n, d) vectors of its n sentences, and its references."""

    place: int
    material: Material
    vectors: Floats
    references: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdicts:
    """Reason codes ("" for an accepted sentence) of right sentences, and of planted errors."""

    right: tuple[tuple[Right, str], ...]
    planted: tuple[tuple[Planted, str], ...]


def read(path: Path, encoder: Encoder, half: str = "") -> Iterator[Read]:
    """The topics of a file that can be read; of one half, if asked: "even" or "odd" places."""
    for place, topic in enumerate(read_topics(path)):
        if half and (place % 2 == 0) != (half == "even"):
            continue
        try:
            documents, _ = read_topic(topic, SETTINGS)
            material = read_material(documents, SETTINGS.text)
        except SummarizeError:
            continue
        vectors = encoder.encode([sentence.text for sentence in material.sentences])
        yield Read(
            place=place, material=material, vectors=vectors, references=tuple(topic.references)
        )


def gate_of(material: Material, vectors: Floats, encoder: Encoder) -> Gate:
    """The gate as the pipeline makes it."""
    attribution = SETTINGS.attribution
    return Gate(
        passages=Passages(material.sentences, vectors, encoder),
        origins=material.origins,
        support=registry.resolve("support checker", attribution.support)(attribution),
        settings=attribution,
    )


def plant(rights: Sequence[Right], material: Material, seed: int) -> list[Planted]:
    """One error of each kind in each right sentence, where it has a place for one."""
    known = frozenset(word.lower() for s in material.sentences for word in words(s.text))
    planted = []
    for right in rights:
        for kind, planter in KINDS.items():
            draw = random.Random(f"{seed} {kind} {right.text}")  # noqa: S311 - no secret
            scene = Scene(text=right.text, passages=right.passages, vocabulary=known, draw=draw)
            text = planter(scene)
            if text and text != right.text and text not in right.passages:
                planted.append(Planted(kind=kind, text=text, right=right))
    return planted


def judge(gate: Gate, texts: Sequence[str], evidence: Sequence[Sequence[SentenceKey]]) -> list[str]:
    """Reason codes, "" for accepted, of texts as fused drafts of sections with that evidence."""
    drafts = [
        Draft(
            section=Section(
                position=place,
                cluster_id=place,
                evidence=tuple(keys),
                word_budget=count_words(text),
            ),
            text=text,
            kind="fused",
        )
        for place, (text, keys) in enumerate(zip(texts, evidence, strict=True))
    ]
    return [one.reason if isinstance(one, Refusal) else "" for one in gate.judge(drafts)]


def verdicts(topics: Iterable[Read], encoder: Encoder, seed: int, count: int) -> Verdicts:
    """Verdicts on ``count`` planted errors, evenly many of each kind, and on the right sentences.

    Topics are read until each kind has its share, or to their end.
    """
    share = math.ceil(count / len(KINDS))
    planted_so_far: Counter[str] = Counter()
    right: list[tuple[Right, str]] = []
    wrong: list[tuple[Planted, str]] = []
    seen: set[str] = set()
    for topic in topics:
        found = right_sentences(
            topic.place, topic.references, topic.material, topic.vectors, encoder, seed
        )
        # Some topics of the data come twice.
        rights = [one for one in found if one.text not in seen]
        seen.update(one.text for one in rights)
        chosen = []
        for one in plant(rights, topic.material, seed):
            if planted_so_far[one.kind] < share:
                planted_so_far[one.kind] += 1
                chosen.append(one)
        gate = gate_of(topic.material, topic.vectors, encoder)
        codes = judge(
            gate,
            [*(one.text for one in rights), *(one.text for one in chosen)],
            [*(one.evidence for one in rights), *(one.right.evidence for one in chosen)],
        )
        right.extend(zip(rights, codes[: len(rights)], strict=True))
        wrong.extend(zip(chosen, codes[len(rights) :], strict=True))
        if all(planted_so_far[kind] >= share for kind in KINDS):
            break
    return Verdicts(right=tuple(right), planted=tuple(wrong))
