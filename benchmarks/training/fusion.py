"""Trains the adapter that fuses evidence: ``python -m benchmarks.training.fusion PAIRS OUT``.

PAIRS is a file of ``benchmarks.training.fusion_pairs``. OUT is a folder; if it holds a checkpoint,
training goes on there, in the same order of data, to the number of steps that is asked for now.
A signal to end (SIGTERM, Ctrl-C) lets the step end and keeps a checkpoint. Written are the adapter
as ``peft`` has it, and ``training.json``.
"""

from __future__ import annotations

import argparse
import json
import shlex
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import MISSING, asdict, fields
from datetime import datetime, timezone
from itertools import islice
from pathlib import Path
from typing import Any

import torch

from benchmarks.training.fusion_adapter import (
    CHECKPOINT,
    adapt,
    load_adapter,
    load_checkpoint,
    save_adapter,
    save_checkpoint,
)
from benchmarks.training.fusion_batches import Row, batch_of, make_rows, schedule, scored_tokens
from benchmarks.training.fusion_options import Options, ending_in_order, rate_at
from benchmarks.training.fusion_pairs import Pair, read_pairs
from summarize.writing.constraints import SourceConstraint
from summarize.writing.decoding import generate
from summarize.writing.generation import Decoding
from summarize.writing.models import LanguageModel, load_model
from summarize.writing.prompts import adapted_prompt

_CLIP = 1.0
_SAMPLE_TOKENS = 70

Show = Callable[[str], None]


class Training:
    """One run: a model with an adapter, the pairs in tokens, and what has been seen so far."""

    def __init__(self, model: LanguageModel, pairs: Sequence[Pair], options: Options) -> None:
        self.options = options
        self._model = model
        self._pairs = tuple(pairs)
        self._rows = make_rows(
            [one for one in pairs if one.split == "train"], model.tokenizer, options.turn
        )
        held_out = [one for one in pairs if one.split == "dev"]
        every = max(1, len(held_out) // options.held_out)
        self._dev = held_out[::every][: options.held_out]
        self._dev_rows = make_rows(self._dev, model.tokenizer)
        self._scored = scored_tokens(pairs, model.tokenizer)
        self.adapted = adapt(
            model.network, self._scored, rank=options.rank, name=model.name, seed=options.seed
        )
        self._optimizer = torch.optim.AdamW(
            list(self.adapted.weights.values()), lr=options.rate, weight_decay=0.0
        )
        self.step = 0
        self.losses: list[tuple[int, float]] = []
        self.dev_losses: list[tuple[int, float]] = []

    def run(
        self, out: Path, show: Show = print, stopped: Callable[[], bool] = lambda: False
    ) -> None:
        """Trains to the last step, or until ``stopped``; keeps everything in ``out``."""
        last = time.monotonic()
        self.adapted.peft.train()
        show(
            f"{len(self._rows)} pairs, {len(self._dev_rows)} held out, {len(self._scored)} tokens "
            f"scored, {sum(w.numel() for w in self.adapted.weights.values())} weights"
        )
        if not self.dev_losses:
            self._evaluate(show)
        order = schedule(self._rows, self.options.batch, self.options.seed)
        for chosen in islice(order, self.step, self.options.steps):
            started = time.monotonic()
            loss = self._one_step([self._rows[at] for at in chosen])
            self.losses.append((self.step, round(loss, 5)))
            show(
                f"step {self.step} loss {loss:.4f} rate {rate_at(self.step - 1, self.options):.2e} "
                f"{time.monotonic() - started:.1f} s"
            )
            if self.step % self.options.evaluate_every == 0 or self.step == self.options.steps:
                self._evaluate(show)
            if stopped():
                break
            if time.monotonic() - last > 60 * self.options.minutes:
                self.save(out)
                last = time.monotonic()
        self.save(out)

    def _one_step(self, rows: Sequence[Row]) -> float:
        for group in self._optimizer.param_groups:
            group["lr"] = rate_at(self.step, self.options)
        self._optimizer.zero_grad(set_to_none=True)
        loss = self.adapted.loss(batch_of(rows, self._scored, self._model.tokenizer.pad_id))
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_(list(self.adapted.weights.values()), _CLIP)
        self._optimizer.step()
        self.step += 1
        return float(loss.detach())

    def dev_loss(self) -> float:
        """Nats a token that counts, over the held-out pairs that are looked at."""
        rows = sorted(self._dev_rows, key=lambda row: (len(row.ids), row.ids))
        whole, count = 0.0, 0
        with torch.inference_mode():
            for start in range(0, len(rows), self.options.batch):
                some = rows[start : start + self.options.batch]
                batch = batch_of(some, self._scored, self._model.tokenizer.pad_id)
                whole += float(self.adapted.loss(batch)) * len(batch.labels)
                count += len(batch.labels)
        return whole / max(count, 1)

    def write(self, pairs: Sequence[Pair]) -> list[str]:
        """What the model makes of the reports, greedily, with the source constraint."""
        self.adapted.peft.eval()
        constraint = SourceConstraint(self._model.tokenizer)
        found = generate(
            self._model,
            [adapted_prompt(one.reports) for one in pairs],
            [_SAMPLE_TOKENS] * len(pairs),
            Decoding(stop=("\n",)),
            allowed=[constraint.allowed(one.reports, "\n") for one in pairs],
        )
        self.adapted.peft.train()
        return [one.text.strip() for one in found]

    def _evaluate(self, show: Show) -> None:
        if not self._dev:
            return
        loss = self.dev_loss()
        self.dev_losses.append((self.step, round(loss, 5)))
        show(f"step {self.step} held-out loss {loss:.4f}")
        some = self._dev[:: max(1, len(self._dev) // max(1, self.options.samples))]
        some = some[: self.options.samples]
        for pair, text in zip(some, self.write(some) if some else [], strict=True):
            show(
                "".join(f"  - {one}\n" for one in pair.reports) + f"  => {text}\n  == {pair.target}"
            )

    def save(self, out: Path) -> None:
        """Adapter, checkpoint and ``training.json``, each whole or not at all."""
        save_adapter(self.adapted, out)
        record = {"step": self.step, "losses": self.losses, "dev_losses": self.dev_losses}
        save_checkpoint(self.adapted, self._optimizer, record, out / CHECKPOINT)
        (out / "training.json").write_text(json.dumps(self._told(), indent=2) + "\n", "utf-8")

    def resume(self, out: Path) -> None:
        """Goes on from the checkpoint in ``out``, if there is one.

        Nothing checks that the pairs are those of before; other pairs are seen in their own order.
        """
        if (out / CHECKPOINT).exists():
            record = load_checkpoint(self.adapted, self._optimizer, out / CHECKPOINT)
            self.step = record["step"]
            self.losses = [(step, loss) for step, loss in record["losses"]]
            self.dev_losses = [(step, loss) for step, loss in record["dev_losses"]]

    def _told(self) -> dict[str, Any]:
        """What ``training.json`` says."""
        train = [one for one in self._pairs if one.split == "train"]
        return {
            "model": f"{self._model.name}@{self._model.fingerprint}",
            "data": dict(Counter(one.data for one in train)),
            "kinds": dict(Counter(f"{one.origin}/{one.kind}" for one in train)),
            "pairs": len(train),
            **asdict(self.options),
            "held_out": len(self._dev),
            "steps": self.step,
            "losses": self.losses,
            "held_out_losses": self.dev_losses,
            "date": datetime.now(timezone.utc).isoformat(timespec="minutes"),
            "command": f"python -m benchmarks.training.fusion {shlex.join(sys.argv[1:])}",
        }


def main(show: Show = lambda line: print(line, flush=True)) -> None:
    """Trains, or goes on."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--model", default="gemma-3-270m")
    parser.add_argument("--start", type=Path, help="a folder of an adapter to begin with")
    parser.add_argument("--pairs", dest="most", type=int, help="only the first so many of PAIRS")
    for field in fields(Options):
        parser.add_argument(
            f"--{field.name.replace('_', '-')}",
            type=float if field.type == "float" else int,
            default=argparse.SUPPRESS,
            required=field.default is MISSING,
        )
    given = vars(parser.parse_args())
    path, out, name, start, most = (
        given.pop(key) for key in ("pairs", "out", "model", "start", "most")
    )
    model = load_model(name, dtype="float32")
    training = Training(model, read_pairs(path)[:most], Options(**given))
    if start is not None:
        load_adapter(training.adapted, start)
    training.resume(out)
    with ending_in_order() as stopped:
        training.run(out, show, stopped)


if __name__ == "__main__":
    main()
