"""``summarize compare``: several configurations on the same topics, side by side."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from summarize.cli import options
from summarize.cli.output import make_folder, write_result
from summarize.cli.progress import bars
from summarize.errors import NoInputError, SettingsError
from summarize.settings import load_settings

_FILES = ("comparison.json", "comparison.md", "comparison.csv", "comparison.html")

Data = Annotated[
    str,
    typer.Option(
        "--data",
        metavar="TOPICS",
        help="Topics with references: .jsonl[.gz], .src with .tgt, or a folder with articles/.",
    ),
]
Configs = Annotated[
    list[str],
    typer.Option(
        "--config",
        metavar="NAME|FILE",
        help="A configuration; again for another. The rest is tested against the first.",
    ),
]
Folder = Annotated[
    Path, typer.Option("--output", "-o", metavar="DIR", help="Folder for the report.")
]
Limit = Annotated[int | None, typer.Option("--limit", min=1, help="Only the first N topics.")]
Jobs = Annotated[int, typer.Option("--jobs", min=1, help="Worker processes at once.")]
Baselines = Annotated[str, typer.Option("--baselines", help="Names with commas, 'all' or 'none'.")]
OnlyDifferent = Annotated[
    bool,
    typer.Option("--only-different", help="Show only topics where two configurations part."),
]
Nli = Annotated[
    str,
    typer.Option(
        "--nli", metavar="NAME|FOLDER", help="A model that judges support, for our own measure."
    ),
]


def command(
    data: Data,
    config: Configs,
    output: Folder,
    limit: Limit = None,
    jobs: Jobs = 1,
    words: options.Words = None,
    baselines: Baselines = "all",
    only_different: OnlyDifferent = False,
    nli: Nli = "",
    seed: options.Seed = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Several configurations on the same topics, beside ready systems and baselines."""
    run(
        data=data,
        configs=config,
        output=output,
        limit=limit,
        jobs=jobs,
        overrides=options.overrides(None, words, seed),
        baselines=baselines,
        only_different=only_different,
        nli=nli,
        seed=seed or 0,
        quiet=quiet,
        verbose=verbose,
    )


def run(
    *,
    data: str,
    configs: list[str],
    output: Path,
    limit: int | None,
    jobs: int,
    overrides: dict[str, object],
    baselines: str,
    only_different: bool,
    nli: str,
    seed: int,
    quiet: bool,
    verbose: bool,
) -> None:
    """Topics and settings, the comparison, its four files; the table to standard output."""
    from summarize.comparing import compare, make_study, signature_of
    from summarize.comparing.report import csv, html, markdown
    from summarize.comparing.report.json import as_json
    from summarize.evaluation.datasets import read_topics

    settings = [load_settings(config, overrides) for config in configs]
    chosen = _baselines(baselines)
    topics = read_topics(data, limit)
    make_folder(output, _FILES)
    study = make_study(settings, topics, baselines=chosen, seed=seed, jobs=jobs, nli=nli)
    with bars(quiet) as progress:
        found, table = compare(study, progress=progress)
    signature = signature_of(study)
    result = as_json(study, found, table, signature)
    sys.stdout.write(f"{markdown.tables(study, table)}\nSignature: {signature}\n")
    texts = (
        json.dumps(result, ensure_ascii=False, indent=1) + "\n",
        markdown.render(study, found, table, signature, only_different),
        csv.render(study, table),
        html.render(study, found, table, signature, only_different),
    )
    for name, text in zip(_FILES, texts, strict=True):
        write_result(text, output / name)
    if only_different:
        sys.stdout.write(f"\nConfigurations part on: {', '.join(result['different']) or 'none'}\n")
    if not quiet:
        for failure in result["failures"]:
            told = f"failed: {failure['row']}, {failure['topic']}: {failure['error']}"
            print(told, file=sys.stderr)
        print(f"written: {', '.join(str(output / name) for name in _FILES)}", file=sys.stderr)
    if not found.scores:
        first = result["failures"][0]["error"]
        raise NoInputError(f"no topic could be summarized: {first}", hint="name other topics")
    if verbose:
        for step, seconds in found.seconds.items():
            print(f"{step}: {seconds:.1f} s", file=sys.stderr)


def _baselines(named: str) -> tuple[str, ...]:
    """The baselines that ``--baselines`` names.

    Raises:
        UnknownNameError: one of them is none.
        SettingsError: nothing is named.
    """
    from summarize.evaluation.baselines import BASELINES, baseline

    if named in ("all", "none"):
        return tuple(BASELINES) if named == "all" else ()
    chosen = tuple(dict.fromkeys(name.strip() for name in named.split(",") if name.strip()))
    if not chosen:
        raise SettingsError("--baselines names nothing", hint="'none' leaves them out")
    for name in chosen:
        baseline(name)
    return chosen
