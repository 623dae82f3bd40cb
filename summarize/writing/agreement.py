"""Whether the verbs that a sentence took over still agree with their subjects.

A small model puts the form that is the more common after the last word: of "rumor and analysis
have pointed" it made "rumor and analysis has pointed".
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import pairwise

from summarize.text.verbs import may_be_past, root
from summarize.text.words import normalize, words

_FORMS = (("has", "have"), ("is", "are"), ("was", "were"), ("does", "do"))
_SINGULAR = re.compile(
    r"^(?:Anyone|Anybody|Each|Every(?:one|body)?|No one|Nobody|Someone|Somebody)\b"
)
_AUXILIARIES = ("is", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would")
_SAY = root("say")
_OTHER = {one: other for pair in _FORMS for one, other in (pair, pair[::-1])}


def agrees(text: str, reports: Sequence[str]) -> bool:
    """False if reports have, between the same two words, a verb in the other number alone.

    Nor if an auxiliary is gone, or a participle of the reports became a verb in the past; nor if
    "anyone" or the like has a verb for many, and there is no other: "Anyone who notices it are
    encouraged", of "People who notice it are encouraged".
    """
    found = set(map(str.lower, words(text)))
    plural, singular = ({pair[many] for pair in _FORMS} & found for many in (1, 0))
    if _SINGULAR.match(text) and plural and not singular:
        return False
    told = {three for report in reports for three in _threes(report)}
    if _makes_finite(text, reports) or _drops_auxiliary(text, told):
        return False
    return not any(
        verb in _OTHER
        and (before, _OTHER[verb], after) in told
        and (before, verb, after) not in told
        for before, verb, after in _threes(text)
    )


def _drops_auxiliary(text: str, told: Set[tuple[str, str, str]]) -> bool:
    """True for "a shortage hobbling the country", of "a shortage is hobbling the country"."""
    pairs = {pair for one, two, three in told for pair in ((one, two), (two, three))}
    return any(
        (before, auxiliary, after) in told
        for before, after in set(pairwise(_lower(text))) - pairs
        for auxiliary in _AUXILIARIES
    )


def _makes_finite(text: str, reports: Sequence[str]) -> bool:
    """True for "the ocean once covered half of Mars made it warm", of "… Mars making it warm"."""
    forms: dict[str, set[str]] = {}
    for word in (normalize(word) for report in reports for word in words(report)):
        forms.setdefault(root(word), set()).add(word)
    return any(
        may_be_past(word, before)
        and all(form.endswith("ing") for form in forms.get(root(word), ("",)))
        for before, word in pairwise(normalize(word) for word in words(text))
        if root(word) != _SAY
    )


def _threes(text: str) -> list[tuple[str, str, str]]:
    tokens = _lower(text)
    return list(zip(tokens, tokens[1:], tokens[2:], strict=False))


def _lower(text: str) -> list[str]:
    return [word.lower() for word in words(text)]
