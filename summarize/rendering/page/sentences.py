"""What a page says of each sentence: who bears it, who wrote it, what the checks found."""

from __future__ import annotations

from dataclasses import dataclass

from summarize.records import Checks, CitedSentence, DraftKind, Summary
from summarize.rendering.page.passages import Passages
from summarize.rendering.references import numbers, passage

_KINDS: dict[DraftKind, str] = {
    "fused": "Written by the model.",
    "whole": "Written by the model, in one pass over the outline.",
    "extracted": "Taken over from an article.",
    "ready": "Not written here; its passages were found afterwards.",
}


_LONGEST = 2000
"""Characters of a quotation; the passage itself stands whole in its article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A citation mark: the number of an article, and the id of its first cited passage."""

    article: int
    passage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A passage as it is quoted below the summary."""

    article: int
    passage: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A sentence of the summary.

    Attributes:
        number: its place, from 1.
        id: unique on the page.
        text: on one line.
        marks: one for each cited article.
        quoted: the passages, best first.
        single: True if all that it rests on comes from one origin.
        origins: how many there are, in words.
        made: how it came about, in words.
        checked: what the checks say, in words.
        passed: True if they found everything.
    """

    number: int
    id: str
    text: str
    marks: tuple[Mark, ...]
    quoted: tuple[Quoted, ...]
    single: bool
    origins: str
    made: str
    checked: str
    passed: bool

    @property
    def cites(self) -> str:
        """Ids of its passages, best first, each once, with spaces."""
        return " ".join(dict.fromkeys(quoted.passage for quoted in self.quoted))


def shown_sentences(summary: Summary, passages: Passages, prefix: str = "") -> tuple[Shown, ...]:
    """In reading order; ``prefix`` begins every id."""
    numbered = numbers(summary)
    return tuple(
        _shown(sentence, number, summary, passages, numbered, prefix)
        for number, sentence in enumerate(summary.sentences, start=1)
    )


def _shown(
    sentence: CitedSentence,
    number: int,
    summary: Summary,
    passages: Passages,
    numbered: dict[str, int],
    prefix: str,
) -> Shown:
    texts = {article.id: article.text for article in summary.articles}
    quoted = tuple(
        Quoted(
            article=numbered[citation.key.article],
            passage=passages.at(citation.key.article, citation.start).id,
            text=_quotation(texts[citation.key.article][citation.start : citation.end]),
        )
        for citation in sentence.citations
    )
    first: dict[int, str] = {}
    for one in quoted:
        first.setdefault(one.article, one.passage)
    return Shown(
        number=number,
        id=f"{prefix}s{number}",
        text=passage(sentence.draft.text),
        marks=tuple(Mark(article=article, passage=first[article]) for article in sorted(first)),
        quoted=quoted,
        single=sentence.origins < 2,
        origins=_origins(sentence.origins, len(first)),
        made=_made(sentence),
        checked=_checked(sentence.checks),
        passed=sentence.checks.passed,
    )


def _quotation(text: str) -> str:
    quoted = passage(text)
    return quoted if len(quoted) <= _LONGEST else f"{quoted[:_LONGEST]} …"


def _origins(origins: int, articles: int) -> str:
    if origins > 1:
        return f"{origins} independent origins."
    return "A single source." if articles < 2 else f"A single source: {articles} copies of it."


def _made(sentence: CitedSentence) -> str:
    made = _KINDS[sentence.draft.kind]
    if not sentence.reason:
        return made
    return f"{made} The model’s own sentence was refused: {sentence.reason.replace('-', ' ')}."


def _checked(checks: Checks) -> str:
    """The words of the five checks; "quotes" are quotations to a reader."""
    found = {
        "numbers": checks.numbers,
        "dates": checks.dates,
        "names": checks.names,
        "quotations": checks.quotes,
        "negation": checks.negation,
    }
    missing = [name for name, passed in found.items() if not passed]
    if not missing:
        return "Numbers, dates, names, quotations and negation agree with the passages."
    return f"Not borne out by the passages: {', '.join(missing)}."
