"""What the gate catches of errors planted in right sentences, and what right ones it refuses.

``python -m benchmarks.planted_errors FILE [--count 200] [--topics 150] [--seed 0] [--half HALF]
[--show N]``: FILE is a data set of topics with references. Right sentences are made of real
evidence (``planting/mining.py``), errors of each kind are planted in them, and the gate judges all
as drafts of sections with that evidence. Printed are Markdown tables: for each kind how many were
planted and caught (with a Wilson interval of 95%) and by which reason code, and the same of the
right sentences refused. An error is caught if its sentence is refused, whatever the reason; the
last columns count those whose right sentence passed, where the error alone is caught, and those in
sentences of references. ``--show N`` prints N planted errors to be read.

With ``--summedits`` FILE is SummEdits (Laban et al. 2023): a summary is refused if the gate refuses
one of its sentences.
"""

from __future__ import annotations

import argparse
import math
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np

from benchmarks.judged import read_summedits
from benchmarks.planting.judging import KINDS, SETTINGS, Verdicts, gate_of, judge, read, verdicts
from benchmarks.planting.scene import Planted
from benchmarks.support import balanced
from summarize import registry
from summarize.clustering.vectors import MOST_VECTORS, CachedEncoder
from summarize.comparing.producing import read_topic
from summarize.evaluation.datasets import Topic
from summarize.pipeline.material import read_material
from summarize.ports import Encoder
from summarize.settings import cache_folder
from summarize.store import Store

_NEAREST = 3
"""So many source sentences are the evidence of a sentence of SummEdits."""


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The interval of 95% of a share (Wilson 1927); (0, 1) of nothing."""
    if not of:
        return 0.0, 1.0
    z = 1.96
    share, scale = hits / of, 1 + z * z / of
    middle = (share + z * z / (2 * of)) / scale
    spread = z / scale * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return max(0.0, middle - spread), min(1.0, middle + spread)


def table(found: Verdicts) -> str:
    """Two Markdown tables: planted errors by kind, right sentences by way."""
    passed = {right for right, code in found.right if not code}
    lines = [
        "| planted | n | caught | 95% | by | where the right one passed | of references |",
        "|---" * 7 + "|",
    ]
    every: list[tuple[Planted, str]] = list(found.planted)
    for kind in (*KINDS, "all"):
        ones = [(one, code) for one, code in every if kind in ("all", one.kind)]
        fair = [code for one, code in ones if one.right in passed]
        own = [code for one, code in ones if one.right.way == "reference"]
        cells = (
            *_share([code for _, code in ones]),
            _percent(sum(map(bool, fair)), len(fair)),
            _percent(sum(map(bool, own)), len(own)),
        )
        lines.append(f"| {kind} | {' | '.join(cells)} |")
    lines += ["", "| right | n | refused | 95% | by |", "|---" * 5 + "|"]
    for way in ("reference", "compressed", "joined", "all"):
        codes = [code for right, code in found.right if way in ("all", right.way)]
        lines.append(f"| {way} | {' | '.join(_share(codes))} |")
    return "\n".join(lines)


def _share(codes: Sequence[str]) -> tuple[str, str, str, str]:
    hits = Counter(code for code in codes if code)
    low, high = wilson(sum(hits.values()), len(codes))
    by = ", ".join(f"{code} {number}" for code, number in hits.most_common())
    return (
        str(len(codes)),
        _percent(sum(hits.values()), len(codes)),
        f"{low:.0%} to {high:.0%}",
        by,
    )


def _percent(hits: int, of: int) -> str:
    return f"{hits / of:.0%}" if of else "-"


def summedits(path: Path, encoder: Encoder) -> str:
    """What becomes of SummEdits' summaries: a Markdown table.

    A sentence's evidence is the three source sentences nearest to it.
    """
    rows: list[tuple[bool, str, list[str]]] = []
    for row in read_summedits(path):
        documents, _ = read_topic(
            Topic(id=row.article, texts=(("", " ".join(row.passages)),)), SETTINGS
        )
        material = read_material(documents, SETTINGS.text)
        vectors = encoder.encode([sentence.text for sentence in material.sentences])
        gate = gate_of(material, vectors, encoder)
        near = [
            np.argsort(-scores, kind="stable")[:_NEAREST].tolist()
            for scores in gate.passages.scores(row.sentences)
        ]
        evidence = [[material.sentences[place].key for place in places] for places in near]
        rows.append((row.borne, row.article, judge(gate, row.sentences, evidence)))
    lines = ["| SummEdits | n | refused | 95% | by |", "|---" * 5 + "|"]
    for name, borne in (("right", True), ("wrong", False)):
        chosen = [codes for right, _, codes in rows if right == borne]
        sentences = [code for codes in chosen for code in codes]
        summaries = [next((code for code in codes if code), "") for codes in chosen]
        lines.append(f"| sentences of {name} summaries | {' | '.join(_share(sentences))} |")
        lines.append(f"| {name} summaries | {' | '.join(_share(summaries))} |")
    passed = np.array([not any(codes) for _, _, codes in rows])
    accuracy, error = balanced(passed, np.array([right for right, _, _ in rows]))
    return "\n".join([*lines, "", f"balanced accuracy {accuracy:.3f} ± {error:.3f}"])


def show(found: Verdicts, number: int, seed: int) -> Iterator[str]:
    """Planted errors to be read beside their right sentences."""
    draw = random.Random(seed)  # noqa: S311 - no secret
    for planted, code in draw.sample(found.planted, min(number, len(found.planted))):
        yield f"\n{planted.kind} ({planted.right.way}; {code or 'accepted'})"
        yield f"  right: {planted.right.text}\n  wrong: {planted.text}"


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description="errors planted in right sentences, and the gate")
    parser.add_argument("file", type=Path)
    parser.add_argument("--count", type=int, default=200, help="planted errors, of all kinds")
    parser.add_argument("--topics", type=int, default=150, help="at most so many are read")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--half", choices=("even", "odd"), default="", help="of the topics")
    parser.add_argument("--show", type=int, default=0, help="so many planted errors to be read")
    parser.add_argument("--summedits", action="store_true", help="FILE is SummEdits")
    options = parser.parse_args()
    store = Store(cache_folder() / "vectors.sqlite", most=MOST_VECTORS)
    made = registry.resolve("encoder", SETTINGS.encoding.encoder)(SETTINGS.encoding)
    encoder: Encoder = CachedEncoder(made, store)
    if options.summedits:
        print(summedits(options.file, encoder))
        return
    topics = islice(read(options.file, encoder, options.half), options.topics)
    found = verdicts(topics, encoder, options.seed, options.count)
    print(table(found))
    print("\n".join(show(found, options.show, options.seed)))


if __name__ == "__main__":
    main()
