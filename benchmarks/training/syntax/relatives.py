"""Relative clauses in fewer words: "the man who was arrested" is "the man arrested"."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.training.syntax.tree import Doc, child, ending, joined, text_of

_WHO = frozenset(["who", "which", "that"])
_BE = frozenset(["was", "were", "is", "are"])


def reduced(doc: Doc) -> Iterator[str]:
    """Each relative clause in the passive voice without its pronoun and its auxiliary."""
    end = ending(doc)
    for verb in doc if end is not None else ():
        if verb.dep_ != "relcl" or verb.tag_ != "VBN" or child(verb, "conj", "neg", "aux"):
            continue
        who, be = child(verb, "nsubjpass"), child(verb, "auxpass")
        if who is None or be is None or who.lower_ not in _WHO or be.lower_ not in _BE:
            continue
        if who.i + 1 == be.i == verb.i - 1 and verb.i + 1 < end:
            yield joined(text_of(doc, 0, who.i), text_of(doc, verb.i, end))
