from __future__ import annotations

import os
import socket
import sys

import pytest

from summarize.errors import NoInputError
from summarize.reading import read_sources
from summarize.reading.sources import FileSource, PageSource, find_sources
from summarize.records import Skipped


def names(found):
    return [os.path.basename(item.name) for item in found if isinstance(item, FileSource)]


def reasons(skipped):
    return {os.path.basename(item.path): item.reason for item in skipped}


def test_nothing_named():
    with pytest.raises(NoInputError, match="no article was named"):
        find_sources([])


def test_a_named_path_that_does_not_exist_is_an_error_at_once(put, tmp_path, story_text, settings):
    good = put("good.txt", story_text)
    with pytest.raises(NoInputError, match=r"gone\.txt: there is no such file") as caught:
        read_sources([good, tmp_path / "gone.txt"], settings)
    assert caught.value.hint


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000])
def test_a_name_that_no_file_can_have(name, settings):
    with pytest.raises(NoInputError, match="cannot be looked up"):
        read_sources([name], settings)


def test_folders_are_read_in_the_order_of_relative_paths(put, tmp_path):
    for name in ("b.txt", "a/z.txt", "a.txt", "a/b/c.md", "B.txt"):
        put(name, "text")
    found = find_sources([tmp_path])
    relative = [os.path.relpath(item.name, tmp_path) for item in found]
    assert relative == ["B.txt", "a.txt", "a/b/c.md", "a/z.txt", "b.txt"]


def test_hidden_files_are_passed_over_and_unknown_endings_are_told(
    put, tmp_path, story_text, settings
):
    put(".hidden.txt", story_text)
    put(".git/config.txt", story_text)
    put("data.csv", "a,b")
    put("news.txt", story_text)
    documents, skipped = read_sources([tmp_path], settings)
    assert [document.article.path for document in documents] == [str(tmp_path / "news.txt")]
    assert reasons(skipped) == {"data.csv": "not a kind of file that is read"}


def test_an_unknown_ending_is_read_when_named(put, story_text, settings):
    path = put("report.log", story_text)
    (document,), skipped = read_sources([path], settings)
    assert document.article.text == story_text
    assert skipped == ()


def test_empty_folder(tmp_path, settings):
    with pytest.raises(NoInputError, match="no article could be read from") as caught:
        read_sources([tmp_path], settings)
    assert ".txt" in caught.value.hint


def test_the_error_tells_the_first_reasons(put, tmp_path, settings):
    for number in range(5):
        put(f"{number}.txt", "")
    with pytest.raises(NoInputError, match=r"0\.txt: is empty; .*1\.txt.*2\.txt.*; and 2 more"):
        read_sources([tmp_path], settings)


def test_a_file_named_twice_is_read_once(put, tmp_path, story_text, settings):
    path = put("news.txt", story_text)
    (tmp_path / "same.txt").symlink_to(path)
    documents, _ = read_sources([path, tmp_path, path], settings)
    assert [document.article.path for document in documents] == [str(path)]


def test_the_same_article_five_times_is_five_articles(put, tmp_path, story_text, settings):
    for number in range(5):
        put(f"{number}.txt", story_text)
    documents, _ = read_sources([tmp_path], settings)
    assert [document.article.id for document in documents] == ["a1", "a2", "a3", "a4", "a5"]
    assert len({document.article.sha256 for document in documents}) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_loop_of_links_ends(put, tmp_path, story_text):
    put("news/a.txt", story_text)
    (tmp_path / "news" / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "news" / "me").symlink_to(tmp_path / "news" / "me")
    found = find_sources([tmp_path])
    assert names(found) == ["a.txt"]
    (broken,) = (item for item in found if isinstance(item, Skipped))
    assert broken.reason.startswith("cannot be looked up")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs there")
def test_pipes_and_sockets_are_never_opened(put, tmp_path, story_text, settings, monkeypatch):
    put("news.txt", story_text)
    os.mkfifo(tmp_path / "pipe.txt")
    monkeypatch.chdir(tmp_path)  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s.txt")
        documents, skipped = read_sources([tmp_path], settings)
    assert len(documents) == 1
    assert set(reasons(skipped)) == {"pipe.txt", "s.txt"}
    with pytest.raises(NoInputError, match="not a regular file"):
        read_sources([tmp_path / "pipe.txt"], settings)


def test_an_unreadable_file_is_skipped(put, tmp_path, story_text, settings, monkeypatch):
    put("news.txt", story_text)
    locked = put("locked.txt", story_text)
    opened = open

    def refuse(path, *arguments, **options):
        # As root every file opens, so the refusal of the system is played.
        if os.fspath(path) == str(locked):
            raise PermissionError(13, "Permission denied", path)
        return opened(path, *arguments, **options)

    monkeypatch.setattr("builtins.open", refuse)
    documents, skipped = read_sources([tmp_path], settings)
    assert len(documents) == 1
    assert reasons(skipped) == {"locked.txt": "cannot be read (Permission denied)"}


def test_an_unreadable_folder_is_skipped(put, tmp_path, story_text, settings, monkeypatch):
    put("news.txt", story_text)
    put("locked/inner.txt", story_text)
    scan = os.scandir

    def refuse(path):
        if os.fspath(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    documents, skipped = read_sources([tmp_path], settings)
    assert len(documents) == 1
    assert reasons(skipped) == {"locked": "the folder cannot be read (Permission denied)"}


def test_a_huge_file_is_skipped_unread(put, tmp_path, story_text, settings):
    put("news.txt", story_text)
    with open(tmp_path / "huge.txt", "wb") as file:
        file.truncate(50_000_000)  # sparse: takes no room and no time
    documents, skipped = read_sources([tmp_path], settings)
    assert len(documents) == 1
    assert reasons(skipped) == {"huge.txt": "is larger than 25,000,000 bytes"}


def test_addresses(put, story_text, settings):
    found = find_sources(["https://example.org/a", "HTTP://example.org/b", "https://example.org/a"])
    assert [type(item) for item in found] == [PageSource, PageSource]
    news = put("news.txt", story_text)
    _, skipped = read_sources(["ftp://example.org/a", news], settings)
    assert skipped == (
        Skipped(path="ftp://example.org/a", reason="only http and https pages are read, not ftp"),
    )


def test_progress_is_told_up_to_the_end(put, tmp_path, story_text, settings):
    put("a.txt", story_text)
    put("b.txt", story_text)
    told = []
    read_sources([tmp_path], settings, progress=lambda *step: told.append(step))
    assert told == [("reading", 0, 2), ("reading", 1, 2), ("reading", 2, 2)]
