"""Weights of the learned concepts: ``python -m benchmarks.training.concepts FILE[:TOPICS]...``.

Each FILE is a data set with reference summaries, as ``summarize compare`` reads it; of a file the
topics with most articles are taken, TOPICS of them or all. A concept counts as right if some
reference holds it.

Printed is how well weights fitted on the other topics (5 folds) do on each data set: the area under
the curve of the concepts, and ROUGE of what the planner selects at the length of the references,
beside concepts weighed by origins. ``--write`` keeps weights fitted on all topics in the package.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import fmean

import numpy as np

from summarize import registry
from summarize.clustering.minilm import MiniLmEncoder
from summarize.clustering.vectors import MOST_VECTORS, CachedEncoder
from summarize.comparing.producing import read_topic
from summarize.errors import SummarizeError
from summarize.evaluation.datasets import Topic, read_topics
from summarize.evaluation.datasets.topic import without_dash
from summarize.evaluation.rouge import best, rouge
from summarize.evaluation.sentences import sentences_of_text
from summarize.pipeline import read_material
from summarize.planning.concepts import learned
from summarize.planning.concepts.learned import ConceptModel, LearnedConcepts
from summarize.planning.concepts.origins import OriginConcepts
from summarize.planning.concepts.pairs import concepts_of
from summarize.planning.features.concepts import CONCEPT_FEATURES, concept_features
from summarize.planning.features.sentences import Features
from summarize.planning.outline import make_plan
from summarize.ports import ConceptWeights, Encoder, Floats
from summarize.records import Cluster, Material
from summarize.settings import EncodingSettings, PlanningSettings, Settings, cache_folder
from summarize.store import Store
from summarize.text.words import count_words

FOLDS = 5
_STRENGTH = 0.3
"""Inverse strength of the ridge; AUC is flat between 0.03 and 3."""
_FEWEST_SENTENCES = 4
WEIGHTS = Path(learned.__file__).with_name("learned_weights.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A topic to learn from: row i of ``features`` is a concept, ``told[i]`` 1 if it is right."""

    data: str
    material: Material
    vectors: Floats
    references: tuple[tuple[str, ...], ...]
    words: int
    features: Features
    told: Features


def read_examples(argument: str, encoder: Encoder) -> Iterator[Example]:
    """The topics of ``FILE[:TOPICS]`` that have references and four sentences at least."""
    path, _, limit = argument.partition(":")
    topics = sorted(read_topics(path), key=lambda topic: -len(topic.texts))
    for topic in topics[: int(limit) if limit else None]:
        found = _example(Path(path).parent.name, topic, encoder)
        if found is not None:
            yield found


def _example(data: str, topic: Topic, encoder: Encoder) -> Example | None:
    settings = Settings()
    try:
        documents, _ = read_topic(topic, settings)
        material = read_material(documents, settings.text)
    except SummarizeError:  # a topic that has no text teaches nothing
        return None
    references = tuple(sentences_of_text(without_dash(text)) for text in topic.references)
    lengths = [count_words(" ".join(sentences)) for sentences in references]
    if len(material.sentences) < _FEWEST_SENTENCES or not lengths:
        return None
    vectors = encoder.encode([sentence.text for sentence in material.sentences])
    words = max(round(fmean(lengths)), 10)
    concepts, features = concept_features(material, vectors, words)
    right = {concept for one in references for concept in concepts_of(" ".join(one))}
    return Example(
        data=data,
        material=material,
        vectors=vectors,
        references=references,
        words=words,
        features=features,
        told=np.array([concept in right for concept in concepts], dtype=np.float64),
    )


def fit(examples: Sequence[tuple[Features, Features]]) -> ConceptModel:
    """Weights by ridge-penalized logistic regression of (features, told) of each topic."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    seen = np.vstack([features for features, _ in examples])
    told = np.concatenate([right for _, right in examples])
    scaler = StandardScaler().fit(seen)
    model = LogisticRegression(C=_STRENGTH, max_iter=1000)
    model.fit(scaler.transform(seen), told > 0)
    slopes = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0] - slopes @ scaler.mean_)
    return ConceptModel(bias=round(bias, 4), weights=tuple(np.round(slopes, 4).tolist()))


def selected(
    example: Example, concepts: ConceptWeights, clusters: Sequence[Cluster]
) -> tuple[float, float, float]:
    """ROUGE-1, 2 and Lsum (F1) of the sentences that the planner takes."""
    planning = PlanningSettings(words=example.words)
    plan = make_plan(
        example.material,
        example.vectors,
        clusters,
        planning,
        salience=registry.resolve("salience", planning.salience)(planning),
        concepts=concepts,
        selector=registry.resolve("selector", planning.selector)(planning),
        ordering=registry.resolve("ordering", planning.ordering)(planning),
    )
    texts = [example.material.by_key[section.evidence[0]].text for section in plan.sections]
    score = best(rouge(texts, example.references))
    return score.rouge1, score.rouge2, score.rougeLsum


def cross_validated(examples: Sequence[Example]) -> dict[str, dict[str, float]]:
    """For each data set the means over its topics, each with weights fitted on other topics."""
    from sklearn.metrics import roc_auc_score

    models = [
        fit([(one.features, one.told) for i, one in enumerate(examples) if i % FOLDS != fold])
        for fold in range(FOLDS)
    ]
    rows: dict[str, list[tuple[float, ...]]] = {}
    for number, example in enumerate(examples):
        model = models[number % FOLDS]
        settings = Settings()
        cluster = registry.resolve("clusterer", settings.clustering.clusterer)(settings.clustering)
        clusters = cluster.cluster(example.material.sentences, example.vectors)
        planning = PlanningSettings(words=example.words)
        make: Sequence[ConceptWeights] = (
            LearnedConcepts(planning, model),
            OriginConcepts(planning),
        )
        likely = model.likelihoods(example.features)
        area = roc_auc_score(example.told, likely) if 0 < example.told.mean() < 1 else np.nan
        row = [value for one in make for value in selected(example, one, clusters)]
        rows.setdefault(example.data, []).append((float(area), *row))
    columns = ("area", *(f"{who}_{name}" for who in ("learned", "origins") for name in _ROUGE))
    return {
        data: {
            "topics": len(found),
            **{
                name: round(float(mean), 4)
                for name, mean in zip(columns, np.nanmean(found, axis=0), strict=True)
            },
        }
        for data, found in rows.items()
    }


_ROUGE = ("rouge1", "rouge2", "rougeLsum")


def write(examples: Sequence[Example], files: Sequence[str], found: object) -> None:
    """Weights fitted on all topics, with what is known of them."""
    model = fit([(one.features, one.told) for one in examples])
    names = [f"{Path(file).parent.name}/{Path(file).name}" for file in files]
    values = {
        "bias": model.bias,
        "weights": dict(zip(CONCEPT_FEATURES, model.weights, strict=True)),
        "data": names,
        "topics": len(examples),
        "rows": sum(len(one.told) for one in examples),
        "date": date.today().isoformat(),
        "command": "python -m benchmarks.training.concepts FILE[:TOPICS]... --write",
        "cross_validation": found,
    }
    WEIGHTS.write_text(json.dumps(values, indent=2) + "\n", encoding="utf-8")


def main(show: Callable[[str], None] = print) -> None:
    """Prints the figures; keeps the weights if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", metavar="FILE[:TOPICS]")
    parser.add_argument("--write", action="store_true", help="keep the weights in the package")
    options = parser.parse_args()
    store = Store(cache_folder() / "benchmark-vectors.sqlite", most=MOST_VECTORS)
    encoder = CachedEncoder(MiniLmEncoder(EncodingSettings()), store)
    examples = [one for file in options.files for one in read_examples(file, encoder)]
    found = cross_validated(examples)
    show(json.dumps(found, indent=2))
    if options.write:
        write(examples, options.files, found)


if __name__ == "__main__":
    main()
