"""Citations judged: do they bear their sentences, and are they those that a person would choose.

Recall and precision follow ALCE: Gao, Yen, Yu and Chen, "Enabling Large Language Models to Generate
Text with Citations", EMNLP 2023, section 4. What "supported" means is the caller's choice; the
paper asks an NLI model of 11 billion parameters. Departures: a share of misattributed sentences is
added, and every verdict is kept. ``citation_f1`` compares with gold citations instead.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence, Set
from dataclasses import dataclass
from itertools import combinations
from statistics import fmean
from typing import NamedTuple

from summarize.text.words import content_stems

Supported = Callable[[str, Sequence[str]], bool]
"""Says whether passages, read together, support a sentence."""

_ALONE, _PAIRED = 5, 4
"""How many uncited passages are tried by themselves, and how many of them in pairs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceVerdict:
    """One sentence and its citations.

    Attributes:
        sentence: its text.
        supported: its cited passages together support it; False if there are none.
        needed: for each citation whether it is not superfluous, in the order given.
        elsewhere: one or two passages that it does not cite and that support it; empty if what it
            cites does, if none were found, or if it cites nothing.
    """

    sentence: str
    supported: bool
    needed: tuple[bool, ...]
    elsewhere: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationScores:
    """Scores of one summary, each in [0, 1].

    Attributes:
        recall: share of sentences that their cited passages support; None without a sentence.
        precision: share of citations that are not superfluous; None without a citation.
        misattribution: share of sentences that cite something which does not support them while
            passages they do not cite would; None without a sentence.
        verdicts: one for each sentence, in order.
    """

    recall: float | None
    precision: float | None
    misattribution: float | None
    verdicts: tuple[SentenceVerdict, ...]


def citations(
    sentences: Sequence[str],
    cited: Sequence[Sequence[str]],
    others: Sequence[str],
    supported: Supported,
) -> CitationScores:
    """ALCE's citation recall and precision, and misattribution.

    A citation is superfluous if it does not support the sentence alone and the sentence's other
    citations support it together. As in ALCE, every citation of an unsupported sentence counts as
    superfluous. A sentence without citations is unsupported, but not misattributed.

    Args:
        sentences: n sentences of a summary.
        cited: for each of them the texts of the passages it cites.
        others: all source sentences of the topic; those that a sentence cites are left out.
        supported: asked once for a sentence whose citations fail it and its best few uncited
            passages, and at most twice for each citation of one that is supported.

    Raises:
        ValueError: ``sentences`` and ``cited`` differ in length.
    """
    if len(sentences) != len(cited):
        raise ValueError(f"{len(sentences)} sentences, but citations of {len(cited)}")
    distinct = tuple(dict.fromkeys(others))
    verdicts = tuple(
        _verdict(sentence, passages, distinct, supported)
        for sentence, passages in zip(sentences, cited, strict=True)
    )
    return CitationScores(
        recall=_share(verdict.supported for verdict in verdicts),
        precision=_share(needed for verdict in verdicts for needed in verdict.needed),
        misattribution=_share(bool(verdict.elsewhere) for verdict in verdicts),
        verdicts=verdicts,
    )


def _verdict(
    sentence: str, passages: Sequence[str], others: Sequence[str], supported: Supported
) -> SentenceVerdict:
    if not passages or not supported(sentence, passages):
        elsewhere = _elsewhere(sentence, set(passages), others, supported) if passages else ()
        needed = (False,) * len(passages)
        return SentenceVerdict(
            sentence=sentence, supported=False, needed=needed, elsewhere=elsewhere
        )
    needed = _needed(sentence, passages, supported)
    return SentenceVerdict(sentence=sentence, supported=True, needed=needed, elsewhere=())


def _needed(sentence: str, passages: Sequence[str], supported: Supported) -> tuple[bool, ...]:
    """Of a supported sentence: which citations support it alone or are missed if taken away."""
    if len(passages) == 1:
        return (True,)
    asked: dict[tuple[int, ...], bool] = {}

    def ask(*places: int) -> bool:
        if places not in asked:
            asked[places] = supported(sentence, [passages[place] for place in places])
        return asked[places]

    every = range(len(passages))
    return tuple(ask(one) or not ask(*(two for two in every if two != one)) for one in every)


def _elsewhere(
    sentence: str, cited: Set[str], others: Sequence[str], supported: Supported
) -> tuple[str, ...]:
    """The best uncited passage or pair that supports the sentence, by the words they share."""
    content = frozenset(content_stems(sentence))
    shared = {
        passage: content.intersection(content_stems(passage))
        for passage in others
        if passage not in cited
    }
    # A stable sort: what shares as many words stays in the sources' order.
    ranked = sorted((p for p in shared if shared[p]), key=lambda passage: -len(shared[passage]))
    for passage in ranked[:_ALONE]:
        if supported(sentence, [passage]):
            return (passage,)
    for one, two in combinations(ranked[:_PAIRED], 2):
        # The second must add a word, or the pair could do no more than the first.
        if shared[two] - shared[one] and supported(sentence, [one, two]):
            return (one, two)
    return ()


class CitationF1(NamedTuple):
    """Agreement of citations with gold citations, each in [0, 1]."""

    precision: float
    recall: float
    f1: float


def citation_f1(predicted: Set[Hashable], gold: Set[Hashable]) -> CitationF1:
    """Precision, recall and F1 of the cited items; all 1 if both are empty, 0 if one is."""
    if not predicted and not gold:
        return CitationF1(1.0, 1.0, 1.0)
    right = len(predicted & gold)
    precision = right / len(predicted) if predicted else 0.0
    recall = right / len(gold) if gold else 0.0
    return CitationF1(precision, recall, 2 * right / (len(predicted) + len(gold)))


def mean_citation_f1(pairs: Collection[tuple[Set[Hashable], Set[Hashable]]]) -> CitationF1 | None:
    """The plain means of ``citation_f1`` over sentences; None without a sentence.

    Args:
        pairs: (predicted, gold) of each sentence. The mean F1 is that of the sentences' F1, which
            is not the F1 of the mean precision and recall.
    """
    if not pairs:
        return None
    precisions, recalls, f1s = zip(*(citation_f1(*pair) for pair in pairs), strict=True)
    return CitationF1(fmean(precisions), fmean(recalls), fmean(f1s))


def cited_articles(keys: Iterable[tuple[str, int]]) -> frozenset[str]:
    """The articles of cited sentences, each given as its key (article, place)."""
    return frozenset(article for article, _ in keys)


def _share(verdicts: Iterable[bool]) -> float | None:
    found = tuple(verdicts)
    return fmean(found) if found else None
