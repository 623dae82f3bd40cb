"""Comparing: configurations, ready systems and baselines on the same topics, side by side."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.metadata import version

from summarize.comparing.kept import open_store, surroundings
from summarize.comparing.rows import Row, rows_of, short_digest
from summarize.comparing.runs import Run, Study, run
from summarize.comparing.table import Table, tabulate
from summarize.evaluation.baselines import BASELINES
from summarize.evaluation.datasets import Topic
from summarize.evaluation.scorecard import signature as scoring_signature
from summarize.ports import Progress, no_progress
from summarize.settings import Settings
from summarize.store import Store

__all__ = ["Row", "Run", "Study", "Table", "compare", "make_study", "signature_of"]


def make_study(
    configs: Sequence[Settings],
    topics: Sequence[Topic],
    *,
    baselines: Sequence[str] = tuple(BASELINES),
    seed: int = 0,
    jobs: int = 1,
    nli: str = "",
) -> Study:
    """Rows for configurations, systems and baselines on ``topics``.

    Args:
        configs: at least one; the first is what all rows are tested against, and its word budget
            is that of the baselines.
        topics: at least one.
        baselines: names of ``BASELINES``.
        seed: of the resampling.
        jobs: worker processes at once.
        nli: name or folder of an NLI model that judges support, or "".
    """
    return Study(
        rows=rows_of(configs, topics, baselines),
        topics=tuple(topics),
        words=configs[0].planning.words,
        seed=seed,
        jobs=jobs,
        nli=nli,
    )


def compare(
    study: Study, *, store: Store | None = None, progress: Progress = no_progress
) -> tuple[Run, Table]:
    """Runs what is not kept yet, scores it, and tabulates.

    Args:
        study: what is compared.
        store: where outcomes, scores, vectors and drafts are kept; the user's cache if None.
        progress: called with (what is going on, steps done, steps in all).

    Raises:
        ModelError: a model is missing or broken; what was done before is kept.
    """
    found = run(study, store or open_store(), progress)
    return found, tabulate(study, found)


def signature_of(study: Study) -> str:
    """Names whatever can change a number of the comparison."""
    data = json.dumps([[t.id, t.digest, list(t.references), dict(t.systems)] for t in study.topics])
    rows = json.dumps([[row.name, row.identity()] for row in study.rows])
    return "|".join(
        [
            f"summarize:{version('summarize')}",
            f"rows:{len(study.rows)}#{short_digest(rows)}",
            f"program:{short_digest(surroundings())}",
            f"jobs:{study.jobs}",
            f"topics:{len(study.topics)}#{short_digest(data)}",
            f"first:{study.rows[0].name}",
            f"baseline-words:{study.words}",
            scoring_signature(study.nli),
            "interval:expanded-percentile-bootstrap,2000",
            "test:approximate-randomization,10000",
            "correction:benjamini-hochberg",
            f"seed:{study.seed}",
        ]
    )
