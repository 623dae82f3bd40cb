"""How clustering grows: ``python -m benchmarks.scale DATA_SET [--sizes 1000 10000 100000]``.

DATA_SET is anything that ``summarize.evaluation.datasets`` reads. Its sentences, ``--base`` at
most, are real; more are made of them. Each sentence is told once as it stands and, most of them,
never again; a few are told up to 300 times (Zipf's law with exponent 2). A telling swaps 10 to
60% of its words for words of other sentences, and its vector is the real MiniLM vector plus noise
of 0.15 to 0.9 of its length, so that two tellings have a cosine of about 0.5 to 0.95. Where all
sentences have been told, they are told anew.

Each size runs in a process of its own. ``seconds`` are those of the clusterer, wording included,
imports not, and vectors given, ``CPU`` those of them that it was computing; ``peak MB`` is that of
the whole process, the vectors among it; ``growth`` is the exponent e for which n times the
sentences took n^e times the CPU: 15 times for ten is 1.18. The sizes up to ``EXACT_UP_TO`` go the
exact way.
``--all-alike`` measures the worst case instead: every sentence a telling of one.

``--agreement N`` clusters N real sentences, none made, by candidates and by looking at every pair,
and prints which share of the edges the candidates have and which share of the sentences have the
same cluster in both.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from summarize import registry
from summarize.clustering import linkage
from summarize.clustering.joining import join
from summarize.clustering.vectors import MOST_VECTORS, CachedEncoder
from summarize.evaluation.datasets import read_topics
from summarize.ports import Floats
from summarize.records import Cluster, Sentence, SentenceKey
from summarize.resources import forget_peak, peak_megabytes
from summarize.settings import ClusteringSettings, EncodingSettings, TextSettings, cache_folder
from summarize.store import Store

_MOST_TELLINGS = 300


def main() -> None:
    """Makes the sentences, runs every size in a fresh process, prints the table."""
    options = _options()
    if options.run:
        print(json.dumps(_run(Path(options.data), options.run, options)))
        return
    with tempfile.TemporaryDirectory() as folder:
        count = _prepare(Path(options.data), Path(folder), options.base)
        print(f"{count} real sentences; numpy {version('numpy')}, scipy {version('scipy')}")
        if options.agreement:
            print(_agreement(Path(folder), options))
            return
        print(
            f"{'sentences':>10}{'seconds':>9}{'CPU':>9}{'peak MB':>9}"
            f"{'edges':>10}{'clusters':>10}{'growth':>8}"
        )
        last: dict[str, float] | None = None
        for size in options.sizes:
            row = _in_fresh_process(folder, size, options)
            growth = f"{_growth(last, row):8.2f}" if last else ""
            print(
                f"{size:>10}{row['seconds']:>9.1f}{row['cpu']:>9.1f}{row['megabytes']:>9.0f}"
                f"{row['edges']:>10.0f}{row['clusters']:>10.0f}{growth}",
                flush=True,
            )
            last = row


def mixed(
    texts: Sequence[str], vectors: Floats, size: int, generator: np.random.Generator
) -> tuple[list[str], Floats]:
    """``size`` sentences made of real ones, in no order, and their vectors: (size, d) float32."""
    tellings = np.minimum(generator.zipf(2.0, size), _MOST_TELLINGS)
    base = np.repeat(np.arange(size) % len(texts), tellings)[:size]
    swapped = generator.uniform(0.1, 0.6, size)
    swapped[np.flatnonzero(np.diff(base, prepend=-1))] = 0  # as it stands
    words = [text.split() for text in texts]
    others = [word for text in words for word in text]
    made = []
    for number, share in zip(base, swapped, strict=True):
        own = words[number]
        swap = generator.random(len(own)) < share
        chosen = generator.integers(len(others), size=len(own))
        made.append(
            " ".join(others[c] if s else w for w, s, c in zip(own, swap, chosen, strict=True))
        )
    noise = generator.standard_normal((size, vectors.shape[1]), dtype=np.float32)
    noise *= (1.5 * swapped / math.sqrt(vectors.shape[1])).astype(np.float32)[:, None]
    noise += vectors[base]
    noise /= np.maximum(np.linalg.norm(noise, axis=1, keepdims=True), 1e-9)
    order = generator.permutation(size)
    return [made[place] for place in order], noise[order]


def as_sentences(texts: Sequence[str]) -> tuple[Sentence, ...]:
    """Sentences of one article each."""
    return tuple(
        Sentence(key=SentenceKey(f"a{number}", 0), start=0, end=len(text), text=text)
        for number, text in enumerate(texts, start=1)
    )


def _prepare(data: Path, folder: Path, most: int) -> int:
    """Writes texts and vectors of real sentences into ``folder``, and says how many."""
    splitter = registry.resolve("splitter", "punkt")(TextSettings(), "en")
    found = (
        text[span.start : span.end]
        for topic in read_topics(data)
        for _, text in topic.texts
        for span in splitter.split(text)
    )
    texts = list(islice(found, most))
    encoder = CachedEncoder(
        registry.resolve("encoder", "minilm")(EncodingSettings()),
        Store(cache_folder() / "benchmark-vectors.sqlite", most=MOST_VECTORS),
    )
    np.save(folder / "vectors.npy", encoder.encode(texts))
    (folder / "texts.json").write_text(json.dumps(texts), encoding="utf-8")
    return len(texts)


def _read(folder: Path) -> tuple[list[str], Floats]:
    texts: list[str] = json.loads((folder / "texts.json").read_text("utf-8"))
    return texts, np.load(folder / "vectors.npy")


def _in_fresh_process(folder: str, size: int, options: argparse.Namespace) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.scale", folder, "--run", str(size)]
    command += ["--clusterer", options.clusterer, "--seed", str(options.seed)]
    command += ["--all-alike"] * options.all_alike
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    row: dict[str, float] = json.loads(done.stdout)
    return {"sentences": size, **row}


def _run(folder: Path, size: int, options: argparse.Namespace) -> dict[str, float]:
    texts, vectors = _read(folder)
    if options.all_alike:
        longest = max(range(len(texts)), key=lambda row: len(texts[row]))
        texts, vectors = [texts[longest]] * size, vectors[[longest] * size]
    texts, vectors = mixed(texts, vectors, size, np.random.default_rng(options.seed))
    sentences = as_sentences(texts)
    _clustered(options.clusterer, sentences[:10], vectors[:10])  # imports what it needs
    forget_peak()
    start, computing = time.perf_counter(), time.process_time()
    clusters, edges = _clustered(options.clusterer, sentences, vectors)
    return {
        "seconds": time.perf_counter() - start,
        "cpu": time.process_time() - computing,
        "megabytes": peak_megabytes(),
        "edges": len(edges.left),
        "clusters": len(clusters),
    }


def _clustered(
    name: str, sentences: tuple[Sentence, ...], vectors: Floats
) -> tuple[tuple[Cluster, ...], Any]:
    """The clusters, and the graph along which they were joined."""
    graphs: list[Any] = []

    def listening(graph: Any, *rest: Any) -> Any:
        graphs.append(graph)
        return join(graph, *rest)

    with patch.object(linkage, "join", listening):
        clusterer = registry.resolve("clusterer", name)(ClusteringSettings(clusterer=name))
        return clusterer.cluster(sentences, vectors), graphs[-1]


def _agreement(folder: Path, options: argparse.Namespace) -> str:
    texts, vectors = _read(folder)
    sentences, vectors = as_sentences(texts[: options.agreement]), vectors[: options.agreement]
    found = []
    for most in (10**9, 0):
        linkage.EXACT_UP_TO = most
        clusters, graph = _clustered(options.clusterer, sentences, vectors)
        edges = set(zip(graph.left.tolist(), graph.right.tolist(), strict=True))
        found.append(({cluster.members for cluster in clusters}, edges))
    (exact, all_edges), (near, found_edges) = found
    recall = len(all_edges & found_edges) / max(len(all_edges), 1)
    alike = sum(len(members) for members in exact & near)
    several = sum(len(members) for members in exact if len(members) > 1)
    several_alike = sum(len(members) for members in exact & near if len(members) > 1)
    return (
        f"{options.clusterer}, {len(sentences)} sentences: {recall:.2%} of {len(all_edges)} edges; "
        f"{alike / len(sentences):.2%} of sentences in the same cluster, "
        f"{several_alike / max(several, 1):.2%} of the {several} that are not alone"
    )


def _growth(last: dict[str, float], row: dict[str, float]) -> float:
    times = math.log(row["cpu"] / last["cpu"])
    return times / math.log(row["sentences"] / last["sentences"])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--clusterer", default="complete", choices=registry.names("clusterer"))
    parser.add_argument("--base", type=int, default=20_000, help="most real sentences")
    parser.add_argument("--all-alike", action="store_true", help="the worst case")
    parser.add_argument("--agreement", type=int, default=0, help="both ways on so many sentences")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--run", type=int, default=0, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
