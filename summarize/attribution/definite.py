"""Things that the passages bring in with "a" and the sentence takes as known, with "the"."""

from __future__ import annotations

from collections.abc import Sequence

from summarize.attribution.alignment import align, tokens

_KNOWN = frozenset("the this that his her their its our these those my your".split())


def taken_as_known(sentence: str, passages: Sequence[str]) -> tuple[str, ...]:
    """Stems after "the" in ``sentence`` and after "a" at their places, known in no passage."""
    ours = tokens(sentence)
    known = {
        token.stem
        for passage in passages
        for token in tokens(passage)
        if token.before[-1:] and token.before[-1] in _KNOWN
    }
    found = []
    for token, place in zip(ours, align(sentence, passages), strict=True):
        if place is None or token.named or token.before[-1:] != ("the",) or token.stem in known:
            continue
        if tokens(passages[place.passage])[place.at].before[-1:] in (("a",), ("an",)):
            found.append(token.stem)
    return tuple(found)
