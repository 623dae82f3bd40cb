"""The frozen values that stages hand to one another (standard library only).

A sentence is known by its key, never by its text: the same words in two articles are two
sentences. Arrays (vectors, similarities) stay beside these records, row *i* belonging to item
*i*, and never inside one, so that ``==`` and ``hash`` keep working.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

DraftKind = Literal["fused", "whole", "extracted", "ready"]
"""How a sentence came about; "ready" is one that came from elsewhere and was attributed."""


Fate = Literal["used", "told", "clutter"]
"""What became of a stretch of an article: cited; told by what is cited; page furniture."""


Concept = tuple[str, str]
"""Two neighbouring stems: the unit in which content is counted."""


class SentenceKey(NamedTuple):
    """Names one sentence: the article that holds it, and its place there (from 0)."""

    article: str
    place: int


class Span(NamedTuple):
    """Characters ``start`` up to but not including ``end`` of some text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One source text. For plain-text files ``text`` is the decoded file, unchanged.

    Attributes:
        id: "a1", "a2", … in the order of reading.
        title: the headline, or "" where the text gives none.
        text: the text that all offsets point into.
        source: the outlet, or "".
        published: ISO 8601 date or date and time, or None.
        path: the file as it was named by the user, or None for a page.
        url: the page's address, or None.
        language: ISO 639-1 code, "en" where nothing says otherwise.
        sha256: of ``text`` as UTF-8, in hex.
    """

    id: str
    title: str
    text: str
    source: str
    published: str | None
    path: str | None
    url: str | None
    language: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clutter:
    """A passage of an article that is page furniture and not story: ``text[start:end]``."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An article as read: the article itself and the page furniture found in it.

    ``clutter`` is sorted by ``start`` and its spans do not overlap.
    """

    article: Article
    clutter: tuple[Clutter, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """An input that was not used, and why, in words for the user."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of an article: ``article.text[start:end] == text``."""

    key: SentenceKey
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What the stages have in common: the articles of one topic and their sentences.

    Attributes:
        articles: by id, in the order of reading.
        sentences: of all articles, in order.
        by_key: the same sentences, by key.
        origins: the number of each article's origin; wire copies share one.
    """

    articles: Mapping[str, Article]
    sentences: tuple[Sentence, ...]
    by_key: Mapping[SentenceKey, Sentence]
    origins: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Sentences that tell the same fact. ``members`` are distinct and sorted; one is the medoid."""

    id: int
    members: tuple[SentenceKey, ...]
    medoid: SentenceKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A cluster as something that the summary could say.

    Attributes:
        cluster: the sentences that tell it.
        evidence: members that a writer would be given, best first; the first says it best.
        origins: how many independent origins tell it, at least 1.
        salience: how much it matters, at least 0.
        words: the length of the first evidence sentence.
    """

    cluster: Cluster
    evidence: tuple[SentenceKey, ...]
    origins: int
    salience: float
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One sentence of the summary, planned.

    Attributes:
        position: its place among all that was planned, from 0.
        cluster_id: the cluster that it tells.
        evidence: sentence keys, best first; at least one.
        word_budget: the words it should take.
    """

    position: int
    cluster_id: int
    evidence: tuple[SentenceKey, ...]
    word_budget: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What will be said.

    Attributes:
        sections: best first; ``position`` says where in the summary each stands.
        reserve: more of them, best first, for when written ones turn out short or fall away.
            Their positions are numbered together with those of ``sections``.
        worth: of each concept, at least 0: what it is worth to tell it.
    """

    sections: tuple[Section, ...]
    reserve: tuple[Section, ...] = ()
    worth: Mapping[Concept, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A sentence as a writer gave it, for one section."""

    section: Section
    text: str
    kind: DraftKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A passage that bears a sentence: ``article.text[start:end]``; ``score`` in [0, 1]."""

    key: SentenceKey
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """Whether what the sentence states of each kind stands in the passages that it cites."""

    numbers: bool = True
    dates: bool = True
    names: bool = True
    quotes: bool = True
    negation: bool = True

    @property
    def passed(self) -> bool:
        """True if nothing is missing."""
        return self.numbers and self.dates and self.names and self.quotes and self.negation


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedSentence:
    """A sentence of the summary with the passages it rests on.

    Attributes:
        draft: the text and how it came about.
        citations: at least one, best first.
        checks: tested against ``citations`` and nothing else.
        origins: how many independent origins the cited articles come from (wire copies are one).
        reason: why a writer's own sentence was not used ("" where it was): a code such as
            "number-in-no-source"; see ``docs/architecture.md``.
    """

    draft: Draft
    citations: tuple[Citation, ...]
    checks: Checks
    origins: int
    reason: str = ""

    @property
    def articles(self) -> tuple[str, ...]:
        """Ids of the cited articles, each once, in the order of the articles."""
        return tuple(sorted({c.key.article for c in self.citations}, key=_article_number))


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one article says of a disputed thing: ``value`` as it stands in the passage."""

    value: str
    article: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Sources give different figures or dates for one thing; both passages, no verdict."""

    topic: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What became of one article: sentences read, clutter left out, sentences cited.

    ``copy_of`` names the article that this one repeats (a wire copy), or is None.
    """

    article: str
    sentences: int
    clutter: int
    used: int
    copy_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of an article, ``article.text[start:end]``, and what became of it.

    Attributes:
        article: the article's id.
        start: of the stretch.
        end: of the stretch.
        fate: "used" is a passage that the summary cites, "told" a sentence of the same cluster as
            a cited one, "clutter" page furniture. What is in no part was read and left out.
        cluster: id of the sentence's cluster; None for clutter, and where nothing was clustered.
    """

    article: str
    start: int
    end: int
    fate: Fate
    cluster: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The result. The same articles, settings and models give the same value, timings aside.

    ``notes`` are for the user, a sentence each: where the summary could not be what was asked for.
    ``parts`` are sorted by article and start.
    """

    title: str
    sentences: tuple[CitedSentence, ...]
    articles: tuple[Article, ...]
    disagreements: tuple[Disagreement, ...]
    coverage: tuple[Coverage, ...]
    skipped: tuple[Skipped, ...]
    settings: Mapping[str, object]
    signature: str
    timings: Mapping[str, float]
    notes: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()

    @property
    def text(self) -> str:
        """The sentences as one paragraph, without citations."""
        return " ".join(sentence.draft.text for sentence in self.sentences)


def _article_number(article_id: str) -> tuple[int, str]:
    digits = article_id[1:]
    return (int(digits) if digits.isdigit() else 0, article_id)
