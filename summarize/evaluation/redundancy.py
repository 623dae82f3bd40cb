"""How often a summary repeats itself.

Two views. Sentences: ROUGE-L F1 (Lin 2004, section 3.1) between each two of a summary's sentences,
as in Bommasani and Cardie, "Intrinsic Evaluation of Summarization Datasets", EMNLP 2020. Words: the
share of distinct n-grams, as in Xiao and Carenini, "Systematically Exploring Redundancy Reduction
in Summarizing Long Documents", AACL 2020. Departures: the highest ROUGE-L and the near-duplicates
are given beside the mean, and no n-gram crosses from one sentence into the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import fmean

from summarize.evaluation.lcs import lcs_length, places_of
from summarize.evaluation.tokens import letter_counts, mostly_non_ascii, rouge_tokens

NEAR_DUPLICATE_F1 = 0.6
"""From this ROUGE-L F1 on two sentences count as told twice."""
CONTAINED_SHARE = 0.8
"""So they do where this share of the shorter stands in the longer in the same order."""
LEAST_TOKENS = 6
"""A shorter sentence is near to another only if they are the same: "At 6 pm." is not "At 7 pm."."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Redundancy:
    """Repetition within one summary; 0 to 1 but for the counts, None where there is nothing.

    ``pairs`` of sentences that have tokens; ``mean_rouge_l`` and ``highest_rouge_l`` of their
    ROUGE-L F1; ``near_duplicates`` among them, and as ``near_duplicate_share``. With fewer than two
    sentences these three ratios are None. ``unique_unigrams``, ``unique_bigrams`` and
    ``unique_trigrams``: distinct n-grams over all (1: none comes twice).
    """

    pairs: int
    mean_rouge_l: float | None
    highest_rouge_l: float | None
    near_duplicates: int
    near_duplicate_share: float | None
    unique_unigrams: float | None
    unique_bigrams: float | None
    unique_trigrams: float | None


def redundancy(sentences: Sequence[str]) -> Redundancy:
    """How much the sentences of one summary repeat each other, by stemmed tokens."""
    by_unicode = mostly_non_ascii(*map(letter_counts, sentences))
    told = [rouge_tokens(sentence, by_unicode=by_unicode) for sentence in sentences]
    told = [tokens for tokens in told if tokens]
    compared = list(_compare(told))
    likeness = [f1 for f1, _ in compared]
    repeated = sum(repeats for _, repeats in compared)
    return Redundancy(
        pairs=len(compared),
        mean_rouge_l=fmean(likeness) if compared else None,
        highest_rouge_l=max(likeness, default=None),
        near_duplicates=repeated,
        near_duplicate_share=repeated / len(compared) if compared else None,
        unique_unigrams=_unique(told, 1),
        unique_bigrams=_unique(told, 2),
        unique_trigrams=_unique(told, 3),
    )


def signature() -> str:
    """What can change a score."""
    return (
        "rouge_score:0.1.2|stem:porter|tokens:ascii+unicode"
        f"|near:f1>={NEAR_DUPLICATE_F1},contained>={CONTAINED_SHARE},tokens>={LEAST_TOKENS}"
        "|ngrams:sentences"
    )


def _compare(told: Sequence[tuple[str, ...]]) -> Iterable[tuple[float, bool]]:
    """Of each pair of sentences the ROUGE-L F1 and whether it tells the same twice."""
    measured = [(tokens, places_of(tokens)) for tokens in told]
    for (one, places), (other, _) in combinations(measured, 2):
        common = lcs_length(other, places, len(one))
        shorter = min(len(one), len(other))
        f1 = 2 * common / (len(one) + len(other))
        near = f1 >= NEAR_DUPLICATE_F1 or common >= CONTAINED_SHARE * shorter
        yield f1, one == other or (near and shorter >= LEAST_TOKENS)


def _unique(told: Sequence[tuple[str, ...]], size: int) -> float | None:
    grams = [gram for tokens in told for gram in _grams(tokens, size)]
    return len(set(grams)) / len(grams) if grams else None


def _grams(tokens: tuple[str, ...], size: int) -> Iterable[tuple[str, ...]]:
    return zip(*(tokens[start:] for start in range(size)), strict=False)  # stops with the last
