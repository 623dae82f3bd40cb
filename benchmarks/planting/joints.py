"""Planted: "the" for "a", and causes, times and contrasts that no source tells."""

from __future__ import annotations

import re

from benchmarks.planting.scene import Scene, replaced

_INDEFINITE = re.compile(
    r"(?<=[\w,] )an? (?=[a-z])(?!few|lot|number|little|couple|bit|day|week|month|year)"
)
_SUBJECT = (
    r"(?=(?:he|she|they|it|the|a|an|his|her|their|its|[A-Z]\w+)\b [\w ’']{0,30}\b"
    r"(?:\w+ed|is|was|were|are|has|had|will|would|said|did)\b)"
)
"""Words that begin a clause, and its verb."""
_JOINTS = (
    (re.compile(rf"(?:,|(?<=[a-z])) and {_SUBJECT}"), (" because ", " after ", " so ")),
    (re.compile(rf",? but {_SUBJECT}"), (" because ", " so ")),
    (re.compile(r"\bafter (?=[a-z])"), ("because of ", "before ", "despite ")),
    (re.compile(r"\bbefore (?=[a-z]+ing\b)"), ("after ",)),
    (re.compile(r"\bbecause (?=(?:he|she|they|it|the)\b)"), ("although ", "and ")),
    (re.compile(r"\bwhile (?=[a-z]+ing\b)"), ("because of ", "after ")),
    (re.compile(rf"\b(?:while|as|when) {_SUBJECT}"), ("because ",)),
    (re.compile(r"\bdespite\b"), ("because of",)),
    (re.compile(rf"\balthough {_SUBJECT}"), ("because ",)),
)


def made_definite(scene: Scene) -> str | None:
    """Says "the gunman" for "a gunman", as if he had been told of before."""
    options = [(m.start(), m.end(), "the ") for m in _INDEFINITE.finditer(scene.text)]
    return replaced(scene.text, scene.draw.choice(options)) if options else None


def wrong_joint(scene: Scene) -> str | None:
    """Says "because" for "and", "before" for "after"."""
    options = [
        (match.start(), match.end(), new)
        for pattern, news in _JOINTS
        for match in pattern.finditer(scene.text)
        for new in news
    ]
    return replaced(scene.text, scene.draw.choice(options)) if options else None
