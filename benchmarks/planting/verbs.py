"""Forms of verbs, as far as planting errors needs them: from a base to its past, and back."""

from __future__ import annotations

from collections.abc import Set

_IRREGULAR = """
    become-became begin-began break-broke bring-brought build-built buy-bought choose-chose
    come-came cut-cut deal-dealt draw-drew fall-fell fight-fought find-found get-got give-gave
    go-went grow-grew have-had hear-heard hit-hit hold-held keep-kept kill-killed know-knew
    lead-led leave-left let-let lose-lost make-made mean-meant meet-met pay-paid put-put rise-rose
    run-ran say-said see-saw seek-sought sell-sold send-sent set-set shoot-shot show-showed
    speak-spoke spend-spent stand-stood steal-stole take-took teach-taught tell-told think-thought
    throw-threw understand-understood win-won write-wrote
    """.split()
PAST = dict(pair.split("-") for pair in _IRREGULAR)
BASE = {past: base for base, past in PAST.items()}


def past_of(base: str) -> str:
    """The past tense of a base form."""
    if base in PAST:
        return PAST[base]
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return base[:-1] + "ied"
    return base + "ed"


def base_of(past: str, vocabulary: Set[str]) -> str | None:
    """The base form of a past tense, or None where it is not known to be one."""
    if past in BASE:
        return BASE[past]
    if not past.endswith("ed") or len(past) < 5:
        return None
    stem = past[:-2]
    forms = [stem + "e", stem, stem[:-1] if stem[-1] == stem[-2] else stem]
    if past.endswith("ied"):
        forms = [past[:-3] + "y"]
    return next((form for form in forms if form in vocabulary), None)
