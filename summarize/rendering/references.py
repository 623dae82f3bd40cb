"""What the formats for readers have in common: source numbers, source lines, counts.

Sources are numbered as they were read: article "a3" is [3] in every format.
"""

from __future__ import annotations

import unicodedata

from summarize.records import Article, CitedSentence, Summary
from summarize.text.words import one_line

_KEPT = frozenset("\n\t")
_JOINERS = frozenset("\u200c\u200d")


def numbers(summary: Summary) -> dict[str, int]:
    """The number of each article, by id."""
    return {article.id: place for place, article in enumerate(summary.articles, start=1)}


def marks(sentence: CitedSentence, numbered: dict[str, int]) -> str:
    """The citation marks of a sentence, as "[1][3]"."""
    return "".join(f"[{number}]" for number in sorted(numbered[a] for a in sentence.articles))


def cited(summary: Summary) -> tuple[Article, ...]:
    """The articles that the summary cites, as they were read."""
    ids = {article for sentence in summary.sentences for article in sentence.articles}
    return tuple(article for article in summary.articles if article.id in ids)


def source_line(article: Article) -> str:
    """Title, outlet, date, and file or address, as far as they are known."""
    where = article.path or article.url or ""
    title = one_line(article.title) or "(no title)"
    parts = [title, article.source, article.published or "", where]
    return ", ".join(part for part in parts if part)


def counts_line(summary: Summary) -> str:
    """How much was read, left out and used."""
    read = sum(coverage.sentences for coverage in summary.coverage)
    clutter = sum(coverage.clutter for coverage in summary.coverage)
    used = len(cited(summary))
    copies = sum(coverage.copy_of is not None for coverage in summary.coverage)
    line = (
        f"{_count(used, 'article')} cited of {len(summary.articles)} read; "
        f"{_count(read, 'sentence')} read, {_count(clutter, 'passage')} of page clutter left out"
    )
    return f"{line}; {_count(copies, 'wire copy', 'wire copies')} counted once" if copies else line


def unused(summary: Summary) -> tuple[Article, ...]:
    """The articles that were read and are not cited."""
    used = {article.id for article in cited(summary)}
    return tuple(article for article in summary.articles if article.id not in used)


def passage(text: str) -> str:
    """A source passage for show: one line, without what a terminal would obey."""
    return printable(one_line(text))


def printable(text: str) -> str:
    """``text`` without control and direction-override characters.

    Articles are data: an escape sequence in a headline must not reach a terminal.
    """
    # A page has millions of characters and some hundred different ones.
    hidden = {ord(char) for char in set(text) if _is_hidden(char)}
    return text.translate(dict.fromkeys(hidden)) if hidden else text


def _is_hidden(char: str) -> bool:
    kept = char in _KEPT or char in _JOINERS
    return not kept and unicodedata.category(char) in ("Cc", "Cf", "Cs")


def _count(number: int, one: str, several: str = "") -> str:
    return f"{number} {one if number == 1 else several or one + 's'}"
