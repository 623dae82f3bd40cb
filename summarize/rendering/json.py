"""The result as JSON, schema ``summarize/summary@1``; lossless but for the plan's sections."""

from __future__ import annotations

import json
from typing import Any

from summarize.records import Article, Citation, CitedSentence, Disagreement, Summary
from summarize.text.words import count_words

SCHEMA = "summarize/summary@1"


def render(summary: Summary) -> str:
    """``as_json`` as text, indented by two; the same summary gives the same bytes."""
    return json.dumps(as_json(summary), ensure_ascii=False, indent=2) + "\n"


def as_json(summary: Summary) -> dict[str, Any]:
    """Plain values, in the order of the schema."""
    texts = {article.id: article.text for article in summary.articles}
    return {
        "schema": SCHEMA,
        "title": summary.title,
        "articles": [_article(article) for article in summary.articles],
        "sentences": [_sentence(sentence, texts) for sentence in summary.sentences],
        "disagreements": [_disagreement(item) for item in summary.disagreements],
        "coverage": [
            {
                "article": item.article,
                "sentences": item.sentences,
                "clutter": item.clutter,
                "used": item.used,
                "copy_of": item.copy_of,
            }
            for item in summary.coverage
        ],
        "parts": [
            {
                "article": part.article,
                "start": part.start,
                "end": part.end,
                "fate": part.fate,
                "cluster": part.cluster,
            }
            for part in summary.parts
        ],
        "skipped": [{"path": item.path, "reason": item.reason} for item in summary.skipped],
        "notes": list(summary.notes),
        "signature": summary.signature,
        "settings": dict(summary.settings),
        "timings": dict(summary.timings),
    }


def _article(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "title": article.title,
        "source": article.source,
        "path": article.path,
        "url": article.url,
        "published": article.published,
        "language": article.language,
        "sha256": article.sha256,
        "words": count_words(article.text),
        "text": article.text,
    }


def _sentence(sentence: CitedSentence, texts: dict[str, str]) -> dict[str, Any]:
    checks = sentence.checks
    return {
        "text": sentence.draft.text,
        "kind": sentence.draft.kind,
        "reason": sentence.reason or None,
        "articles": list(sentence.articles),
        "origins": sentence.origins,
        "evidence": [_citation(citation, texts) for citation in sentence.citations],
        "checks": {
            "numbers": checks.numbers,
            "dates": checks.dates,
            "names": checks.names,
            "quotes": checks.quotes,
            "negation": checks.negation,
        },
    }


def _citation(citation: Citation, texts: dict[str, str]) -> dict[str, Any]:
    return {
        "article": citation.key.article,
        "sentence": citation.key.place,
        "start": citation.start,
        "end": citation.end,
        "text": texts[citation.key.article][citation.start : citation.end],
        "score": citation.score,
    }


def _disagreement(item: Disagreement) -> dict[str, Any]:
    return {
        "topic": item.topic,
        "claims": [
            {
                "value": claim.value,
                "article": claim.article,
                "start": claim.start,
                "end": claim.end,
                "text": claim.text,
            }
            for claim in item.claims
        ],
    }
