"""``summarize score``: a ready summary against references, against its sources, or both."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from summarize.cli import options
from summarize.cli.output import check_writable, write_result
from summarize.cli.progress import bars
from summarize.settings import load_settings


class ScoreFormat(str, Enum):
    """How scores are written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


Candidate = Annotated[
    Path,
    typer.Argument(metavar="CANDIDATE", help="The summary: a text, or a result as JSON."),
]
MoreReferences = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[FILE...]", help="Further references, after --reference FILE."),
]
References = Annotated[
    list[Path] | None,
    typer.Option("--reference", "-r", metavar="FILE...", help="Reference summaries, or a folder."),
]
Sources = Annotated[
    Path | None,
    typer.Option("--sources", metavar="FOLDER", help="The articles that were summarized."),
]
Nli = Annotated[
    str, typer.Option("--nli", metavar="NAME|FOLDER", help="A model that judges support.")
]
Shown = Annotated[ScoreFormat, typer.Option("--format", help="How the scores are written.")]


def command(
    candidate: Candidate,
    more: MoreReferences = None,
    reference: References = None,
    sources: Sources = None,
    config: options.Config = "default",
    nli: Nli = "",
    format: Shown = ScoreFormat.TEXT,  # noqa: A002 - the option's name
    output: options.Output = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """ROUGE against references, and citations, facts and copying against the sources."""
    del verbose  # read where errors are shown
    run(
        candidate=candidate,
        references=[*(reference or []), *(more or [])],
        sources=sources,
        config=config,
        nli=nli,
        format_name=format.value,
        output=output,
        quiet=quiet,
    )


def run(
    *,
    candidate: Path,
    references: list[Path],
    sources: Path | None,
    config: str,
    nli: str,
    format_name: str,
    output: Path | None,
    quiet: bool,
) -> None:
    """The scores, to standard output or a file."""
    settings = load_settings(config)
    check_writable(output)
    from summarize.comparing.report import score
    from summarize.comparing.single import score_summary

    with bars(quiet) as progress:
        report = score_summary(
            candidate, references, sources, settings=settings, nli=nli, progress=progress
        )
    shown = {"text": score.as_text, "markdown": score.as_markdown, "json": score.as_json}
    write_result(shown[format_name](report), output)
