r"""How well the main text of web pages is found: ``python -m benchmarks.pages DATA_FOLDER``.

DATA_FOLDER holds ``dev.json`` (``{name: {"articleBody": gold text, "url": address}}``) and
``dev/<name>.html.gz``. Printed is the word F1 of each contestant: the multisets of lowercased
``\w+`` of what was found and of the gold text, F1 per page, the plain mean over pages.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import tempfile
import time
from collections import Counter
from importlib.metadata import version
from pathlib import Path


def word_f1(found: str, gold: str) -> float:
    """F1 of the two texts' word multisets; two empty texts agree."""
    left, right = (Counter(re.findall(r"\w+", text.lower())) for text in (found, gold))
    whole = left.total() + right.total()
    return 2 * (left & right).total() / whole if whole else 1.0


def by_trafilatura(pages: dict[str, bytes]) -> dict[str, str]:
    """Trafilatura as it comes, no option set."""
    from trafilatura import extract

    return {name: extract(page) or "" for name, page in pages.items()}


def by_summarize(pages: dict[str, bytes]) -> dict[str, str]:
    """The reader of this project: each page's text without the spans that it marks as furniture."""
    from summarize.reading import read_sources
    from summarize.reading.documents import story
    from summarize.settings import ReadingSettings

    with tempfile.TemporaryDirectory() as folder:
        for name, page in pages.items():
            (Path(folder) / f"{name}.html").write_bytes(page)
        documents, skipped = read_sources([folder], ReadingSettings())
    for item in skipped:
        print(f"skipped: {item.path}: {item.reason}", file=sys.stderr)
    found = {Path(str(one.article.path)).stem: story(one) for one in documents}
    return {name: found.get(name, "") for name in pages}


def main(folder: Path) -> None:
    """Reads the pages, runs both contestants, prints the table."""
    gold = json.loads((folder / "dev.json").read_text(encoding="utf-8"))
    pages = {
        name: gzip.decompress((folder / "dev" / f"{name}.html.gz").read_bytes()) for name in gold
    }
    print(f"{len(pages)} pages; trafilatura {version('trafilatura')}; word F1, mean over pages\n")
    print(f"{'reader':<24}{'F1':>8}{'pages < 0.8':>14}{'seconds':>10}")
    for label, contestant in (
        ("trafilatura, default", by_trafilatura),
        ("summarize", by_summarize),
    ):
        start = time.perf_counter()
        found = contestant(pages)
        seconds = time.perf_counter() - start
        scores = [word_f1(found[name], gold[name]["articleBody"]) for name in pages]
        mean, low = sum(scores) / len(scores), sum(score < 0.8 for score in scores)
        print(f"{label:<24}{mean:>8.4f}{low:>14}{seconds:>10.1f}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("usage: python -m benchmarks.pages DATA_FOLDER")
    main(Path(sys.argv[1]))
