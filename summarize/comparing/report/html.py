"""The comparison as one self-contained page: table, plot, and the summaries side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from summarize.rendering.html import page_template
from summarize.rendering.references import passage, printable

_SHOWN = ("rouge1", "rouge2", "rougeLsum", "words", "absent_numbers", "absent_names")
"""What stands under each summary."""
_WIDEST = 90


def render(study: Study, run: Run, table: Table, signature: str, only_different: bool) -> str:
    """One page: no script, no address that is fetched; everything from the data is escaped."""
    different = set(parting(study, run))
    topics = [topic for topic in study.topics if not only_different or topic.id in different]
    page = page_template("summarize.comparing.report", "comparison.html").render(
        study=study,
        table=table,
        plot=plot(study, table),
        tests=tests(study, table, passage),
        enough=len(study.topics) >= FEWEST,
        topics=[_topic(study, run, topic) for topic in topics],
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
    return printable(page) + "\n"


def _topic(study: Study, run: Run, topic: Topic) -> dict[str, Any]:
    """What the template shows of a topic."""
    there = [row for row in study.rows if (row.name, topic.id) in run.outcomes]
    texts = {row.name: _texts(run.outcomes[row.name, topic.id]) for row in there}
    articles = _article_numbers(run, there, topic)
    configs = [row.name for row in there if row.kind == "config"]
    return {
        "id": topic.id,
        "references": topic.references,
        "articles": _article_lines(run, there, topic),
        "columns": [
            {
                "row": row,
                "error": run.outcomes[row.name, topic.id].error,
                "sentences": _sentences(
                    run.outcomes[row.name, topic.id].sentences,
                    differing(texts[row.name], _other(row.name, configs, texts)),
                    articles,
                ),
                "scores": _scores(run, row, topic),
            }
            for row in there
        ],
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
    sentences: Sequence[Told], pieces: Sequence[Sequence[Piece]], articles: Mapping[str, int]
) -> list[dict[str, Any]]:
    """Each with its pieces, the numbers of the articles that it cites, and the passages."""
    found = []
    for told, parts in zip(sentences, pieces, strict=True):
        numbers = [articles.get(key) for key in told.articles]
        found.append(
            {
                "pieces": parts,
                "marks": sorted({number for number in numbers if number is not None}),
                "cited": list(zip(numbers, told.passages, strict=True)),
            }
        )
    return found


def _scores(run: Run, row: Row, topic: Topic) -> list[tuple[str, str]]:
    scores = scores_of(run, (row.name, topic.id))
    return [(BY_NAME[n].label, BY_NAME[n].show(scores[n])) for n in _SHOWN if n in scores]
