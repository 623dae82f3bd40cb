"""Forms of English verbs that no rule gives, and whether a word is a verb in the past."""

from __future__ import annotations

import re
from itertools import pairwise

from summarize.text.words import is_content, normalize, stem, words

_IRREGULAR = """
    arise-arose-arisen become-became begin-began-begun break-broke-broken bring-brought
    build-built buy-bought catch-caught choose-chose-chosen come-came deal-dealt draw-drew-drawn
    drink-drank-drunk drive-drove-driven eat-ate-eaten fall-fell-fallen feel-felt fight-fought
    find-found flee-fled fly-flew-flown forget-forgot-forgotten freeze-froze-frozen get-got-gotten
    give-gave-given go-went-gone grow-grew-grown hear-heard hide-hid-hidden hold-held keep-kept
    know-knew-known lay-laid lead-led leave-left lend-lent lie-lay lose-lost make-made mean-meant
    meet-met pay-paid ride-rode-ridden ring-rang-rung rise-rose-risen run-ran say-said
    see-saw-seen seek-sought sell-sold send-sent shake-shook-shaken shoot-shot sing-sang-sung
    sink-sank-sunk sit-sat sleep-slept speak-spoke-spoken spend-spent stand-stood
    steal-stole-stolen stick-stuck strike-struck swear-swore-sworn swim-swam take-took-taken
    teach-taught tear-tore-torn tell-told think-thought throw-threw-thrown understand-understood
    wear-wore-worn win-won withdraw-withdrew-withdrawn write-wrote-written
    """.split()
_FORMS = {form: base for base, *forms in (v.split("-") for v in _IRREGULAR) for form in forms}
_STEMS = {stem(form): stem(base) for form, base in _FORMS.items()}
_AUXILIARIES = frozenset("was were had did done wasn't weren't hadn't didn't".split())
_UNCHANGED = frozenset(
    "bet burst cast cost cut hit hurt let put quit set shut split spread thrust".split()
)
_SHORTEST = 5
"""Letters of a past form in "-ed": "red" and "need" are none."""
_SHORTER = frozenset("died eyed lied owed sued tied used".split())
_NOT_PAST = frozenset("a an are be being get gets is more most the very".split())
"""Words behind which such a form is of the passive in the present, or an adjective."""
_ADJECTIVES = frozenset(
    """
        advanced complicated concerned dedicated detailed experienced increased informed interested
        limited mixed related sophisticated supposed tailored talented unprecedented varied
        """.split()
)


_PRESENT = frozenset(
    """
        accuse act agree allow am appear are argue ask believe belong call can cannot carry cause
        change consider continue could cover create depend deserve do does exist expect face fear
        follow happen has have help hope include insist is kill like live look love matter may might
        move must need note offer oppose plan play receive remain report require risk rely say seem
        serve shall should show start stop suffer suggest support suspect try turn urge use vote
        want warn will work worry would
        """.split()
) | frozenset(_FORMS.values())
_CONTRACTED = re.compile(
    r"n['’]t\b|['’](?:d|ll|m|re|ve)\b"
    r"|\b(?:he|here|how|it|let|she|that|there|what|where|who)['’]s\b",
    re.IGNORECASE,
)


_ENGLISH = frozenset(
    """
        after and because from more of than that the their there these they this those to towards
        which with
        """.split()
)
"""Function words that few other languages have; two different ones make a sentence English."""


def reads_as_english(text: str) -> bool:
    """True if the lists of this module may be asked what ``text`` lacks."""
    return len(_ENGLISH & set(map(normalize, words(text)))) > 1


def root(word: str) -> str:
    """The stem of a word, the same for all forms of an irregular verb."""
    plain = stem(word)
    return _STEMS.get(plain, plain)


def has_past(text: str) -> bool:
    """True if a word of ``text`` may be a verb in the past or the perfect.

    "put" counts whatever it is in its sentence; "is studied" and "a limited supply" do not.
    """
    found = [normalize(word) for word in words(text)]
    # What opens a sentence is no verb of it: "Thought to have been there", "Initially planned".
    rest = found[1:] if found[:1] and found[0].endswith("ly") else found
    return any(may_be_past(word, before) for before, word in pairwise(rest))


def may_be_past(word: str, before: str) -> bool:
    """True for a form of the past behind the word ``before``; both as ``normalize`` gives them."""
    if word in _AUXILIARIES or word in _UNCHANGED:
        return True
    participle = word.endswith("ed") and not word.endswith("eed") and len(word) >= _SHORTEST
    form = word in _FORMS or word in _SHORTER or (participle and word not in _ADJECTIVES)
    return form and before not in _NOT_PAST


def is_verbless(text: str) -> bool:
    """True if no word looks like a finite verb: "Ambulances at the square after the bombings".

    False in other languages than English. Of 55 sentences of 5,584 of news that have no such word a
    parser finds a finite verb in 18.
    """
    if not reads_as_english(text):
        return False
    found = words(text)
    plain = ["", *map(normalize, found)]
    finite = {word for before, word in pairwise(plain) if before != "to"}
    if finite & _PRESENT or _CONTRACTED.search(text) or has_past(text):
        return False
    return not any(map(_is_third_person, found[1:], found[2:]))


def _is_third_person(word: str, following: str) -> bool:
    """True for a word in "-s" with an object or an adverbial behind it, or what looks like one."""
    if not word.islower() or not word.endswith("s") or word.endswith(("is", "ss", "us")):
        return False
    return not is_content(following) or following[0].isupper() or following.endswith("ing")
