"""General remarks: sentences that tell of nothing that happened."""

from __future__ import annotations

from functools import lru_cache

from summarize.text.facts.dates import find_dates
from summarize.text.facts.names import find_names
from summarize.text.facts.numbers import find_numbers
from summarize.text.facts.quotes import find_quotes
from summarize.text.verbs import has_past, reads_as_english
from summarize.text.words import normalize, words

_STANDS_NOW = frozenset("currently longer new now still today underway unclear unknown yet".split())
_SAYS = frozenset(
    """
        accuse accuses add adds allege alleges announce announces believe believes claim claims
        confirm confirms deny denies estimate estimates expect expects find finds report reports
        reveal reveals say says show shows suggest suggests tell tells warn warns
        """.split()
)


@lru_cache(maxsize=8_000)
def is_general_remark(text: str) -> bool:
    """True for "Alliances of this kind shape how research is done": always so, and of nobody.

    A general sentence in the sense of Louis and Nenkova, "Automatic identification of general and
    specific sentences", IJCNLP 2011, by signs instead of a classifier: no number, date, quotation
    or name, no verb in the past, nobody who says it, and nothing of how things stand now. English
    only; in other languages no sentence is one.
    """
    if not (reads_as_english(text) and names_nothing(text)) or has_past(text):
        return False
    return not {normalize(word) for word in words(text)} & (_SAYS | _STANDS_NOW)


@lru_cache(maxsize=8_000)
def names_nothing(text: str) -> bool:
    """True if no number, date, quotation or name is in it; "AI" and "US" are no name here."""
    return not (find_numbers(text) or find_dates(text) or find_quotes(text)) and all(
        len(name.text) <= 2 and name.text.isupper() for name in find_names(text)
    )
