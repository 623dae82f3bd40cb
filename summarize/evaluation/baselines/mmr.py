"""Maximal marginal relevance: near the topic's centroid, and unlike what was chosen before.

Carbonell and Goldstein, "The Use of MMR, Diversity-Based Reranking for Reordering Documents and
Producing Summaries", SIGIR 1998: lambda * sim(sentence, query) - (1 - lambda) * its largest
similarity to a chosen one. There is no query here: the centroid of all sentences stands in. Lambda
is 0.7, similarity the cosine of TF-IDF over stems and pairs of them. The order is that of an
unlimited summary: a sentence too long for the budget counts as chosen all the same.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from summarize.clustering.similarity import Wording
from summarize.records import Sentence

_LAMBDA = 0.7
_DIGITS = 5


def rank(articles: Sequence[Sequence[Sentence]]) -> tuple[int, ...]:
    """Places in the order of choosing; of equally good ones the first in reading order."""
    texts = [sentence.text for article in articles for sentence in article]
    matrix = Wording(texts).matrix
    centroid = np.asarray(matrix.sum(axis=0), dtype=np.float64).ravel()
    length = float(np.linalg.norm(centroid)) or 1.0
    relevance = matrix @ centroid / length
    nearest = np.zeros(len(texts))
    left = np.ones(len(texts), dtype=bool)
    order = []
    for _ in texts:
        gain = np.round(_LAMBDA * relevance - (1 - _LAMBDA) * nearest, _DIGITS)
        best = int(np.argmax(np.where(left, gain, -np.inf)))
        order.append(best)
        left[best] = False
        nearest = np.maximum(nearest, (matrix @ matrix[[best]].T).toarray().ravel())
    return tuple(order)
