"""The command line: options declared once, one command a file; parse, call, exit code."""

from __future__ import annotations

import sys

import typer

from summarize.cli import compare, config, digest, folder, footprint, models, score
from summarize.cli.failures import exit_code, report
from summarize.cli.interrupts import interrupts_insist

app = typer.Typer(
    name="summarize",
    help="Several articles about one event in, one short summary out, every sentence traced.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("folder")(folder.command)
app.command("digest")(digest.command)
app.command("compare")(compare.command)
app.command("score")(score.command)
app.add_typer(models.app, name="models")
app.add_typer(config.app, name="config")


def main() -> None:
    """Runs the command line; every expected error becomes its message and its exit code."""
    footprint.lessen()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A terminal without UTF-8 shows a question mark; it does not stop the program.
            stream.reconfigure(errors="replace")
    try:
        with interrupts_insist():
            app()
    except Exception as error:  # the edge of the program: what gets here is told, never swallowed
        report(error, verbose="--verbose" in sys.argv)
        sys.exit(exit_code(error))
    finally:
        footprint.leave()
