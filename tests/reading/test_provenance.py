from __future__ import annotations

import pytest

from summarize.reading.dates import find_date, to_iso
from summarize.reading.languages import guess_language, language_code
from summarize.reading.provenance import find_provenance


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-03-12", "2026-03-12"),
        ("2026-03-12T08:30:00Z", "2026-03-12T08:30:00+00:00"),
        ("2026-03-12 08:30", "2026-03-12T08:30:00"),
        ("2026-03-12T08:30:00.123+0100", "2026-03-12T08:30:00+01:00"),
        ("Thu, 12 Mar 2026 08:30:00 +0100", "2026-03-12T08:30:00+01:00"),
        ("12 March 2026", "2026-03-12"),
        ("Thursday, March 12th, 2026", "2026-03-12"),
        ("Sept. 3, 2025", "2025-09-03"),
        ("3. März 2026", "2026-03-03"),
        ("3 de marzo de 2026", "2026-03-03"),
        ("1er août 2025", "2025-08-01"),
        ("12.03.2026", "2026-03-12"),
        ("3/4/2026", None),
        ("31 February 2026", None),
        ("2026-02-31T10:00:00", None),
        ("March 2026", None),
        ("", None),
        ("yesterday at 10:30", None),
    ],
)
def test_dates(text, iso):
    assert to_iso(text) == iso


def test_the_first_date_counts():
    assert find_date("from 3 May 2025 until April 9, 2026") == "2025-05-03"


@pytest.mark.parametrize(
    ("line", "source", "published"),
    [
        ("OSLO, Norway (AP) — The pier was closed.", "AP", None),
        ("PARIS (Agence France-Presse) - The pier was closed.", "Agence France-Presse", None),
        ("(Reuters) - The pier was closed.", "Reuters", None),
        ("By Ada Nord, Harbour News", "Harbour News", None),
        ("By Ada Nord | Reuters", "Reuters", None),
        ("Source: Harbour Post", "Harbour Post", None),
        ("Published: 12 March 2026", "", "2026-03-12"),
        ("Last updated on March 12, 2026 at 10:15", "", "2026-03-12"),
        ("Thursday, 12 March 2026", "", "2026-03-12"),
        ("2026-03-12", "", "2026-03-12"),
        ("OSLO, March 12, 2026 — The pier was closed.", "", "2026-03-12"),
        ("Source: a person who knows the talks.", "", None),
        ("The pier opened on 12 March 1911 and was closed on Tuesday.", "", None),
        ("Updated plans for the pier were shown on 12 March 2026 to a hall that was full "
         "of residents and fishermen from both sides of the sound.", "", None),
        ("He met the head of the agency (Reuters) in Oslo.", "", None),
        ("By Ada Nord, a teacher", "", None),
    ],
)  # fmt: skip
def test_provenance_of_plain_text(line, source, published, story_text):
    found = find_provenance(f"{line}\n\n{story_text}")
    assert (found.source, found.published) == (source, published)


@pytest.mark.parametrize(
    ("tag", "code"), [("pt-BR", "pt"), ("EN", "en"), ("de_DE", "de"), ("", ""), ("english", "")]
)
def test_language_codes(tag, code):
    assert language_code(tag) == code


def test_too_few_common_words_leave_the_default():
    assert guess_language("Der Pier") == "en"
    assert guess_language("") == "en"
