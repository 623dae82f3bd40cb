"""Times and memory of whole processes, printed as one table.

``python -m benchmarks.run [--data FOLDER] [--words N] [--repeat N]``; FOLDER may hold ``seeds/``
(articles to use in place of the project's own) and ``data/article_pages/`` (pages with gold text).
Each row is a process of its own, timed from start to end; timings of this kind are noisy, so each
is run ``--repeat`` times and the median is given. Rows that are compared run in turn.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

_HERE = Path(__file__).resolve().parent
_SUMMARIZE = [sys.executable, "-m", "summarize"]
_PLAIN = [sys.executable, "-m", "benchmarks.contestants.plain"]


@dataclass(frozen=True)
class Measured:
    """Medians: seconds from start to end, and peak memory in MB."""

    seconds: float
    megabytes: float
    runs: int


def main() -> None:
    """Runs every row and prints the table; the figures also go to benchmarks/results/."""
    options = _options()
    articles = options.data / "seeds" if options.data else _HERE.parent / "seeds" / "articles"
    rows = measure_all(articles, options.words, options.repeat)
    print(_table(rows, articles))
    results = _HERE / "results"
    results.mkdir(exist_ok=True)
    document = {"about": about(), "rows": {name: asdict(row) for name, row in rows.items()}}
    (results / "run.json").write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    if options.data and (options.data / "data" / "article_pages").is_dir():
        pages = [sys.executable, "-m", "benchmarks.pages", options.data / "data" / "article_pages"]
        subprocess.run(pages, check=True)


def measure_all(articles: Path, words: int, repeat: int) -> dict[str, Measured]:
    """Each row's figures; the comparable ones take turns."""
    rows: dict[str, list[tuple[float, float]]] = {}
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "SUMMARIZE_CACHE": cache}
        prepare = [*_SUMMARIZE, "models", "prepare", "gemma-3-270m", "--quiet"]
        rows["first preparation of the model"] = [_run(prepare, environment)]
        folder = [*_SUMMARIZE, "folder", str(articles), "--words", str(words), "--quiet"]
        cold = [*folder, "--writer", "extractive"]
        rows["extractive, no vector cached"] = [_run(cold, environment)]
        uncached = Path(cache) / "uncached.yaml"
        uncached.write_text("encoding:\n  cache: false\n", encoding="utf-8")
        commands = {
            "help": [*_SUMMARIZE, "--help"],
            "extractive": cold,
            "fusion": folder,
            "fusion, no vector cached": [*folder, "--config", str(uncached)],
            "plain alternative": [*_PLAIN, str(articles), str(words)],
        }
        for _ in range(repeat):
            for name, command in commands.items():
                rows.setdefault(name, []).append(_run(command, environment))
    return {name: _median(runs) for name, runs in rows.items()}


def about() -> dict[str, str]:
    """What the figures depend on."""
    packages = ("summarize", "torch", "transformers", "trafilatura", "nltk", "scikit-learn")
    return {
        "python": platform.python_version(),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        **{package: version(package) for package in packages},
    }


def _run(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Seconds and peak MB of one process; it must succeed."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, env=environment, cwd=_HERE.parent, stdout=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed with exit code {process.returncode}")
    return seconds, usage.ru_maxrss / 1024


def _median(runs: list[tuple[float, float]]) -> Measured:
    return Measured(
        seconds=round(statistics.median(seconds for seconds, _ in runs), 2),
        megabytes=round(statistics.median(memory for _, memory in runs)),
        runs=len(runs),
    )


def _table(rows: dict[str, Measured], articles: Path) -> str:
    lines = [f"articles: {articles}", *(f"{k}: {v}" for k, v in about().items()), ""]
    lines += ["| whole process | seconds | peak MB | runs |", "|---|---|---|---|"]
    lines += [f"| {n} | {r.seconds:.1f} | {r.megabytes:.0f} | {r.runs} |" for n, r in rows.items()]
    plain = rows["plain alternative"].seconds
    lines += [""]
    for name in ("fusion", "fusion, no vector cached"):
        lines.append(f"plain alternative / {name}: {plain / rows[name].seconds:.1f}")
    return "\n".join(lines)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with seeds/ and data/article_pages/")
    parser.add_argument("--words", type=int, default=200)
    parser.add_argument("--repeat", type=int, default=3)
    return parser.parse_args()


if __name__ == "__main__":
    main()
