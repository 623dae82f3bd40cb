"""Feeds and lists of feeds, from bytes: what is read, and what hostile ones can do."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.errors import InputError
from summarize.reading import feeds
from summarize.reading.feeds import parse_feed, plain_text, sniff
from summarize.reading.opml import MAX_ADDRESSES, parse_opml

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Harwick &amp;amp; Lund Post</title><link>http://post.example/</link><language>en-gb</language>
<item><title>Ferry &lt;b&gt;pier&lt;/b&gt; closed</title><link>/pier?id=1</link>
<pubDate>Mon, 23 Nov 2026 06:00:00 +0100</pubDate><description>In short.</description>
<content:encoded><![CDATA[<p>The pier is closed.</p><script>steal()</script><p>Piles &amp; planks are rotten.</p>]]></content:encoded></item>
<item><title>Second</title><link>javascript:alert(1)</link><description>Costs &lt; 5 million</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Quay Herald</title>
<entry><title type="html">Storm &amp;amp; flood</title><link href="http://herald.example/1"/>
<updated>2026-11-24T05:00:00Z</updated><source><title>Coast Wire</title></source>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Water rose.</p><p>It fell.</p></div></content>
</entry></feed>"""
RSS_1 = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="http://old.example/"><title>Old News</title></channel>
<item rdf:about="http://old.example/1"><title>First</title><link>http://old.example/1</link>
<dc:date>2026-11-23T10:00:00+02:00</dc:date><description>Short.</description></item></rdf:RDF>"""
OPML = """<?xml version="1.0" encoding="iso-8859-1"?><opml version="2.0"><head><title>Börse</title></head><body>
<outline text="North"><outline text="Inner"><outline type="rss" xmlUrl="http://a.example/feed"/></outline></outline>
<outline text="again" xmlUrl="http://a.example/feed"/><outline text="B" XMLURL=" http://b.example/feed "/>
<outline type="include" url="http://c.example/more.opml"/><outline type="link" url="http://d.example/"/>
</body></opml>"""
BILLION_LAUGHS = """<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>"""


def test_rss():
    feed = parse_feed(RSS.encode(), url="http://post.example/feed")
    assert (feed.title, feed.site, feed.language) == (
        "Harwick & Lund Post",
        "http://post.example/",
        "en",
    )
    first, second = feed.entries
    assert first.title == "Ferry pier closed"
    assert first.link == "http://post.example/pier?id=1"
    assert first.published == "2026-11-23T05:00:00+00:00"
    assert first.text == "The pier is closed.\nPiles & planks are rotten."
    assert (second.published, second.text) == (None, "Costs < 5 million")


def test_atom():
    (entry,) = parse_feed(ATOM.encode()).entries
    assert (entry.title, entry.source) == ("Storm & flood", "Coast Wire")
    assert entry.published == "2026-11-24T05:00:00+00:00"
    assert entry.text == "Water rose.\nIt fell."


def test_rss_1():
    (entry,) = parse_feed(RSS_1.encode()).entries
    assert (entry.link, entry.published) == ("http://old.example/1", "2026-11-23T08:00:00+00:00")


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("Mon, 23 Nov 2026 06:00:00 GMT", "2026-11-23T06:00:00+00:00"),
        ("2026-11-23T23:30:00-05:00", "2026-11-24T04:30:00+00:00"),
        ("2026-11-23", "2026-11-23"),
        ("23. November 2026", "2026-11-23"),
        ("yesterday", None),
        ("", None),
        ("Mon, 99 Nov 2026 06:00:00 GMT", None),
    ],
)
def test_dates(written, iso):
    feed = f"<rss version='2.0'><channel><title>T</title><item><title>x</title><pubDate>{written}</pubDate></item></channel></rss>"
    assert parse_feed(feed.encode()).entries[0].published == iso


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (RSS, "feed"),
        (ATOM, "feed"),
        (RSS_1, "feed"),
        (OPML, "opml"),
        (
            "\n\n <?xml version='1.0'?><!-- made by hand --><!DOCTYPE rss PUBLIC 'x' 'http://y/'><rss version='0.91'>",
            "feed",
        ),
        ("<!DOCTYPE html><html><body>about <rss> and <opml></body></html>", ""),
        ("<html><head><link rel='alternate' type='application/rss+xml'></head></html>", ""),
        ("<feed><entry>of cattle</entry></feed>", ""),
        ("<rdf:RDF xmlns:foaf='http://xmlns.com/foaf/0.1/'></rdf:RDF>", ""),
        ("<rss-like></rss-like>", ""),
        ("The <rss> tag stands for …", ""),
        ("<!-- never closed", ""),
        ("", ""),
    ],
)
def test_a_feed_is_told_by_its_first_element(text, kind):
    assert sniff(text.encode()) == kind


@given(st.binary(max_size=400))
def test_any_bytes_are_sniffed_and_read_or_refused(data):
    sniff(data)
    for parse in (parse_feed, parse_opml):
        with suppress(InputError):
            parse(data)


@given(st.text(max_size=300))
def test_any_markup_becomes_text(markup):
    assert "\n\n" not in plain_text(markup)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Profit < 5 %, costs > 3 & more", "Profit < 5 %, costs > 3 & more"),
        ("a<br/>b<br>c", "a\nb\nc"),
        ("one\ntwo<p>three\r\n four", "one two\nthree four"),
        ("<?xml version='1.0' encoding='koi8-r'?><p>Brücke", "Brücke"),
        ("<!-- hidden -->seen", "seen"),
        ("", ""),
        ("\ud800", "\ufffd"),
    ],
)
def test_markup_to_text(markup, text):
    assert plain_text(markup) == text


def test_scripts_and_hidden_things_are_no_text():
    markup = "<p>One<br>two</p><style>p {}</style><script>x()</script><iframe>no</iframe>three &amp; four"
    assert plain_text(markup) == "One\ntwo\nthree & four"


@pytest.mark.parametrize(
    ("data", "declared"),
    [
        (RSS.encode(), "iso-8859-1"),  # the server is wrong
        (RSS.encode("utf-16"), "utf-8"),
        (RSS.replace("utf-8", "iso-8859-1").encode(), ""),  # the feed itself is wrong
        (b"\xef\xbb\xbf" + RSS.encode(), "ascii"),
    ],
)
def test_a_wrong_charset_does_no_harm(data, declared):
    assert len(parse_feed(data, declared).entries) == 2


def test_the_charset_that_the_feed_declares_counts_before_the_server_s():
    text = "<?xml version='1.0' encoding='iso-8859-1'?><rss version='2.0'><channel><title>Brücke</title></channel></rss>"
    assert parse_feed(text.encode("latin-1"), "koi8-r").title == "Brücke"


def test_broken_xml_is_read_as_far_as_it_goes():
    cut = RSS[: RSS.index("<item><title>Second")] + "<item><title>half</title><description>of it"
    assert [entry.title for entry in parse_feed(cut.encode()).entries] == [
        "Ferry pier closed",
        "half",
    ]
    loose = RSS.replace("<description>In short.", "<description>R&D & more<p>")
    assert parse_feed(loose.encode()).entries[0].title == "Ferry pier closed"


@pytest.mark.parametrize("markup", ["<rss", "<html><p>no feed</p></html>", "{}"])
def test_what_is_no_feed_is_refused(markup):
    with pytest.raises(InputError, match="is no feed that can be read"):
        parse_feed(markup.encode())


def test_entities_are_refused_where_they_are_declared():
    """Billion laughs, and an external entity that would read a file of this machine."""
    external = '<!DOCTYPE x [<!ENTITY d SYSTEM "file:///etc/hostname">]>'
    for prolog in (BILLION_LAUGHS, external, external.replace("ENTITY", "ENTITY %")):
        for root in (
            "<rss version='2.0'><channel><title>&d;</title></channel></rss>",
            "<opml><outline xmlUrl='&d;'/></opml>",
        ):
            parse = parse_feed if "rss" in root else parse_opml
            for encoding in ("utf-8", "utf-16"):
                with pytest.raises(InputError, match="declares entities"):
                    parse((prolog + root).encode(encoding))


def test_no_document_type_is_fetched():
    """The socket would be blocked here; and the file must not stand in the title."""
    outside = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "file:///etc/hostname">'
    text = f"{outside}<rss version='0.91'><channel><title>Fine &amp; well</title></channel></rss>"
    assert parse_feed(text.encode()).title == "Fine & well"
    listed = f"{outside.replace('DOCTYPE rss', 'DOCTYPE opml')}<opml><outline xmlUrl='http://a.example/'/></opml>"
    assert parse_opml(listed.encode()).addresses == ("http://a.example/",)


def test_a_feed_has_only_so_many_entries():
    items = "".join(f"<item><title>n{n}</title></item>" for n in range(feeds.MAX_ENTRIES + 7))
    feed = parse_feed(
        f"<rss version='2.0'><channel><title>T</title>{items}</channel></rss>".encode()
    )
    assert (len(feed.entries), feed.left_out) == (feeds.MAX_ENTRIES, 7)


def test_a_feed_has_only_so_many_bytes(monkeypatch):
    monkeypatch.setattr(feeds, "MAX_BYTES", 100)
    with pytest.raises(InputError, match="is a feed of more than 100 bytes"):
        parse_feed(RSS.encode())


def test_a_broken_feed_is_read_up_to_a_size(monkeypatch):
    broken = RSS.replace("In short.", "R&D")
    monkeypatch.setattr(feeds, "_MAX_BROKEN", 100)
    assert len(parse_feed(RSS.encode()).entries) == 2
    with pytest.raises(InputError, match="is broken XML, and too large"):
        parse_feed(broken.encode())


@pytest.mark.parametrize(
    "tag", ["<", "<a ", "<!--", "<div>", "<script>", '<a href="', "<![CDATA[", "&#"]
)
def test_endless_unclosed_tags_take_no_endless_time(tag):
    """``html.parser`` took 45 seconds for the second of these, feedparser's sanitizer 16 for the third."""
    item = f"<item><title>x</title><description><![CDATA[{tag.replace('<![CDATA[', '<![') * 20_000}]]></description></item>"
    feed = parse_feed(
        f"<rss version='2.0'><channel><title>T</title>{item}</channel></rss>".encode()
    )
    assert [entry.title for entry in feed.entries] == ["x"]


def test_a_list_nested_and_repeated():
    found = parse_opml(OPML.encode("latin-1"))
    assert found.addresses == (
        "http://a.example/feed",
        "http://b.example/feed",
        "http://c.example/more.opml",
    )
    assert found.fault == ""


def test_a_broken_list_gives_what_stands_before_the_break():
    found = parse_opml(OPML[: OPML.index('<outline type="link"')].encode() + b"<outline text='R&D'")
    assert len(found.addresses) == 3
    assert found.fault.startswith("is broken XML (")
    with pytest.raises(InputError, match="is broken XML"):
        parse_opml(b"<opml><body>")


def test_a_list_has_only_so_many_addresses():
    outlines = "".join(
        f"<outline xmlUrl='http://a.example/{n}'/>" for n in range(MAX_ADDRESSES + 5)
    )
    found = parse_opml(f"<opml><body>{outlines}</body></opml>".encode())
    assert len(found.addresses) == MAX_ADDRESSES
    assert found.fault == "has more than 1,000 addresses"


def test_outlines_as_deep_as_a_list_can_be():
    """A recursive reader dies of these."""
    deep = (
        "<outline text='x'>" * 20_000
        + "<outline xmlUrl='http://a.example/'/>"
        + "</outline>" * 20_000
    )
    assert parse_opml(f"<opml><body>{deep}</body></opml>".encode()).addresses == (
        "http://a.example/",
    )
