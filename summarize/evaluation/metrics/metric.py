"""What the metrics have in common: inputs in memory, a score for each item, the plain mean."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from statistics import fmean
from typing import Any, ClassVar

import evaluate
from datasets import Features

Scores = Mapping[str, float | None]
"""Names to values; None where an item has nothing to be scored on (n/a)."""


class SummaryMetric(evaluate.Metric, ABC):  # type: ignore[misc]  # evaluate has no types
    """Base of the metrics: a subclass says what it takes and scores one item.

    ``compute`` returns the plain mean of every score over the items that have it (None if none
    has), ``per_item`` (a dictionary for each item, in their order), and ``signature``. Departures
    from ``evaluate.Metric``: inputs stay in memory (no file is written for them), and the seed is
    fixed, where the library draws one from numpy's global generator.
    """

    features: ClassVar[Features | list[Features]]
    """What goes in; the first if there are several ways."""
    citation: ClassVar[str] = ""
    """Where the measure comes from."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        options["keep_in_memory"] = True
        options.setdefault("seed", 0)
        super().__init__(*arguments, **options)

    @abstractmethod
    def score(self, **item: Any) -> Scores:
        """The scores of one item: a value of each feature by name, and the options given."""

    @abstractmethod
    def signature(self) -> str:
        """Names whatever can change the scores."""

    def _info(self) -> Any:
        # A class loaded by evaluate.load has its docstring from the same file.
        description = type(self).__doc__ or ""
        return evaluate.MetricInfo(
            description=description,
            citation=self.citation,
            inputs_description=description,
            features=self.features,
        )

    def _compute(self, **values: Any) -> dict[str, Any]:
        names = self._feature_names()
        options = {name: value for name, value in values.items() if name not in names}
        columns = [values[name] for name in names]
        per_item = [
            dict(self.score(**dict(zip(names, row, strict=True)), **options))
            for row in zip(*columns, strict=True)
        ]
        means = {
            name: fmean(found) if (found := _present(per_item, name)) else None
            for name in dict.fromkeys(name for item in per_item for name in item)
        }
        return {**means, "per_item": per_item, "signature": self.signature()}


def _present(per_item: list[dict[str, float | None]], name: str) -> list[float]:
    return [value for item in per_item if (value := item.get(name)) is not None]
