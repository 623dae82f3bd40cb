"""Length-matched baselines, one a file: whole source sentences under the same word budget.

A baseline gives an order of preference; ``filling`` takes from it what fits, the same way for all,
so that rows of a table differ in the order alone. None reads a title or page furniture: it is given
sentences. ``extract("lead", articles, 220)`` is a summary.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from types import MappingProxyType

from summarize.errors import UnknownNameError
from summarize.evaluation.baselines.filling import Baseline, candidates, fill
from summarize.records import Sentence

BASELINES: Mapping[str, str] = MappingProxyType(
    {
        "centroid": "summarize.evaluation.baselines.centroid:rank",
        "lead": "summarize.evaluation.baselines.lead:rank",
        "lexrank": "summarize.evaluation.baselines.lexrank:rank",
        "mmr": "summarize.evaluation.baselines.mmr:rank",
        "textrank": "summarize.evaluation.baselines.textrank:rank",
    }
)
"""Name -> "module:object", loaded on first use; each object is a ``Baseline``."""


def baseline(name: str) -> Baseline:
    """The baseline called ``name``, its module imported now.

    Raises:
        UnknownNameError: there is none; near names are offered.
    """
    if name not in BASELINES:
        raise UnknownNameError("baseline", name, tuple(BASELINES))
    module, _, attribute = BASELINES[name].partition(":")
    found: Baseline = getattr(import_module(module), attribute)
    return found


def extract(name: str, articles: Sequence[Sequence[Sentence]], words: int) -> tuple[Sentence, ...]:
    """The sentences that the baseline called ``name`` would show, in reading order.

    Args:
        name: one of ``BASELINES``.
        articles: the sentences of each article, in order; an article may have none.
        words: the budget, as ``count_words`` counts. It is kept unless not even one sentence fits:
            then the shortest is given.

    Returns:
        At least one sentence, none twice, by article and place; () where there is none to choose.

    Raises:
        UnknownNameError: there is no such baseline.
        ValueError: ``words`` is not positive.
    """
    rank = baseline(name)
    if words < 1:
        raise ValueError(f"a budget of {words} words holds nothing")
    choice = candidates(articles)
    if not choice:
        return ()
    sentences = [sentence for article in choice for sentence in article]
    return fill(sentences, rank(choice), words)
