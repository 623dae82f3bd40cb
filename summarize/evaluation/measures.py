"""What is measured of a summary: names, labels, and which way is better.

The order is that of every table. ``docs/evaluation.md`` says what each number means.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One number of a summary.

    Attributes:
        name: as in every JSON result.
        label: as a column is headed.
        better: "higher", "lower", or "neither" (it describes and does not judge).
        percent: whether a table shows a hundred times the value.
        digits: behind the point, in a table.
        main: whether it stands in the first table of a comparison.
        meaning: one line for the reader.
    """

    name: str
    label: str
    better: Literal["higher", "lower", "neither"]
    percent: bool = False
    digits: int = 1
    main: bool = False
    meaning: str

    def show(self, value: float | None) -> str:
        """The value as a table shows it, or "n/a"."""
        if value is None:
            return "n/a"
        return f"{value * (100 if self.percent else 1):.{self.digits}f}"


def _share(name: str, label: str, meaning: str, *, main: bool = False) -> Measure:
    return Measure(
        name=name, label=label, better="higher", percent=True, main=main, meaning=meaning
    )


MEASURES: tuple[Measure, ...] = (
    _share("rouge1", "R-1", "ROUGE-1 F1, against the best reference", main=True),
    _share("rouge2", "R-2", "ROUGE-2 F1", main=True),
    _share("rougeL", "R-L", "ROUGE-L F1, over the whole text", main=True),
    _share("rougeLsum", "R-Lsum", "ROUGE-L F1, sentence by sentence", main=True),
    _share("rouge1_mean", "R-1 mean", "ROUGE-1 F1, the mean over several references"),
    _share("rouge2_mean", "R-2 mean", "ROUGE-2 F1, the mean over several references"),
    _share("rougeL_mean", "R-L mean", "ROUGE-L F1, the mean over several references"),
    _share("rougeLsum_mean", "R-Lsum mean", "ROUGE-Lsum F1, the mean over several references"),
    Measure(
        name="words",
        label="words",
        better="neither",
        digits=0,
        main=True,
        meaning="length of the summary",
    ),
    Measure(
        name="near_duplicates",
        label="near dup.",
        better="lower",
        digits=2,
        main=True,
        meaning="pairs of sentences that say nearly the same",
    ),
    Measure(
        name="similarity",
        label="similarity",
        better="lower",
        percent=True,
        meaning="mean ROUGE-L F1 between the sentences of the summary",
    ),
    Measure(
        name="highest_similarity",
        label="highest sim.",
        better="lower",
        percent=True,
        meaning="highest ROUGE-L F1 between two sentences of the summary",
    ),
    _share("unique_trigrams", "unique 3-grams", "distinct among the runs of three words"),
    Measure(
        name="absent_numbers",
        label="absent nos.",
        better="lower",
        digits=2,
        main=True,
        meaning="numbers that no source has",
    ),
    Measure(
        name="absent_names",
        label="absent names",
        better="lower",
        digits=2,
        main=True,
        meaning="names that no source has",
    ),
    Measure(
        name="absent_dates",
        label="absent dates",
        better="lower",
        digits=2,
        meaning="dates that no source has",
    ),
    Measure(
        name="absent_quotations",
        label="absent quot.",
        better="lower",
        digits=2,
        meaning="quotations of three words or more that no source has word for word",
    ),
    *(
        _share(f"{kind}_in_{level}", f"{kind} in {level}", f"{kind} that {where} have")
        for kind in ("numbers", "dates", "names", "quotations")
        for level, where in (
            ("passages", "the cited passages"),
            ("articles", "the cited articles"),
            ("sources", "any of the sources"),
        )
    ),
    _share(
        "citation_precision",
        "cit. prec.",
        "citations that are needed: not superfluous, of a supported sentence",
        main=True,
    ),
    _share(
        "citation_recall", "cit. rec.", "sentences that the passages they cite support", main=True
    ),
    Measure(
        name="misattribution",
        label="misattr.",
        better="lower",
        percent=True,
        meaning="sentences that what they cite does not support, but something else does",
    ),
    _share("support", "support", "mean support of the sentences by what they cite"),
    _share("facts_told", "facts told", "of the facts that two independent sources tell"),
    _share("articles_covered", "articles", "articles that the summary cites", main=True),
    _share("evenness", "evenness", "how evenly the citations fall on independent sources"),
    Measure(
        name="novel_bigrams",
        label="novel 2-grams",
        better="neither",
        percent=True,
        main=True,
        meaning="word pairs that stand in no source: 0 is copying",
    ),
    Measure(
        name="longest_copy",
        label="longest copy",
        better="neither",
        digits=0,
        meaning="words of the longest run taken from one source",
    ),
    Measure(
        name="density",
        label="density",
        better="neither",
        meaning="mean length of the copied run that a word stands in",
    ),
    Measure(
        name="seconds",
        label="seconds",
        better="lower",
        digits=2,
        main=True,
        meaning="for one topic, models loaded, nothing kept",
    ),
    Measure(
        name="megabytes",
        label="MB",
        better="lower",
        digits=0,
        main=True,
        meaning="peak memory of the process",
    ),
)

BY_NAME: dict[str, Measure] = {measure.name: measure for measure in MEASURES}
COSTS = ("seconds", "megabytes")
"""Measured beside the summary, not of it."""
