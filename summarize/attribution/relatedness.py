"""Two reports of different things that share a name, made one sentence.

"Roe had six toys in the trunk of her car when she gave birth in 2000", of "Roe gave birth in 2000"
and "Roe had six toys in the trunk of her car": each part is right, and nobody says that they belong
together. Reports of one thing have words in common that are no names.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarize.attribution.alignment import Token, tokens

_LEAST_OWN = 2


def unrelated_parts(sentence: str, passages: Sequence[str]) -> tuple[str, ...]:
    """Roots that ``sentence`` has from one passage alone, which shares only names with its rest.

    At least two of them, and as many must be from other passages. What "and" joins are two facts,
    and said to be no more.
    """
    ours = tokens(sentence)
    told = [{token.stem for token in tokens(passage)} for passage in passages]
    for place, here in enumerate(told):
        others = set[str]().union(*told[:place], *told[place + 1 :])
        own = [at for at, token in enumerate(ours) if token.stem in here - others]
        rest = [at for at, token in enumerate(ours) if token.stem in others - here]
        shared = any(token.stem in here & others and not token.named for token in ours)
        apart = min(len(own), len(rest)) >= _LEAST_OWN and not shared
        if apart and not _only_and(ours, own, rest):
            return tuple(ours[at].stem for at in own)
    return ()


def _only_and(ours: Sequence[Token], own: Sequence[int], rest: Sequence[int]) -> bool:
    """True if one part ends before the other begins, and an "and" stands between them."""
    first, second = sorted((own, rest), key=min)
    between = ours[max(first) + 1 : min(second) + 1]
    return max(first) < min(second) and any("and" in token.before for token in between)
