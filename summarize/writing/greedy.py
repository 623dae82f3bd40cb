"""The likeliest token after the likeliest token, of many rows at once, on a processor.

What is written is what ``generate`` of ``transformers`` writes, as far as floating-point sums
allow. Four things make it faster: equal prompts are read once; the output layer scores those tokens
alone that some row may write; a row that has ended is dropped; and several tokens are written in
one step where the prompt is copied: how the prompt goes on is given to the model as a guess, and as
much of it is kept as the model would have written anyway (Yang and others, "Inference with
Reference: Lossless Acceleration of Large Language Models", arXiv 2304.04487, 2023).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import torch

from summarize.writing.generation import Decoding, Generation, Request, cut, told
from summarize.writing.lookup import Prompt
from summarize.writing.models import LanguageModel
from summarize.writing.output_layer import only, open_tokens
from summarize.writing.prefill import Prefix, Reading, read_prompts
from summarize.writing.tokenizers import Tokenizer

_AHEAD = 6
"""Tokens that are guessed at once: with more, the wrong guesses cost what the right ones save."""
_FEWER = 0.75
"""Ended rows are dropped when no more than this part is left: dropping copies the others."""


def generate_batch(
    model: LanguageModel, requests: Sequence[Request], decoding: Decoding, prefix: Prefix | None
) -> list[Generation]:
    """One generation for each request, in their order, with likelihoods.

    Args:
        model: a causal one.
        requests: with ``allowed``.
        decoding: greedy; of it ``stop`` counts.
        prefix: what all requests begin with, if it was read.
    """
    rows = [
        _Row(request=one, prompt=Prompt(one.tokens), open=one.allowed or frozenset())
        for one in requests
    ]
    tokens = open_tokens(model.network, [row.open for row in rows], model.tokenizer.eos_ids)
    with only(model.network, tokens, whole=False):
        prompts = [request.tokens for request in requests]
        reading = read_prompts(model.network, prompts, prefix, model.tokenizer.pad_id)
        work = _Work(model.network, _Ends(model.tokenizer, decoding.stop), rows, tokens, reading)
        while work.drop_ended():
            work.step()
    return [told(model.tokenizer, row.written, decoding.stop, row.likelihoods) for row in rows]


@dataclass(slots=True, eq=False, kw_only=True)
class _Row:
    request: Request
    prompt: Prompt
    open: frozenset[int]
    written: list[int] = field(default_factory=list)
    likelihoods: list[float] = field(default_factory=list)
    over: bool = False

    @property
    def left(self) -> int:
        """Tokens that it may still write."""
        return 0 if self.over else self.request.limit - len(self.written)

    def write(
        self, tokens: Sequence[int], likelihoods: Sequence[float], guess: Sequence[int], ends: _Ends
    ) -> int:
        """Writes tokens up to the first that was not guessed; how many of the guesses were right.

        Args:
            tokens: what comes now, and after each of the guesses.
            likelihoods: of each of them.
            guess: fewer.
            ends: what ends a row.
        """
        for number in range(1 + len(guess)):
            self.written.append(tokens[number])
            self.likelihoods.append(likelihoods[number])
            self.over = len(self.written) >= self.request.limit or ends.come(self.written)
            if self.over or number == len(guess) or tokens[number] != guess[number]:
                return number
        return len(guess)


@dataclass(frozen=True, slots=True)
class _Ends:
    """What ends a row: a token, or a text."""

    tokenizer: Tokenizer
    stop: Sequence[str]

    def come(self, written: Sequence[int]) -> bool:
        """True if the last token, or one of the texts, is an end."""
        if written[-1] in self.tokenizer.eos_ids:
            return True
        return bool(self.stop) and cut(self.tokenizer.decode(written), self.stop) is not None


class _Work:
    """Rows that have not ended, and what the network remembers of them.

    Args:
        network: whose scores are of ``tokens``, or of all its tokens.
        ends: what ends a row.
        rows: b rows.
        tokens: n that some row may write, ascending.
        reading: of the rows' prompts.
    """

    def __init__(
        self,
        network: Any,
        ends: _Ends,
        rows: Sequence[_Row],
        tokens: Sequence[int],
        reading: Reading,
    ) -> None:
        self._network, self._ends, self._rows = network, ends, list(rows)
        self._cache, self._mask = reading.cache, reading.mask
        self._tokens = torch.tensor(tokens)
        always = ends.tokenizer.eos_ids
        self._closed = torch.tensor(
            [[token not in row.open and token not in always for token in tokens] for row in rows]
        )
        self._take(reading.scores[:, None], [() for _ in rows])

    def drop_ended(self) -> bool:
        """Forgets rows that have ended, when there are many; False if all have."""
        kept = [place for place, row in enumerate(self._rows) if not row.over]
        if kept and len(kept) <= _FEWER * len(self._rows):
            index = torch.tensor(kept)
            self._cache.batch_select_indices(index)
            self._mask, self._closed = self._mask[index], self._closed[index]
            self._rows = [self._rows[place] for place in kept]
        return bool(kept)

    def step(self) -> None:
        """One pass of the network over each row's last token and the guesses that follow it."""
        guesses = self._guesses()
        width = 1 + max(map(len, guesses))
        ids = torch.zeros((len(self._rows), width), dtype=torch.long)
        for place, (row, guess) in enumerate(zip(self._rows, guesses, strict=True)):
            ids[place, : 1 + len(guess)] = torch.tensor([row.written[-1], *guess])
        scores = self._network(
            ids,
            # A row's own tokens do not see what fills it up behind them.
            attention_mask=torch.cat((self._mask, torch.ones_like(ids)), dim=1),
            position_ids=self._mask.sum(dim=1, keepdim=True) + torch.arange(width),
            past_key_values=self._cache,
            use_cache=True,
        ).logits
        right = torch.tensor(self._take(scores, guesses))
        seen = torch.arange(width)[None, :] <= right[:, None]
        self._mask = torch.cat((self._mask, seen.long()), dim=1)

    def _guesses(self) -> list[tuple[int, ...]]:
        # Wrong guesses stay in the cache, unseen; but a sliding window counts them. One column a
        # token must be left for what is still to come.
        sliding = getattr(self._network.config, "sliding_window", None)
        taken = self._mask.shape[1] + max(row.left for row in self._rows)
        most = _AHEAD if not sliding else max(0, min(_AHEAD, sliding - taken))
        return [
            row.prompt.guess(row.written, max(0, min(most, row.left - 1))) for row in self._rows
        ]

    def _take(self, scores: torch.Tensor, guesses: Sequence[tuple[int, ...]]) -> list[int]:
        """Writes what the scores say; of each row, how many of its guesses were right.

        Args:
            scores: (b, m, n): what comes after the row's last token, and after each guess.
            guesses: of each row, fewer than m.
        """
        if scores.shape[-1] != len(self._tokens):
            scores = scores[..., self._tokens]
        steered = scores.masked_fill(self._closed[:, None], float("-inf"))
        for row, some, guess in zip(self._rows, steered, guesses, strict=True):
            self._charge(row, some, guess)
        best = steered.argmax(dim=-1)
        sure = torch.log_softmax(scores.float(), dim=-1).gather(-1, best[..., None])[..., 0]
        written = zip(self._rows, self._tokens[best].tolist(), sure.tolist(), guesses, strict=True)
        return [
            0 if row.over else row.write(tokens, likelihoods, guess, self._ends)
            for row, tokens, likelihoods, guess in written
        ]

    def _charge(self, row: _Row, scores: torch.Tensor, guess: Sequence[int]) -> None:
        """Takes off ``scores`` (m, n) what going on with the prompt costs the row."""
        if row.over or not row.request.leaving:
            return
        for number in range(1 + len(guess)):
            for token in row.prompt.following([*row.written, *guess[:number]]):
                scores[number, self._tokens == token] -= row.request.leaving
