"""Drafts kept on disk, by evidence, settings, model and program, so that none is written twice."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from summarize.ports import Progress, Writer, no_progress
from summarize.records import Article, Draft, Section, Sentence, SentenceKey
from summarize.resources import Cost, peak_megabytes
from summarize.settings import WritingSettings
from summarize.store import Store, code_digest


class CachedWriter:
    """A writer that looks into a store first.

    A call is kept as a whole: sections that are written in one batch can, in their last bits,
    depend on one another, and the same call must give the same bytes.

    Args:
        writer: writes what is not kept.
        store: where drafts are kept, with what they cost.
        settings: those of ``writer``.
        seed: that of ``writer``.
        spared: told what the drafts found cost when they were written.
    """

    def __init__(
        self,
        writer: Writer,
        store: Store,
        settings: WritingSettings,
        seed: int,
        spared: Callable[[Cost], None] | None = None,
    ) -> None:
        self._writer = writer
        self._store = store
        self._spared = spared
        # How often a section is tried does not change what one try gives.
        values = settings.model_dump(mode="json", exclude={"attempts"})
        self._how = json.dumps(
            [values, seed, code_digest("writing", "text", "pretrained")], sort_keys=True
        )

    @property
    def signature(self) -> str:
        """That of the writer behind it: the drafts are the same."""
        return self._writer.signature

    def write(
        self,
        sections: Sequence[Section],
        evidence: Mapping[SentenceKey, Sentence],
        articles: Mapping[str, Article],
        attempt: int = 0,
        progress: Progress = no_progress,
    ) -> tuple[Draft, ...]:
        """As from the writer itself."""
        key = self._key(sections, evidence, articles, attempt)
        start = time.perf_counter()
        kept = _unpacked(self._store.get([key]).get(key), sections)
        looked_up = time.perf_counter() - start
        if kept is not None:
            cost, drafts = kept
            self._tell(Cost(cost.seconds - looked_up, cost.megabytes))
            return drafts
        start = time.perf_counter()
        drafts = self._writer.write(sections, evidence, articles, attempt, progress)
        written = time.perf_counter()
        self._store.put({key: _packed(Cost(written - start, peak_megabytes()), drafts, sections)})
        self._tell(Cost(written - time.perf_counter() - looked_up, 0.0))
        return drafts

    def _key(
        self,
        sections: Sequence[Section],
        evidence: Mapping[SentenceKey, Sentence],
        articles: Mapping[str, Article],
        attempt: int,
    ) -> bytes:
        shown = [
            [s.position, s.word_budget, [evidence[key].text for key in s.evidence]]
            for s in sections
        ]
        told = [[one.title, one.text, one.language] for one in articles.values()]
        asked = json.dumps([attempt, shown, told])
        return self._store.key(self._writer.signature, self._how, asked)

    def _tell(self, cost: Cost) -> None:
        if self._spared is not None:
            self._spared(cost)


def _packed(cost: Cost, drafts: Sequence[Draft], sections: Sequence[Section]) -> bytes:
    """A writer may have moved a section: it is found among ``sections`` by its cluster."""
    places = {section.cluster_id: place for place, section in enumerate(sections)}
    rows = [[places[d.section.cluster_id], d.section.position, d.text, d.kind] for d in drafts]
    return json.dumps([cost, rows]).encode("utf-8", "surrogatepass")


def _unpacked(
    value: bytes | None, sections: Sequence[Section]
) -> tuple[Cost, tuple[Draft, ...]] | None:
    """The cost and the drafts, or None where nothing, or nothing whole, is kept."""
    if value is None:
        return None
    try:
        (seconds, megabytes), rows = json.loads(value)
        return Cost(float(seconds), float(megabytes)), tuple(
            Draft(section=replace(sections[place], position=position), text=text, kind=kind)
            for place, position, text, kind in rows
        )
    except (ValueError, TypeError, IndexError):
        return None
