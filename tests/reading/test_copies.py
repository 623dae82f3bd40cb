from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.reading.copies import agency, containment, copy_of, find_origins
from summarize.records import Article, Clutter, Document

WORDS = [f"word{number}" for number in range(400)]


def prose(seed: int, words: int = 60) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=words))  # noqa: S311 - no secret


def make(
    number: int,
    text: str,
    source: str = "",
    url: str | None = None,
    clutter: tuple[Clutter, ...] = (),
) -> Document:
    article = Article(
        id=f"a{number}", title="", text=text, source=source, published=None, path=None, url=url,
        language="en", sha256="",
    )  # fmt: skip
    return Document(article=article, clutter=clutter)


def test_containment_by_hand():
    """Ten words have three 8-grams; the first nine of them have two, both among the three."""
    ten = "a b c d e f g h i j"
    documents = [make(1, ten), make(2, "A b c d, e f g h i!"), make(3, "k l m n o p q r")]
    expected = [[1, 1, 0], [1, 1, 0], [0, 0, 1]]
    np.testing.assert_allclose(containment(documents), expected)
    half = "a b c d e f g h x y z"  # four 8-grams, one of them in the ten words' three
    np.testing.assert_allclose(containment([make(1, ten), make(2, half)])[0, 1], 1 / 3)


def test_independent_articles():
    documents = [make(n, prose(n)) for n in range(4)]
    assert find_origins(documents) == (0, 1, 2, 3)
    assert copy_of(documents) == (None, None, None, None)


def test_no_articles():
    assert find_origins([]) == ()
    assert copy_of([]) == ()


def test_the_same_article_five_times():
    documents = [make(n, prose(1)) for n in range(1, 6)]
    assert find_origins(documents) == (0, 0, 0, 0, 0)
    assert copy_of(documents) == (None, "a1", "a1", "a1", "a1")


def test_a_shortened_copy():
    documents = [make(1, prose(1)), make(2, prose(2)), make(3, prose(1)[:150])]
    assert find_origins(documents) == (0, 1, 0)
    assert copy_of(documents) == (None, None, "a1")


def test_a_quotation_in_common_makes_no_copy():
    quote = prose(9, 14)
    documents = [make(1, prose(1) + " " + quote), make(2, prose(2) + " " + quote)]
    assert find_origins(documents) == (0, 1)


def test_a_wire_credit_lowers_the_threshold():
    quote = prose(9, 30)
    texts = [prose(1) + " " + quote, prose(2) + " " + quote]
    share = containment([make(n, text) for n, text in enumerate(texts)])[0, 1]
    assert 0.15 < share < 0.5
    by_credit = [
        make(1, "OSLO (AP) — " + texts[0]),
        make(2, texts[1], source="The Associated Press"),
    ]
    assert find_origins(by_credit) == (0, 0)
    assert copy_of(by_credit) == (None, "a1")
    other = [make(1, "OSLO (AP) — " + texts[0]), make(2, texts[1], source="Reuters")]
    assert find_origins(other) == (0, 1)


def test_one_publisher_is_one_origin_but_no_copy():
    documents = [
        make(1, prose(1), url="https://www.example.co.uk/a"),
        make(2, prose(2), url="https://sport.example.co.uk/b"),
        make(3, prose(3), url="https://other.co.uk/c"),
        make(4, prose(4), source="Harbour Post"),
        make(5, prose(5), source=" harbour post"),
        make(6, prose(6), url="http://127.0.0.1/x"),
        make(7, prose(7), url="http://127.0.0.1/y"),
    ]
    assert find_origins(documents) == (0, 0, 1, 2, 2, 3, 4)
    assert copy_of(documents) == (None,) * 7


def test_shared_furniture_makes_no_copy():
    menu = prose(9, 200)
    documents = [
        make(n, menu + "\n" + prose(n), clutter=(Clutter(start=0, end=len(menu), reason="menu"),))
        for n in (1, 2)
    ]
    assert find_origins(documents) == (0, 1)


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("OSLO (AP) — Text.", "", "AP"),
        ("By ADA NORD, Associated Press\nText.", "", "AP"),
        ("BEIJING (Xinhua) -- Text.", "", "Xinhua"),
        ("Text.", "AFP", "AFP"),
        ("He told Reuters that (PA) is short.", "", ""),
        ("Text.", "AP Moller", ""),
    ],
)
def test_agencies(text, source, name):
    assert agency(make(1, text, source).article) == name


@given(
    st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["", "x", "y"])), max_size=8),
    st.randoms(),
)
@settings(deadline=None)
def test_origins_are_a_partition_that_does_not_depend_on_order(kinds, shuffler):
    documents = [make(n, prose(seed), source) for n, (seed, source) in enumerate(kinds)]
    origins = find_origins(documents)
    firsts = list(dict.fromkeys(origins))
    assert firsts == list(range(len(firsts)))
    order = list(range(len(documents)))
    shuffler.shuffle(order)
    again = find_origins([documents[n] for n in order])

    def groups(numbers, ids):
        return {frozenset(i for i, k in zip(ids, numbers, strict=True) if k == n) for n in numbers}

    assert groups(origins, range(len(documents))) == groups(again, order)


def test_every_copy_shares_its_origin_with_the_one_it_repeats():
    documents = [make(n, prose(n % 3, 40 + n)) for n in range(9)]
    origins, copies = find_origins(documents), copy_of(documents)
    for n, name in enumerate(copies):
        if name is not None:
            assert origins[n] == origins[int(name[1:])]
