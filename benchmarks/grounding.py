r"""Summaries with facts that no source has: ``python -m benchmarks.grounding TOPICS.jsonl.gz``.

``[--limit N] [--show KIND]``. Each line of the file is ``{"id", "docs": [text], "refs": [text],
"systems": {name: text}}``. Printed for each system, and for the references as a row of their own:
the share of summaries with a number, date, name or quotation that no source has, and such facts
for each hundred stated. ``--show`` also prints the absent facts of a kind, each in its sentence.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from summarize.evaluation.grounding import KINDS, GroundedSentence, Grounding, ground
from summarize.settings import TextSettings
from summarize.text.sentences import PunktSplitter


def read_topics(path: Path, limit: int | None) -> list[dict[str, Any]]:
    """The first ``limit`` topics of a JSON Lines file, gzipped or not."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines][:limit]


def ground_all(topics: list[dict[str, Any]]) -> Iterator[tuple[str, str, list[str], Grounding]]:
    """(row, topic, sentences, grounding) of every reference and system output."""
    splitter = PunktSplitter(TextSettings())
    for topic in topics:
        summaries = [("references", text) for text in topic["refs"]]
        summaries += sorted(topic.get("systems", {}).items())
        for name, text in summaries:
            text = text.removeprefix("– ")
            sentences = [text[span.start : span.end] for span in splitter.split(text)]
            cited = [GroundedSentence(text=sentence) for sentence in sentences]
            yield name, topic["id"], sentences, ground(cited, topic["docs"])


def main(path: Path, limit: int | None, show: str | None) -> None:
    """Grounds every summary, prints the table."""
    topics = read_topics(path, limit)
    rows: dict[str, list[Grounding]] = defaultdict(list)
    start = time.perf_counter()
    for name, topic, sentences, grounding in ground_all(topics):
        rows[name].append(grounding)
        for fact in grounding.absent if show else ():
            if fact.kind == show and fact.level == "sources":
                print(f"{name}\t{topic}\t{fact.text}\t{sentences[fact.sentence]}")
    seconds = time.perf_counter() - start
    count = sum(map(len, rows.values()))
    print(f"{len(topics)} topics, {count} summaries, {1000 * seconds / count:.1f} ms a summary\n")
    print("share of summaries with a fact that no source has (such facts for each 100 stated)\n")
    print(f"{'':<14}" + "".join(f"{kind:>20}" for kind in KINDS))
    for name, groundings in rows.items():
        cells = ""
        for kind in KINDS:
            absent = [len(one.of(kind).absent_from("sources")) for one in groundings]
            stated = sum(one.of(kind).stated for one in groundings)
            share = sum(map(bool, absent)) / len(groundings)
            cells += f"{100 * share:>12.1f}% ({100 * sum(absent) / max(stated, 1):4.1f})"
        print(f"{name:<14}{cells}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.grounding")
    parser.add_argument("topics", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--show", choices=KINDS)
    options = parser.parse_args()
    main(options.topics, options.limit, options.show)
