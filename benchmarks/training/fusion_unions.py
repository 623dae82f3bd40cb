"""Pairs that join two reports: ``python -m benchmarks.training.fusion_unions PAIRS OUT FILE...``.

Geva and others, "DiscoFuse", NAACL 2019, split sentences in two so that a model learns to join
them. Here the two halves overlap, as reports of one event do: from a sentence one part is cut for
the first report and another for the second, which is told in another order at times; the sentence
is what joins them. Where another article tells the part that was cut, its own sentence is the
second report: most of it then says again, in other words, what the first says. And from a sentence
goes what no reference tells, so that a model learns to shorten.

PAIRS is a file of ``fusion_pairs``; OUT has them with these, in the proportion that the packaged
adapter was trained on.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from benchmarks.training.fusion_drafts import read_reports
from benchmarks.training.fusion_evidence import Report, report, untold
from benchmarks.training.fusion_judging import Kind
from benchmarks.training.fusion_pairs import Origin, Pair, read_pairs, write_pairs
from benchmarks.training.fusion_targets import target_of
from benchmarks.training.syntax.cuts import shorter, stands
from benchmarks.training.syntax.moves import told_otherwise
from summarize.evaluation.datasets import Topic, read_topics
from summarize.text.words import content_stems, count_words
from summarize.writing.completeness import is_whole
from summarize.writing.preference import is_reworded

_SHORTEST, _LONGEST, _FEWEST_LEFT = 12, 36, 7
_LOOKED_AT, _TELLERS = 40, 4
_LEAST_CUT = 2
_MOST = {"union": 5, "told": 4, "again": 1, "cut": 2}
"""Pairs of one topic, of each sort."""
_SHARED = 0.35
"""Part of the content of the shorter report that the other has: they tell of one event."""
_SAME_WORDS = 0.7
_HELD_OUT = 20
_LIKE_REAL = {"union": 1700, "cut": 700}


class UnionMaker:
    """Makes the pairs of topics; ``draw`` chooses among the cuts."""

    def __init__(self, draw: np.random.Generator) -> None:
        self._draw = draw

    def pairs(self, topic: Topic) -> Iterator[tuple[str, Pair]]:
        """Each with its sort: union, told (by another article), (said) again, cut."""
        reports = read_reports(topic).reports
        told = frozenset(stem for text in topic.references for stem in content_stems(text))
        usable = sorted(
            (one for one in reports if _is_usable(one)),
            key=lambda one: (-round(len(one.content & told) / len(one.content), 6), one.text),
        )[:_LOOKED_AT]
        counts: Counter[str] = Counter()
        for one in usable:
            for sort, pair in self._made(one, reports, told):
                if counts[sort] < _MOST[sort]:
                    counts[sort] += 1
                    yield sort, pair

    def _made(
        self, one: Report, reports: Sequence[Report], told: frozenset[str]
    ) -> Iterator[tuple[str, Pair]]:
        cuts = [report(one.article, text) for text in shorter(one.text) if _still_stands(text, one)]
        cuts = [cuts[place] for place in self._draw.permutation(len(cuts))]
        others = [other for other in reports if other.article != one.article]
        for sort, found in (
            ("union", self._union(one, cuts)),
            ("told", self._told_by_another(one, cuts, others)),
            ("again", _said_again(one, others)),
            ("cut", _without_the_least(one, cuts, told)),
        ):
            if found is not None:
                yield sort, found

    def _union(self, one: Report, cuts: Sequence[Report]) -> Pair | None:
        """Both halves lack what the other has."""
        for place, first in enumerate(cuts):
            for second in cuts[place + 1 :]:
                left, right = one.content - first.content, one.content - second.content
                if min(len(left), len(right)) < _LEAST_CUT or left & right:
                    continue
                shown = [first.text, self._otherwise(second.text, left)]
                if is_reworded(one.text, shown):
                    return self._pair("inserted", "parts", shown, one.text, 2)
        return None

    def _told_by_another(
        self, one: Report, cuts: Sequence[Report], others: Sequence[Report]
    ) -> Pair | None:
        for first in cuts:
            cut = one.content - first.content
            tellers = [
                other
                for other in others
                if len(cut) >= _LEAST_CUT
                and not untold(cut, [other])
                and _same_event(first, other)
                and len(one.pairs & other.pairs) <= _SAME_WORDS * len(one.pairs)
            ]
            for teller in tellers[:_TELLERS]:
                if is_reworded(one.text, [first.text, teller.text]):
                    return self._pair("merged", "article", [first.text, teller.text], one.text, 2)
        return None

    def _otherwise(self, text: str, needed: frozenset[str]) -> str:
        """``text`` in another order, and at times without a part that is not needed."""
        for _ in range(int(self._draw.integers(0, 3))):
            ways = told_otherwise(text)
            text = ways[self._draw.integers(len(ways))] if ways else text
        less = [left for left in shorter(text) if needed <= set(content_stems(left))]
        return less[self._draw.integers(len(less))] if less and self._draw.random() < 0.5 else text

    def _pair(
        self, kind: Kind, origin: Origin, shown: list[str], target: str, articles: int
    ) -> Pair:
        if self._draw.random() < 0.3:
            shown = shown[::-1]
        return _pair_of(kind, origin, shown, target, articles)


def _is_usable(one: Report) -> bool:
    quoted = '"' in one.text or "“" in one.text
    fits = _SHORTEST <= count_words(one.text) <= _LONGEST
    return bool(one.content) and fits and not quoted and target_of(one.text) == one.text


def _still_stands(text: str, whole: Report) -> bool:
    return count_words(text) >= _FEWEST_LEFT and stands(text) and is_whole(text, [whole.text])


def _same_event(one: Report, other: Report) -> bool:
    shared = len(one.content & other.content)
    return shared >= 2 and shared >= _SHARED * min(len(one.content), len(other.content))


def _said_again(one: Report, others: Sequence[Report]) -> Pair | None:
    """What another article says in other words and adds nothing to: it is not told twice."""
    for other in others:
        again = len(other.content) >= 2 * _LEAST_CUT and not untold(other.content, [one])
        if again and len(one.pairs & other.pairs) < 0.6 * len(other.pairs):
            return _pair_of("rewritten", "article", [one.text, other.text], one.text, 1)
    return None


def _without_the_least(one: Report, cuts: Sequence[Report], told: frozenset[str]) -> Pair | None:
    """The shortest that lacks nothing of what the references tell, and keeps half."""
    found = [
        cut.text
        for cut in cuts
        if len(one.content - cut.content) > _LEAST_CUT
        and not (one.content - cut.content) & told
        and 2 * len(cut.content) >= len(one.content)
    ]
    if not found:
        return None
    return _pair_of("compressed", "article", [one.text], min(found, key=lambda t: (len(t), t)), 1)


def _pair_of(kind: Kind, origin: Origin, shown: list[str], target: str, articles: int) -> Pair:
    return Pair(
        data="",
        topic=0,
        split="train",
        origin=origin,
        kind=kind,
        reports=tuple(shown),
        target=target,
        needed=len(shown),
        articles=articles,
        foreign=0,
    )


def mixed(
    real: Sequence[Pair], made: Sequence[tuple[str, Pair]], draw: np.random.Generator
) -> list[Pair]:
    """All of ``real``, what merges and rewords twice, and of the made ones what goes with them."""
    train = [one for one in real if one.split == "train"]
    twice = [one for one in train if one.origin != "parts" and one.kind in ("merged", "rewritten")]
    found = [*train, *twice]
    for sort in _MOST:
        own = [pair for name, pair in made if name == sort]
        own = [own[place] for place in draw.permutation(len(own))[: _LIKE_REAL.get(sort)]]
        found += own if sort in _LIKE_REAL else [*own, *own]
    return [*found, *(one for one in real if one.split == "dev")]


def main(show: Callable[[str], None] = print) -> None:
    """Writes the mixture, and prints how many there are of each sort."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--topics", type=int, help="only the first TOPICS of each file")
    options = parser.parse_args()
    draw = np.random.default_rng(0)
    maker = UnionMaker(draw)
    made = []
    for file in options.files:
        topics = read_topics(file, options.topics)
        for topic in topics[: len(topics) - len(topics) // _HELD_OUT]:
            made += maker.pairs(topic)
    write_pairs(mixed(read_pairs(options.pairs), made, draw), options.out)
    for sort, count in sorted(Counter(sort for sort, _ in made).items()):
        show(f"{sort:10} {count:5}")


if __name__ == "__main__":
    main()
