from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize import registry
from summarize.reading import read_sources
from summarize.reading.furniture import find_clutter
from summarize.reading.headlines import find_headline
from summarize.settings import ReadingSettings


def marked(text: str, title: str = "") -> list[tuple[str, str]]:
    return [(one.reason, text[one.start : one.end]) for one in find_clutter(text, title)]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("#Ferry #Harbour #Repairs", "tags"),
        ("#Ferry#Harbour city#Public works#Repairs", "tags"),
        ("Filed under: Ports, Transport", "tags"),
        ("By Ada Nord and Per Holm", "byline"),
        ("By our shipping correspondent", "byline"),
        ("Leave a Reply", "reply"),
        ("12 Comments", "reply"),
        ("Your email address will not be published. Required fields are marked *", "reply"),
        ("Facebook | Twitter | WhatsApp | Copy link", "share"),
        ("📤 Share this article", "share"),
        ("👍 Like | 💬 Comment", "share"),
        ("View all →", "view-all"),
        ("« Previous article", "menu"),
        ("Ports › Ferries | 4 min read", "menu"),
        ("We use cookies to improve your visit. OK | More", "cookie"),
        ("Sign up for our evening newsletter and never miss a ferry.", "newsletter"),
        ("Advertisement", "advertisement"),
        ("Story continues below advertisement", "advertisement"),
        ("(Photo: Harbour Museum)", "credit"),
        ("Ada Nord contributed to this report.", "credit"),
        ("© 2026 Harbour Post Ltd", "copyright"),
        ("Please enable JavaScript to view this page", "script"),
        ("Fact-checked by: the desk", "review-note"),
        (
            "These crawls are part of an effort to archive pages as they are made. Links stay whole.",
            "archive",
        ),
        ("This content has not been altered or updated since it was archived.", "archive"),
        ("window._ads = window._ads || []; _ads.push({mode: 'row'});", "script"),
        ("Editor's note: a first version gave the wrong pier.", "review-note"),
        ("Related: Who owns the northern quay?", "related"),
        ("More information: The tides of the northern quay, Ports Quarterly", "related"),
        ("(Photo courtesy of the harbour office)", "credit"),
        ("Published: 12 March 2026", "dateline"),
        ("https://example.org/ferry/timetable", "links"),
        ("- [Timetable of the harbour ferries](https://example.org/a)", "links"),
    ],
)
def test_lines_that_are_furniture(line, reason, story_text):
    text = f"{story_text}\n{line}\n\n{story_text}"
    assert marked(text) == [(reason, line)]


@pytest.mark.parametrize(
    "line",
    [
        "Home owners along the quay want the council to pay for noise protection as well.",
        "Share prices of the ferry company fell by six percent on Wednesday.",
        "By Monday, the last of the boats had left the harbour",
        "By the end of the week",
        "Comments from the public were mostly hostile, the council said.",
        "Follow-up talks are planned for May.",
        "He urged residents to sign up for the relief fund before Friday.",
        "Subscribe or leave, the chairman told members of the yacht club.",
        "The council's newsletter had warned of the closure in January.",
        "Advertisement of the post brought in three hundred applications.",
        "The company uses cookies to track visitors, a court found on Thursday.",
        "Related companies were searched as well.",
        "These crawls through the mud are part of an effort to raise money, the scouts said.",
        "# A Markdown heading",
        "#1 in the ranking is the northern quay.",
        "- Ferry traffic resumes in May.",
        "Why the pier matters",
        "Copyright law does not protect the drawings, the judge said.",
        "Photo finishes decided three of the five races.",
        "The video was shared on Facebook, Twitter and Reddit within minutes.",
        "More than 300 people attended, and many of them spoke.",
        "According to the Associated Press (AP) the pier is from 1911.",
        "LONDON (AP) — The pier was closed on Tuesday after an inspection.",
    ],
)
def test_lines_that_are_story(line, story_text):
    assert marked(f"{story_text}\n{line}\n\n{story_text}") == []


@pytest.mark.parametrize(
    ("before", "clutter", "after"),
    [
        ("The vote was close. ", "Sign up for our daily newsletter now!", " Two members were ill."),
        (
            "The vote was close. ",
            "Advertisement Continue reading the main story",
            " Two left early.",
        ),
        ("The mayor spoke ", "(AP Photo/Per Holm)", " for an hour."),
        ("It ended late. ", "The Associated Press contributed to this report.", ""),
        ("It ended late. ", "Please enable Javascript to watch this video", " Then it rained."),
        ("", "Email This", " The vote was close, and two members of the council were ill."),
        ("It ended. ", "Facebook Twitter Google Plus Embed", " The hall was empty by ten."),
        ("A view. ", "Enlarge this image toggle caption", " The hall was empty by ten."),
        ("It ended. ", "Follow us on Twitter @harbourpost and Facebook.", ""),
        ("It ended. ", "Copyright 2026 Harbour Post.", " All was said."),
    ],
)
def test_furniture_that_is_run_together_with_story(before, clutter, after):
    assert [text for _, text in marked(before + clutter + after)] == [clutter]


def test_a_file_photo_s_caption():
    caption = "FILE - In this May 3, 2019 file photo, boats lie at the pier. (AP Photo/Per Holm)"
    text = f"{caption} The council voted on Tuesday to close the pier for two years."
    assert marked(text) == [("caption", caption)]


def test_the_head_of_a_page(story_text):
    head = (
        "Menu\nPorts\nShips\nWeather\n\nNews from the waterfront, every day.\n\n"
        "Pier to Close for Two Years\n\nTopics: Ports / Ferries\n\nPier to Close for Two Years\n\n"
    )
    text = head + story_text
    title = find_headline(text)
    assert title == "Pier to Close for Two Years"
    found = marked(text, title)
    assert "".join(piece for _, piece in found) == head.replace("\n", "")
    assert [reason for reason, _ in found].count("title") == 2


def test_references_run_to_the_end(story_text):
    tail = (
        "**References:**\n– The pier in pictures\n– Minutes of the council\nAn old survey was used."
    )
    assert {reason for reason, _ in marked(f"{story_text}\n{tail}")} == {"references"}


def test_a_list_of_related_stories_inside_the_story_ends_with_the_list(story_text):
    text = (
        f"{story_text}\nRelated stories\n- Who owns the quay\n- A pier in pictures\n\n{story_text}"
    )
    assert [piece for _, piece in marked(text)] == [
        "Related stories",
        "- Who owns the quay",
        "- A pier in pictures",
    ]


def test_comments_below_the_form_are_furniture_however_long(story_text):
    comment = "I have taken this ferry for thirty years and nobody asked me what I think of it all."
    text = f"{story_text * 4}\nLeave a comment\nPer says:\n{comment}"
    assert marked(text)[-1] == ("reply", comment)


def test_scraps_after_furniture_at_the_foot(story_text):
    text = f"{story_text}\nLatest articles\nView all\nSuggest a topic"
    assert [piece for _, piece in marked(text)] == [
        "Latest articles",
        "View all",
        "Suggest a topic",
    ]


def test_a_short_text_below_a_byline_is_not_lost():
    """A byline used to open a section to the end of the text when no long paragraph followed."""
    text = "By Ada Nord\n\nThe pier is closed.\n\nShare\n\nIt reopens in May."
    assert marked(text) == [("byline", "By Ada Nord"), ("share", "Share")]


@pytest.mark.parametrize(
    "tail",
    [
        "UP NEXT\nRovers: Host the Mariners on Friday.\nMariners: At home to the Rovers.",
        "https://example.org/one\n2) Old films in a box\nhttps://example.org/two\n3) A model ship",
    ],
)
def test_lists_at_the_foot_are_story(tail, story_text):
    """Game reports close with what is "up next", gift guides with items and a link for each."""
    found = marked(f"{story_text}\n{tail}")
    assert all(reason == "links" for reason, _ in found)


def test_hard_wrapped_text_keeps_lines_that_look_like_labels():
    text = (
        "The society that looks after the old lighthouse asked its members what they\n"
        "share this\nyear with their neighbours across the sound and how they would like to be\n"
        "told about the work that remains.\n"
    )
    assert marked(text) == []


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Pier Closed for Two Years\n{story}", "Pier Closed for Two Years"),
        ("Advertisement\n\nPier Closed\n\n{story}", "Pier Closed"),
        ("{story}", ""),
        ("The pier is closed.\n\n{story}", ""),
        ("OSLO (AP) — Pier closed\n\n{story}", ""),
        ("- A list item\n\n{story}", ""),
        ("One line only", ""),
        ("", ""),
    ],
)
def test_headlines(text, title, story_text):
    assert find_headline(text.format(story=story_text)) == title


PIECES = st.sampled_from(
    ["Leave a Reply", "Related", "#a #b", "Pier Closed", "By Ada Nord", "Advertisement", "", "\r\n",
     "Sign up for our newsletter now! The hall was full.", "\x0b", "View all", "(AP Photo/X)",
     "The council voted on Tuesday to close the pier for two years after a long debate.", "•"]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=20)), st.sampled_from(["", "Pier Closed", "Related"]))
def test_spans_are_sorted_disjoint_inside_and_the_same_again(pieces, title):
    text = "\n".join(pieces)
    found = find_clutter(text, title)
    reached = 0
    for one in found:
        assert reached <= one.start < one.end <= len(text)
        assert one.reason
        assert text[one.start : one.end].strip()
        reached = one.end
    assert find_clutter(text, title) == found


def test_the_alternatives_are_in_the_registry(put, story_text):
    path = put("a.txt", story_text + "\nLeave a Reply")
    for name, count in (("heuristic", 1), ("none", 0)):
        (document,), _ = read_sources([path], ReadingSettings(clutter=name))
        assert len(document.clutter) == count
        assert registry.resolve("clutter finder", name)(ReadingSettings())("", "") == ()


@pytest.mark.parametrize(
    "piece", ["[", "Related\n", "Leave a Reply\nx\n", "a\n", "Sign up ", "A.com "]
)
def test_long_repetitive_text_is_read_to_its_end(piece):
    """200,000 opening brackets used to take 45 seconds; a hang would stop the whole run here.

    It once asked the clock, and failed on a machine that was busy with something else.
    """
    text = piece * (60_000 // len(piece))
    found = find_clutter(text, find_headline(text))
    assert list(found) == sorted(found, key=lambda one: one.start)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
