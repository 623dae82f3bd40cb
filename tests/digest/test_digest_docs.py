"""What ``docs/digest.md`` tells a reader to type must work."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import typer

from summarize.cli import app

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "digest.md").read_text("utf-8")


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def test_every_option_is_one():
    command = typer.main.get_command(app).commands["digest"]
    known = {name for parameter in command.params for name in parameter.opts}
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", PAGE))
    assert named - known <= {"--user", "--now"}  # of systemctl


@pytest.mark.parametrize("line", blocks("crontab"))
def test_a_crontab_line_runs_in_the_poor_environment_of_cron(line, tmp_path):
    program = tmp_path / ".local" / "bin" / "summarize"
    program.parent.mkdir(parents=True)
    program.write_text(
        '#!/bin/sh\nprintf "%s\\n" "$SUMMARIZE_SMTP_PASSWORD" "$@"\n', encoding="utf-8"
    )
    program.chmod(0o755)
    secret = tmp_path / ".config" / "summarize" / "smtp.env"
    secret.parent.mkdir(parents=True)
    secret.write_text("SUMMARIZE_SMTP_PASSWORD=word\n", encoding="utf-8")
    fields = line.split(None, 5)
    assert "%" not in line  # cron takes it for the end of the command
    assert fields[:5] == ["30", "6", "*", "*", "*"]
    environment = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "SHELL": "/bin/sh"}
    done = subprocess.run(
        ["/bin/sh", "-c", fields[5]], env=environment, capture_output=True, text=True, check=True
    )
    password, *arguments = done.stdout.splitlines()
    assert arguments[:2] == ["digest", f"{tmp_path}/.config/summarize/feeds.opml"]
    assert password == ("word" if "--smtp-host" in line else "")
    check_arguments(arguments)


def test_the_units_are_well_formed(tmp_path):
    service, timer = blocks("systemd")
    (start,) = re.findall(r"^ExecStart=(.*)$", service, re.MULTILINE)
    check_arguments(shlex.split(start.replace("%h", "/home/ann"))[1:])
    verify = shutil.which("systemd-analyze")
    if verify is None:
        pytest.skip("systemd-analyze checks them")
    units = [tmp_path / "summarize-digest.service", tmp_path / "summarize-digest.timer"]
    runnable = re.sub(r"^ExecStart=\S+", f"ExecStart={shutil.which('true')}", service, flags=re.M)
    for unit, text in zip(units, (runnable, timer), strict=True):
        unit.write_text(text, encoding="utf-8")
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)}
    done = subprocess.run(
        [verify, "--user", "--man=no", "verify", *map(str, units)],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "summarize-digest" not in done.stderr
    calendar = re.search(r"^OnCalendar=(.*)$", timer, re.MULTILINE)[1]
    subprocess.run([verify, "calendar", calendar], check=True, capture_output=True)


def check_arguments(arguments: list[str]) -> None:
    """They are parsed; nothing is run."""
    command = typer.main.get_command(app).commands["digest"]
    assert arguments[0] == "digest"
    assert command.make_context("digest", arguments[1:]).params["sources"]
