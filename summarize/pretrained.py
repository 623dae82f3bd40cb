"""What loading a pretrained model has in common: quiet, safe to blame, and known by its weights."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from summarize.errors import ModelBrokenError, ModelMissingError


@contextmanager
def loading(name: str, hint: str) -> Iterator[None]:
    """Meanwhile no bars and no load reports from ``transformers``; what it raises becomes ours.

    Args:
        name: the model as the user named it: a hub name or a folder.
        hint: what to do where it cannot be loaded.

    Raises:
        ModelMissingError: it is not on this machine and cannot be fetched.
        ModelBrokenError: its files are damaged, pickles, or of no known kind.
    """
    from safetensors import SafetensorError

    try:
        with _quietly():
            yield
    except (SafetensorError, ValueError, KeyError, RuntimeError, TypeError) as error:
        raise ModelBrokenError(f"{name} cannot be loaded: {_first(error)}", hint=hint) from error
    except ImportError as error:
        raise ModelBrokenError(
            f"{name} needs more than is here: {_first(error)}", hint=hint
        ) from error
    except OSError as error:
        kind = ModelBrokenError if Path(name).is_dir() else ModelMissingError
        raise kind(f"{name} cannot be loaded: {_first(error)}", hint=hint) from error


def fingerprint(network: Any, about: bytes) -> str:
    """12 hex digits that change with ``about``, the type of the weights, or the weights.

    Of each tensor the name, the shape and eight numbers count.
    """
    digest = hashlib.sha256(about)
    digest.update(str(network.dtype).encode())
    for name, tensor in sorted(network.state_dict().items()):
        first = tensor.flatten()[:8].float().tolist()
        digest.update(f"{name}{tuple(tensor.shape)}{first}".encode())
    return digest.hexdigest()[:12]


def _first(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0] if lines else type(error).__name__


@contextmanager
def _quietly() -> Iterator[None]:
    """The logging of ``transformers`` and of the hub silenced; then as it was."""
    from logging import CRITICAL, getLogger

    from transformers.utils import logging as transformers_logging

    logging: Any = transformers_logging  # it has no types
    level, bars = logging.get_verbosity(), logging.is_progress_bar_enabled()
    logging.set_verbosity(CRITICAL)
    logging.disable_progress_bar()
    hub = getLogger("huggingface_hub")  # it tells of every retry
    hub_level = hub.level
    hub.setLevel(CRITICAL)
    try:
        yield
    finally:
        hub.setLevel(hub_level)
        logging.set_verbosity(level)
        if bars:
            logging.enable_progress_bar()
