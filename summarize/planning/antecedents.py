"""What is said must make sense where it stands: nobody is "he" whom the summary has not named.

A sentence that needs its context is told only in the words of another member of its cluster that
does not. The alternative, to take the sentence before it as well, was measured: it costs words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from summarize.planning.openers import points_back
from summarize.records import Article, Candidate, Material, Sentence, SentenceKey
from summarize.text.facts.names import find_names
from summarize.text.words import count_words

_LONGEST_QUOTATION = 3000


def without_dangling(
    candidates: Sequence[Candidate],
    material: Material,
    salience: Mapping[SentenceKey, float],
    words: int = 0,
) -> tuple[Candidate, ...]:
    """The candidates that can be told without their context, each led by evidence that can.

    A candidate whose first evidence needs its context is led by the best of the other evidence
    that does not (with that one's salience and length), or left out. Only where less than
    ``words`` words would be left, the most salient of those stay, as many as are needed.

    Args:
        candidates: of the sentences of ``material``.
        material: sentences, and the articles that they stand in.
        salience: of each sentence.
        words: how much there should be to choose from.
    """
    led = [_led_freely(candidate, material, salience) for candidate in candidates]
    length = sum(candidate.words for candidate in led if candidate is not None)
    bound = [i for i, candidate in enumerate(led) if candidate is None]
    for index in sorted(bound, key=lambda i: (-candidates[i].salience, i)):
        if length >= words:
            break
        led[index] = candidates[index]
        length += candidates[index].words
    return tuple(candidate for candidate in led if candidate is not None)


def needs_context(sentence: Sentence, article: Article) -> bool:
    """True if the sentence points back, or stands in a quotation that began before it."""
    return points_back(sentence.text) or opens_inside_quotation(sentence, article)


def opens_inside_quotation(sentence: Sentence, article: Article) -> bool:
    """True if a quotation mark before the sentence, in its line, is open, and no speaker follows.

    "“We were busy. We saw nothing. It was dark,” Moss said" gives three sentences, and the one in
    the middle reads as if the summary itself said "we". A mark that nothing closes is a slip.
    """
    begin = article.text.rfind("\n", max(0, sentence.start - _LONGEST_QUOTATION), sentence.start)
    before = article.text[begin + 1 : sentence.start]
    after = article.text[sentence.start :].partition("\n")[0]
    if before.rfind("“") > before.rfind("”"):
        closing = "”"
    elif before.count('"') % 2:
        closing = '"'
    else:
        return False
    _, _, told_by = sentence.text.partition(closing)
    return closing in after and not find_names(f"the {told_by}")


def _led_freely(
    candidate: Candidate, material: Material, salience: Mapping[SentenceKey, float]
) -> Candidate | None:
    for key in candidate.evidence:
        if not needs_context(material.by_key[key], material.articles[key.article]):
            return _led_by(key, candidate, material, salience)
    return None


def _led_by(
    key: SentenceKey,
    candidate: Candidate,
    material: Material,
    salience: Mapping[SentenceKey, float],
) -> Candidate:
    if key == candidate.evidence[0]:
        return candidate
    first = salience[candidate.evidence[0]]
    return replace(
        candidate,
        evidence=(key, *(other for other in candidate.evidence if other != key)),
        salience=candidate.salience * salience[key] / first if first else 0.0,
        words=count_words(material.by_key[key].text),
    )
