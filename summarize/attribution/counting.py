"""What a number counts: "five tigers" is not borne by "five tigresses and three tigers".

Two numbers that stand side by side share nearly all of their context, so that ``slots`` cannot tell
which belongs to which; the word that each counts tells it. Read is the word right behind the
number in the sentence, and in a passage that one or the one after it: "three white tigers".

Limits: a passage that tells the number without what it counts ("12 died") does not bear "12
people" where another counts other people.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarize.text.facts.numbers import find_numbers
from summarize.text.words import is_content, stem, word_spans

_Counted = tuple[str, frozenset[object]]


def counts_another(sentence: str, passages: Sequence[str]) -> tuple[str, ...]:
    """The words of ``sentence`` that ``passages`` count, but by other numbers alone."""
    there: dict[str, set[object]] = {}
    for passage in passages:
        for word, values in _counted(passage, reach=2):
            there.setdefault(word, set()).update(values)
    return tuple(
        word
        for word, values in _counted(sentence, reach=1)
        if word in there and not values & there[word]
    )


def _counted(text: str, reach: int) -> Iterator[_Counted]:
    """Stems of the first ``reach`` words behind each number, with what the number may be."""
    spans = word_spans(text)
    for number in find_numbers(text):
        values = frozenset(reading.value for reading in number.readings)
        end = number.end
        for word, start, stop in [span for span in spans if span[1] >= number.end][:reach]:
            if text[end:start] not in (" ", "-") or not is_content(word) or not word.isalpha():
                break
            yield stem(word), values
            end = stop
