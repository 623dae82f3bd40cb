"""Who speaks, whose something is, and what is called by a name."""

from __future__ import annotations

from summarize.attribution.naming import named_anew
from summarize.attribution.pronouns import given_a_gender, other_owner
from summarize.attribution.quoting import quoted_anew, said_by_nobody
from summarize.attribution.voice import speaks_itself


def test_her_rights_are_not_his() -> None:
    """ "If they went to war over his visitation rights" became "over her visitation rights"."""
    passage = "She said Moss threatened her if they went to war over his visitation rights."
    assert other_owner("She said Moss threatened war over her visitation rights.", [passage])
    assert not other_owner("She said Moss threatened war over his visitation rights.", [passage])
    assert not other_owner("Her lawyer said so.", [passage])


def test_who_says_i_is_no_man_for_that() -> None:
    passage = "“I will reassure him that his father loves him,” Roe said."
    assert given_a_gender("Roe said he will reassure him.", [passage]) == ("he",)
    assert not given_a_gender("Roe said he will.", [passage, "He is her lawyer."])
    assert not given_a_gender("Roe will reassure him.", [passage])


def test_a_quotation_keeps_its_speaker() -> None:
    """An opinion of Obama's was told as a fact that quotes nobody."""
    passage = "The nation should “bolster and reinforce our boys,” Moss said."
    assert said_by_nobody("The nation should “bolster and reinforce our boys.”", [passage])
    assert not said_by_nobody("Moss said to “bolster and reinforce our boys.”", [passage])
    assert not said_by_nobody("He starred in “The Old Port of Lund”.", [passage])
    assert not said_by_nobody("It should “bolster and reinforce our boys.”", [passage[:-12]])


def test_what_one_passage_has_in_a_quotation_is_no_voice_of_ours() -> None:
    passages = ["“To paint him so seems offensive to me,” Roe said.", "It is offensive to me."]
    assert speaks_itself("To paint him so seems offensive to me.", passages)
    assert not speaks_itself("It is offensive to me.", passages[1:])


def test_nobody_is_quoted_who_was_not() -> None:
    """Of "fired shots into the air" and a denial the writer made "had been “fired into the air”"."""
    passages = ["Iran said they “fired shots into the air”.", "No shots were fired into the air."]
    assert quoted_anew("The men had been “fired into the air”.", passages) == (
        "fired into the air",
    )
    assert not quoted_anew("Iran said they “fired shots”.", passages)
    assert not quoted_anew("He said it was “the end of it”.", ["It was the end of it,” he said."])


def test_no_office_is_made_of_small_letters() -> None:
    """The one name of sixty topics that no source had: "Turkish Foreign Minister …"."""
    passages = ["“It is not so,” foreign minister Ana Moss said.", "Roe met the Mayor."]
    assert named_anew("Foreign Minister Ana Moss met Roe.", passages) == ("Minister",)
    assert not named_anew("The foreign minister met the Mayor.", passages)
    assert not named_anew("Roe said: “Not so.”", passages)
