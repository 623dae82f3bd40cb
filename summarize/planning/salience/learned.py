"""Salience as learned: how likely what a sentence says stands in a reference summary."""

from __future__ import annotations

from statistics import fmean

import numpy as np

from summarize.planning.concepts.learned import packaged
from summarize.planning.concepts.pairs import concepts_of
from summarize.planning.features.concepts import concept_features
from summarize.planning.standing import standing
from summarize.ports import Floats
from summarize.records import Material
from summarize.settings import PlanningSettings


class LearnedSalience:
    """The port ``Salience``."""

    def __init__(self, settings: PlanningSettings) -> None:
        self._words = settings.words

    def score(self, material: Material, vectors: Floats) -> Floats:
        """(n,) in [0, 1]: the mean likelihood of a sentence's concepts times its standing."""
        concepts, seen = concept_features(material, vectors, self._words)
        likely = dict(zip(concepts, packaged().likelihoods(seen).tolist(), strict=True))
        scores = [
            fmean([likely[c] for c in concepts_of(sentence.text)] or [0.0])
            * standing(sentence.text)
            for sentence in material.sentences
        ]
        return np.array(scores, dtype=np.float32)
