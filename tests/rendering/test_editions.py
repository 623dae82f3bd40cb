from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from email import message_from_bytes
from email.policy import default
from html.parser import HTMLParser

import feedparser
import pytest

from summarize import summarize_documents
from summarize.digest.records import Edition, Story
from summarize.records import Document, Skipped
from summarize.rendering.editions import atom, eml, mail_page, markdown, text
from summarize.rendering.editions import json as as_json
from tests.builders import document
from tests.test_pipeline import quick

ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = (
    '<script>alert(1)</script> "Port"\r\nBcc: all@x.example [closed](javascript:x)\x1b[2J\u202e'
)


def edition(
    *documents: Document, title: str = "Fire in Harwick", stories: tuple[Story, ...] = ()
) -> Edition:
    summary = summarize_documents(documents, quick(planning__words=10))
    first = Story(
        id="s1",
        title=title,
        status="update",
        score=1.5,
        why="told by 2 independent outlets",
        articles=tuple(one.article.id for one in documents),
        summary=summary,
        independent=2,
        told="2026-11-22",
    )
    return Edition(
        date="2026-11-23",
        stories=(first, *stories),
        documents={one.article.id: one for one in documents},
        skipped=(Skipped(path="https://dead.example/feed", reason="does not answer"),),
        notes=("1 story is listed without a summary.",),
        timings={"reading": 1.0},
        copies={documents[-1].article.id: "earlier"},
        until="2026-11-23T07:00:00+01:00",
    )


@pytest.fixture(scope="module")
def plain() -> Edition:
    return edition(
        document(
            "The fire in Harwick killed 12 people on Monday.",
            1,
            title="Fire in Harwick",
            source="Lund Post",
            published="2026-11-23T05:00:00+01:00",
            url="https://lundpost.example/fire?a=1&b=(2)",
        ),
        document("On Monday the fire in Harwick killed 15 people.", 2, source="Coast"),
        stories=(
            Story(
                id="s2",
                title="Ferry",
                status="repeat",
                score=0.1,
                why="no news",
                articles=(),
                summary=None,
                told="2026-11-21",
            ),
            Story(
                id="s3",
                title="Port",
                status="new",
                score=0.05,
                why="new",
                articles=(),
                summary=None,
                failure="it broke",
            ),
        ),
    )


@pytest.fixture(scope="module")
def hostile() -> Edition:
    return edition(
        document(
            "The port of Harwick closed on Monday, said <b onclick=x>the mayor</b>.",
            title=HOSTILE,
            source="<img src=x onerror=alert(1)>",
            url="javascript:alert(1)",
            published="soon\r\nX-Evil: 1",
        ),
        title=HOSTILE,
    )


def test_json_is_what_was_agreed(plain: Edition) -> None:
    values = json.loads(as_json.render(plain))
    assert values["schema"] == "summarize/edition@1"
    assert {"schema", "date", "stories", "skipped", "timings"} <= values.keys()
    update, repeat, failed = values["stories"]
    assert {"id", "title", "status", "score", "why", "articles", "summary"} <= update.keys()
    assert update["summary"]["schema"] == "summarize/summary@1"
    assert update["summary"]["timings"] == {}
    assert update["outlets"] == ["Lund Post", "Coast"]
    assert [one["copy_of"] for one in update["articles"]] == [None, "earlier"]
    assert set(update["articles"][0]) == {
        "id", "title", "source", "published", "url", "path", "sha256", "copy_of",
    }  # fmt: skip
    assert repeat["summary"] is None
    assert failed["failure"] == "it broke"


def test_markdown_tells_all_a_reader_needs(plain: Edition) -> None:
    shown = markdown.render(plain)
    assert "**Update**: told by 2 independent outlets" in shown
    assert "Sources disagree" in shown
    assert "(<https://lundpost.example/fire?a=1&b=%282%29>)" in shown
    assert "2026\\-11\\-23 04:00 UTC" in shown
    assert "a copy of an earlier article" in shown
    assert "No news since 2026\\-11\\-21" in shown
    assert "could not be summarized: it broke" in shown
    assert "https://dead.example/feed: does not answer".replace("-", "\\-") in shown


def test_the_feed_is_valid_atom(plain: Edition) -> None:
    shown = atom.render(plain)
    root = ET.fromstring(shown)  # noqa: S314 - our own
    for needed in ("id", "title", "updated", "author"):
        assert root.find(f"{ATOM}{needed}") is not None
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == 2  # a repeat tells nothing
    for entry in entries:
        for needed in ("id", "title", "updated", "content", "summary", "link"):
            assert entry.find(f"{ATOM}{needed}") is not None
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == 2
    assert all((one or "").startswith("urn:uuid:") for one in ids)
    parsed = feedparser.parse(shown.encode("utf-8"))
    assert not parsed.bozo
    assert parsed.version == "atom10"
    assert parsed.entries[0].title == "Fire in Harwick"
    assert parsed.entries[0].link == "https://lundpost.example/fire?a=1&b=(2)"


def test_the_message_opens_in_a_mail_program(plain: Edition) -> None:
    data = eml.render(plain, sender="me@home.example", to=("you@home.example",))
    message = message_from_bytes(data, policy=default)
    assert message["Subject"] == "News of 2026-11-23: Fire in Harwick"
    assert message["To"] == "you@home.example"
    assert message["Date"].datetime.isoformat() == "2026-11-23T06:00:00+00:00"
    assert message["Message-ID"].startswith("<2026-11-23.")
    assert message.get_content_type() == "multipart/alternative"
    first, second = message.iter_parts()
    assert (first.get_content_type(), second.get_content_type()) == ("text/plain", "text/html")
    assert "Sources disagree" in first.get_content()
    assert "https://lundpost.example/fire?a=1&amp;b=(2)" in second.get_content()
    assert message.defects == []


def test_an_edition_gives_the_same_bytes_again(plain: Edition) -> None:
    for render in (as_json.render, markdown.render, text.render, atom.render, eml.render):
        assert render(plain) == render(plain)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_what_sources_hold_is_text_and_nothing_else(hostile: Edition) -> None:
    page, feed, message = mail_page.render(hostile), atom.render(hostile), eml.render(hostile)
    parsed = feedparser.parse(feed.encode("utf-8"), sanitize_html=False)
    assert not parsed.bozo
    assert parsed.entries[0].link == "index.html"
    for shown in (page, parsed.entries[0].content[0].value):
        tags = Tags()
        tags.feed(shown)
        assert not {"script", "img", "b"} & {tag for tag, _ in tags.found}
        assert not any(name.startswith("on") for _, attrs in tags.found for name in attrs)
        assert not any("javascript" in (attrs.get("href") or "") for _, attrs in tags.found)
    for shown in (page, markdown.render(hostile), text.render(hostile), feed):
        assert "\x1b" not in shown
        assert "\u202e" not in shown
    assert "](javascript" not in markdown.render(hostile)
    assert "<script" not in markdown.render(hostile).replace("\\<", "")
    parsed_mail = message_from_bytes(message, policy=default)
    assert parsed_mail["Bcc"] is None
    assert parsed_mail["X-Evil"] is None
    assert [name.lower() for name in parsed_mail] == [
        "subject", "from", "date", "message-id", "mime-version", "content-type",
    ]  # fmt: skip


def test_an_address_cannot_bring_a_header(plain: Edition) -> None:
    with pytest.raises(ValueError, match=r"."):
        eml.render(plain, sender="me@home.example\r\nBcc: all@x.example")


def test_an_empty_edition_is_one_too() -> None:
    empty = Edition(date="2026-11-23", stories=(), documents={}, notes=("Nothing is new.",))
    assert json.loads(as_json.render(empty))["stories"] == []
    assert "Nothing is new" in markdown.render(empty)
    assert not feedparser.parse(atom.render(empty).encode()).bozo
    message = message_from_bytes(eml.render(empty), policy=default)
    assert message["Subject"] == "News of 2026-11-23"
