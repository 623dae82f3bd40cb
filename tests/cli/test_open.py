from __future__ import annotations

import tempfile
import webbrowser
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest

from tests.cli.test_cli import SEEDS, quick, run

__all__ = ["quick"]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a browser would have been asked to show."""
    seen: list[str] = []

    def note(address: str) -> bool:
        seen.append(address)
        return True

    monkeypatch.setattr(webbrowser, "open", note)
    return seen


def page_at(address: str) -> str:
    parts = urlsplit(address)
    assert parts.scheme == "file"
    return Path(url2pathname(parts.path)).read_text("utf-8")


def test_open_shows_a_page_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    opened: list[str],
    quick: str,
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert run(monkeypatch, "folder", str(SEEDS), "--config", quick, "--open") == 0
    (address,) = opened
    assert page_at(address).startswith("<!DOCTYPE html>")
    assert capsys.readouterr().out == ""


def test_open_shows_the_output(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, opened: list[str], quick: str
) -> None:
    file = tmp_path / "a page.html"
    arguments = ("--config", quick, "--output", str(file), "--open")
    assert run(monkeypatch, "folder", str(SEEDS), *arguments) == 0
    assert page_at(opened[0]) == file.read_text("utf-8")


def test_open_makes_a_page_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    opened: list[str],
    quick: str,
) -> None:
    arguments = ("--config", quick, "--format", "json", "--open")
    assert run(monkeypatch, "folder", str(SEEDS), *arguments) == 2
    assert "--format html" in capsys.readouterr().err
    assert opened == []


def test_where_there_is_no_browser_the_page_is_named(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    quick: str,
) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda address: False)
    file = tmp_path / "page.html"
    arguments = ("--config", quick, "--output", str(file), "--open")
    assert run(monkeypatch, "folder", str(SEEDS), *arguments) == 2
    assert file.as_uri() in capsys.readouterr().err
    assert file.exists()
