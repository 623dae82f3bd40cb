from __future__ import annotations

import json
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from summarize.cli import digest, main, sending, times
from summarize.errors import SettingsError
from tests.digest import days


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """The real entry point; its exit code."""
    monkeypatch.setattr(sys, "argv", ["summarize", *arguments])
    with pytest.raises(SystemExit) as left:
        main()
    code = left.value.code
    return 0 if code is None else int(code)


@pytest.fixture
def given(tmp_path: Path) -> list[str]:
    """The made-up news, with a memory and a folder of their own."""
    return [
        "digest",
        str(days.write_articles(tmp_path)),
        "--config",
        str(days.write_config(tmp_path)),
        "--memory",
        str(tmp_path / "memory.sqlite"),
        "--output",
        str(tmp_path / "editions"),
    ]


def test_an_edition_of_each_day(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    given: list[str],
) -> None:
    assert run(monkeypatch, *given, "--until", "2026-11-22T12:00Z") == 0
    shown = capsys.readouterr()
    assert "News of 2026-11-22; stories: 2, articles: 4" in shown.out
    assert "  1. New: " in shown.out
    assert "4 articles are newer" in shown.err
    assert run(monkeypatch, *given, "--until", "2026-11-23T12:00Z", "--quiet") == 0
    shown = capsys.readouterr()
    assert "Update: Owner of Harwick warehouse arrested" in shown.out
    assert shown.err == ""
    folder = tmp_path / "editions" / "2026-11-23"
    names = {"edition.json", "edition.md", "index.html", "feed.xml", "edition.eml"}
    assert {path.name for path in folder.iterdir()} == names
    assert (
        json.loads((folder / "edition.json").read_text("utf-8"))["schema"] == "summarize/edition@1"
    )


def test_formats_go_to_standard_output(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], given: list[str]
) -> None:
    more = ("--until", "2026-11-22T12:00Z", "--quiet", "--words", "40", "--top", "1")
    assert run(monkeypatch, *given, *more, "--format", "json") == 0
    values = json.loads(capsys.readouterr().out)
    assert [story["summary"] is None for story in values["stories"]] == [False, True]
    assert values["stories"][0]["summary"]["settings"]["planning"]["words"] == 40
    assert run(monkeypatch, *given, *more, "--format", "markdown") == 0
    assert capsys.readouterr().out.startswith("# News of 2026")


def test_a_time_limit_gives_the_rest_extractively(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    given: list[str],
) -> None:
    import tests.stand_ins  # noqa: F401 - registers its writer

    config = tmp_path / "quick.yaml"
    config.write_text(days.QUICK.replace("extractive", "stand-in"), encoding="utf-8")
    more = ("--until", "2026-11-22T12:00Z", "--time-limit", "0.001s", "--format", "json")
    assert run(monkeypatch, *given, *more) == 0
    values = json.loads(capsys.readouterr().out)
    writers = [story["summary"]["settings"]["writing"]["writer"] for story in values["stories"]]
    assert writers[-1] == "extractive"
    assert any("for want of time" in note for note in values["notes"])


def test_forgetting_needs_no_source(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], given: list[str]
) -> None:
    assert run(monkeypatch, *given, "--until", "2026-11-22T12:00Z", "--quiet") == 0
    capsys.readouterr()
    without_source = [given[0], *given[2:], "--forget", "30d", "--until", "2027-01-01"]
    assert run(monkeypatch, *without_source) == 0
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "forgot 4 articles" in shown.err


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([], 2, "SOURCE"),
        (["x.xml", "--since", "yesterday"], 2, "--since: 'yesterday' is no date"),
        (["x.xml", "--until", "24h"], 2, "--until: '24h' is no date"),
        (["x.xml", "--until", "2026-02-30"], 2, "is no date"),
        (["x.xml", "--time-limit", "8"], 2, "--time-limit: '8' is no length of time"),
        (["--forget", "0d"], 2, "--forget: '0d' is no length"),
        (["x.xml", "--engine", "rai"], 2, "did you mean ray"),
        (["x.xml", "--ray-address", "auto"], 2, "--engine ray"),
        (["x.xml", "--top", "-1"], 2, "digest.top: must be at least 0"),
        (["x.xml", "--smtp-host", "h"], 2, "--mail-from and --mail-to"),
        (["x.xml", "--mail-to", "a@b.example"], 2, "without --smtp-host"),
        (["nowhere"], 3, "no such file"),
    ],
)
def test_wrong_use_is_told_in_a_line_or_two(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    arguments: list[str],
    code: int,
    said: str,
) -> None:
    places = ["--memory", str(tmp_path / "m.sqlite"), "--output", str(tmp_path / "editions")]
    assert run(monkeypatch, "digest", *arguments, *places) == code
    shown = capsys.readouterr()
    assert said in shown.err
    assert "Traceback" not in shown.err


def test_a_file_that_is_no_memory_and_a_closed_folder(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    given: list[str],
) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("no database " * 100, encoding="utf-8")
    assert run(monkeypatch, *given, "--memory", str(file)) == 2
    assert "no memory of the digest" in capsys.readouterr().err
    assert run(monkeypatch, *given, "--output", str(file / "x")) == 2
    assert "cannot be made" in capsys.readouterr().err


def test_a_missing_ray_is_told_with_the_name_of_the_extra(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], given: list[str]
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    assert run(monkeypatch, *given, "--engine", "ray") == 2
    assert "summarize[ray]" in capsys.readouterr().err


def test_the_edition_is_sent(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], given: list[str]
) -> None:
    from summarize.digest import mailing

    sent: list[dict[str, object]] = []
    monkeypatch.setattr(mailing, "send", lambda eml, **rest: sent.append({"eml": eml, **rest}))
    monkeypatch.setenv(sending.PASSWORD, "secret")
    mail = ("--smtp-host", "mail.example", "--smtp-user", "me", "--mail-from", "me@home.example")
    to = ("--mail-to", "you@home.example", "--mail-to", "they@home.example")
    assert run(monkeypatch, *given, "--until", "2026-11-22T12:00Z", *mail, *to) == 0
    (one,) = sent
    assert (one["host"], one["port"], one["security"]) == ("mail.example", 587, "starttls")
    assert (one["user"], one["password"]) == ("me", "secret")
    assert one["to"] == ("you@home.example", "they@home.example")
    assert b"To: you@home.example, they@home.example" in bytes(str(one["eml"]), "utf-8")
    assert "secret" not in capsys.readouterr().err


@pytest.mark.parametrize("address", ["", "nobody", "a@b\r\nBcc: c@d", "a b@c.example", "a@"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(SettingsError, match="no mail address"):
        sending.mail_of("h", None, None, None, address, ["you@home.example"])


def test_a_user_needs_a_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(sending.PASSWORD, raising=False)
    with pytest.raises(SettingsError, match="needs a password"):
        sending.mail_of("h", None, "me", None, "a@b.example", ["c@d.example"])
    assert sending.mail_of("h", 465, None, None, "a@b.example", ["c@d.example"]) == sending.Mail(
        host="h", port=465, user=None, security="tls", sender="a@b.example", to=("c@d.example",)
    )


def test_times() -> None:
    assert times.length("8m", "x") == timedelta(minutes=8)
    assert times.length("1.5 H", "x") == timedelta(minutes=90)
    assert times.length("2w", "x") == timedelta(days=14)
    assert times.since(None) is None
    assert times.since("36h") == timedelta(hours=36)
    end, day = times.until("2026-11-23")
    begin = times.since("2026-11-23")
    assert end is not None
    assert day == "2026-11-23"
    assert begin is not None
    assert not isinstance(begin, timedelta)
    assert (begin.hour, begin.date().isoformat()) == (0, "2026-11-23")
    assert (end.hour, end.date().isoformat()) == (0, "2026-11-24")
    moment, _ = times.until("2026-11-23T07:00:00Z")
    assert moment is not None
    assert moment.timestamp() == 1795417200


def test_the_memory_is_in_the_users_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/somewhere")
    assert digest._default_memory().name == "digest.sqlite"
