"""From documents to what the stages have in common, and what became of each document."""

from __future__ import annotations

from collections.abc import Sequence

from summarize import registry
from summarize.errors import NoInputError
from summarize.reading.copies import copy_of, find_origins
from summarize.records import CitedSentence, Coverage, Document, Material
from summarize.settings import TextSettings
from summarize.text.sentences import sentences_of


def read_material(documents: Sequence[Document], settings: TextSettings) -> Material:
    """The sentences of ``documents``.

    Raises:
        NoInputError: there are none.
    """
    splitter = registry.resolve("splitter", settings.splitter)
    sentences = tuple(
        sentence
        for document in documents
        for sentence in sentences_of(document, settings, splitter)
    )
    if not sentences:
        raise NoInputError(
            "no sentence was found in the articles",
            hint="they hold headings or page clutter only; 'reading.clutter: none' keeps all text",
        )
    articles = {document.article.id: document.article for document in documents}
    return Material(
        articles=articles,
        sentences=sentences,
        by_key={sentence.key: sentence for sentence in sentences},
        origins=dict(zip(articles, find_origins(documents), strict=True)),
    )


def count_coverage(
    documents: Sequence[Document], material: Material, told: Sequence[CitedSentence]
) -> tuple[Coverage, ...]:
    """What became of each document."""
    cited = {citation.key for sentence in told for citation in sentence.citations}
    return tuple(
        Coverage(
            article=document.article.id,
            sentences=sum(s.key.article == document.article.id for s in material.sentences),
            clutter=len(document.clutter),
            used=sum(key.article == document.article.id for key in cited),
            copy_of=original,
        )
        for document, original in zip(documents, copy_of(documents), strict=True)
    )
