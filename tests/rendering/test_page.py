"""What a page shows, as values and as a document; tests/browser drives it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize import summarize_documents
from summarize.pipeline import Summarizer
from summarize.records import Checks, Clutter, Coverage, Document, Part, Summary
from summarize.rendering.editions.html import render as render_edition
from summarize.rendering.html import render
from summarize.rendering.page.document import embedded
from summarize.rendering.page.passages import Passage, Passages
from summarize.rendering.page.redundancy import WIDTH as PICTURE_WIDTH
from summarize.rendering.page.redundancy import picture
from summarize.rendering.page.runs import article_runs
from summarize.rendering.page.sentences import shown_sentences
from summarize.rendering.page.strip import WIDTH, strip
from summarize.rendering.references import printable
from tests.browser import made_up
from tests.builders import article, document
from tests.strategies import plain_text
from tests.test_pipeline import quick

prose = st.text(alphabet="ab .\n", max_size=200)
spans = st.lists(st.tuples(st.integers(0, 200), st.integers(1, 40)), max_size=6)


def apart(found: list[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """Spans within a text, sorted, none overlapping."""
    kept: list[tuple[int, int]] = []
    for start, size in sorted(found):
        end = min(start + size, length)
        if start < end and (not kept or start >= kept[-1][1]):
            kept.append((start, end))
    return kept


@given(text=prose, cited=spans, others=spans)
def test_nothing_of_an_article_is_lost_or_told_twice(
    text: str, cited: list[tuple[int, int]], others: list[tuple[int, int]]
) -> None:
    one = article(text)
    passages = [
        Passage(id=f"p{n}", article="a1", start=a, end=b, sentences=(1,))
        for n, (a, b) in enumerate(apart(cited, len(text)))
    ]
    fates = ("told", "clutter")
    parts = [
        Part(article="a1", start=a, end=b, fate=fates[n % 2])
        for n, (a, b) in enumerate(apart(others, len(text)))
    ]
    pieces = [
        piece
        for run in article_runs(one, passages, parts)
        for paragraph in run.paragraphs
        for piece in paragraph.pieces
    ]
    assert "".join("".join(piece.text for piece in pieces).split()) == "".join(text.split())
    for passage in passages:
        own = [piece for piece in pieces if piece.passage == passage]
        assert "".join("".join(p.text for p in own).split()) == "".join(
            text[passage.start : passage.end].split()
        )
        assert sum(piece.opens for piece in own) == bool(own)


def test_long_stretches_without_a_mark_are_folded_and_the_beginning_is_not() -> None:
    body = "\n\n".join(f"Paragraph {n} tells of the weather. " * 4 for n in range(20))
    one = article(body)
    start = body.index("Paragraph 9 ")
    passage = Passage(id="p1", article="a1", start=start, end=start + 30, sentences=(1,))
    runs = article_runs(one, [passage], [])
    assert [run.folded for run in runs] == [False, True, False, True]
    assert runs[0].paragraphs[0].pieces[0].text.startswith("Paragraph 0")
    assert runs[1].label == "… more of the article, 192 words"


def test_an_endless_paragraph_is_folded_around_its_mark() -> None:
    body = "x" * 5000 + " The council closed. " + "y" * 5000
    start = body.index("The council")
    passage = Passage(id="p1", article="a1", start=start, end=start + 19, sentences=(1,))
    assert [run.folded for run in article_runs(article(body), [passage], [])] == [True, False, True]


def test_overlapping_citations_are_one_passage_of_both_sentences() -> None:
    summary = made_up.bridge()
    first, *_ = summary.sentences
    (citation, *_) = first.citations
    wider = replace(citation, start=citation.start + 5, end=citation.end + 40)
    again = replace(first, citations=(wider,))
    passages = Passages(replace(summary, sentences=(first, again), disagreements=()))
    found = passages.at(citation.key.article, citation.start)
    assert (found.sentences, found.end) == ((1, 2), citation.end + 40)
    for one in summary.articles:
        assert all(a.end <= b.start for a, b in pairwise(passages.of(one.id)))
    with pytest.raises(KeyError):
        passages.at("a9", 0)


@given(cited=spans, others=spans)
def test_a_strip_stays_within_its_article(
    cited: list[tuple[int, int]], others: list[tuple[int, int]]
) -> None:
    text = "x" * 240
    passages = [
        Passage(id="p", article="a1", start=a, end=b, sentences=(1,)) for a, b in apart(cited, 240)
    ]
    parts = [Part(article="a1", start=a, end=b, fate="told") for a, b in apart(others, 240)]
    shown = strip(
        article(text), passages, parts, Coverage(article="a1", sentences=20, clutter=0, used=6)
    )
    assert all(one.x >= 0 and one.x + one.width <= WIDTH + 4 for one in shown.segments)
    assert shown.used + shown.told + shown.left == 20


def test_the_strip_counts_what_the_pipeline_found() -> None:
    summary = made_up.bridge()
    parts = [part for part in summary.parts if part.article == "a2"]
    coverage = next(one for one in summary.coverage if one.article == "a2")
    shown = strip(summary.articles[1], Passages(summary).of("a2"), parts, coverage)
    assert (shown.used, shown.told, shown.left) == (3, 1, 2)
    assert [one.fate for one in shown.segments] == ["used", "told", "used", "used"]


def test_the_picture_has_a_row_a_sentence_and_a_dot_an_article() -> None:
    summary = made_up.bridge()
    drawn = picture(summary)
    assert drawn is not None
    told = {row.sentence: [(dot.article, dot.cited) for dot in row.dots] for row in drawn.rows}
    assert told[3] == [(1, True), (2, True), (3, True)]
    assert told[4] == [(1, True), (2, False)], "the Lund Post tells the cost too, and is not cited"
    assert picture(replace(summary, parts=())) is None
    assert picture(replace(summary, articles=summary.articles[:1])) is None


def test_the_numbers_above_two_hundred_columns_do_not_overlap() -> None:
    drawn = picture(made_up.many())
    assert drawn is not None
    assert all(b.x - a.x >= 5.5 * len("[200]") for a, b in pairwise(drawn.columns))
    assert all(0 < dot.x < PICTURE_WIDTH for row in drawn.rows for dot in row.dots)


def test_what_failed_a_check_is_said_in_words() -> None:
    summary = made_up.bridge()
    first = replace(
        summary.sentences[0], checks=Checks(numbers=False, quotes=False), reason="weak-support"
    )
    odd = replace(summary, sentences=(first,))
    (shown,) = shown_sentences(odd, Passages(odd))
    assert shown.checked == "Not borne out by the passages: numbers, quotations."
    assert shown.made.endswith("The model’s own sentence was refused: weak support.")
    assert "check failed" in render(odd)


def test_copies_of_one_text_are_a_single_source() -> None:
    summary = made_up.bridge()
    odd = replace(summary, sentences=(replace(summary.sentences[0], origins=1),))
    assert shown_sentences(odd, Passages(odd))[0].origins == "A single source: 2 copies of it."


@given(text=plain_text)
def test_data_comes_back_as_it_was_and_cannot_end_its_block(text: str) -> None:
    shown = str(embedded({"key": text}))
    assert json.loads(shown) == {"key": text}
    assert shown.isascii()
    assert not set("<>&") & set(shown)


@given(text=plain_text)
def test_what_is_printable_stays_and_the_rest_goes(text: str) -> None:
    shown = printable(text)
    assert printable(shown) == shown
    assert not set("\u202e\u2066\x1b\x00") & set(shown)
    assert len(shown) == sum(bool(printable(char)) for char in text)


class Document_(HTMLParser):  # noqa: N801 - "Document" is a record
    """Ids, links, and what stands in style and script."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.named: list[str] = []
        self.inside: dict[str, str] = {}
        self._tag = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self._tag = tag if tag in ("style", "script") and "type" not in values else ""
        self.ids += [values["id"] or ""] if "id" in values else []
        self.links += [values["href"] or ""] if "href" in values else []
        for name in ("data-cites", "data-bears", "data-about", "data-back", "aria-labelledby"):
            self.named += (values.get(name) or "").split()

    def handle_endtag(self, tag: str) -> None:
        self._tag = ""

    def handle_data(self, data: str) -> None:
        if self._tag:
            self.inside[self._tag] = self.inside.get(self._tag, "") + data


PAGES = {
    "summary": lambda: render(made_up.bridge()),
    "edition": lambda: render_edition(made_up.edition()),
    "hostile": lambda: render(summarize_documents(made_up.hostile()[:2], quick())),
}


@pytest.mark.parametrize("name", PAGES)
def test_every_link_has_its_end_and_every_id_is_one(name: str) -> None:
    page = Document_()
    page.feed(PAGES[name]())
    assert [one for one, count in Counter(page.ids).items() if count > 1] == []
    ends = {link[1:] for link in page.links if link.startswith("#")}
    assert ends <= set(page.ids)
    assert set(page.named) <= set(page.ids)


@pytest.mark.parametrize("name", PAGES)
def test_the_policy_names_the_style_and_script_that_are_there(name: str) -> None:
    html = PAGES[name]()
    page = Document_()
    page.feed(html)
    found = re.search(r'Security-Policy" content="([^"]+)"', html)
    assert found is not None
    policy = unescape(found[1])
    for tag in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256(page.inside[tag].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert not re.search(r'<[^>]+ style="', html), "the policy forbids styles of one tag"


def test_a_page_is_the_same_whenever_it_is_made() -> None:
    assert render(made_up.bridge()) == render(made_up.bridge())


def test_articles_that_an_update_does_not_tell_of_are_there_all_the_same() -> None:
    """An update tells only what is new; the story's other articles must still be reachable."""
    edition = made_up.edition(2)
    story = edition.stories[1]
    later = document("A late report says that the market of Tarn opens on Friday.", 9, path=None)
    more = replace(
        edition,
        documents={**edition.documents, "a9": later},
        stories=(edition.stories[0], replace(story, articles=(*story.articles, "a9"))),
    )
    assert "A late report says that the market of Tarn opens on Friday." in render_edition(more)


def test_of_two_equal_articles_both_are_there() -> None:
    edition = made_up.edition(1)
    (story,) = edition.stories
    same = replace(edition.documents["a1"].article, id="a9", source="Second Outlet")
    more = replace(
        edition,
        documents={**edition.documents, "a9": Document(article=same)},
        stories=(replace(story, articles=("a1", "a9")),),
    )
    shown = render_edition(more)
    assert shown.count('<details class="article"') == 2
    assert "Coast Echo 06:30, Second Outlet 06:30" in shown


def test_a_wire_copy_names_what_it_copies() -> None:
    summary = made_up.bridge()
    first, second, *rest = summary.coverage
    odd = replace(summary, coverage=(first, replace(second, copy_of="a1"), *rest))
    assert "Lund Post, 2026-11-23, 2.txt; a copy of [1]" in render(odd)


def test_parts_say_what_was_cited_what_tells_the_same_and_what_is_clutter() -> None:
    text = "The council approved the new bridge on Tuesday. Cats slept in the sun all day.\n\nShare"
    documents = [
        Document(
            article=article(text), clutter=(Clutter(start=80, end=85, reason="line of links"),)
        ),
        document("The council approved the new bridge on Tuesday.", 2),
    ]
    summary: Summary = summarize_documents(documents, quick(planning__words=10))
    texts = {one.id: one.text for one in summary.articles}
    shown = [(part.fate, texts[part.article][part.start : part.end]) for part in summary.parts]
    bridge = "The council approved the new bridge on Tuesday."
    assert ("clutter", "Share") in shown
    assert sorted(fate for fate, told in shown if told == bridge) in (
        ["told", "used"],
        ["used", "used"],
    )
    assert len({part.cluster for part in summary.parts if part.fate != "clutter"}) == 1
    assert not [told for _, told in shown if told.startswith("Cats")]
    ready = Summarizer(quick()).attribute([bridge], documents)
    assert {part.fate for part in ready.parts} == {"used", "clutter"}
