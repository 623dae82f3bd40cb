"""How grouping grows: ``python -m benchmarks.story_scale FILE [--sizes 300 3000 20000]``.

FILE is JSON Lines of topics. A size's articles are drawn topic by topic, with repetition, spread
evenly over ``--days`` days; each article is taken as it stands or, if it was taken before, with 3
to 15% of its words swapped for words of others, so it is at times a copy and at times a new
version. Pages without a story are left out: with a word swapped, a notice of an archive is no
longer known for one. Each day is encoded and grouped with the days before as its memory. A topic
is a story for good: what is told again a week later should be found again.

Printed for each size, in a process of its own: seconds of reading the leads and encoding, of
grouping, of all, and those of them that it was computing; how long the last day took; peak memory;
B-cubed F1, and the share of pairs put together that are of two topics.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from summarize import registry
from summarize.digest.records import Placed
from summarize.digest.stories import group
from summarize.digest.story_text import headline_text, lead_text
from summarize.evaluation.clustering import b_cubed, pairs
from summarize.evaluation.datasets import read_topics
from summarize.reading import read_texts
from summarize.records import Document
from summarize.resources import forget_peak, peak_megabytes
from summarize.settings import EncodingSettings, ReadingSettings

_FIRST_DAY = date(2026, 11, 2)


def main() -> None:
    """Runs each size in a fresh process and prints the table."""
    options = _options()
    if options.run:
        print(json.dumps(_run(Path(options.file), options.run, options.days, options.encoder)))
        return
    print(
        f"{'articles':>9}{'encoding':>10}{'grouping':>10}{'all':>8}{'CPU':>8}{'last day':>10}"
        f"{'peak MB':>9}{'stories':>9}{'F1':>7}{'wrong':>8}"
    )
    for size in options.sizes:
        command = [sys.executable, "-m", "benchmarks.story_scale", options.file]
        command += ["--run", str(size), "--days", str(options.days), "--encoder", options.encoder]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        row = json.loads(done.stdout.splitlines()[-1])
        print(
            f"{size:>9}{row['encoding']:>10.1f}{row['grouping']:>10.1f}"
            f"{row['encoding'] + row['grouping']:>8.1f}{row['cpu']:>8.1f}{row['last']:>10.1f}"
            f"{row['megabytes']:>9.0f}{row['stories']:>9}{row['f1']:>7.3f}{row['wrong']:>8.2%}",
            flush=True,
        )


def made(path: Path, size: int, days: int) -> list[tuple[Document, int]]:
    """``size`` dated articles, by day, each with its topic."""
    generator = np.random.default_rng(0)
    topics = [
        [one for one in read_texts(topic.texts, ReadingSettings())[0] if lead_text(one)]
        for topic in read_topics(path)
    ]
    others = [word for some in topics[:50] for one in some for word in one.article.text.split()]
    taken: set[str] = set()
    found: list[tuple[Document, int]] = []
    while len(found) < size:
        number = int(generator.integers(len(topics)))
        for document in topics[number]:
            again = document.article.sha256 in taken
            taken.add(document.article.sha256)
            day = _FIRST_DAY + timedelta(days=len(found) * days // size)
            text = _varied(document.article.text, others, generator) if again else None
            found.append((_dated(document, day.isoformat(), text), number))
    return found[:size]


def _varied(text: str, others: list[str], generator: np.random.Generator) -> str:
    lines = []
    share = generator.uniform(0.03, 0.15)
    for line in text.split("\n"):
        own = line.split(" ")
        swap = generator.random(len(own)) < share
        chosen = generator.integers(len(others), size=len(own))
        lines.append(
            " ".join(others[c] if s else w for w, s, c in zip(own, swap, chosen, strict=True))
        )
    return "\n".join(lines)


def _dated(document: Document, day: str, text: str | None) -> Document:
    if text is None:
        return replace(document, article=replace(document.article, published=day))
    digest = hashlib.sha256(text.encode()).hexdigest()
    article = replace(document.article, published=day, text=text, sha256=digest)
    return Document(article=article)


def _run(path: Path, size: int, days: int, encoder: str) -> dict[str, float]:
    articles = made(path, size, days)
    model = registry.resolve("encoder", encoder)(EncodingSettings())
    model.encode(["It loads."])
    forget_peak()
    computing = time.process_time()
    earlier: list[Placed] = []
    vectors = model.encode([])
    encoding = grouping = last = 0.0
    for day in sorted({document.article.published or "" for document, _ in articles}):
        documents = [document for document, _ in articles if document.article.published == day]
        start = time.perf_counter()
        new = model.encode([headline_text(document) for document in documents])
        encoded = time.perf_counter()
        earlier.extend(group(documents, new, tuple(earlier), vectors))
        last = time.perf_counter() - start
        encoding, grouping = encoding + encoded - start, grouping + last - (encoded - start)
        vectors = np.concatenate((vectors.reshape(-1, new.shape[1]), new))
        print(f"{day} {len(documents)} {encoding:.0f} {grouping:.0f}", file=sys.stderr, flush=True)
    labels, gold = [one.story for one in earlier], [topic for _, topic in articles]
    score = b_cubed(labels, gold)
    return {
        "encoding": encoding,
        "grouping": grouping,
        "cpu": time.process_time() - computing,
        "last": last,
        "megabytes": peak_megabytes(),
        "stories": len(set(labels)),
        "f1": score.f1 if score else 0.0,
        "wrong": 1 - (pairs(labels, gold).precision or 0),
    }


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file")
    parser.add_argument("--sizes", type=int, nargs="+", default=[300, 3000, 20_000])
    parser.add_argument("--days", type=int, default=10)
    parser.add_argument("--encoder", default="minilm", choices=registry.names("encoder"))
    parser.add_argument("--run", type=int, default=0, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
