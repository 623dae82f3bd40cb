"""Small values for tests, built through the real records."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from summarize.records import (
    Article,
    Cluster,
    Document,
    Draft,
    DraftKind,
    Material,
    Section,
    Sentence,
    SentenceKey,
)


def article(text: str, number: int = 1, **fields: str | None) -> Article:
    values: dict[str, str | None] = {
        "title": "",
        "source": "",
        "published": None,
        "path": f"{number}.txt",
        "url": None,
        "language": "en",
        **fields,
    }
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Article(id=f"a{number}", text=text, sha256=digest, **values)  # type: ignore[arg-type]


def document(text: str, number: int = 1, **fields: str | None) -> Document:
    return Document(article=article(text, number, **fields))


def sentences(*articles: Sequence[str]) -> tuple[Sentence, ...]:
    """Sentences of articles that hold nothing else, joined by spaces."""
    found = []
    for number, texts in enumerate(articles, start=1):
        start = 0
        for place, text in enumerate(texts):
            key = SentenceKey(f"a{number}", place)
            found.append(Sentence(key=key, start=start, end=start + len(text), text=text))
            start += len(text) + 1
    return tuple(found)


def material(
    *articles: Sequence[str], origins: Sequence[int] | None = None, **fields: str | None
) -> Material:
    """Articles of these sentences; each its own origin unless ``origins`` says otherwise."""
    found = sentences(*articles)
    made = [article(" ".join(texts), n, **fields) for n, texts in enumerate(articles, start=1)]
    numbers = range(1, len(made) + 1) if origins is None else origins
    return Material(
        articles={one.id: one for one in made},
        sentences=found,
        by_key={sentence.key: sentence for sentence in found},
        origins=dict(zip([one.id for one in made], numbers, strict=True)),
    )


def cluster(number: int, *members: SentenceKey) -> Cluster:
    return Cluster(id=number, members=tuple(sorted(members)), medoid=members[0])


def section(*evidence: SentenceKey, position: int = 0, words: int = 20) -> Section:
    return Section(position=position, cluster_id=position, evidence=evidence, word_budget=words)


def draft(text: str, *evidence: SentenceKey, kind: DraftKind = "fused") -> Draft:
    return Draft(section=section(*evidence), text=text, kind=kind)
