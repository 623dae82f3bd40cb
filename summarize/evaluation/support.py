"""Is a sentence borne by the passages it is said to rest on? Judged by shared words, in a moment.

Two shares of the sentence, each in [0, 1]:

- *pairs*: its neighbouring stems that stand side by side in a passage;
- *phrases*: its neighbouring content words that are neighbours in a passage, function words aside.

Both are counted as ROUGE-2 counts with the sentence as reference (Lin 2004), but not in all
passages at once: false sentences are made of bits from everywhere. A share may take one run of the
sentence from one passage and the rest from another; what the second adds counts nine tenths.

Two objections, 0 or 1: a *figure*, or a *name* (a capitalized content word past the first), that no
passage has. The value is the weighted mean of the shares less the weights of the objections, not
under 0. The weights are those of a logistic regression on human judgements, held to their signs (a
share never counts against, an objection never for) and divided so that those of the shares sum to
1; ``support_weights.json`` has them, with the data and the figures in cross-validation. As every
feature is a best or an "in none", one passage more never lowers the value.

This grades what the attribution stage gates, so it shares no code with the gate's own measure.
It has no synonyms and no negation: a true paraphrase scores low, and a false sentence made of two
passages' own phrases scores high. Spelled-out numbers and capitals are read as in English.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

import numpy as np

from summarize.evaluation.tokens import letter_counts, mostly_non_ascii, word_tokens
from summarize.text.words import content_stems, is_content, normalize, stem, stems, words

SHARES = ("pairs", "phrases")
"""Names of what speaks for a sentence, in the order of ``features``."""
OBJECTIONS = ("figures", "names")
"""Names of what speaks against it; they follow the shares."""

# By hand: without a discount CNN/DM's false fusions rank with plain copies (AUC 0.834 for 0.846),
# and with a larger one two passages that bear half of a sentence each could never bear the whole.
_SECOND_PASSAGE = 0.9
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_THOUSANDS = re.compile(r",(?=\d{3}(?!\d))")
# "one" is left out: it is a pronoun as often as a number.
_SPELLED = {
    word: str(value)
    for word, value in zip(
        """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
        sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty
        ninety""".split(),
        (*range(2, 20), *range(20, 100, 10)),
        strict=True,
    )
}

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """What was fitted.

    Attributes:
        version: of the features and the weights together; part of the signature.
        weights: (4,) at least 0, in the order of ``SHARES`` and ``OBJECTIONS``; shares sum to 1.
        threshold: least value of a supported sentence.
    """

    version: str
    weights: tuple[float, ...]
    threshold: float


def support(sentence: str, passages: Sequence[str]) -> float:
    """How well ``passages`` bear ``sentence``, in [0, 1], rounded to 4 places.

    1 for a sentence that stands word for word in a passage (a single word must be the whole
    passage); 0 without passages, and for a sentence without words.
    """
    return combine(features(sentence, passages), model().weights)


def supported(sentence: str, passages: Sequence[str]) -> bool:
    """True if the support reaches ``threshold()``."""
    return support(sentence, passages) >= threshold()


def threshold() -> float:
    """Least support of a supported sentence, chosen on the judged sentences."""
    return model().threshold


def signature() -> str:
    """Names whatever can change a value or a verdict."""
    return f"support|weights:{model().version}|tokens:ascii+unicode|threshold:{threshold():g}"


def features(sentence: str, passages: Sequence[str]) -> tuple[float, ...]:
    """(4,) in [0, 1]: the shares, then the objections; zeros without words or passages."""
    own = _sentence(sentence)
    if not own.stems or not passages:
        return (0.0,) * len(SHARES + OBJECTIONS)
    by_unicode = _reads_by_unicode(sentence)
    read = [_passage(passage, by_unicode) for passage in passages]
    pairs = _share(own.pairs, [one.pairs for one in read])
    if pairs is None:  # A word taken out of a passage tells nothing that the passage tells.
        pairs = float(any(one.stems == own.stems for one in read))
    phrases = _share(own.phrases, [one.phrases for one in read])
    return (
        pairs,
        pairs if phrases is None else phrases,
        float(bool(_new(own.figures, [one.figures for one in read]))),
        float(bool(_new(own.names, [one.stems for one in read]))),
    )


def combine(values: Sequence[float], weights: Sequence[float]) -> float:
    """The support that values of the features give under ``weights``; both (4,)."""
    signs = (1.0,) * len(SHARES) + (-1.0,) * len(OBJECTIONS)
    total = sum(
        sign * weight * value for sign, weight, value in zip(signs, weights, values, strict=True)
    )
    return round(min(1.0, max(0.0, total)), 4)


@lru_cache(maxsize=1)
def model() -> Model:
    """The fitted weights that come with the package."""
    path = files("summarize.evaluation").joinpath("support_weights.json")
    read = json.loads(path.read_text("utf-8"))
    return Model(
        version=read["version"],
        weights=tuple(float(read["weights"][name]) for name in SHARES + OBJECTIONS),
        threshold=float(read["threshold"]),
    )


def _share(items: Pairs, passages: Sequence[Set[tuple[str, str]]]) -> float | None:
    """The part of ``items`` that one passage has, or two, each a run; None if there are none."""
    if not items:
        return None
    wanted = frozenset(items)
    rows = [[item in has for item in items] for has in passages if not wanted.isdisjoint(has)]
    if not rows:
        return 0.0
    # left[i, k] of the first k items are in passage i, and right[i, k] of the others.
    left = np.cumsum(np.pad(np.array(rows, dtype=np.int32), ((0, 0), (1, 0))), axis=1)
    right = left[:, -1:] - left
    one = int(left[:, -1].max())
    two = int((left.max(axis=0) + right.max(axis=0)).max())
    return (one + _SECOND_PASSAGE * (two - one)) / len(items)


def _new(items: frozenset[str], passages: Sequence[Set[str]]) -> frozenset[str]:
    """Those of ``items`` that no passage has."""
    for has in passages:
        if not items:
            break
        items = items - has
    return items


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sentence:
    """What is looked for; ``names`` are stems."""

    stems: frozenset[str]
    pairs: Pairs
    phrases: Pairs
    figures: frozenset[str]
    names: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Passage:
    """What there is."""

    stems: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    phrases: frozenset[tuple[str, str]]
    figures: frozenset[str]


@lru_cache(maxsize=1024)
def _sentence(text: str) -> _Sentence:
    every, content = _tokens(text, _reads_by_unicode(text))
    return _Sentence(
        stems=frozenset(every),
        pairs=tuple(pairwise(every)),
        phrases=tuple(pairwise(content)),
        figures=_figures(text),
        names=frozenset(
            stem(word) for word in words(text)[1:] if word[0].isupper() and is_content(word)
        ),
    )


@lru_cache(maxsize=8192)  # some 60 MB; a topic's passages are read once for all its sentences
def _passage(text: str, by_unicode: bool) -> _Passage:
    every, content = _tokens(text, by_unicode)
    return _Passage(
        stems=frozenset(every),
        pairs=frozenset(pairwise(every)),
        phrases=frozenset(pairwise(content)),
        figures=_figures(text),
    )


def _reads_by_unicode(sentence: str) -> bool:
    """The sentence's script decides how its passages are read too, whatever else is in them."""
    return mostly_non_ascii(letter_counts(sentence))


def _tokens(text: str, by_unicode: bool) -> tuple[Sequence[str], Sequence[str]]:
    """Stems, all and without function words; in other scripts than Latin words as they are."""
    if by_unicode:
        found = word_tokens(text)
        return found, found
    return stems(text), content_stems(text)


def _figures(text: str) -> frozenset[str]:
    """Numbers in digits or words, as digits: "1,200" is "1200" and "twelve" is "12"."""
    digits = {_THOUSANDS.sub("", match) for match in _DIGITS.findall(text)}
    spelled = {_SPELLED.get(normalize(word), "") for word in words(text)} - {""}
    return frozenset(digits | spelled)
