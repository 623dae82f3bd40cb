"""Planted: negations gained and lost, hedges and attributions dropped, plans told as deeds."""

from __future__ import annotations

import re

from benchmarks.planting.scene import Scene, replaced, tidied
from benchmarks.planting.verbs import base_of, past_of

_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|could|should|may|might|can)\b"
    r"(?= (?!not\b|no\b|never\b|been not\b|n't)\w)"
)
_PAST = re.compile(
    r"(?<=[a-z] )(?P<past>[a-z]+)(?= (?:the|a|an|to|that|his|her|their|its|in|on)\b)"
)
_LOST = (
    (
        re.compile(
            r"\b(did|does|do|is|are|was|were|has|have|had|would|could|should|wo|ca)n['’]t\b"
        ),
        None,
    ),
    (re.compile(r"\bcannot\b"), "can"),
    (re.compile(r"\b(?:not|never) (?!only|just|merely)"), ""),
    (re.compile(r"\bwithout\b"), "with"),
    (re.compile(r"\bno (?=[a-z]{4,}\b)(?!longer|matter|doubt|more|one)"), "a "),
    (re.compile(r"\bno longer "), "still "),
)
_SHORT = {"wo": "will", "ca": "can"}
_HEDGES = (
    (re.compile(r"\b(?:may|might|could) be\b"), "is"),
    (re.compile(r"\b(?:may|might|could) have been\b"), "was"),
    (re.compile(r"\b(?:may|might|could) have (?=\w+ed\b)"), ""),
    (re.compile(r"\b(?:may|might) (?=[a-z]+\b)(?!be\b|have\b|not\b)"), "will "),
    (re.compile(r"\b(?:allegedly|reportedly|apparently|possibly|probably|perhaps|likely) "), ""),
    (re.compile(r"\b(?:alleged|suspected|accused) (?=[a-z]{4,})(?!of\b|that\b)"), ""),
    (re.compile(r"\b(?:appears|seems) to be\b"), "is"),
    (re.compile(r"\b(?:is|are) (?:believed|thought|said) to be\b"), "is"),
    (re.compile(r"\b(?:was|were) (?:believed|thought|said) to be\b"), "was"),
)
_SPEAKING = r"(?:said|says|say|told|claimed|claims|claim|believe|believes|alleged|alleges|reports)"
_ATTRIBUTIONS = (
    re.compile(
        rf"^(?:[\w.’' -]{{3,50}}) {_SPEAKING} (?:that )?"
        r"(?=(?:the|a|an|he|she|they|it|his|[A-Z]\w+)\b)"
    ),
    re.compile(rf", (?:[\w.’' -]{{3,50}}) {_SPEAKING}(?: (?:on )?[A-Z][a-z]+day)?(?=\.$)"),
    re.compile(r",? according to (?:[\w.’' -]{3,50})(?=\.$)"),
    re.compile(r"^According to (?:[\w.’' -]{3,50}), "),
)
_PLANS = (
    (re.compile(r"\b(?:will|would) be\b"), "was"),
    (re.compile(r"\b(?:is|are|was|were) (?:expected|due|scheduled|set|going) to be\b"), "was"),
    (
        re.compile(
            r"\b(?:will|would|plans? to|planned to|hopes? to|hoped to|wants? to|wanted to|tried to"
            r"|agreed to|threatened to|(?:is|are|was|were) (?:expected|due|scheduled|set|going) to)"
            r" (?P<base>[a-z]{3,})\b"
        ),
        None,
    ),
)
_NO_VERBS = frozenset("not also never likely have been only still now then be the".split())


def negation_gained(scene: Scene) -> str | None:
    """Says "is not" for "is", "did not find" for "found", "never found"."""
    options = [(m.end(), m.end(), " not") for m in _AUXILIARY.finditer(scene.text)]
    for match in _PAST.finditer(scene.text):
        base = base_of(match["past"], scene.vocabulary)
        before = scene.text[: match.start()].split()[-1:]
        if base and before and before[0] not in ("was", "were", "been", "be", "is", "are", "the"):
            options.append((match.start(), match.end(), f"did not {base}"))
            options.append((match.start(), match.start(), "never "))
    return replaced(scene.text, scene.draw.choice(options)) if options else None


def negation_lost(scene: Scene) -> str | None:
    """The "not" left out, "with" for "without", "a" for "no"."""
    options = []
    for pattern, new in _LOST:
        for match in pattern.finditer(scene.text):
            plain = _SHORT.get(match[1], match[1]) if new is None else new
            options.append((match.start(), match.end(), plain))
    return tidied(replaced(scene.text, scene.draw.choice(options))) if options else None


def hedge_dropped(scene: Scene) -> str | None:
    """Says "is" for "may be", and leaves out "allegedly" and "suspected"."""
    options = [
        (m.start(), m.end(), new) for pattern, new in _HEDGES for m in pattern.finditer(scene.text)
    ]
    return tidied(replaced(scene.text, scene.draw.choice(options))) if options else None


def attribution_dropped(scene: Scene) -> str | None:
    """What somebody says, told as a fact. Quotations stay with who said them."""
    if any(mark in scene.text for mark in '"“”'):
        return None
    options = [m.span() for pattern in _ATTRIBUTIONS for m in pattern.finditer(scene.text)]
    if not options:
        return None
    start, end = scene.draw.choice(options)
    short = tidied(scene.text[:start] + scene.text[end:])
    return short if len(short.split()) >= 5 else None


def plan_done(scene: Scene) -> str | None:
    """Says "was" for "will be", "closed" for "plans to close"."""
    options = []
    for pattern, new in _PLANS:
        for match in pattern.finditer(scene.text):
            if new is None and match["base"] in _NO_VERBS:
                continue
            done = past_of(match["base"]) if new is None else new
            options.append((match.start(), match.end(), done))
    return replaced(scene.text, scene.draw.choice(options)) if options else None
