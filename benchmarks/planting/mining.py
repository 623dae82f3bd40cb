"""Right sentences: people's own, and real source sentences rewritten in mechanically safe ways."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

from benchmarks.planting.scene import Right, tidied
from summarize.ports import Encoder, Floats
from summarize.records import Material
from summarize.settings import TextSettings
from summarize.text.facts.dates import missing_dates
from summarize.text.facts.names import missing_names
from summarize.text.facts.numbers import missing_numbers
from summarize.text.facts.quotes import missing_quotes
from summarize.text.sentences import PunktSplitter
from summarize.text.words import content_stems, count_words

_COVER, _EVIDENCE = 3, 4
_SHORTEST, _LONGEST = 8, 45
_ALIKE, _SAME = 0.5, 0.6
"""How alike vectors are of sentences of a cluster, and of a reference and what it is made of."""
_EACH = {"reference": 4, "compressed": 1, "joined": 1}
"""Sentences that a topic gives at most in each way, so that no topic rules the figures."""
_ASIDE = re.compile(r"(?<=\w), (?:who|which|whose)\b[^,;:“”\"]{8,80}, (?=[a-z])|\s\([^()]{3,60}\)")
_TAIL = re.compile(
    r", (?:while|where|when|although|as) (?!of\b|well\b|much\b)[^,;:“”\"—–]{12,120}\.$"
)
_FRONT = re.compile(r"^(?:Meanwhile|However|Also|In addition|Still|And|But|Then|Now),? (?=[A-Z])")
_FOLLOWS = re.compile(r"^(?:He|She|They|It|The)\s(?=[a-z])")


Made = tuple[str, str, tuple[int, ...]]
"""The way, the text, and the rows of the source sentences that bear it."""


def right_sentences(
    topic: int,
    references: Sequence[str],
    material: Material,
    vectors: Floats,
    encoder: Encoder,
    seed: int,
) -> Iterator[Right]:
    """Right sentences of a topic, a few of each way, drawn by the seed.

    A reference sentence is taken if one to three source sentences have all its content words and
    facts, the first half of them at least, each other two at least; a source sentence if a clause
    or an aside can be cut that nothing else hangs on; two short neighbours of one article, if the
    second goes on about the first. The evidence is these, and the nearest others as in a cluster.
    """
    draw = random.Random(f"{seed} {topic}")  # noqa: S311 - no secret
    made = [
        *_references(references, material),
        *_drawn(list(_compressed(material)), draw),
        *_drawn(list(_joined(material)), draw),
    ]
    alike = encoder.encode([text for _, text, _ in made]) @ vectors.T if made else vectors[:0]
    left = _EACH["reference"]
    for (way, text, cover), row in zip(made, alike, strict=True):
        if way == "reference" and (row[cover[0]] < _SAME or not left):
            continue
        left -= way == "reference"
        near = [int(place) for place in (-row).argsort(kind="stable") if row[place] >= _ALIKE]
        rows = [*cover, *(place for place in near if place not in cover)][:_EVIDENCE]
        chosen = [material.sentences[place] for place in rows]
        yield Right(
            topic=topic,
            way=way,
            text=text,
            evidence=tuple(sentence.key for sentence in chosen),
            passages=tuple(sentence.text for sentence in chosen),
        )


def _drawn(ones: Sequence[Made], draw: random.Random) -> Sequence[Made]:
    return draw.sample(ones, min(_EACH[ones[0][0]], len(ones))) if ones else ()


def _references(references: Sequence[str], material: Material) -> Iterator[Made]:
    texts = [sentence.text for sentence in material.sentences]
    having = [frozenset(content_stems(text)) for text in texts]
    splitter = PunktSplitter(TextSettings())
    for reference in references:
        whole = reference.lstrip("–- ")
        for start, end in splitter.split(whole):
            text = whole[start:end]
            if _usable(text):
                cover = _cover(frozenset(content_stems(text)), having)
                if cover and _grounded(text, [texts[row] for row in cover]):
                    yield "reference", text, cover


def _cover(content: frozenset[str], having: Sequence[frozenset[str]]) -> tuple[int, ...]:
    rows: list[int] = []
    left = content
    while left and len(rows) < _COVER:
        # Of what covers as much, that which is about the same thing.
        best = max(
            range(len(having)), key=lambda r: (len(left & having[r]), len(content & having[r]))
        )
        rows.append(best)
        left -= having[best]
    if left or 2 * len(content & having[rows[0]]) < len(content):
        return ()
    about = all(3 * len(content & having[row]) >= len(content) for row in rows)
    return tuple(rows) if about else ()


def _compressed(material: Material) -> Iterator[Made]:
    for row, sentence in enumerate(material.sentences):
        text = sentence.text
        for cut in (_ASIDE, _TAIL, _FRONT):
            found = cut.search(text)
            if found and _usable(text) and '"' not in text and "“" not in text:
                tail = "." if cut is _TAIL else " "
                short = tidied(text[: found.start()] + tail + text[found.end() :])
                if _usable(short):
                    yield "compressed", short, (row,)
                    break


def _joined(material: Material) -> Iterator[Made]:
    for row, (one, two) in enumerate(zip(material.sentences, material.sentences[1:], strict=False)):
        near = one.key.article == two.key.article and two.key.place == one.key.place + 1
        short = count_words(one.text) <= 18 and count_words(two.text) <= 18
        plain = one.text.endswith(".") and two.text.endswith(".") and '"' not in one.text + two.text
        again = set(content_stems(one.text)) >= set(content_stems(two.text))
        if near and short and plain and not again and _FOLLOWS.match(two.text):
            text = f"{one.text[:-1]}, and {two.text[:1].lower()}{two.text[1:]}"
            if _usable(text):
                yield "joined", text, (row, row + 1)


def _usable(text: str) -> bool:
    """A whole sentence of fair length that breaks no quotation open."""
    whole = text[-1:] in '.!?"”' and text[:1].isupper() and "\n" not in text
    even = text.count('"') % 2 == 0 and text.count("“") == text.count("”")
    return whole and even and _SHORTEST <= count_words(text) <= _LONGEST


def _grounded(text: str, passages: Sequence[str]) -> bool:
    kinds = (missing_numbers, missing_dates, missing_names, missing_quotes)
    return not any(missing(text, passages) for missing in kinds)
