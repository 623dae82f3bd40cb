"""Which of the sentences that were accepted make the summary.

A section may have several: its source sentence, and what the writer made of it. Shortened, it
leaves room for another section; so which to tell and in which words is one question. As in
Berg-Kirkpatrick, Gillick and Klein, "Jointly Learning to Extract and Compress", ACL 2011: the
greatest worth of concepts under the budget, one sentence of a section at most. Departures: the
shortened sentences are a model's and not cuts of a tree, and what the model wrote is worth a little
more, what it reworded or merged more still: a summary should read as one text, not as cuttings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from summarize.planning.budget import TOLERANCE
from summarize.planning.concepts.pairs import concepts_of
from summarize.planning.redundancy import repeats
from summarize.planning.selection.program import Items, best_cover
from summarize.records import CitedSentence, Concept, SentenceKey
from summarize.text.words import count_words
from summarize.writing.preference import is_reworded

_WRITTEN, _REWORDED = 0.1, 0.5
"""Besides its concepts, in parts of their worth."""


def composed(
    told: Sequence[CitedSentence],
    worth: Mapping[Concept, float],
    sources: Mapping[SentenceKey, str],
    words: int,
) -> tuple[CitedSentence, ...]:
    """The best of ``told`` for ``words`` words, in their order, one of a section.

    Args:
        told: accepted sentences; of one section several.
        worth: of each concept.
        sources: the texts of source sentences.
        words: the budget.

    Returns:
        () where no set of at least nine tenths of the budget was found.
    """
    texts = [sentence.draft.text for sentence in told]
    held = [[c for c in concepts_of(text) if worth.get(c, 0.0) > 0] for text in texts]
    alone = [sum(worth[concept] for concept in some) for some in held]
    items = Items(
        lengths=[max(count_words(text), 1) for text in texts],
        concepts=held,
        extra=[
            value * _merit(sentence, sources) for value, sentence in zip(alone, told, strict=True)
        ],
    )
    rivals = [
        (one, two)
        for one, two in combinations(range(len(told)), 2)
        if told[one].draft.section == told[two].draft.section or repeats(texts[one], texts[two])
    ]
    found = best_cover(items, worth, rivals, words)
    length = sum(items.lengths[item] for item in found)
    return tuple(told[i] for i in found) if length >= (1 - TOLERANCE) * words else ()


def _merit(sentence: CitedSentence, sources: Mapping[SentenceKey, str]) -> float:
    if sentence.draft.kind != "fused":
        return 0.0
    cited = [sources[citation.key] for citation in sentence.citations]
    return _WRITTEN + _REWORDED * is_reworded(sentence.draft.text, cited)
