"""Which articles are of the time, and which are the same."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.digest.sameness import canonical
from summarize.digest.window import Window
from tests.digest.sites import SINCE, UNTIL


@pytest.mark.parametrize(
    ("published", "place"),
    [
        ("2026-11-22T06:00:00+00:00", "inside"),
        ("2026-11-22T05:59:59+00:00", "older"),
        ("2026-11-23T06:00:00+00:00", "newer"),
        ("2026-11-22T23:30:00-08:00", "newer"),
        ("2026-11-22", "inside"),
        ("2026-11-21", "older"),
        ("2026-11-23", "inside"),
        ("2026-11-24", "newer"),
        ("2026-11-22T12:00:00", "inside"),
        ("9999-12-31", "undated"),
        ("soon", "undated"),
        (None, "undated"),
    ],
)
def test_places_in_time(published, place):
    assert Window(since=SINCE, until=UNTIL, now=UNTIL).place(published) == place


@given(
    st.datetimes(datetime(2026, 11, 1), datetime(2026, 12, 1)),
    st.datetimes(datetime(2026, 11, 1), datetime(2026, 12, 1)),
    st.datetimes(datetime(2026, 11, 1), datetime(2026, 12, 1)),
)
def test_two_windows_that_meet_take_an_article_once(first, second, third):
    begin, middle, end = sorted((first, second, third))
    for moment in (begin, middle, end):
        parts = [(begin, middle), (middle, end)]
        places = [
            Window(since=one, until=other, now=end).place(moment.isoformat())
            for one, other in parts
        ]
        assert places.count("inside") == (begin <= moment < end)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://A.example/x/", "https://a.example:443/x?utm_source=rss#part", True),
        ("http://a.example/x?b=2&a=1&fbclid=9", "http://a.example/x?a=1&b=2", True),
        ("http://a.example/x?id=1", "http://a.example/x?id=2", False),
        ("http://a.example/x", "http://b.example/x", False),
        ("http://a.example:8080/x", "http://a.example/x", False),
        ("http://[2001:DB8::1]:80/x", "https://[2001:db8::1]/x", True),
    ],
)
def test_addresses_that_mean_one_page(one, other, same):
    assert (canonical(one) == canonical(other)) is same


@given(st.text(max_size=60))
def test_any_address_has_a_canonical_form_or_none(url):
    for one in (url, f"http://{url}", f"https://a.example/{url}"):
        form = canonical(one)
        assert not form or canonical(f"http:{form}") == form
