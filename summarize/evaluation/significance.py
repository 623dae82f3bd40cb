"""How far a mean can be trusted, and whether two systems differ on the same topics.

A topic is what is drawn: scores are kept per topic, and whatever is said of a mean is said of the
topics that might have been. All of it is seeded; the same scores and seed give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np
from numpy.typing import ArrayLike, NDArray

Doubles = NDArray[np.float64]
"""An array of float64; each use says its shape."""

FEWEST = 5
"""Topics that an interval needs. None can be wider than from the lowest to the highest score, and
of a symmetric distribution that covers the mean in 1 - 2 ** (1 - n) of cases: 75% with three."""

_TIE = 1e-12
"""Scores nearer than this are the same score, told apart by rounding alone."""
_LEVEL, _POWER = 0.05, 0.8
_BLOCK = 1 << 20
"""Numbers of one block of resamples or flips: 8 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """The plain mean of the scores, and the interval around it.

    Attributes:
        value: the mean of the scores themselves, not the middle of the resamples.
        low: at most ``value``; None where there are fewer than ``FEWEST`` scores.
        high: at least ``value``; None where ``low`` is.
    """

    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PairedTest:
    """Two systems on the same topics.

    Attributes:
        difference: mean of the first minus mean of the second.
        p: how likely a difference at least as large would be if the systems were one, in (0, 1].
        wins: topics on which the first scores higher; where less is better, read it as losses.
        ties: topics on which the scores are the same (within 1e-12).
        losses: topics on which the first scores lower.
        detectable: the smallest true difference that so many topics would show in four cases of
            five; None where nothing tells how much differences vary (one topic, or all alike).
        topics: how many there are.
    """

    difference: float
    p: float
    wins: int
    ties: int
    losses: int
    detectable: float | None
    topics: int


def interval(
    scores: ArrayLike, *, seed: int, confidence: float = 0.95, resamples: int = 2000
) -> Interval:
    """The mean of ``scores`` with its bootstrap interval over topics.

    The expanded percentile interval of Hesterberg, "What Teachers Should Know About the Bootstrap",
    The American Statistician 69(4), 2015, on narrowness bias: percentiles of the resampled means at
    Phi(-sqrt(n / (n - 1)) * t) and its mirror, t the upper quantile of Student's distribution with
    n - 1 degrees of freedom. Simulated 95% intervals of 10 topics covered 94.5% (normal), 92.9%
    (beta(2, 12), skewed like ROUGE-2) and 95.2% (uniform); of 30, 94.5% to 95.3%; of 5, 90.5% to
    92%. Bootstrap-t covers skewed scores better (94.4% with 10), but its ends run off where a
    resample may hold a single value, and leave the range of the measure; these stay among scores.

    Args:
        scores: (topics,) at least one; the caller has dropped what could not be scored.
        seed: of the resampling.
        confidence: in (0, 1).
        resamples: at least 1.

    Raises:
        ValueError: there is no score, or NaN or infinity among them.
    """
    column = _finite(scores, dimensions=1)[:, None]
    return intervals(column, seed=seed, confidence=confidence, resamples=resamples)[0]


def intervals(
    matrix: ArrayLike, *, seed: int, confidence: float = 0.95, resamples: int = 2000
) -> tuple[Interval, ...]:
    """The interval of each column, as ``interval`` gives it, from one resampling of the topics.

    Args:
        matrix: (topics, metrics). A metric that some topics lack goes to ``interval`` on its own,
            without them.
        seed: of the resampling.
        confidence: in (0, 1).
        resamples: at least 1.

    Raises:
        ValueError: there is no topic, or NaN or infinity among the scores.
    """
    values = _finite(matrix, dimensions=2)
    if not 0 < confidence < 1 or resamples < 1:
        raise ValueError("confidence must be between 0 and 1, resamples at least 1")
    means = [fmean(column) for column in values.T.tolist()]
    if len(values) < FEWEST:
        return tuple(Interval(value=mean, low=None, high=None) for mean in means)
    tail = _expanded_tail(len(values), confidence)
    resampled = _resampled_means(values, np.random.default_rng(seed), resamples)
    lows, highs = np.quantile(resampled, [tail, 1 - tail], axis=0)
    # Rounding could put the ends of an interval of equal scores beside their mean.
    return tuple(
        Interval(value=mean, low=min(float(low), mean), high=max(float(high), mean))
        for mean, low, high in zip(means, lows, highs, strict=True)
    )


def _expanded_tail(topics: int, confidence: float) -> float:
    from scipy.special import ndtr, stdtrit

    quantile = stdtrit(topics - 1, (1 - confidence) / 2)
    return float(ndtr(np.sqrt(topics / (topics - 1)) * quantile))


def _resampled_means(values: Doubles, generator: np.random.Generator, resamples: int) -> Doubles:
    """(resamples, metrics): means of as many topics, drawn with replacement."""
    topics, found = len(values), []
    for size in _blocks(resamples, topics):
        drawn = generator.integers(0, topics, (size, topics))
        cells = (drawn + np.arange(size)[:, None] * topics).ravel()
        counts = np.bincount(cells, minlength=size * topics).reshape(size, topics)
        found.append(counts.astype(np.float64) @ values / topics)
    return np.concatenate(found)


def paired_test(
    first: ArrayLike, second: ArrayLike, *, seed: int, trials: int = 10000
) -> PairedTest:
    """Tests whether two systems differ, by approximate randomization over topics, two-sided.

    Noreen, "Computer-Intensive Methods for Testing Hypotheses", 1989; for NLP Riezler and Maxwell,
    ACL workshop on evaluation measures, 2005. If the systems were one, the two scores of a topic
    could be swapped: p is the share of random swaps whose difference is at least as large as that
    observed, (hits + 1) / (trials + 1). Where all swaps are no more than ``trials`` they are
    enumerated, and p is exact. ``detectable`` is (t(0.975) + t(0.80)) * sd / sqrt(n), the minimum
    detectable effect of Bloom, Evaluation Review 19(5), 1995, at a level of 5% and a power of 80%,
    the spread being that of the differences at hand.

    Args:
        first: (topics,) scores of one system.
        second: (topics,) those of the other, on the same topics in the same order.
        seed: of the swaps.
        trials: random swaps; with n topics and n small, p cannot fall below 2 ** (1 - n).

    Raises:
        ValueError: the lengths differ, there is no topic, or NaN or infinity among the scores.
    """
    one, two = _finite(first, dimensions=1), _finite(second, dimensions=1)
    if one.shape != two.shape:
        raise ValueError(f"scores of {len(one)} and of {len(two)} topics cannot be paired")
    if trials < 1:
        raise ValueError(f"trials must be at least 1, got {trials}")
    differences = one - two
    differences[np.abs(differences) <= _TIE] = 0.0
    wins, losses = int((differences > 0).sum()), int((differences < 0).sum())
    return PairedTest(
        difference=fmean(differences.tolist()),
        p=_randomized_p(differences[differences != 0], np.random.default_rng(seed), trials),
        wins=wins,
        ties=len(differences) - wins - losses,
        losses=losses,
        detectable=_detectable(differences),
        topics=len(differences),
    )


def _randomized_p(differences: Doubles, generator: np.random.Generator, trials: int) -> float:
    """The p of ``differences``, ties left out, for swapping them changes nothing."""
    total = differences.sum()
    # A swap that gives the observed sum again, added up otherwise, is a hit.
    least = abs(total) - _TIE * (len(differences) + np.abs(differences).sum())
    exact = len(differences) < trials.bit_length()
    flips = _all_flips(len(differences)) if exact else _some_flips(differences, generator, trials)
    hits = sum(int((np.abs(total - 2 * (flip @ differences)) >= least).sum()) for flip in flips)
    return hits / 2 ** len(differences) if exact else (hits + 1) / (trials + 1)


def _all_flips(topics: int) -> Iterator[Doubles]:
    yield (np.arange(2**topics)[:, None] >> np.arange(topics) & 1).astype(np.float64)


def _some_flips(
    differences: Doubles, generator: np.random.Generator, trials: int
) -> Iterator[Doubles]:
    topics = len(differences)
    for size in _blocks(trials, topics):
        octets = np.frombuffer(generator.bytes((size * topics + 7) // 8), dtype=np.uint8)
        bits = np.unpackbits(octets, count=size * topics).reshape(size, topics)
        yield bits.astype(np.float64)


def _detectable(differences: Doubles) -> float | None:
    from scipy.special import stdtrit

    topics = len(differences)
    spread = float(differences.std(ddof=1)) if topics > 1 else 0.0
    if spread <= _TIE:
        return None
    quantiles = stdtrit(topics - 1, 1 - _LEVEL / 2) + stdtrit(topics - 1, _POWER)
    return float(quantiles * spread / np.sqrt(topics))


def adjust(ps: Sequence[float | None]) -> tuple[float | None, ...]:
    """The p of several tests, raised so that calling those below 5% significant errs in 5%.

    Benjamini and Hochberg, "Controlling the False Discovery Rate", JRSS B 57(1), 1995. A None stays
    None and does not count as a test.

    Raises:
        ValueError: a p is not in [0, 1].
    """
    from scipy.stats import false_discovery_control

    tests = [p for p in ps if p is not None]
    raised = iter(false_discovery_control(tests).tolist() if tests else ())
    return tuple(None if p is None else next(raised) for p in ps)


def _blocks(rows: int, width: int) -> Iterator[int]:
    """Sizes of blocks that make up ``rows`` rows of ``width`` numbers."""
    size = max(1, _BLOCK // max(1, width))
    for start in range(0, rows, size):
        yield min(size, rows - start)


def _finite(scores: ArrayLike, *, dimensions: int) -> Doubles:
    values: Doubles = np.array(scores, dtype=np.float64)
    if values.ndim != dimensions or len(values) == 0:
        raise ValueError(f"wanted scores of {dimensions} dimension(s), got shape {values.shape}")
    if not np.isfinite(values).all():
        raise ValueError("a score is missing or infinite; leave out what could not be scored")
    return values
