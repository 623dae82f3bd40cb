"""Everything that can go wrong in a way that a user can mend.

::

    SummarizeError
    ├── SettingsError        a setting is unknown or out of range; all faults at once
    │   └── UnknownNameError no alternative of that name; near names are offered
    ├── InputError           the articles
    │   ├── NoInputError     nothing usable among them
    │   └── UnavailableError a server does not give it now; later it may
    ├── ModelError           the models
    │   ├── ModelMissingError
    │   └── ModelBrokenError
    ├── DigestMemoryError    what is remembered from day to day cannot be used
    ├── OutputError          the result could not be written; what was there before stays
    └── DeliveryError        the result was written, but could not be sent

Each carries a ``hint`` that says what to do next. The command line shows the message and the hint
and chooses the exit code; the library neither prints nor exits.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches


class SummarizeError(Exception):
    """Base of all expected errors.

    Args:
        message: one line that says what is wrong.
        hint: one line that says what to do, or "".
    """

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class SettingsError(SummarizeError):
    """Settings that cannot be used. ``faults`` has a line each, ``path: what is wrong``."""

    def __init__(self, message: str, *, hint: str = "", faults: Sequence[str] = ()) -> None:
        super().__init__(message, hint=hint)
        self.faults = tuple(faults)


class UnknownNameError(SettingsError):
    """No alternative, configuration or model has the given name."""

    def __init__(self, kind: str, name: str, known: Sequence[str]) -> None:
        near = get_close_matches(name, known, n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(near)}?" if near else f"known: {', '.join(known)}"
        super().__init__(f"no {kind} is called {name!r}", hint=hint)
        self.kind = kind
        self.name = name
        self.known = tuple(known)

    def __reduce__(self) -> tuple[object, ...]:
        """A worker process hands it on."""
        return type(self), (self.kind, self.name, self.known)


class InputError(SummarizeError):
    """An input cannot be used. Raised by readers for one file; the rest goes on without it."""


class NoInputError(InputError):
    """No input could be used."""


class UnavailableError(InputError):
    """A server does not give a page now; later it may.

    ``retry_after`` is in how many seconds it asks to be tried again, or None if it does not say.
    """

    def __init__(self, message: str, *, hint: str = "", retry_after: float | None = None) -> None:
        super().__init__(message, hint=hint)
        self.retry_after = retry_after


class ModelError(SummarizeError):
    """A model cannot be used."""


class ModelMissingError(ModelError):
    """A model is not on this machine."""


class ModelBrokenError(ModelError):
    """A model's files are damaged or do not fit together."""


class OutputError(SummarizeError):
    """The result could not be written. A file that was there before is as it was."""


class DigestMemoryError(SummarizeError):
    """The file in which the digest remembers earlier days cannot be used, or is in use."""


class DeliveryError(SummarizeError):
    """The result could not be sent. It is written all the same."""
