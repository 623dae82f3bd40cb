"""Whether a sentence leaves a report in the middle of something and goes on in another such place.

A small model that skips ahead takes up the report again at a word that it knows from before: behind
another "that", or inside what an "and" had opened.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from summarize.text.verbs import is_verbless
from summarize.text.words import word_spans, words

_JOINS = frozenset(["and", "but", "or"])
_MARKS = ",;:–—-()"
_SHORTEST_SKIP = 4


def is_spliced(text: str, reports: Sequence[str]) -> bool:
    """True if ``text`` skips from one "that" of a report to another, or breaks an "and"."""
    return _skips_between(text, reports) or any(
        _breaks_an_and(before, skipped)
        for report in reports
        for before, skipped in _skipped(text, report)
    )


def _skips_between(text: str, reports: Sequence[str]) -> bool:
    """True if it goes on from one "that" of a report at another.

    "Students are asked to calculate that the answer is 42", of "… are asked to calculate that time
    and are taught that the answer is 42".
    """
    told = [[word.lower() for word in words(report)] for report in reports]
    threes = {three for one in told for three in zip(one, one[1:], one[2:], strict=False)}
    pairs = [set(pairwise(one)) for one in told]
    ours = [word.lower() for word in words(text)]
    return any(
        that == "that"
        and (before, that, after) not in threes
        and any((before, that) in some and (that, after) in some for some in pairs)
        for before, that, after in zip(ours, ours[1:], ours[2:], strict=False)
    )


def _breaks_an_and(before: str, skipped: str) -> bool:
    """True for " and to decide whether we believe the sanctions ": its rest goes on as another's.

    "The right to see the deal should be lifted", of "the right to see the deal and to decide
    whether we believe the sanctions should be lifted"; "a quarter will work on and then sell", of
    "a quarter will work on, and a fifth expect to stop and then sell".
    """
    found = [word.lower() for word in words(skipped)]
    if len(found) < _SHORTEST_SKIP or is_verbless(skipped):
        return False
    if found[-1] in _JOINS:
        return before in _JOINS
    return found[0] in _JOINS and skipped.rstrip()[-1:] not in _MARKS


def _skipped(text: str, report: str) -> Iterator[tuple[str, str]]:
    """What ``text`` leaves out between two words of the report, and the word before it."""
    theirs, ours = word_spans(report), word_spans(text)
    blocks = SequenceMatcher(
        None,
        [word.lower() for word, _, _ in theirs],
        [word.lower() for word, _, _ in ours],
        autojunk=False,
    ).get_matching_blocks()
    for one, two in pairwise(block for block in blocks if block.size):
        behind = one.a + one.size
        if one.b + one.size == two.b and behind < two.a:
            word, _, end = theirs[behind - 1]
            yield word.lower(), report[end : theirs[two.a][1]]
