"""What matters most comes first."""

from __future__ import annotations

from collections.abc import Sequence

from summarize.ports import Floats
from summarize.records import Candidate, Material
from summarize.settings import PlanningSettings


class SalienceOrdering:
    """The port ``Ordering``."""

    def __init__(self, settings: PlanningSettings) -> None:
        del settings  # there is nothing to set

    def order(
        self, candidates: Sequence[Candidate], material: Material, alike: Floats
    ) -> tuple[int, ...]:
        """The candidates as they come, best first."""
        del material, alike
        return tuple(range(len(candidates)))
