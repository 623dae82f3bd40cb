"""LexRank as it was published: a sentence matters as far as sentences that matter resemble it."""

from __future__ import annotations

from typing import Any

import numpy as np

from summarize.planning.salience.centrality import centrality
from summarize.ports import Floats
from summarize.records import Material
from summarize.settings import PlanningSettings
from summarize.text.words import content_stems


class LexRankSalience:
    """The port ``Salience``: continuous LexRank, nothing added.

    Erkan and Radev, "LexRank: Graph-based Lexical Centrality as Salience in Text Summarization",
    JAIR 22, 2004, section 3.3: every pair of sentences is linked by its TF-IDF cosine, a sentence
    with itself too; damping 0.85. Departures: function words are left out and words stemmed, and
    the document frequencies are those of the sentences at hand (there is no corpus), smoothed.
    """

    def __init__(self, settings: PlanningSettings) -> None:
        del settings  # there is nothing to set

    def score(self, material: Material, vectors: Floats) -> Floats:
        """(n,) float32 in (0, 1], the most central sentence 1; ``vectors`` are not looked at."""
        del vectors
        if not material.sentences:
            return np.zeros(0, dtype=np.float32)
        rank = centrality(_links([sentence.text for sentence in material.sentences]))
        scores: Floats = (rank / rank.max()).astype(np.float32)
        return scores


def _links(texts: list[str]) -> Any:
    """(n, n) operator: the cosines of all pairs, never written out, so that n may be large."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.linalg import aslinearoperator
    from sklearn.feature_extraction.text import TfidfVectorizer

    try:
        tfidf = TfidfVectorizer(analyzer=content_stems).fit_transform(texts)
    except ValueError:  # no text has a content word
        tfidf = csr_matrix((len(texts), 1))
    rows = aslinearoperator(tfidf)
    return rows @ rows.T
