"""The picture in ``docs/architecture.md``, read off the imports."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "summarize"
STAGES = ("reading", "text", "clustering", "planning", "writing", "attribution", "rendering")
CORE = {"records", "errors", "settings", "ports", "pretrained", "resources", "store"}
MAY_READ_NAMES = {"pipeline", "settings", "cli", "reading", "comparing", "digest"}


def arrows(path: Path, package: Path = PACKAGE) -> Iterator[tuple[str, str]]:
    """(importing part, imported part): a stage's folder or a top-level module's name."""
    part = path.relative_to(package).parts[0].removesuffix(".py")
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            module = node.module or ""
            names = [
                f"{module}.{alias.name}" if module == "summarize" else module
                for alias in node.names
            ]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            first, _, rest = name.partition(".")
            if first == "summarize" and rest:
                # An edition is a record too: what shows it knows nothing else of the digest.
                is_record = rest.startswith("digest.records")
                yield part, "digest.records" if is_record else rest.split(".")[0]
            elif first in ("tests", "benchmarks"):
                yield part, first


def allowed(part: str, imported: str) -> bool:
    if imported == part:
        return True
    if imported == "registry":
        return part in MAY_READ_NAMES
    if imported == "digest.records":
        return part in ("digest", "rendering", "cli")
    if part in STAGES:
        left = STAGES[: STAGES.index(part)]
        return imported in CORE or imported in left
    if part == "pipeline":
        return imported in CORE or imported in STAGES
    if part == "evaluation":  # it reads results: what gates and writes must not grade
        return imported in CORE or imported in ("reading", "text", "clustering")
    if part == "digest":
        return imported in CORE or imported in (*STAGES, "pipeline")
    if part == "comparing":
        return imported in CORE or imported in (*STAGES, "pipeline", "evaluation")
    if part in ("cli", "__main__"):
        return imported not in ("tests", "benchmarks")
    if part == "__init__":
        return imported in CORE | {"pipeline"}
    order = (
        "errors",
        "records",
        "registry",
        "settings",
        "ports",
        "pretrained",
        "resources",
        "store",
    )
    return part in order and imported in order[: order.index(part)]


def test_no_arrow_runs_back() -> None:
    found = {
        (str(path.relative_to(PACKAGE)), arrow)
        for path in PACKAGE.rglob("*.py")
        for arrow in arrows(path)
        if not allowed(*arrow)
    }
    assert found == set()


def test_a_wrong_arrow_would_be_found(tmp_path: Path) -> None:
    wrong = tmp_path / "text" / "words.py"
    wrong.parent.mkdir()
    wrong.write_text("def f():\n    from summarize.writing import models\n", encoding="utf-8")
    assert [arrow for arrow in arrows(wrong, tmp_path) if not allowed(*arrow)] == [
        ("text", "writing")
    ]


@pytest.mark.parametrize("module", ["summarize", "summarize.cli"])
def test_importing_loads_no_heavy_library(module: str) -> None:
    heavy = {"torch", "transformers", "nltk", "sklearn", "scipy", "trafilatura"}
    code = f"import {module}, sys; print(sorted({heavy!r} & set(sys.modules)))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
