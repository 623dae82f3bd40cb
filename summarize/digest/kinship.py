"""How likely two articles are of one story: the log odds of a logistic regression.

Four features of title and lead that a person can read, fitted on pairs of articles of Multi-News
(Fabbri and others, "Multi-News", ACL 2019), whose topics are articles that one editor put together.
``story_weights.json`` has the weights and how they were fitted (``benchmarks/stories.py``). How
rare a word is follows from the articles at hand and from those of the fit together
(``story_terms.json``: in how many of them each term stood), so that a day of five articles knows
that "president" is in many. Names and numbers of their own were tried: what the cosines of words
and phrases see of them is all that there is to see.

Multi-News has no dates. So what time does is set by hand: with each day that lies between two
articles, beyond the first, they are less likely of one story (``_DAILY``); and articles of which
none says when it was written are of different days if they name different weekdays.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np

from summarize.clustering.similarity import terms
from summarize.ports import Floats
from summarize.text.facts.dates import find_dates

FEATURES = (
    "meaning",  # cosine of their vectors, at least 0
    "wording",  # cosine of TF-IDF over content stems
    "phrases",  # the same over neighbouring pairs of them
    "other_day",  # 1 if both name weekdays, but none in common
)
"""What is looked at, in the order of a row of weights."""
STRANGERS = -5.0
"""Log odds below which it makes no difference how unlike two articles are."""
CERTAIN = 4.0
"""The highest: copies of one text have it."""

_DIGITS = 4
_DAILY = 0.15
_MOST_DAYS = 30
_DATED_WORDS = 100
"""Of the lead: the weekdays named here are those of what is told, further down also of others."""


class Told(NamedTuple):
    """An article as far as the grouping looks at it; ``published`` as in ``Article``."""

    title: str
    lead: str
    published: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Fitted weights, one for each of ``FEATURES``."""

    bias: float
    slopes: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """In how many of ``articles`` others each term stood; rarer ones are left out."""

    articles: int
    terms: Mapping[str, int]


class Kinship:
    """Log odds among n articles, a block of rows at a time.

    Args:
        told: n articles.
        vectors: (n, d) unit rows, or zeros; row i is of told[i].
        weights: the packaged ones if None.
        background: the packaged one if None.
    """

    def __init__(
        self,
        told: Sequence[Told],
        vectors: Floats,
        weights: Weights | None = None,
        background: Background | None = None,
    ) -> None:
        self._weights = packaged_weights() if weights is None else weights
        known = packaged_background() if background is None else background
        self._vectors = vectors
        self._bags = [_matrix(bags, known) for bags in _bags(told)]
        self._columns = [matrix.T.tocsr() for matrix in self._bags]
        weekdays = [_weekdays(one.lead) for one in told]
        self._weekdays: Floats = np.array(weekdays, dtype=np.float32).reshape(len(told), 7)
        self._days: Any = np.array([_day(one.published) for one in told], dtype=np.float64)
        self.silent: Any = np.array([not (one.title or one.lead) for one in told], dtype=bool)
        """(n,) bool: of which nothing is known."""

    def __len__(self) -> int:
        return len(self._days)

    @property
    def days(self) -> Any:
        """(n,) float64: when each was published, in days; NaN where that is not known."""
        return self._days

    def features(self, start: int, end: int) -> tuple[Floats, ...]:
        """(end - start, n) float32 each, in the order of ``FEATURES``: of rows and all others."""
        rows = slice(start, end)
        meaning = np.clip(self._vectors[rows] @ self._vectors.T, 0, 1)
        bags = [
            (bag[rows] @ columns).toarray()
            for bag, columns in zip(self._bags, self._columns, strict=True)
        ]
        return (meaning, *bags, self._other_day(rows))

    def odds(self, start: int, end: int) -> tuple[Floats, Floats]:
        """(end - start, n) float32 each: log odds, from ``STRANGERS`` to ``CERTAIN``, and wording.

        Rounded: a sum's last bits depend on the size of the block and must decide nothing.
        """
        features = self.features(start, end)
        odds = np.full(features[0].shape, self._weights.bias, dtype=np.float32)
        for slope, feature in zip(self._weights.slopes, features, strict=True):
            odds += np.float32(slope) * feature
        lapse = np.nan_to_num(self._apart(slice(start, end)), nan=0.0)
        odds -= np.float32(_DAILY) * np.clip(lapse - 1, 0, _MOST_DAYS).astype(np.float32)
        odds[self.silent[start:end]] = STRANGERS
        odds[:, self.silent] = STRANGERS
        rounded: Floats = np.round(np.clip(odds, STRANGERS, CERTAIN), _DIGITS).astype(np.float32)
        return rounded, features[1]

    def _apart(self, rows: slice) -> Any:
        return np.abs(self._days[rows, None] - self._days[None, :])

    def _other_day(self, rows: slice) -> Floats:
        names: Any = self._weekdays.any(axis=1)
        shared = self._weekdays[rows] @ self._weekdays.T > 0
        other: Floats = (names[rows, None] & names[None, :] & ~shared).astype(np.float32)
        # Of two days, two weekdays are to be expected: the dates say all that they would.
        other[self._apart(rows) > 0] = 0
        return other


@lru_cache(maxsize=1)
def packaged_weights() -> Weights:
    """Those of ``story_weights.json``."""
    value = json.loads(files("summarize.digest").joinpath("story_weights.json").read_text("utf-8"))
    return Weights(bias=value["bias"], slopes=tuple(value["weights"][name] for name in FEATURES))


@lru_cache(maxsize=1)
def packaged_background() -> Background:
    """That of ``story_terms.json``."""
    value = json.loads(files("summarize.digest").joinpath("story_terms.json").read_text("utf-8"))
    return Background(articles=value["articles"], terms=value["terms"])


def count_terms(told: Iterable[Told]) -> Counter[str]:
    """In how many articles each term stands: what a ``Background`` is made of."""
    return Counter(term for one in told for term in set(terms(f"{one.title}. {one.lead}")))


def _bags(told: Sequence[Told]) -> tuple[list[Counter[str]], ...]:
    """Stems and pairs of stems of each article, counted."""
    words: list[Counter[str]] = []
    phrases: list[Counter[str]] = []
    for title, lead, _ in told:
        text = f"{title}. {lead}" if title else lead
        found = Counter(terms(text))
        words.append(Counter({term: n for term, n in found.items() if " " not in term}))
        phrases.append(Counter({term: n for term, n in found.items() if " " in term}))
    return words, phrases


def _matrix(bags: Sequence[Counter[str]], background: Background) -> Any:
    """(n, terms) sparse float32: TF-IDF, TF as 1 + log, rows of length 1, or 0."""
    from scipy.sparse import csr_matrix
    from sklearn.preprocessing import normalize

    here: Counter[str] = Counter(term for bag in bags for term in bag)
    place = {term: number for number, term in enumerate(sorted(here))}
    articles = background.articles + len(bags)
    rare = np.array(
        [np.log((articles + 1) / (here[t] + background.terms.get(t, 0) + 0.5)) for t in place]
    )
    columns = [place[term] for bag in bags for term in bag]
    counts = np.array([count for bag in bags for count in bag.values()], dtype=np.float64)
    values = (1 + np.log(counts)) * rare[columns] if columns else counts
    ends = np.cumsum([0, *(len(bag) for bag in bags)])
    shape = (len(bags), max(len(place), 1))
    matrix = csr_matrix((values.astype(np.float32), np.array(columns, dtype=int), ends), shape)
    return normalize(matrix, copy=False) if bags else matrix


_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _weekdays(lead: str) -> list[bool]:
    start = " ".join(lead.split()[:_DATED_WORDS])
    named = {value for found in find_dates(start) for kind, value in found.parts}
    return [day in named for day in _WEEK]


def _day(published: str | None) -> float:
    try:
        return float(date.fromisoformat((published or "")[:10]).toordinal())
    except ValueError:
        return float("nan")
