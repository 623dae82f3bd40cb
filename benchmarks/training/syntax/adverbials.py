"""When something happened, told before it or after it."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.training.syntax.tree import (
    Doc,
    Token,
    behind,
    child,
    ending,
    first,
    has_verb,
    is_unbroken,
    joined,
    lowered,
    raised,
    single_root,
    text_of,
)

_JOINTS = frozenset("after before when because since until once although though".split())
_BEFORE_TIMES = frozenset("on in during at by since after before for over".split())
_LONGEST_TIME = 8
TIMES = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december morning afternoon evening night day week month
    year weekend today yesterday tomorrow decade century years weeks months days
    """.split()
)
"""Nouns that a phrase of time ends with."""


def moved_back(doc: Doc) -> Iterator[str]:
    """What stands in front of the subject, with its comma, told at the end."""
    root, end = single_root(doc), ending(doc)
    subject = None if root is None else child(root, "nsubj", "nsubjpass")
    if root is None or end is None or subject is None:
        return
    comma = first(subject) - 1
    if comma < 1 or doc[comma].text != "," or doc[comma].head.i != root.i:
        return
    # Behind another verb it would belong to that.
    if has_verb(doc, root.i + 1, end) or any(t.is_punct for t in doc[comma + 1 : end]):
        return
    if any(first(t) == 0 and behind(t) == comma and _is_movable(t) for t in root.children):
        yield joined(text_of(doc, comma + 1, end), lowered(doc, 0, comma))


def moved_front(doc: Doc) -> Iterator[str]:
    """What stands at the end, told in front of the subject."""
    root, end = single_root(doc), ending(doc)
    subject = None if root is None else child(root, "nsubj", "nsubjpass")
    if root is None or end is None or subject is None:
        return
    if first(subject) != 0 or subject.pos_ == "PRON" or child(root, "ccomp", "conj", "neg"):
        return
    for part in root.children:
        start = first(part)
        if part.i <= root.i or behind(part) != end or has_verb(doc, root.i + 1, start):
            continue
        if _is_movable(part):
            rest = lowered(doc, 0, start).rstrip(" ,")
            yield joined(raised(text_of(doc, start, end)) + ",", rest)


def _is_movable(part: Token) -> bool:
    if not is_unbroken(part):
        return False
    if part.dep_ == "advcl":
        mark = child(part, "mark", "advmod")
        return mark is not None and mark.lower_ in _JOINTS and first(part) == mark.i
    if part.dep_ == "npadvmod":
        return part.lower_ in TIMES
    thing = child(part, "pobj") if part.dep_ == "prep" else None
    if thing is None or part.lower_ not in _BEFORE_TIMES:
        return False
    return thing.lower_ in TIMES and behind(part) - first(part) <= _LONGEST_TIME
