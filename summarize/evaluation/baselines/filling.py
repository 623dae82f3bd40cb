"""What every baseline shares: which sentences it may choose from, and how the budget is filled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from summarize.records import Sentence
from summarize.text.words import count_words, normalize, one_line
from summarize.text.words import words as words_of

_FEWEST_WORDS = 5


class Baseline(Protocol):
    """An order of preference over sentences, whatever the budget."""

    def __call__(self, articles: Sequence[Sequence[Sentence]], /) -> Sequence[int]:
        """Places in ``articles`` laid end to end, best first, none twice; at least one.

        Args:
            articles: at least one, each with at least one sentence, in order.
        """
        ...


def candidates(articles: Sequence[Sequence[Sentence]]) -> tuple[tuple[Sentence, ...], ...]:
    """The sentences to choose from, by article; an article without any is left out.

    A sentence of fewer than five words (a caption, a byline, "He agreed.") is none, unless there is
    nothing else. In scripts that set no spaces a sentence counts as one word, so beside articles in
    other scripts they are left out.
    """
    long = [
        tuple(sentence for sentence in article if count_words(sentence.text) >= _FEWEST_WORDS)
        for article in articles
    ]
    chosen = long if any(long) else [tuple(article) for article in articles]
    return tuple(article for article in chosen if article)


def fill(sentences: Sequence[Sentence], order: Sequence[int], words: int) -> tuple[Sentence, ...]:
    """Takes ``sentences`` in ``order`` while they fit into ``words``; they come in reading order.

    A sentence that does not fit is passed over, and a shorter one further down may still fit. A
    text that has been taken is not taken again from another article (case and punctuation aside).
    Where nothing fits, it is the shortest sentence, the better of two.
    """
    lengths = {place: count_words(sentences[place].text) for place in order}
    taken: list[int] = []
    told: set[str] = set()
    left = words
    for place in order:
        text = _wording(sentences[place].text)
        if lengths[place] <= left and text not in told:
            taken.append(place)
            told.add(text)
            left -= lengths[place]
    if not taken:
        taken.append(min(order, key=lambda place: lengths[place]))
    return tuple(sentences[place] for place in sorted(taken))


def _wording(text: str) -> str:
    return " ".join(normalize(word) for word in words_of(text)) or one_line(text)
