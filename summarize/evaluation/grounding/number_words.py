"""Numbers in words: "twenty-one", "half a million", "two thirds"."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

SMALL = dict(
    zip(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
        fifteen sixteen seventeen eighteen nineteen""".split(),
        range(20),
        strict=True,
    )
)
TENS = dict(
    zip(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(),
        range(20, 100, 10),
        strict=True,
    )
)
SCALES = {"dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9}
SCALES |= {"trillion": 10**12}
LETTER_SCALES = {"k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "b": 10**9, "bn": 10**9}
LETTER_SCALES |= {"tn": 10**12}
ORDINALS = dict(
    zip(
        """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
        thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth
        twentieth""".split(),
        range(1, 21),
        strict=True,
    )
)
PARTS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4}
PARTS |= {f"{word}s": value for word, value in ORDINALS.items() if value > 2}


def read_words(words: Sequence[str], at: int) -> tuple[list[Fraction], int, bool]:
    """The number that begins at ``at``.

    Returns:
        Its values (none if no number begins there; two where a word has two meanings, "a third"),
        the place after it, and whether it is a statement: a lone "one" or "half" is seldom meant.
    """
    word = words[at]
    if word in ("half", "quarter"):
        return _read_part(words, at)
    if word in ("a", "an"):
        after = words[at + 1] if at + 1 < len(words) else ""
        if after in SCALES:
            return _read_cardinal(words, at + 1)
        if after in ORDINALS and ORDINALS[after] > 2:
            below = ORDINALS[after]
            return [Fraction(1, below), Fraction(below)], at + 2, True
        return [], at + 1, False
    if word in ORDINALS:
        return [Fraction(ORDINALS[word])], at + 1, ORDINALS[word] > 2
    if word in SMALL or word in TENS or word in SCALES:
        return _read_cardinal(words, at)
    return [], at + 1, False


def _read_part(words: Sequence[str], at: int) -> tuple[list[Fraction], int, bool]:
    """A part: "half", "half a million", "quarter of a million"."""
    share, after = Fraction(1, PARTS[words[at]]), at + 1
    while after < len(words) and words[after] in ("a", "an", "of"):
        after += 1
    if after < len(words) and words[after] in SCALES:
        return [share * SCALES[words[after]]], after + 1, True
    return [share], at + 1, False


def _read_cardinal(words: Sequence[str], at: int) -> tuple[list[Fraction], int, bool]:
    first, total, current = at, Fraction(0), Fraction(0)
    bare = words[at] in SCALES and (at == 0 or words[at - 1] not in ("a", "an"))
    room = 10**15
    while at < len(words):
        word = words[at]
        if word == "and" and words[at - 1] in ("hundred", "thousand") and at + 1 < len(words):
            at += 1
            continue
        if word in SMALL and room > SMALL[word]:
            current, room = current + SMALL[word], 0
        elif word in TENS and room >= 100:
            current, room = current + TENS[word], 10
        elif word in ORDINALS and 0 < ORDINALS[word] < room < 10**15:
            return [total + current + ORDINALS[word]], at + 1, True
        elif word in SCALES and (current or at == first):
            current = (current or Fraction(1)) * SCALES[word]
            room = 100 if word == "hundred" else 1000
            if SCALES[word] >= 1000:
                total, current = total + current, Fraction(0)
        else:
            break
        at += 1
    value: Fraction = total + current
    if tuple(words[at : at + 3]) == ("and", "a", "half"):
        value, at = value + Fraction(1, 2), at + 3
        if at < len(words) and words[at] in SCALES:
            value, at = value * SCALES[words[at]], at + 1
        return [value], at, True
    after = words[at] if at < len(words) else ""
    below = PARTS.get(after) or ORDINALS.get(after)
    if below and below > 2 and at == first + 1 and (value == 1 or after.endswith("s")):
        return [Fraction(value) / below], at + 1, True
    return [value], at, value > 1 and not bare
