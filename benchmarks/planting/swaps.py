"""Planted: names, figures and dates put where another one belongs."""

from __future__ import annotations

import re
from itertools import combinations

from benchmarks.planting.scene import Scene, names_of, replaced
from summarize.text.facts.dates import find_dates
from summarize.text.facts.numbers import find_numbers

_LIST = re.compile(r"^(?:’s|'s)?,? ?(?:and|or|,|with|&|/|-|–|vs\.?|met|married)? ?(?:the )?$")
_SAYS = r"(?:said|says|told|wrote|tweeted|added|according to|adds|writes|explained)"
_SPEAKER = re.compile(rf"\b{_SAYS}\b")
_VERB = re.compile(r"\b[a-z]+(?:ed|s)\b|\b(?:was|is|had|has|will|would|to|by|of|from|in|at|that)\b")


def subject_swapped(scene: Scene) -> str | None:
    """Two names change places that are told of, not told together."""
    names = scene.names()
    options = [
        (one, two)
        for one, two in combinations(names, 2)
        if not set(one.words) & set(two.words)
        and not _LIST.match(scene.text[one.end : two.start])
        and _VERB.search(scene.text[one.end : two.start])
        and "," not in scene.text[one.end : two.start]
    ]
    if not options:
        return None
    one, two = scene.draw.choice(options)
    return replaced(scene.text, (one.start, one.end, two.text), (two.start, two.end, one.text))


def other_name(scene: Scene) -> str | None:
    """A name of another sentence of the evidence in the place of one."""
    names = [name for name in scene.names() if not _speaks(scene.text, name.start, name.end)]
    others = scene.foreign_names()
    if not names or not others:
        return None
    name = scene.draw.choice(names)
    alike = [one for one in others if (" " in one) == (" " in name.text)] or others
    return replaced(scene.text, (name.start, name.end, scene.draw.choice(alike)))


def other_figure(scene: Scene) -> str | None:
    """Two numbers change places, or one of the evidence stands where another belongs."""
    dates = find_dates(scene.text)
    numbers = [
        n
        for n in find_numbers(scene.text)
        if all(n.end <= d.start or d.end <= n.start for d in dates)
    ]
    options: list[tuple[tuple[int, int, str], ...]] = []
    for one, two in combinations(numbers, 2):
        if not one.readings & two.readings:
            options.append(((one.start, one.end, two.text), (two.start, two.end, one.text)))
    own = {reading.value for number in numbers for reading in number.readings}
    for passage in scene.passages:
        taken = find_dates(passage)
        for other in find_numbers(passage):
            inside = any(d.start < other.end and other.start < d.end for d in taken)
            if inside or own & {reading.value for reading in other.readings}:
                continue
            options.extend(
                ((number.start, number.end, other.text),)
                for number in numbers
                if _units(number.text) == _units(other.text)
            )
    return replaced(scene.text, *scene.draw.choice(options)) if options else None


def other_date(scene: Scene) -> str | None:
    """A date of the evidence of the same kind where another belongs."""
    dates = find_dates(scene.text)
    parts = frozenset().union(*(date.parts for date in dates)) if dates else frozenset()
    options = [
        (date.start, date.end, other.text)
        for date in dates
        for passage in scene.passages
        for other in find_dates(passage)
        if {kind for kind, _ in date.parts} == {kind for kind, _ in other.parts}
        and not other.parts & parts
    ]
    return replaced(scene.text, scene.draw.choice(options)) if options else None


def other_speaker(scene: Scene) -> str | None:
    """A quotation put into the mouth of another person of the evidence."""
    if not any(mark in scene.text for mark in '"“'):
        return None
    speakers = [n for n in scene.names() if _speaks(scene.text, n.start, n.end)]
    others = [
        name.text
        for name in names_of(scene.text, scene.passages)
        if not any(set(name.words) & set(speaker.words) for speaker in speakers)
    ]
    others += scene.foreign_names()
    if not speakers or not others:
        return None
    speaker = scene.draw.choice(speakers)
    return replaced(
        scene.text, (speaker.start, speaker.end, scene.draw.choice(sorted(set(others))))
    )


def _speaks(text: str, start: int, end: int) -> bool:
    """True if a verb of saying stands beside ``text[start:end]``."""
    behind, before = text[end : end + 12], text[max(0, start - 14) : start]
    return bool(_SPEAKER.match(behind.lstrip())) or bool(re.search(rf"{_SAYS} $", before))


def _units(text: str) -> tuple[bool, bool, bool]:
    return (
        "$" in text or "dollar" in text,
        "%" in text or "percent" in text,
        text[-2:] in ("st", "th"),
    )
