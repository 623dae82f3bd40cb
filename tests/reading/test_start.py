from __future__ import annotations

import subprocess
import sys

HEAVY = ("torch", "trafilatura", "httpx", "pypdf", "charset_normalizer", "scipy", "sklearn", "nltk")


def test_importing_the_reader_loads_nothing_heavy():
    code = f"import sys, summarize.reading; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
