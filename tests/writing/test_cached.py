from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from summarize.ports import Progress, no_progress
from summarize.records import Article, Draft, Section, Sentence, SentenceKey
from summarize.settings import WritingSettings
from summarize.store import Store
from summarize.writing.cached import CachedWriter
from summarize.writing.whole import _draft as whole_draft
from tests.builders import article, section, sentences

SOURCE = sentences(["The port closed.", "Ships wait."])
EVIDENCE = {sentence.key: sentence for sentence in SOURCE}
ARTICLES = {"a1": article("The port closed. Ships wait.")}
SECTIONS = (section(SOURCE[0].key), section(SOURCE[1].key, position=1))


class Counting:
    """A writer that remembers how often it was asked; it has nothing to say of the second."""

    signature = "counting"

    def __init__(self) -> None:
        self.asked = 0

    def write(
        self,
        sections: Sequence[Section],
        evidence: Mapping[SentenceKey, Sentence],
        articles: Mapping[str, Article],
        attempt: int = 0,
        progress: Progress = no_progress,
    ) -> tuple[Draft, ...]:
        self.asked += 1
        text = f"Attempt {attempt}: {evidence[sections[0].evidence[0]].text}"
        return (Draft(section=sections[0], text=text, kind="fused"),)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "kept.sqlite", most=100)


def write(writer: Counting, store: Store, **settings: object) -> tuple[Draft, ...]:
    values = WritingSettings.model_validate(settings)
    return CachedWriter(writer, store, values, seed=0).write(SECTIONS, EVIDENCE, ARTICLES)


def test_what_was_written_once_is_not_written_again(store: Store) -> None:
    inner, spared = Counting(), []
    first = write(inner, store)
    cached = CachedWriter(inner, store, WritingSettings(), 0, spared.append)
    assert cached.write(SECTIONS, EVIDENCE, ARTICLES) == first
    assert first[0].section is SECTIONS[0]
    assert inner.asked == 1
    assert len(spared) == 1
    assert spared[0].megabytes > 0, "the memory that it once needed is told too"


def test_whatever_changes_a_draft_is_part_of_its_key(store: Store) -> None:
    inner = Counting()
    write(inner, store)
    write(inner, store, beams=2)
    CachedWriter(inner, store, WritingSettings(), seed=1).write(SECTIONS, EVIDENCE, ARTICLES)
    cached = CachedWriter(inner, store, WritingSettings(), seed=0)
    cached.write(SECTIONS, EVIDENCE, ARTICLES, attempt=1)
    cached.write(SECTIONS[:1], EVIDENCE, ARTICLES)
    other = {key: sentences(["Other.", "Text."])[key.place] for key in EVIDENCE}
    cached.write(SECTIONS, other, ARTICLES)
    changed = Counting()
    changed.signature = "other weights"  # type: ignore[misc]
    write(changed, store)
    assert (inner.asked, changed.asked) == (6, 1)


def test_how_often_it_is_tried_changes_no_draft(store: Store) -> None:
    inner = Counting()
    write(inner, store, attempts=1)
    write(inner, store, attempts=5)
    assert inner.asked == 1


def test_a_writer_may_move_its_sections(store: Store) -> None:
    """The whole writer gives each sentence a place of its own: no draft of it could be kept."""

    class Moving(Counting):
        def write(
            self,
            sections: Sequence[Section],
            evidence: Mapping[SentenceKey, Sentence],
            articles: Mapping[str, Article],
            attempt: int = 0,
            progress: Progress = no_progress,
        ) -> tuple[Draft, ...]:
            self.asked += 1
            found = [whole_draft("Ships wait.", sections, evidence, n) for n in range(3)]
            return tuple(found)

    inner = Moving()
    assert write(inner, store) == write(inner, store)
    assert [draft.section.position for draft in write(inner, store)] == [0, 1, 2]
    assert inner.asked == 1


def test_a_damaged_row_is_written_again(store: Store) -> None:
    inner = Counting()
    write(inner, store)
    for damage in (b"{", b"[[1.0, 2.0], [[9, 2]]]", b"[]"):
        import sqlite3

        with sqlite3.connect(store._path) as connection:
            connection.execute("UPDATE kept SET value = ?", (damage,))
        assert len(write(inner, store)) == 1
    assert inner.asked == 4
