"""Cases of what counts as found and absent: kind, sentence, source, absent facts, why."""

from __future__ import annotations

import pytest

from summarize.evaluation.grounding import GroundedSentence, Kind, ground

ALL = None
"""Everything stated is found, and something is stated."""

NUMBERS = [
    ("It lost 235,000 jobs.", "It lost 235, 000 jobs.", ALL, "wire services set a space"),
    ("It lost 235, 000 jobs.", "It lost 235,000 jobs.", ALL, "and the other way round"),
    ("Four ships left.", "There were 4 ships.", ALL, "a word is its value"),
    ("It cost $1bn.", "It cost $1 billion.", ALL, "short scale"),
    ("It cost $1 billion.", "It cost 1,000,000,000 dollars.", ALL, "written out"),
    ("It cost $1.5m.", "It cost 1.5 million dollars.", ALL, "m with a currency is million"),
    ("It cost €2m.", "It cost $2 million.", ["€2m"], "another currency"),
    ("It cost $40.", "It cost 40.", ALL, "a currency and a bare number"),
    ("It rose 20%.", "It rose 20 per cent.", ALL, "British spelling"),
    ("It rose 20 percent.", "It rose 20pc.", ALL, "abbreviated"),
    ("It rose 5 percent.", "It rose after 5 people left.", ["5 percent"], "units conflict"),
    ("It took 5 days.", "It took 5 years.", ["5 days"], "measures conflict"),
    ("It took 5 days.", "It took 5.", ALL, "a measure and a bare number"),
    ("Two dozen came.", "There were 24 guests.", ALL, "dozens"),
    ("A dozen came.", "There were 12 guests.", ALL, "a dozen"),
    ("Half a million came.", "Some 500,000 came.", ALL, "half of a scale"),
    ("It was the 3rd time.", "It was the third time.", ALL, "ordinals"),
    ("The 21st guest left.", "The twenty-first guest left.", ALL, "a compound ordinal"),
    ("Twenty-one ships left.", "There were 21 ships.", ALL, "a compound"),
    ("It had 350 beds.", "It had three hundred and fifty beds.", ALL, "and inside a number"),
    ("Between 2 and 3 million came.", "From 2 million to 3 million came.", ALL, "scale shared"),
    ("It fell 20-30 percent.", "It fell by 20% to 30%.", ALL, "unit shared"),
    ("They won 3-1.", "The final was three to one.", ALL, "a score"),
    ("Moss won 43-29.", "Moss had 43 percent, her rival 29 percent.", ALL, "a vote as a score"),
    ("One in five left.", "1 in 5 left.", ALL, "a ratio"),
    ("One in five left.", "Some 20% left.", ALL, "a ratio is a share"),
    ("One in five left.", "They met five friends.", ["One in five"], "and not its figure"),
    ("Two-thirds left.", "Some 2/3 left.", ALL, "a fraction"),
    ("Half of 90 left.", "Of the 90, 50% left.", ALL, "a lone half is not stated"),
    ("A 34-year-old left.", "She is 34.", ALL, "an age"),
    ("It is No. 10.", "It is number ten.", ALL, "a rank"),
    ("The Boeing 737 sank.", "A Boeing 737 was found.", ALL, "figures of a name, both sides alike"),
    ("The GPT-4 model sank.", "The GPT-3 model sank.", ["4"], "and when they differ"),
    ("It closed at 6:30 p.m.", "It closed at 6:30 pm.", ALL, "a time of day"),
    ("It closed at 7 p.m.", "It closed at 7:00 p.m.", ALL, "a full hour"),
    ("It weighs 2½ tons.", "It weighs 2.5 tons.", ALL, "a vulgar fraction"),
    ("It took two and a half years.", "It took 2.5 years.", ALL, "and a half"),
    ("It lost one and a half million.", "It lost 1.5 million.", ALL, "and before a scale"),
    ("It is 3 1/2 feet high.", "It is 3.5 feet high.", ALL, "a mixed number is one"),
    ("It drew 40 guests.", "It drew 40guests.", ALL, "words that ran together"),
    ("Nearly 1,000 came.", "There were 997 guests.", ["1,000"], "a rounded figure is absent"),
    ("More than 4 million came.", "There were 4.2 million.", ["4 million"], "strict as said"),
    ("It lost 75 flights.", "It lost 75,000 bags.", ["75"], "a scale left out"),
    ("She left 27 notes.", "She left on April 27.", ["27"], "a date's figure is no number"),
    ("No one left, and one stayed.", "Nobody left.", [], "a lone one is no number"),
]

DATES = [
    ("It closed on Monday.", "Monday was the last day.", ALL, "a weekday"),
    ("It closed on Monday.", "It closed on Tuesday.", ["Monday"], "another"),
    ("It closed on April 27.", "It closed on 27 April 2013.", ALL, "day and month"),
    ("It closed on April 27.", "It closed on 2013-04-27.", ALL, "ISO"),
    ("It closed on Sept. 5.", "It closed on September 5th.", ALL, "short month"),
    ("It closed on April 27, 2013.", "In 2013 it closed, on April 27.", ALL, "year elsewhere"),
    (
        "It closed on April 27, 2013.",
        "Closed April 27, 2012; 2013 was better.",
        ["April 27, 2013"],
        "another year",
    ),
    (
        "It closed on April 27.",
        "It closed on April 26; 27 wept.",
        ["April 27"],
        "parts stand apart",
    ),
    ("It closed April 27-29.", "It closed April 27, and April 29.", ALL, "a range of days"),
    ("It closed in May 2013.", "It closed on May 3, 2013.", ALL, "month and year"),
    ("It closed in June.", "It closed in July.", ["June"], "another month"),
    ("It may close.", "It will.", [], "no month"),
    ("It closed in 2013.", "It closed in 2012.", ["2013"], "another year"),
    ("It closed in the 1990s.", "It closed in the ’90s.", ALL, "a decade"),
    ("She is in her mid-20s.", "She is in her twenties.", ALL, "a decade of life"),
    ("It closed in '08.", "It closed in 2008.", ALL, "a short year"),
    ("It closed on Aug. 7: rain fell.", "It closed on August 7.", ALL, "a colon is no clock"),
    ("It closed on 9/11.", "It closed on Sept. 11.", ALL, "a slashed date"),
    ("It closed yesterday.", "It closed.", [], "nothing is worked out"),
]

NAMES = [
    ("He met Obama.", "He met Barack Obama.", ALL, "a part of a longer name"),
    ("He met Barack Obama.", "He met Obama.", ["Barack Obama"], "more than the source tells"),
    ("He met Tim Cook.", "Tim Ryan met a cook.", ["Tim Cook"], "small letters are no name"),
    ("He met Mr. Ryan.", "He met Tim Ryan.", ALL, "a title is no part"),
    ("The FBI came.", "The Federal Bureau of Investigation came.", ALL, "an acronym"),
    ("The Food and Drug Administration came.", "The FDA came.", ALL, "and its words"),
    ("The U.N. met.", "The United Nations met.", ALL, "dots"),
    ("The US met.", "Americans met.", ALL, "a country and its people"),
    ("The French left.", "It left France.", ALL, "an irregular people"),
    ("A Kenyan left.", "She left Kenya.", ALL, "a regular people"),
    ("He met the British.", "He came to the UK.", ALL, "Britain"),
    ("Many Republicans left.", "A Republican left.", ALL, "plural"),
    ("She saw Lund's port.", "Lund has a port.", ALL, "possessive"),
    ("She saw Beyoncé.", "She saw Beyonce.", ALL, "accents"),
    ("It is a Harwick Ferry.", "Harwick ferries and Lund Ferries came.", ALL, "plural in -ies"),
    ("The Senate met.", "The senate met.", ALL, "a common noun of names"),
    ("He went to Lund on Monday.", "He is in Lund.", ALL, "a weekday is no name"),
    ("He met Moss and Vale.", "He met Moss.", ["Vale"], "two names, not one"),
    ("It is in Tampa, Fla.", "It is in Tampa, Florida.", ALL, "states"),
    ("OBAMA met J. K. Rowling.", "J.K. Rowling met Obama.", ALL, "capitals, initials"),
    ("Rain fell on Lund.", "Snow fell on Lund.", ALL, "a sentence's first word is no name"),
    ("Zorbly fell.", "It rained.", [], "nor is it known to be one"),
    ("OpenAI fell.", "It rained.", ["OpenAI"], "unless by its shape"),
    ("Moss fell. ", "They saw Moss fall.", ALL, "or written large elsewhere"),
    ("Jane Moss fell.", "They saw Joan Moss fall.", ["Jane Moss"], "or before a name"),
    ("The IPO is near.", "An initial public offering is near.", ALL, "small words of an acronym"),
    ("He said it onHarwick.", "He is at Harwick.", ALL, "words that ran together"),
    ("He met Secretary of State Jane Moss.", "The minister Jane Moss spoke.", ALL, "an office"),
    ("He met Theresa May in May.", "Theresa May spoke.", ALL, "a person and a month"),
    ("He met Theresa May.", "Theresa spoke in May.", ALL, "words anywhere in a source, as said"),
    ("She asked Us Weekly.", "We asked US Weekly.", ALL, "the magazine is no country"),
]

QUOTATIONS = [
    ('He said "it was very bad" there.', "It was, very bad.", ALL, "case and punctuation"),
    ("He said “it was very bad”.", 'I say "it was very bad."', ALL, "curly and straight"),
    ("He said ‘it was very bad’ then.", "it was very bad", ALL, "single"),
    ("He isn't the dogs' friend, it's so.", "x", [], "apostrophes quote nothing"),
    ('He said "it was rather bad".', "It was very bad.", ["it was rather bad"], "another word"),
    ('He called it "very bad".', "x", [], "two words are no quotation"),
    ('"We came ... and we won," he said.', "We came late. And then and we won.", ALL, "ellipsis"),
    ('"We won ... and we came."', "We came, and we won.", ["We won ... and we came."], "order"),
    ('"We saw [the mayor] there," he said.', "We saw him there.", ALL, "an insertion"),
    ('"[W]e saw him there," he said.', "And we saw him there.", ALL, "a changed letter"),
    ('"The well-known man left."', "the well known man left", ALL, "hyphens"),
    ('"We saw the DPRK there."', "We saw the DPRK (North Korea) there.", ALL, "source brackets"),
    ('"We can\'t go there."', "We can\ufffdt go there.", ALL, "a lost character"),
    ('"It ran at 17mph then."', "It ran at 17 mph then.", ALL, "a missing space"),
]


@pytest.mark.parametrize(
    ("kind", "sentence", "source", "absent", "why"),
    [
        (kind, *case)
        for kind, cases in (
            ("numbers", NUMBERS),
            ("dates", DATES),
            ("names", NAMES),
            ("quotations", QUOTATIONS),
        )
        for case in cases
    ],
)
def test_found_and_absent(
    kind: Kind, sentence: str, source: str, absent: list[str] | None, why: str
) -> None:
    found = ground([GroundedSentence(text=sentence)], [source]).of(kind)
    assert [fact.text for fact in found.absent_from("sources")] == (absent or []), why
    assert absent != ALL or found.stated, f"{why}: nothing stated"
    assert absent != [] or not found.stated, f"{why}: stated"


def test_a_quotation_across_sentences_is_judged_in_parts() -> None:
    sentences = ['She said: "We came late.', 'We left too early."']
    found = ground(
        [GroundedSentence(text=text) for text in sentences], ["We came late. Nobody left."]
    ).quotations
    assert found.stated == 2
    assert [(fact.sentence, fact.text) for fact in found.absent_from("sources")] == [
        (1, "We left too early.")
    ]


def test_a_missing_mark_quotes_no_long_text() -> None:
    texts = ['He said "no and left.', *["It rained all day long."] * 8, 'It ended" then.']
    assert ground([GroundedSentence(text=text) for text in texts], ["x"]).quotations.stated == 0


def test_a_name_after_a_bracket_is_no_function_word() -> None:
    """The "In" after a dateline's bracket was reported as a name that no source has."""
    found = ground([GroundedSentence(text="(KLM) In Lund it rained.")], ["KLM is at Lund."]).names
    assert (found.stated, found.in_sources) == (2, 2)
