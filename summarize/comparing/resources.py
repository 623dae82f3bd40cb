"""Seconds and peak memory of one step in this process."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

_STATUS = Path("/proc/self/status")
_FORGET_PEAK = "5"


def forget_peak() -> None:
    """Lets the kernel count the peak from now on, where it can (Linux, proc(5) clear_refs)."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text(_FORGET_PEAK, encoding="ascii")


def peak_megabytes() -> float | None:
    """Most memory that was resident since ``forget_peak``.

    Elsewhere than on Linux it is the peak since the process began; None where that is not known.
    """
    with suppress(OSError, ValueError):
        for line in _STATUS.read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return round(int(line.split()[1]) / 1024, 1)
    with suppress(ImportError):
        import resource

        unit = 1024**2 if sys.platform == "darwin" else 1024
        return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit, 1)
    return None
