"""Parts that a sentence stands without: asides, clauses in front and behind, times and places.

Cuts of a dependency tree, as in Filippova and Strube, "Dependency Tree Based Sentence Compression",
INLG 2008; which of them to make is for the caller. What a denial, a condition or a speaker is told
with is no such part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from benchmarks.training.syntax.adverbials import TIMES
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
    parse,
    raised,
    single_root,
    text_of,
)

_MARKS = frozenset([",", "–", "—", "--", "(", ")"])
_ASIDES = frozenset(
    "appos relcl acl advcl prep npadvmod advmod nummod amod intj".split(),
)
_BEHIND_ITS_HEAD = frozenset(["appos", "acl", "relcl"])
_MAY_GO = frozenset("after before when while as since".split())
_HANGS_ON = frozenset("according despite except if unless unlike without".split())
_PLACES = frozenset("in at on during near outside inside from through".split())
_LONGEST_PLACE, _LONGEST_TIME = 9, 3
_LIMITING = frozenset(
    """
    allegedly apparently barely early formerly hardly largely likely mainly mostly nearly only
    partly possibly previously probably rarely reportedly supposedly unlikely usually
    """.split()
)


def shorter(text: str) -> tuple[str, ...]:
    """``text`` without one part, in each way there is; () where the tree is not understood."""
    doc = parse(text)
    if single_root(doc) is None or ending(doc) is None:
        return ()
    found = dict.fromkeys(left for cut in _CUTS for left in cut(doc) if left != text)
    return tuple(found)


def stands(text: str) -> bool:
    """True if it is one sentence with a verb and its subject, and ends with a full stop."""
    doc = parse(text)
    root = single_root(doc)
    if root is None or ending(doc) is None:
        return False
    return child(root, "nsubj", "nsubjpass", "expl") is not None


def _asides(doc: Doc) -> Iterator[str]:
    """What stands between commas, dashes or brackets, or behind one at the end."""
    end = _end(doc)
    for part in doc:
        start, stop = first(part), behind(part)
        if part.dep_ not in _ASIDES or not is_unbroken(part) or stop > end or not _may_go(part):
            continue
        if part.dep_ in _BEHIND_ITS_HEAD and part.head.i > start:
            continue
        marked = start > 0 and doc[start - 1].text in _MARKS
        if marked and (stop == end or doc[stop].text in _MARKS):
            before = text_of(doc, 0, start).rstrip(" ,–—(-")
            yield joined(before, text_of(doc, stop + (stop < end), end))


def _front(doc: Doc) -> Iterator[str]:
    """What stands in front of the subject, with its comma."""
    root, end = single_root(doc), _end(doc)
    subject = child(root, "nsubj", "nsubjpass")
    for part in root.children if subject is not None else ():
        if part.i >= subject.i or first(part) != 0 or part.dep_ not in _ASIDES:
            continue
        if is_unbroken(part) and _may_go(part) and doc[behind(part)].text == ",":
            yield joined(raised(text_of(doc, behind(part) + 1, end)))


def _adjuncts(doc: Doc) -> Iterator[str]:
    """A time, a place, or an adverb in "-ly" that limits nothing."""
    end = _end(doc)
    for part in doc:
        start, stop = first(part), behind(part)
        if (
            part.head.pos_ not in ("VERB", "AUX")
            or not is_unbroken(part)
            or not 0 < start < stop <= end
        ):
            continue
        if _is_manner(part) or (doc[start - 1].text != "," and _is_circumstance(doc, part)):
            yield joined(text_of(doc, 0, start), text_of(doc, stop, end))


def _tail(doc: Doc) -> Iterator[str]:
    """A clause at the end: "after …", ", leaving …", "and went on"."""
    end = _end(doc)
    for part in doc:
        start = first(part)
        if behind(part) != end or start < 1 or not is_unbroken(part):
            continue
        if part.dep_ == "advcl" and part.head.pos_ in ("VERB", "AUX"):
            mark = child(part, "mark", "advmod")
            marked = mark is not None and mark.i == start and mark.lower_ in _MAY_GO
            if marked or (part.tag_ == "VBG" and doc[start - 1].text == ","):
                yield joined(text_of(doc, 0, start))
        verbs = part.pos_ == part.head.pos_ == "VERB"
        if part.dep_ == "conj" and verbs and doc[start - 1].lower_ == "and":
            yield joined(text_of(doc, 0, start - 1))


_CUTS: tuple[Callable[[Doc], Iterator[str]], ...] = (_asides, _front, _adjuncts, _tail)


def _end(doc: Doc) -> int:
    end = ending(doc)
    return len(doc) if end is None else end


def _may_go(part: Token) -> bool:
    """False for what the sentence's truth may hang on."""
    if part.lower_ in _HANGS_ON:
        return False
    mark = child(part, "mark", "advmod") if part.dep_ == "advcl" else None
    return mark is None or mark.i != first(part) or mark.lower_ in _MAY_GO


def _is_manner(part: Token) -> bool:
    alone = behind(part) - first(part) == 1
    return (
        part.dep_ == "advmod"
        and alone
        and part.text.endswith("ly")
        and part.lower_ not in _LIMITING
    )


def _is_circumstance(doc: Doc, part: Token) -> bool:
    start, stop = first(part), behind(part)
    if start < part.head.i:
        return False
    if part.dep_ == "npadvmod":
        return part.lower_ in TIMES and stop - start <= _LONGEST_TIME
    if part.dep_ != "prep" or part.lower_ not in _PLACES or has_verb(doc, start, stop):
        return False
    return 1 < stop - start <= _LONGEST_PLACE
