"""The rows of a comparison, and what each tells of a topic."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from summarize.evaluation.datasets import Topic
from summarize.settings import Settings

RowKind = Literal["config", "system", "baseline"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Something that summarizes every topic.

    Attributes:
        name: unique in the comparison.
        kind: a configuration of ours, ready outputs in the data, or a length-matched baseline.
        source: what the kind knows it by: the configuration's or baseline's or system's own name.
        settings: of a configuration; None for the other kinds.
    """

    name: str
    kind: RowKind
    source: str
    settings: Settings | None = None

    def identity(self) -> str:
        """Equal for rows that cannot differ: configurations alike in all but their names."""
        if self.settings is None:
            return f"{self.kind}/{self.source}"
        values = self.settings.model_dump(mode="json", exclude={"name"})
        return f"{self.kind}/{json.dumps(values, sort_keys=True)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One sentence of a summary with its citations.

    Attributes:
        text: the sentence.
        passages: texts of the cited passages, best first.
        articles: the article of each passage, by its ``article_keys``.
    """

    text: str
    passages: tuple[str, ...]
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one row made of one topic.

    Attributes:
        text: the summary; None where it failed.
        sentences: with their citations; for ready outputs those that our attribution found.
        summary: of a configuration, the whole result (``summarize/summary@1``), else None.
        seconds: what it took with the models loaded and nothing kept; None if not known.
        megabytes: peak memory of the process that made it; None if not known.
        error: why it failed, or "".
    """

    text: str | None
    sentences: tuple[Told, ...] = ()
    summary: Mapping[str, Any] | None = None
    seconds: float | None = None
    megabytes: float | None = None
    error: str = ""


def rows_of(
    configs: Sequence[Settings], topics: Sequence[Topic], baselines: Sequence[str]
) -> tuple[Row, ...]:
    """Configurations in the order given, then systems by name, then baselines in the order given.

    A name that is taken gets a number: "fast", "fast-2".
    """
    systems = sorted({name for topic in topics for name in topic.systems})
    taken: set[str] = set()
    rows: list[Row] = []
    for settings in configs:
        name = _free(settings.name, taken)
        rows.append(Row(name=name, kind="config", source=settings.name, settings=settings))
    rows += [Row(name=_free(name, taken), kind="system", source=name) for name in systems]
    rows += [Row(name=_free(name, taken), kind="baseline", source=name) for name in baselines]
    return tuple(rows)


def _free(name: str, taken: set[str]) -> str:
    free, number = name, 2
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    taken.add(free)
    return free


def article_keys(digests: Sequence[str]) -> tuple[str, ...]:
    """A key for each article, by the sha256 of its text: of equal texts the second is "…#2"."""
    met: Counter[str] = Counter()
    keys = []
    for digest in digests:
        met[digest] += 1
        keys.append(digest if met[digest] == 1 else f"{digest}#{met[digest]}")
    return tuple(keys)


def short_digest(*texts: str) -> str:
    """12 hex digits that change with the texts."""
    digest = hashlib.sha256()
    for text in texts:
        data = text.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()[:12]


def under_name(summary: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The result of a configuration as that of another, alike in all but its name."""
    old = summary["settings"]["name"]
    signature = str(summary["signature"]).replace(f"|config:{old}#", f"|config:{name}#", 1)
    return {
        **summary,
        "signature": signature,
        "settings": {**summary["settings"], "name": name},
    }
