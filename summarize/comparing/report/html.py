"""The comparison as one self-contained page: table, plot, and the summaries side by side.

Every sentence names the passages that it rests on, which stand once below the summaries of a
topic: choosing a passage shows which sentences of which rows rest on it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import shorten
from typing import Any

from summarize.comparing.report.difference import Piece, differing
from summarize.comparing.report.markdown import tests
from summarize.comparing.report.plot import plot
from summarize.comparing.rows import Outcome, Row, Told, article_keys
from summarize.comparing.runs import Run, Study
from summarize.comparing.table import REAL, Table, parting, scores_of
from summarize.evaluation.datasets import Topic
from summarize.evaluation.measures import BY_NAME
from summarize.evaluation.significance import FEWEST
from summarize.rendering.page.document import page
from summarize.rendering.references import passage

_SHOWN = ("rouge1", "rouge2", "rougeLsum", "words", "absent_numbers", "absent_names")
"""What stands under each summary."""
_WIDEST = 90


@dataclass(slots=True)
class _Passages:
    """The passages that some row cites of a topic, each once, and the sentences resting on it."""

    prefix: str
    places: dict[tuple[int | None, str], int] = field(default_factory=dict)
    resting: dict[tuple[int | None, str], list[tuple[str, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def add(self, article: int | None, text: str, sentence: tuple[str, str]) -> str:
        """The id of a passage; ``sentence`` is the id and the name of one that rests on it."""
        place = self.places.setdefault((article, text), len(self.places))
        resting = self.resting[article, text]
        if sentence not in resting:
            resting.append(sentence)
        return self._id(place)

    def shown(self) -> list[dict[str, Any]]:
        """By article, then as they were met."""
        shown = [
            {
                "id": self._id(place),
                "article": article or "?",
                "text": text,
                "bears": " ".join(anchor for anchor, _ in self.resting[article, text]),
                "resting": self.resting[article, text],
            }
            for (article, text), place in self.places.items()
        ]
        return sorted(shown, key=lambda one: (one["article"] == "?", one["article"]))

    def _id(self, place: int) -> str:
        return f"{self.prefix}p{place + 1}"


def render(study: Study, run: Run, table: Table, signature: str, only_different: bool) -> str:
    """One page that fetches nothing; everything from the data is escaped."""
    different = set(parting(study, run))
    topics = [topic for topic in study.topics if not only_different or topic.id in different]
    return page(
        "summarize.comparing.report",
        "comparison.html",
        title=f"Comparison on {len(study.topics)} topics",
        study=study,
        table=table,
        plot=plot(study, table),
        tests=tests(study, table, passage),
        enough=len(study.topics) >= FEWEST,
        topics=[_topic(study, run, topic, place) for place, topic in enumerate(topics, start=1)],
        different=different,
        only_different=only_different,
        failures=[
            (row.name, topic, run.outcomes[row.name, topic].error)
            for row in study.rows
            for topic in table.failed[row.name]
        ],
        signature=signature,
        real=REAL,
        passage=passage,
    )


def _topic(study: Study, run: Run, topic: Topic, place: int) -> dict[str, Any]:
    """What the template shows of a topic."""
    there = [row for row in study.rows if (row.name, topic.id) in run.outcomes]
    texts = {row.name: _texts(run.outcomes[row.name, topic.id]) for row in there}
    articles = _article_numbers(run, there, topic)
    configs = [row.name for row in there if row.kind == "config"]
    passages = _Passages(f"c{place}-")
    columns = [
        {
            "row": row,
            "error": run.outcomes[row.name, topic.id].error,
            "sentences": _sentences(
                run.outcomes[row.name, topic.id].sentences,
                differing(texts[row.name], _other(row.name, configs, texts)),
                articles,
                passages,
                (f"c{place}-r{number}", passage(row.name)),
            ),
            "scores": _scores(run, row, topic),
        }
        for number, row in enumerate(there, start=1)
    ]
    return {
        "id": topic.id,
        "anchor": f"c{place}",
        "references": topic.references,
        "articles": _article_lines(run, there, topic),
        "columns": columns,
        "passages": passages.shown(),
    }


def _texts(outcome: Outcome) -> list[str]:
    return [passage(sentence.text) for sentence in outcome.sentences]


def _other(name: str, configs: list[str], texts: Mapping[str, list[str]]) -> list[str]:
    """What a text is held against: the first configuration's, and the first's the second's."""
    others = [config for config in configs if config != name]
    return texts[others[0]] if others else texts[name]


def _article_numbers(run: Run, rows: list[Row], topic: Topic) -> Mapping[str, int]:
    """The number of each article, as the first configuration read them, by its key."""
    for row in rows:
        summary = run.outcomes[row.name, topic.id].summary
        if summary is not None:
            keys = article_keys([article["sha256"] for article in summary["articles"]])
            return {key: place for place, key in enumerate(keys, 1)}
    return {}


def _article_lines(run: Run, rows: list[Row], topic: Topic) -> list[str]:
    """The first words of each article, in the order of their numbers."""
    for row in rows:
        summary = run.outcomes[row.name, topic.id].summary
        if summary is not None:
            lines = (
                passage(article["title"] or article["text"]) for article in summary["articles"]
            )
            return [shorten(line, _WIDEST, placeholder=" …") for line in lines]
    return []


def _sentences(
    sentences: Sequence[Told],
    pieces: Sequence[Sequence[Piece]],
    articles: Mapping[str, int],
    passages: _Passages,
    row: tuple[str, str],
) -> list[dict[str, Any]]:
    """Each with its pieces and marks; ``row`` begins its id and its name."""
    found = []
    for place, (told, parts) in enumerate(zip(sentences, pieces, strict=True), start=1):
        name = (f"{row[0]}s{place}", f"{row[1]} {place}")
        cited = [
            (articles.get(key), passages.add(articles.get(key), passage(text), name))
            for key, text in zip(told.articles, told.passages, strict=True)
        ]
        marks: dict[int | str, str] = {}
        for number, where in cited:
            marks.setdefault(number or "?", where)
        found.append(
            {
                "id": name[0],
                "name": name[1],
                "pieces": parts,
                "marks": sorted(marks.items(), key=lambda mark: (mark[0] == "?", mark[0])),
                "cites": " ".join(dict.fromkeys(where for _, where in cited)),
            }
        )
    return found


def _scores(run: Run, row: Row, topic: Topic) -> list[tuple[str, str]]:
    scores = scores_of(run, (row.name, topic.id))
    return [(BY_NAME[n].label, BY_NAME[n].show(scores[n])) for n in _SHOWN if n in scores]
