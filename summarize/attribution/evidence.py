"""The smallest set of source passages that bears a sentence.

Passages are ranked by half meaning, half wording. The best is cited; then whichever tells most of
what the ones before leave untold (greedy set cover); then, from each article that is not cited
yet, its best passage where that comes near the top score: what several articles tell is cited to
each of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from summarize.clustering.similarity import Wording
from summarize.ports import Encoder, Floats
from summarize.records import Citation, Sentence
from summarize.settings import AttributionSettings
from summarize.text.facts.dates import find_dates, missing_dates
from summarize.text.facts.names import find_names
from summarize.text.facts.negation import has_negation
from summarize.text.facts.numbers import find_numbers, missing_numbers
from summarize.text.words import content_stems, stem

_LOOKED_AT = 12
_LEAST_GAIN = 0.15
_FACT = 3.0
_TOLD = 0.25
"""The part of the sentence's content that a corroborating passage has at least."""
_REWRITTEN = 0.65
"""What the best passage of a rewritten sentence scores at the most, as a rule. A sentence
taken word for word scores 1 with its source, which says nothing of how near another must come."""


class Passages:
    """All source sentences, ready to be asked which of them bear a text."""

    def __init__(self, sentences: Sequence[Sentence], vectors: Floats, encoder: Encoder) -> None:
        self.sentences = tuple(sentences)
        self.rows = {sentence.key: row for row, sentence in enumerate(self.sentences)}
        self._vectors = vectors
        self._encoder = encoder
        self._wording = Wording([sentence.text for sentence in sentences])

    def scores(self, texts: Sequence[str]) -> Floats:
        """(m, n) float32 in [0, 1]: how near each of m texts is to each source sentence."""
        if not texts:
            return np.zeros((0, len(self.sentences)), dtype=np.float32)
        meaning = np.clip(self._encoder.encode(texts) @ self._vectors.T, 0, 1)
        mixed: Floats = np.round((meaning + self._wording.alike(texts)) / 2, 4)
        return mixed

    def told(self, text: str, row: int) -> float:
        """The part of the content of ``text`` that a passage has, rare words weighing more."""
        content = set(content_stems(text))
        if not content:
            return 0.0
        weights = {term: self._wording.weight(term) for term in sorted(content)}
        shared = content & set(content_stems(self.sentences[row].text))
        return sum(weights[term] for term in sorted(shared)) / sum(weights.values())


def cite(
    text: str,
    passages: Passages,
    scores: Floats,
    scope: Sequence[int],
    origins: Mapping[str, int],
    settings: AttributionSettings,
) -> tuple[Citation, ...]:
    """Citations of ``text``, best first; empty only if ``scope`` is.

    Args:
        text: the sentence.
        passages: n source sentences.
        scores: (n,) how near each is to ``text``.
        scope: rows among which those that bear it are sought; any row may corroborate.
        origins: number of the origin of each article; a new origin corroborates first.
        settings: how many citations, and how near a corroborating one must come.
    """
    ranked = sorted(scope, key=lambda row: (-float(scores[row]), row))
    if not ranked:
        return ()
    chosen = _bearing(text, passages, ranked[:_LOOKED_AT], settings.max_citations)
    top = min(max(float(scores[row]) for row in chosen), _REWRITTEN)
    for row in _corroborating(passages, scores, chosen, origins):
        near = scores[row] >= settings.corroboration * top and _agrees(text, passages, row)
        if len(chosen) < settings.max_citations and near:
            chosen.append(row)
    return tuple(_citation(passages.sentences[row], float(scores[row])) for row in chosen)


def _agrees(text: str, passages: Passages, row: int) -> bool:
    """A second voice tells enough of it, negates as it does, and gives no other figure or date."""
    passage = passages.sentences[row].text
    if passages.told(text, row) < _TOLD or has_negation(passage) != has_negation(text):
        return False
    other_figure = find_numbers(passage) and missing_numbers(text, [passage])
    other_date = find_dates(passage) and missing_dates(text, [passage])
    return not other_figure and not other_date


def _bearing(text: str, passages: Passages, ranked: Sequence[int], most: int) -> list[int]:
    needs = weighted_needs(text)
    least = _LEAST_GAIN * sum(needs.values())
    chosen = [ranked[0]]
    left = _untold(needs, passages.sentences[ranked[0]].text)
    while left and len(chosen) < most:
        gains = {
            row: sum(left.values()) - sum(_untold(left, passages.sentences[row].text).values())
            for row in ranked
            if row not in chosen
        }
        best = max(gains, key=lambda row: (gains[row], -ranked.index(row)), default=None)
        if best is None or gains[best] < max(least, 1.0):
            break
        chosen.append(best)
        left = _untold(left, passages.sentences[best].text)
    return chosen


def _corroborating(
    passages: Passages, scores: Floats, chosen: Sequence[int], origins: Mapping[str, int]
) -> list[int]:
    """The best row of each article not cited yet, those of new origins first."""
    cited = {passages.sentences[row].key.article for row in chosen}
    known = {origins[article] for article in cited}
    fresh: list[int] = []
    same: list[int] = []
    for row in np.argsort(-scores, kind="stable").tolist():
        article = passages.sentences[row].key.article
        if article not in cited:
            cited.add(article)
            (same if origins[article] in known else fresh).append(row)
            known.add(origins[article])
    return fresh + same


def weighted_needs(text: str) -> dict[tuple[str, object], float]:
    """What a passage must tell: content stems, weight 1, and facts, weight 3."""
    needs: dict[tuple[str, object], float] = {("stem", s): 1.0 for s in content_stems(text)}
    needs.update({("number", n.readings): _FACT for n in find_numbers(text)})
    needs.update({("date", d.parts): _FACT for d in find_dates(text)})
    for name in find_names(text):
        needs.update({("stem", stem(token)): _FACT for token in name.tokens})
    return needs


def _untold(
    needs: dict[tuple[str, object], float], passage: str
) -> dict[tuple[str, object], float]:
    known = set(content_stems(passage))
    readings = {reading for n in find_numbers(passage) for reading in n.readings}
    parts = {part for d in find_dates(passage) for part in d.parts}
    told = {"stem": lambda s: s in known, "number": readings.intersection, "date": parts.issuperset}
    return {need: weight for need, weight in needs.items() if not told[need[0]](need[1])}  # type: ignore[operator]


def _citation(sentence: Sentence, score: float) -> Citation:
    return Citation(
        key=sentence.key, start=sentence.start, end=sentence.end, score=min(round(score, 4), 1.0)
    )
