"""The measures as metrics of the ``evaluate`` library, one a file, that need no hub.

``load("rouge")`` gives one, and so does ``evaluate.load`` with the path of its file. Importing this
package is quick; ``load`` imports ``evaluate``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from summarize.errors import UnknownNameError

if TYPE_CHECKING:
    from summarize.evaluation.metrics.metric import SummaryMetric

_CLASSES = {
    "citations": "Citations",
    "clustering": "Clustering",
    "coverage": "Coverage",
    "extractiveness": "Extractiveness",
    "grounding": "Grounding",
    "redundancy": "Redundancy",
    "rouge": "Rouge",
    "support": "Support",
}


def names() -> tuple[str, ...]:
    """Names of the metrics, sorted."""
    return tuple(sorted(_CLASSES))


def load(name: str, **options: Any) -> SummaryMetric:
    """The metric called ``name``; ``options`` are those of ``evaluate.Metric``.

    Raises:
        UnknownNameError: there is none; near names are offered.
    """
    if name not in _CLASSES:
        raise UnknownNameError("metric", name, names())
    module = import_module(f"summarize.evaluation.metrics.{name}")
    metric: SummaryMetric = getattr(module, _CLASSES[name])(**options)
    return metric
