"""Plain measures of support, for comparison: each (sentence, passages) -> in [0, 1]."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

from rapidfuzz.distance import LCSseq

from summarize.attribution.support import OverlapSupport
from summarize.evaluation import support as ours
from summarize.settings import AttributionSettings
from summarize.text.words import content_stems, stems

Measure = Callable[[str, Sequence[str]], float]


def baselines() -> dict[str, Measure]:
    """Plain measures to compare with."""
    return {
        "every number is there": lambda s, p: 1.0 - ours.features(s, p)[len(ours.SHARES)],
        "words in any passage": _words,
        "ROUGE-1 precision, best passage": _rouge_1,
        "ROUGE-L precision, best passage": _rouge_l,
        "bigrams in any passage": _bigrams,
        "0.4 ROUGE-L, 0.3 bigrams, 0.3 words of best two": _start,
        "the gate's measure": OverlapSupport(AttributionSettings()).support,
    }


def _words(sentence: str, passages: Sequence[str]) -> float:
    own, known = stems(sentence), {stem for text in passages for stem in stems(text)}
    return sum(stem in known for stem in own) / len(own)


def _rouge_1(sentence: str, passages: Sequence[str]) -> float:
    own = Counter(stems(sentence))
    return max((own & Counter(stems(text))).total() for text in passages) / own.total()


def _rouge_l(sentence: str, passages: Sequence[str]) -> float:
    own = stems(sentence)
    return max(LCSseq.similarity(own, stems(text)) for text in passages) / len(own)


def _bigrams(sentence: str, passages: Sequence[str]) -> float:
    own = tuple(pairwise(stems(sentence)))
    known = {pair for text in passages for pair in pairwise(stems(text))}
    return sum(pair in known for pair in own) / max(1, len(own))


def _start(sentence: str, passages: Sequence[str]) -> float:
    own = content_stems(sentence)
    there = {frozenset(set(own) & set(stems(text))) for text in passages}
    covered = max(sum(stem in a | b for stem in own) for a in there for b in there)
    mixed = 0.4 * _rouge_l(sentence, passages) + 0.3 * _bigrams(sentence, passages)
    return mixed + 0.3 * covered / max(1, len(own))
