"""What else tells of a section's fact, in further articles: more to write its sentence from.

A cluster holds what tells the same, and most facts are told so by one article alone. Others tell of
the event with details of their own, less nearly the same than a cluster takes; a writer that joins
reports makes of both one sentence that says more than either (Barzilay and McKeown, "Sentence
Fusion for Multidocument News Summarization", CL 31(3), 2005, fuse what is shared; this is the
union of it, after Marsi and Krahmer, ENLG 2005).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

import numpy as np

from summarize.attribution.evidence import Passages
from summarize.planning.antecedents import needs_context
from summarize.ports import Floats
from summarize.records import Material, Section, SentenceKey
from summarize.text.verbs import is_verbless
from summarize.text.words import content_stems, count_words

_LEAST_ALIKE, _LEAST_SHARED, _SHARED_PART = 0.35, 3, 0.3
_LONGEST, _LEAST_NEW = 40, 2


def with_tellers(
    sections: Sequence[Section], passages: Passages, material: Material, most: int
) -> tuple[Section, ...]:
    """``sections``, each with one sentence of each further origin behind its own evidence.

    And with one more of the first evidence's article, which comes back to what it told, with
    details. Nearest first, and at most ``most`` evidence in all. The sentence needs nothing before
    it to be understood, adds something to the first evidence, in which the section's fact is, and
    shares enough words with it.
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
    articles = [key.article for key in section.evidence]
    origins = {material.origins[article] for article in articles}
    first = set(content_stems(material.by_key[section.evidence[0]].text))
    for row in np.argsort(-scores, kind="stable").tolist():
        if scores[row] < _LEAST_ALIKE:
            return
        sentence = passages.sentences[row]
        article = sentence.key.article
        again = article == articles[0] and articles.count(article) == 1
        if sentence.key in section.evidence or (material.origins[article] in origins and not again):
            continue
        if _tells_more(first, sentence.text) and not needs_context(
            sentence, material.articles[article]
        ):
            articles.append(article)
            origins.add(material.origins[article])
            yield sentence.key


def _tells_more(first: Set[str], text: str) -> bool:
    """True if ``text`` is not too long, tells of the same, and adds something."""
    content = set(content_stems(text))
    shared = len(first & content)
    return (
        count_words(text) <= _LONGEST
        and len(content - first) >= _LEAST_NEW
        and shared >= max(_LEAST_SHARED, _SHARED_PART * min(len(first), len(content)))
        and not is_verbless(text)
    )
