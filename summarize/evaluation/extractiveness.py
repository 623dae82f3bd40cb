"""How much of a summary is copied from its sources, word for word.

Coverage and density of extractive fragments: Grusky, Naaman and Artzi, "Newsroom: A Dataset of 1.3
Million Summaries with Diverse Extractive Strategies", NAACL 2018. Novel bigrams: See, Liu and
Manning, "Get To The Point", ACL 2017.

Departures: at each place the longest fragment of all sources is taken, where the printed algorithm
goes on behind a match and can miss a longer one that starts inside it; with several sources a
fragment lies within one of them. Tokens are lower-case words, not stemmed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from summarize.evaluation.tokens import word_tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Extractiveness:
    """How near a summary is to its sources; None where it has no token (no bigram).

    ``novel_bigrams``: share of the bigrams, each sentence's own, that no source has, 0 to 1.
    ``longest_copied``: tokens of the longest run that stands in one source.
    ``coverage``: share of the tokens in a fragment, 0 to 1. ``density``: mean length of the
    fragment that a token is in, from 0 to the number of tokens.
    """

    novel_bigrams: float | None
    longest_copied: int
    coverage: float | None
    density: float | None


def extractiveness(sentences: Sequence[str], sources: Sequence[str]) -> Extractiveness:
    """How far a summary is copied.

    Args:
        sentences: the summary's; a fragment may run from one into the next, a bigram may not.
        sources: the texts of the articles. Without any, all is new.
    """
    index = _index(tuple(sources))
    told = [word_tokens(sentence) for sentence in sentences]
    tokens = [token for sentence in told for token in sentence]
    bigrams = [bigram for sentence in told for bigram in pairwise(sentence)]
    runs = _runs(tokens, index)
    fragments = _fragments(runs)
    novel = sum(bigram not in index.bigrams for bigram in bigrams)
    return Extractiveness(
        novel_bigrams=novel / len(bigrams) if bigrams else None,
        longest_copied=max(runs, default=0),
        coverage=sum(fragments) / len(tokens) if tokens else None,
        density=sum(size * size for size in fragments) / len(tokens) if tokens else None,
    )


def signature() -> str:
    """What can change a score."""
    return "tokens:unicode|case:lower|stem:none|fragments:longest,within-source|bigrams:sentences"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Index:
    """Of all sources the words, and the places where each bigram starts."""

    words: frozenset[str]
    bigrams: Mapping[tuple[str, str], tuple[int, ...]]


# Every system of a topic is held against the same sources.
@lru_cache(maxsize=8)
def _index(sources: tuple[str, ...]) -> _Index:
    starts: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    words: set[str] = set()
    place = 0
    for source in sources:
        tokens = word_tokens(source)
        words.update(tokens)
        for start, bigram in enumerate(pairwise(tokens), start=place):
            starts[bigram].append(start)
        # No bigram starts at a source's last word, so no run goes on into the next source.
        place += len(tokens)
    return _Index(words=frozenset(words), bigrams={key: tuple(at) for key, at in starts.items()})


def _runs(tokens: Sequence[str], index: _Index) -> list[int]:
    """For each token the length of the longest run from it on that stands in one source.

    From the last token to the first: a run from a place is one longer than the run of the next
    token from the next place.
    """
    runs = [0] * len(tokens)
    behind: dict[int, int] = {}
    for start in range(len(tokens) - 1, -1, -1):
        here: dict[int, int] = {}
        if start + 1 < len(tokens):
            for place in index.bigrams.get((tokens[start], tokens[start + 1]), ()):
                here[place] = 1 + behind.get(place + 1, 1)
        runs[start] = max(here.values(), default=int(tokens[start] in index.words))
        behind = here
    return runs


def _fragments(runs: Sequence[int]) -> list[int]:
    """Lengths of the fragments taken greedily from the first token on."""
    found = []
    start = 0
    while start < len(runs):
        if runs[start]:
            found.append(runs[start])
        start += max(runs[start], 1)
    return found
