"""What a sentence can make of words that all stand in its passages, check by check."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.attribution.alignment import Place, align, tokens
from summarize.attribution.company import misplaced_articles, strangers
from summarize.attribution.counting import counts_another
from summarize.attribution.dating import dated_anew, dated_otherwise, undated
from summarize.attribution.definite import taken_as_known
from summarize.attribution.grafts import grafted, namesakes, other_speakers, two_speakers
from summarize.attribution.hedges import left_out
from summarize.attribution.joints import joined_otherwise
from summarize.attribution.mood import unreal_told_as_real
from summarize.attribution.naming import named_anew
from summarize.attribution.polarity import turned_over
from summarize.attribution.possession import changed_hands, owns_anew
from summarize.attribution.pronouns import given_a_gender, other_gender, other_owner
from summarize.attribution.quoting import quoted_anew, said_by_nobody, unquoted
from summarize.attribution.relatedness import unrelated_parts
from summarize.attribution.relatives import attached_otherwise
from summarize.attribution.repetition import says_twice
from summarize.attribution.restrictions import unrestricted
from summarize.attribution.slots import displaced
from summarize.attribution.tails import misplaced_tails
from summarize.attribution.voice import speaks_itself
from summarize.text.facts.negation import flipped
from summarize.text.verbs import root
from tests.strategies import news_sentence

CHECKS = (
    counts_another,
    dated_anew,
    dated_otherwise,
    given_a_gender,
    other_owner,
    named_anew,
    quoted_anew,
    said_by_nobody,
    misplaced_tails,
    two_speakers,
    unrelated_parts,
    grafted,
    namesakes,
    other_speakers,
    says_twice,
    strangers,
    misplaced_articles,
    other_gender,
    undated,
    taken_as_known,
    left_out,
    attached_otherwise,
    joined_otherwise,
    changed_hands,
    owns_anew,
    speaks_itself,
    unquoted,
    unrestricted,
    unreal_told_as_real,
    turned_over,
    displaced,
)


@given(st.lists(news_sentence(), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_a_sentence_that_stands_in_its_first_passage_has_no_fault(found: list[str]) -> None:
    assert [check.__name__ for check in CHECKS if check(found[0], found)] == []


@given(news_sentence(), st.lists(news_sentence(), max_size=3))
@settings(max_examples=60, deadline=None)
def test_places_hold_the_word_and_a_verbatim_passage_is_read_straight_through(
    sentence: str, others: list[str]
) -> None:
    passages = [*others, sentence]
    places = align(sentence, passages)
    assert len(places) == len(tokens(sentence))
    for token, place in zip(tokens(sentence), places, strict=True):
        assert place is not None
        assert tokens(passages[place.passage])[place.at].stem == token.stem
    assert len({place.passage for place in places if place is not None}) == 1


def test_no_passage_gives_no_place_and_no_fault() -> None:
    sentence = "The Orbis may not close because of a fire on Friday."
    assert set(align(sentence, [])) == {None}
    assert not any(check(sentence, []) for check in CHECKS if check is not misplaced_articles)


def test_the_shortest_way_through_the_passages_is_taken() -> None:
    passages = ["Moss left Lund.", "Berg came to Lund and Moss stayed there."]
    assert align("Berg came to Lund.", passages) == (Place(1, 0), Place(1, 1), Place(1, 2))


@pytest.mark.parametrize(("form", "base"), [("paid", "pay"), ("began", "begin"), ("won", "win")])
def test_irregular_forms_have_the_root_of_their_verb(form: str, base: str) -> None:
    """ "Will pay" told as "paid" passed, for a stemmer takes them for two verbs."""
    assert root(form) == root(base)


NEGATED = [
    "The union did not welcome the deal, and the port never closed.",
    "A second union welcomed the deal.",
]


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("The union welcomed the deal, and the port never closed.", True),
        ("The union did not welcome the deal, and the port closed.", True),
        ("A second union did not close the deal.", False),
        ("The union did not welcome the deal.", False),
        ("A second union never welcomed the deal.", True),
    ],
)
def test_negations_are_compared_at_their_places(text: str, turned: bool) -> None:
    """A "not" lost was missed wherever the sentence negated something else, or another passage
    affirmed the word: of 98 planted ones 23 passed."""
    passages = NEGATED[1:] if text.startswith("A second union never") else NEGATED
    assert bool(turned_over(text, passages)) is turned


def test_failing_is_not_doing() -> None:
    """ "Did not get the balance right" was refused beside "failed to get the balance right"."""
    text = "The firm did not get the balance right."
    assert not flipped(text, ["The firm failed to get the balance right."])
    assert flipped("The firm can get the prize.", ["The firm was unable to get the prize."])


SCENE = [
    "Ana Moss of Orbis sued Karl Berg in Lund on Monday over a debt of $300.",
    "The fire killed 12 people in Lund and injured 40 in Ystad.",
    "Berg told Moss on Friday that he would pay.",
]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Karl Berg sued Ana Moss in Lund on Monday.", {"name"}),
        ("The fire killed 40 people in Lund.", {"number"}),
        ("The fire killed 12 people in Ystad and injured 40 in Lund.", {"name"}),
        ("Ana Moss of Orbis sued Karl Berg in Lund on Friday over a debt.", {"date"}),
        ("Ana Moss sued Karl Berg in Lund on Monday.", set()),
        ("On Monday Ana Moss sued Karl Berg over a debt of $300.", set()),
        ("The fire killed 12 people and injured 40.", set()),
    ],
)
def test_a_fact_in_the_place_of_another_of_its_kind(text: str, kinds: set[str]) -> None:
    found = {kind for kind, _ in displaced(text, SCENE)}
    assert kinds <= found
    assert bool(kinds) == bool(found)


def test_a_name_for_a_pronoun_is_in_nobodys_place() -> None:
    """Every fourth right sentence of a reference was refused for a name that a passage has only as
    "he": a fact must have a rival to be displaced."""
    passages = ["He was asked to resign over the loan.", "Karl Berg leads the bank in Lund."]
    assert not displaced("Karl Berg was asked to resign over the loan.", passages)


def test_an_aside_between_a_name_and_its_verb_brings_no_rival() -> None:
    """With what stood nearest counting most, a sentence that left out "which struck Ystad" put
    Orbis in the place of Ystad."""
    passages = ["Orbis, which built the bridge in Ystad, was fined by the council."]
    assert not displaced("Orbis was fined by the council.", passages)


def test_a_rival_that_is_in_its_right_place_is_none() -> None:
    passages = ["Karl Berg was charged with theft.", "Friends of Karl Berg, of Lund, wept."]
    assert not displaced("Karl Berg, of Lund, was charged with theft.", passages)


def test_a_name_that_opens_a_passage_is_a_rival() -> None:
    """A word that opens a sentence proves nothing by its capital, so that "Ystad is accused" passed
    where the passage began with "Berg"."""
    passages = ["Berg is accused of arson by the council.", "Friends of Berg live in Ystad."]
    assert displaced("Ystad is accused of arson by the council.", passages)


@pytest.mark.parametrize(
    ("text", "passage", "wrong"),
    [
        ("The port closed on Friday.", "The port may close on Friday.", True),
        ("The port will close.", "The port may close.", True),
        ("The port may close.", "The port will close.", False),
        ("The council paid for the bridge.", "The council plans to pay for the bridge.", True),
        ("The bridge was opened in May.", "The bridge is expected to be opened in May.", True),
        ("The council is planning the bridge.", "The council plans to build the bridge.", False),
        ("The council will soon close it.", "The council will close it.", False),
        ("She went to Lund to visit a friend.", "She went to Lund to visit a friend.", False),
    ],
)
def test_plans_and_chances_are_not_told_as_facts(text: str, passage: str, wrong: bool) -> None:
    assert bool(unreal_told_as_real(text, [passage])) is wrong


@pytest.mark.parametrize(
    ("text", "passage", "wrong"),
    [
        ("Berg stole the boat.", "Berg allegedly stole the boat.", True),
        ("The gunman fled by boat.", "The suspected gunman fled by boat.", True),
        ("Berg stole a boat in Lund.", "Police say Berg stole a boat in Lund.", True),
        ("Berg stole a boat in Lund.", "Berg stole a boat in Lund, prosecutors said.", True),
        ("The firm sold a boat in Lund.", "The firm sold a boat in Lund, it said.", False),
        ("Police say Berg stole the boat.", "Berg allegedly stole the boat.", False),
        ("The union rejected it.", "The union rejected it and believes Berg lied.", False),
    ],
)
def test_doubts_and_claims_stay(text: str, passage: str, wrong: bool) -> None:
    assert bool(left_out(text, [passage])) is wrong


def test_what_another_passage_tells_plainly_needs_no_source() -> None:
    passages = ["Police say Berg stole a boat.", "Berg stole a boat in Lund."]
    assert not left_out("Berg stole a boat.", passages)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Harwick will go on to license its technology to Lund.", True),
        ("Harwick profited from its success.", True),
        ("Lund will license its technology.", False),
        ("Harwick will license Lund's technology.", False),
        ("Harwick closed its port.", False),
    ],
)
def test_things_do_not_change_hands(text: str, wrong: bool) -> None:
    """The adapter let Microsoft license "its technology" to OpenAI, of "OpenAI’s technology"."""
    passages = [
        "While Harwick will go on to license Lund’s technology, it closed its port.",
        "Harwick profited from Lund's success.",
    ]
    assert bool(changed_hands(text, passages)) is wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Jane Moss said we're not opening the port.", True),
        ("Jane Moss said I closed the port.", True),
        ("“We're not opening the port,” Jane Moss said.", False),
        ("Jane Moss said they were not opening the US port.", False),
        ("My port is in Lund.", False),
    ],
)
def test_a_speaker_is_not_the_summary_itself(text: str, wrong: bool) -> None:
    """The adapter wrote "the head of mission control said we're not taking any time"."""
    passages = [
        "“We're not opening the port, which I closed,” said Jane Moss.",
        "My port is in Lund.",
    ]
    assert bool(speaks_itself(text, passages)) is wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The port closed because the ferry sank.", True),
        ("The port closed before the ferry sank.", True),
        ("The port closed after the ferry sank.", False),
        ("The port closed when the ferry sank, so large was the hole.", False),
        ("The port closed and was searched before Council members.", False),
    ],
)
def test_clauses_are_joined_as_they_were(text: str, wrong: bool) -> None:
    passages = [
        "The port closed after the ferry sank.",
        "The port was searched by Council members.",
    ]
    assert bool(joined_otherwise(text, passages)) is wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The ferry sank off Lund, said Jane Moss of the Harwick Museum, which is searched.", True),
        ("Jane Moss, who was searched by divers, said the ferry sank.", True),
        ("The harbour, which was searched by divers, was closed after the ferry sank.", False),
        ("Jane Moss, who leads the Harwick Museum, said the ferry sank.", False),
        ("The ferry, which nobody missed, sank.", False),  # a new word is for other checks
    ],
)
def test_a_relative_clause_is_told_of_what_it_was_told_of(text: str, wrong: bool) -> None:
    """The adapter hung "which is being organized" on a museum whose name came last."""
    passages = [
        "The ferry sank off Lund, said Jane Moss, who leads the Harwick Museum.",
        "The harbour was closed; divers searched the harbour at night.",
        "The harbour at Lund was searched.",
    ]
    assert bool(attached_otherwise(text, passages)) is wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The gunman fled to the port.", True),
        ("A gunman fled to the port.", False),
        ("The port was closed.", False),
    ],
)
def test_what_is_told_first_is_not_taken_as_known(text: str, wrong: bool) -> None:
    passages = ["A gunman fled to the port.", "The harbour master closed the port."]
    assert bool(taken_as_known(text, passages)) is wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Nova bought a share of the firm.", True),
        ("Nova bought a share of the firm in 2019.", False),
        ("Nova was fined.", False),
    ],
)
def test_old_news_keeps_its_date(text: str, wrong: bool) -> None:
    """Weekdays, and dates in an aside that was left out, were asked for as well: every fifth
    sentence that had left out an aside was refused."""
    passages = ["In 2019 Nova bought a share of the firm, and on Monday Nova was fined."]
    assert bool(undated(text, passages)) is wrong


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Nova chief spoke.", True),
        ("The Orbis chief spoke.", False),
        ("Nova spoke.", False),
    ],
)
def test_a_noun_beside_a_name_stands_near_it_in_a_passage(text: str, found: bool) -> None:
    passages = ["The chief of Orbis spoke.", "There is a deal with Nova."]
    assert bool(strangers(text, passages)) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Word reached the Orbis.", True),
        ("Word reached Orbis.", False),
        ("Word reached the AFP.", False),
        ("Word reached the Orbis office.", False),
    ],
)
def test_a_name_takes_no_article_that_it_never_has(text: str, found: bool) -> None:
    passages = ["Word reached Orbis.", "Word reached the office, AFP said."]
    assert bool(misplaced_articles(text, passages)) is found


ROMERO = "“The scale and scope of the drills are far beyond what the alliance does,” Romero said."


@pytest.mark.parametrize(
    ("sentence", "refused"),
    [
        ("The scale and scope of the drills are far beyond what the alliance does.", True),
        (
            "The scale and scope of the drills are far beyond what the alliance does, she said.",
            False,
        ),
        ("The drills are “far beyond what the alliance does”.", False),
        ("Romero said the scale of the drills is beyond what the alliance does.", False),
    ],
)
def test_what_somebody_said_is_not_told_as_a_fact(sentence: str, refused: bool) -> None:
    """A 270M model cut off ",” Romero said" and an official's opinion stood there as a finding."""
    assert bool(unquoted(sentence, [ROMERO])) is refused


def test_another_passage_may_vouch_for_what_is_quoted() -> None:
    plain = "The scale and scope of the drills are far beyond what the alliance does, figures show."
    sentence = "The scale and scope of the drills are far beyond what the alliance does."
    assert unquoted(sentence, [ROMERO, plain]) == ()


@pytest.mark.parametrize(
    ("sentence", "passage", "refused"),
    [
        (
            "Thousands of people signed up in Lund.",
            "Hundreds of thousands of people signed up in Lund last week.",
            True,
        ),
        (
            "Thousands of people signed up in Lund.",
            "In Lund thousands of people signed up last week.",
            False,
        ),
        (
            "The bank and the port are no longer tied to each other.",
            "The bank and the port, for years close, are no longer tied to each other alone.",
            True,
        ),
        ("The fire destroyed 200 homes.", "The fire destroyed more than 200 homes.", True),
        ("The fire destroyed over 200 homes.", "The fire destroyed more than 200 homes.", False),
        ("A man lost his legs.", "A man lost parts of both legs on Monday.", True),
        ("A man lost parts of his legs.", "A man lost parts of both legs on Monday.", False),
        ("He swam 50 meters out.", "He swam about 50 meters out on Monday.", True),
        ("He swam some 50 meters out.", "He swam about 50 meters out on Monday.", False),
        ("Only the mayor voted for it.", "On Monday, only the mayor voted for it.", False),
        ("The mayor voted for it.", "On Monday, only the mayor voted for it.", True),
        ("The port closed.", "The port closed on Monday, leaving nearly nobody at work.", False),
    ],
)
def test_a_word_that_narrows_stays_with_what_it_narrows(
    sentence: str, passage: str, refused: bool
) -> None:
    """ "No longer tied to each other alone" was cut to "no longer tied to each other"."""
    assert bool(unrestricted(sentence, [passage])) is refused


def test_the_gain_of_a_month_is_not_told_without_it() -> None:
    """Of "December's gain was raised to 271,000" the writer made "The gain was raised"."""
    passage = "December's gain was raised to 271,000 from 262,000."
    assert undated("The gain was raised to 271,000 from 262,000.", [passage]) == ("December's",)
    assert undated("December's gain was raised to 271,000.", [passage]) == ()
    assert undated("The gain was small.", ["The gain, after December's loss, was small."]) == ()


def test_her_husband_is_not_made_his() -> None:
    """ "A day after her husband's speech" was written as "a day after his husband's speech"."""
    passage = "The final show came a day after her husband's speech in Lund."
    assert other_gender("The show came a day after his husband's speech.", [passage])
    assert not other_gender("The show came a day after her husband's speech.", [passage])
    assert not other_gender("He spoke.", [passage, "He spoke in Lund."])


@pytest.mark.parametrize(
    ("passage", "wrong"),
    [
        ("The package was sent to the senator's Lund, Skane, office.", True),
        ("The package was sent to Lund's office.", False),
        ("The package was sent to the Lund office.", False),
        ("The package was sent to the office in Lund.", False),
        ("The package was sent to the office of the senator.", False),
    ],
)
def test_a_name_owns_what_it_owned(passage: str, wrong: bool) -> None:
    """ "The senator's Camden, New Jersey, office" became "Senator Camden's office"."""
    assert bool(owns_anew("The package was sent to Senator Lund's office.", [passage])) is wrong
