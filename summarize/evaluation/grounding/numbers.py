"""Numbers that a text states, by value and unit.

A number has readings, for its surface is often not enough: "235, 000" (as wire services space it)
is one number or two, "1.5m" is metres or millions, "2" in "2 to 3 million" is two or two million.
Two numbers agree if a reading of one agrees in value with a reading of the other and their units
do not conflict: a percentage agrees with percentages only, money with money of the same sign or
with a bare number, a measure ("year", "mile") with itself or with a bare number.

Strict where writers are loose: a rounded figure ("nearly 1,000" for 997) has another value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from summarize.evaluation.grounding.number_words import (
    LETTER_SCALES,
    ORDINALS,
    PARTS,
    SCALES,
    SMALL,
    TENS,
    read_words,
)
from summarize.evaluation.grounding.units import UNIT_OF

Reading = tuple[Fraction, str]
"""Value and unit; the unit is "" for a bare number."""

_VULGAR = {
    "½": Fraction(1, 2),
    "¼": Fraction(1, 4),
    "¾": Fraction(3, 4),
    "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3),
}
_SHARES = {Fraction(1, 2), *(Fraction(part, 4) for part in (1, 3)), Fraction(1, 5), Fraction(1, 10)}

_WORD = "|".join(sorted({*SMALL, *TENS, *SCALES, *ORDINALS, *PARTS}, key=len, reverse=True))
_DIGITS = r"\d{1,3}(?:,\s?\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|(?<!\d)\.\d+"
_NUMBER = re.compile(
    rf"""
    (?:(?P<sign>[$€£¥])\s?|(?<!\w)(?<!\d\.))
    (?: (?P<digits>{_DIGITS}) (?P<vulgar>[½¼¾⅓⅔])? (?P<over>/\d+(?![\d/]))?
      (?:\s(?P<mixed>\d{{1,2}}/[1-9]\d?)(?![\d/]))? | (?P<alone>[½¼¾⅓⅔]) )
    (?: (?P<letters>[^\W\d_]+)(?:\.m\b)? )?
    | \b (?P<words> (?:(?:an?|half(?:[\s-]an?)?|quarter(?:\sof\sa)?)[\s-])?
      (?:{_WORD}) (?:(?:[\s-]+|\s+and\s+(?:a\s+)?)(?:{_WORD}))* ) \b
    """,
    re.X | re.I,
)
_SCALE_AFTER = re.compile(r"(?:\s+and\s+a\s+half)?[\s-]+(" + "|".join(SCALES) + r"|bn|m)\b", re.I)
_UNIT_AFTER = re.compile(
    r"[\s-]{0,2}(%|per\s?cent|a\.m|p\.m|"
    + "|".join(re.escape(w) for w in UNIT_OF)
    + r")(?![^\W_])",
    re.I,
)
_CLOCK = re.compile(
    r"(?<![\w:.])([01]?\d|2[0-4])[:.]([0-5]\d)(?![\d:.%])(?=\s*[ap]\.?m\b|(?<=:\d\d))", re.I
)
_RANGE = re.compile(r"\s*[-–—]\s*|[\s-]+(?:to|and|or)\s+(?:an?\s+)?", re.I)
_RATIO = re.compile(r"\s+(?:in|out\s+of)\s+(?:every\s+)?|\s+of\s+every\s+", re.I)
_GLUED = re.compile(r"(?<=[^\W\d_])\d[\d,]*\d|(?<=[^\W\d_])\d|\d+(?=[^\W\d_])")
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number in a text: where it stands, what it can mean, and whether it is a statement."""

    start: int
    end: int
    text: str
    readings: frozenset[Reading]
    stated: bool = True
    """False for what is seldom meant as a number: a lone "one", "first", "second", "half"."""


def stated_numbers(text: str, taken: Sequence[tuple[int, int]] = ()) -> tuple[Number, ...]:
    """The numbers that ``text`` states, in order, outside the spans ``taken`` (dates)."""
    taken = [*taken, *(match.span() for match in _ADDRESS.finditer(text))]
    found = _merge_ratios(text, _spread(text, _find(text, taken)))
    return tuple(number for number in found if number.stated)


@lru_cache(maxsize=2048)
def number_index(text: str, taken: tuple[tuple[int, int], ...] = ()) -> dict[Fraction, set[str]]:
    """Values to units of all readings of all numbers in ``text``, stated or not."""
    index: dict[Fraction, set[str]] = {}
    plain = _spread(text, _find(text, taken))
    for number in (*plain, *_merge_ratios(text, plain)):
        for value, unit in number.readings:
            index.setdefault(value, set()).add(unit)
    for match in _GLUED.finditer(text):
        if not _overlaps(match.span(), taken):
            index.setdefault(Fraction(match.group().replace(",", "")), set()).add("")
    return index


def holds_number(index: dict[Fraction, set[str]], number: Number) -> bool:
    """True if a reading of ``number`` stands in the index and no unit conflicts."""
    return any(
        _compatible(unit, other)
        for value, unit in number.readings
        for other in index.get(value, ())
    )


def _compatible(unit: str, other: str) -> bool:
    return unit == other or ("%" not in (unit, other) and "" in (unit, other))


def _overlaps(span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in taken)


def _find(text: str, taken: Sequence[tuple[int, int]]) -> list[Number]:
    found = []
    taken = list(taken)
    for match in _CLOCK.finditer(text):
        if not _overlaps(match.span(), taken):
            value = Fraction(int(match[1])) + Fraction(int(match[2]), 60)
            found.append(_number(text, *match.span(), {(value, "clock")}))
            taken.append(match.span())
    for match in _NUMBER.finditer(text):
        if not _overlaps(match.span(), taken):
            found += _in_words(text, match) if match["words"] else _in_digits(text, match)
    return sorted(found, key=lambda number: number.start)


def _number(text: str, start: int, end: int, readings: set[Reading], stated: bool = True) -> Number:
    return Number(
        start=start, end=end, text=text[start:end], readings=frozenset(readings), stated=stated
    )


def _in_digits(text: str, match: re.Match[str]) -> Iterator[Number]:
    digits, letters, sign = match["digits"] or "", (match["letters"] or "").lower(), match["sign"]
    values = [Fraction(digits.replace(",", "").replace(" ", "") or 0)]
    values[0] += _VULGAR.get(match["vulgar"] or match["alone"] or "", 0)
    values[0] += Fraction(match["mixed"] or 0)
    stated, unit, end = True, sign or "", match.end()
    if re.search(r",\s", digits):
        values += [Fraction(part) for part in re.split(r",\s*", digits)]
    if match["over"]:
        below = int(match["over"][1:])
        values = [values[0] / below] if below else values
    if letters in LETTER_SCALES:
        scaled = [value * LETTER_SCALES[letters] for value in values]
        values = scaled if sign else values + scaled
    elif letters in UNIT_OF:
        unit = unit or UNIT_OF[letters]
    elif letters and letters not in ("st", "nd", "rd", "th", "s", "ers"):
        # "3D", "2009On": a part of a name, or the words run together.
        stated, end = False, match.start("letters")
    yield _with_tail(text, match.start(), end, values, unit, stated)


def _with_tail(
    text: str, start: int, end: int, values: list[Fraction], unit: str, stated: bool
) -> Number:
    """The number with the scale and the unit that follow it."""
    if scale := _SCALE_AFTER.match(text, end):
        word = scale[1].lower()
        times = SCALES.get(word) or LETTER_SCALES[word]
        plus = Fraction(1 if "half" in scale.group().lower() else 0, 2)
        if word != "m" or unit:
            values, end, stated = [(value + plus) * times for value in values], scale.end(), True
    if tail := _UNIT_AFTER.match(text, end):
        unit = unit or UNIT_OF[re.sub(r"^per\s?cent$", "percent", tail[1].lower())]
        end = tail.end()
    if unit == "%":
        stated = True
    readings = {(value, unit) for value in values}
    readings |= {(100 * value, "%") for value in values if value in _SHARES and not unit}
    return _number(text, start, end, readings, stated)


def _in_words(text: str, match: re.Match[str]) -> Iterator[Number]:
    """The numbers of a run of number words: "twenty-one", "two thirds", "three or" no more."""
    words = re.split(r"[\s-]+", match["words"].lower())
    places = [item.span() for item in re.finditer(r"[^\s-]+", match["words"])]
    at = 0
    while at < len(words):
        values, after, stated = read_words(words, at)
        if values:
            start, end = match.start() + places[at][0], match.start() + places[after - 1][1]
            if after < len(words):
                yield _number(text, start, end, {(value, "") for value in values}, stated)
            else:
                yield _with_tail(text, start, end, values, "", stated)
        at = max(after, at + 1)


def _spread(text: str, numbers: list[Number]) -> list[Number]:
    """What one end of a range says of its unit and scale holds for the other: "20-30 percent"."""
    spread = list(numbers)
    for place in range(len(spread) - 1, 0, -1):
        left, right = spread[place - 1], spread[place]
        if not _RANGE.fullmatch(text, left.end, right.start):
            continue
        units = {unit for _, unit in right.readings}
        if units == {""} and text[left.end : right.start] in ("-", "–"):
            # "43-29" can be a score or a vote: shares of a hundred.
            units = {"", "%"}
            right = _more(right, {(value, "%") for value, _ in right.readings})
        times = _SCALE_AFTER.search(right.text)
        scale = SCALES.get(times[1].lower(), 1) if times else 1
        more = {
            (value * factor, unit)
            for value, own in left.readings
            for factor in {1, scale}
            for unit in ({own} if own else {own, *units})
            if value < 1000 or factor == 1
        }
        signs = {unit for _, unit in left.readings if unit in ("$", "€", "£", "¥")}
        back = {(value, sign) for value, own in right.readings if not own for sign in signs}
        spread[place - 1], spread[place] = _more(left, more), _more(right, back)
    return spread


def _more(number: Number, readings: set[Reading]) -> Number:
    return replace(number, readings=number.readings | readings)


def _merge_ratios(text: str, numbers: list[Number]) -> list[Number]:
    """A ratio is one number: "one in five" is a fifth, or 20%, and no five."""
    merged: list[Number] = []
    for number in numbers:
        last = merged[-1] if merged else None
        link = last and _RATIO.fullmatch(text, last.end, number.start)
        if last and link and (_is_one(last) or re.search("out|every", link.group(), re.I)):
            above, below = (min(value for value, _ in one.readings) for one in (last, number))
            if 0 < above < below:
                readings = {(above / below, ""), (100 * above / below, "%")}
                merged[-1] = _number(text, last.start, number.end, readings)
                continue
        merged.append(number)
    return merged


def _is_one(number: Number) -> bool:
    return number.readings == {(Fraction(1), "")}
