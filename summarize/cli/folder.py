"""``summarize folder``: one summary of the articles in folders, files and pages."""

from __future__ import annotations

import sys
from pathlib import Path

from summarize import registry
from summarize.cli import options
from summarize.cli.output import check_writable, write_result
from summarize.cli.progress import bars
from summarize.records import Summary
from summarize.settings import load_settings


def command(
    sources: options.Sources,
    config: options.Config = "default",
    writer: options.Writer = None,
    words: options.Words = None,
    format: options.ResultFormat = options.Format.TEXT,  # noqa: A002 - the option's name
    output: options.Output = None,
    seed: options.Seed = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """One summary of the articles in folders, files and http(s) pages."""
    run(
        sources=sources,
        config=config,
        overrides=options.overrides(writer, words, seed),
        format_name=format.value,
        output=output,
        quiet=quiet,
        verbose=verbose,
    )


def run(
    *,
    sources: list[str],
    config: str,
    overrides: dict[str, object],
    format_name: str,
    output: Path | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Settings, summary, result; warnings and timings to standard error."""
    settings = load_settings(config, overrides)
    check_writable(output)
    from summarize.pipeline import summarize

    with bars(quiet) as progress:
        summary = summarize(sources, settings, progress=progress)
    write_result(registry.resolve("format", format_name)(summary), output)
    if not quiet:
        warn(summary)
    if verbose:
        for step, seconds in summary.timings.items():
            print(f"{step}: {seconds:.2f} s", file=sys.stderr)
        print(summary.signature, file=sys.stderr)


def warn(summary: Summary) -> None:
    """What the user should know besides the result."""
    from summarize.rendering.references import passage

    for skipped in summary.skipped:
        message = f"skipped {passage(skipped.path)}: {passage(skipped.reason)}"
        print(message, file=sys.stderr)
    for note in summary.notes:
        print(f"note: {note}", file=sys.stderr)
