"""Who said it, told before what was said or after it."""

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
    joined,
    lowered,
    raised,
    single_root,
    text_of,
)

_SAY = frozenset(["said", "says"])
_MOST_SPEAKER = 14
_MARKS = frozenset('"“”')


def told_first(doc: Doc) -> Iterator[str]:
    """Of "No one was hurt, police said." it makes "Police said that no one was hurt."."""
    parts = _parts(doc)
    if parts is None:
        return
    root, who, said, end = parts
    comma = behind(said) if doc[behind(said)].text == "," else behind(said) - 1
    if said.i > root.i or first(said) != 0 or doc[comma].text != ",":
        return
    if comma >= min(root.i, first(who)) or has_verb(doc, max(root.i, who.i) + 1, end):
        return
    if who.i < root.i and first(who) == comma + 1:
        speaker = text_of(doc, comma + 1, end)
    elif root.i == comma + 1 and first(who) == root.i + 1:
        rest = text_of(doc, behind(who), end)
        speaker = f"{text_of(doc, first(who), behind(who))} {root.text} {rest}".strip()
    else:
        return
    if len(speaker.split()) <= _MOST_SPEAKER:
        yield joined(raised(speaker), "that", lowered(doc, 0, comma))


def told_last(doc: Doc) -> Iterator[str]:
    """Of "Police said that no one was hurt." it makes "No one was hurt, police said."."""
    parts = _parts(doc)
    if parts is None:
        return
    root, who, said, end = parts
    if said.i < root.i or first(who) != 0 or behind(said) != end or child(root, "conj", "neg"):
        return
    start, mark = first(said), child(said, "mark")
    speaker = lowered(doc, 0, start).rstrip(" ,")
    if mark is not None and mark.i == start:
        start += 1
        if mark.lower_ != "that":
            return
    if len(speaker.split()) <= _MOST_SPEAKER and not has_verb(doc, root.i + 1, first(said)):
        yield joined(raised(text_of(doc, start, end)) + ",", speaker)


def _parts(doc: Doc) -> tuple[Token, Token, Token, int] | None:
    """The verb of saying, who says, what is said, and where the sentence ends."""
    root, end = single_root(doc), ending(doc)
    if root is None or end is None or root.lower_ not in _SAY or child(root, "aux"):
        return None
    said, who = child(root, "ccomp"), child(root, "nsubj")
    if said is None or who is None or any(token.text in _MARKS for token in doc):
        return None
    return root, who, said, end
