"""Made-up articles, and the pages that the real pipeline makes of them without a model."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from summarize import summarize_documents
from summarize.digest.records import Edition, Story
from summarize.records import Clutter, Document, Skipped, Summary
from tests.builders import document
from tests.test_pipeline import quick

_GAZETTE = """\
HARWICK BRIDGE APPROVED

The council of Harwick approved the new harbour bridge on Tuesday night, by nine votes to four. \
The bridge will cost $14 million and will open to traffic in 2029. Work begins in May, the builder \
Korn and Sons said.

Mayor Jane Moss called it a good day for the town. "We have waited thirty years for this," she said. \
The old bridge stays open until the new one is ready.

Share this page   Subscribe   More from Harwick

{history}

Fishermen fear for their harbour. Three of the eleven berths must go, the harbour master said."""

_HISTORY = """\
The first bridge was built in 1887 of wood that came down the river on rafts. It burned in a dry \
summer, and for two years people crossed by boat. The second one was made of iron.

Old photographs show carts and a brass band on the opening day. A school teacher counted the people \
who crossed and wrote the number into her diary. Her diary lies in the town library today.

In the seventies the iron began to rust. Engineers painted it each spring, and each autumn the rust \
was back. A report of that time calls the bridge a patient who will not take the medicine."""

_POST = """\
The new harbour bridge of Harwick was approved by the council on Tuesday night, by nine votes to \
four. Critics say that the bridge will cost $17 million and will open to traffic later than planned. \
Work begins in May, the builder Korn and Sons said.

The ferry company wants its licence extended by two years. Its four boats carry 900 people a day. \
Fishermen fear for their harbour, where three of the eleven berths must go."""

_ECHO = """\
Korn and Sons will build the harbour bridge of Harwick. Work begins in May, the builder Korn and Sons \
said. The firm has built six bridges on this coast since 2004.

The old bridge stays open until the new one is ready. Schools in the old town will close early on \
Monday, so that children can see the plans."""


def harwick() -> tuple[Document, ...]:
    """Three outlets on one bridge: overlap, a disagreement, clutter, a long stretch of history."""
    gazette = _GAZETTE.format(history=_HISTORY)
    start = gazette.index("Share this page")
    end = start + len("Share this page   Subscribe   More from Harwick")
    return (
        Document(
            article=document(
                gazette,
                1,
                title="Harwick bridge approved",
                source="Harwick Gazette",
                published="2026-11-23T07:10",
                url="https://example.org/bridge",
                path=None,
            ).article,
            clutter=(Clutter(start=start, end=end, reason="line of links"),),
        ),
        document(
            _POST, 2, title="A bridge for Harwick", source="Lund Post", published="2026-11-23"
        ),
        document(_ECHO, 3, title="Korn builds", source="Coast Echo", published="2026-11-22T21:40"),
    )


@lru_cache(maxsize=1)
def bridge() -> Summary:
    """The summary of ``harwick``."""
    skipped = [Skipped(path="letters.bin", reason="is binary")]
    return summarize_documents(harwick(), quick(planning__words=90), skipped=skipped)


_PLACES = ("Ely", "Tarn", "Wick", "Morpeth", "Ludlow", "Skye", "Brandon", "Alva", "Corby", "Deal")
_TOPICS = ("school", "market", "library", "tram line", "hospital", "theatre", "mill", "station")


def _article(number: int, place: str, topic: str, paragraphs: int) -> str:
    """A report with some facts that all of its kind tell, and some of its own."""
    shared = (
        f"The council of {place} approved the new {topic} on Tuesday night. "
        f"The {topic} will cost $12 million, the treasurer of {place} said."
    )
    own = [
        f"Resident number {number} of street {part} spoke for {part + 2} minutes about the {topic} "
        f"and its {part * number % 17 + 3} windows. A clerk wrote down remark {number}-{part} with "
        f"care. Nobody in row {part} asked a question, and the evening went on to item {part + 9}. "
        f"Outside it rained on {part * 3 + number} parked bicycles, as it does in {place}."
        for part in range(1, paragraphs)
    ]
    return "\n\n".join([shared, *own])


@lru_cache(maxsize=1)
def many(count: int = 200) -> Summary:
    """A summary of many articles of some 850 words on one event.

    Only their heads are summarized, for that takes seconds and the rest would take a minute; the
    page is as large either way.
    """
    heads = [
        document(
            _article(n, "Ely", "school", 2),
            n,
            title=f"Report {n} on the school of Ely",
            source=f"Outlet {n % 40}",
        )
        for n in range(1, count + 1)
    ]
    summary = summarize_documents(heads, quick(planning__words=200))
    articles = tuple(
        replace(article, text=article.text + _article(n, "Ely", "school", 20)[len(article.text) :])
        for n, article in enumerate(summary.articles, start=1)
    )
    return replace(summary, articles=articles)


def edition(stories: int = 9) -> Edition:
    """Stories of three statuses; every third is a repeat without a summary."""
    documents: dict[str, Document] = {}
    told: list[Story] = []
    for place in range(stories):
        town, topic = _PLACES[place % len(_PLACES)], _TOPICS[place % len(_TOPICS)]
        made = []
        for outlet in range(1 + place % 3):
            number = len(documents) + 1
            made.append(
                document(
                    _article(number, town, topic, 4),
                    number,
                    title=f"{town} gets a {topic}",
                    source=f"{town} Post" if outlet else "Coast Echo",
                    published=f"2026-11-2{3 - outlet}T0{6 + outlet}:30",
                    url=f"https://example.org/{number}",
                )
            )
            documents[made[-1].article.id] = made[-1]
        status = ("new", "update", "repeat")[place % 3]
        summary = summarize_documents(made, quick(planning__words=40))
        told.append(
            Story(
                id=f"story-{place}",
                title=f"{town} gets a {topic}",
                status=status,  # type: ignore[arg-type]  # one of the three
                score=1 / (place + 1),
                why=f"told by {len(made)} independent outlets, {status}",
                articles=tuple(one.article.id for one in made),
                summary=None if status == "repeat" else summary,
                told=None if status == "new" else "2026-11-22",
            )
        )
    return Edition(
        date="2026-11-23",
        stories=tuple(told),
        documents=documents,
        skipped=(Skipped(path="https://example.org/feed", reason="answered 404"),),
        notes=("The last 2 stories are told in sentences of their articles.",),
    )


PLANTED = (
    "<script>window.planted = 1</script>",
    "<img src=x onerror='window.planted = 1'>",
    "</script><script>window.planted = 1</script>",
    "</textarea></style><svg onload='window.planted = 1'>",
    '"><a href="javascript:window.planted = 1" onclick="window.planted = 1">click</a>',
    "<b><i><table><td unclosed <!-- ",
    "{{ 7 * 7 }} {% raw %} ${planted}",
    "\u202egnp.exe\u202c \u2066abc\u2069 \u200bzero\u2028line\u2029par",
    "&lt;script&gt;window.planted = 1&lt;/script&gt;",
)
"""What must show as text, each in a sentence of its own."""


def hostile() -> tuple[Document, ...]:
    """Articles whose every field wants to be obeyed, one with a word of a million characters."""
    sentences = [
        f"The council of Harwick approved part {place} of the {bad} bridge on Tuesday."
        for place, bad in enumerate(PLANTED)
    ]
    title = "Bridge <script>window.planted = 1</script> \u202eevil"
    bad = '"><script>window.planted = 1</script>'
    return (
        document(
            " ".join(sentences), 1, title=title, source=bad, url="javascript:window.planted = 1"
        ),
        document(
            "\n\n".join(reversed(sentences)),
            2,
            title="Unclosed <b title='",
            source="'onmouseover='window.planted = 1",
            published="<script>",
            language='en" onload="window.planted = 1',
            path="</script>.txt",
        ),
        document(f"A word follows. {'w' * 1_000_000} was that word. The council closed.", 3),
    )
