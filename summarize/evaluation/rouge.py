"""ROUGE-1, ROUGE-2, ROUGE-L and ROUGE-Lsum of a summary against references.

Lin, "ROUGE: A Package for Automatic Evaluation of Summaries", Text Summarization Branches Out,
2004: n-gram overlap (section 2), the longest common subsequence (3.1) and the union of those of
sentences (3.2). The numbers are those of ``rouge_score.RougeScorer(use_stemmer=True)`` for texts
with one sentence a line, some thirty times as fast. As there, F1 weighs precision and recall
alike, and a token counts in the union no more often than the candidate has it (as in ROUGE
1.5.5; the paper counts it always). Departures: texts in other scripts than Latin have tokens
(``tokens``), and with several references both the best and the mean can be had.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from statistics import fmean

from summarize.evaluation.lcs import lcs_indices, lcs_length, places_of
from summarize.evaluation.tokens import letter_counts, mostly_non_ascii, rouge_tokens

NAMES = ("rouge1", "rouge2", "rougeL", "rougeLsum")
"""The measures, in the order of every tuple of scores here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """One measure of one pair; all between 0 and 1.

    ``precision`` is the share of the candidate's units that the reference has, ``recall`` the share
    of the reference's that the candidate has, ``f1`` their harmonic mean (0 where both are 0).
    """

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RougeScores:
    """The F1 of each measure by its name, and all of it in ``overlaps`` (in the order NAMES)."""

    overlaps: tuple[Overlap, Overlap, Overlap, Overlap]

    @property
    def rouge1(self) -> float:
        """F1 of the words."""
        return self.overlaps[0].f1

    @property
    def rouge2(self) -> float:
        """F1 of the pairs of neighbouring words."""
        return self.overlaps[1].f1

    @property
    def rougeL(self) -> float:  # noqa: N802  # the name that every paper and program gives it
        """F1 of the longest common subsequence of the whole texts."""
        return self.overlaps[2].f1

    @property
    def rougeLsum(self) -> float:  # noqa: N802  # as above
        """F1 of the unions of the sentences' longest common subsequences."""
        return self.overlaps[3].f1

    def f1(self) -> dict[str, float]:
        """F1 by the measure's name."""
        return {name: item.f1 for name, item in zip(NAMES, self.overlaps, strict=True)}


def rouge(candidate: Sequence[str], references: Sequence[Sequence[str]]) -> tuple[RougeScores, ...]:
    """The scores of a summary against each reference, in their order.

    Args:
        candidate: the summary's sentences. ROUGE-1, 2 and L read them as one text; a line break
            inside a sentence is a space.
        references: of each reference its sentences.

    Returns:
        One score a reference; () without references. A text without tokens scores 0.
    """
    own = tuple(candidate)
    return tuple(_score_pair(own, tuple(reference)) for reference in references)


def best(scores: Sequence[RougeScores]) -> RougeScores:
    """For each measure the overlap of highest F1, the first of equals, as ``score_multi`` does.

    Raises:
        ValueError: there are no scores.
    """
    return _each(scores, lambda overlaps: max(overlaps, key=lambda overlap: overlap.f1))


def mean(scores: Sequence[RougeScores]) -> RougeScores:
    """For each measure the plain mean over the references, of precision, recall and F1 alone.

    Raises:
        ValueError: there are no scores.
    """
    return _each(
        scores,
        lambda overlaps: Overlap(
            precision=fmean(overlap.precision for overlap in overlaps),
            recall=fmean(overlap.recall for overlap in overlaps),
            f1=fmean(overlap.f1 for overlap in overlaps),
        ),
    )


def signature(references: str = "best") -> str:
    """What can change a score; ``references`` says how several are brought together."""
    return f"rouge_score:0.1.2|stem:porter|lsum:sentences|tokens:ascii+unicode|refs:{references}"


def _each(
    scores: Sequence[RougeScores], merge: Callable[[Sequence[Overlap]], Overlap]
) -> RougeScores:
    if not scores:
        raise ValueError("no reference was scored against")
    first, second, third, fourth = (
        merge(column) for column in zip(*(score.overlaps for score in scores), strict=True)
    )
    return RougeScores(overlaps=(first, second, third, fourth))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counted:
    """A text as it is compared."""

    sentences: tuple[tuple[str, ...], ...]
    tokens: tuple[str, ...]
    unigrams: Counter[str]
    bigrams: Counter[tuple[str, str]]
    places: dict[str, int]
    sentence_places: tuple[dict[str, int], ...]


# A topic's references meet each system's summary, and a summary meets each reference.
@lru_cache(maxsize=256)
def _count(sentences: tuple[str, ...], by_unicode: bool) -> _Counted:
    told = tuple(rouge_tokens(sentence, by_unicode=by_unicode) for sentence in sentences)
    told = tuple(filter(None, told))
    tokens = tuple(token for sentence in told for token in sentence)
    return _Counted(
        sentences=told,
        tokens=tokens,
        unigrams=Counter(tokens),
        bigrams=Counter(pairwise(tokens)),
        places=places_of(tokens),
        sentence_places=tuple(map(places_of, told)),
    )


@lru_cache(maxsize=256)
def _letters(sentences: tuple[str, ...]) -> tuple[int, int]:
    return letter_counts("".join(sentences))


def _score_pair(candidate: tuple[str, ...], reference: tuple[str, ...]) -> RougeScores:
    by_unicode = mostly_non_ascii(_letters(candidate), _letters(reference))
    own, other = _count(candidate, by_unicode), _count(reference, by_unicode)
    words = len(own.tokens), len(other.tokens)
    pairs = max(words[0] - 1, 0), max(words[1] - 1, 0)
    return RougeScores(
        overlaps=(
            _overlap((own.unigrams & other.unigrams).total(), *words),
            _overlap((own.bigrams & other.bigrams).total(), *pairs),
            _overlap(lcs_length(other.tokens, own.places, words[0]), *words),
            _overlap(_union_hits(own, other), *words),
        )
    )


def _union_hits(candidate: _Counted, reference: _Counted) -> int:
    """Tokens of the reference in the union subsequences, none more often than the candidate's."""
    found: Counter[str] = Counter()
    for sentence in reference.sentences:
        union: set[int] = set()
        for told, places in zip(candidate.sentences, candidate.sentence_places, strict=True):
            union.update(lcs_indices(sentence, places, len(told)))
        found.update(sentence[index] for index in union)
    return (found & candidate.unigrams).total()


def _overlap(hits: int, candidate_size: int, reference_size: int) -> Overlap:
    if not hits:
        return Overlap(precision=0.0, recall=0.0, f1=0.0)
    precision, recall = hits / candidate_size, hits / reference_size
    return Overlap(
        precision=precision, recall=recall, f1=2 * precision * recall / (precision + recall)
    )
