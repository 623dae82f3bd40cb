"""A concept is worth how likely a reference summary holds it, as learned from reference summaries.

A logistic regression over the features that ``features/concepts.py`` lists, in the line of Li, Qian
and Liu, "Using Supervised Bigram-based ILP for Extractive Summarization", ACL 2013, who estimate
how often a bigram stands in the summary. Departures: whether and not how often; features from
sentence vectors; features of who holds a bigram count differently by the number of origins; and the
likelihood to the power 1.25 is the weight, which makes the selection surer of what is likely.
The weights stand in ``learned_weights.json`` with the data that made
them; ``benchmarks/training/concepts.py`` fits them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np

from summarize.planning.features.concepts import CONCEPT_FEATURES, concept_features
from summarize.planning.features.sentences import Features
from summarize.ports import Floats
from summarize.records import Concept, Material
from summarize.settings import PlanningSettings

_POWER = 1.25
_DIGITS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptModel:
    """The fitted weights, one for each of ``CONCEPT_FEATURES``."""

    bias: float
    weights: tuple[float, ...]

    def likelihoods(self, seen: Features) -> Features:
        """(m,) in [0, 1], to 6 digits, of (m, 57) features."""
        sums = np.clip(seen @ np.array(self.weights) + self.bias, -30, 30)
        # The last bit of a sum must not tell equals apart.
        likely: Features = np.round(1 / (1 + np.exp(-sums)), _DIGITS)
        return likely


@lru_cache(maxsize=1)
def packaged() -> ConceptModel:
    """The weights that come with the package."""
    text = files("summarize.planning.concepts").joinpath("learned_weights.json").read_text("utf-8")
    read = json.loads(text)
    return ConceptModel(
        bias=read["bias"], weights=tuple(read["weights"][name] for name in CONCEPT_FEATURES)
    )


class LearnedConcepts:
    """The port ``ConceptWeights``; ``model`` is the packaged one if None."""

    def __init__(self, settings: PlanningSettings, model: ConceptModel | None = None) -> None:
        self._words = settings.words
        self._model = packaged() if model is None else model

    def weigh(self, material: Material, vectors: Floats) -> Mapping[Concept, float]:
        """Each concept's likelihood to the power 1.25."""
        concepts, seen = concept_features(material, vectors, self._words)
        weights = self._model.likelihoods(seen) ** _POWER
        return {concept: float(w) for concept, w in zip(concepts, weights, strict=True)}
