"""What a model is shown before it writes.

The packaged model follows no instructions; it goes on as a text began. With its adapter it goes on
from reports to their sentence. Without, it is shown made-up reports, each with the sentence that a
careful editor makes of them: merged, names and figures kept, comment dropped. The examples were
written for this project.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarize.text.words import one_line

_SENTENCE_EXAMPLES = (
    (
        (
            "Moreover, the town council of Harwick approved the new bridge on Tuesday, a move that "
            "underscores its commitment to growth.",
            "Council members voted 7-2 to build a bridge over the river, which has been debated "
            "for two years.",
            "The bridge will cost $12 million.",
        ),
        "After two years of debate, the Harwick council voted 7-2 on Tuesday to build a bridge "
        "over the river for $12 million.",
    ),
    (
        (
            "The airline said it would close its base in Lund by 2031, highlighting the evolving "
            "landscape of the sector and raising questions about the future of travel.",
        ),
        "The airline said it would close its base in Lund by 2031.",
    ),
)
_SUMMARY_EXAMPLE = (
    (
        "The town council of Harwick approved the new bridge on Tuesday by 7 votes to 2.",
        "The bridge over the river will cost $12 million, officials said.",
        "Residents had complained of the long way round for two years.",
        "Work is expected to begin in March.",
    ),
    "The Harwick council voted 7-2 on Tuesday to build a bridge over the river for $12 million. "
    "Residents had complained of the long way round for two years. Work is expected to begin in "
    "March.",
)
STOP = ("\n",)


def sentence_examples() -> str:
    """What every sentence prompt of a causal model begins with."""
    return "".join(
        f"{sentence_prompt(reports)} {sentence}\n\n" for reports, sentence in _SENTENCE_EXAMPLES
    )


def sentence_prompt(reports: Sequence[str]) -> str:
    """The reports of one section, and the beginning of its sentence."""
    return f"Reports:\n{_bullets(reports)}In one sentence:"


def adapted_prompt(reports: Sequence[str]) -> str:
    """What the adapter was trained on: it knows what is wanted, so that nothing need say it."""
    return f"{_bullets(reports)}=>"


def summary_example() -> str:
    """What every summary prompt of a causal model begins with."""
    reports, summary = _SUMMARY_EXAMPLE
    return f"{summary_prompt(reports)} {summary}\n\n"


def summary_prompt(reports: Sequence[str]) -> str:
    """The reports of many sections, and the beginning of their summary."""
    return f"Reports:\n{_bullets(reports)}Summary in one paragraph:"


def _bullets(reports: Sequence[str]) -> str:
    return "".join(f"- {one_line(report)}\n" for report in reports)
