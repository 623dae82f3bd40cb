"""Names of the alternatives: kind -> name -> "module:object", loaded on first use.

Each object is a factory that takes the settings of its stage and gives the port of its kind; a
splitter's also takes the language, a writer's the seed, and a format's is the renderer itself.
``register`` adds one from outside, which is also how the tests bring their stand-ins.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from summarize.errors import UnknownNameError

_NAMES: dict[str, dict[str, str]] = {
    "clutter finder": {
        "heuristic": "summarize.reading.furniture:heuristic",
        "none": "summarize.reading.furniture:nothing",
    },
    "splitter": {"punkt": "summarize.text.sentences:PunktSplitter"},
    "encoder": {
        "minilm": "summarize.clustering.minilm:MiniLmEncoder",
        "words": "summarize.clustering.hashing:HashingEncoder",
    },
    "clusterer": {
        "average": "summarize.clustering.average:AverageLinkage",
        "complete": "summarize.clustering.complete:CompleteLinkage",
        "learned": "summarize.clustering.learned:LearnedLinkage",
        "none": "summarize.clustering.singletons:Singletons",
    },
    "salience": {
        "learned": "summarize.planning.salience.learned:LearnedSalience",
        "origins": "summarize.planning.salience.origins:OriginSalience",
        "lead": "summarize.planning.salience.lead:LeadSalience",
        "lexrank": "summarize.planning.salience.lexrank:LexRankSalience",
    },
    "concept weights": {
        "learned": "summarize.planning.concepts.learned:LearnedConcepts",
        "origins": "summarize.planning.concepts.origins:OriginConcepts",
    },
    "selector": {
        "coverage": "summarize.planning.selection.coverage:CoverageSelector",
        "exact": "summarize.planning.selection.exact:ExactSelector",
        "mmr": "summarize.planning.selection.mmr:MmrSelector",
        "ranking": "summarize.planning.selection.ranking:RankingSelector",
    },
    "ordering": {
        "chronology": "summarize.planning.ordering.chronology:ChronologyOrdering",
        "story": "summarize.planning.ordering.story:StoryOrdering",
        "timeline": "summarize.planning.ordering.timeline:TimelineOrdering",
        "salience": "summarize.planning.ordering.by_salience:SalienceOrdering",
    },
    "writer": {
        "fusion": "summarize.writing.fusing:FusionWriter",
        "whole": "summarize.writing.whole:WholeWriter",
        "extractive": "summarize.writing.extracting:ExtractiveWriter",
    },
    "support checker": {"overlap": "summarize.attribution.support:OverlapSupport"},
    "engine": {
        "local": "summarize.digest.engine.local:LocalEngine",
        "ray": "summarize.digest.engine.ray:RayEngine",
    },
    "format": {
        "text": "summarize.rendering.text:render",
        "markdown": "summarize.rendering.markdown:render",
        "html": "summarize.rendering.html:render",
        "json": "summarize.rendering.json:render",
    },
}

_ADDED: list[tuple[str, str, str]] = []

FIELDS: dict[str, str] = {
    "clutter finder": "clutter",
    "splitter": "splitter",
    "encoder": "encoder",
    "clusterer": "clusterer",
    "salience": "salience",
    "concept weights": "concepts",
    "selector": "selector",
    "ordering": "ordering",
    "writer": "writer",
    "support checker": "support",
}
"""The settings field that chooses each kind."""


def names(kind: str) -> tuple[str, ...]:
    """Names of the alternatives of ``kind``, sorted."""
    return tuple(sorted(_NAMES[kind]))


def check(kind: str, name: str) -> None:
    """Raises ``UnknownNameError``, with near names, if ``kind`` has no ``name``; loads nothing."""
    if name not in _NAMES[kind]:
        raise UnknownNameError(kind, name, names(kind))


def resolve(kind: str, name: str) -> Any:
    """The object called ``name``, its module imported now.

    Raises:
        UnknownNameError: there is none.
    """
    check(kind, name)
    module, _, attribute = _NAMES[kind][name].partition(":")
    return getattr(import_module(module), attribute)


def register(kind: str, name: str, target: str) -> None:
    """Adds an alternative: ``target`` is "module:object".

    Raises:
        ValueError: the name is taken by something else; the message names both.
    """
    taken = _NAMES[kind].get(name)
    if taken is not None and taken != target:
        raise ValueError(f"{kind} {name!r} is {taken} already, cannot become {target}")
    _NAMES[kind][name] = target
    if taken is None:
        _ADDED.append((kind, name, target))


def added() -> tuple[tuple[str, str, str], ...]:
    """What ``register`` added, as (kind, name, target): another process has to be told."""
    return tuple(_ADDED)
