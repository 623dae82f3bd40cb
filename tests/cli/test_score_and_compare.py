from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.cli.test_cli import QUICK, SEEDS, run
from tests.comparing.test_compare import timeless
from tests.comparing.topics import topic

REFERENCES = SEEDS.parent / "references"


@pytest.fixture
def quick(tmp_path: Path) -> str:
    file = tmp_path / "quick.yaml"
    file.write_text(QUICK + "planning:\n  words: 30\n", encoding="utf-8")
    return str(file)


@pytest.fixture
def topics(tmp_path: Path) -> str:
    rows = []
    for number in range(4):
        one = topic(number)
        docs = [{"title": title, "text": text} for title, text in one.texts]
        rows.append({"id": one.id, "docs": docs, "refs": list(one.references)})
    file = tmp_path / "topics.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(file)


def scored(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(capsys.readouterr().out)
    return value


def test_a_text_against_several_references(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    candidate = tmp_path / "candidate.txt"
    candidate.write_text("The cat sat on the mat. It slept.", encoding="utf-8")
    refs = [tmp_path / f"r{n}.txt" for n in (1, 2)]
    refs[0].write_text("The cat sat on the mat. It slept.", encoding="utf-8")
    refs[1].write_text("Dogs bark.", encoding="utf-8")
    command = ["score", str(candidate), "--reference", str(refs[0]), str(refs[1])]
    assert run(monkeypatch, *command, "--format", "json") == 0
    found = scored(capsys)
    assert found["schema"] == "summarize/score@1"
    assert (found["metrics"]["rouge1"], found["metrics"]["rouge1_mean"]) == (1.0, 0.5)
    assert [reference["rougeLsum"] for reference in found["references"]] == [1.0, 0.0]
    assert (found["sources"], found["metrics"]["citation_recall"]) == (0, None)
    assert run(monkeypatch, *command) == 0
    text = capsys.readouterr().out
    assert "R-1 best" in text
    assert "cit. rec." not in text, "what was not asked for is not shown as n/a"


def test_a_result_brings_its_citations_and_its_sources(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    quick: str,
) -> None:
    result = tmp_path / "summary.json"
    made = ("folder", str(SEEDS), "--config", quick, "--words", "60", "--format", "json")
    assert run(monkeypatch, *made, "--output", str(result), "--quiet") == 0
    assert run(monkeypatch, "score", str(result), "--format", "json") == 0
    found = scored(capsys)
    assert (found["sources"], found["citations"]) == (5, "own")
    metrics = found["metrics"]
    assert metrics["citation_recall"] == 1.0
    assert metrics["absent_numbers"] == metrics["absent_names"] == 0
    assert metrics["novel_bigrams"] == 0.0
    assert metrics["rouge1"] is None


@pytest.mark.parametrize(
    "damage",
    [{"articles": None}, {"sentences": [{"text": "x"}]}, {"articles": [{"id": "a1"}]}],
)
def test_a_result_that_is_not_whole_is_told_and_no_fault_of_ours(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    damage: dict[str, Any],
) -> None:
    value = {"schema": "summarize/summary@1", "sentences": [], "articles": [], **damage}
    file = tmp_path / "s.json"
    file.write_text(json.dumps(value), encoding="utf-8")
    assert run(monkeypatch, "score", str(file)) == 3
    assert "no whole summarize/summary@1" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["text", "markdown"])
def test_our_own_output_is_scored_without_its_headline_and_sources(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    quick: str,
    name: str,
) -> None:
    """The list of sources and the evidence were graded as sentences of the summary."""
    found = {}
    for form in (name, "json"):
        file = tmp_path / f"out.{form}"
        made = ("folder", str(SEEDS), "--config", quick, "--words", "60", "--quiet")
        assert run(monkeypatch, *made, "--format", form, "--output", str(file)) == 0
        command = ("score", str(file), "--reference", str(REFERENCES), "--format", "json")
        assert run(monkeypatch, *command) == 0
        found[form] = scored(capsys)
    assert found[name]["sentences"] == found["json"]["sentences"]
    assert found[name]["metrics"]["rouge2"] == found["json"]["metrics"]["rouge2"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<!DOCTYPE html><p>A text.</p>", "is an HTML page"),
        ('{"schema": "summarize/score@1"}', "is no whole summarize/summary@1"),
        ('{"schema": "summarize/summary@1"', "is no whole summarize/summary@1"),
        ("A text. " * 1200, "1,200 sentences, no summary"),
    ],
)
def test_what_is_no_summary_is_not_graded_as_one(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    text: str,
    said: str,
) -> None:
    file = tmp_path / "candidate"
    file.write_text(text, encoding="utf-8")
    assert run(monkeypatch, "score", str(file), "--reference", str(REFERENCES)) == 3
    assert said in capsys.readouterr().err


def test_a_result_is_not_believed_but_looked_up(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    quick: str,
) -> None:
    """A sentence that brought itself as its evidence had full marks for citations and facts."""
    file = tmp_path / "s.json"
    made = ("folder", str(SEEDS), "--config", quick, "--words", "30", "--format", "json")
    assert run(monkeypatch, *made, "--output", str(file), "--quiet") == 0
    value = json.loads(file.read_text("utf-8"))
    lie = "Aliens from Mars landed in Boston and killed 4,000 people."
    value["sentences"][0]["text"] = lie
    value["sentences"][0]["evidence"][0]["text"] = lie
    forged = tmp_path / "forged.json"
    forged.write_text(json.dumps(value), encoding="utf-8")
    assert run(monkeypatch, "score", str(forged)) == 3
    assert "does not stand where it is cited" in capsys.readouterr().err
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_text("Quite another event happened here today.", encoding="utf-8")
    assert run(monkeypatch, "score", str(file), "--sources", str(other)) == 3
    assert "not among the sources" in capsys.readouterr().err


def test_no_topic_that_can_be_used_is_exit_code_3_and_the_report_says_why(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    quick: str,
) -> None:
    data = tmp_path / "t.jsonl"
    data.write_text('{"id": "t", "docs": [" "], "refs": ["A reference."]}\n', encoding="utf-8")
    command = ("compare", "--data", str(data), "--config", quick, "--baselines", "none")
    assert run(monkeypatch, *command, "--output", str(tmp_path / "out")) == 3
    assert "no topic could be summarized" in capsys.readouterr().err
    assert "Topics that failed" in (tmp_path / "out" / "comparison.md").read_text("utf-8")


def test_a_report_that_could_not_be_whole_is_told_before_the_work(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    quick: str,
    topics: str,
) -> None:
    (tmp_path / "out" / "comparison.html").mkdir(parents=True)
    command = ("compare", "--data", topics, "--config", quick, "--output", str(tmp_path / "out"))
    assert run(monkeypatch, *command) == 2
    assert "is a folder" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["comparison.html"]


@pytest.mark.models
def test_a_lie_is_found_out_without_any_reference(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    candidate = tmp_path / "candidate.txt"
    candidate.write_text("Microsoft paid OpenAI $77 billion, said Vega Zorn.", encoding="utf-8")
    command = ("score", str(candidate), "--sources", str(SEEDS))
    assert run(monkeypatch, *command, "--format", "json") == 0
    found = scored(capsys)
    assert {fact["text"] for fact in found["absent"]} >= {"$77 billion", "Vega Zorn"}
    assert (found["citations"], found["unsupported"]) == ("found afterwards", [0])
    assert run(monkeypatch, *command, "--format", "markdown") == 0
    assert "In no source" in capsys.readouterr().out


def test_citation_marks_are_no_words_of_a_summary(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Our own text output, scored as it is printed, had the numbers of its sources as figures."""
    for name, text in {
        "c.txt": "The port closed. [1][12]  Ships wait. [3]",
        "r.txt": "The port closed. Ships wait.",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    command = ("score", str(tmp_path / "c.txt"), "--reference", str(tmp_path / "r.txt"))
    assert run(monkeypatch, *command, "--format", "json") == 0
    found = scored(capsys)
    assert found["metrics"]["rouge1"] == 1.0
    assert found["sentences"] == ["The port closed.", "Ships wait."]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["score", "nowhere.txt", "--reference", "x"], 3, "nowhere.txt: cannot be read"),
        (["score", str(REFERENCES / "wire-editor.txt")], 2, "nothing to score against"),
        (["score"], 2, "CANDIDATE"),
        (["compare", "--data", "none", "--config", "fast", "--output", "o"], 3, "no such file"),
        (["compare", "--data", "x", "--config", "fats", "--output", "o"], 2, "did you mean fast"),
        (["compare", "--data", str(SEEDS.parent), "--output", "o"], 2, "config"),
        (
            ["compare", "--data", "x", "--config", "fast", "--output", "o", "--baselines", "laed"],
            2,
            "did you mean lead",
        ),
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
    monkeypatch.chdir(tmp_path)
    assert run(monkeypatch, *arguments) == code
    shown = capsys.readouterr()
    assert said in shown.err
    assert "Traceback" not in shown.err
    assert shown.out == ""


def test_compare_writes_its_four_files_and_prints_the_table(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    quick: str,
    topics: str,
) -> None:
    out = tmp_path / "report"
    command = ["compare", "--data", topics, "--config", quick, "--limit", "3", "--output", str(out)]
    assert run(monkeypatch, *command, "--baselines", "lead") == 0
    shown = capsys.readouterr()
    assert "R-Lsum" in shown.out
    assert "lead (baseline)" in shown.out
    names = {"comparison.json", "comparison.md", "comparison.csv", "comparison.html"}
    assert {path.name for path in out.iterdir()} == names
    page = (out / "comparison.html").read_text("utf-8")
    assert "[2] Bridge approved" in page, "what the marks in the summaries stand for"
    found = json.loads((out / "comparison.json").read_text("utf-8"))
    assert found["topics"] == 3
    summary = found["per_topic"][0]["rows"]["quick"]["summary"]
    assert summary["schema"] == "summarize/summary@1"
    texts = {article["id"]: article["text"] for article in summary["articles"]}
    for sentence in summary["sentences"]:
        for cited in sentence["evidence"]:
            assert texts[cited["article"]][cited["start"] : cited["end"]] == cited["text"]


def test_killed_halfway_and_started_again_the_result_is_the_same(
    tmp_path: Path, quick: str, topics: str
) -> None:
    """Not even its workers outlive it: they would go on for nobody, and hold the files."""
    command = [sys.executable, "-m", "summarize", "compare", "--data", topics, "--config", quick]
    command += ["--baselines", "lead,mmr", "--quiet", "--output"]

    def environment(name: str) -> dict[str, str]:
        return {**os.environ, "SUMMARIZE_CACHE": str(tmp_path / name)}

    subprocess.run([*command, str(tmp_path / "one")], env=environment("c1"), check=True)
    for kept in (3, 20):
        process = subprocess.Popen(
            [*command, str(tmp_path / "two")], env=environment("c2"), start_new_session=True
        )
        wait_for(tmp_path / "c2" / "comparisons.sqlite", kept)
        assert process.poll() is None, "it was to be killed in the middle"
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert gone(process.pid), "a worker went on"
    subprocess.run([*command, str(tmp_path / "two")], env=environment("c2"), check=True)
    one, two = (
        json.loads((tmp_path / name / "comparison.json").read_text("utf-8"))
        for name in ("one", "two")
    )
    assert json.dumps(timeless(one)) == json.dumps(timeless(two))


def wait_for(path: Path, rows: int) -> None:
    """Until so many values are kept, a minute at most."""
    for _ in range(1200):
        with (
            suppress(sqlite3.Error),
            closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as c,
        ):
            if c.execute("SELECT count(*) FROM kept").fetchone()[0] >= rows:
                return
        time.sleep(0.05)
    raise AssertionError(f"{path} never held {rows} values")


def gone(session: int) -> bool:
    """Whether no process of the session is left, within some seconds."""
    for _ in range(100):
        if not any(_session(process) == session for process in psutil.pids()):
            return True
        time.sleep(0.1)
    return False


def _session(process: int) -> int | None:
    try:
        return os.getsid(process)
    except ProcessLookupError:
        return None
