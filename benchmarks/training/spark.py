"""Topics of SPARK: sentences of news articles and the clusters of statements that people marked.

JSON Lines, plain or gzipped, one topic a line: ``{"docs": [text], "clusters": [{"spans": [{"doc":
number, "sent_starts": [start], "sents": [sentence]}]}]}``. The items are the sentences that hold
annotated spans.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from summarize.ports import Encoder, Floats
from summarize.records import Sentence, SentenceKey


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Topic:
    """Annotated sentences, row i of ``vectors`` and ``gold[i]`` (its clusters) are sentence i's."""

    sentences: tuple[Sentence, ...]
    vectors: Floats
    gold: tuple[tuple[int, ...], ...]


def read_topics(file: Path, encoder: Encoder) -> list[Topic]:
    """The topics of a file, in its order, with the vectors of their sentences."""
    data = file.read_bytes()
    text = (gzip.decompress(data) if file.suffix == ".gz" else data).decode("utf-8")
    return [_topic(json.loads(line), encoder) for line in text.split("\n") if line.strip()]


def _topic(values: dict[str, Any], encoder: Encoder) -> Topic:
    gold: dict[tuple[int, int], set[int]] = {}
    texts: dict[tuple[int, int], str] = {}
    for number, cluster in enumerate(values["clusters"]):
        for span in cluster["spans"]:
            # A few spans name more starts than sentences: a start is taken where its text stands.
            for start, text in product(span["sent_starts"], span["sents"]):
                if values["docs"][span["doc"]].startswith(text, start):
                    place = (span["doc"], start)
                    gold.setdefault(place, set()).add(number)
                    texts[place] = max(texts.get(place, ""), text, key=len)
    sentences = tuple(
        Sentence(
            key=SentenceKey(f"a{doc + 1}", start),
            start=start,
            end=start + len(texts[doc, start]),
            text=texts[doc, start],
        )
        for doc, start in sorted(gold)
    )
    vectors = encoder.encode([sentence.text for sentence in sentences])
    clusters = tuple(tuple(sorted(gold[place])) for place in sorted(gold))
    return Topic(sentences=sentences, vectors=vectors, gold=clusters)
