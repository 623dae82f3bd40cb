"""Dates put to something else than in the passages."""

from __future__ import annotations

from summarize.attribution.dating import dated_anew, dated_otherwise


def test_a_film_of_a_year_does_not_date_its_prize() -> None:
    passage = "He won an Oscar for 1997's “Good Port”."
    assert dated_anew("He won an Oscar in 1997.", [passage]) == ("1997",)
    assert not dated_anew("He won an Oscar in 1997.", [passage, "It was shown in May 1997."])


def test_a_date_stays_with_what_happened_on_it() -> None:
    first = "On Monday the court heard Weyer v. Fish in Lund."
    passages = [first, "On Tuesday the court heard Gundy v. Moss in Lund."]
    assert dated_otherwise("On Tuesday the court heard Weyer v. Fish.", passages) == ("Tuesday",)
    assert not dated_otherwise("On Monday the court heard Weyer v. Fish.", passages)
    assert not dated_otherwise("The court heard Weyer v. Fish in Lund on Monday.", passages)


def test_a_date_is_not_taken_from_another_deed() -> None:
    """A judge "dismissed the remaining charges in August", when a jury had convicted the man."""
    passages = [
        "The judge dismissed the remaining charges against Roe.",
        "A jury in Lund convicted Roe of fraud in August after a trial of two weeks.",
    ]
    wrong = "The judge dismissed the remaining charges against Roe in August."
    assert dated_otherwise(wrong, passages) == ("August",)
    assert not dated_otherwise("A jury convicted Roe in August.", passages)
