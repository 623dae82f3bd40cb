"""What concepts are worth, what is seen of them, and the fit of the learned weights."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given, settings

from benchmarks.training.concepts import fit
from summarize.clustering.hashing import HashingEncoder
from summarize.planning.concepts.learned import ConceptModel, LearnedConcepts, packaged
from summarize.planning.concepts.origins import OriginConcepts
from summarize.planning.concepts.pairs import concepts_of, contentful
from summarize.planning.features.concepts import CONCEPT_FEATURES, concept_features
from summarize.planning.features.sentences import (
    COMPANY,
    SENTENCE_FEATURES,
    Features,
    sentence_features,
)
from summarize.planning.salience.learned import LearnedSalience
from summarize.ports import Floats
from summarize.records import Concept, Material
from summarize.settings import EncodingSettings, PlanningSettings
from tests.builders import material
from tests.strategies import topic

STORY = [
    ["The council approved the bridge.", "Cats sleep long in warm kitchens."],
    ["On Monday the council approved the bridge.", "Rain fell on Lund."],
    ["The mayor of Lund was ill."],
]


def vectors(found: Material) -> Floats:
    return HashingEncoder(EncodingSettings()).encode([s.text for s in found.sentences])


def seen(found: Material, words: int = 40) -> dict[Concept, dict[str, float]]:
    concepts, features = concept_features(found, vectors(found), words)
    return {
        concept: dict(zip(CONCEPT_FEATURES, row, strict=True))
        for concept, row in zip(concepts, features.tolist(), strict=True)
    }


def test_concepts_are_neighbouring_stems() -> None:
    assert concepts_of("The ports closed. The ports!") == (
        ("close", "the"),
        ("port", "close"),
        ("the", "port"),
    )
    assert concepts_of("Rain!") == ()
    assert ("on", "the") not in contentful("It fell on the port.")
    assert ("the", "port") in contentful("It fell on the port.")


def test_a_wire_copy_adds_nothing_to_a_concept() -> None:
    weigh = OriginConcepts(PlanningSettings()).weigh
    texts = [["The port closed."], ["The port closed."], ["Rain fell."]]
    apart, copies = material(*texts), material(*texts, origins=[1, 1, 2])
    assert weigh(apart, vectors(apart))["port", "close"] == 2
    assert weigh(copies, vectors(copies))["port", "close"] == 0.25
    alone = material(texts[0])
    assert weigh(alone, vectors(alone))["port", "close"] == 1


def test_features_of_a_concept_by_hand() -> None:
    found = seen(material(*STORY, title="Bridge approved at last"))
    told, once = found["the", "bridg"], found["rain", "fell"]
    assert (told["corroborated"], once["corroborated"]) == (1, 0)
    assert told["origins"] == pytest.approx(2 / 3)
    assert told["early"] == pytest.approx(2 / 3)
    assert (told["earliest"], once["earliest"]) == (1, 0.5)
    assert (told["opens"], once["opens"]) == (1, 0)
    assert told["titled"] == 0.5
    assert told["first_function"] == pytest.approx(np.log1p(3))
    assert told["second_content"] == pytest.approx(np.log1p(2))
    assert found["of", "lund"]["second_capital"] == pytest.approx(2 / 3)
    assert told["room"] == pytest.approx(np.log(40 / 28))
    assert told["most_backed"] == 0.5
    assert once["most_backed"] == 0


def test_an_article_alone_has_no_company() -> None:
    found = material(["The council approved the bridge.", "Rain fell on Lund."])
    rows = sentence_features(found, vectors(found))
    named = dict(zip(SENTENCE_FEATURES, rows.T, strict=True))
    for name in ("closest", "backed", "lead_told"):
        assert not named[name].any()
    assert named["place"].tolist() == pytest.approx([0, np.log(2)])
    assert len(COMPANY) < rows.shape[1]


@given(articles=topic)
@settings(max_examples=30, deadline=None)
def test_likelihoods_are_likelihoods_whatever_is_told(articles: list[list[str]]) -> None:
    found = material(*articles)
    concepts, features = concept_features(found, vectors(found), 40)
    assert list(concepts) == sorted(set(concepts))
    assert features.shape == (len(concepts), len(CONCEPT_FEATURES))
    assert np.isfinite(features).all()
    likely = packaged().likelihoods(features)
    assert ((likely >= 0) & (likely <= 1)).all()
    weights = LearnedConcepts(PlanningSettings()).weigh(found, vectors(found))
    assert tuple(weights) == concepts
    scores = LearnedSalience(PlanningSettings()).score(found, vectors(found))
    assert scores.shape == (len(found.sentences),)
    assert (scores >= 0).all()


def test_the_packaged_weights_say_where_they_are_from() -> None:
    place = files("summarize.planning.concepts").joinpath("learned_weights.json")
    read = json.loads(place.read_text("utf-8"))
    assert tuple(read["weights"]) == CONCEPT_FEATURES
    assert read["topics"] >= 500
    assert read["rows"] > 100_000
    assert read["data"]
    assert read["date"].startswith("20")
    for found in read["cross_validation"].values():
        assert found["area"] > 0.7
        assert found["learned_rouge1"] > found["origins_rouge1"]


def test_what_others_tell_too_weighs_more() -> None:
    """The sign of the fit: of two alike concepts the one in two articles is likelier."""
    found = material(*STORY)
    weights = LearnedConcepts(PlanningSettings()).weigh(found, vectors(found))
    assert weights["council", "approv"] > weights["cat", "sleep"]


KNOWN = {"corroborated": 1.5, "digits": 2.0, "late": -1.0, "content": 0.7}


def made_up(seed: int, known: ConceptModel) -> list[tuple[Features, Features]]:
    """Topics of random words; which concepts a reference holds is drawn by the known weights."""
    generator = np.random.default_rng(seed)
    vocabulary = [*(f"w{chr(97 + i)}{chr(97 + j)}" for i in range(9) for j in range(9))]
    vocabulary += ["the", "of", "and", "on", *map(str, range(10, 30))]
    examples = []
    for _ in range(120):
        articles = [
            [" ".join(generator.choice(vocabulary, size=9)) + "." for _ in range(6)]
            for _ in range(3)
        ]
        articles[1][int(generator.integers(6))] = articles[0][int(generator.integers(6))]
        found = material(*articles)
        _, features = concept_features(found, vectors(found), 40)
        told = generator.random(len(features)) < known.likelihoods(features)
        examples.append((features, told.astype(np.float64)))
    return examples


def test_the_fit_finds_known_weights_again() -> None:
    known = ConceptModel(
        bias=-1.0, weights=tuple(KNOWN.get(name, 0.0) for name in CONCEPT_FEATURES)
    )
    fitted = fit(made_up(0, known))
    found = dict(zip(CONCEPT_FEATURES, fitted.weights, strict=True))
    assert found["digits"] == pytest.approx(KNOWN["digits"], abs=0.3)
    assert found["content"] == pytest.approx(KNOWN["content"], abs=0.3)
    # Features that say nearly the same share a weight, so what they say together is compared.
    features = np.vstack([one for one, _ in made_up(1, known)])
    gap = np.abs(fitted.likelihoods(features) - known.likelihoods(features))
    assert gap.mean() < 0.03
    swapped = replace(known, weights=tuple(-w for w in known.weights))
    assert np.abs(swapped.likelihoods(features) - known.likelihoods(features)).mean() > 0.2
