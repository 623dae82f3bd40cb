"""Does a summary read as one story: how it begins, and in what order it goes on.

- ``lead_like``: whether the first sentence is one that an article could begin with.
- ``order_tau``: Kendall's tau between the summary's order and that of the reference sentences that
  tell the same, as in Lapata, "Automatic Evaluation of Information Ordering: Kendall's Tau",
  Computational Linguistics 32(4), 2006. Departures: the two texts share no sentences, so each
  sentence of the summary is aligned with the reference sentence of greatest word overlap, and those
  that have none are left out; several may have the same one, which makes ties (tau-b).
- ``summary_ordering``: both, and the openings that point at nothing (``dangling``).

An editor's order is one of several good ones, and tau knows only that one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TypeVar

from summarize.evaluation.dangling import Dangling, dangling, points_at
from summarize.evaluation.tokens import rouge_tokens
from summarize.text.words import FUNCTION_WORDS, count_words, words

ALIGNED = 0.2
"""Least mean of ROUGE-1 and ROUGE-2 F1 of an aligned pair; set by reading 60 pairs."""
OPENING_WORDS = 120
"""An article's beginning: its headline and about four sentences."""
EARLY = 0.6
"""This share of a sentence's content words stands in the beginning of some article."""
_SHORTEST, _LONGEST = 8, 60

_QUOTED = re.compile(r"“[^”]*(?:”|$)|(?<!\w)\"[^\"]*(?:\"|$)")
_ENDS = re.compile(r"[.!][\"”’')\]]*$")
_SPOKEN_TO = frozenset("i i'm i've i'd i'll me my we we're we've our us you you're your".split())
_CAPTION = re.compile(
    r"\b(?:in this|file|undated|courtesy) (?:\S+ )*?(?:photo|image|picture|screen|video)\b"
    r"|\b(?:photos?|images?|caption|credit)(?: ?:| by\b| copyright)|\bgetty\b"
    r"|\b(?:left to right|from left)\b"
    r"|^(?:caption|image|photo|a still)\b|\b(?:is|are) (?:pictured|seen)\b"
    r"|[,(] ?(?:left|right|center|centre|second left|second right|rear|r|l\.|l)[,)]"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day,? [a-z]{3,9}\.? \d{1,2}, \d{4}[., ]*$"
    r"|^(?:watch|video|read|click|see|sign|please|share|subscribe|enlarge|close)\b",
    re.IGNORECASE,
)
# "The proud dad has never missed a shift": who that is was said before.
_KNOWN_SUBJECT = re.compile(
    r"^(?:Some|Many|Others|Most|Several) (?:is|are|was|were|have|had)\b"
    r"|^(?:The|His|Her|Its|Their) (?:[a-z]\S* ){1,3}(?:is|are|was|were|has|have|had|will|would|said"
    r"|says|told|can|could|also|[a-z]{3,}ed)\b"
    r"|^The (?:[a-z]\S* ){0,2}[a-z]+,"
)
_FINITE = re.compile(
    r"\b(?:(?:is|are|was|were|has|have|had|would|could|does|did)(?:n['’]t)?|will|can|may|might|says?|said|tells?"
    r"|told|makes?|made|gets?|got|takes?|took|goes|went|comes?|came|gives?|gave|finds?|found|leaves?"
    r"|left|wins?|won|loses?|lost|sees?|saw|knows?|knew|wants?|plans?|faces?|dies|began|became|broke"
    r"|bought|brought|built|caught|chose|cut|drew|drove|fell|felt|fled|fought|grew|held|hit|kept|led"
    r"|met|paid|put|ran|rose|sank|sent|set|shot|shut|sold|spent|spoke|stood|struck|swept|threw|wrote"
    r"|[a-z]{3,}ed|[a-z]{3,}(?:ifies|izes|ises|ates|ects|ests|unces|ains|orts|aims|akes|eals))\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryOrdering:
    """One summary's ordering.

    Attributes:
        lead: whether its first sentence is lead-like; None without sentences.
        dangling: the sentences whose opening points at nothing told.
        tau: in [-1, 1], the mean over the references; None where none has an order to compare.
    """

    lead: bool | None
    dangling: tuple[Dangling, ...]
    tau: float | None


def summary_ordering(
    sentences: Sequence[str],
    articles: Sequence[str],
    references: Sequence[Sequence[str]] = (),
) -> SummaryOrdering:
    """All three measures of one summary.

    Args:
        sentences: of the summary.
        articles: texts of its sources.
        references: of each reference its sentences.
    """
    return SummaryOrdering(
        lead=lead_like(sentences[0], articles) if sentences else None,
        dangling=dangling(sentences, articles),
        tau=order_tau(sentences, references),
    )


def lead_like(sentence: str, articles: Sequence[str]) -> bool:
    """True if an article could begin with the sentence.

    It is a full statement of ordinary length that names somebody or something (or gives a figure)
    and has a finite verb; it is no question, quotation, caption, address to the reader or word of
    the author's own, and does not point back. And most of its content words stand in the beginning
    of one of ``articles``.
    """
    return is_statement(sentence) and any(
        _share_told(sentence, article) >= EARLY for article in articles
    )


def is_statement(sentence: str) -> bool:
    """The part of ``lead_like`` that the sentence alone decides."""
    plain = sentence.strip()
    told = _QUOTED.sub(" Q ", plain)
    found = words(told)
    if not _SHORTEST <= count_words(plain) <= _LONGEST or not _ENDS.search(plain):
        return False
    if plain[0] in "\"“‘'(" or not (plain[0].isupper() or plain[0].isdigit()):
        return False
    if _SPOKEN_TO & {word.casefold().replace("’", "'") for word in found}:
        return False
    if _CAPTION.search(plain) or _KNOWN_SUBJECT.match(plain) or points_at(plain) is not None:
        return False
    named = any(word[0].isupper() or word[0].isdigit() for word in found[1:] if word != "Q")
    return named and _FINITE.search(told) is not None


def _share_told(sentence: str, article: str) -> float:
    """The share of the sentence's content words that stand in the article's beginning."""
    content = {token for token in rouge_tokens(sentence) if token not in FUNCTION_WORDS}
    return len(content & _beginning(article)) / len(content) if content else 0.0


@lru_cache(maxsize=256)
def _beginning(article: str) -> frozenset[str]:
    return frozenset(rouge_tokens(" ".join(article.split()[:OPENING_WORDS])))


def order_tau(sentences: Sequence[str], references: Sequence[Sequence[str]]) -> float | None:
    """The mean over the references of ``kendall_tau`` of the aligned places, or None.

    A reference counts if at least two sentences are aligned with different ones of its own.
    """
    found = [kendall_tau(aligned_places(sentences, reference)) for reference in references]
    told = [tau for tau in found if tau is not None]
    return sum(told) / len(told) if told else None


def aligned_places(sentences: Sequence[str], reference: Sequence[str]) -> tuple[int | None, ...]:
    """For each sentence the place of the reference sentence that tells most of it, or None.

    The overlap is the mean of ROUGE-1 and ROUGE-2 F1; below ``ALIGNED`` there is none. Of equals
    the first is taken.
    """
    counted = [_count(sentence) for sentence in reference]
    places: list[int | None] = []
    for sentence in sentences:
        own = _count(sentence)
        overlaps = [round((_f1(own[0], c[0]) + _f1(own[1], c[1])) / 2, 9) for c in counted]
        best = max(range(len(overlaps)), key=lambda i: (overlaps[i], -i), default=None)
        places.append(best if best is not None and overlaps[best] >= ALIGNED else None)
    return tuple(places)


def kendall_tau(places: Sequence[int | None]) -> float | None:
    """Tau-b of ``places`` against their own order, None left out; in [-1, 1].

    None if fewer than two are given, or if all are the same.
    """
    given = [place for place in places if place is not None]
    if len(set(given)) < 2:
        return None
    from scipy.stats import kendalltau

    return round(float(kendalltau(range(len(given)), given).statistic), 9)


Gram = TypeVar("Gram", str, tuple[str, str])
Counts = tuple[Counter[str], Counter[tuple[str, str]]]


@lru_cache(maxsize=4096)
def _count(sentence: str) -> Counts:
    tokens = rouge_tokens(sentence)
    return Counter(tokens), Counter(pairwise(tokens))


def _f1(one: Counter[Gram], other: Counter[Gram]) -> float:
    sizes = one.total() + other.total()
    return 2 * (one & other).total() / sizes if sizes else 0.0
