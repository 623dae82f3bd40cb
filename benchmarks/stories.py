"""How well articles are put into stories: ``python -m benchmarks.stories FILE [--topics 100]``.

FILE is JSON Lines of topics; each topic is a story. The weights were fitted on the first half of
the topics of Multi-News' ``train`` (``--fit FOLDER`` does it and writes them there), so ``--half
second``, which is the default, draws from the others only. ``--seeds`` draws (other ones with
another ``--first-seed``) of ``--topics`` topics
are mixed, and grouped in three ways: all on one day; spread over two days, articles of a topic by
turns, where the second day has the first one's stories; and on one day among ``--strays`` articles
of as many other topics, since most of what is published has no like.

Printed: B-cubed precision, recall and F1, means over draws with the 95% interval of F1 over draws;
the share of the pairs put together that are of two topics (wrong merges), and of the pairs of one
topic that are not together (wrong splits), of all draws together. For two days also how many of
the first day's articles have the story that they had when the first day was grouped alone.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from statistics import fmean, stdev

import numpy as np

from summarize import registry
from summarize.clustering.vectors import MOST_VECTORS, CachedEncoder
from summarize.digest.kinship import (
    FEATURES,
    Background,
    Kinship,
    Told,
    Weights,
    count_terms,
)
from summarize.digest.records import Placed
from summarize.digest.stories import Rules, group
from summarize.digest.story_text import TOLD_WORDS, headline_text, lead_text
from summarize.evaluation.clustering import Pairs, b_cubed, pairs
from summarize.evaluation.datasets import read_topics
from summarize.ports import Floats
from summarize.reading import read_texts
from summarize.records import Document
from summarize.settings import EncodingSettings, ReadingSettings, cache_folder
from summarize.store import Store

_FIRST_DAY = date(2026, 11, 2)
_LEAST_ARTICLES = 5
"""Rarer terms are left out of the background: they would be most of the file."""


@dataclass(frozen=True)
class Corpus:
    """Articles, the topic of each, and (n, d) vectors."""

    documents: tuple[Document, ...]
    topics: tuple[int, ...]
    vectors: Floats

    def of(self, rows: Sequence[int]) -> tuple[list[Document], Floats]:
        """Some of them."""
        return [self.documents[row] for row in rows], self.vectors[list(rows)]


def main() -> None:
    """Reads, draws, groups, prints."""
    options = _options()
    rules = Rules(**{k: v for k, v in vars(options).items() if k in _RULES and v is not None})
    corpus = read_corpus(Path(options.file))
    topics = np.array(sorted(set(corpus.topics)))
    middle = len(topics) // 2
    halves = {"first": topics[:middle], "second": topics[middle:], "all": topics}
    if options.fit:
        print(fit(corpus, halves[options.half].tolist(), Path(options.fit)))
        return
    print(f"{len(corpus.documents)} articles; topics drawn from {options.half}; {rules}")
    print(f"{'':<14}{'P':>7}{'R':>7}{'F1':>7}{'':>18}{'merged wrongly':>16}{'split':>8}{'kept':>8}")
    for name, way in _ways(options.strays).items():
        generator = np.random.default_rng(options.first_seed)
        rows = [
            way(corpus, generator.permutation(halves[options.half]), options.topics, rules)
            for _ in range(options.seeds)
        ]
        print(told(name, rows), flush=True)


_RULES = ("together", "pair", "follow", "go_on")
Row = tuple[list[str], list[int], float]
"""The story of each article, its topic, and the share that kept their story (or NaN)."""
Way = Callable[[Corpus, "np.ndarray[tuple[int, ...], np.dtype[np.int64]]", int, Rules], Row]


def _ways(strays: int) -> dict[str, Way]:
    return {
        "one day": lambda corpus, order, most, rules: one_day(corpus, order[:most], (), rules),
        "two days": lambda corpus, order, most, rules: two_days(corpus, order[:most], rules),
        f"+ {strays} strays": lambda corpus, order, most, rules: one_day(
            corpus, order[:most], order[most : most + strays], rules
        ),
    }


def one_day(corpus: Corpus, topics: Sequence[int], strays: Sequence[int], rules: Rules) -> Row:
    """All articles of ``topics``, and the first of each of ``strays``."""
    rows = [row for row, topic in enumerate(corpus.topics) if topic in set(topics)]
    rows += [corpus.topics.index(topic) for topic in strays]
    documents, vectors = corpus.of(rows)
    placed = group(documents, vectors, rules=rules)
    return [one.story for one in placed], [corpus.topics[row] for row in rows], float("nan")


def two_days(corpus: Corpus, topics: Sequence[int], rules: Rules) -> Row:
    """The articles of each topic by turns on the first and on the second day."""
    days: tuple[list[int], list[int]] = ([], [])
    for topic in topics:
        for place, row in enumerate(r for r, t in enumerate(corpus.topics) if t == topic):
            days[place % 2].append(row)
    earlier: tuple[Placed, ...] = ()
    seen: list[int] = []
    everything: list[Document] = []
    for number, rows in enumerate(days):
        day = (_FIRST_DAY + timedelta(days=number)).isoformat()
        documents, vectors = corpus.of(rows)
        documents = [_dated(one, day) for one in documents]
        everything.extend(documents)
        placed = group(
            documents,
            vectors,
            earlier,
            corpus.vectors[seen],
            rules=rules,
        )
        earlier, seen = (*earlier, *placed), [*seen, *rows]
    vectors = corpus.vectors[seen]
    again = group(everything, vectors, earlier, vectors, rules=rules)
    kept = fmean(one.story == other.story for one, other in zip(again, earlier, strict=True))
    return [one.story for one in earlier], [corpus.topics[row] for row in seen], kept


def told(name: str, rows: Sequence[Row]) -> str:
    """A line of the table."""
    scores = [score for labels, topics, _ in rows if (score := b_cubed(labels, topics)) is not None]
    counts = sum(
        (pairs(labels, topics) for labels, topics, _ in rows), Pairs(shared=0, predicted=0, gold=0)
    )
    f1 = [score.f1 for score in scores]
    reach = 1.96 * stdev(f1) / len(f1) ** 0.5 if len(f1) > 1 else float("nan")
    kept = fmean(row[2] for row in rows)
    return (
        f"{name:<14}{fmean(s.precision for s in scores):7.3f}{fmean(s.recall for s in scores):7.3f}"
        f"{fmean(f1):7.3f} ({fmean(f1) - reach:.3f} to {fmean(f1) + reach:.3f})"
        f"{1 - (counts.precision or 0):16.2%}{1 - (counts.recall or 0):8.1%}"
        + ("" if np.isnan(kept) else f"{kept:8.1%}")
    )


def read_corpus(path: Path) -> Corpus:
    """Its articles, and their vectors, which are kept in the user's cache folder."""
    documents: list[Document] = []
    topics: list[int] = []
    for number, topic in enumerate(read_topics(path)):
        found, _ = read_texts(topic.texts, ReadingSettings())
        documents.extend(found)
        topics.extend([number] * len(found))
    encoder = CachedEncoder(
        registry.resolve("encoder", "minilm")(EncodingSettings()),
        Store(cache_folder() / "benchmark-vectors.sqlite", most=MOST_VECTORS),
    )
    vectors = encoder.encode([headline_text(document) for document in documents])
    return Corpus(tuple(documents), tuple(topics), vectors)


def fit(corpus: Corpus, topics: Sequence[int], folder: Path) -> str:
    """Fits weights and background on ``topics`` and writes them into ``folder``."""
    from sklearn.linear_model import LogisticRegression

    rows = [row for row, topic in enumerate(corpus.topics) if topic in set(topics)]
    documents, vectors = corpus.of(rows)
    stories = np.array([corpus.topics[row] for row in rows])
    everything = [Told(d.article.title, lead_text(d, TOLD_WORDS), None) for d in documents]
    counted = count_terms(everything)
    terms = {term: n for term, n in sorted(counted.items()) if n >= _LEAST_ARTICLES}
    background = Background(articles=len(rows), terms=terms)
    # The articles at hand are those of the background: they must not count twice.
    alone = Background(articles=0, terms={})
    kinship = Kinship(everything, vectors, Weights(bias=0, slopes=(0,) * len(FEATURES)), alone)
    samples, labels = [], []
    for start in range(0, len(rows), 256):
        end = min(start + 256, len(rows))
        features = np.stack(kinship.features(start, end), axis=-1)
        later = np.arange(len(rows))[None, :] > np.arange(start, end)[:, None]
        near = later & ((features[..., 0] > 0.25) | (features[..., 1] > 0.08))
        near &= ~kinship.silent[start:end, None] & ~kinship.silent[None, :]
        samples.append(features[near])
        labels.append((stories[start:end, None] == stories[None, :])[near])
    model = LogisticRegression(C=1e4, max_iter=1000)
    model.fit(np.concatenate(samples), np.concatenate(labels))
    slopes = [round(float(slope), 3) for slope in model.coef_[0]]
    value = {
        "data": "Multi-News train, first half of its topics: pairs of articles, alike ones only",
        "command": "python -m benchmarks.stories FILE --half first --fit FOLDER",
        "pairs": int(sum(len(some) for some in labels)),
        "of one topic": int(sum(some.sum() for some in labels)),
        "bias": round(float(model.intercept_[0]), 3),
        "weights": dict(zip(FEATURES, slopes, strict=True)),
    }
    _write(folder / "story_weights.json", json.dumps(value, indent=2))
    _write(
        folder / "story_terms.json",
        json.dumps({"articles": background.articles, "terms": terms}, ensure_ascii=False),
    )
    return json.dumps(value, indent=2)


def _write(path: Path, text: str) -> None:
    path.write_text(text + "\n", encoding="utf-8")


def _dated(document: Document, day: str) -> Document:
    return replace(document, article=replace(document.article, published=day))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file")
    parser.add_argument("--topics", type=int, default=100)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--strays", type=int, default=100)
    parser.add_argument("--half", choices=("first", "second", "all"), default="second")
    parser.add_argument("--fit", help="a folder to write fitted weights into")
    for name in _RULES:
        parser.add_argument(f"--{name}", type=float)
    return parser.parse_args()


if __name__ == "__main__":
    main()
