"""What an error is planted in: a right sentence, its evidence, the words of its topic."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from summarize.evaluation.grounding.name_index import name_index
from summarize.evaluation.grounding.names import Name, stated_names
from summarize.records import SentenceKey

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_TITLES = frozenset("mr mrs ms dr sen rep gov president senator judge".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """A sentence that its evidence bears.

    Attributes:
        topic: the topic's place in the file.
        way: how it was made: "reference", "compressed" or "joined".
        evidence: keys of what a writer would have been given, best first, and their texts.
    """

    topic: int
    way: str
    text: str
    evidence: tuple[SentenceKey, ...]
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A right sentence with one error of a kind."""

    kind: str
    text: str
    right: Right


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Scene:
    """A right sentence as the planters see it; ``vocabulary`` is the topic's words, lower case."""

    text: str
    passages: Sequence[str]
    vocabulary: frozenset[str]
    draw: random.Random

    def names(self) -> list[Name]:
        """The names of the sentence, found as ``grounding`` finds them and not as the gate does."""
        return names_of(self.text, self.passages)

    def foreign_names(self) -> list[str]:
        """Names of the evidence that share no word with a name of the sentence."""
        own = {word for name in self.names() for word in name.words}
        words = {word.casefold() for word in _WORD.findall(self.text)}
        return sorted(
            {
                name.text
                for passage in self.passages
                for name in names_of(passage, self.passages)
                if not own & set(name.words)
                and not words & {word.casefold() for word in name.words}
            }
        )


Planter = Callable[[Scene], str | None]
"""Gives the sentence with one error, or None where it finds no place for one."""


def names_of(text: str, context: Sequence[str]) -> list[Name]:
    """Names of ``text`` that are more than a title, in order."""
    found = stated_names(text, [name_index(passage) for passage in (text, *context)])
    return [name for name in found if not set(name.words) <= _TITLES]


def replaced(text: str, *changes: tuple[int, int, str]) -> str:
    """``text`` with the characters of each (start, end, new) exchanged, in one go."""
    for start, end, new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def tidied(text: str) -> str:
    """White space and commas as they should be after a cut, a capital first."""
    text = re.sub(r"\s+", " ", text).strip(" ,")
    text = re.sub(r"\s+([,.;:?!])", r"\1", text)
    text = re.sub(r",\s*([.,])", r"\1", text)
    return text[:1].upper() + text[1:]
