"""Sentences that people judged against a text: QAGS and SummEdits, as JSON Lines, gzipped."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarize.settings import TextSettings
from summarize.text.sentences import PunktSplitter

SETS = ("QAGS CNN/DM", "QAGS XSum", "SummEdits")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A sentence or short summary; ``agreed`` is the part of the judges who found it borne."""

    data: str
    article: str
    sentences: tuple[str, ...]
    passages: tuple[str, ...]
    borne: bool
    agreed: float


def read_qags(path: Path) -> Iterator[Judged]:
    """One row a judged sentence."""
    for row in _lines(path):
        passages = _cut(_mend(row["article"]))
        for judged in row["sents"]:
            yield Judged(
                data="QAGS CNN/DM" if "cnndm" in row["id"] else "QAGS XSum",
                article=row["id"],
                sentences=(_mend(judged["sentence"]),),
                passages=passages,
                borne=judged["supported"],
                agreed=judged["votes"].count("yes") / len(judged["votes"]),
            )


def read_summedits(path: Path) -> Iterator[Judged]:
    """One row a summary; those of one document share ``article``."""
    for row in _lines(path):
        yield Judged(
            data="SummEdits",
            article=row["id"].split("_")[0],
            sentences=_cut(row["summary"]),
            passages=_cut(row["doc"]),
            borne=row["label"] == 1,
            agreed=float(row["label"]),
        )


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def _cut(text: str) -> tuple[str, ...]:
    return tuple(text[a:b] for a, b in PunktSplitter(TextSettings()).split(text))


def _mend(text: str) -> str:
    """QAGS' articles have "235, 000" and "122. 5" where their sentences have one number."""
    text = re.sub(r"(?<=\d), (?=\d{3}\b)", ",", text)
    return re.sub(r"(?<=\d)\. (?=\d)", ".", text)
