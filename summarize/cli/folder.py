"""``summarize folder``: one summary of the articles in folders, files and pages."""

from __future__ import annotations

import sys
import tempfile
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from summarize import registry
from summarize.cli import options
from summarize.cli.output import check_writable, write_result
from summarize.cli.progress import bars
from summarize.errors import OutputError, SettingsError
from summarize.records import Summary
from summarize.settings import load_settings

Open = Annotated[
    bool,
    typer.Option("--open", help="Open the page in the browser: --output, or a temporary file."),
]


def command(
    sources: options.Sources,
    config: options.Config = "default",
    writer: options.Writer = None,
    words: options.Words = None,
    format: options.ResultFormat = options.Format.TEXT,  # noqa: A002 - the option's name
    output: options.Output = None,
    open_page: Open = False,
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
        open_page=open_page,
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
    open_page: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Settings, summary, result; warnings and timings to standard error."""
    settings = load_settings(config, overrides)
    if open_page:
        format_name = _page_format(format_name)
    check_writable(output)
    from summarize.pipeline import summarize

    with bars(quiet) as progress:
        summary = summarize(sources, settings, progress=progress)
    text = registry.resolve("format", format_name)(summary)
    if open_page and output is None:
        output = Path(tempfile.mkdtemp(prefix="summarize-")) / "summary.html"
    write_result(text, output)
    if open_page and output is not None:
        _show(output)
    if not quiet:
        warn(summary)
    if verbose:
        for step, seconds in summary.timings.items():
            print(f"{step}: {seconds:.2f} s", file=sys.stderr)
        print(summary.signature, file=sys.stderr)


def _page_format(format_name: str) -> str:
    """The format for a browser; "text" is what the user gets who asks for none.

    Raises:
        SettingsError: another one was asked for.
    """
    if format_name not in ("text", "html"):
        raise SettingsError(
            f"--open shows a page, and --format {format_name} makes none",
            hint="leave one of them out, or say --format html",
        )
    return "html"


def _show(path: Path) -> None:
    """Opens a file in the user's browser.

    Raises:
        OutputError: there is none; the file is there all the same.
    """
    address = path.resolve().as_uri()
    try:
        opened = webbrowser.open(address)
    except webbrowser.Error:
        opened = False
    if not opened:
        raise OutputError("no browser could be opened", hint=f"the page is {address}")


def warn(summary: Summary) -> None:
    """What the user should know besides the result."""
    from summarize.rendering.references import passage

    for skipped in summary.skipped:
        message = f"skipped {passage(skipped.path)}: {passage(skipped.reason)}"
        print(message, file=sys.stderr)
    for note in summary.notes:
        print(f"note: {note}", file=sys.stderr)
