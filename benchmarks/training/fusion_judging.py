"""Whether a sentence says nothing that its reports do not say, and how it differs from them.

Facts are looked up by ``summarize.evaluation.grounding`` and not by what the writer's drafts are
accepted by: what a model learns from should be no image of its own gate.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from benchmarks.training.fusion_evidence import Report, report
from summarize.evaluation.grounding import GroundedSentence, ground
from summarize.text.facts.negation import flipped, has_negation
from summarize.text.words import bigrams, count_words, stems

Kind = Literal["merged", "rewritten", "inserted", "dated", "compressed"]
"""Two reports have content of their own in it; one or more said anew; put together from parts
(``fusion_insertions``), a date alone added; one report made shorter."""

_NEW = 0.2
"""Part of the pairs of neighbouring words that no report has, from which on it is rewritten."""
_SHORTER = 0.8
_LEAST_ORDER = 0.3
"""Part of the pairs of words that the reports must have: else only the single words are theirs."""
_EXCLUSIVE = 2


def kind_of(target: str, used: Sequence[Report]) -> Kind | None:
    """How ``target`` differs from each report, or None: it is a copy, or a heap of their words."""
    content = report(-1, target).content
    pairs = bigrams(stems(target))
    new = sum(all(pair not in one.pairs for one in used) for pair in pairs) / len(pairs)
    if new > 1 - _LEAST_ORDER:
        return None
    if len(used) > 1:
        told = [content & one.content for one in used]
        others = (frozenset().union(*told[:i], *told[i + 1 :]) for i in range(len(told)))
        alone = [len(one - other) for one, other in zip(told, others, strict=True)]
        if sum(count >= _EXCLUSIVE for count in alone) >= 2:
            return "merged"
    if new >= _NEW:
        return "rewritten"
    shorter = count_words(target) <= _SHORTER * count_words(used[0].text)
    return "compressed" if len(used) == 1 and shorter else None


def supported(target: str, passages: Sequence[str]) -> bool:
    """True if every fact of the target stands in the passages and its negation is theirs."""
    cited = tuple(range(len(passages)))
    sentence = GroundedSentence(text=target, passages=tuple(passages), articles=cited)
    if ground([sentence], passages).absent:
        return False
    if has_negation(target) and not any(map(has_negation, passages)):
        return False
    return not flipped(target, passages)


def in_marks_of(target: str, passages: Sequence[str]) -> str:
    """``target`` with the quotation marks and apostrophes that the passages are set in."""
    text = " ".join(passages)
    if '"' in target and '"' not in text and "“" in text:
        parts = target.split('"')
        target = "".join(
            part + ("" if i == len(parts) - 1 else "“" if i % 2 == 0 else "”")
            for i, part in enumerate(parts)
        )
    if "“" in target and "“" not in text and '"' in text:
        target = target.replace("“", '"').replace("”", '"')
    if "'" in target and "'" not in text and "’" in text:
        target = target.replace("'", "’")
    if "’" in target and "’" not in text and "'" in text:
        target = target.replace("’", "'")
    return target
