"""The source passages that bear a sentence.

First comes the passage that most likely bears it; then others, as many as give the best F1 to be
expected: from every article that tells it, and a second one of an article where that tells what the
first leaves untold. What gainsays the sentence is not cited, and a fact of the sentence that the
scope has somewhere is always cited from there.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence, Sized

import numpy as np
from numpy.typing import NDArray

from summarize.attribution.bearing import Bearing, expected_best, features, packaged
from summarize.attribution.conflicts import gainsays, named, turned
from summarize.attribution.passages import Passages
from summarize.ports import Floats
from summarize.records import Citation
from summarize.settings import AttributionSettings
from summarize.text.facts.dates import missing_dates
from summarize.text.facts.names import missing_names
from summarize.text.facts.numbers import missing_numbers
from summarize.text.facts.quotes import missing_quotes
from summarize.text.words import content_stems

__all__ = ["Passages", "cite", "looked_at"]

Missing = Callable[[str, Sequence[str]], Sized]
"""Finds the facts of one kind that a text states and passages lack."""

_STRICT: tuple[Missing, ...] = (missing_numbers, missing_dates, missing_quotes)
_NEAREST, _SCOPE = 40, 12
"""How many passages are looked at: the nearest of all, and the nearest of the scope."""
_UNSEEN = 0.3
"""How many more passages bear a sentence than those looked at let expect."""
_NAMED = 0.3
"""How likely a passage out of a wide scope is at least that is cited for a name."""
_NEW = 0.05
"""The part of the content that a second passage of an article adds at least."""
_ALL, _VOICE, _NEAR = 0.9, 1 / 3, 0.42
"""A passage that tells so much of the content tells it all; then another is no more than a second
voice, and must tell a third of it, not names alone, and have that score."""
_MORE = 0.1
"""The part of the content that only such a passage tells, if one of it and the sentence negates
what the other does not ("not parting ways" was once cited for "loosening their grip")."""


def cite(
    text: str,
    passages: Passages,
    scores: Floats,
    scope: Sequence[int],
    origins: Mapping[str, int],
    settings: AttributionSettings,
    bearing: Bearing | None = None,
) -> tuple[Citation, ...]:
    """Citations of ``text``, likeliest first; empty only if ``scope`` is.

    Args:
        text: the sentence.
        passages: n source sentences.
        scores: (n,) how near each is to ``text``.
        scope: rows among which the first passage is sought, and one for each fact; any row may
            corroborate.
        origins: number of the origin of each article; where there are too many to cite, those of
            new origins stay.
        settings: how many citations, and how likely one must be.
        bearing: weights instead of the packaged ones.
    """
    if not scope:
        return ()
    rows, inside = looked_at(scores, scope)
    seen = features(text, passages, scores, rows)
    found = (bearing or packaged()).likelihoods(seen).tolist()
    likely = dict(zip(rows, found, strict=True))
    ranked = sorted(rows, key=lambda row: (-likely[row], -float(scores[row]), row))
    first = next(row for row in ranked if row in inside)
    others = [row for row in ranked if row != first and likely[row] >= settings.min_likelihood]
    others = _trusted(text, passages, scores, first, others)
    others = _expected(likely, first, others)
    within = [row for row in ranked if row in inside]
    needed = _covering(text, passages, [first], [*others, *within], _STRICT)
    # A name is often named all over an article: a passage that has no more of the sentence than
    # its names is cited for them only out of a scope that was chosen to be to the point.
    if len(scope) > _SCOPE:
        within = [row for row in within if likely[row] >= _NAMED]
    needed = _covering(text, passages, needed, [*others, *within], (missing_names,))[1:]
    more = _fresh_first(passages, origins, [first, *needed], others)
    chosen = {*[*needed, *more][: settings.max_citations - 1]} - {first}
    return tuple(
        _citation(passages, scores, row)
        for row in (first, *(row for row in ranked if row in chosen))
    )


def looked_at(scores: Floats, scope: Sequence[int]) -> tuple[list[int], frozenset[int]]:
    """Rows worth looking at, ascending, and those of them that are of ``scope``."""
    inside = _nearest(scores, np.asarray(scope), _SCOPE)
    near = _nearest(scores, np.arange(len(scores)), _NEAREST)
    return sorted({*inside, *near}), frozenset(inside)


def _nearest(scores: Floats, rows: NDArray[np.int64], most: int) -> list[int]:
    nearest: list[int] = rows[np.argsort(-scores[rows], kind="stable")[:most]].tolist()
    return nearest


def _fresh_first(
    passages: Passages, origins: Mapping[str, int], cited: Sequence[int], rows: Sequence[int]
) -> list[int]:
    """``rows`` that are not cited, those that bring an origin not cited yet before the others."""
    known = {origins[passages.sentences[row].key.article] for row in cited}
    fresh: list[int] = []
    same: list[int] = []
    for row in rows:
        origin = origins[passages.sentences[row].key.article]
        (same if row in cited or origin in known else fresh).append(row)
        known.add(origin)
    return [row for row in fresh + same if row not in cited]


def _expected(likely: Mapping[int, float], first: int, rows: Sequence[int]) -> list[int]:
    """Those of ``rows`` that promise the best F1 with ``first``, where no others may be cited."""
    able = sorted((first, *rows), key=lambda row: -likely[row])
    missed = math.fsum(likely.values()) - math.fsum(likely[row] for row in able)
    best = able[: expected_best((likely[row] for row in able), missed + _UNSEEN)]
    return [row for row in rows if row in best]


def _trusted(
    text: str, passages: Passages, scores: Floats, first: int, rows: Sequence[int]
) -> list[int]:
    """Those of ``rows`` that neither gainsay the text nor tell what the same article has told."""
    content = set(content_stems(text))
    told = {
        row: content.intersection(content_stems(passages.sentences[row].text))
        for row in (first, *rows)
    }
    by_article = {passages.sentences[first].key.article: set(told[first])}
    every = set(told[first])
    kept: list[int] = []
    for row in rows:
        article, passage = passages.sentences[row].key.article, passages.sentences[row].text
        known = by_article.setdefault(article, set())
        again = bool(known) and len(told[row] - known) < max(1.0, _NEW * len(content))
        voice = len(told[first]) >= _ALL * len(content)
        weak = len(told[row]) < _VOICE * len(content) or scores[row] < _NEAR
        weak = voice and (weak or told[row] <= named(text))
        idle = turned(text, passage) and len(told[row] - every) < max(1.0, _MORE * len(content))
        if not (again or weak or idle or gainsays(text, passage)):
            kept.append(row)
            known |= told[row]
            every |= told[row]
    return kept


def _covering(
    text: str,
    passages: Passages,
    rows: Sequence[int],
    more: Sequence[int],
    kinds: Sequence[Missing],
) -> list[int]:
    """``rows``, and of ``more`` the fewest (found greedily) that hold the facts these lack."""
    chosen = list(rows)
    left = _absent(text, passages, chosen, kinds)
    while left:
        absent = {
            row: _absent(text, passages, [*chosen, row], kinds)
            for row in dict.fromkeys(more)
            if row not in chosen
        }
        best = min(absent, key=lambda row: absent[row], default=None)
        if best is None or absent[best] >= left:
            break
        chosen.append(best)
        left = absent[best]
    return chosen


def _absent(text: str, passages: Passages, rows: Sequence[int], kinds: Sequence[Missing]) -> int:
    """How many facts of ``text`` stand in none of ``rows``."""
    texts = passages.texts(rows)
    return sum(len(missing(text, texts)) for missing in kinds)


def _citation(passages: Passages, scores: Floats, row: int) -> Citation:
    sentence, score = passages.sentences[row], float(scores[row])
    return Citation(
        key=sentence.key, start=sentence.start, end=sentence.end, score=min(round(score, 4), 1.0)
    )
