"""Several articles about one event in, one short summary out, every sentence traced to its sources.

>>> from summarize import summarize, load_settings            # doctest: +SKIP
>>> summary = summarize(["articles/"], load_settings("fast"))  # doctest: +SKIP

Importing the package loads no model and no library that would.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from summarize.errors import (
        InputError,
        ModelError,
        NoInputError,
        OutputError,
        SettingsError,
        SummarizeError,
    )
    from summarize.pipeline import Summarizer, summarize, summarize_documents
    from summarize.records import Article, CitedSentence, Document, Summary
    from summarize.settings import Settings, config_names, load_settings

_WHERE = {
    "Article": "records",
    "CitedSentence": "records",
    "Document": "records",
    "InputError": "errors",
    "ModelError": "errors",
    "NoInputError": "errors",
    "OutputError": "errors",
    "Settings": "settings",
    "SettingsError": "errors",
    "SummarizeError": "errors",
    "Summarizer": "pipeline",
    "Summary": "records",
    "config_names": "settings",
    "load_settings": "settings",
    "summarize": "pipeline",
    "summarize_documents": "pipeline",
}

__all__ = [
    "Article",
    "CitedSentence",
    "Document",
    "InputError",
    "ModelError",
    "NoInputError",
    "OutputError",
    "Settings",
    "SettingsError",
    "SummarizeError",
    "Summarizer",
    "Summary",
    "config_names",
    "load_settings",
    "summarize",
    "summarize_documents",
]


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module 'summarize' has no attribute {name!r}")
    return getattr(import_module(f"summarize.{_WHERE[name]}"), name)
