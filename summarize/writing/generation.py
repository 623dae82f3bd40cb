"""What a model is asked to write, how, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarize.writing.tokenizers import Tokenizer


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoding:
    """How to generate.

    Attributes:
        beams: of beam search; 1 is greedy.
        temperature: draw instead of taking the likeliest; None: do not draw.
        seed: of drawing.
        stop: texts that end a row; they are not part of it.
        no_repeat: a run of so many tokens is not written twice; 0: it may be.
        batch_size: rows at once.
    """

    beams: int = 1
    temperature: float | None = None
    seed: int = 0
    stop: tuple[str, ...] = ()
    no_repeat: int = 0
    batch_size: int = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One row.

    Attributes:
        tokens: what it goes on from (causal) or reads (seq2seq).
        limit: most tokens to write, at least 1.
        allowed: what may be written besides what ends a text; None: everything.
        leaving: nats off a token that goes on with a run of the prompt (where greedy and allowed).
    """

    tokens: tuple[int, ...]
    limit: int
    allowed: frozenset[int] | None = None
    leaving: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """What was written.

    Attributes:
        text: without what ended it.
        finished: it ended by itself and not by the limit.
        likelihoods: natural logarithms, one for each token, at most 0: how likely the model found
            it, whatever steered it. () with beams, where drawn, and where all may be written.
    """

    text: str
    finished: bool
    likelihoods: tuple[float, ...] = ()


def told(
    tokenizer: Tokenizer,
    tokens: Sequence[int],
    stop: Sequence[str],
    likelihoods: Sequence[float] = (),
) -> Generation:
    """What ``tokens`` say up to the first that ends a text, or the first text of ``stop``."""
    ends = [place for place, token in enumerate(tokens) if token in tokenizer.eos_ids]
    kept = tokens[: ends[0]] if ends else tokens
    text = tokenizer.decode(kept)
    before = cut(text, stop)
    return Generation(
        text=text if before is None else before,
        finished=bool(ends) or before is not None,
        likelihoods=tuple(likelihoods[: len(kept)]),
    )


def cut(text: str, stop: Sequence[str]) -> str | None:
    """``text`` before the first stop text, or None if there is none."""
    places = [text.index(mark) for mark in stop if mark in text]
    return text[: min(places)] if places else None
