"""What can be seen of each concept: who holds it, where, and in what kind of sentences."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np

from summarize.planning.concepts.pairs import concepts_of
from summarize.planning.features.sentences import (
    COMPANY,
    SENTENCE_FEATURES,
    Features,
    sentence_features,
)
from summarize.ports import Floats
from summarize.records import Concept, Material
from summarize.text.words import content_stems, count_words, stem, stems, words

SPREAD = (
    "corroborated",  # more than one origin holds it
    "origins",  # part of the origins that hold it
    "log_origins",  # log(1 + origins that hold it)
    "sentences",  # log(1 + sentences that hold it)
    "early",  # mean over all origins of 1 / (1 + its first place there), 0 where it is not
    "earliest",  # 1 / (1 + its first place of all)
    "late",  # log(1 + its first place of all)
    "opens",  # it stands in an article's first sentence
    "begins",  # part of the origins that have it in their first three sentences
)
"""Features of who holds the concept."""

WORDS = (
    "content",  # both stems are content words
    "function",  # neither is
    "first_origins",  # log(1 + origins that hold the first stem)
    "second_origins",
    "first_content",  # log(1 + sentences that hold the first stem), if it is a content word
    "second_content",
    "first_function",  # the same, if it is not
    "second_function",
    "digits",  # one of them is a number in digits
    "first_capital",  # how often the first stem is written with a capital inside sentences
    "second_capital",
    "least_capital",  # the lower of the two
    "titled",  # part of the two stems that are content words of some title
)
"""Features of the two stems."""

TOPIC = (
    "size",  # log of the number of sentences of the topic
    "outlets",  # number of origins
    "room",  # log of the words asked for by the words of all articles
)
"""Features that all concepts of a topic share."""

TURNED = (*SPREAD, "titled", "first_content", "second_content")
"""Features that are there times the logarithm of the number of origins too.

Who holds a concept does not count for the same in all topics: ten reports of one month share little
but their story, and each one's beginning is news; of three reports of one hour what all tell is.
"""

CONCEPT_FEATURES = (
    *SPREAD,
    *WORDS,
    *TOPIC,
    *(f"most_{name}" for name in COMPANY),  # the highest of the sentences that hold it
    *SENTENCE_FEATURES,  # the mean of the sentences that hold it
    *(f"{name}_of_many" for name in TURNED),
)


def concept_features(
    material: Material, vectors: Floats, asked: int
) -> tuple[tuple[Concept, ...], Features]:
    """The topic's concepts, sorted, and (m, 57) features of them.

    Args:
        material: n sentences.
        vectors: (n, d), row i belongs to sentence i.
        asked: words of the summary to be.
    """
    held = [concepts_of(sentence.text) for sentence in material.sentences]
    concepts = tuple(sorted({concept for some in held for concept in some}))
    if not concepts:
        return (), np.zeros((0, len(CONCEPT_FEATURES)))
    number = {concept: i for i, concept in enumerate(concepts)}
    holders = np.repeat(np.arange(len(held)), [len(some) for some in held])
    items = np.array([number[concept] for some in held for concept in some])
    order = np.lexsort((holders, items))
    items, holders = items[order], holders[order]
    starts = np.flatnonzero(np.diff(items, prepend=-1))
    seen = sentence_features(material, vectors)[holders]
    counts = np.diff(np.append(starts, len(items)))[:, None]
    spread, told = _spread(material, items, holders, starts), _words(material, concepts)
    topic = _topic(material, asked)
    plain = np.hstack([spread, told])
    turned = plain[:, [(*SPREAD, *WORDS).index(name) for name in TURNED]]
    return concepts, np.hstack(
        [
            plain,
            np.tile(topic, (len(concepts), 1)),
            np.maximum.reduceat(seen[:, : len(COMPANY)], starts, axis=0),
            np.add.reduceat(seen, starts, axis=0) / counts,
            turned * np.log(topic[1]),
        ]
    )


def _spread(material: Material, items: Any, holders: Any, starts: Any) -> Features:
    """(m, 9) in the order of ``SPREAD``; ``items`` is sorted."""
    origin = np.array([material.origins[s.key.article] for s in material.sentences])[holders]
    place = np.array([s.key.place for s in material.sentences])[holders]
    order = np.lexsort((place, origin, items))
    first = np.flatnonzero(
        np.diff(items[order], prepend=-1) | np.diff(origin[order], prepend=-1)
    )  # of each concept and origin the first place
    place, item = place[order][first], items[order][first]
    bounds = np.flatnonzero(np.diff(item, prepend=-1))
    count = len(set(material.origins.values()))
    origins = np.add.reduceat(np.ones(len(item)), bounds)
    early = np.add.reduceat(1 / (1 + place), bounds) / count
    begins = np.add.reduceat((place < 3).astype(float), bounds) / count
    least = np.minimum.reduceat(place, bounds)
    sentences = np.diff(np.append(starts, len(items)))
    return np.column_stack(
        [
            origins > 1,
            origins / count,
            np.log1p(origins),
            np.log1p(sentences),
            early,
            1 / (1 + least),
            np.log1p(least),
            least == 0,
            begins,
        ]
    ).astype(np.float64)


def _words(material: Material, concepts: tuple[Concept, ...]) -> Features:
    """(m, 13) in the order of ``WORDS``."""
    content: set[str] = set()
    sentences: Counter[str] = Counter()
    origins: dict[str, set[int]] = {}
    inside: Counter[str] = Counter()
    capitals: Counter[str] = Counter()
    for sentence in material.sentences:
        content.update(content_stems(sentence.text))
        for one in set(stems(sentence.text)):
            sentences[one] += 1
            origins.setdefault(one, set()).add(material.origins[sentence.key.article])
        for word in words(sentence.text)[1:]:
            inside[stem(word)] += 1
            capitals[stem(word)] += word[0].isupper()
    titled = {one for article in material.articles.values() for one in content_stems(article.title)}

    def row(concept: Concept) -> tuple[float, ...]:
        a, b = concept
        kinds = a in content, b in content
        told = [float(np.log1p(sentences[one])) for one in concept]
        capital = [capitals[one] / (1 + inside[one]) for one in concept]
        return (
            all(kinds),
            not any(kinds),
            *(float(np.log1p(len(origins[one]))) for one in concept),
            *(value * kind for value, kind in zip(told, kinds, strict=True)),
            *(value * (not kind) for value, kind in zip(told, kinds, strict=True)),
            a.isdigit() or b.isdigit(),
            *capital,
            min(capital),
            sum(one in titled for one in concept) / 2,
        )

    return np.array([row(concept) for concept in concepts], dtype=np.float64)


def _topic(material: Material, asked: int) -> tuple[float, float, float]:
    total = sum(count_words(sentence.text) for sentence in material.sentences)
    return (
        float(np.log(len(material.sentences))),
        float(len(set(material.origins.values()))),
        float(np.log(asked / max(total, 1))),
    )
