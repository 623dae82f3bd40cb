"""How well clusterers find annotated clusters: ``python -m benchmarks.clustering SPARK_FILE``.

SPARK_FILE is described in ``benchmarks/training/spark.py``; the items are the sentences that hold
annotated spans. Every clusterer of the registry runs at its own default and at every threshold,
with MiniLM vectors that are kept in the user's cache folder.

Printed are plain means over topics: adjusted Rand, F1 of pairs from different articles, and
B-cubed F1; and the precision of all those pairs together.
A sentence may be annotated in several clusters. Pairs are defined all the same (two sentences
belong together if they share one); for the other two, ``--overlap`` says what is done: ``sole``
leaves such sentences out, ``smallest`` and ``first`` keep that one of their clusters. The random
rows deal out the clusters of the best threshold.

``--halves`` chooses the threshold of each clusterer on half of the topics (every other one) and
reports the other half, both ways round: no topic helps to choose its own threshold. Best is where
the sum of adjusted Rand and pair F1 is highest. The weights of a learned clusterer are fitted on
the half that chooses, in its row "default" too; without ``--halves`` they are the packaged ones,
which have seen these very topics. ``--divisions`` repeats it with as many random halves and adds
the means.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np

from benchmarks.training.soft_f1 import Pairs, fit, pairs_of
from benchmarks.training.spark import Topic, read_topics
from summarize import registry
from summarize.clustering.learned import LearnedLinkage
from summarize.clustering.likeness import Weights
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
from summarize.settings import ClusteringSettings, EncodingSettings, cache_folder
from summarize.store import Store

Labels = tuple[Any, ...]
Scores = tuple[float | None, float | None, float | None, int, int]
"""Of one topic: adjusted Rand, pair F1, B-cubed F1, None where it has nothing to be scored on; then
pairs from different articles that are rightly joined, and joined at all."""
Table = dict[float, list[Labels]]
"""By threshold the labels of each topic."""
DEFAULT = ClusteringSettings().threshold


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
    print(f"{'clusters':<38}{'adj. Rand':>10}{'pair F1':>10}{'B-cubed F1':>12}{'pair P':>8}")
    alone = [singletons(len(topic.sentences)) for topic in topics]
    together = [one_cluster(len(topic.sentences)) for topic in topics]
    _show("singletons", _score_all(topics, alone, options.overlap))
    _show("one cluster", _score_all(topics, together, options.overlap))
    for name in registry.names("clusterer"):
        _show_clusterer(name, topics, options)


def run(
    name: str, topic: Topic, threshold: float, lexical_weight: float, weights: Weights | None = None
) -> Labels:
    """The cluster number of each sentence, from the clusterer called ``name``."""
    settings = ClusteringSettings(
        clusterer=name, threshold=threshold, lexical_weight=lexical_weight
    )
    make = registry.resolve("clusterer", name)
    clusterer = make(settings) if weights is None else LearnedLinkage(settings, weights)
    clusters = clusterer.cluster(topic.sentences, topic.vectors)
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
    pairs = overlapping_pairs(labels, topic.gold, articles)
    rand = adjusted_rand(predicted, gold)
    return rand, pairs.f1, cubed.f1 if cubed else None, pairs.shared, pairs.predicted


def _score_all(topics: Sequence[Topic], labels: Sequence[Labels], overlap: str) -> list[Scores]:
    return [score(topic, found, overlap) for topic, found in zip(topics, labels, strict=True)]


def _show_clusterer(name: str, topics: Sequence[Topic], options: argparse.Namespace) -> None:
    found = _at_thresholds(name, topics, options)
    scores = {at: _score_all(topics, labels, options.overlap) for at, labels in found.items()}
    if len(found) == 1:  # "none" has no threshold
        _show(name, next(iter(scores.values())))
        return
    if not options.halves:
        for threshold, rows in scores.items():
            default = " (default)" if threshold == DEFAULT else ""
            _show(f"{name}, from {threshold:.2f}{default}", rows)
    else:
        _show_halves(name, topics, scores, options)
    best = _best(scores, range(len(topics)))
    generator = np.random.default_rng(options.seed)
    chance = [shuffled(labels, generator) for labels in found[best]]
    _show(f"  random, sizes of {name} {best:.2f}", _score_all(topics, chance, options.overlap))


def _show_halves(
    name: str,
    topics: Sequence[Topic],
    scores: dict[float, list[Scores]],
    options: argparse.Namespace,
) -> None:
    """Rows of every other topic, then the means over random halves."""
    pairs = [pairs_of(topic) for topic in topics] if name == "learned" else None
    halves = [np.arange(len(topics)) % 2]
    for number in range(options.divisions):
        generator = np.random.default_rng(options.seed + number)
        halves.append(generator.permutation(len(topics)) % 2)
    results = [_held_out(name, topics, scores, half, pairs, options) for half in halves]
    default, chosen, cuts = results[0]
    _show(f"{name}, default {DEFAULT:.2f}", default)
    _show(f"{name}, halves at {cuts[0]:.2f} and {cuts[1]:.2f}", chosen)
    if options.divisions:
        _show_means(f"{name}, default, {options.divisions} times", [one[0] for one in results[1:]])
        _show_means(f"{name}, halves, {options.divisions} times", [one[1] for one in results[1:]])


def _held_out(
    name: str,
    topics: Sequence[Topic],
    scores: dict[float, list[Scores]],
    half: Any,
    pairs: Sequence[Pairs] | None,
    options: argparse.Namespace,
) -> tuple[list[Scores], list[Scores], tuple[float, float]]:
    """Scores at the default and at the chosen threshold, each topic's chosen by the other half."""
    default, chosen = list(scores[DEFAULT]), list(scores[DEFAULT])
    cuts = []
    for side in (1, 0):
        ours, others = np.flatnonzero(half == side).tolist(), np.flatnonzero(half != side).tolist()
        known = scores
        if pairs is not None:
            weights = fit([pairs[i] for i in ours])
            found = _at_thresholds(name, topics, options, weights)
            known = {at: _score_all(topics, rows, options.overlap) for at, rows in found.items()}
        cuts.append(_best(known, ours))
        for i in others:
            default[i], chosen[i] = known[DEFAULT][i], known[cuts[-1]][i]
    return default, chosen, (cuts[0], cuts[1])


def _at_thresholds(
    name: str,
    topics: Sequence[Topic],
    options: argparse.Namespace,
    weights: Weights | None = None,
) -> Table:
    """Thresholds that make no difference are left out, the default excepted."""
    found: Table = {}
    for threshold in sorted({*options.thresholds, DEFAULT}):
        labels = [run(name, t, threshold, options.lexical_weight, weights) for t in topics]
        if threshold == DEFAULT or labels not in found.values():
            found[threshold] = labels
    return found if len({*map(tuple, found.values())}) > 1 else {DEFAULT: found[DEFAULT]}


def _best(scores: dict[float, list[Scores]], chosen: Sequence[int]) -> float:
    """The threshold with the best sum of adjusted Rand and pair F1 on the chosen topics."""
    return max(scores, key=lambda at: round(sum(_means([scores[at][i] for i in chosen])[:2]), 9))


def _means(rows: Sequence[Scores]) -> list[float]:
    columns = list(zip(*rows, strict=True))
    means = [fmean(value for value in column if value is not None) for column in columns[:3]]
    return [*means, sum(columns[3]) / max(1, sum(columns[4]))]


def _show(label: str, rows: Sequence[Scores]) -> None:
    _show_means(label, [rows])


def _show_means(label: str, divisions: Sequence[Sequence[Scores]]) -> None:
    rand, pair, cubed, right = np.mean([_means(rows) for rows in divisions], axis=0)
    print(f"{label:<38}{rand:>10.3f}{pair:>10.3f}{cubed:>12.3f}{right:>8.3f}", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    steps = [round(0.2 + 0.02 * step, 2) for step in range(18)]
    parser.add_argument("--thresholds", type=float, nargs="+", default=steps)
    parser.add_argument("--lexical-weight", type=float, default=0.5)
    parser.add_argument("--overlap", choices=("sole", "smallest", "first"), default="sole")
    parser.add_argument("--halves", action="store_true")
    parser.add_argument("--divisions", type=int, default=0, help="random halves besides")
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


if __name__ == "__main__":
    main()
