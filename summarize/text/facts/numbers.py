"""Numbers: "$1.5bn", "four", "235, 000", "20 percent", "two dozen", "3rd".

A number is compared by value and unit, so that "4" and "four", "$1bn" and "one billion dollars"
agree, and "5 percent" and "5 people" do not. Where a text can be read in two ways ("May 12, 200
people" against the wire's "235, 000") both readings count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

_UNITS = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen
    """.split()
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SMALL = {name: value for value, name in enumerate(_UNITS)} | {
    name: 10 * value for value, name in enumerate(_TENS, start=2)
}
_ORDINALS = {
    name: value
    for value, name in enumerate(
        """
            first second third fourth fifth sixth seventh eighth ninth tenth
            eleventh twelfth
            """.split(),
        start=1,
    )
}
_SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "k": 1_000,
    "million": 1_000_000,
    "mn": 1_000_000,
    "m": 1_000_000,
    "billion": 1_000_000_000,
    "bn": 1_000_000_000,
    "b": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "tn": 1_000_000_000_000,
    "t": 1_000_000_000_000,
    "dozen": 12,
}
_CURRENCIES = {"$": "$", "€": "€", "£": "£", "¥": "¥", "₹": "₹", "us$": "$", "c$": "$", "a$": "$"}
_UNIT_WORDS = {
    "%": "%",
    "percent": "%",
    "per cent": "%",
    "percentage": "%",
    "pct": "%",
    "dollar": "$",
    "dollars": "$",
    "euro": "€",
    "euros": "€",
    "pound": "£",
    "pounds": "£",
    "yen": "¥",
    "rupees": "₹",
}
_WORD_NUMBER = "|".join(sorted((*_SMALL, "a", "an", "half a"), key=len, reverse=True))
_SCALE_WORD = r"hundred|thousand|million|billion|trillion|dozen"
_NUMBER = re.compile(
    rf"""
    (?<![\w.,])
    (?P<currency>(?:US|C|A)?\$|[€£¥₹])?\s?
    (?:
      (?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)
      (?P<gap>,\s\d{{3}}(?!\d|,\d))?
      (?:(?P<ordinal>st|nd|rd|th)\b|(?:\s?-?(?P<tight>k|m|mn|bn|b|tn|t)\b)
         |[\s-]+(?P<scale>{_SCALE_WORD})s?\b(?:\s(?P<scale2>{_SCALE_WORD})\b)?)?
    | \b(?P<spelled>(?:{_WORD_NUMBER})\b(?:(?:[\s-]+(?:and\s+)?)
         (?:{"|".join(_SMALL)}|{_SCALE_WORD})\b)*)
    | \b(?P<word_ordinal>{"|".join(_ORDINALS)})\b
    )
    (?P<unit>\s?%|[\s-](?:percent|per\ cent|percentage|pct|dollars?|euros?|pounds?|yen|rupees)\b)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_JOINING = ("and",)
_RANGE = re.compile(r"^\s?(?:-|–|—|to|and|or|and up to|up to)\s?$", re.IGNORECASE)


class Quantity(NamedTuple):
    """A value and its unit: a currency sign, "%", "th" for an ordinal, or ""."""

    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number at ``text[start:end]``, and the ways in which it can be read (at least one)."""

    start: int
    end: int
    text: str
    readings: frozenset[Quantity]


@lru_cache(maxsize=8_000)
def find_numbers(text: str) -> tuple[Number, ...]:
    """The numbers of ``text``, in order. A lone "one" or "a" is a pronoun or article: left out."""
    found: list[Number] = []
    for match in _NUMBER.finditer(text):
        readings = _readings(match)
        if readings:
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            found.append(Number(start, match.end(), text[start : match.end()], readings))
    return tuple(_share_scale(text, found))


def missing_numbers(text: str, passages: Sequence[str]) -> tuple[Number, ...]:
    """The numbers of ``text`` that no passage has."""
    there = frozenset(
        reading
        for passage in passages
        for number in find_numbers(passage)
        for reading in number.readings
    ) | frozenset(Quantity(Decimal(1), "") for passage in passages if _ONE.search(passage))
    return tuple(n for n in find_numbers(text) if not any(_held(r, there) for r in n.readings))


_ONE = re.compile(r"\b(?:one|single)\b", re.IGNORECASE)


def _held(quantity: Quantity, there: frozenset[Quantity]) -> bool:
    if quantity in there:
        return True
    return not quantity.unit and any(other.value == quantity.value for other in there)


def _readings(match: re.Match[str]) -> frozenset[Quantity]:
    unit = _unit(match)
    if match["word_ordinal"]:
        return frozenset({Quantity(Decimal(_ORDINALS[match["word_ordinal"].lower()]), "th")})
    if match["spelled"]:
        value = _spelled_value(match["spelled"].lower())
        return frozenset() if value is None else frozenset({Quantity(value, unit)})
    digits = Decimal(match["digits"].replace(",", ""))
    if match["ordinal"]:
        return frozenset({Quantity(digits, "th")})
    scale = _scale(match)
    readings = {Quantity((digits * scale), unit)}
    if match["gap"] and len(match["digits"].split(",")[0]) <= 3 and "." not in match["digits"]:
        joined = Decimal(match["digits"].replace(",", "") + match["gap"].strip(", "))
        readings.add(Quantity((joined * scale), unit))
        if not match["gap"].startswith(", 0"):
            readings.add(Quantity(Decimal(match["gap"].strip(", ")), unit))
    return frozenset(readings)


def _unit(match: re.Match[str]) -> str:
    if match["currency"]:
        return _CURRENCIES[match["currency"].lower()]
    if match["unit"]:
        return _UNIT_WORDS[match["unit"].strip(" -").lower()]
    return ""


def _scale(match: re.Match[str]) -> Decimal:
    if match["tight"]:
        # "5 m" is metres more often than millions, unless money is named.
        if match["tight"].lower() in {"m", "b", "t", "k"} and not (
            match["currency"] or match["tight"].isupper()
        ):
            return Decimal(1)
        return Decimal(_SCALES[match["tight"].lower()])
    scale = Decimal(_SCALES[match["scale"].lower()]) if match["scale"] else Decimal(1)
    return scale * (Decimal(_SCALES[match["scale2"].lower()]) if match["scale2"] else 1)


def _spelled_value(spelled: str) -> Decimal | None:
    tokens = [word for word in re.split(r"[\s-]+", spelled) if word not in _JOINING]
    if tokens in (["one"], ["a"], ["an"], ["half", "a"]):
        return None
    factor = Decimal(1)
    if tokens[:2] == ["half", "a"]:
        factor, tokens = Decimal("0.5"), ["one", *tokens[2:]]
    total, current = Decimal(0), Decimal(0)
    for token in tokens:
        if token in ("a", "an"):
            current = Decimal(1)
        elif token in _SMALL:
            current += _SMALL[token]
        elif token in ("hundred", "dozen"):
            current = max(current, Decimal(1)) * _SCALES[token]
        else:
            total += max(current, Decimal(1)) * _SCALES[token]
            current = Decimal(0)
    return (total + current) * factor


def _share_scale(text: str, found: list[Number]) -> Iterable[Number]:
    """In "$100 to $500 billion" and "20 to 30 percent" the first number has the second's scale."""
    for position, number in enumerate(found):
        following = found[position + 1] if position + 1 < len(found) else None
        extra: set[Quantity] = set()
        if following is not None and _RANGE.match(text[number.end : following.start]):
            scale = next((s for s in _SCALE_VALUES if s in following.text.lower()), None)
            own = any(s in number.text.lower() for s in _SCALE_VALUES)
            for reading in number.readings:
                unit = reading.unit or next(iter(following.readings)).unit
                factor = _SCALES[scale] if scale and not own else 1
                if unit != reading.unit or factor != 1:
                    extra.add(Quantity((reading.value * factor), unit))
        yield Number(number.start, number.end, number.text, number.readings | extra)


_SCALE_VALUES = ("hundred", "thousand", "million", "billion", "trillion", "bn")
