"""How the digest grows: ``python -m benchmarks.digest DATA_SET [--articles 90 300]``.

DATA_SET is anything that ``summarize.evaluation.datasets`` reads. The articles of its topics, from
the first on, become one day's news with made-up outlets and times, and the command's own code makes
an edition of them, each size in a fresh process and with an empty memory. ``seconds`` are those of
the whole run, imports not, nothing kept from an earlier run; ``CPU`` those in which the process was
computing, imports among them; ``peak MB`` is that of the process.

``--simulate-year`` fills a memory instead: 365 days of ``--a-day`` articles each, with the texts of
DATA_SET in turn, random vectors of MiniLM's width, and stories that go on for some days. It prints
the size of the file, and the seconds that opening it, asking it what a day's edition asks, and
committing that day take, beside those of an empty memory.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from itertools import cycle, islice, pairwise
from pathlib import Path
from typing import Any

import numpy as np

from summarize.digest.daily import Span, make_daily
from summarize.digest.engine.local import LocalEngine
from summarize.digest.memory import Memory, Remembered
from summarize.digest.past import Issued
from summarize.digest.records import FeedState, Placed
from summarize.evaluation.datasets import read_topics
from summarize.resources import forget_peak, peak_megabytes
from summarize.settings import load_settings

_UNTIL = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)
_OUTLETS = tuple(f"Outlet {number}" for number in range(1, 41))
_WIDTH = 384
_STORIES_A_DAY, _GOING_ON = 180, 0.4
_TOLD = 4
_LEAD = 2400
"""Characters of 400 words: what the grouping keeps of an article."""
_FIRST = date(2026, 1, 1)


def main() -> None:
    """Prints a row for each size, or the figures of a year."""
    options = _options()
    if options.run:
        print(json.dumps(_run(Path(options.data), options.config)))
    elif options.simulate_year:
        with tempfile.TemporaryDirectory() as folder:
            _year(options.data, options.a_day, Path(folder))
    else:
        _sizes(options)


def _sizes(options: argparse.Namespace) -> None:
    print(
        f"{'topics':>7}{'articles':>9}{'stories':>8}{'told':>6}"
        f"{'reading':>9}{'grouping':>9}{'writing':>9}{'seconds':>9}{'CPU':>9}{'peak MB':>9}"
    )
    for size in options.articles:
        with tempfile.TemporaryDirectory() as folder:
            topics = write_day(options.data, size, Path(folder) / "day.jsonl")
            command = [sys.executable, "-m", "benchmarks.digest", folder, "--run"]
            done = subprocess.run(
                [*command, "--config", options.config],
                check=True,
                stdout=subprocess.PIPE,
                text=True,
            )
        row = json.loads(done.stdout.splitlines()[-1])
        print(
            f"{topics:>7}{row['articles']:>9}{row['stories']:>8}{row['told']:>6}"
            f"{row['reading']:>9.1f}{row['grouping']:>9.1f}{row['writing']:>9.1f}"
            f"{row['seconds']:>9.1f}{row['cpu']:>9.1f}{row['megabytes']:>9.0f}",
            flush=True,
        )


def write_day(data: str, articles: int, file: Path) -> int:
    """Writes ``articles`` of the first topics as one day's dump; returns how many topics."""
    lines: list[str] = []
    for number, topic in enumerate(read_topics(data), start=1):
        for place, (title, text) in enumerate(topic.texts):
            minutes = (number * 37 + place * 61) % (23 * 60)
            one = {
                "title": title,
                "text": text,
                "source": _OUTLETS[(number + place * 7) % len(_OUTLETS)],
                "published": (_UNTIL - timedelta(minutes=minutes + 1)).isoformat(),
            }
            lines.append(json.dumps(one))
        if len(lines) >= articles:
            break
    file.write_text("\n".join(lines[:articles]) + "\n", encoding="utf-8")
    return number


def _run(folder: Path, config: str) -> dict[str, Any]:
    forget_peak()
    start = time.perf_counter()
    with Memory(folder / "memory.sqlite") as memory:
        made = make_daily(
            [str(folder / "day.jsonl")],
            load_settings(config, {"encoding.cache": False}),  # an earlier run must not help
            span=Span(until=_UNTIL, date=_UNTIL.date().isoformat()),
            memory=memory,
            output=folder / "editions",
            engine=LocalEngine(),
        )
    edition = made.edition
    return {
        "articles": len(edition.documents),
        "stories": len(edition.stories),
        "told": sum(story.summary is not None for story in edition.stories),
        "seconds": time.perf_counter() - start,
        "cpu": time.process_time(),
        "megabytes": peak_megabytes(),
        **edition.timings,
    }


def _year(data: str, a_day: int, folder: Path) -> None:
    texts = cycle([text for topic in read_topics(data) for _, text in topic.texts])
    generator = np.random.default_rng(0)
    stories: list[str] = []
    start = time.perf_counter()
    with Memory(folder / "year.sqlite") as memory:
        for number in range(365):
            _add_day(memory, number, list(islice(texts, a_day)), stories, generator)
    filled = time.perf_counter() - start
    size = sum(path.stat().st_size for path in folder.glob("year.sqlite*"))
    print(f"a year of {a_day} articles a day: {size / 1e9:.2f} GB, filled in {filled:.0f} s")
    today = list(islice(texts, a_day))
    for name, file in (("an empty memory", "empty.sqlite"), ("that year", "year.sqlite")):
        opened, asked, committed = _a_day_with(folder / file, today, list(stories))
        total = opened + asked + committed
        print(
            f"{name:16} opened {opened:.3f} s, asked {asked:.3f} s, committed {committed:.3f} s, "
            f"in all {total:.3f} s"
        )
    start = time.perf_counter()
    with Memory(folder / "year.sqlite") as memory:
        memory.forget((_FIRST + timedelta(days=335)).isoformat())
    size = sum(path.stat().st_size for path in folder.glob("year.sqlite*"))
    seconds = time.perf_counter() - start
    print(f"--forget 30d: {seconds:.1f} s, {size / 1e9:.2f} GB left")


def _a_day_with(file: Path, texts: Sequence[str], stories: list[str]) -> tuple[float, float, float]:
    marks = [time.perf_counter()]
    with Memory(file) as memory:
        marks.append(time.perf_counter())
        past = memory.before((_FIRST + timedelta(days=365)).isoformat())
        past.placed((_FIRST + timedelta(days=335)).isoformat(), "minilm")
        past.seen(_sha(text, 365) for text in texts)
        going_on = stories[-_STORIES_A_DAY:]
        past.texts(past.told(going_on))
        past.last_told(going_on)
        past.states()
        past.last_edition()
        marks.append(time.perf_counter())
        _add_day(memory, 365, texts, stories, np.random.default_rng(1))
        marks.append(time.perf_counter())
    opened, asked, committed = (after - before for before, after in pairwise(marks))
    return opened, asked, committed


def _add_day(
    memory: Memory,
    number: int,
    texts: Sequence[str],
    stories: list[str],
    generator: np.random.Generator,
) -> None:
    """One day's rows; four in ten of its stories are of the month before."""
    day = (_FIRST + timedelta(days=number)).isoformat()
    recent = stories[-20 * _STORIES_A_DAY :]
    today = [
        recent[int(generator.integers(len(recent)))]
        if recent and generator.random() < _GOING_ON
        else f"{number:06}{place:06}"
        for place in range(_STORIES_A_DAY)
    ]
    stories.extend(today)
    placed = tuple(
        Placed(
            sha256=_sha(text, number),
            story=today[place % len(today)],
            title=text[:80],
            lead=text[:_LEAD],
            published=f"{day}T08:00:00+00:00",
            source=_OUTLETS[place % len(_OUTLETS)],
        )
        for place, text in enumerate(texts)
    )
    added = Remembered(
        window=Issued(day=day, since=f"{day}T00:00:00", until=f"{day}T12:00:00", sources="x"),
        placed=placed,
        texts=tuple(texts),
        told=dict.fromkeys(sorted(set(today)), (texts[0][:150],) * _TOLD),
        states=tuple(FeedState(url=f"https://{name}/feed", newest=day) for name in _OUTLETS),
        fetched=(),
        encoder="minilm",
    )
    vectors = generator.standard_normal((len(texts), _WIDTH), dtype=np.float32)
    memory.commit(added, vectors, Path(day), {})


def _sha(text: str, day: int) -> str:
    return hashlib.sha256(f"{day} {text}".encode()).hexdigest()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("data", help="topics, as 'summarize compare --data' reads them")
    parser.add_argument("--articles", type=int, nargs="+", default=[90, 300])
    parser.add_argument("--config", default="fast")
    parser.add_argument("--simulate-year", action="store_true")
    parser.add_argument("--a-day", type=int, default=500)
    parser.add_argument("--run", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
