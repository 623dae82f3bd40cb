"""The summary to be scored: a text, our own text or Markdown output, or a result as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from summarize.comparing.rows import Told, article_keys
from summarize.errors import InputError
from summarize.evaluation.datasets import Topic
from summarize.evaluation.datasets.folders import read_text
from summarize.evaluation.datasets.topic import without_dash
from summarize.evaluation.sentences import sentences_of_text
from summarize.reading.decoding import valid_unicode
from summarize.rendering.json import SCHEMA

_MOST_SENTENCES = 1000
"""More is no summary, and each is compared with every other."""
_HINT = "score the result that 'summarize folder --format json' writes"
_MARKS = re.compile(r"[ \t]*(?:\\?\[\d{1,3}\\?\])+(?=\s|$)")
"""Citation marks as our outputs set them: no words of the summary."""
_OWN_TEXT = re.compile(r"\A[^\n]*\n\n(?P<body>.+?)\n\nSources:\n  \[", re.S)
_OWN_MARKDOWN = re.compile(r"\A# [^\n]*\n\n(?P<body>.+?)\n\n## Evidence\n", re.S)
_ESCAPED = re.compile(r"\\([^\w\s])")
_PAGE = re.compile(r"\s*<(?:!doctype|html)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What is scored.

    Attributes:
        sentences: at least one; those of a text cite nothing.
        articles: those that a result as JSON brings with it, else None.
    """

    sentences: tuple[Told, ...]
    articles: Topic | None = None


def read_candidate(path: Path) -> Candidate:
    """The summary in ``path``.

    Raises:
        InputError: it cannot be read, holds no sentence or far too many, or is JSON or HTML and no
            result of ours.
    """
    text = read_text(path)
    if text.lstrip().startswith("{"):
        found = _of_result(text, path)
    else:
        told = (Told(text=one, passages=(), articles=()) for one in _sentences(text, path))
        found = Candidate(sentences=tuple(told))
    if not found.sentences:
        raise InputError(f"{path}: holds no sentence", hint="name a summary")
    if len(found.sentences) > _MOST_SENTENCES:
        message = f"{path}: holds {len(found.sentences):,} sentences, no summary"
        raise InputError(message, hint="name a summary; its articles go to --sources")
    return found


def _sentences(text: str, path: Path) -> tuple[str, ...]:
    """Those of the summary alone, where the text is a whole output of ours."""
    if _PAGE.match(text):
        raise InputError(f"{path}: is an HTML page", hint=_HINT)
    own = _OWN_MARKDOWN.match(text)
    if own is not None:
        text = _ESCAPED.sub(r"\1", own["body"])
    elif (own := _OWN_TEXT.match(text)) is not None:
        text = own["body"]
    return sentences_of_text(_MARKS.sub("", without_dash(text)))


def _of_result(text: str, path: Path) -> Candidate:
    """A result of ours, whole: what it cites stands in its articles where it says."""
    try:
        result = json.loads(text)
        if not isinstance(result, Mapping) or result.get("schema") != SCHEMA:
            raise ValueError("another schema")
        texts = tuple((_text(one["title"]), _text(one["text"])) for one in result["articles"])
        keys = article_keys([sha256(body.encode()).hexdigest() for _, body in texts])
        ids = [_text(one["id"]) for one in result["articles"]]
        places = {article: place for place, article in enumerate(ids)}
        sentences = tuple(
            _told(sentence, places, [body for _, body in texts], keys)
            for sentence in result["sentences"]
            if _text(sentence["text"]).strip()
        )
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        message = f"{path}: is no whole {SCHEMA} ({type(error).__name__}: {error})"
        raise InputError(message, hint=_HINT) from error
    return Candidate(sentences=sentences, articles=Topic(id="articles", texts=texts))


def _told(
    sentence: Mapping[str, Any],
    places: Mapping[str, int],
    bodies: list[str],
    keys: tuple[str, ...],
) -> Told:
    passages, articles = [], []
    for found in sentence["evidence"]:
        place = places[found["article"]]
        passage = _text(found["text"])
        if bodies[place][found["start"] : found["end"]] != passage:
            raise ValueError(f"“{passage[:40]}” does not stand where it is cited")
        passages.append(passage)
        articles.append(keys[place])
    text = _text(sentence["text"])
    return Told(text=text, passages=tuple(passages), articles=tuple(articles))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"a text was expected, not {value!r}")
    return valid_unicode(value)
