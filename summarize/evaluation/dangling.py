"""Sentences of a summary whose opening points at something that the summary left out.

Halliday and Hasan, "Cohesion in English", 1976: reference ("he", "the two men"), conjunction
("however"), and, of reported speech, a speaker who is only a pronoun or nobody. What points back is
harmless where its antecedent stands in the sentence before it, so each is looked at in its place:

- A sentence copied from an article is bound to what stands before it there. It dangles unless the
  summary's sentence before it is that one (up to a few words between, for what tidying took away).
- A sentence in words of its own was written for this place. It dangles if nothing stands before
  it, or if it says "he", "she" or "they" and the sentence before names nobody and nothing plural.

A list of forms decides what points back, so both kinds of error occur. It shares no code with the
planner's own check of the same thing, which must not grade itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from summarize.evaluation.tokens import rouge_tokens

Kind = Literal["pronoun", "demonstrative", "connective", "definite", "speaker"]

_MOST_BETWEEN = 5
"""Tokens that may stand between two sentences that are neighbours in their article."""
_LEAST_COPIED = 5
"""A shorter sentence is found in some article by chance."""

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*|[,.;:!?]")
_QUOTED = re.compile(r"“[^”]*(?:”|$)|(?<!\w)\"[^\"]*(?:\"|$)")
_PERSONAL = frozenset("he him his she her hers they them their theirs it its".split())
_POINTING = frozenset("this that these those such both neither another others".split())
_TIMES = frozenset(
    """
        year month week weekend day morning afternoon evening night season spring summer autumn
        fall winter past coming
        """.split()
)
_BINDS_ALWAYS = frozenset("but and or nor also yet".split())
_BINDS_BEFORE_COMMA = frozenset(
    """
        additionally afterward afterwards again besides consequently conversely earlier elsewhere
        finally furthermore hence however indeed instead later likewise meanwhile moreover
        nevertheless nonetheless otherwise previously rather similarly so still then therefore thus
        """.split()
)
_BINDING_PHRASE = re.compile(
    r"(?:in addition|in fact|in response|in return|in turn|in contrast|in other words|by contrast"
    r"|as a result|as such|at the (?:same )?time|after all|after (?:this|that)|before (?:this|that)"
    r"|even so|even then|for (?:example|instance)|on the (?:other hand|contrary)|of course"
    r"|that said|since then|until then|by then|(?:a|one|two|three) \w+ (?:later|earlier)"
    r"|the (?:next|following|same) \w+) ?,",
    re.IGNORECASE,
)
_NUMERALS = frozenset("two three four five six seven eight nine ten".split())
_KNOWN_ALREADY = frozenset(
    """
        pair duo trio latter former other others same rest remaining move decision announcement
        idea remark remarks comment comments claim claims request reason result
        """.split()
)
_SAYS_WHICH = frozenset(
    "of to that by for from in on at about why behind between which who".split()
)
_EXPLETIVE = re.compile(
    r"it(?:['’]s| (?:is|was|has been|may be|remains))"
    r"(?: with| (?:\w+ )?(?:common|easy|hard|important|rare|safe) for"
    r"|(?: \w+){1,4} (?:that|to|whether|if|how|why|who|what|when|where))\b",
    re.IGNORECASE,
)
_CLAUSE_PRONOUN = re.compile(
    r"(?:after|although|as|because|before|if|once|since|until|when|while) (?:he|she|they)\b"
    r"([^,]*,.{0,40})",
    re.IGNORECASE,
)
_POINTED_PHRASE = re.compile(
    r"(?:after|as|at|because of|before|by|despite|during|for|from|if|in|like|of|on|since|through|to"
    r"|under|until|when|while|with|without) (?:this|these|that|those|them|such)\b(?: (\w+))?",
    re.IGNORECASE,
)
_SPEECH = (
    "said says told tells added adds wrote writes explained continued asked recalled noted insisted"
).replace(" ", "|")
_PRONOUN_SAYS = re.compile(rf"(?:^|, ?)(?:he|she|they|it) (?:\w+ )?(?:{_SPEECH})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dangling:
    """The sentence at ``place`` (from 0) begins with ``opener``, which points at nothing told."""

    place: int
    kind: Kind
    opener: str


def dangling(sentences: Sequence[str], articles: Sequence[str] = ()) -> tuple[Dangling, ...]:
    """The dangling sentences of one summary, in order.

    Args:
        sentences: of the summary.
        articles: texts of its sources; without them every sentence counts as written anew.
    """
    sources = [_tokens(article) for article in articles]
    found = []
    for place, sentence in enumerate(sentences):
        kind = points_at(sentence)
        before = sentences[place - 1] if place else ""
        if kind is not None and not _is_told(sentence, kind, before, sources):
            opener = " ".join(sentence.split()[:3])
            found.append(Dangling(place=place, kind=kind, opener=opener))
    return tuple(found)


def points_at(sentence: str) -> Kind | None:
    """How ``sentence`` points at the text before it, or None if it stands alone."""
    plain = sentence.strip().lstrip("\"“‘'([ ")
    found = [word.casefold() for word in _WORD.findall(plain)]
    if not found:
        return None
    first, following = re.split(r"['’]", found[0])[0], (*found[1:], "", "")
    if first in _PERSONAL and not _EXPLETIVE.match(plain):
        return "pronoun"
    if first in _POINTING and not _points_ahead(first, following, plain):
        return "demonstrative"
    if (first in _BINDS_ALWAYS and not _is_a_name(plain)) or (
        first in _BINDS_BEFORE_COMMA and following[0] == ","
    ):
        return "connective"
    if _BINDING_PHRASE.match(plain):
        return "connective"
    if first == "the" and plain[4:5].islower() and _is_known_already(following):
        return "definite"
    phrase = _POINTED_PHRASE.match(plain)
    if phrase is not None and not _is_meant_ahead(str(phrase[1]).casefold()):
        return "demonstrative"
    clause = _CLAUSE_PRONOUN.match(plain)
    if clause is not None and not re.search(r"\b[A-Z]", clause[1]):
        return "pronoun"
    return "speaker" if _lacks_speaker(sentence) else None


def _points_ahead(first: str, following: Sequence[str], plain: str) -> bool:
    """True for "this week", "those who", "both A and B": what is meant stands behind it."""
    if first in ("this", "these", "that", "those") and _is_meant_ahead(following[0]):
        return True
    pair = {"both": "and", "neither": "nor"}.get(first)
    return pair is not None and f" {pair} " in plain[:80]


def _is_meant_ahead(following: str) -> bool:
    """True after "this" or "those" for "week", "who", "living"."""
    return following in _TIMES | {"who", "whose", "with", "in", "without"} or (
        following.endswith("ing") and len(following) > 5
    )


def _is_a_name(plain: str) -> bool:
    """True for "Or Arbel said"; "But Moss said" is none."""
    return re.match(r"(?:Or|Nor|Yet) [A-Z]\w+ [a-z]|(?:Or|Yet) [A-Z]\w+,", plain) is not None


def _is_known_already(following: Sequence[str]) -> bool:
    """True for "the two men said", "the move was": not for "the decision to", "the two-day"."""
    noun, behind = following[0], following[1]
    if noun in _NUMERALS:
        return behind not in _SAYS_WHICH
    return (
        noun in _KNOWN_ALREADY and behind not in _SAYS_WHICH and (noun != "former" or behind == ",")
    )


def _lacks_speaker(sentence: str) -> bool:
    """True if all of it is quoted, or a pronoun says it and no name stands outside the marks."""
    rest = _QUOTED.sub(" ", sentence)
    if rest != sentence and not re.search(r"[^\W\d_]{2,}", rest):
        return True
    said = _PRONOUN_SAYS.search(rest.strip(' ,.”"'))
    return said is not None and not re.search(r"\b[A-Z]", rest.strip()[1 : said.start()])


def _is_told(sentence: str, kind: Kind, before: str, sources: Sequence[str]) -> bool:
    """True if the sentence before holds what ``sentence`` points at."""
    if not before:
        return False
    own, other = _tokens(sentence), _tokens(before)
    if own.count(" ") > _LEAST_COPIED and any(own in source for source in sources):
        return any(_adjoin(other, own, source) for source in sources)
    if kind in ("pronoun", "speaker"):
        return re.search(r"\b(?!^)[A-Z]|\b(?:a|an|the)\s|\b[a-z]{3,}s\b", before) is not None
    return True


def _adjoin(before: str, sentence: str, source: str) -> bool:
    """True if ``sentence`` follows ``before`` somewhere in ``source``, with few tokens between."""
    start = source.find(sentence)
    while start >= 0:
        head = source[: start + 1]  # the space between the two belongs to both
        end = head.rfind(before)
        if end >= 0 and head[end + len(before) - 1 :].count(" ") <= _MOST_BETWEEN + 1:
            return True
        start = source.find(sentence, start + 1)
    return False


@lru_cache(maxsize=256)
def _tokens(text: str) -> str:
    """The tokens of ``text``, each between spaces, so that whole tokens are found."""
    return f" {' '.join(rouge_tokens(text))} "
