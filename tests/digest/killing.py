"""Editions made in processes that are killed: ``python -m tests.digest.killing FOLDER``.

A program of its own, for a process that has loaded torch is not safely forked. It prints, as JSON,
how many kills fell before, within and after the work, and each way in which a later edition differs
from one that nothing disturbed.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from summarize.digest import daily, delivery
from summarize.digest.daily import Span, make_daily
from summarize.digest.engine.local import LocalEngine
from summarize.digest.memory import Memory
from tests.digest import days

FIRST, SECOND, THIRD = days.DAYS
MOMENTS, LATE = 20, 8
"""Kills, and how many of them fall into the last fiftieth: the writing of memory and files."""


def make(folder: Path, source: Path, day: str) -> None:
    with Memory(folder / "memory.sqlite", wait=5) as memory:
        make_daily(
            [str(source)],
            days.settings(source.parent),
            span=Span(until=days.end_of(day), date=day),
            memory=memory,
            output=folder / "editions",
            engine=LocalEngine(),
        )


def in_child(work: Callable[[], None]) -> int:
    """Runs ``work`` in a forked process; its exit status, or minus the signal that ended it."""
    child = os.fork()
    if child == 0:
        work()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def counted(work: Callable[[], None], last: int | None = None) -> int:
    """The calls that ``work`` makes; at the call ``last`` the process kills itself.

    A moment is a call and no second: how far a run gets in a second depends on what else runs.
    """
    calls = 0

    def watch(*_: object) -> None:
        nonlocal calls
        calls += 1
        if calls == last:
            die()

    sys.setprofile(watch)
    try:
        work()
    finally:
        sys.setprofile(None)
    return calls


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def contents(folder: Path, day: str) -> dict[str, bytes]:
    found = {}
    for path in sorted((folder / "editions" / day).iterdir()):
        data = path.read_bytes()
        found[path.name] = data[: data.rindex(b'"timings"')] if path.suffix == ".json" else data
    return found


def die_instead(name: str) -> Callable[[], None]:
    """A change of the program after which it dies at one chosen step."""

    def before_commit() -> None:
        daily.Memory.commit = lambda *_: die()  # type: ignore[method-assign]

    def after_commit() -> None:
        daily.deliver = lambda *_: die()  # type: ignore[attr-defined]

    def while_writing() -> None:
        delivery._write = lambda *_: die()

    def between_the_renames() -> None:
        delivery._keep_others = lambda folder, *_: (folder.rename(f"{folder}.gone"), die())[0]  # type: ignore[assignment,func-returns-value]

    def after_delivery() -> None:
        daily.Memory.delivered = lambda *_: die()  # type: ignore[method-assign]

    return locals()[name]  # type: ignore[no-any-return]


STEPS = ("before_commit", "after_commit", "while_writing", "between_the_renames", "after_delivery")


def main(folder: Path) -> None:
    source = days.write_articles(folder / "source")
    plain = folder / "plain"
    plain.mkdir()
    make(plain, source, FIRST)  # here, so that all that is loaded is loaded once
    started = folder / "started"
    shutil.copytree(plain, started)
    make(plain, source, SECOND)
    again = folder / "again"
    shutil.copytree(started, again)
    calls = counted(lambda: make(again, source, SECOND))  # now that templates are compiled
    make(plain, source, THIRD)
    wanted = {day: contents(plain, day) for day in days.DAYS}

    differences: list[str] = []
    counts: Counter[str] = Counter()

    def check(name: str, work: Path, disturbed: tuple[str, ...]) -> None:
        failed = [d for d in disturbed if in_child(lambda d=d: make(work, source, d))]  # type: ignore[misc]
        differences.extend(f"{name}: {day} failed" for day in failed)
        for day in days.DAYS:
            found = contents(work, day)
            other = [file for file in wanted[day] if found.get(file) != wanted[day][file]]
            differences.extend(f"{name}: {day}/{file} differs" for file in other)
        left = [path.name for path in (work / "editions").iterdir() if path.name.startswith(".")]
        differences.extend(f"{name}: left {one}" for one in left)

    draw = random.Random(0)  # noqa: S311 - moments, not secrets
    moments = [draw.randrange(1, calls) for _ in range(MOMENTS - LATE)]
    moments += [calls - draw.randrange(1, calls // 50) for _ in range(LATE)]
    for moment in moments:
        work = folder / f"moment{moment}"
        shutil.copytree(started, work)
        status = in_child(lambda w=work, m=moment: counted(lambda: make(w, source, SECOND), m))  # type: ignore[misc]
        counts["killed" if status == -signal.SIGKILL else "done"] += 1
        check(f"call {moment} of {calls}", work, (SECOND, THIRD))

    for step in STEPS:
        work = folder / step
        shutil.copytree(started, work)

        def doomed(work: Path = work, step: str = step) -> None:
            if step == "between_the_renames":
                make(work, source, SECOND)
            die_instead(step)()
            make(work, source, SECOND)

        counts[f"{step}: {in_child(doomed)}"] += 1
        shutil.rmtree(work / "editions" / f"{SECOND}.gone", ignore_errors=True)
        # Once it was decided on, the next day's run finishes it; before that it was never made.
        check(step, work, (SECOND, THIRD) if step == "before_commit" else (THIRD,))
    print(json.dumps({"differences": differences, "counts": counts}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
