"""What somebody is, told before the name; what somebody has, told with "'s"."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.training.syntax.tree import (
    Doc,
    Token,
    behind,
    child,
    ending,
    first,
    joined,
    text_of,
)

_ROLES = frozenset(
    """
    spokesman spokeswoman spokesperson director professor chief president mayor lawyer attorney
    analyst executive minister governor senator manager officer author editor founder co-founder
    chairman chairwoman chair commissioner sheriff prosecutor judge coach secretary ambassador
    researcher economist historian scientist leader head owner detective superintendent principal
    captain commander representative congressman congresswoman lawmaker biologist physician
    journalist reporter columnist consultant strategist adviser advisor activist coordinator
    administrator dean curator chancellor pastor bishop archbishop treasurer
    """.split()
)
_LINKS = frozenset(["of", "for", "at", "with", "from"])
_NO_OWNER = frozenset(
    """
    city town village state province county island month year kind sort type part parts rest end
    number university bank bay gulf house department ministry school college institute republic
    kingdom statue church lake cape sea coast valley port capital people men women thousands
    hundreds millions dozens group pair copy version lot fan fans use lack majority base block
    """.split()
)
_MOST_OWNER, _MOST_HOUSE = 3, 4


def titled(doc: Doc) -> Iterator[str]:
    """Of "Jane Roe, a professor at Yale," it makes "Yale professor Jane Roe"."""
    end = ending(doc)
    for role in doc if end is not None else ():
        name = role.head
        if role.dep_ != "appos" or role.lower_ not in _ROLES or name.pos_ != "PROPN":
            continue
        start, title, after = _name_start(doc, name), _title(doc, role), behind(role)
        if start is None or title is None or first(role) != name.i + 2:
            continue
        if doc[name.i + 1].text == "," and (after == end or doc[after].text == ","):
            rest = text_of(doc, after + (after != end), end)
            yield joined(text_of(doc, 0, start), title, text_of(doc, start, name.i + 1), rest)


def owned(doc: Doc) -> Iterator[str]:
    """Of "the leader of North Korea" it makes "North Korea's leader"."""
    end = ending(doc)
    for link in doc if end is not None else ():
        thing, owner = link.head, child(link, "pobj")
        if link.dep_ != "prep" or link.lower_ != "of" or owner is None:
            continue
        start, stop, the = link.i + 1, owner.i + 1, first(thing)
        if thing.tag_ not in ("NN", "NNS") or thing.lower_ in _NO_OWNER or thing.i != link.i - 1:
            continue
        if doc[the].lower_ != "the" or behind(thing) != behind(link) or behind(owner) != stop:
            continue
        if any(t.tag_ != "NNP" for t in doc[start:stop]) or stop - start > _MOST_OWNER:
            continue
        if not owner.text.endswith("s"):
            mark = "’" if "’" in doc.text else "'"
            of = f"{text_of(doc, start, stop)}{mark}s {text_of(doc, the + 1, thing.i + 1)}"
            yield joined(text_of(doc, 0, the), of, text_of(doc, stop, end))


def _name_start(doc: Doc, name: Token) -> int | None:
    """Where a name of two words and more begins in which nothing else stands."""
    start = name.i
    while start > 0 and doc[start - 1].pos_ == "PROPN" and doc[start - 1].dep_ == "compound":
        start -= 1
    if start == name.i or doc[start].text.endswith("."):
        return None
    return start if first(name) == start else None


def _title(doc: Doc, role: Token) -> str | None:
    """What stands before the name for "the former mayor of Springfield" behind it."""
    words = [t for t in doc[first(role) : role.i] if t.lower_ not in ("a", "an", "the")]
    if any(t.dep_ not in ("amod", "compound", "nmod") or t.tag_ == "NNP" for t in words):
        return None
    former = "former" if any(t.lower_ == "former" for t in words) else ""
    own = " ".join(t.text for t in words if t.lower_ != "former")
    if behind(role) == role.i + 1:
        return " ".join(filter(None, (former, own, role.text)))
    link = child(role, "prep")
    house = None if link is None else child(link, "pobj")
    if link is None or house is None or link.lower_ not in _LINKS or link.i != role.i + 1:
        return None
    start, stop = link.i + 1 + (doc[link.i + 1].lower_ == "the"), house.i + 1
    if behind(role) != stop or stop - start > _MOST_HOUSE:
        return None
    if any(t.tag_ != "NNP" for t in doc[start:stop]):
        return None
    return " ".join(filter(None, (former, text_of(doc, start, stop), own, role.text)))
