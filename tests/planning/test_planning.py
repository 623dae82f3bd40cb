from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings

from summarize import registry
from summarize.clustering.complete import CompleteLinkage
from summarize.clustering.hashing import HashingEncoder
from summarize.planning.headline import headline
from summarize.planning.openers import points_back
from summarize.planning.outline import make_plan
from summarize.planning.redundancy import repeats
from summarize.planning.remarks import is_general_remark
from summarize.planning.salience.origins import OriginSalience
from summarize.planning.standing import specificity, standing
from summarize.ports import Floats
from summarize.records import Plan
from summarize.settings import ClusteringSettings, EncodingSettings, PlanningSettings
from tests.builders import material, sentences
from tests.strategies import topic


def plan(articles: list[list[str]], **chosen: str | int) -> Plan:
    found = material(*articles)
    vectors = HashingEncoder(EncodingSettings()).encode([s.text for s in found.sentences])
    clusters = CompleteLinkage(ClusteringSettings()).cluster(found.sentences, vectors)
    planning = PlanningSettings.model_validate({"words": 40, **chosen})
    return make_plan(
        found,
        vectors,
        clusters,
        planning,
        salience=registry.resolve("salience", planning.salience)(planning),
        concepts=registry.resolve("concept weights", planning.concepts)(planning),
        selector=registry.resolve("selector", planning.selector)(planning),
        ordering=registry.resolve("ordering", planning.ordering)(planning),
    )


@pytest.mark.parametrize("selector", registry.names("selector"))
@pytest.mark.parametrize("ordering", registry.names("ordering"))
@pytest.mark.parametrize("salience", registry.names("salience"))
@given(articles=topic)
@settings(max_examples=8, deadline=None)
def test_a_plan_places_everything_once_and_says_nothing_twice(
    selector: str, ordering: str, salience: str, articles: list[list[str]]
) -> None:
    made = plan(articles, selector=selector, ordering=ordering, salience=salience)
    every = (*made.sections, *made.reserve)
    assert sorted(section.position for section in every) == list(range(len(every)))
    assert made.sections
    assert all(section.evidence and 10 <= section.word_budget <= 34 for section in every)
    texts = {sentence.key: sentence.text for sentence in sentences(*articles)}
    firsts = [texts[section.evidence[0]] for section in every]
    assert not any(repeats(one, two) for one, two in combinations(firsts, 2))
    assert made == plan(articles, selector=selector, ordering=ordering, salience=salience)


def test_what_two_origins_tell_outranks_what_one_tells() -> None:
    made = plan(
        [
            ["The council approved the bridge on Tuesday.", "Cats sleep long in warm kitchens."],
            ["On Tuesday the council approved the bridge over the river."],
        ],
        words=10,
        selector="ranking",
    )
    assert len(made.sections[0].evidence) == 2


def test_a_sentence_does_not_vote_for_its_own_copy() -> None:
    """Two wire copies once made their story twice as central as it was."""
    texts = [["The port closed early."], ["The port closed early."], ["Rain fell on Lund."]]
    salience = OriginSalience(PlanningSettings())

    def scores(*origins: int) -> Floats:
        found = material(*texts, origins=origins)
        vectors = HashingEncoder(EncodingSettings()).encode([s.text for s in found.sentences])
        return salience.score(found, vectors)

    copies, apart = scores(1, 1, 2), scores(1, 3, 2)
    assert copies[2] / copies[0] > apart[2] / apart[0]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("The port closed on Monday after the storm.", "Will the port ever open its gates again?"),
        ("The port closed on Monday after the storm.", "This closed it on Monday after the storm."),
        ("The port closed on Monday after the storm.", "Read more of our reports on the port now."),
        ("The port closed on Monday after the storm.", "You may think the port has closed now."),
        ("The port closed on Monday after the storm.", "It closed."),
        # Credits of a gallery stood among the candidates of a topic of Multi-News.
        ("The port closed on Monday after the storm.", "Photo: Ida Krohn, The Lund Post Buy photo"),
        ("The port closed on Monday after the storm.", "Image 3 of 30 The port after the storm"),
        (
            "US sanctions closed the old port of Lund.",
            "The storm took us by surprise there, in Lund.",
        ),
        ("The port may open again on Monday at noon.", "Ports could well open as a result of all."),
        (
            "The port of Harwick closed on Monday.",
            "The pivotal move underscores an evolving landscape of opportunities.",
        ),
    ],
)
def test_standing_prefers_a_plain_statement(better: str, worse: str) -> None:
    assert standing(better) > standing(worse)


@pytest.mark.parametrize(
    ("text", "general"),
    [
        # The last sentence of a summary of the five articles that the project began from.
        ("Alliances of this kind will go on deciding how AI is studied.", True),
        ("There is a strong push towards making advanced systems more accessible.", True),
        ("A lack of toilets also exposes women to a risk of attack.", True),
        ("Alliances of this kind decided how AI is studied.", False),
        ("The cause of the crash is not yet known.", False),
        ("Makers have one year to comply with the new rule.", False),
        ("Opponents say it is less about wages and more about politics.", False),
        ("The FBI is looking at the case.", False),
        ("In May alliances of this kind are common.", False),
        ("Nine in ten women are at risk.", False),
        ("The two men run the port.", False),
    ],
)
def test_a_general_remark_tells_of_nothing_that_happened(text: str, general: bool) -> None:
    assert is_general_remark(text) is general


def test_pointing_back_and_being_specific() -> None:
    assert points_back("However, this was late.")
    assert points_back("For the way the port does business, it is a decisive change.")
    assert points_back("Even if this keeps Moss busy for a while, it is a good thing.")
    assert points_back("The council of Lund then stated that ships had come in.")
    assert not points_back("The port closed.")
    assert specificity("Moss paid $3 million to Orbis in 2019.") > specificity("They paid a lot.")


def test_a_title_is_taken_from_the_articles() -> None:
    told = ["The council of Harwick approved the bridge on Tuesday."]
    titles = [
        "",
        "Ten things to do in spring in the garden",
        "Harwick council approves bridge | Daily Sun",
    ]
    assert headline(titles, told) == "Harwick council approves bridge"


def test_without_titles_the_first_clause_stands_in() -> None:
    told = ["The council of Harwick approved the bridge, which had been debated for long."]
    assert headline(["", ""], told) == "The council of Harwick approved the bridge"
    assert headline([], []) == ""


def test_orderings_begin_with_the_news() -> None:
    made = plan(
        [["The council approved the bridge on Tuesday.", "Work on it starts in March 2027."]],
    )
    first = min((*made.sections, *made.reserve), key=lambda section: section.position)
    assert first.evidence[0].place == 0
    assert np.isfinite(first.word_budget)
