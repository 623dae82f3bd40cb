from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.errors import InputError
from summarize.reading.markup import article_body, parse_html, parse_markup
from summarize.reading.paragraphs import coverage, main_paragraphs

PARAGRAPHS = [
    f"On day {number} of the regatta the wind turned to the north and forced the smaller boats to "
    f"stay behind the breakwater, as the race committee had feared since the evening before."
    for number in range(1, 9)
]


def page(body: str, head: str = "") -> str:
    return (
        f'<html lang="en-GB"><head><title>Wind turns</title>{head}</head><body>'
        '<nav><ul><li><a href="/">Home</a></li><li><a href="/sea">Sea</a></li></ul></nav>'
        f"{body}<footer><p>Copyright 2026 Harbour Post. All rights reserved.</p></footer>"
        "</body></html>"
    )


def article(paragraphs=PARAGRAPHS) -> str:
    inner = "".join(f"<p>{text}</p>" for text in paragraphs)
    return f"<article><h1>Wind turns</h1>{inner}</article>"


def test_the_article_and_what_the_page_says_of_itself():
    head = (
        '<link rel="canonical" href="https://news.example.org/sea/wind">'
        '<meta property="og:site_name" content="Harbour Post">'
        '<meta property="article:published_time" content="2026-03-12T08:30:00+01:00">'
    )
    extract = parse_html(page(article(), head).encode())
    assert all(text in extract.text for text in PARAGRAPHS)
    assert "Home" not in extract.text
    assert extract.url == "https://news.example.org/sea/wind"
    assert extract.source == "Harbour Post"
    assert extract.published == "2026-03-12"
    assert extract.language == "en"
    assert extract.title == "Wind turns"


def test_the_host_stands_in_for_the_outlet():
    extract = parse_markup(page(article()), url="https://www.example.org/a")
    assert "example" in extract.source
    assert extract.url == "https://www.example.org/a"


def test_a_declared_charset_is_used():
    data = page(article(["Der Bürgermeister grüßt. " + text for text in PARAGRAPHS]))
    declared = data.replace("<head>", '<head><meta charset="iso-8859-1">')
    assert "Bürgermeister grüßt" in parse_html(declared.encode("iso-8859-1")).text


def test_an_article_in_several_pieces_is_whole():
    """A magazine's page holds its story in chunks, and only the first of them was found."""
    piece = '<div class="part"><div class="cell body">{}</div></div>'
    chunks = [
        piece.format("".join(f"<p>{text}</p>" for text in PARAGRAPHS[n : n + 2])) for n in (0, 2, 4)
    ]
    extract = parse_markup(page(f"<main>{'<aside><p>Ad.</p></aside>'.join(chunks)}</main>"))
    assert coverage(extract.text, tuple(PARAGRAPHS[:6])) == 1.0


def test_article_body_of_json_ld():
    from trafilatura import load_html

    body = "&lt;p&gt;First &amp;amp; second.&lt;/p&gt;&lt;p&gt;Third.&lt;/p&gt;"
    data = json.dumps({"@graph": [{"@type": "NewsArticle", "articleBody": body}]})
    scripts = f'<script type="application/ld+json">{data}</script><script>x = {{</script>'
    scripts += '<script type="application/ld+json">{broken</script>'
    tree = load_html(page(article(), scripts))
    assert article_body(tree).split() == ["First", "&", "second.", "Third."]


def test_hidden_text_is_left_out():
    hidden = '<span style="display: none">Popup of unrelated stories and more of them</span>'
    inner = "".join(f"<p>{text} {hidden}</p>" for text in PARAGRAPHS)
    assert "Popup" not in parse_markup(page(f"<article>{inner}</article>")).text


def test_paragraphs_of_comments_do_not_count():
    from trafilatura import load_html

    comments = "".join(f"<p>I think that {text}</p>" * 3 for text in PARAGRAPHS)
    tree = load_html(page(article() + f'<div id="comments">{comments}</div>'))
    assert main_paragraphs(tree) == tuple(PARAGRAPHS)


def test_coverage_of_nothing():
    assert coverage("", ()) == 1.0
    assert coverage("", ("Some text.",)) == 0.0


@pytest.mark.parametrize(
    "data", [b"<html><body></body></html>", b"<html></html>", b"<p></p>", b"<<<>>>", b""]
)
def test_pages_without_an_article(data):
    with pytest.raises(InputError):
        parse_html(data)


@given(st.text("<>/pdivarticlehtmlbody=\"' &;#x0", max_size=120))
@settings(max_examples=40, deadline=None)
def test_broken_markup_gives_text_or_an_input_error(source):
    with suppress(InputError):
        assert parse_markup(source).text.strip()


def test_deeply_nested_markup_does_not_crash():
    with suppress(InputError):
        parse_markup("<div>" * 5_000 + PARAGRAPHS[0])
