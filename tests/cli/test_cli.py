from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from summarize.cli import main, output
from summarize.writing import gemma

SEEDS = Path(__file__).resolve().parent.parent.parent / "seeds" / "articles"
QUICK = "encoding:\n  encoder: words\nwriting:\n  writer: extractive\n"


@pytest.fixture
def quick(tmp_path: Path) -> str:
    file = tmp_path / "quick.yaml"
    file.write_text(QUICK, encoding="utf-8")
    return str(file)


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """The real entry point; its exit code."""
    monkeypatch.setattr(sys, "argv", ["summarize", *arguments])
    with pytest.raises(SystemExit) as left:
        main()
    code = left.value.code
    return 0 if code is None else int(code)


def test_a_summary_goes_to_standard_output_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], quick: str
) -> None:
    assert run(monkeypatch, "folder", str(SEEDS), "--config", quick, "--words", "60") == 0
    shown = capsys.readouterr()
    assert "Sources:" in shown.out
    assert shown.err == ""


@pytest.mark.parametrize("name", ["text", "markdown", "html", "json"])
def test_formats(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, quick: str, name: str) -> None:
    file = tmp_path / "result"
    arguments = ("--config", quick, "--format", name, "--output", str(file), "--quiet")
    assert run(monkeypatch, "folder", str(SEEDS), *arguments) == 0
    text = file.read_text("utf-8")
    assert text.strip()
    if name == "json":
        assert json.loads(text)["schema"] == "summarize/summary@1"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["folder", "nowhere"], 3, "no such file"),
        (["folder", str(SEEDS), "--words", "-5"], 2, "planning.words: must be at least 10, got -5"),
        (["folder", str(SEEDS), "--config", "defualt"], 2, "did you mean default"),
        (["folder", str(SEEDS), "--writer", "fusoin"], 2, "did you mean fusion"),
        (["folder", str(SEEDS), "--format", "pdf"], 2, "format"),
        (["folder"], 2, "SOURCE"),
        (["config", "show", "nothing"], 2, "no configuration"),
        (["models", "show", "gemma"], 2, "no model"),
    ],
)
def test_wrong_use_is_told_in_a_line_or_two(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    code: int,
    said: str,
) -> None:
    assert run(monkeypatch, *arguments) == code
    shown = capsys.readouterr()
    assert said in shown.err
    assert "Traceback" not in shown.err
    assert shown.out == ""


def test_all_faults_of_a_configuration_are_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("writing:\n  beams: 0\nplaning: {}\n", encoding="utf-8")
    assert run(monkeypatch, "config", "check", "fast", str(bad)) == 2
    shown = capsys.readouterr()
    assert "fast: good" in shown.out
    assert "writing.beams: must be at least 1, got 0" in shown.err
    assert "did you mean 'planning'" in shown.err


def test_a_damaged_model_is_exit_code_4_and_says_how_to_mend_it(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    own_cache: Path,
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("SUMMARIZE_CACHE", str(tmp_path))
    folder = tmp_path / "models" / "gemma-3-270m"
    folder.mkdir(parents=True)
    files = {"config.json": b"{}", gemma.TOKENIZER: b"\xff" * 50, gemma.WEIGHTS: b"\0" * 50}
    for name, data in files.items():
        (folder / name).write_bytes(data)
    sizes = {name: {"size": len(data), "sha256": "0"} for name, data in files.items()}
    (folder / gemma.MANIFEST).write_text(json.dumps({"files": sizes}), encoding="utf-8")
    config = tmp_path / "c.yaml"
    config.write_text("encoding:\n  encoder: words\n", encoding="utf-8")
    assert run(monkeypatch, "folder", str(SEEDS), "--config", str(config)) == 4
    shown = capsys.readouterr()
    assert "summarize models prepare gemma-3-270m --force" in shown.err
    assert shown.out == ""


def test_the_old_output_stays_when_the_disk_is_full(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, quick: str
) -> None:
    file = tmp_path / "summary.txt"
    file.write_text("old", encoding="utf-8")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(output.os, "fsync", full)
    arguments = ("--config", quick, "--output", str(file))
    assert run(monkeypatch, "folder", str(SEEDS), *arguments) == 2
    assert "No space left" in capsys.readouterr().err
    assert file.read_text("utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["quick.yaml", "summary.txt"]


def test_an_output_that_cannot_be_written_is_told_before_the_work(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, quick: str
) -> None:
    base = ("folder", str(SEEDS), "--config", quick, "--output")
    assert run(monkeypatch, *base, str(tmp_path)) == 2
    assert "is a folder" in capsys.readouterr().err
    assert run(monkeypatch, *base, str(tmp_path / "none" / "x")) == 2
    monkeypatch.setattr(output.os, "access", lambda *_: False)
    assert run(monkeypatch, *base, str(tmp_path / "x")) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_a_fault_of_ours_is_exit_code_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], quick: str
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("ours")

    monkeypatch.setattr("summarize.pipeline.summarize", broken)
    assert run(monkeypatch, "folder", str(SEEDS), "--config", quick) == 1
    assert "a fault of ours" in capsys.readouterr().err


def test_interrupted_is_130_and_leaves_nothing_half_written(tmp_path: Path, quick: str) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for number in range(400):
        lines = [f"Harbour {number} closed gate {n} after the storm on Monday." for n in range(60)]
        (many / f"{number}.txt").write_text(" ".join(lines), encoding="utf-8")
    file = tmp_path / "summary.txt"
    command = [sys.executable, "-m", "summarize", "folder", str(many), "--config", quick]
    process = subprocess.Popen(
        [*command, "--output", str(file)], stderr=subprocess.PIPE, text=True, env=dict(os.environ)
    )
    time.sleep(3)
    assert process.poll() is None, "it was to be interrupted at work"
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in said
    assert not file.exists()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".summary")]


def test_lists(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch, "models", "list") == 0
    assert "needs preparing" in capsys.readouterr().out
    assert run(monkeypatch, "models", "show", "gemma-3-270m") == 0
    assert "Gemma terms of use" in capsys.readouterr().out
    assert run(monkeypatch, "config", "list") == 0
    assert "default" in capsys.readouterr().out
    assert run(monkeypatch, "config", "show") == 0
    assert "threshold: 0.4" in capsys.readouterr().out
