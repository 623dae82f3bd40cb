"""Seconds and peak memory: what a piece of work costs in this process."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

_STATUS = Path("/proc/self/status")
_FORGET_PEAK = "5"


class Cost(NamedTuple):
    """What was spent, or spared because a result was kept.

    ``seconds`` spared are those that the kept work once took, less the time of looking it up and
    of keeping what was not there. ``megabytes`` are the peak of the process that did the work.
    """

    seconds: float
    megabytes: float


def forget_peak() -> None:
    """Lets the kernel count the peak from now on, where it can (Linux, proc(5) clear_refs)."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text(_FORGET_PEAK, encoding="ascii")


def peak_megabytes() -> float:
    """Most memory that was resident since ``forget_peak``.

    Elsewhere than on Linux it is the peak since the process began; 0 where that is not known.
    """
    with suppress(OSError, ValueError):
        for line in _STATUS.read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return round(int(line.split()[1]) / 1024, 1)
    with suppress(ImportError):
        import resource

        unit = 1024**2 if sys.platform == "darwin" else 1024
        return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit, 1)
    return 0.0
