"""The passive voice with an agent made active."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.training.syntax.tree import (
    Doc,
    Token,
    behind,
    child,
    ending,
    first,
    has_verb,
    is_unbroken,
    joined,
    lowered,
    single_root,
    text_of,
)

_MOST_AGENT = 10
_PAST = dict(
    pair.split(":")
    for pair in """
    taken:took seen:saw shot:shot given:gave written:wrote driven:drove made:made led:led held:held
    hit:hit built:built bought:bought brought:brought caught:caught found:found told:told sent:sent
    paid:paid sold:sold won:won lost:lost struck:struck stolen:stole broken:broke chosen:chose
    known:knew shown:showed drawn:drew thrown:threw overseen:oversaw left:left met:met run:ran
    begun:began bitten:bit beaten:beat heard:heard kept:kept taught:taught fought:fought
    """.split()
)
_OBJECT = {"he": "him", "she": "her", "they": "them", "i": "me", "we": "us"}
_SUBJECT = {new: old for old, new in _OBJECT.items()}
_MODAL = frozenset("will would could may might should must can".split())


def active(doc: Doc) -> Iterator[str]:
    """Of "The man was arrested by police." it makes "Police arrested the man."."""
    root, end = single_root(doc), ending(doc)
    if root is None or end is None or root.tag_ != "VBN":
        return
    patient, agent = child(root, "nsubjpass"), child(root, "agent")
    doer = None if agent is None else child(agent, "pobj")
    if patient is None or agent is None or doer is None or agent.lower_ != "by":
        return
    start, by, stop = first(patient), first(agent), behind(agent)
    verb = _verb(root, doer)
    if verb is None or child(root, "conj", "neg", "xcomp", "ccomp"):
        return
    if not is_unbroken(agent) or not is_unbroken(patient) or stop - by > _MOST_AGENT:
        return
    if not behind(patient) <= root.i < by or (start > 0 and doc[start - 1].text != ","):
        return
    if has_verb(doc, by, stop) or has_verb(doc, 0, behind(patient)):
        return
    between = [t for t in doc[behind(patient) : root.i] if t.dep_ not in ("aux", "auxpass")]
    parts = f"{text_of(doc, start, behind(patient))} {text_of(doc, by, stop)}"
    if "," in parts or any(t.dep_ != "advmod" for t in between):
        return
    yield joined(
        text_of(doc, 0, start),
        _cased(text_of(doc, agent.i + 1, stop), _SUBJECT),
        " ".join(t.text for t in between),
        verb,
        _cased(lowered(doc, start, behind(patient)), _OBJECT),
        text_of(doc, root.i + 1, by),
        text_of(doc, stop, end),
    )


def _cased(text: str, forms: dict[str, str]) -> str:
    return forms.get(text.lower(), text)


def _verb(root: Token, doer: Token) -> str | None:
    """The verb's active form, None where it is not known."""
    helpers = [t.lower_ for t in root.children if t.dep_ in ("aux", "auxpass")]
    past = root.text if root.text.endswith("ed") else _PAST.get(root.lower_)
    if past is None:
        return None
    if helpers in (["was"], ["were"]):
        return past
    if helpers in (["has", "been"], ["have", "been"]):
        plural = doer.tag_ in ("NNS", "NNPS") or child(doer, "cc") is not None
        return f"{'have' if plural or doer.lower_ in ('they', 'police') else 'has'} {root.text}"
    if helpers == ["had", "been"]:
        return f"had {root.text}"
    if len(helpers) == 2 and helpers[1] == "be" and helpers[0] in _MODAL:
        return f"{helpers[0]} {root.lemma_}"
    return None
