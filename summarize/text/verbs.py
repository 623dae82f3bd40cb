"""Forms of English verbs that no rule gives, and whether a word is a verb in the past."""

from __future__ import annotations

from itertools import pairwise

from summarize.text.words import normalize, stem, words

_IRREGULAR = """
    arise-arose-arisen become-became begin-began-begun break-broke-broken bring-brought
    build-built buy-bought catch-caught choose-chose-chosen come-came deal-dealt draw-drew-drawn
    drink-drank-drunk drive-drove-driven eat-ate-eaten fall-fell-fallen feel-felt fight-fought
    find-found flee-fled fly-flew-flown forget-forgot-forgotten freeze-froze-frozen
    get-got-gotten give-gave-given go-went-gone grow-grew-grown hear-heard hide-hid-hidden
    hold-held keep-kept know-knew-known lead-led leave-left lend-lent lie-lay lose-lost make-made
    mean-meant meet-met pay-paid ride-rode-ridden ring-rang-rung rise-rose-risen run-ran say-said
    see-saw-seen seek-sought sell-sold send-sent shake-shook-shaken shoot-shot sing-sang-sung
    sink-sank-sunk sit-sat sleep-slept speak-spoke-spoken spend-spent stand-stood
    steal-stole-stolen stick-stuck strike-struck swear-swore-sworn swim-swam take-took-taken
    teach-taught tear-tore-torn tell-told think-thought throw-threw-thrown
    understand-understood wear-wore-worn win-won withdraw-withdrew-withdrawn write-wrote-written
    """.split()
_FORMS = {form: base for base, *forms in (v.split("-") for v in _IRREGULAR) for form in forms}
_STEMS = {stem(form): stem(base) for form, base in _FORMS.items()}
_AUXILIARIES = frozenset("was were been had did done wasn't weren't hadn't didn't".split())
_UNCHANGED = frozenset(
    "bet burst cast cost cut hit hurt let put quit set shut split spread thrust".split()
)
_SHORTEST = 5
"""Letters of a past form in "-ed": "red" and "need" are none."""
_NOT_PAST = frozenset("a an are be being get gets is more most the very".split())
"""Words behind which such a form is of the passive in the present, or an adjective."""
_ADJECTIVES = frozenset(
    """
        advanced complicated concerned dedicated detailed experienced increased informed interested
        limited mixed related sophisticated supposed tailored talented unprecedented varied
        """.split()
)


def root(word: str) -> str:
    """The stem of a word, the same for all forms of an irregular verb."""
    plain = stem(word)
    return _STEMS.get(plain, plain)


def has_past(text: str) -> bool:
    """True if a word of ``text`` may be a verb in the past or the perfect.

    "put" counts whatever it is in its sentence; "is studied" and "a limited supply" do not.
    """
    found = [normalize(word) for word in words(text)]
    return any(_may_be_past(word, before) for before, word in pairwise(["", *found]))


def _may_be_past(word: str, before: str) -> bool:
    if word in _AUXILIARIES or word in _UNCHANGED:
        return True
    participle = word.endswith("ed") and not word.endswith("eed") and len(word) >= _SHORTEST
    return (word in _FORMS or (participle and word not in _ADJECTIVES)) and before not in _NOT_PAST
