from __future__ import annotations

import codecs

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarize.errors import InputError, NoInputError
from summarize.reading import read_sources
from summarize.reading.decoding import decode, valid_unicode
from summarize.reading.plain import parse_markdown, parse_plain
from summarize.settings import ReadingSettings


@given(st.binary(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_bytes_give_valid_text_or_an_input_error(data):
    try:
        text = decode(data)
    except InputError:
        return
    text.encode("utf-8")


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), min_size=1))
def test_utf8_comes_back_unchanged(text):
    if text.strip() and text.encode().strip():
        assert decode(text.encode()) == text
        assert parse_plain(text.encode()).text == text
        assert parse_markdown(text.encode()).text == text


@given(st.lists(st.sampled_from(["One two three four five six seven.", "", "\r", "é–ü 12 km"])))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_text_of_an_article_is_the_decoded_file(tmp_path, lines):
    content = "\r\n".join(lines).encode()
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    try:
        (document,), _ = read_sources([path], ReadingSettings())
    except NoInputError:
        return
    assert document.article.text == content.decode()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_removed(encoding):
    assert decode("Grüße aus Kiel\r\n".encode(encoding)) == "Grüße aus Kiel\r\n"


def test_utf16_without_a_mark_is_not_text():
    with pytest.raises(InputError, match="NUL bytes"):
        decode("plain".encode("utf-16-le"))


def test_a_declared_encoding_is_used_only_for_what_is_not_utf8():
    assert decode("Kraków".encode("iso-8859-2"), "iso-8859-2") == "Kraków"
    assert decode("Kraków".encode(), "iso-8859-2") == "Kraków"
    assert decode("Kraków".encode("iso-8859-2"), "no-such-encoding") == "Kraków"


def test_latin_text_is_guessed():
    text = "Der Bürgermeister begrüßte die Gäste im Rathaus, später sprach die Präsidentin. " * 5
    assert decode(text.encode("cp1252")) == text


def test_a_few_letters_are_taken_as_a_browser_takes_them():
    """A line in Latin-1 with one umlaut used to come out as Chinese or Persian."""
    assert decode("Die Brücke".encode("latin-1")) == "Die Brücke"


def test_a_truncated_character_does_not_crash(story_text):
    assert "harbour council" in decode(story_text.encode() + "é".encode()[:1])


@pytest.mark.parametrize("data", [b"", b" \r\n\t "])
def test_empty(data):
    with pytest.raises(InputError, match="is empty"):
        decode(data)


def test_damage_after_a_utf16_mark_is_replaced():
    assert decode(codecs.BOM_UTF16_LE + b"a\0b") == "a�"


def test_lone_surrogates_are_replaced_one_for_one():
    assert valid_unicode("a\ud800b") == "a�b"


def test_bad_files_are_skipped_with_reasons(put, tmp_path, story_text, settings):
    put("binary.txt", b"PK\3\4\0\0\0 more")
    put("few.txt", "Two words")
    put("good.txt", story_text)
    put("invalid.txt", story_text.encode() + b"\xff\xfe\xfa")
    documents, skipped = read_sources([tmp_path], settings)
    assert len(documents) == 2
    assert [item.reason for item in skipped] == [
        "is not text (it holds NUL bytes)",
        "has fewer than 5 words of story",
    ]
