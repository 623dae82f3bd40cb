"""The plain alternative: the packaged model is given all articles in one prompt.

``python -m benchmarks.contestants.plain FOLDER WORDS`` prints what it writes. Same model, same
weights on disk, same number of words, ``generate`` of transformers as it is; no clutter removal,
clustering, planning or checks.
"""

from __future__ import annotations

import sys
from pathlib import Path

import torch

from summarize.writing.models import load_model
from summarize.writing.prompts import summary_example

_TOKENS_A_WORD = 1.3


def main() -> None:
    """Reads every text file of the folder, and writes on from their end."""
    folder, words = Path(sys.argv[1]), int(sys.argv[2])
    texts = [path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))]
    prompt = summary_example() + "Reports:\n" + "\n\n".join(texts) + "\nSummary in one paragraph:"
    tokens = int(_TOKENS_A_WORD * words)
    model = load_model("gemma-3-270m")
    ids = torch.tensor([[model.tokenizer.bos_id, *model.tokenizer.encode(prompt)]])
    with torch.inference_mode():
        written = model.network.generate(
            ids,
            attention_mask=torch.ones_like(ids),
            max_new_tokens=tokens,
            do_sample=False,
            pad_token_id=model.tokenizer.pad_id,
            eos_token_id=sorted(model.tokenizer.eos_ids),
        )
    print(model.tokenizer.decode(written[0, ids.shape[1] :].tolist()))


if __name__ == "__main__":
    main()
