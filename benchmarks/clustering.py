"""How well clusterers find annotated clusters: ``python -m benchmarks.clustering SPARK_FILE``.

SPARK_FILE is JSON Lines, plain or gzipped, one topic a line: ``{"docs": [text], "clusters":
[{"spans": [{"doc": number, "sent_starts": [start], "sents": [sentence]}]}]}``. The items are the
sentences that hold annotated spans. Every clusterer of the registry runs at every threshold, with
MiniLM vectors that are kept in the user's cache folder.

Printed are plain means over topics: adjusted Rand, F1 of pairs from different articles, and
B-cubed F1.
A sentence may be annotated in several clusters. Pairs are defined all the same (two sentences
belong together if they share one); for the other two, ``--overlap`` says what is done: ``sole``
leaves such sentences out, ``smallest`` and ``first`` keep that one of their clusters. The random
rows deal out the clusters that the threshold best by pair F1 gave.

``--halves`` chooses the threshold of each clusterer by pair F1 on half of the topics (every other
one) and reports the other half, both ways round: no topic helps to choose its own threshold.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import product
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np

from summarize import registry
from summarize.clustering.minilm import MiniLmEncoder
from summarize.clustering.vectors import MOST_VECTORS, CachedEncoder
from summarize.evaluation.clustering import (
    adjusted_rand,
    b_cubed,
    one_cluster,
    overlapping_pairs,
    shuffled,
    singletons,
)
from summarize.ports import Encoder, Floats
from summarize.records import Sentence, SentenceKey
from summarize.settings import ClusteringSettings, EncodingSettings, cache_folder
from summarize.store import Store

Labels = tuple[Any, ...]
Scores = tuple[float | None, float | None, float | None]
"""Adjusted Rand, pair F1, B-cubed F1 of one topic; None where it has nothing to be scored on."""


@dataclass(frozen=True)
class Topic:
    """Annotated sentences, row i of ``vectors`` and ``gold[i]`` (its clusters) are sentence i's."""

    sentences: tuple[Sentence, ...]
    vectors: Floats
    gold: tuple[tuple[int, ...], ...]


def main() -> None:
    """Reads the topics, runs every clusterer, prints the table."""
    options = _options()
    encoder = CachedEncoder(
        MiniLmEncoder(EncodingSettings()),
        Store(cache_folder() / "benchmark-vectors.sqlite", most=MOST_VECTORS),
    )
    topics = read_topics(options.file, encoder)
    count = sum(len(topic.sentences) for topic in topics)
    print(f"{len(topics)} topics, {count} sentences; lexical weight {options.lexical_weight}")
    print(f"several gold clusters: {options.overlap}; scikit-learn {version('scikit-learn')}\n")
    print(f"{'clusters':<34}{'adj. Rand':>10}{'pair F1':>10}{'B-cubed F1':>12}")
    alone = [singletons(len(topic.sentences)) for topic in topics]
    together = [one_cluster(len(topic.sentences)) for topic in topics]
    _show("singletons", _score_all(topics, alone, options.overlap))
    _show("one cluster", _score_all(topics, together, options.overlap))
    for name in registry.names("clusterer"):
        _show_clusterer(name, topics, options)


def read_topics(file: Path, encoder: Encoder) -> list[Topic]:
    """The topics of a file, in its order, with the vectors of their sentences."""
    data = file.read_bytes()
    text = (gzip.decompress(data) if file.suffix == ".gz" else data).decode("utf-8")
    return [_topic(json.loads(line), encoder) for line in text.split("\n") if line.strip()]


def _topic(values: dict[str, Any], encoder: Encoder) -> Topic:
    gold: dict[tuple[int, int], set[int]] = {}
    texts: dict[tuple[int, int], str] = {}
    for number, cluster in enumerate(values["clusters"]):
        for span in cluster["spans"]:
            # A few spans name more starts than sentences: a start is taken where its text stands.
            for start, text in product(span["sent_starts"], span["sents"]):
                if values["docs"][span["doc"]].startswith(text, start):
                    place = (span["doc"], start)
                    gold.setdefault(place, set()).add(number)
                    texts[place] = max(texts.get(place, ""), text, key=len)
    sentences = tuple(
        Sentence(
            key=SentenceKey(f"a{doc + 1}", start),
            start=start,
            end=start + len(texts[doc, start]),
            text=texts[doc, start],
        )
        for doc, start in sorted(gold)
    )
    vectors = encoder.encode([sentence.text for sentence in sentences])
    clusters = tuple(tuple(sorted(gold[place])) for place in sorted(gold))
    return Topic(sentences=sentences, vectors=vectors, gold=clusters)


def run(name: str, topic: Topic, threshold: float, lexical_weight: float) -> Labels:
    """The cluster number of each sentence, from the clusterer called ``name``."""
    settings = ClusteringSettings(
        clusterer=name, threshold=threshold, lexical_weight=lexical_weight
    )
    clusters = registry.resolve("clusterer", name)(settings).cluster(topic.sentences, topic.vectors)
    numbers = {key: cluster.id for cluster in clusters for key in cluster.members}
    return tuple(numbers[sentence.key] for sentence in topic.sentences)


def score(topic: Topic, labels: Labels, overlap: str) -> Scores:
    """One topic's scores; ``overlap`` is for sentences in several gold clusters."""
    articles = [sentence.key.article for sentence in topic.sentences]
    sizes = np.bincount([number for numbers in topic.gold for number in numbers])
    kept = [i for i, numbers in enumerate(topic.gold) if overlap != "sole" or len(numbers) == 1]
    if overlap == "smallest":
        gold = [min(topic.gold[i], key=lambda number: (sizes[number], number)) for i in kept]
    else:
        gold = [topic.gold[i][0] for i in kept]
    predicted = [labels[i] for i in kept]
    cubed = b_cubed(predicted, gold)
    return (
        adjusted_rand(predicted, gold),
        overlapping_pairs(labels, topic.gold, articles).f1,
        cubed.f1 if cubed else None,
    )


def _score_all(topics: Sequence[Topic], labels: Sequence[Labels], overlap: str) -> list[Scores]:
    return [score(topic, found, overlap) for topic, found in zip(topics, labels, strict=True)]


def _show_clusterer(name: str, topics: Sequence[Topic], options: argparse.Namespace) -> None:
    found: dict[float, list[Labels]] = {}
    for threshold in options.thresholds:
        labels = [run(name, topic, threshold, options.lexical_weight) for topic in topics]
        if labels not in found.values():  # "none" has no threshold
            found[threshold] = labels
    scores = {at: _score_all(topics, labels, options.overlap) for at, labels in found.items()}
    if len(found) == 1:
        _show(name, next(iter(scores.values())))
        return
    if options.halves:
        chosen = tuple(_best(scores, half) for half in (0, 1))
        held_out = [*scores[chosen[1]][0::2], *scores[chosen[0]][1::2]]
        _show(f"{name}, halves at {chosen[1]} and {chosen[0]}", held_out)
    else:
        for threshold, rows in scores.items():
            _show(f"{name}, from {threshold}", rows)
    best = _best(scores)
    generator = np.random.default_rng(options.seed)
    chance = [shuffled(labels, generator) for labels in found[best]]
    _show(f"  random, sizes of {name} {best}", _score_all(topics, chance, options.overlap))


def _best(scores: dict[float, list[Scores]], half: int | None = None) -> float:
    """The threshold with the best pair F1: of all topics, or of every other one from ``half``."""
    rows = slice(None) if half is None else slice(half, None, 2)
    return max(scores, key=lambda threshold: _means(scores[threshold][rows])[1])


def _means(rows: Sequence[Scores]) -> list[float]:
    columns = zip(*rows, strict=True)
    return [fmean(value for value in column if value is not None) for column in columns]


def _show(label: str, rows: Sequence[Scores]) -> None:
    rand, pair, cubed = _means(rows)
    print(f"{label:<34}{rand:>10.3f}{pair:>10.3f}{cubed:>12.3f}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    steps = [0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5]
    parser.add_argument("--thresholds", type=float, nargs="+", default=steps)
    parser.add_argument("--lexical-weight", type=float, default=0.5)
    parser.add_argument("--overlap", choices=("sole", "smallest", "first"), default="sole")
    parser.add_argument("--halves", action="store_true")
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


if __name__ == "__main__":
    main()
