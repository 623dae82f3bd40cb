from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest

from summarize.errors import InputError, NoInputError
from summarize.evaluation.datasets import read_topics
from summarize.evaluation.datasets.topic import without_dash

SEEDS = Path(__file__).resolve().parent.parent.parent / "seeds"
ROW = {"id": "t1", "docs": ["One text.", {"title": "T", "text": "Two."}], "refs": ["– A ref."]}


def lines(path: Path, *rows: object) -> Path:
    text = "".join(json.dumps(row) + "\n" for row in rows)
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(text.encode()))
    else:
        path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["t.jsonl", "t.jsonl.gz"])
def test_json_lines(tmp_path: Path, name: str) -> None:
    more = {"docs": ["x"], "systems": {"b": "- B out.", "a": "A out."}, "row": 7}
    one, two = read_topics(lines(tmp_path / name, ROW, more))
    assert (one.id, one.texts, one.references) == (
        "t1",
        (("", "One text."), ("T", "Two.")),
        ("A ref.",),
    )
    assert (two.id, list(two.systems.items())) == ("line-2", [("a", "A out."), ("b", "B out.")])
    assert two.references == ()
    assert len(read_topics(tmp_path / name, limit=1)) == 1


def test_the_seeds_are_one_topic_with_three_references() -> None:
    (topic,) = read_topics(SEEDS)
    assert (topic.id, len(topic.references), topic.texts) == ("seeds", 3, ())
    assert topic.folder is not None
    assert Path(topic.folder) == SEEDS / "articles"


def test_a_folder_of_topics_with_ready_outputs(tmp_path: Path) -> None:
    for name in ("b", "a"):
        for part in ("articles", "references", "systems"):
            (tmp_path / name / part).mkdir(parents=True)
        (tmp_path / name / "articles" / "1.txt").write_text(name, encoding="utf-8")
        (tmp_path / name / "references" / "r.txt").write_text("Ref.", encoding="utf-8")
        (tmp_path / name / "systems" / "other.txt").write_text("– Out.", encoding="utf-8")
    topics = read_topics(tmp_path)
    assert [topic.id for topic in topics] == ["a", "b"]
    assert topics[0].systems == {"other": "Out."}
    assert topics[0].digest != topics[1].digest
    assert [topic.id for topic in read_topics(tmp_path, limit=1)] == ["a"]


def test_a_pair_of_line_files(tmp_path: Path) -> None:
    source = tmp_path / "test.src"
    source.write_text("First.NEWLINE_CHAR Rest.|||||Second.|||||\nOther.\n", encoding="utf-8")
    (tmp_path / "test.tgt").write_text("– Sum one.\n– Sum two.\n", encoding="utf-8")
    one, two = read_topics(source)
    assert one.texts == (("", "First.\n Rest."), ("", "Second."))
    assert (one.references, two.id) == (("Sum one.",), "test-2")


def test_a_pair_of_unequal_length_is_refused(tmp_path: Path) -> None:
    """zip without strict would have scored the first topics and dropped the rest."""
    (tmp_path / "t.src").write_text("A.\nB.\n", encoding="utf-8")
    (tmp_path / "t.tgt").write_text("R.\n", encoding="utf-8")
    with pytest.raises(InputError, match="ends before line 2"):
        read_topics(tmp_path / "t.src")


def test_the_digest_is_of_the_articles_alone(tmp_path: Path) -> None:
    """Another reference must not make summaries be computed again."""
    path = tmp_path / "t.jsonl"
    (one,) = read_topics(lines(path, ROW))
    (two,) = read_topics(lines(path, {**ROW, "refs": ["Other."], "id": "t9"}))
    (three,) = read_topics(lines(path, {**ROW, "docs": ["One text.", "TTwo."]}))
    assert one.digest == two.digest != three.digest


def test_a_file_that_cannot_be_read_does_not_stop_the_digest(tmp_path: Path) -> None:
    """A dangling link in one topic ended a comparison of all; reading it is skipped and told."""
    for part in ("articles", "references"):
        (tmp_path / part).mkdir()
    (tmp_path / "articles" / "1.txt").write_text("A text.", encoding="utf-8")
    (tmp_path / "references" / "blank.txt").write_text("– ...\n", encoding="utf-8")
    (before,) = read_topics(tmp_path)
    (tmp_path / "articles" / "2.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "articles" / "pipe.txt")
    (after,) = read_topics(tmp_path)
    assert before.digest != after.digest
    assert after.references == (), "a reference without words is none"


def test_no_reference_and_no_system_hides_another(tmp_path: Path) -> None:
    """DUC's names end in ".A" to ".D": as endings they left one reference of four."""
    for part in ("articles", "references", "systems"):
        (tmp_path / part).mkdir()
    for letter in "ABCD":
        (tmp_path / "references" / f"D1.M.{letter}").write_text(letter * 3, encoding="utf-8")
    for name in ("s.txt", "s.md", "t.txt"):
        (tmp_path / "systems" / name).write_text("Out.", encoding="utf-8")
    (topic,) = read_topics(tmp_path)
    assert topic.references == ("AAA", "BBB", "CCC", "DDD")
    assert list(topic.systems) == ["s.md", "s.txt", "t"]


def test_what_no_encoding_takes_is_replaced_when_it_is_read(tmp_path: Path) -> None:
    r"""One "\ud800" in the data ended a whole comparison when its report was written."""
    row = {
        "id": "a\ud800",
        "docs": ["x\ud800"],
        "refs": ["r\ud800"],
        "systems": {"s\udfff": "y\ud800"},
    }
    path = tmp_path / "t.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(row).encode())  # a byte order mark besides
    (topic,) = read_topics(path)
    assert (topic.id, topic.texts, topic.references) == (
        "a\ufffd",
        (("", "x\ufffd"),),
        ("r\ufffd",),
    )
    assert topic.systems == {"s\ufffd": "y\ufffd"}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ([1], "no JSON object"),
        ({"docs": []}, "has no docs"),
        ({"docs": "text"}, "has no docs"),
        ({"docs": [5]}, "neither a text"),
        ({"docs": ["x"], "refs": "r"}, "refs is no list"),
        ({"docs": ["x"], "systems": {"a": 1}}, "systems does not map"),
        ({"docs": ["x"], "systems": {" ": "y"}}, "a system has no name"),
        ({"docs": ["x"], "id": None}, "id is no name"),
    ],
)
def test_what_is_no_topic_is_told_by_its_line(tmp_path: Path, row: object, said: str) -> None:
    with pytest.raises(InputError, match=f"line 2: .*{said}"):
        read_topics(lines(tmp_path / "t.jsonl", ROW, row))


def test_faults_of_the_file_itself(tmp_path: Path) -> None:
    broken = tmp_path / "t.jsonl.gz"
    broken.write_bytes(gzip.compress(b'{"docs": ["x"]}\n' * 200)[:-9])
    with pytest.raises(InputError, match="cannot be read"):
        read_topics(broken)
    (tmp_path / "bad.jsonl").write_text("{nonsense\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 1"):
        read_topics(tmp_path / "bad.jsonl")
    with pytest.raises(InputError, match="two topics have the id 't1'"):
        read_topics(lines(tmp_path / "twice.jsonl", ROW, ROW))
    with pytest.raises(NoInputError, match="no such file"):
        read_topics(tmp_path / "none.jsonl")
    with pytest.raises(InputError, match="no data set"):
        read_topics(lines(tmp_path / "t.xml", ROW))
    (tmp_path / "empty").mkdir()
    with pytest.raises(NoInputError, match="no topic"):
        read_topics(tmp_path / "empty")


@pytest.mark.parametrize(
    ("text", "without"),
    [("– A man.", "A man."), ("-A man.", "-A man."), ("A – man.", "A – man."), ("", "")],
)
def test_only_the_dash_that_opens_a_summary_goes(text: str, without: str) -> None:
    assert without_dash(text) == without
