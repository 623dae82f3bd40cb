from __future__ import annotations

import sqlite3
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from summarize.store import Store, code_digest


def test_what_is_kept_is_found_by_another_store_of_the_same_file(tmp_path: Path) -> None:
    store = Store(tmp_path / "kept.sqlite", most=10)
    key = store.key("a", "b")
    assert store.get([key]) == {}
    store.put({key: b"value"})
    assert Store(tmp_path / "kept.sqlite", most=10).get([key, b"none"]) == {key: b"value"}
    store.put({key: b"newer"})
    assert store.get([key]) == {key: b"newer"}


def test_scopes_do_not_see_each_other(tmp_path: Path) -> None:
    store = Store(tmp_path / "kept.sqlite", most=10)
    one, two = store.scoped("one"), store.scoped("two")
    one.put({one.key("x"): b"1"})
    assert two.get([two.key("x")]) == {}


@given(parts=st.lists(st.text(), max_size=3), others=st.lists(st.text(), max_size=3))
def test_keys_are_equal_only_for_equal_parts(parts: list[str], others: list[str]) -> None:
    """Joined texts would give ("ab", "c") the key of ("a", "bc")."""
    store = Store(Path("unused"), most=1)
    assert (store.key(*parts) == store.key(*others)) == (parts == others)


def test_the_oldest_rows_go_first(tmp_path: Path) -> None:
    store = Store(tmp_path / "kept.sqlite", most=3)
    for number in range(5):
        store.put({bytes([number]): b"x"})
    assert sorted(store.get([bytes([n]) for n in range(5)])) == [b"\x02", b"\x03", b"\x04"]


def test_more_keys_than_one_question_takes(tmp_path: Path) -> None:
    store = Store(tmp_path / "kept.sqlite", most=5000)
    values = {number.to_bytes(4, "big"): b"v" for number in range(1203)}
    store.put(values)
    assert store.get(list(values)) == values


def test_a_file_that_cannot_be_used_keeps_nothing_and_harms_nothing(tmp_path: Path) -> None:
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"this is no database" * 100)
    (tmp_path / "file").touch()
    for path in (broken, tmp_path / "file" / "kept.sqlite"):
        store = Store(path, most=10)
        store.put({b"k": b"v"})
        assert store.get([b"k"]) == {}
    assert broken.read_bytes() == b"this is no database" * 100


def test_a_row_of_another_type_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "kept.sqlite"
    Store(path, most=10).put({b"good": b"v"})
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO kept VALUES (?, ?)", (b"bad", None))
    assert Store(path, most=10).get([b"good"]) == {b"good": b"v"}
    assert Store(path, most=10).get([b"bad"]) == {}


def test_the_digest_of_the_program_tells_parts_apart() -> None:
    assert code_digest("text") == code_digest("text")
    assert len({code_digest("text"), code_digest("reading"), code_digest("records")}) == 3
