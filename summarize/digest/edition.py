"""A day's edition: articles become stories, stories are ranked and written."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from summarize import registry
from summarize.digest.engine import Engine, Task, Written
from summarize.digest.novelty import find_news
from summarize.digest.past import Past
from summarize.digest.placing import place
from summarize.digest.ranking import Ranked, Telling, rank
from summarize.digest.records import Edition, Gathered, Placed, Story
from summarize.planning.headline import headline
from summarize.ports import Encoder, Floats, Progress, no_progress
from summarize.reading.documents import story as story_text
from summarize.records import Document
from summarize.settings import Settings
from summarize.text.words import one_line

_NO_TITLE = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An edition, and what is to be remembered of it.

    Attributes:
        edition: the edition.
        placed: an entry for each of its documents, in their order.
        texts: their texts without page clutter.
        told: the sentences told of each story.
        encoder: the name of what made the vectors, which are beside it: row i is placed[i]'s.
    """

    edition: Edition
    placed: tuple[Placed, ...]
    texts: tuple[str, ...]
    told: Mapping[str, tuple[str, ...]]
    encoder: str


def make_edition(
    gathered: Gathered,
    past: Past,
    settings: Settings,
    *,
    date: str,
    until: datetime,
    engine: Engine,
    notes: Sequence[str] = (),
    time_limit: float | None = None,
    progress: Progress = no_progress,
) -> tuple[Made, Floats]:
    """The edition of ``date``. The same articles, settings and past give the same value.

    Args:
        gathered: today's articles, and what was skipped.
        past: what was known before ``date``.
        settings: of the digest and of the pipeline.
        date: ISO 8601 date.
        until: the end of the edition, with a time zone; ages are counted from it.
        engine: writes the stories.
        notes: for the reader, before those of the edition itself.
        time_limit: seconds for writing; what is not done by then is told extractively.
        progress: called while articles are grouped and stories written.

    Returns:
        The edition with what is to be remembered, and (n, d) vectors of its articles.

    Raises:
        ModelError: a model is missing or broken.
    """
    clock = time.perf_counter()
    documents = gathered.documents
    encoder = registry.resolve("encoder", settings.encoding.encoder)(settings.encoding)
    placed, vectors = place(documents, past, settings, encoder, progress)
    ranked = rank(_tellings(documents, placed, past, settings, encoder), until, settings.digest)
    grouping = time.perf_counter() - clock
    written = _write(ranked, settings, engine, time_limit, progress)
    stories = tuple(_story(one, written.get(one.telling.id)) for one in ranked)
    edition = Edition(
        date=date,
        stories=stories,
        documents={document.article.id: document for document in documents},
        skipped=gathered.skipped,
        notes=(*notes, *gathered.notes, *_notes(stories, written.values(), past)),
        timings={
            "grouping": round(grouping, 3),
            "writing": round(time.perf_counter() - clock - grouping, 3),
        },
        copies=_copies(documents, placed),
        until=until.isoformat(),
    )
    made = Made(
        edition=edition,
        placed=placed,
        texts=tuple(story_text(document) for document in documents),
        told={story.id: _told(story) for story in stories if story.summary is not None},
        encoder=encoder.name,
    )
    return made, vectors


def _tellings(
    documents: Sequence[Document],
    placed: Sequence[Placed],
    past: Past,
    settings: Settings,
    encoder: Encoder,
) -> list[Telling]:
    """Today's stories, each with what is new in it."""
    members: dict[str, list[int]] = defaultdict(list)
    for i, one in enumerate(placed):
        members[one.story].append(i)
    seen = past.seen(one.sha256 for one in placed)
    told, last_told = past.told(members), past.last_told(members)
    earlier = past.texts(told)
    return [
        Telling(
            id=story,
            documents=tuple(documents[i] for i in places),
            placed=tuple(placed[i] for i in places),
            news=find_news(
                [documents[i] for i in places],
                told=told.get(story, ()),
                earlier=earlier.get(story, ()),
                seen=seen,
                settings=settings.text,
                encoder=encoder,
            ),
            told=last_told.get(story),
        )
        for story, places in sorted(members.items())
    ]


def _write(
    ranked: Sequence[Ranked],
    settings: Settings,
    engine: Engine,
    time_limit: float | None,
    progress: Progress,
) -> dict[str, Written]:
    """The best stories that have something to tell, by id."""
    tasks = [
        Task(story=one.telling.id, documents=one.telling.news.documents)
        for one in ranked
        if one.telling.news.status != "repeat"
    ]
    chosen = tasks[: settings.digest.top or None]
    found = engine.run(chosen, settings, time_limit=time_limit, progress=progress)
    return {one.story: one for one in found}


def _story(ranked: Ranked, written: Written | None) -> Story:
    telling, why = ranked.telling, ranked.why
    status, summary = telling.news.status, None if written is None else written.summary
    failure = "" if written is None else written.failure
    if summary is not None and not summary.sentences:
        summary = None
        if status == "update":
            status, why = "repeat", f"{why}, none of which can stand alone"
        else:
            failure = "no sentence that can stand alone was found"
    titles = [document.article.title for document in telling.documents]
    opening = one_line(story_text(telling.documents[0])).split()[:_NO_TITLE]
    title = summary.title if summary is not None else headline(titles, ())
    return Story(
        id=telling.id,
        title=title or next(filter(None, map(one_line, titles)), " ".join(opening)),
        status=status,
        score=ranked.score,
        why=why,
        articles=tuple(document.article.id for document in telling.documents),
        summary=summary,
        independent=ranked.independent,
        told=telling.told,
        failure=failure,
    )


def _told(story: Story) -> tuple[str, ...]:
    sentences = () if story.summary is None else story.summary.sentences
    return tuple(sentence.draft.text for sentence in sentences)


def _copies(documents: Sequence[Document], placed: Sequence[Placed]) -> dict[str, str]:
    """Id of a copy -> id of its original; "earlier" for one that an earlier edition had.

    Two outlets' articles of one text have one sha256; the first of them is the original.
    """
    firsts: dict[str, str] = {}
    for document in documents:
        firsts.setdefault(document.article.sha256, document.article.id)
    originals = {
        document.article.id: firsts.get(one.copy_of)
        for document, one in zip(documents, placed, strict=True)
        if one.copy_of is not None
    }
    return {
        copy: "earlier" if original in (None, copy) else str(original)
        for copy, original in originals.items()
    }


def _notes(stories: Sequence[Story], written: Iterable[Written], past: Past) -> list[str]:
    last = past.last_edition()
    since = f" since {last.day}" if last else ""
    notes = []
    if not any(story.status != "repeat" for story in stories):
        notes.append(f"Nothing is new{since}.")
    made = list(written)
    counts = {
        "told in the sources' own words, for want of time": sum(one.extractive for one in made),
        "without a summary, for it could not be made": sum(bool(one.failure) for one in stories),
        "listed without a summary": sum(
            one.summary is None and not one.failure and one.status != "repeat" for one in stories
        ),
    }
    for what, count in counts.items():
        if count:
            notes.append(f"{'1 story is' if count == 1 else f'{count} stories are'} {what}.")
    return notes
