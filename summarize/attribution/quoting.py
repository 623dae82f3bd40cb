"""A speaker's words told as a fact.

"It was a disgrace", of "“It was a disgrace,” Moss said": the marks and the speaker are gone, and an
opinion has become what happened. Paraphrase of what somebody said is right while it says who.

Limits: a quotation of a word or two ("a “disgrace”") is not looked at, nor one that stands without
its marks in another passage, which then vouches for it.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarize.attribution.alignment import align, tokens
from summarize.text.facts.quotes import find_quotes
from summarize.text.verbs import root
from summarize.text.words import stems, words

_SAYING = frozenset(
    root(word)
    for word in """
        say tell add according claim write tweet post argue announce report confirm warn note
        explain believe insist suggest call describe think ask state comment quote urge admit
        acknowledge deny joke reply respond testify recall declare reveal conclude quip
        """.split()
)
_LEAST, _PART = 4, 0.6


def unquoted(sentence: str, passages: Sequence[str]) -> tuple[str, ...]:
    """Words of ``sentence`` that stand in quotations only, if most do and nobody says them.

    Empty where the sentence has quotation marks of its own or any word of saying.
    """
    ours = tokens(sentence)
    if find_quotes(sentence) or _has_saying(sentence):
        return ()
    spans = [[(q.start, q.end) for q in find_quotes(passage)] for passage in passages]
    plain = {
        token.stem
        for number, passage in enumerate(passages)
        for token in tokens(passage)
        if not _within(token.start, spans[number])
    }
    told = []
    places = align(sentence, passages)
    for token, place in zip(ours, places, strict=True):
        if place is None:
            continue
        theirs = tokens(passages[place.passage])[place.at]
        if _within(theirs.start, spans[place.passage]) and token.stem not in plain:
            told.append(token.stem)
    enough = len(told) >= _LEAST and len(told) >= _PART * len(ours)
    return tuple(told) if enough else ()


def said_by_nobody(sentence: str, passages: Sequence[str]) -> tuple[str, ...]:
    """Quotations of ``sentence``, which has no word of saying, that a passage has somebody say.

    "The nation should “bolster and reinforce our boys.”", of "…, Moss said". Four words in small
    letters or more: a title is not said.
    """
    if _has_saying(sentence):
        return ()
    return tuple(
        quote.text
        for quote in find_quotes(sentence)
        if len(plain := [word for word in words(quote.text) if word.islower()]) >= _LEAST
        and any(set(plain) <= set(words(told)) and _has_saying(told) for told in passages)
    )


def quoted_anew(sentence: str, passages: Sequence[str]) -> tuple[str, ...]:
    """Quotations of ``sentence`` whose words the passages have, and none in a quotation.

    Not where the passage that has them has a mark too few: what it quotes began or ended in its
    neighbours.
    """
    there = [quote.text for passage in passages for quote in find_quotes(passage)]
    there += [passage for passage in passages if _is_open(passage)]
    runs = [_run(text) for text in there]
    return tuple(
        quote.text
        for quote in find_quotes(sentence)
        if not any(_run(quote.text) in run for run in runs)
    )


def _run(text: str) -> str:
    return f" {' '.join(stems(text))} "


def _is_open(text: str) -> bool:
    return text.count('"') % 2 == 1 or text.count("“") != text.count("”")


def _has_saying(text: str) -> bool:
    return any(token.stem in _SAYING for token in tokens(text))


def _within(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)
