"""A GGUF file's settings, vocabulary and tensors, read once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from summarize.errors import ModelBrokenError


class GgufFile:
    """Read with the ``gguf`` library; what is wrong with the file becomes ``ModelBrokenError``."""

    def __init__(self, path: Path, hint: str) -> None:
        from gguf import GGUFReader

        self._hint = hint
        try:
            self._reader = GGUFReader(path)
        except (OSError, ValueError, IndexError, KeyError) as error:
            raise ModelBrokenError(f"{path.name} is no GGUF file: {error}", hint=hint) from error

    def setting(self, key: str) -> Any:
        """The value of a metadata key.

        Raises:
            ModelBrokenError: the file lacks it.
        """
        field = self._reader.fields.get(key)
        if field is None:
            raise ModelBrokenError(f"the model file has no {key}", hint=self._hint)
        return field.contents()

    def strings(self, key: str) -> list[str]:
        """A list of strings, such as the 262,144 pieces of the vocabulary."""
        field = self._reader.fields.get(key)
        if field is None:
            raise ModelBrokenError(f"the model file has no {key}", hint=self._hint)
        return [bytes(field.parts[index]).decode("utf-8") for index in field.data]

    def numbers(self, key: str) -> list[float]:
        """A list of numbers."""
        field = self._reader.fields.get(key)
        if field is None:
            raise ModelBrokenError(f"the model file has no {key}", hint=self._hint)
        return [float(field.parts[index][0]) for index in field.data]

    def tensors(self) -> Iterator[tuple[str, NDArray[np.float32]]]:
        """Each tensor's name and float32 values, one after the other, so that few are in memory."""
        from gguf.quants import dequantize

        for tensor in self._reader.tensors:
            yield str(tensor.name), dequantize(tensor.data, tensor.tensor_type)
