"""``summarize models``: list, show and prepare the models that can be used."""

from __future__ import annotations

from typing import Annotated

import typer

from summarize.cli import options
from summarize.cli.progress import bars

app = typer.Typer(help="List, prepare and show the models.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="A name that 'models list' shows.")]


@app.command("list")
def list_models() -> None:
    """Every model that is known by name: kind, licence, and whether it is ready."""
    from summarize.writing.catalogue import KNOWN, status

    for model in KNOWN:
        print(f"{model.name:26} {model.kind:8} {status(model.name):16} {model.licence}")


@app.command("show")
def show(name: Name) -> None:
    """What is known of one model."""
    from summarize.writing.catalogue import find, status

    model = find(name)
    rows = {
        "name": model.name,
        "kind": model.kind,
        "parameters": model.parameters,
        "licence": model.licence,
        "source": model.source,
        "status": status(model.name),
        "note": model.note,
    }
    for field, value in rows.items():
        print(f"{field + ':':12} {value}")


@app.command("prepare")
def prepare(
    name: Annotated[str, typer.Argument(help="The model.")] = "gemma-3-270m",
    force: Annotated[bool, typer.Option("--force", help="Again, though it is ready.")] = False,
    quiet: options.Quiet = False,
) -> None:
    """Makes a packaged model ready, once; later starts take seconds."""
    from summarize.writing.models import prepare_model

    with bars(quiet) as progress:
        folder = prepare_model(name, force=force, progress=progress)
    print(f"{name} is ready in {folder}")
