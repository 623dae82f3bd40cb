"""What one passage says of its own matter, hung on what another passage tells."""

from __future__ import annotations

import pytest

from summarize.attribution.grafts import grafted, namesakes, other_speakers, two_speakers
from summarize.attribution.relatedness import unrelated_parts

HOMES = "Nearly half of the country's people have no toilet at home."
BANK = "According to a World Bank report, the lack of toilets costs the country $54 billion a year."


def test_a_report_is_no_source_of_what_another_article_tells() -> None:
    """The writer joined both reports to "… no toilet at home, according to a World Bank report."."""
    wrong = HOMES[:-1] + ", according to a World Bank report."
    assert grafted(wrong, [HOMES, BANK]) == ("according to a World Bank report.",)
    right = HOMES[:-1] + ", according to census data."
    assert (
        grafted(right, [HOMES, "According to census data, nearly half have no toilet at home."])
        == ()
    )
    assert grafted(HOMES, [HOMES, BANK]) == ()


def test_what_ended_one_story_does_not_end_the_other() -> None:
    passages = [
        "Roe threw the carrier at the deputy and ran.",
        "After dodging the chair and the dog, the deputy caught Roe, but not without a struggle.",
    ]
    wrong = "Roe threw the carrier at the deputy and ran, but not without a struggle."
    assert grafted(wrong, passages) == ("but not without a struggle.",)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("All six women said they had wed last year.", ("women",)),
        ("Ana Moss said all six women had wed last year.", ()),
        ("She said all six women had wed last year.", ()),
        ("Moss says all six women had wed last year.", ()),
    ],
)
def test_who_is_spoken_of_does_not_speak(sentence: str, found: tuple[str, ...]) -> None:
    passage = "Ana Moss, who lives in the village, said all six women had wed in the last year."
    assert other_speakers(sentence, [passage]) == found


def test_a_speaker_may_stand_behind_the_verb_or_only_report() -> None:
    assert other_speakers("Moss said it burned.", ["“It burned,” said Moss."]) == ()
    assert other_speakers("Officials said it burned.", ["It burned, officials stated."]) == ()
    assert other_speakers("Police said it burned.", ["It burned, according to the police."]) == ()


def test_two_people_of_one_surname_are_not_made_one() -> None:
    """April Jace was shot and Michael Jace confessed; the writer let the one who was shot confess."""
    passages = [
        "Sources said that Michael Moss confessed to the shooting.",
        "Anna Moss was shot at home on Monday.",
    ]
    wrong = "Sources said that Moss, who was shot at home on Monday, confessed to the shooting."
    assert namesakes(wrong, passages) == ("moss",)
    assert namesakes("Sources said that Michael Moss confessed.", passages) == ()
    assert namesakes(wrong, passages[1:]) == ()


def test_a_first_name_may_be_a_month() -> None:
    """The checks take "April" for a month, so that April Jace was nobody, and "Jace" one person."""
    passages = ["Michael Moss confessed.", "AP April Moss, who was shot at home, worked in Lund."]
    assert namesakes("Sources say that Moss, who was shot at home, confessed.", passages) == (
        "moss",
    )


def test_one_speaker_says_what_another_says() -> None:
    """Of two reports the writer made "Bac said he was being held …, officials added"."""
    passages = ["Roe said he was held.", "He is held on suspicion of a threat, officials added."]
    assert two_speakers("Roe said he was held on suspicion of a threat, officials added.", passages)
    assert not two_speakers("Roe was held on suspicion of a threat, officials added.", passages)
    assert two_speakers("According to Roe, he is held, officials added.", passages)
    kind = "“Kameron was the kindest boy,” said Ana Roe, his teacher."
    wrong = "Roe called Kameron “the kindest boy,” said Ana Roe, his teacher."
    assert two_speakers(wrong, [kind, "Roe called Kameron “the kindest boy.”"])
    both = "Roe said he was held, officials added."
    assert not two_speakers(both, [both])


def test_two_facts_of_one_person_are_not_one() -> None:
    """She had six toys in the trunk years after she gave birth in California."""
    passages = [
        "When Ana Roe gave birth to her daughter in California in 2000, she looked for a toy.",
        "Ana Roe had six Sophies in the trunk of her car.",
    ]
    wrong = "Ana Roe had six Sophies in the trunk of her car when she gave birth in California."
    assert unrelated_parts(wrong, passages)
    assert not unrelated_parts(passages[1], passages)
    assert not unrelated_parts("Ana Roe gave birth in 2000, and had six Sophies.", passages)
    fire = ["A fire in Lund killed two men.", "The fire began in a bakery at noon."]
    assert not unrelated_parts("A fire that began in a bakery killed two men.", fire)
