"""Evidence and the sentence made of it: ``python -m benchmarks.training.fusion_pairs OUT FILE...``.

Each FILE is a data set with references. For every reference sentence that can stand alone, the
source sentences that bear it are looked for; they are a pair if the sentence says nothing that they
do not (``grounding``, negation, nearly every content word) and is no plain copy of one of them. So
are sentences of one article that the other articles bear, and made ones (``fusion_insertions``).
Written is a JSON line a pair, the best first: two articles merged, all supported. The last tenth of
a file's topics are "dev".

A share of the pairs gets a further report of another article that is not needed: at writing time a
section's evidence is not all used either, and who never saw that lists everything.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal

import numpy as np

from benchmarks.training.fusion_drafts import Origin, drafts, read_reports
from benchmarks.training.fusion_evidence import Report, Reports
from benchmarks.training.fusion_judging import Kind, in_marks_of, kind_of, supported
from summarize.evaluation.datasets import Topic, read_topics
from summarize.writing import gemma
from summarize.writing.catalogue import GEMMA, prepared_folder
from summarize.writing.constraints import SourceConstraint
from summarize.writing.prompts import adapted_prompt
from summarize.writing.tokenizers import SentencePieceTokenizer, Tokenizer

Split = Literal["train", "dev"]

MOST_TOKENS = 200
_EVIDENCE_PART = 0.75
_HELD_OUT = 10
_FOREIGN_TOKENS = 0.1
"""Part of a target's tokens that no report need have; they teach nothing (``fusion_batches``)."""
_WITH_UNNEEDED = 0.5
_COMPRESSED_SHARE = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Reports, best first, and the sentence made of them.

    ``needed`` are how many of the reports the sentence rests on; ``articles`` how many articles
    these are of; ``foreign`` how many of its tokens no report has, so that a writer may not write
    them.
    """

    data: str
    topic: int
    split: Split
    origin: Origin
    kind: Kind
    reports: tuple[str, ...]
    target: str
    needed: int
    articles: int
    foreign: int


def fusion_target(sentence: str) -> str:
    """What the adapted model should go on with."""
    return f" {sentence}\n"


def read_pairs(path: Path) -> tuple[Pair, ...]:
    """The pairs of a file, in its order."""
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return tuple(Pair(**{**row, "reports": tuple(row["reports"])}) for row in rows)


def write_pairs(pairs: Iterable[Pair], path: Path) -> None:
    """A JSON line a pair."""
    lines = (json.dumps(asdict(pair), ensure_ascii=False) + "\n" for pair in pairs)
    path.write_text("".join(lines), encoding="utf-8")


class PairMaker:
    """Makes pairs of topics; ``tokenizer`` is that of the model to be trained."""

    def __init__(
        self, tokenizer: Tokenizer, *, most_tokens: int = MOST_TOKENS, seed: int = 0
    ) -> None:
        self._tokenizer = tokenizer
        self._most = most_tokens
        self._constraint = SourceConstraint(tokenizer)
        self._draw = np.random.default_rng(seed)

    def pairs(self, data: str, number: int, split: Split, topic: Topic) -> Iterator[Pair]:
        """The pairs of one topic; none if it cannot be read."""
        reports = read_reports(topic)
        seen: set[str] = set()
        for origin, kind, target, used in drafts(topic, reports):
            pair = None if target in seen else self._drawn_up(origin, kind, target, used, reports)
            if pair is not None:
                seen.add(target)
                yield replace(pair, data=data, topic=number, split=split)

    def _drawn_up(
        self,
        origin: Origin,
        kind: Kind | None,
        target: str,
        used: Sequence[Report],
        reports: Reports,
    ) -> Pair | None:
        texts = [one.text for one in used]
        target = in_marks_of(target, texts)
        kind = kind or kind_of(target, used)
        if kind is None or not supported(target, texts):
            return None
        foreign = self._foreign_tokens(target, used)
        length = len(self._tokenizer.encode(target))
        if foreign > _FOREIGN_TOKENS * length or (origin != "reference" and foreign > 1):
            return None
        shown = self._with_unneeded(used, target, reports)
        if not self._fits(shown, target):
            shown = list(used)
        if not self._fits(shown, target):
            return None
        return Pair(
            data="",
            topic=0,
            split="train",
            origin=origin,
            kind=kind,
            reports=tuple(one.text for one in shown),
            target=target,
            needed=len(used),
            articles=len({one.article for one in used}),
            foreign=foreign,
        )

    def _with_unneeded(self, used: Sequence[Report], target: str, reports: Reports) -> list[Report]:
        """At times one more, behind the first."""
        shown = list(used)
        wanted, place = self._draw.random() < _WITH_UNNEEDED, self._draw.random()
        other = reports.unneeded(used, target) if wanted and len(shown) < 4 else None
        if other is not None:
            shown.insert(1 + int(place * len(shown)), other)
        return shown

    def _foreign_tokens(self, target: str, used: Sequence[Report]) -> int:
        allowed = self._constraint.allowed([one.text for one in used], "\n")
        return sum(t not in allowed for t in self._tokenizer.encode(fusion_target(target)))

    def _fits(self, shown: Sequence[Report], target: str) -> bool:
        prompt = len(self._tokenizer.encode(adapted_prompt([one.text for one in shown])))
        whole = prompt + len(self._tokenizer.encode(fusion_target(target))) + 1
        return prompt <= _EVIDENCE_PART * self._most and whole <= self._most


def best_first(pairs: Iterable[Pair], draw: np.random.Generator) -> list[Pair]:
    """Ordered by kind, then what holds nothing foreign, what several articles bear, by origin.

    Of the compressions of one report some are drawn, a quarter of all pairs of their split.
    """
    origins = {"reference": 0, "article": 1, "parts": 2}
    kinds = {"merged": 0, "rewritten": 1, "inserted": 2, "dated": 3, "compressed": 4}
    found = list(pairs)
    for split in ("train", "dev"):
        own = [place for place, one in enumerate(found) if one.split == split]
        plain = [place for place in own if found[place].kind == "compressed"]
        most = int((len(own) - len(plain)) * _COMPRESSED_SHARE / (1 - _COMPRESSED_SHARE))
        for place in sorted(draw.permutation(plain)[most:].tolist(), reverse=True):
            del found[place]
    return sorted(
        found,
        key=lambda one: (kinds[one.kind], one.foreign > 0, -one.articles, origins[one.origin]),
    )


def main(show: Callable[[str], None] = print) -> None:
    """Writes the pairs of the files, and prints how many there are of each kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--topics", type=int, help="only the first TOPICS of each file")
    options = parser.parse_args()
    tokenizer = SentencePieceTokenizer(gemma.prepare(prepared_folder(GEMMA)) / gemma.TOKENIZER, "")
    maker = PairMaker(tokenizer)
    found: list[Pair] = []
    for file in options.files:
        topics = read_topics(file, options.topics)
        first_dev = len(topics) - len(topics) // _HELD_OUT
        for number, topic in enumerate(topics):
            split: Split = "train" if number < first_dev else "dev"
            found += maker.pairs(file.parent.name, number, split, topic)
    ordered = best_first(found, np.random.default_rng(0))
    write_pairs(ordered, options.out)
    counts = Counter((one.data, one.split, one.origin, one.kind) for one in ordered)
    for (data, split, origin, kind), count in sorted(counts.items()):
        show(f"{data:12} {split:5} {origin:10} {kind:10} {count:5}")


if __name__ == "__main__":
    main()
