"""Texts and files that several tests of reading use."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from summarize.records import Article, Document
from summarize.settings import ReadingSettings

STORY = (
    "The harbour council voted on Tuesday to close the old ferry pier for two years. "
    "Engineers had found that eleven of its forty wooden piles were rotten below the waterline.\n"
    "\n"
    "Passengers will be taken to the northern quay instead, which adds ten minutes to the trip. "
    "The repair is expected to cost about 4.2 million euros, half of it paid by the state.\n"
)


@pytest.fixture
def story_text() -> str:
    return STORY


@pytest.fixture
def settings() -> ReadingSettings:
    return ReadingSettings()


@pytest.fixture
def put(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Writes a file under ``tmp_path`` and gives its path."""

    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = content.encode("utf-8") if isinstance(content, str) else content
        path.write_bytes(data)
        return path

    return write


@pytest.fixture
def document() -> Callable[..., Document]:
    """Builds a document without furniture."""

    def build(article_id: str, text: str, *, source: str = "", url: str | None = None) -> Document:
        article = Article(
            id=article_id, title="", text=text, source=source, published=None,
            path=f"{article_id}.txt", url=url, language="en", sha256="",
        )  # fmt: skip
        return Document(article=article)

    return build
