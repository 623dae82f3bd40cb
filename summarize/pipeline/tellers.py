"""What else tells of a section's fact, in further articles: more to write its sentence from.

A cluster holds what tells the same, and most facts are told so by one article alone. Others tell of
the event with details of their own, less nearly the same than a cluster takes; a writer that joins
reports makes of both one sentence that says more than either (Barzilay and McKeown, "Sentence
Fusion for Multidocument News Summarization", CL 31(3), 2005, fuse what is shared; this is the
union of it, after Marsi and Krahmer, ENLG 2005).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from summarize.attribution.evidence import Passages
from summarize.planning.antecedents import needs_context
from summarize.ports import Floats
from summarize.records import Material, Section, SentenceKey
from summarize.text.words import content_stems, count_words

_LEAST_ALIKE, _LEAST_SHARED, _SHARED_PART = 0.35, 3, 0.3
_LONGEST = 40


def with_tellers(
    sections: Sequence[Section], passages: Passages, material: Material, most: int
) -> tuple[Section, ...]:
    """``sections``, each with one sentence of each further origin behind its own evidence.

    Nearest first, and at most ``most`` evidence in all. The sentence needs nothing before it to be
    understood, and shares enough words with the first evidence, in which the section's fact is.
    """
    texts = [material.by_key[section.evidence[0]].text for section in sections]
    scores = passages.scores(texts)
    return tuple(
        replace(
            section,
            evidence=(*section.evidence, *_tellers(section, row, passages, material))[:most],
        )
        for section, row in zip(sections, scores, strict=True)
    )


def _tellers(
    section: Section, scores: Floats, passages: Passages, material: Material
) -> Iterator[SentenceKey]:
    origins = {material.origins[key.article] for key in section.evidence}
    first = set(content_stems(material.by_key[section.evidence[0]].text))
    for row in np.argsort(-scores, kind="stable").tolist():
        if scores[row] < _LEAST_ALIKE:
            return
        sentence = passages.sentences[row]
        origin = material.origins[sentence.key.article]
        if origin in origins or count_words(sentence.text) > _LONGEST:
            continue
        content = set(content_stems(sentence.text))
        shared = len(first & content)
        if shared < _LEAST_SHARED or shared < _SHARED_PART * min(len(first), len(content)):
            continue
        if not needs_context(sentence, material.articles[sentence.key.article]):
            origins.add(origin)
            yield sentence.key
