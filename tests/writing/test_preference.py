from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.writing.preference import Written, is_reworded, preferred
from tests.strategies import news_sentence

FIRE = "A fire destroyed the old market of Harwick on Monday, police in the town said."
COST = "Rebuilding the market will cost $12 million, the mayor of Harwick said."
MERGED = "A fire destroyed the old market of Harwick, and rebuilding it will cost $12 million."


def written(text: str, *likelihoods: float, reports: tuple[str, ...] = (FIRE, COST)) -> Written:
    return Written(text=text, reports=reports, likelihoods=likelihoods)


def test_two_reports_in_one_sentence_come_before_a_copy_of_one() -> None:
    copy = written(FIRE, -0.1)
    merged = written(MERGED, -0.1)
    assert preferred([copy, merged]) == (merged, copy)


@pytest.mark.parametrize(
    "unsure",
    [
        written("The market had destroyed the fire of Harwick on Monday.", -0.1, -8.3, -0.2),
        written("The market of Harwick was a fire on Monday at the old.", -0.5, -0.9, -0.8),
        written("A fire destroyed the old market of Harwick, which will cost $12 million.", -0.1),
        written("A fire destroyed the old market of Harwick, with police in the town.", -0.1),
        written("A fire destroyed the old market of Harwick on Monday, police said,”.", -0.1),
        written("As a fire destroyed the old market of Harwick on Monday.", -0.1),
        written(
            "The old market of Harwick pointed the same way.",
            -0.1,
            reports=("The old market of Harwick pointed the same way: it would close.",),
        ),
        written(
            "The pilots passed the official world distance.",
            -0.1,
            reports=("The pilots passed the official world distance record on Thursday.",),
        ),
        written(
            "The law is the first rewrite of the town code.",
            -0.1,
            reports=("The law is the first rewrite of the town code in a generation.",),
        ),
        written(
            "Speaking to reporters after a meeting, with the council behind her.",
            -0.1,
            reports=(
                "Speaking to reporters after a meeting, with the council behind her, the mayor of "
                "Harwick said that three ways were left.",
            ),
        ),
        written(
            "What seems to be on its way out is the old formula.",
            -0.1,
            reports=("What seems to be on its way out is the old formula, in which both paid.",),
        ),
        written(
            "Rumor and analysis has pointed to the old market of Harwick.",
            -0.1,
            reports=("Rumor and analysis have pointed to the old market of Harwick for long.",),
        ),
        written(
            "Anyone who sees a fire in the market of Harwick are encouraged to call.",
            -0.1,
            reports=("People who see a fire in the market of Harwick are encouraged to call.",),
        ),
        written(
            "Divers pull a fragment of the market of Harwick from the harbour.",
            -0.1,
            reports=(
                "Divers pull a fragment of the market of Harwick from the harbour to the shore.",
            ),
        ),
        written(
            "The mayor of Harwick told of the market's partnership.",
            -0.1,
            reports=("The mayor of Harwick told of the market's partnership with the bank.",),
        ),
        written(
            "Harwick has long been viewed not only as a market.",
            -0.1,
            reports=("Harwick has long been viewed not only as a market but also as a port.",),
        ),
        written(
            "For years Harwick played two roles at once: it was a market.",
            -0.1,
            reports=("For years Harwick played two roles at once: it was a market and a port.",),
        ),
        written(
            "A report has one of the mayors of Harwick.",
            -0.1,
            reports=("A report has one of the mayors of Harwick in an uncomfortable spotlight.",),
        ),
        written(
            "Asked about the market of Harwick, Ana Moss told Reuters.",
            -0.1,
            reports=("Asked about the market of Harwick, Ana Moss, a clerk, told Reuters: “No.”",),
        ),
        written(
            "A quarter of Harwick will work on and then sell the market.",
            -0.1,
            reports=(
                "A quarter of Harwick will work on, and a fifth expect to stop and then sell the "
                "market.",
            ),
        ),
        written(
            "A fire hobbling the old market of Harwick.",
            -0.1,
            reports=("A fire is hobbling the old market of Harwick.",),
        ),
        written(
            "A fire once covered half of Harwick made it famous.",
            -0.1,
            reports=("A fire once covered half of Harwick making it famous.",),
        ),
        written(
            "The car of Harwick was driven by Moss and was the mayor.",
            -0.1,
            reports=(
                "The car of Harwick was driven by Moss.",
                "They learned that Moss was the mayor.",
            ),
        ),
        written(
            "The market of Harwick is closed more than five years.",
            -0.1,
            reports=("The market of Harwick is closed more than five years after the fire.",),
        ),
        written(
            "The council of Harwick bans the use of the market.",
            -0.1,
            reports=("The council of Harwick bans the use of the market while work goes on.",),
        ),
        written(
            "The mayor of Harwick goes to the market every day.",
            -0.1,
            reports=("The mayor of Harwick goes to the market every day, but not anymore.",),
        ),
        written(
            "The day in Harwick was marked by injuries sustained.",
            -0.1,
            reports=("The day in Harwick was marked by injuries sustained by both sides.",),
        ),
        written(
            "It is not clear if the fire of Harwick was due to cold.",
            -0.1,
            reports=(
                "It is not clear if the fire of Harwick was due to cold (or ice), or to malice.",
            ),
        ),
        written(
            "The statues that made the old market of Harwick famous.",
            -0.1,
            reports=("But it is the statues that made the old market of Harwick famous.",),
        ),
        written(
            "As a deputy, the mayor of Harwick threw the market.",
            -0.1,
            reports=("As a deputy closed in on her, the mayor of Harwick threw the market.",),
        ),
        written(
            "Pupils have been asked to calculate that the answer is 42 minutes.",
            -0.1,
            reports=(
                "For decades, pupils have been asked to calculate that time and have been taught "
                "that the answer is 42 minutes.",
            ),
        ),
        written(
            "The mayor wrote of “the failure of two wires to cross.”",
            -0.1,
            reports=(
                "The mayor wrote of “the failure of two wires to cross, a fire was averted” there.",
            ),
        ),
        written(
            "Said the mayor in a letter says, “Harwick has no reason not to build.”",
            -0.1,
            reports=("Said the mayor in a letter, “Harwick has no reason not to build.”",),
        ),
        written(
            "The study is a reminder that as more people of Harwick are on their own.",
            -0.1,
            reports=(
                "The study is a reminder that as more people of Harwick are on their own, few save.",
            ),
        ),
        written("Police said.", -0.1),  # and what is left of it tells nothing
    ],
)
def test_what_the_model_was_unsure_of_or_hung_on_is_not_offered(unsure: Written) -> None:
    """ "the woman who was found dead was suffocation": each time one token of it was unlikely."""
    assert preferred([unsure]) == ()


def test_a_text_comes_once_and_unknown_likelihoods_do_not_count() -> None:
    assert len(preferred([written(MERGED), written(MERGED)])) == 1


@given(st.lists(news_sentence(), min_size=1, max_size=4))
def test_order_of_writing_decides_nothing(texts: list[str]) -> None:
    some = [written(text, -0.1, reports=tuple(texts)) for text in texts]
    assert preferred(some) == preferred(some[::-1])


@pytest.mark.parametrize(
    ("text", "reworded"),
    [
        (FIRE, False),
        ("A fire destroyed the old market of Harwick on Monday.", False),
        ("On Monday, the old market of Harwick was destroyed by a fire.", True),
        (MERGED, True),
        ("", False),
    ],
)
def test_rewording(text: str, reworded: bool) -> None:
    assert is_reworded(text, (FIRE, COST)) is reworded


def test_a_number_of_a_verb_that_some_report_has_is_right() -> None:
    """Between the same two words one report may speak of a team that "has", another that "have"."""
    told = "The police have found the car in Harwick."
    reports = ("The police have found the car.", "The police has found the old car in Harwick.")
    assert preferred([written(told, -0.1, reports=reports)])
