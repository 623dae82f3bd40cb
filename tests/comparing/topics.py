"""Made-up topics and quick configurations for comparisons."""

from __future__ import annotations

from summarize.evaluation.datasets import Topic
from summarize.settings import Settings, settings_from

_PLACES = ("Harwick", "Lund", "Morpeth", "Ely", "Tarn", "Wick")


def topic(number: int, **fields: object) -> Topic:
    """Two articles that overlap, one reference; another place and other figures a number."""
    place, cost = _PLACES[number % len(_PLACES)], 10 + number
    one = (
        f"The council of {place} approved the new bridge on Tuesday. It will cost ${cost} million. "
        f"Work on the bridge begins in May. Mayor Jane Moss called it a good day for {place}. "
        "Fishermen fear for their harbor. The old bridge stays open until the new one is ready."
    )
    two = (
        f"A new bridge for {place} was approved by the council on Tuesday. Critics say that "
        f"${cost} million is too much. The ferry company wants its licence extended by two years. "
        "Schools will close early on Monday. Work begins in May, the builder Korn said."
    )
    values: dict[str, object] = {
        "id": f"t{number}",
        "texts": (("", one), ("Bridge approved", two)),
        "references": (f"{place} gets a new bridge for ${cost} million. Work begins in May.",),
    }
    return Topic(**{**values, **fields})  # type: ignore[arg-type]


def quick(name: str, **planning: object) -> Settings:
    """No model: hashed stems, extracts."""
    return settings_from(
        {
            "name": name,
            "encoding": {"encoder": "words"},
            "writing": {"writer": "extractive"},
            "planning": {"words": 30, **planning},
        }
    )
