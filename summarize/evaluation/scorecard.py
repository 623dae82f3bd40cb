"""All measures of one summary. A topic's sources are read once, every summary graded on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import fmean

from summarize.evaluation import coverage as coverage_measure
from summarize.evaluation import extractiveness as extractiveness_measure
from summarize.evaluation import redundancy as redundancy_measure
from summarize.evaluation import rouge as rouge_measure
from summarize.evaluation import support as support_measure
from summarize.evaluation.citations import citations
from summarize.evaluation.grounding import KINDS, LEVELS, GroundedSentence, ground
from summarize.evaluation.grounding import signature as grounding_signature
from summarize.evaluation.measures import COSTS, MEASURES
from summarize.evaluation.sentences import sentences_of_text
from summarize.records import Article, Sentence
from summarize.text.words import count_words

Scores = dict[str, float | None]
Support = Callable[[str, Sequence[str]], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What the summaries of a topic are graded on.

    Attributes:
        texts: of each article, its title first.
        digests: of each article, the sha256 of its text.
        articles: their ids.
        sentences: all source sentences.
        origins: the independent origin of each article, by its id.
        facts: those that two origins tell, each as the source sentences that tell it.
    """

    texts: tuple[str, ...]
    digests: tuple[str, ...]
    articles: tuple[str, ...]
    sentences: tuple[str, ...]
    origins: Mapping[str, int]
    facts: tuple[tuple[Sentence, ...], ...]


def gather_sources(
    articles: Sequence[Article], sentences: Sequence[Sentence], origins: Mapping[str, int]
) -> Sources:
    """The sources of a topic from its articles, their sentences, and the origin of each article."""
    return Sources(
        texts=tuple(_with_title(article) for article in articles),
        digests=tuple(article.sha256 for article in articles),
        articles=tuple(article.id for article in articles),
        sentences=tuple(sentence.text for sentence in sentences),
        origins=dict(origins),
        facts=coverage_measure.worthy_clusters(
            [[s for s in sentences if s.key.article == article.id] for article in articles],
            origins,
        ),
    )


def grade(
    summary: Sequence[GroundedSentence],
    sources: Sources | None,
    references: Sequence[str],
    *,
    nli: str = "",
) -> Scores:
    """Every measure of ``MEASURES`` that can be taken, by name; None where one cannot.

    Args:
        summary: its sentences with what they cite; ``articles`` are places in ``sources``.
        sources: None leaves out what needs them.
        references: none leaves ROUGE out; of several the best counts, and the mean is told too.
        nli: name or folder of an NLI model that judges support, or "" for our own measure.

    Raises:
        ModelError: that model is missing or broken.
    """
    texts = [sentence.text for sentence in summary]
    scores: Scores = dict.fromkeys(
        measure.name for measure in MEASURES if measure.name not in COSTS
    )
    scores |= _rouge(texts, references)
    if not texts:  # an empty summary repeats and invents nothing; that is no merit
        return {**scores, "words": 0.0}
    scores |= _form(texts)
    if sources is not None:
        scores |= _copying(texts, sources)
        scores |= _grounding(summary, sources)
        scores |= _citations(summary, sources, nli)
        scores |= _coverage(summary, sources)
    return scores


def unsupported(summary: Sequence[GroundedSentence], nli: str = "") -> tuple[int, ...]:
    """Places of the sentences that the passages they cite do not support."""
    judge = _judge(nli)
    return tuple(
        place
        for place, sentence in enumerate(summary)
        if judge.support(sentence.text, sentence.passages) < judge.threshold
    )


def signature(nli: str = "") -> str:
    """Names whatever can change a score."""
    parts = {
        "rouge": rouge_measure.signature(),
        "support": _judge(nli).signature,
        "grounding": grounding_signature(),
        "redundancy": redundancy_measure.signature(),
        "extractiveness": extractiveness_measure.signature(),
        "coverage": coverage_measure.signature(),
    }
    plain = {
        name: value.removeprefix(f"{name}|").replace("|", ",") for name, value in parts.items()
    }
    return "|".join(f"{name}({value})" for name, value in plain.items())


def _with_title(article: Article) -> str:
    title = article.title.strip()
    return article.text if not title or title in article.text else f"{title}\n{article.text}"


def _rouge(texts: Sequence[str], references: Sequence[str]) -> Scores:
    if not references:
        return {}
    split = [sentences_of_text(reference) for reference in references]
    found = rouge_measure.rouge(texts, split)
    best = rouge_measure.best(found)
    scores: Scores = {name: getattr(best, name) for name in _ROUGE}
    if len(references) > 1:
        mean = rouge_measure.mean(found)
        scores |= {f"{name}_mean": getattr(mean, name) for name in _ROUGE}
    return scores


_ROUGE = ("rouge1", "rouge2", "rougeL", "rougeLsum")


def _form(texts: Sequence[str]) -> Scores:
    found = redundancy_measure.redundancy(texts)
    return {
        "words": float(sum(count_words(text) for text in texts)),
        "near_duplicates": float(found.near_duplicates),
        "similarity": found.mean_rouge_l,
        "highest_similarity": found.highest_rouge_l,
        "unique_trigrams": found.unique_trigrams,
    }


def _copying(texts: Sequence[str], sources: Sources) -> Scores:
    found = extractiveness_measure.extractiveness(texts, sources.texts)
    return {
        "novel_bigrams": found.novel_bigrams,
        "longest_copy": float(found.longest_copied),
        "density": found.density,
    }


def _grounding(summary: Sequence[GroundedSentence], sources: Sources) -> Scores:
    found = ground(summary, sources.texts)
    shares: Scores = {
        f"{kind}_in_{level}": found.of(kind).share(level) for kind in KINDS for level in LEVELS
    }
    absent: Scores = {
        f"absent_{kind}": float(len(found.of(kind).absent_from("sources"))) for kind in KINDS
    }
    return shares | absent


def _citations(summary: Sequence[GroundedSentence], sources: Sources, nli: str) -> Scores:
    judge = _judge(nli)
    found = citations(
        [sentence.text for sentence in summary],
        [sentence.passages for sentence in summary],
        sources.sentences,
        lambda sentence, passages: judge.support(sentence, passages) >= judge.threshold,
    )
    values = [judge.support(sentence.text, sentence.passages) for sentence in summary]
    return {
        "citation_precision": found.precision,
        "citation_recall": found.recall,
        "misattribution": found.misattribution,
        "support": fmean(values) if values else None,
    }


def _coverage(summary: Sequence[GroundedSentence], sources: Sources) -> Scores:
    told = coverage_measure.coverage(
        [sentence.text for sentence in summary], sources.facts, sources.origins
    )
    cited = [{sources.articles[place] for place in sentence.articles} for sentence in summary]
    spread = coverage_measure.spread(cited, sources.origins)
    return {
        "facts_told": told.told,
        "articles_covered": spread.articles_used,
        "evenness": spread.evenness,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judge:
    """Who says whether passages support a sentence."""

    support: Support
    threshold: float
    signature: str


@lru_cache(maxsize=2)
def _judge(nli: str) -> _Judge:
    if not nli:
        return _Judge(
            support=support_measure.support,
            threshold=support_measure.threshold(),
            signature=support_measure.signature(),
        )
    from summarize.evaluation.nli import THRESHOLD, NliSupport

    model = NliSupport(nli)
    return _Judge(support=model.support, threshold=THRESHOLD, signature=model.signature)
