"""The plain alternative: the packaged model is given all articles in one prompt.

``python -m benchmarks.contestants.plain FOLDER WORDS`` prints what it writes. Same model, same
weights on disk, same number of words; no clutter removal, clustering, planning or checks.
"""

from __future__ import annotations

import sys
from pathlib import Path

from summarize.writing.decoding import Decoding, generate
from summarize.writing.models import load_model
from summarize.writing.prompts import summary_example

_TOKENS_A_WORD = 1.3


def main() -> None:
    """Reads every text file of the folder, and writes on from their end."""
    folder, words = Path(sys.argv[1]), int(sys.argv[2])
    texts = [path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))]
    prompt = summary_example() + "Reports:\n" + "\n\n".join(texts) + "\nSummary in one paragraph:"
    tokens = int(_TOKENS_A_WORD * words)
    (written,) = generate(load_model("gemma-3-270m"), [prompt], [tokens], Decoding())
    print(written.text)


if __name__ == "__main__":
    main()
