"""``summarize digest``: a day's edition from dated articles and feeds."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarize import registry
from summarize.cli import options, times
from summarize.cli.output import write_result
from summarize.cli.progress import bars
from summarize.cli.sending import PASSWORD, Mail, mail_of
from summarize.errors import SettingsError
from summarize.settings import Settings, load_settings

if TYPE_CHECKING:
    from summarize.digest.daily import Delivered
    from summarize.digest.engine import Engine

Sources = Annotated[
    list[str] | None,
    typer.Argument(metavar="SOURCE...", help="Feeds, OPML lists, folders, files, http(s) pages."),
]
Since = Annotated[
    str | None,
    typer.Option("--since", metavar="24h|DATE", help="Where it begins; 24 hours before its end."),
]
Until = Annotated[
    str | None, typer.Option("--until", metavar="DATE", help="Where it ends; now if not given.")
]
Top = Annotated[int | None, typer.Option("--top", help="Stories with a summary; 0 for all.")]
MemoryFile = Annotated[
    Path | None, typer.Option("--memory", metavar="FILE", help="What was told on earlier days.")
]
OutputFolder = Annotated[
    Path, typer.Option("--output", "-o", metavar="DIR", help="Folder of the editions.")
]
EngineName = Annotated[str, typer.Option("--engine", help="local or ray.")]
RayAddress = Annotated[
    str | None, typer.Option("--ray-address", metavar="A", help="A Ray cluster that runs already.")
]
TimeLimit = Annotated[
    str | None,
    typer.Option("--time-limit", metavar="8m", help="For writing; the rest is told extractively."),
]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Follow links into this machine and its network.")
]
Forget = Annotated[
    str | None, typer.Option("--forget", metavar="30d", help="Drop what is older, first.")
]
Shown = Annotated[
    options.Format, typer.Option("--format", help="What goes to standard output as well.")
]
SmtpHost = Annotated[
    str | None,
    typer.Option("--smtp-host", metavar="HOST", help=f"Send the edition; password: ${PASSWORD}."),
]
SmtpPort = Annotated[int | None, typer.Option("--smtp-port", help="587 for starttls, 465 for tls.")]
SmtpUser = Annotated[str | None, typer.Option("--smtp-user", help="Name to log in with.")]
SmtpSecurity = Annotated[
    str | None, typer.Option("--smtp-security", help="starttls (the default), tls or none.")
]
MailFrom = Annotated[str | None, typer.Option("--mail-from", help="Address of the sender.")]
MailTo = Annotated[list[str] | None, typer.Option("--mail-to", help="Address; may be repeated.")]


def command(
    sources: Sources = None,
    since: Since = None,
    until: Until = None,
    top: Top = None,
    memory: MemoryFile = None,
    output: OutputFolder = Path("editions"),
    engine: EngineName = "local",
    ray_address: RayAddress = None,
    time_limit: TimeLimit = None,
    allow_private: AllowPrivate = False,
    forget: Forget = None,
    smtp_host: SmtpHost = None,
    smtp_port: SmtpPort = None,
    smtp_user: SmtpUser = None,
    smtp_security: SmtpSecurity = None,
    mail_from: MailFrom = None,
    mail_to: MailTo = None,
    config: options.Config = "default",
    writer: options.Writer = None,
    words: options.Words = None,
    format: Shown = options.Format.TEXT,  # noqa: A002 - the option's name
    seed: options.Seed = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """The day's stories from feeds and folders, each told once, in DIR/DATE."""
    overrides = options.overrides(writer, None, seed)
    chosen = {"digest.words": words, "digest.top": top}
    overrides.update({path: value for path, value in chosen.items() if value is not None})
    run(
        sources=sources or [],
        settings=load_settings(config, overrides),
        times_given=(since, until, time_limit, forget),
        memory=memory,
        output=output,
        engine=_engine(engine, ray_address),
        allow_private=allow_private,
        mail=mail_of(smtp_host, smtp_port, smtp_user, smtp_security, mail_from, mail_to or []),
        format_name=format.value,
        quiet=quiet,
        verbose=verbose,
    )


def run(
    *,
    sources: list[str],
    settings: Settings,
    times_given: tuple[str | None, str | None, str | None, str | None],
    memory: Path | None,
    output: Path,
    engine: Engine,
    allow_private: bool,
    mail: Mail | None,
    format_name: str,
    quiet: bool,
    verbose: bool,
) -> None:
    """Forgets, makes the edition, shows and sends it."""
    since, until, limit, forget = times_given
    end, day = times.until(until)
    begin = times.since(since)
    seconds = None if limit is None else times.length(limit, "--time-limit").total_seconds()
    age = None if forget is None else times.length(forget, "--forget")
    if not sources and age is None:
        raise SettingsError("Missing argument 'SOURCE...'", hint="name feeds or folders")
    from summarize.digest.daily import Span, make_daily
    from summarize.digest.memory import Memory

    file = _default_memory() if memory is None else memory
    with Memory(file, waiting=lambda: _say("another run is under way; waiting", quiet)) as kept:
        if age is not None:
            dropped = kept.forget(((end or datetime.now().astimezone()) - age).date().isoformat())
            _say(f"forgot {dropped} articles from before the last {forget}", quiet)
        if not sources:
            return
        with bars(quiet) as progress:
            made = make_daily(
                sources,
                settings,
                span=Span(since=begin, until=end, date=day),
                memory=kept,
                output=output,
                engine=engine,
                time_limit=seconds,
                allow_private=allow_private,
                sender=mail.sender if mail else "",
                to=mail.to if mail else (),
                progress=progress,
            )
    _show(made, format_name, quiet, verbose)
    if mail is not None:
        mail.send(made.files["edition.eml"])
        _say(f"sent to {', '.join(mail.to)}", quiet)


def _default_memory() -> Path:
    from platformdirs import user_data_path

    return user_data_path("summarize", appauthor=False) / "digest.sqlite"


def _engine(name: str, address: str | None) -> Engine:
    registry.check("engine", name)
    if address is not None and name != "ray":
        raise SettingsError("--ray-address needs --engine ray", hint="add it, or leave both out")
    made: Engine = registry.resolve("engine", name)(*((address,) if name == "ray" else ()))
    return made


def _show(made: Delivered, format_name: str, quiet: bool, verbose: bool) -> None:
    """The listing, or a format of the edition; warnings to standard error."""
    names = {"json": "edition.json", "markdown": "edition.md", "html": "index.html"}
    if format_name in names:
        write_result(made.files[names[format_name]].decode("utf-8"), None)
    else:
        write_result(_listing(made), None)
    for skipped in made.edition.skipped:
        _say(f"skipped {skipped.path}: {skipped.reason}", quiet)
    for note in made.edition.notes:
        _say(f"note: {note}", quiet)
    if verbose:
        for step, seconds in made.edition.timings.items():
            _say(f"{step}: {seconds:.2f} s", quiet)


def _listing(made: Delivered) -> str:
    from summarize.rendering.editions.lines import NAMES, edition_title, story_title
    from summarize.rendering.references import printable

    edition = made.edition
    counts = {"stories": len(edition.stories), "articles": len(edition.documents)}
    listed = ", ".join(f"{what}: {count}" for what, count in counts.items())
    lines = [f"{edition_title(edition)}; {listed}"]
    for place, story in enumerate(edition.stories, start=1):
        lines.append(f"{place:3}. {NAMES[story.status]}: {story_title(story)}")
        lines.append(f"     {story.why}")
    lines.append(f"Written to {made.folder}")
    return printable("\n".join(lines)) + "\n"


def _say(message: str, quiet: bool) -> None:
    if not quiet:
        from summarize.rendering.references import passage

        print(passage(message), file=sys.stderr)
