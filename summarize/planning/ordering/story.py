"""An order that reads as one story: the news first, then what belongs together, as told.

After Bollegala, Okazaki and Ishizuka, "A Bottom-Up Approach to Sentence Ordering for
Multi-Document Summarization", IPM 46(1), 2010: precedence (where the articles tell it), topical
closeness to the sentence before, and succession (one article tells the one after the other).
Departures: a greedy chain in place of their merging of segments, chronology is a file of its own,
and a preference that they do not have: a bare surname waits for the sentence that gives the full
name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarize.planning.ordering.opening import opens_well
from summarize.ports import Floats
from summarize.records import Candidate, Material, Sentence, SentenceKey
from summarize.settings import PlanningSettings
from summarize.text.facts.names import find_names

_CLOSENESS = 0.05
_SUCCESSION = 0.03
_REACH = 9
_UNKNOWN_NAME = 0.3
_EARLY = 6
_BEGINNING = 3


class StoryOrdering:
    """The port ``Ordering``."""

    def __init__(self, settings: PlanningSettings) -> None:
        del settings  # there is nothing to set

    def order(
        self, candidates: Sequence[Candidate], material: Material, alike: Floats
    ) -> tuple[int, ...]:
        """The news, then at each step what costs least: told early, close to the one before."""
        if not candidates:
            return ()
        items = [_item(candidate, material) for candidate in candidates]
        left = set(range(len(items)))
        chain = [news(candidates, material)]
        known = set(items[chain[0]].named)
        left.discard(chain[0])
        while left:
            last = chain[-1]
            to_come = {surname for i in left for surname in items[i].introduced}
            costs = {
                i: _step(items[last], items[i], float(alike[last, i]), to_come - known)
                for i in left
            }
            chain.append(min(left, key=lambda i: (costs[i], i)))
            left.discard(chain[-1])
            known |= items[chain[-1]].named
        return tuple(chain)


def news(candidates: Sequence[Candidate], material: Material) -> int:
    """The index of what the story begins with.

    The most salient candidate whose sentence can open a story, of those that some article tells
    at its beginning if there are any; where none can, simply the most salient.
    """
    said = [_first(candidate, material) for candidate in candidates]
    opening = [i for i, one in enumerate(said) if opens_well(one.text, first=one.key.place == 0)]
    early = [i for i in opening if any(k.place < _BEGINNING for k in candidates[i].cluster.members)]
    among = early or opening or range(len(candidates))
    return max(among, key=lambda i: (candidates[i].salience, -i))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """What the order of a candidate depends on.

    ``told`` is where it is told, from 0 (at the beginning) towards 1; ``named`` are the last words
    of its names, ``introduced`` those that come with more, ``bare`` those that come alone.
    """

    key: SentenceKey
    told: float
    named: frozenset[str]
    introduced: frozenset[str]
    bare: frozenset[str]


def _item(candidate: Candidate, material: Material) -> _Item:
    text = _first(candidate, material).text
    names = [name.tokens for name in find_names(text) if name.tokens]
    introduced = frozenset(tokens[-1] for tokens in names if len(tokens) > 1)
    alone = frozenset(tokens[-1] for tokens in names if len(tokens) == 1)
    key = candidate.evidence[0]
    return _Item(
        key=key,
        told=_depth(key.place),
        named=introduced | alone,
        introduced=introduced,
        bare=alone - introduced,
    )


def _depth(place: int) -> float:
    """How far into an article ``place`` is, in [0, 1).

    Not divided by the article's length: the tenth sentence is as far into the story in a short
    article as in a long one.
    """
    return place / (place + _EARLY)


def _step(last: _Item, following: _Item, closeness: float, unknown: set[str]) -> float:
    """What it costs to tell ``following`` next; ``unknown`` are names yet to be introduced."""
    succeeds = (
        last.key.article == following.key.article
        and 0 < following.key.place - last.key.place <= _REACH
    )
    waits = len((following.bare & unknown) - following.introduced)
    cost = following.told - _CLOSENESS * closeness - _SUCCESSION * succeeds + _UNKNOWN_NAME * waits
    return round(cost, 6)


def _first(candidate: Candidate, material: Material) -> Sentence:
    return material.by_key[candidate.evidence[0]]
