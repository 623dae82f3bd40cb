"""Which language a text is in, by its commonest words; a guess only where it is a clear one."""

from __future__ import annotations

import re
from collections import Counter

DEFAULT = "en"

_COMMON = {
    code: frozenset(words.split())
    for code, words in {
        "en": "the of and to in that is was for it with as his on be at by had not are",
        "de": "der die und den das von zu mit sich des auf für ist im dem nicht ein eine",
        "fr": "le la les des et du un une est que dans qui pour pas sur au avec plus ce",
        "es": "el la los las del y que en una por con se su para al lo como más pero",
        "it": "il di che e la per un una sono con del della non si gli le alla nel più",
        "pt": "o a os as do da e que em um uma para com não dos das no na se mais",
        "nl": "de het een en van in is dat op te zijn met voor niet aan er om ook bij",
    }.items()
}
_WORD = re.compile(r"[^\W\d_]+")
_READ_WORDS = 2_000
_LEAST_HITS = 8
_LEAST_LEAD = 1.3


def guess_language(text: str) -> str:
    """ISO 639-1 code of ``text``, ``DEFAULT`` where the common words leave it open."""
    words = Counter(word.lower() for word in _WORD.findall(text[:20_000])[:_READ_WORDS])
    hits = {code: sum(words[word] for word in common) for code, common in _COMMON.items()}
    best = max(hits, key=lambda code: (hits[code], code == DEFAULT))
    others = max(count for code, count in hits.items() if code != best)
    clear = hits[best] >= _LEAST_HITS and hits[best] >= _LEAST_LEAD * others
    return best if clear else DEFAULT


def language_code(declared: str) -> str:
    """The ISO 639-1 part of a language tag ("pt-BR" gives "pt"), "" if there is none."""
    match = re.match(r"([A-Za-z]{2})(?:[-_]|$)", declared.strip())
    return match[1].lower() if match else ""
