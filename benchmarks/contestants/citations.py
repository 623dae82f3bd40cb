"""Plain ways to choose citations, for comparison: each (passages, articles, text) -> rows."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from summarize.text.words import stems

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One sentence and its n candidates: their texts, articles, and (n,) scores.

    Attributes:
        meaning: cosines of vectors.
        mixed: half of that, half cosines of TF-IDF.
    """

    sentence: str
    texts: Sequence[str]
    articles: Sequence[str]
    meaning: Array
    mixed: Array


Way = Callable[[Question], Sequence[int]]


def baselines(seed: int) -> dict[str, Way]:
    """Plain ways by name; the random one draws from ``seed``."""
    draw = np.random.default_rng(seed)
    return {
        "all": lambda asked: range(len(asked.texts)),
        "random two": lambda asked: draw.permutation(len(asked.texts))[:2].tolist(),
        "best one": lambda asked: best(asked.mixed, 1),
        "MiniLM, best two": lambda asked: best(asked.meaning, 2),
        "BM25, best two": lambda asked: best(bm25(asked.sentence, asked.texts), 2),
        "half MiniLM, half TF-IDF, best two": lambda asked: best(asked.mixed, 2),
        "best of each article, from 70% of the top": lambda asked: of_each_article(asked, 0.7),
        "best of each article, from 50% of the top": lambda asked: of_each_article(asked, 0.5),
    }


def best(scores: Array, most: int) -> list[int]:
    """The rows of the highest scores; of equal ones the first."""
    found: list[int] = np.argsort(-scores, kind="stable")[:most].tolist()
    return found


def of_each_article(asked: Question, part: float) -> list[int]:
    """The best row of each article if it has at least this part of the top score."""
    first: dict[str, int] = {}
    for row in best(asked.mixed, len(asked.mixed)):
        first.setdefault(asked.articles[row], row)
    least = part * float(asked.mixed.max())
    return [row for row in first.values() if asked.mixed[row] >= least]


def bm25(text: str, passages: Sequence[str], k1: float = 1.5, b: float = 0.75) -> Array:
    """(n,) Okapi BM25 over stems, each of the text's counted once (Robertson and Zaragoza 2009)."""
    counts = [Counter(stems(passage)) for passage in passages]
    lengths = np.array([count.total() for count in counts], dtype=np.float64)
    scores = np.zeros(len(passages))
    for stem in sorted(set(stems(text))):
        found = np.array([count[stem] for count in counts], dtype=np.float64)
        having = int((found > 0).sum())
        weight = math.log(1 + (len(passages) - having + 0.5) / (having + 0.5))
        scores += weight * found * (k1 + 1) / (found + k1 * (1 - b + b * lengths / lengths.mean()))
    return scores
