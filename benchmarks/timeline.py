"""Long stories day by day: ``python -m benchmarks.timeline FOLDER``.

FOLDER holds JSON Lines of stories, ``{"id", "articles": [{"date", "text"}], "timelines":
[{"entries": [{"date"}]}]}``, as Timeline17 has them (Tran and others 2013), or is such a file. The
month in which most of each story was written is taken, the months are laid over one another, and
each day's articles of all stories are grouped together, with the days before as memory.

Printed of each story: articles; ids that they have, and those of more than one article; the share
that has the commonest id; the share that stands under an id most of whose articles are of another
story (wrongly merged). Then the days found that the journalists' timelines name, as many as these
have: F1 of our key dates, and of the days with most articles, over the whole of each story.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np

from summarize import registry
from summarize.clustering.vectors import MOST_VECTORS, CachedEncoder
from summarize.digest.records import Placed
from summarize.digest.stories import Rules, group
from summarize.digest.story_dates import Written, key_dates
from summarize.digest.story_text import headline_text
from summarize.reading import read_texts
from summarize.records import Document
from summarize.settings import EncodingSettings, ReadingSettings, cache_folder
from summarize.store import Store

_DAYS = 30


@dataclass(frozen=True)
class LongStory:
    """A story's articles, by day, and the days that journalists named."""

    name: str
    articles: tuple[Written, ...]
    named: frozenset[str]


def main() -> None:
    """Prints both tables."""
    options = _options()
    stories = read_stories(Path(options.folder))
    rules = Rules(**{k: v for k, v in vars(options).items() if k in _RULES and v is not None})
    gold, placed = run_days(stories, rules)
    print(
        f"{rules}\n{'story':<14}{'articles':>9}{'ids':>6}{'of 2+':>7}{'commonest':>11}{'wrong':>8}"
    )
    for name, line in count_ids(gold, [one.story for one in placed]).items():
        print(f"{name:<14}{line}")
    print(f"\n{'story':<14}{'days':>6}{'key dates':>11}{'most articles':>15}")
    scores = [(dates_f1(one, ours(one)), dates_f1(one, busiest(one))) for one in stories]
    for one, (own, plain) in zip(stories, scores, strict=True):
        print(f"{one.name:<14}{len(one.named):>6}{own:>11.3f}{plain:>15.3f}")
    own, plain = (fmean(column) for column in zip(*scores, strict=True))
    print(f"{'mean':<14}{'':>6}{own:>11.3f}{plain:>15.3f}")


_RULES = ("together", "pair", "follow", "go_on", "nearest")


def read_stories(path: Path) -> list[LongStory]:
    """Of a file, or of all in a folder."""
    files = sorted(path.glob("*.jsonl*")) if path.is_dir() else [path]
    found: list[LongStory] = []
    for file in files:
        opened: Any = gzip.open if file.suffix == ".gz" else open
        with opened(file, "rt", encoding="utf-8") as lines:
            found.extend(_story(json.loads(line)) for line in lines)
    return found


def _story(value: dict[str, Any]) -> LongStory:
    articles = [Written(day=one["date"], text=one["text"]) for one in value["articles"]]
    named = {entry["date"] for line in value["timelines"] for entry in line["entries"]}
    return LongStory(value["id"], tuple(sorted(articles, key=lambda a: a.day)), frozenset(named))


def run_days(stories: Sequence[LongStory], rules: Rules) -> tuple[list[str], list[Placed]]:
    """The long story of each article of the month, and where it was placed."""
    days: dict[int, list[tuple[str, Document]]] = defaultdict(list)
    for one in stories:
        first = _busiest_month(one)
        for article in one.articles:
            number = (date.fromisoformat(article.day) - first).days
            if 0 <= number < _DAYS:
                days[number].append((one.name, _document(article)))
    encoder = CachedEncoder(
        registry.resolve("encoder", "minilm")(EncodingSettings()),
        Store(cache_folder() / "benchmark-vectors.sqlite", most=MOST_VECTORS),
    )
    gold: list[str] = []
    placed: list[Placed] = []
    vectors = encoder.encode([])
    for number in sorted(days):
        day = (date(2026, 1, 1) + timedelta(days=number)).isoformat()
        documents = [_dated(document, day) for _, document in days[number]]
        new = encoder.encode([headline_text(document) for document in documents])
        placed.extend(group(documents, new, tuple(placed), vectors, rules=rules))
        vectors = np.concatenate((vectors.reshape(-1, new.shape[1]), new))
        gold.extend(name for name, _ in days[number])
    return gold, placed


def count_ids(gold: Sequence[str], labels: Sequence[str]) -> dict[str, str]:
    """A line for each long story, and one for all."""
    inside: dict[str, Counter[str]] = defaultdict(Counter)
    for name, label in zip(gold, labels, strict=True):
        inside[label][name] += 1
    lines = {}
    for name in [*sorted(set(gold)), "all"]:
        own = Counter(
            label for one, label in zip(gold, labels, strict=True) if name in (one, "all")
        )
        count = sum(own.values())
        astray = sum(
            inside[label][one] < max(inside[label].values()) and name in (one, "all")
            for one, label in zip(gold, labels, strict=True)
        )
        several = sum(n > 1 for n in own.values())
        common = f"{max(own.values()) / count:>11.1%}" if name != "all" else f"{'':>11}"
        lines[name] = f"{count:>9}{len(own):>6}{several:>7}{common}{astray / count:>8.2%}"
    return lines


def ours(story: LongStory) -> tuple[str, ...]:
    """As many key dates as the timelines name."""
    return key_dates(story.articles, len(story.named))


def busiest(story: LongStory) -> tuple[str, ...]:
    """As many days with most articles."""
    count = Counter(article.day for article in story.articles)
    return tuple(sorted(count, key=lambda day: (-count[day], day))[: len(story.named)])


def dates_f1(story: LongStory, days: Sequence[str]) -> float:
    """F1 of exact days."""
    return 2 * len(story.named & set(days)) / (len(story.named) + len(set(days)))


def _busiest_month(story: LongStory) -> date:
    days = [date.fromisoformat(article.day) for article in story.articles]
    return max(
        sorted(set(days)),
        key=lambda first: sum(0 <= (day - first).days < _DAYS for day in days),
    )


def _document(article: Written) -> Document:
    return read_texts([("", article.text)], ReadingSettings(min_words=1))[0][0]


def _dated(document: Document, day: str) -> Document:
    return replace(document, article=replace(document.article, published=day))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    for name in _RULES:
        parser.add_argument(f"--{name}", type=int if name == "nearest" else float)
    return parser.parse_args()


if __name__ == "__main__":
    main()
