"""What another outlet adds to a fact, so that one sentence can tell both.

Barzilay and McKeown, "Sentence Fusion for Multidocument News Summarization", CL 31(3), 2005, fuse
what sentences of one cluster share. Where sentences tell the same, fusing them says little more
than the best of them; so a section is given, besides, a sentence that tells of the same thing and
goes on where the first ends. A writer may take from it or leave it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from summarize.planning.antecedents import needs_context
from summarize.planning.concepts.pairs import concepts_of
from summarize.planning.redundancy import repeats
from summarize.planning.standing import standing
from summarize.ports import Floats
from summarize.records import Candidate, Concept, Material, Sentence, SentenceKey
from summarize.text.words import content_stems, count_words

_LEAST_ALIKE = 0.4
_LEAST_SHARED = 2
_LEAST_STANDING = 0.35
_LONGEST = 35
_DIGITS = 6


def accompanied(
    chosen: Sequence[Candidate],
    material: Material,
    vectors: Floats,
    weights: Mapping[Concept, float],
    most: int,
) -> tuple[Candidate, ...]:
    """``chosen``, each with a companion as its second evidence where one was found.

    A companion is of another origin than the first evidence, near it in meaning and in words,
    stands alone, belongs to no chosen cluster and to no other section, and repeats nothing chosen.
    Of these the one with the most worth in concepts that nothing chosen holds, times its
    likeness, is taken.

    Args:
        chosen: what may be told, best first.
        material: n sentences.
        vectors: (n, d), row i belongs to sentence i.
        weights: what each concept is worth.
        most: evidence of one section.
    """
    rows = {sentence.key: row for row, sentence in enumerate(material.sentences)}
    firsts = [material.by_key[candidate.evidence[0]].text for candidate in chosen]
    said = {concept for text in firsts for concept in concepts_of(text)}
    free = list(_free(chosen, firsts, material))
    found = []
    for candidate in chosen:
        first = material.by_key[candidate.evidence[0]]
        alike = vectors @ vectors[rows[first.key]]
        worth = {
            sentence.key: _gain(sentence, weights, said) * float(alike[rows[sentence.key]])
            for sentence in free
            if alike[rows[sentence.key]] >= _LEAST_ALIKE and _goes_with(sentence, first, material)
        }
        best = max(sorted(worth), key=lambda key: round(worth[key], _DIGITS), default=None)
        if best is None or most < 2 or worth[best] <= 0:
            found.append(candidate)
            continue
        free = [sentence for sentence in free if sentence.key != best]
        said |= set(concepts_of(material.by_key[best].text))
        found.append(replace(candidate, evidence=_second(candidate.evidence, best, most)))
    return tuple(found)


def _free(
    chosen: Sequence[Candidate], firsts: Sequence[str], material: Material
) -> Iterator[Sentence]:
    taken = {key for candidate in chosen for key in candidate.cluster.members}
    for sentence in material.sentences:
        article = material.articles[sentence.key.article]
        if (
            sentence.key not in taken
            and count_words(sentence.text) <= _LONGEST
            and standing(sentence.text) >= _LEAST_STANDING
            and not needs_context(sentence, article)
            and not any(repeats(sentence.text, text) for text in firsts)
        ):
            yield sentence


def _goes_with(sentence: Sentence, first: Sentence, material: Material) -> bool:
    if material.origins[sentence.key.article] == material.origins[first.key.article]:
        return False
    shared = set(content_stems(sentence.text)) & set(content_stems(first.text))
    return len(shared) >= _LEAST_SHARED


def _gain(sentence: Sentence, weights: Mapping[Concept, float], said: set[Concept]) -> float:
    return sum(
        weights.get(concept, 0.0) for concept in concepts_of(sentence.text) if concept not in said
    )


def _second(
    evidence: tuple[SentenceKey, ...], companion: SentenceKey, most: int
) -> tuple[SentenceKey, ...]:
    return (evidence[0], companion, *evidence[1:])[:most]
