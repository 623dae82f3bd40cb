"""``summarize config``: list, show and check the configurations."""

from __future__ import annotations

from typing import Annotated

import typer

from summarize.errors import SettingsError
from summarize.settings import config_folder, config_names, load_settings

app = typer.Typer(help="List, show and check the configurations.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(metavar="NAME|FILE", help="A configuration.")]


@app.command("list")
def list_configs() -> None:
    """The configurations that come with the package, each with its first comment line."""
    for name in config_names():
        first = (config_folder() / f"{name}.yaml").read_text("utf-8").splitlines()[0]
        print(f"{name:20} {first.lstrip('# ')}")


@app.command("show")
def show(config: Name = "default") -> None:
    """Every setting of a configuration, those left out of its file included, as YAML."""
    import yaml

    settings = load_settings(config).model_dump()
    print(yaml.safe_dump(settings, sort_keys=False, allow_unicode=True), end="")


@app.command("check")
def check(
    configs: Annotated[list[str], typer.Argument(metavar="NAME|FILE...", help="To check.")],
) -> None:
    """Loads each configuration; all faults of all of them are told."""
    faults: list[str] = []
    for config in configs:
        try:
            load_settings(config)
        except SettingsError as error:
            lines = [f"{config}: {fault}" for fault in error.faults] or [error.message]
            faults.extend(lines)
        else:
            print(f"{config}: good")
    if faults:
        raise SettingsError("\n  ".join(faults), hint="'summarize config show' lists all settings")
