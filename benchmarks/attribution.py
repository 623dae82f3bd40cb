"""How well citations agree with those that people gave, and the fit of the weights of ours.

``python -m benchmarks.attribution FILE [--write]``; JSON Lines, gzipped: topics of "Attribute
First, then Generate" (Slobodkin and others, ACL 2024) with ``split``, ``doc_sents`` and
``highlights``. The sentences of the reference summary are cited by the package's own ``cite``;
right are the source sentences that people highlighted for them. Printed are the means over
sentences of precision, recall and F1, of the cited sentences and of the cited articles: on each
split, on both, and on sentences with up to 95 candidates. Ours is cross-validated: a topic is cited
with weights fitted on other topics (10 folds by topic, the mean of 3 divisions), or on the other
split. ``--write`` keeps weights fitted on all topics in the package.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.contestants.citations import Question, baselines
from summarize.attribution import bearing as ours
from summarize.attribution.evidence import Passages, cite, looked_at
from summarize.clustering.minilm import MiniLmEncoder
from summarize.clustering.vectors import MOST_VECTORS, CachedEncoder
from summarize.evaluation.citations import citation_f1, cited_articles
from summarize.ports import Encoder, Floats
from summarize.records import Sentence, SentenceKey
from summarize.settings import AttributionSettings, EncodingSettings, cache_folder
from summarize.store import Store

FOLDS, DIVISIONS, SEED, FEW = 10, 3, 0, 95
INVERSE_RIDGE = 0.1
WEIGHTS = Path(ours.__file__).with_name("bearing_weights.json")
SETTINGS = AttributionSettings()
Array = NDArray[np.float64]
Keys = Set[tuple[str, int]]


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Asked:
    """One reference sentence of a topic.

    Attributes:
        scores: (n,) how near the n source sentences are.
        rows: the k looked at.
        seen: (k, features) of them.
        gold: keys of the source sentences that people highlighted.
    """

    topic: str
    split: str
    question: Question
    passages: Passages
    scores: Floats
    rows: Sequence[int]
    seen: Array
    gold: Keys


def read(path: Path, encoder: Encoder) -> Iterator[Asked]:
    """The highlighted reference sentences of a file's topics."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield from _topic(json.loads(line), encoder)


def _topic(topic: Mapping[str, Any], encoder: Encoder) -> Iterator[Asked]:
    gold = _gold(topic["highlights"])
    sentences = [s for n, texts in enumerate(topic["doc_sents"]) for s in _sentences(n, texts)]
    texts = [sentence.text for sentence in sentences]
    vectors = encoder.encode(texts)
    passages = Passages(sentences, vectors, encoder)
    asked = list(gold)
    meaning = np.clip(encoder.encode(asked) @ vectors.T, 0, 1)
    for place, (text, scores) in enumerate(zip(asked, passages.scores(asked), strict=True)):
        rows, _ = looked_at(scores, range(len(texts)))
        yield Asked(
            topic=topic["id"],
            split=topic["split"],
            question=Question(
                sentence=text,
                texts=texts,
                articles=[sentence.key.article for sentence in sentences],
                meaning=meaning[place].astype(np.float64),
                mixed=scores.astype(np.float64),
            ),
            passages=passages,
            scores=scores,
            rows=rows,
            seen=ours.features(text, passages, scores, rows),
            gold=gold[text],
        )


def _gold(highlights: Sequence[Mapping[str, Any]]) -> dict[str, set[tuple[str, int]]]:
    """Keys of the highlighted source sentences by reference sentence.

    Files that nobody highlighted are not among a topic's articles, so that the numbers of the files
    have gaps: the n-th file is the n-th article.
    """
    named = sorted({h["documentFile"] for h in highlights}, key=lambda name: int(name[:-4]))
    gold: dict[str, set[tuple[str, int]]] = {}
    for h in highlights:
        key = (f"a{named.index(h['documentFile'])}", h["sent_idx"])
        gold.setdefault(h["scuSentence"], set()).add(key)
    return gold


def _sentences(article: int, texts: Sequence[str]) -> Iterator[Sentence]:
    start = 0
    for place, text in enumerate(texts):
        body = text.strip()
        begin = start + text.find(body)
        key = SentenceKey(f"a{article}", place)
        yield Sentence(key=key, start=begin, end=begin + len(body), text=body)
        start += len(text)


def fit(asked: Sequence[Asked]) -> ours.Bearing:
    """Logistic regression on all rows looked at.

    A sentence's rows weigh one by the number of its gold passages: else a sentence with twenty of
    them, which no summary could cite, counts for twenty with one.
    """
    from sklearn.linear_model import LogisticRegression

    seen = np.concatenate([one.seen for one in asked])
    right = np.concatenate([_right(one) for one in asked])
    weights = np.concatenate([np.full(len(one.rows), 1 / len(one.gold)) for one in asked])
    middle, spread = seen.mean(axis=0), seen.std(axis=0)
    model = LogisticRegression(C=INVERSE_RIDGE, max_iter=1000)
    model.fit((seen - middle) / spread, right, sample_weight=weights)
    slopes = model.coef_[0] / spread
    bias = round(float(model.intercept_[0] - slopes @ middle), 3)
    return ours.Bearing(bias=bias, weights=tuple(round(float(slope), 3) for slope in slopes))


def _right(one: Asked) -> NDArray[np.bool_]:
    keys = [one.passages.sentences[row].key for row in one.rows]
    return np.array([tuple(key) in one.gold for key in keys])


def cited(one: Asked, bearing: ours.Bearing) -> Keys:
    """What the package cites with these weights."""
    origins = {article: place for place, article in enumerate(sorted(set(one.question.articles)))}
    scope = range(len(one.scores))
    found = cite(one.question.sentence, one.passages, one.scores, scope, origins, SETTINGS, bearing)
    return {(citation.key.article, citation.key.place) for citation in found}


def out_of_fold(asked: Sequence[Asked], fold_of: Callable[[Asked], object]) -> list[Keys]:
    """Citations by weights fitted on the other folds."""
    folds = [fold_of(one) for one in asked]
    fitted = {
        fold: fit([one for one, other in zip(asked, folds, strict=True) if other != fold])
        for fold in dict.fromkeys(folds)
    }
    return [cited(one, fitted[fold]) for one, fold in zip(asked, folds, strict=True)]


def ways(asked: Sequence[Asked]) -> Iterator[tuple[str, list[list[Keys]]]]:
    """Names, and for each division what is cited for each sentence."""
    for name, way in baselines(SEED).items():
        yield name, [[_keys(one, way(one.question)) for one in asked]]
    topics = sorted({one.topic for one in asked})
    draws = [np.random.default_rng(SEED + n).permutation(len(topics)) for n in range(DIVISIONS)]
    folds = [dict(zip(topics, (draw % FOLDS).tolist(), strict=True)) for draw in draws]
    divided = [out_of_fold(asked, lambda one, fold=fold: fold[one.topic]) for fold in folds]  # type: ignore[misc]
    yield "**ours**, fitted on other topics", divided
    yield "**ours**, fitted on the other split", [out_of_fold(asked, lambda one: one.split)]


def _keys(one: Asked, rows: Sequence[int]) -> Keys:
    keys = [one.passages.sentences[row].key for row in rows]
    return {(key.article, key.place) for key in keys}


PARTS: dict[str, Callable[[Asked], bool]] = {
    "dev": lambda one: one.split == "dev",
    "test": lambda one: one.split == "test",
    "both": lambda one: True,
    f"up to {FEW} candidates": lambda one: len(one.scores) <= FEW,
}


def scores(asked: Sequence[Asked], divisions: Sequence[Sequence[Keys]]) -> dict[str, Array]:
    """For each part (7,): precision, recall, F1 of sentences and of articles, and how many."""
    values = np.array(
        [
            [
                (
                    *citation_f1(keys, one.gold),
                    *citation_f1(cited_articles(keys), cited_articles(one.gold)),
                    len(keys),
                )
                for keys, one in zip(found, asked, strict=True)
            ]
            for found in divisions
        ]
    ).mean(axis=0)
    return {name: values[[part(one) for one in asked]].mean(axis=0) for name, part in PARTS.items()}


def table(asked: Sequence[Asked], found: Mapping[str, Mapping[str, Array]]) -> str:
    """One Markdown table a part."""
    lines = []
    for name, part in PARTS.items():
        chosen = [one for one in asked if part(one)]
        candidates = np.mean([len(one.scores) for one in chosen])
        lines += [
            f"\n{name}: {len(chosen)} sentences, {candidates:.0f} candidates each\n",
            "| way | P | R | F1 | articles P | R | F1 | cited |",
            "|---|---|---|---|---|---|---|---|",
        ]
        for way, parts in found.items():
            *shares, number = parts[name]
            lines.append(f"| {way} | {' | '.join(f'{s:.3f}' for s in shares)} | {number:.1f} |")
    return "\n".join(lines)


def write(asked: Sequence[Asked], found: Mapping[str, Mapping[str, Array]]) -> None:
    """Weights fitted on all topics, with what is known of them."""
    fitted = fit(asked)
    crossed = found["**ours**, fitted on other topics"]
    values = {
        "bias": fitted.bias,
        "weights": dict(zip(ours.FEATURES, fitted.weights, strict=True)),
        "data": "attribute_first: topics of Attribute First, then Generate, dev and test",
        "sentences": len(asked),
        "rows": sum(len(one.rows) for one in asked),
        "date": date.today().isoformat(),
        "command": "python -m benchmarks.attribution FILE --write",
        "cross_validation": {
            name: {"sentences_f1": round(row[2], 3), "articles_f1": round(row[5], 3)}
            for name, row in crossed.items()
        },
    }
    WEIGHTS.write_text(json.dumps(values, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    """Prints the tables; keeps the weights if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--write", action="store_true", help="keep the weights in the package")
    options = parser.parse_args()
    store = Store(cache_folder() / "vectors.sqlite", most=MOST_VECTORS)
    asked = list(read(options.file, CachedEncoder(MiniLmEncoder(EncodingSettings()), store)))
    found = {name: scores(asked, divisions) for name, divisions in ways(asked)}
    print(table(asked, found))
    if options.write:
        write(asked, found)


if __name__ == "__main__":
    main()
