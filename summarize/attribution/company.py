"""Names that keep other company in a sentence than in its passages.

A small model's gravest fault is a fluent swap: "the CEO of Microsoft" made of "the CEO of OpenAI"
and a partner called Microsoft. Every word of it stands in the source, so the words are no help.
Whether another name belongs in the place is seen by ``slots``; here it is the noun beside the name
("the Nova chief") that gives a swap away, and an article that the name never has ("the Orbis").

Verbs are left to ``slots``: a writer that merges two sentences rightly puts a name beside a verb
that it did not stand near. What is a verb is guessed by its ending.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from summarize.attribution.alignment import tokens
from summarize.text.facts.dates import find_dates
from summarize.text.facts.names import find_names
from summarize.text.words import is_content, stem, word_spans

_REACH = 6
"""Within how many content words two words must stand somewhere in a passage."""
_ARTICLE = re.compile(r"\b(the|an?) $", re.IGNORECASE)
_VERB = re.compile(r"(?:ed|ing|[^s]s|said|made|took|told|won|held|met|sued|saw|left|led|paid)$")


def strangers(sentence: str, passages: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Neighbouring roots of ``sentence``, a name's and a noun's, that keep no such company there.

    They stand with nothing between ("the OpenAI chief"), and no passage has them within six content
    words of each other, in either order. A word that no passage has at all is the business of other
    checks, and so is a date.
    """
    known = {token.stem for passage in passages for token in tokens(passage)}
    dates = find_dates(sentence)
    found = []
    for one, two in pairwise(tokens(sentence)):
        noun = one if two.named else two
        verbal = not noun.named and _VERB.search(sentence[noun.start : noun.end])
        dated = any(date.start < two.end and one.start < date.end for date in dates)
        if two.before or not (one.named or two.named) or verbal or dated or one.stem == two.stem:
            continue
        pair = frozenset((one.stem, two.stem))
        if pair <= known and not any(pair in _pairs(passage) for passage in passages):
            found.append((one.stem, two.stem))
    return tuple(found)


@lru_cache(maxsize=8_000)
def _pairs(text: str) -> frozenset[frozenset[str]]:
    """Roots that stand near each other."""
    items = [token.stem for token in tokens(text)]
    return frozenset(
        frozenset((items[place], other))
        for place in range(len(items))
        for other in items[place + 1 : place + 1 + _REACH]
    )


def misplaced_articles(sentence: str, passages: Sequence[str]) -> tuple[str, ...]:
    """Names of one word that ``sentence`` puts an article before and no passage does ("the Orbis").

    Not looked at are acronyms ("the AP"), which take one at will, and names before a noun, whose
    article is the noun's ("a Lund student").
    """
    there = {(article, name) for passage in passages for article, name, _ in _with_article(passage)}
    return tuple(
        name
        for article, name, whole in _with_article(sentence)
        if not whole.isupper() and len(whole.split()) == 1 and (article, name) not in there
        if not _before_noun(sentence, whole)
    )


def _with_article(text: str) -> tuple[tuple[str, str, str], ...]:
    """Names after an article: "the" or "a", the stem of the name's first word, the name."""
    found = []
    for name in find_names(text):
        article = _ARTICLE.search(text[: name.start])
        if article:
            definite = "the" if article[1].lower() == "the" else "a"
            found.append((definite, stem(name.text.split()[0]), name.text))
    return tuple(found)


def _before_noun(text: str, name: str) -> bool:
    behind = text[text.index(name) + len(name) :]
    following = word_spans(behind)[:1]
    word = following[0][0] if following and behind[:1] == " " else ""
    return bool(word) and is_content(word) and not _VERB.search(word)
