from __future__ import annotations

import json
from email.message import EmailMessage

import pytest
from fpdf import FPDF

from summarize.errors import InputError, NoInputError
from summarize.reading import read_sources
from summarize.reading.json_articles import parse_json, parse_json_lines
from summarize.reading.mail import parse_mail
from summarize.reading.pdf import MAX_PAGES, parse_pdf
from summarize.reading.plain import parse_markdown

PASSWORD = "open" + "sesame"


def pdf(*pages: str, title: str = "", password: str = "") -> bytes:
    document = FPDF()
    document.set_font("helvetica", size=11)
    if title:
        document.set_title(title)
    if password:
        document.set_encryption(owner_password=password + "!", user_password=password)
    for page in pages:
        document.add_page()
        document.multi_cell(0, 6, page)
    return bytes(document.output())


def test_pdf_pages_are_joined(put, settings):
    path = put(
        "a.pdf", pdf("The bridge opened on Mon-\nday and the", "mayor spoke.", title="Opening")
    )
    (document,), _ = read_sources([path], settings)
    assert document.article.title == "Opening"
    assert document.article.text == "The bridge opened on Monday and the\nmayor spoke."


def test_encrypted_pdf(put, story_text, settings):
    locked = put("locked.pdf", pdf(story_text, password=PASSWORD))
    with pytest.raises(NoInputError, match="is an encrypted PDF"):
        read_sources([locked], settings)


@pytest.mark.parametrize("data", [b"%PDF-1.4 cut", b"no pdf at all", pdf("text here")[:300]])
def test_damaged_pdf(data):
    with pytest.raises(InputError, match=r"damaged PDF|holds no text"):
        parse_pdf(data, "a.pdf")


def test_a_pdf_without_text():
    with pytest.raises(InputError, match="holds no text"):
        parse_pdf(pdf(""), "a.pdf")


def test_pages_beyond_the_limit_are_told():
    parsed = parse_pdf(pdf(*["A page."] * (MAX_PAGES + 1)), "a.pdf")
    assert parsed.skipped[0].reason == "only the first 200 of its 201 pages were read"
    assert len(parsed.extracts) == 1


def test_json_object(put, story_text, settings):
    value = {
        "title": "Pier closed", "body": story_text, "url": "https://example.org/pier",
        "date": "2026-03-12T08:30:00Z", "source": {"name": "Harbour Post"},
    }  # fmt: skip
    path = put("a.json", json.dumps(value))
    (document,), _ = read_sources([path], settings)
    article = document.article
    assert (article.title, article.source, article.path) == (
        "Pier closed",
        "Harbour Post",
        str(path),
    )
    assert (article.published, article.url) == (
        "2026-03-12T08:30:00+00:00",
        "https://example.org/pier",
    )
    assert article.text == story_text


@pytest.mark.parametrize("wrap", [lambda a: a, lambda a: {"articles": a}])
def test_json_lists_number_their_articles(wrap, story_text):
    data = json.dumps(wrap([{"text": story_text}, {"text": 7}, {"content": "More."}])).encode()
    parsed = parse_json(data, "a.json")
    assert [extract.place for extract in parsed.extracts] == [":1", ":3"]
    assert [item.path for item in parsed.skipped] == ["a.json:2"]


@pytest.mark.parametrize("data", [b"{", b"[" * 100_000, b"nothing", b'"text"', b"{}", b"NaN"])
def test_broken_json(data):
    with pytest.raises(InputError, match=r"is not JSON|is no article"):
        parse_json(data, "a.json")


def test_broken_lines_are_skipped_alone(put, story_text, settings):
    lines = [
        json.dumps({"text": story_text}),
        "{broken",
        "",
        json.dumps({"text": story_text}),
        "[]",
    ]
    path = put("a.jsonl", "\r\n".join(lines))
    documents, skipped = read_sources([path], settings)
    assert [document.article.path for document in documents] == [f"{path}:1", f"{path}:4"]
    assert [item.path for item in skipped] == [f"{path}:2", f"{path}:5"]
    assert "is not JSON" in skipped[0].reason


def test_odd_values_of_json_lines():
    """A lone surrogate is valid in JSON and used to break the hash of the text."""
    value = {"text": "A\ud83d text", "url": "javascript:alert(1)", "source": 3, "date": "soon"}
    (extract,) = parse_json_lines(json.dumps(value).encode(), "a.jsonl").extracts
    assert extract.text == "A� text"
    assert (extract.url, extract.source, extract.published) == (None, "", None)


def test_mail_with_both_parts_gives_the_plain_one(put, story_text, settings):
    message = EmailMessage()
    message["Subject"] = "Fähre fällt aus"
    message["From"] = "Harbour Post <news@example.org>"
    message["Date"] = "Thu, 12 Mar 2026 08:30:00 +0100"
    message.set_content(story_text)
    message.add_alternative(f"<p>{story_text}</p>", subtype="html")
    path = put("a.eml", message.as_bytes())
    (document,), _ = read_sources([path], settings)
    article = document.article
    assert (article.title, article.source) == ("Fähre fällt aus", "Harbour Post")
    assert article.published == "2026-03-12T08:30:00+01:00"
    assert "eleven of its forty wooden piles" in article.text


def test_mail_with_html_only(story_text):
    message = EmailMessage()
    message["From"] = "news@example.org"
    paragraphs = "".join(f"<p>{line}</p>" for line in story_text.splitlines() if line)
    message.set_content(
        f"<html><body><article>{paragraphs}</article></body></html>", subtype="html"
    )
    extract = parse_mail(message.as_bytes())
    assert "northern quay" in extract.text
    assert "<p>" not in extract.text
    assert extract.source == "example.org"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Subject: x\nContent-Type: image/png\n\n...",
        b"Subject: x\n\n",
        b"From: @@<\nSubject: =?x?\n\n",
    ],
)
def test_mail_without_text(data):
    with pytest.raises(InputError):
        parse_mail(data)


def test_mail_in_an_unknown_charset():
    data = b'Subject: x\nContent-Type: text/plain; charset="x-none"\n\nThe pier is closed today.'
    assert parse_mail(data).text == "The pier is closed today."


def test_markdown_front_matter(put, story_text, settings):
    head = "---\ntitle: Pier closed\ndate: 2026-03-12\nsource: Harbour Post\n---\n"
    path = put("a.md", head + "# Another title\n\n" + story_text)
    (document,), _ = read_sources([path], settings)
    article = document.article
    assert (article.title, article.source, article.published) == (
        "Pier closed",
        "Harbour Post",
        "2026-03-12",
    )
    assert document.clutter[0].reason == "front-matter"
    assert article.text[: document.clutter[0].end] == head


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Intro.\n\n# The pier closes #\n\nBody.", "The pier closes"),
        ("---\n: [broken\n---\n# Pier\n\nBody.", "Pier"),
        ("---\nnever closed\n\nBody text.", ""),
    ],
)
def test_markdown_titles(text, title):
    assert parse_markdown(text.encode()).title == title


def test_languages(put, story_text, settings):
    german = put("de.txt", "Der Rat hat am Dienstag beschlossen, die alte Brücke für zwei Jahre zu "
                 "schließen, weil das Holz nicht mehr trägt und die Kosten von der Stadt und dem "
                 "Land zu gleichen Teilen getragen werden.")  # fmt: skip
    english = put("en.txt", story_text)
    documents, _ = read_sources([german, english], settings)
    assert [document.article.language for document in documents] == ["de", "en"]
    documents, _ = read_sources([german], settings, language="nl")
    assert documents[0].article.language == "nl"
