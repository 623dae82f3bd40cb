"""One face for the tokenizers of packaged and of Hugging Face models."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from summarize.errors import ModelBrokenError


class Tokenizer(Protocol):
    """Text to token numbers and back."""

    @property
    def bos_id(self) -> int | None:
        """Put before every text by the model's makers, or None."""
        ...

    @property
    def eos_ids(self) -> frozenset[int]:
        """Tokens that end a text."""
        ...

    @property
    def pad_id(self) -> int:
        """Fills up shorter rows of a batch."""
        ...

    @property
    def surfaces(self) -> Sequence[str]:
        """The text of each token, a leading space kept; "" for tokens that are no text."""
        ...

    def encode(self, text: str) -> list[int]:
        """Token numbers, with whatever special tokens a source text is given."""
        ...

    def decode(self, ids: Sequence[int]) -> str:
        """Text without special tokens."""
        ...


class SentencePieceTokenizer:
    """A SentencePiece model file, read by the ``sentencepiece`` library."""

    def __init__(self, path: Path, hint: str) -> None:
        from sentencepiece import SentencePieceProcessor

        try:
            self._model = SentencePieceProcessor(model_file=str(path))
        except (OSError, RuntimeError) as error:
            raise ModelBrokenError(f"{path} is no tokenizer: {error}", hint=hint) from error

    @property
    def bos_id(self) -> int | None:
        """From the file; None where it has none."""
        number = self._model.bos_id()
        return number if number >= 0 else None

    @property
    def eos_ids(self) -> frozenset[int]:
        """From the file."""
        number = self._model.eos_id()
        return frozenset({number}) if number >= 0 else frozenset()

    @property
    def pad_id(self) -> int:
        """From the file; 0 where it has none."""
        return max(int(self._model.pad_id()), 0)

    @cached_property
    def surfaces(self) -> Sequence[str]:
        """The text of each token; bytes and control tokens have none."""
        model = self._model
        return tuple(
            ""
            if model.is_control(i) or model.is_byte(i) or model.is_unknown(i)
            else model.id_to_piece(i).replace("▁", " ")
            for i in range(model.get_piece_size())
        )

    def encode(self, text: str) -> list[int]:
        """Token numbers, none special."""
        return list(self._model.encode(text))

    def decode(self, ids: Sequence[int]) -> str:
        """Text without control tokens."""
        return str(self._model.decode(list(ids)))


class HubTokenizer:
    """A tokenizer of ``transformers``."""

    def __init__(self, tokenizer: Any, eos: int | Sequence[int] | None, pad: int | None) -> None:
        self._tokenizer = tokenizer
        listed = [eos] if isinstance(eos, int) else list(eos or ())
        self._eos = frozenset([*listed, *_known(tokenizer.eos_token_id)])
        self._pad = next(
            iter([*_known(tokenizer.pad_token_id), *_known(pad), *sorted(self._eos), 0])
        )

    @property
    def bos_id(self) -> int | None:
        """None: ``encode`` adds what the model wants."""
        return None

    @property
    def eos_ids(self) -> frozenset[int]:
        """Those of the tokenizer and of the model's configuration."""
        return self._eos

    @property
    def pad_id(self) -> int:
        """That of the tokenizer, else of the configuration, else one that ends a text."""
        return int(self._pad)

    @cached_property
    def surfaces(self) -> Sequence[str]:
        """Each token decoded by itself."""
        special = set(self._tokenizer.all_special_ids)
        return tuple(
            "" if i in special else str(self._tokenizer.decode([i]))
            for i in range(len(self._tokenizer))
        )

    def encode(self, text: str) -> list[int]:
        """Token numbers with the model's own special tokens; never truncated."""
        return list(self._tokenizer(text, truncation=False, verbose=False)["input_ids"])

    def decode(self, ids: Sequence[int]) -> str:
        """Text without special tokens."""
        return str(self._tokenizer.decode(list(ids), skip_special_tokens=True))


def _known(number: int | None) -> list[int]:
    return [] if number is None else [number]
