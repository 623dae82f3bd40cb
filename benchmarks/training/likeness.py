"""Weights of the learned likeness: ``python -m benchmarks.training.likeness SPARK_FILE [--write]``.

Prints adjusted Rand and F1 of pairs from different articles, means over topics, by threshold: each
topic clustered with weights fitted on other topics (5 folds by topic, the mean of 3 divisions).
``--write`` keeps weights fitted on all topics in the package.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np

from benchmarks.clustering import DEFAULT, Scores, run, score
from benchmarks.training.soft_f1 import Pairs, fit, pairs_of
from benchmarks.training.spark import Topic, read_topics
from summarize.clustering import likeness
from summarize.clustering.minilm import MiniLmEncoder
from summarize.clustering.vectors import MOST_VECTORS, CachedEncoder
from summarize.settings import EncodingSettings, cache_folder
from summarize.store import Store

FOLDS, DIVISIONS, SEED = 5, 3, 0
THRESHOLDS = (0.34, 0.36, 0.38, 0.4, 0.42, 0.44, 0.46, 0.5)
WEIGHTS = Path(likeness.__file__).with_name("likeness_weights.json")


def cross_validated(
    topics: Sequence[Topic], pairs: Sequence[Pairs], thresholds: Sequence[float]
) -> dict[float, tuple[float, float]]:
    """By threshold the means of adjusted Rand and of pair F1."""
    rows: dict[float, list[Scores]] = {threshold: [] for threshold in thresholds}
    for division in range(DIVISIONS):
        order = np.random.default_rng(SEED + division).permutation(len(topics))
        for fold in range(FOLDS):
            held_out = set(order[fold::FOLDS].tolist())
            fitted = fit([pairs[i] for i in range(len(topics)) if i not in held_out])
            for threshold, found in rows.items():
                for i in sorted(held_out):
                    labels = run("learned", topics[i], threshold, 0.5, fitted)
                    found.append(score(topics[i], labels, "sole"))
    return {threshold: (_mean(found, 0), _mean(found, 1)) for threshold, found in rows.items()}


def _mean(rows: Sequence[Scores], column: int) -> float:
    return float(np.mean([row[column] for row in rows if row[column] is not None]))


def write(pairs: Sequence[Pairs], found: tuple[float, float]) -> None:
    """Weights fitted on all topics, with what is known of them."""
    fitted = fit(pairs)
    values = {
        "bias": fitted.bias,
        "weights": dict(zip(likeness.FEATURES, fitted.slopes, strict=True)),
        "data": "SPARK: Proposition-Level Clustering for Multi-Document Summarization, dev",
        "topics": len(pairs),
        "rows": sum(len(topic.gold) for topic in pairs),
        "date": date.today().isoformat(),
        "command": "python -m benchmarks.training.likeness FILE --write",
        "cross_validation": {
            "threshold": DEFAULT,
            "adjusted_rand": round(found[0], 3),
            "pair_f1": round(found[1], 3),
        },
    }
    WEIGHTS.write_text(json.dumps(values, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    """Prints the table; keeps the weights if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--write", action="store_true", help="keep the weights in the package")
    options = parser.parse_args()
    store = Store(cache_folder() / "benchmark-vectors.sqlite", most=MOST_VECTORS)
    topics = read_topics(options.file, CachedEncoder(MiniLmEncoder(EncodingSettings()), store))
    pairs = [pairs_of(topic) for topic in topics]
    found = cross_validated(topics, pairs, THRESHOLDS)
    for threshold, (rand, pair) in found.items():
        print(f"{threshold:.2f}  adjusted Rand {rand:.3f}  pair F1 {pair:.3f}", flush=True)
    if options.write:
        write(pairs, found[DEFAULT])


if __name__ == "__main__":
    main()
