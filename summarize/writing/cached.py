"""Drafts kept on disk, by evidence, settings, model and program, so that none is written twice."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence

from summarize.ports import Progress, Writer, no_progress
from summarize.records import Article, Draft, Section, Sentence, SentenceKey
from summarize.settings import WritingSettings
from summarize.store import Store, code_digest


class CachedWriter:
    """A writer that looks into a store first.

    A call is kept as a whole: sections that are written in one batch can, in their last bits,
    depend on one another, and the same call must give the same bytes.

    Args:
        writer: writes what is not kept.
        store: where drafts are kept, with the seconds that they took.
        settings: those of ``writer``.
        seed: that of ``writer``.
        saved: told the seconds that the drafts found took when they were written.
    """

    def __init__(
        self,
        writer: Writer,
        store: Store,
        settings: WritingSettings,
        seed: int,
        saved: Callable[[float], None] | None = None,
    ) -> None:
        self._writer = writer
        self._store = store
        self._saved = saved
        # How often a section is tried does not change what one try gives.
        values = settings.model_dump(mode="json", exclude={"attempts"})
        self._how = json.dumps([values, seed, code_digest("writing", "text")], sort_keys=True)

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
        shown = [
            [s.position, s.word_budget, [evidence[key].text for key in s.evidence]]
            for s in sections
        ]
        told = [[article.title, article.text] for article in articles.values()]
        key = self._store.key(self._writer.signature, self._how, json.dumps([attempt, shown, told]))
        kept = _unpacked(self._store.get([key]).get(key), sections)
        if kept is not None:
            seconds, drafts = kept
            if self._saved is not None:
                self._saved(seconds)
            return drafts
        start = time.perf_counter()
        drafts = self._writer.write(sections, evidence, articles, attempt, progress)
        seconds = time.perf_counter() - start
        places = {section: place for place, section in enumerate(sections)}
        rows = [[places[draft.section], draft.text, draft.kind] for draft in drafts]
        self._store.put({key: json.dumps([seconds, rows]).encode()})
        return drafts


def _unpacked(
    value: bytes | None, sections: Sequence[Section]
) -> tuple[float, tuple[Draft, ...]] | None:
    """Seconds and drafts, or None where nothing, or nothing whole, is kept."""
    if value is None:
        return None
    try:
        seconds, rows = json.loads(value)
        return float(seconds), tuple(
            Draft(section=sections[place], text=text, kind=kind) for place, text, kind in rows
        )
    except (ValueError, TypeError, IndexError):
        return None
