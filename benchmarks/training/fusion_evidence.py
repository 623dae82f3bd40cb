"""The source sentences that bear a target: the fewest that hold (nearly) all of its content.

Greedy cover of the target's content stems, rare ones weighing more, as sentence alignments for
fusion are made (Thadani and McKeown, "Supervised Sentence Fusion with Single-Stage Inference",
IJCNLP 2013, take the pyramid's contributors; here there are only texts). Each sentence taken must
tell a good part of the target itself: a stray word in a sentence on something else bears nothing.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from summarize.text.words import bigrams, content_stems, count_words, one_line, stem, stems
from summarize.writing.tidying import tidy

MOST_REPORTS = 4
_LEAST_OWN = 0.25
"""Part of the target that a further sentence must tell."""
_OTHER_ARTICLE = 1.3
"""What is told by an article not yet used counts so many times."""
_ONE_FOREIGN_IN = 7
_WORTH_A_LOOK = 0.8
_ALIKE = (0.2, 0.85)
_SHORTEST, _LONGEST = 5, 60
_SAID = frozenset(map(stem, "said says saying told tells including according after".split()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A source sentence: its article's number, its text as a writer is shown it, its content."""

    article: int
    text: str
    content: frozenset[str]
    pairs: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """Reports that bear a target, best first, and the content stems that none of them has."""

    reports: tuple[Report, ...]
    foreign: tuple[str, ...]


def report(article: int, text: str) -> Report:
    """The sentence ``text`` of an article, tidied."""
    shown = tidy(one_line(text))
    return Report(
        article=article,
        text=shown,
        content=frozenset(content_stems(shown)) - _SAID,
        pairs=frozenset(bigrams(stems(shown))),
    )


class Reports:
    """The source sentences of one topic."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self.reports = tuple(
            one for one in reports if _SHORTEST <= count_words(one.text) <= _LONGEST
        )
        self._having = Counter(term for one in self.reports for term in one.content)

    def cover(self, target: str, articles: frozenset[int] | None = None) -> Cover | None:
        """The fewest reports that bear ``target``, or None: too much of it stands nowhere.

        Args:
            target: a sentence.
            articles: only of these; None is of all.
        """
        wanted = report(-1, target)
        usable = [one for one in self.reports if articles is None or one.article in articles]
        chosen: list[Report] = []
        missing = set(wanted.content)
        while missing and len(chosen) < MOST_REPORTS:
            best = self._next(wanted, missing, chosen, usable)
            if best is None:
                break
            chosen.append(best)
            missing = untold(wanted.content, chosen)
        if not chosen or len(missing) > len(wanted.content) / _ONE_FOREIGN_IN:
            return None
        kept = _needed(wanted.content, chosen)
        kept.sort(key=lambda one: -self._told(wanted, one))
        return Cover(reports=tuple(kept), foreign=tuple(sorted(missing)))

    def is_told_by(self, one: Report, articles: frozenset[int]) -> bool:
        """False if too much of ``one`` stands in none of these articles: a quick first look."""
        others = (other for other in self.reports if other.article in articles)
        known = {term for other in others for term in other.content}
        return len(one.content & known) >= _WORTH_A_LOOK * len(one.content)

    def unneeded(self, used: Sequence[Report], target: str) -> Report | None:
        """The report of another article that is most like the first of ``used``, or None.

        It is not much the same as one that is used, and the target has none of it for its own.
        """
        articles = {one.article for one in used}
        first = used[0]
        found: list[tuple[float, int]] = []
        for number, one in enumerate(self.reports):
            closest = max(self.alike(one, other) for other in used)
            if one.article in articles or not _ALIKE[0] <= closest <= _ALIKE[1]:
                continue
            if one.text != target:
                found.append((self.alike(one, first), -number))
        return self.reports[-max(found)[1]] if found else None

    def _next(
        self, wanted: Report, missing: set[str], chosen: list[Report], usable: list[Report]
    ) -> Report | None:
        used = {one.article for one in chosen}
        whole = self._weight(wanted.content)
        best, most = None, 0.0
        for one in usable:
            gain = self._weight(_told(missing, one))
            own = self._weight(_told(wanted.content, one))
            if not gain or (chosen and own < _LEAST_OWN * whole):
                continue
            if chosen:
                value = gain * (1.0 if one.article in used else _OTHER_ARTICLE)
            else:
                value = self._told(wanted, one)
            value = round(value * (1 - 0.002 * count_words(one.text)), 6)
            if value > most:
                best, most = one, value
        return best

    def _told(self, wanted: Report, one: Report) -> float:
        """Part of the target's content, and of its pairs of words for a fifth."""
        content = self._weight(_told(wanted.content, one)) / max(self._weight(wanted.content), 1e-9)
        pairs = len(wanted.pairs & one.pairs) / max(len(wanted.pairs), 1)
        return round(0.8 * content + 0.2 * pairs, 6)

    def alike(self, one: Report, other: Report) -> float:
        """In [0, 1]: the weight of what both tell by the geometric mean of what each tells."""
        shared = self._weight(one.content & other.content)
        product = self._weight(one.content) * self._weight(other.content)
        return round(shared / max(math.sqrt(product), 1e-9), 6)

    def _weight(self, terms: Iterable[str]) -> float:
        whole = len(self.reports)
        return sum(math.log(1 + whole / max(self._having[term], 1)) for term in sorted(terms))


def _needed(content: frozenset[str], chosen: Sequence[Report]) -> list[Report]:
    """``chosen`` without those whose content the others tell."""
    kept = list(chosen)
    for one in reversed(chosen):
        others = [other for other in kept if other is not one]
        if others and len(untold(content, others)) == len(untold(content, kept)):
            kept = others
    return kept


def untold(content: frozenset[str], reports: Sequence[Report]) -> set[str]:
    """The stems that none of the reports has."""
    return {term for term in content if not any(_has(one, term) for one in reports)}


def tells(one: Report, content: Iterable[str]) -> int:
    """How many of the stems the report has."""
    return len(_told(content, one))


def _told(content: Iterable[str], one: Report) -> set[str]:
    return {term for term in content if _has(one, term)}


def _has(one: Report, term: str) -> bool:
    """The stem itself, or one that differs in its ending alone ("russia", "russian")."""
    if term in one.content:
        return True
    if len(term) < 5 or not term.isalpha():
        return False
    return any(
        (other.startswith(term) and len(other) - len(term) <= 3)
        or (term.startswith(other) and len(other) >= 5 and len(term) - len(other) <= 3)
        for other in one.content
    )
