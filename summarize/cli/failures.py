"""Errors at the edge: what is said and which exit code follows."""

from __future__ import annotations

import sys
import traceback

from summarize.errors import (
    DeliveryError,
    DigestMemoryError,
    InputError,
    ModelError,
    OutputError,
    SettingsError,
    SummarizeError,
)

DONE, OURS, USAGE, NO_INPUT, MODEL, INTERRUPTED = 0, 1, 2, 3, 4, 130

_CODES: tuple[tuple[type[SummarizeError], int], ...] = (
    (SettingsError, USAGE),
    (OutputError, USAGE),
    (DigestMemoryError, USAGE),
    (DeliveryError, USAGE),
    (InputError, NO_INPUT),
    (ModelError, MODEL),
)


def exit_code(error: Exception) -> int:
    """2 usage or configuration, 3 no usable input, 4 a model; 1 is a fault of ours."""
    return next((code for kind, code in _CODES if isinstance(error, kind)), OURS)


def report(error: Exception, verbose: bool) -> None:
    """What is wrong and what to do, on standard error; a traceback only for a fault of ours."""
    if isinstance(error, SummarizeError):
        print(f"summarize: {error.message}", file=sys.stderr)
        if error.hint:
            print(f"  {error.hint}", file=sys.stderr)
        return
    print(f"summarize: a fault of ours: {type(error).__name__}: {error}", file=sys.stderr)
    if verbose:
        traceback.print_exception(error, file=sys.stderr)
    else:
        print("  run it again with --verbose and report what that prints", file=sys.stderr)
