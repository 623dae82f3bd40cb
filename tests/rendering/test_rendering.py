from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from summarize import registry, summarize_documents
from summarize.records import Skipped, Summary
from summarize.rendering.html import link
from tests.builders import document
from tests.test_pipeline import quick

GOLDEN = Path(__file__).resolve().parent.parent / "golden"
FORMATS = registry.names("format")


def render(name: str, summary: Summary) -> str:
    return str(registry.resolve("format", name)(summary))


@pytest.fixture(scope="module")
def plain() -> Summary:
    return summarize_documents(
        [
            document("The fire in Harwick killed 12 people on Monday.", 1, title="Fire in Harwick"),
            document("On Monday the fire in Harwick killed 15 people.", 2, source="Lund Post"),
        ],
        quick(planning__words=10),
        skipped=[Skipped(path="x.bin", reason="is binary")],
    )


@pytest.fixture(scope="module")
def hostile() -> Summary:
    text = (
        "The port <script>alert(1)</script> of *Harwick* [closed](javascript:alert(1)) on Monday "
        "\x1b[31mred\x1b[0m and \u202egnp.exe was seen & heard."
    )
    return summarize_documents(
        [
            document(
                text,
                title='Port "closes" <img src=x onerror=alert(1)> \x1b]0;owned\x07',
                url="javascript:alert(1)",
            )
        ],
        quick(planning__words=20),
        skipped=[Skipped(path="<b>.txt", reason="\x1b[2J")],
    )


@pytest.mark.parametrize("name", FORMATS)
def test_what_a_reader_gets_is_what_was_agreed(plain: Summary, name: str) -> None:
    """The golden files show two disagreeing sources and a skipped file, in every format."""
    shown = render(name, plain)
    if name == "json":
        values = json.loads(shown)
        # Seconds and library versions differ from machine to machine.
        values["timings"], values["signature"] = {}, "…"
        shown = json.dumps(values, ensure_ascii=False, indent=2) + "\n"
    if name == "html":
        # Style and script are files of their own, and so are tested elsewhere.
        shown = re.sub(r"(<style>|<script>).*?(?=</)", r"\1…", shown, flags=re.DOTALL)
        shown = re.sub(r"sha256-[\w+/]+=", "sha256-…", shown)
    assert shown == (GOLDEN / f"summary.{name}.txt").read_text("utf-8")


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links.extend(value or "" for name, value in attrs if name in ("href", "src"))


def test_html_has_no_tag_or_address_from_an_article(hostile: Summary) -> None:
    page = _Tags()
    page.feed(render("html", hostile))
    assert not {"img", "b"} & set(page.tags)
    assert page.tags.count("script") == 2, "our data and our script"
    assert {address for address in page.links if not address.startswith("#")} == {"data:,"}


def test_markdown_has_no_link_tag_or_emphasis_from_an_article(hostile: Summary) -> None:
    shown = render("markdown", hostile)
    assert "<script" not in shown.replace("\\<", "")
    assert "](javascript" not in shown
    assert "\\*Harwick\\*" in shown


@pytest.mark.parametrize("name", ["text", "markdown", "html"])
def test_no_control_character_reaches_a_terminal(hostile: Summary, name: str) -> None:
    shown = render(name, hostile)
    assert not {"\x1b", "\x07", "\u202e"} & set(shown)


@pytest.mark.parametrize(
    ("url", "offered"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("http://[broken", ""),
        (None, ""),
    ],
)
def test_only_web_addresses_are_links(url: str | None, offered: str) -> None:
    assert link(url) == offered


def test_json_has_the_fields_of_the_schema(plain: Summary) -> None:
    values = json.loads(render("json", plain))
    assert values["schema"] == "summarize/summary@1"
    assert set(values) == set(
        "schema title articles sentences disagreements coverage skipped notes parts signature settings timings".split()
    )
    assert set(values["articles"][0]) == set(
        "id title source path url published language sha256 words text".split()
    )
    assert set(values["sentences"][0]) == set(
        "text kind reason articles origins evidence checks".split()
    )
    assert set(values["sentences"][0]["evidence"][0]) == set(
        "article sentence start end text score".split()
    )
    assert list(values["sentences"][0]["checks"]) == "numbers dates names quotes negation".split()
    assert set(values["disagreements"][0]["claims"][0]) == set(
        "value article start end text".split()
    )
    assert set(values["parts"][0]) == set("article start end fate cluster".split())
    assert set(values["coverage"][0]) == set("article sentences clutter used copy_of".split())
