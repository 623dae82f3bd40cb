"""What became of each stretch of the articles: what a page shows beside the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarize.records import CitedSentence, Cluster, Document, Material, Part, SentenceKey


def find_parts(
    documents: Sequence[Document],
    material: Material,
    clusters: Sequence[Cluster],
    told: Sequence[CitedSentence],
) -> tuple[Part, ...]:
    """Cited sentences, those that tell the same, and clutter; by article, then by start.

    Args:
        documents: the articles with their clutter.
        material: their sentences.
        clusters: a partition of the sentences, or () where nothing was clustered; then nothing
            is known to be told elsewhere.
        told: the summary.
    """
    cited = {citation.key for sentence in told for citation in sentence.citations}
    found = [*_clutter(documents), *_cited_or_told(material, clusters, cited)]
    place = {article: number for number, article in enumerate(material.articles)}
    return tuple(sorted(found, key=lambda part: (place[part.article], part.start, part.end)))


def _clutter(documents: Sequence[Document]) -> Iterator[Part]:
    for document in documents:
        for piece in document.clutter:
            yield Part(
                article=document.article.id, start=piece.start, end=piece.end, fate="clutter"
            )


def _cited_or_told(
    material: Material, clusters: Sequence[Cluster], cited: set[SentenceKey]
) -> Iterator[Part]:
    of = {key: cluster.id for cluster in clusters for key in cluster.members}
    said = {of[key] for key in cited if key in of}
    for sentence in material.sentences:
        cluster = of.get(sentence.key)
        used = sentence.key in cited
        if used or cluster in said:
            yield Part(
                article=sentence.key.article,
                start=sentence.start,
                end=sentence.end,
                fate="used" if used else "told",
                cluster=cluster,
            )
