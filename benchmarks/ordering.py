"""How well summaries are ordered: ``python -m benchmarks.ordering FILE [--config NAME]``.

FILE is JSON Lines with references, as ``compare`` reads it. The configuration makes each summary
once, of ``--words`` words, and every ordering of the registry puts the same sentences in order.
Baselines order them at random, as they were selected ("salience" does that), and by their place in
their articles, the articles in turn. The last row is the references themselves.

Printed: the share of summaries whose first sentence is lead-like; dangling openings for each
summary, and the share of summaries with one; Kendall's tau to the order of the references, with its
95% interval (1.96 standard errors) and the number of summaries that it could be told of. Vectors
are kept in the user's cache folder.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, stdev
from typing import ClassVar

import numpy as np

from summarize import registry
from summarize.comparing.producing import read_topic
from summarize.evaluation.datasets import Topic, read_topics
from summarize.evaluation.ordering import SummaryOrdering, summary_ordering
from summarize.evaluation.sentences import sentences_of_text
from summarize.pipeline import Summarizer
from summarize.ports import Floats
from summarize.records import Candidate, Material
from summarize.settings import PlanningSettings, Settings, load_settings

Heard = tuple[tuple[Candidate, ...], Material, Floats]
"""What an ordering is given: candidates, best first, material, and how alike they are."""


@dataclass(frozen=True)
class Told:
    """One topic's summary: ``texts`` by the index of the candidate that each tells."""

    heard: Heard
    texts: dict[int, str]
    articles: tuple[str, ...]
    references: tuple[tuple[str, ...], ...]


Order = Callable[[Told], Sequence[int]]


class ListeningOrdering:
    """The port ``Ordering``: keeps what it is given, and leaves the candidates as they come."""

    heard: ClassVar[list[Heard]] = []

    def __init__(self, settings: PlanningSettings) -> None:
        del settings

    def order(
        self, candidates: Sequence[Candidate], material: Material, alike: Floats
    ) -> tuple[int, ...]:
        """The candidates as they come."""
        self.heard.append((tuple(candidates), material, alike))
        return tuple(range(len(candidates)))


def main() -> None:
    """Makes every summary once, orders it in every way, prints the table."""
    options = _options()
    orderings = registry.names("ordering")
    registry.register("ordering", "listening", "benchmarks.ordering:ListeningOrdering")
    overrides = {"planning.words": options.words, "planning.ordering": "listening"}
    settings = load_settings(options.config, overrides)
    topics = [topic for topic in read_topics(options.file) if len(topic.texts) >= options.articles]
    summarizer = Summarizer(settings)
    told = [tell(topic, summarizer) for topic in topics[: options.limit]]
    sentences = sum(len(one.texts) for one in told)
    print(f"{len(told)} topics, {sentences} sentences, {options.config}, {options.words} words\n")
    print(f"{'order':<22}{'lead':>8}{'dangling':>10}{'with any':>10}{'tau':>9}{'±':>8}{'n':>6}")
    generator = np.random.default_rng(options.seed)
    show("random", told, lambda one: generator.permutation(sorted(one.texts)).tolist())
    show("articles in turn", told, in_turn)
    for name in orderings:
        show(name, told, _registered(name, settings))
    rows = [summary_ordering(r, one.articles) for one in told for r in one.references]
    _show_row("(references)", rows)


def tell(topic: Topic, summarizer: Summarizer) -> Told:
    """The summary of ``topic`` and what its ordering was given."""
    documents, _ = read_topic(topic, summarizer.settings)
    summary = summarizer.summarize(documents)
    # "-m" runs this file as __main__; the registry imports it under its own name.
    heard = registry.resolve("ordering", "listening").heard.pop()
    places = {candidate.cluster.id: place for place, candidate in enumerate(heard[0])}
    return Told(
        heard=heard,
        texts={places[one.draft.section.cluster_id]: one.draft.text for one in summary.sentences},
        articles=tuple(article.text for article in summary.articles),
        references=tuple(sentences_of_text(reference) for reference in topic.references),
    )


def in_turn(one: Told) -> list[int]:
    """By place in their articles, at the same place in the order of the articles."""
    candidates, material, _ = one.heard
    ids = list(material.articles)
    keys = [candidate.evidence[0] for candidate in candidates]
    return sorted(one.texts, key=lambda i: (keys[i].place, ids.index(keys[i].article)))


def _registered(name: str, settings: Settings) -> Order:
    ordering = registry.resolve("ordering", name)(settings.planning)
    return lambda one: [index for index in ordering.order(*one.heard) if index in one.texts]


def show(label: str, told: Sequence[Told], order: Order) -> None:
    """Measures all summaries in one order and prints their row."""
    rows = [
        summary_ordering([one.texts[i] for i in order(one)], one.articles, one.references)
        for one in told
    ]
    _show_row(label, rows)


def _show_row(label: str, rows: Sequence[SummaryOrdering]) -> None:
    leads = [row.lead for row in rows if row.lead is not None]
    taus = [row.tau for row in rows if row.tau is not None]
    lead = f"{fmean(leads):>8.1%}" if leads else f"{'—':>8}"
    dangling = f"{fmean(len(row.dangling) for row in rows):>10.2f}"
    with_any = f"{fmean(bool(row.dangling) for row in rows):>10.1%}"
    print(f"{label:<22}{lead}{dangling}{with_any}", end="")
    if len(taus) < 2:
        print()
        return
    print(f"{fmean(taus):>+9.3f}{1.96 * stdev(taus) / len(taus) ** 0.5:>8.3f}{len(taus):>6}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--config", default="fast")
    parser.add_argument("--words", type=int, default=230)
    parser.add_argument("--articles", type=int, default=3, help="least articles of a topic")
    parser.add_argument("--limit", type=int, default=None)
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


if __name__ == "__main__":
    main()
