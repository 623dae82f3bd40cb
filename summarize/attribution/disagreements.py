"""Where cited sources give different figures or dates for the same thing.

Only like is compared with like: two passages of one cluster, of different origins, that share half
of their content words; the figures each the only one of its kind in its passage, with the same unit
and counted noun and a word in common right beside them; and not merely rounded or bounded
differently ("at least 12" does not gainsay "15"). No verdict is given: both passages are shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from summarize.records import Claim, Cluster, Disagreement, Sentence, SentenceKey
from summarize.text.facts.dates import find_dates, is_in_a_date
from summarize.text.facts.numbers import find_numbers
from summarize.text.words import content_stems, is_content, stem, word_spans

_AT_LEAST = re.compile(r"\b(?:at least|more than|over|above|no fewer than|exceeding)\s*$", re.I)
_AT_MOST = re.compile(
    r"\b(?:at most|less than|fewer than|under|below|up to|no more than)\s*$", re.I
)
_ABOUT = re.compile(
    r"\b(?:about|around|roughly|approximately|nearly|almost|some|estimated)\s*$", re.I
)
_RATIO = re.compile(r"\b(?:\d+|one|two|three)\s+(?:in|of|out of)\s+$", re.IGNORECASE)
_DATE_KINDS = ("weekday", "year", "month")
_UNITS = frozenset("$€£¥₹%")
_SHARED, _SHARED_FOR_DATES = 0.5, 0.6
_NEAR = 0.1


@dataclass(frozen=True, slots=True)
class _Figure:
    """A value with what it counts: ``noun`` right behind it, ``context`` the stems about it."""

    key: SentenceKey
    text: str
    kind: str
    noun: str
    value: Decimal | str
    bound: str
    context: frozenset[str]
    sentence: frozenset[str]
    everything: frozenset[object]


def find_disagreements(
    clusters: Sequence[Cluster],
    sentences: Mapping[SentenceKey, Sentence],
    origins: Mapping[str, int],
) -> tuple[Disagreement, ...]:
    """Disagreements within ``clusters``, in their order, each pair of claims told once.

    Args:
        clusters: those that the summary tells; sentences are compared within one cluster.
        sentences: by key.
        origins: number of the origin of each article; copies cannot disagree with their source.
    """
    found: list[Disagreement] = []
    told: set[tuple[object, ...]] = set()
    for cluster in clusters:
        figures = [f for key in cluster.members for f in _single(_figures(sentences[key]))]
        for one, two in combinations(figures, 2):
            if origins[one.key.article] == origins[two.key.article] or not _differ(one, two):
                continue
            topic = _topic(one, two, sentences[one.key].text)
            values = frozenset((one.value, two.value))
            # Within a cluster the topic may be put in more words or fewer: it is one disagreement.
            seen = {(topic, values), (cluster.id, one.kind, one.noun, values)}
            if told.isdisjoint(seen):
                claims = tuple(_claim(figure, sentences[figure.key]) for figure in (one, two))
                found.append(Disagreement(topic=topic, claims=claims))
            told |= seen
    return tuple(found)


def _single(figures: Iterable[_Figure]) -> list[_Figure]:
    """Those that are the only one of their kind in their sentence.

    "Leads 51 percent to 41 percent" has two of which neither can be held against another's.
    """
    listed = list(figures)
    return [f for f in listed if sum((f.kind, f.noun) == (o.kind, o.noun) for o in listed) == 1]


def _figures(sentence: Sentence) -> Iterable[_Figure]:
    told = _told(sentence.text)
    for number in find_numbers(sentence.text):
        if is_in_a_date(number.start, sentence.text):
            continue
        if len(number.readings) > 1 or _RATIO.search(sentence.text[: number.start]):
            continue  # read in two ways, or half of "1 in 5": nothing to hold against anybody
        (quantity,) = number.readings
        noun, context = _around(sentence.text, number.start, number.end)
        if noun or quantity.unit in _UNITS:
            yield _Figure(
                key=sentence.key,
                text=number.text,
                kind=quantity.unit or "count",
                noun=noun,
                value=quantity.value,
                bound=_bound(sentence.text[: number.start]),
                context=context,
                sentence=told,
                everything=frozenset(
                    r.value for n in find_numbers(sentence.text) for r in n.readings
                ),
            )
    yield from _dated(sentence)


def _dated(sentence: Sentence) -> Iterable[_Figure]:
    """The date of a sentence that has just one of its kind."""
    dates = find_dates(sentence.text)
    for kind in _DATE_KINDS:
        of_kind = [date for date in dates if any(part[0] == kind for part in date.parts)]
        if len(of_kind) != 1:
            continue
        (date,) = of_kind
        parts = dict(date.parts)
        value = parts[kind] + (f"-{parts['day']}" if kind == "month" and "day" in parts else "")
        yield _Figure(
            key=sentence.key,
            text=date.text,
            kind=kind + ("-day" if "-" in value else ""),
            noun="",
            value=value,
            bound="",
            context=_told(sentence.text) - set(content_stems(date.text)),
            sentence=_told(sentence.text),
            everything=frozenset({value}),
        )


def _differ(one: _Figure, two: _Figure) -> bool:
    if one.kind != two.kind or one.noun != two.noun or one.value == two.value:
        return False
    if two.value in one.everything or one.value in two.everything:
        return False
    both = len(one.sentence & two.sentence)
    if isinstance(one.value, str) or isinstance(two.value, str):
        larger = max(len(one.context), len(two.context))
        return len(one.context & two.context) >= _SHARED_FOR_DATES * larger
    if both < _SHARED * min(len(one.sentence), len(two.sentence)):
        return False
    shared = (one.context & two.context) - {one.noun}
    return bool(shared) and not _compatible(one, two)


def _compatible(one: _Figure, two: _Figure) -> bool:
    """True if both can be right: a bound holds, or one is the other rounded."""
    first, second = Decimal(one.value), Decimal(two.value)
    for figure, mine, other in ((one, first, second), (two, second, first)):
        if (figure.bound == "least" and other >= mine) or (
            figure.bound == "most" and other <= mine
        ):
            return True
        if figure.bound == "about" and abs(other - mine) <= Decimal(_NEAR) * max(mine, other):
            return True
        if _rounded(mine, other):
            return True
    return False


def _rounded(value: Decimal, other: Decimal) -> bool:
    """True if ``value`` is ``other`` rounded to two significant digits or more of its own."""
    digits = len(value.normalize().as_tuple().digits)
    if digits < 2 or other == 0:
        return False
    exponent = other.adjusted() - digits + 1
    return other.quantize(Decimal(1).scaleb(exponent)) == value if exponent > -6 else False


def _bound(before: str) -> str:
    if _AT_LEAST.search(before):
        return "least"
    if _AT_MOST.search(before):
        return "most"
    return "about" if _ABOUT.search(before) else ""


def _around(text: str, start: int, end: int) -> tuple[str, frozenset[str]]:
    """The noun that is counted, and the content stems next to the figure and its noun.

    Only the next ones: "killed 12 people" and "15 people were killed" have the verb there, "injured
    15 people" has another, whatever else the passages share.
    """
    found = word_spans(text)
    before = [stem(w) for w, _, stop in found if stop <= start and is_content(w)][-1:]
    behind = [(w, begin) for w, begin, _ in found if begin >= end]
    after = [stem(w) for w, _ in behind if is_content(w)][:2]
    noun = ""
    if behind and is_content(behind[0][0]) and not text[end : behind[0][1]].strip(" -"):
        noun = stem(behind[0][0])
    return noun, frozenset(before + after)


def _told(text: str) -> frozenset[str]:
    """Content stems of a sentence, figures left out."""
    return frozenset(stem for stem in content_stems(text) if not stem.isdigit())


def _topic(one: _Figure, two: _Figure, text: str) -> str:
    """The words about the figure that both passages have, as the first one writes them."""
    shared = (one.context & two.context) | ({one.noun} - {""})
    words = [w for w, _, _ in word_spans(text) if is_content(w) and stem(w) in shared]
    return " ".join(dict.fromkeys(words))


def _claim(figure: _Figure, sentence: Sentence) -> Claim:
    return Claim(
        value=figure.text,
        article=sentence.key.article,
        start=sentence.start,
        end=sentence.end,
        text=sentence.text,
    )
