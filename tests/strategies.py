"""Shared hypothesis strategies: texts and topics as they could come in."""

from __future__ import annotations

from hypothesis import strategies as st

plain_text = st.text(max_size=300)
"""Anything that decodes: control characters, other scripts, lone marks."""

_SUBJECTS = ("The council", "A fire", "Dr. Jane Moss", "Harwick Port", "The airline", "Rescuers")
_VERBS = ("approved", "destroyed", "visited", "closed", "announced", "found")
_OBJECTS = ("the new bridge", "a warehouse", "12 homes", "its base in Lund", "the old market")
_TAILS = ("on Tuesday", "in 2019", "for $1.5 million", "after two years", "near the river")


@st.composite
def news_sentence(draw: st.DrawFn) -> str:
    """A plain sentence with a name, a figure or a date in it."""
    parts = (_SUBJECTS, _VERBS, _OBJECTS, _TAILS)
    return " ".join(draw(st.sampled_from(part)) for part in parts) + "."


topic = st.lists(st.lists(news_sentence(), min_size=1, max_size=6), min_size=1, max_size=4)
"""Articles as lists of sentences; the same sentence may stand in several."""
