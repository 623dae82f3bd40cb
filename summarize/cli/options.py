"""The options that several commands share, declared once."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer


class Format(str, Enum):
    """How a result is written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"


Sources = Annotated[
    list[str], typer.Argument(metavar="SOURCE...", help="Folders, files or http(s) pages.")
]
Config = Annotated[
    str, typer.Option("--config", metavar="NAME|FILE", help="Configuration; see 'config list'.")
]
Writer = Annotated[
    str | None,
    typer.Option("--writer", help="fusion, whole or extractive, for the configured one."),
]
Words = Annotated[int | None, typer.Option("--words", help="Length of the summary.")]
ResultFormat = Annotated[Format, typer.Option("--format", help="How the result is written.")]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="File for the result, written whole.")
]
Seed = Annotated[int | None, typer.Option("--seed", help="Seed of whatever is drawn.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No bars and no warnings.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Timings; tracebacks of faults.")]


def overrides(writer: str | None, words: int | None, seed: int | None) -> dict[str, object]:
    """The settings that the options name, by dotted path."""
    chosen = {"writing.writer": writer, "planning.words": words, "seed": seed}
    return {path: value for path, value in chosen.items() if value is not None}
