"""How well measures of support agree with people, and the fit of ours.

``python -m benchmarks.support QAGS_FILE SUMMEDITS_FILE [--write]``; JSON Lines, gzipped. QAGS (Wang
et al. 2020): sentences of CNN/DM and XSum summaries judged against their article by three people.
SummEdits (Laban et al. 2023): summaries, sound or with one edit that makes them wrong. Printed is a
Markdown table: AUC with its standard error (bootstrap over articles) and balanced accuracy, the
threshold chosen on other folds (10 folds by article, the mean of 5 divisions). For ours the weights
come from the other folds too; but its features, the discount and the ridge were chosen by looking
at all rows, so its figures lean high. ``--write`` keeps weights fitted on all rows in the package.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.metrics import roc_auc_score

from benchmarks.contestants.support import baselines
from benchmarks.judged import SETS, Judged, read_qags, read_summedits
from summarize.evaluation import support as ours

Array = NDArray[Any]
RIDGE = 10.0
_FOLDS, _DIVISIONS, _DRAWS = 10, 5, 500
_WEIGHTS = Path(ours.__file__).with_name("support_weights.json")
_GRID = np.round(np.arange(0.01, 1.0, 0.01), 2)
_SIGNS = np.array([1.0] * len(ours.SHARES) + [-1.0] * len(ours.OBJECTIONS))


def fit(features: Array, agreed: Array, data: Sequence[str], ridge: float = RIDGE) -> Array:
    """Logistic regression with signs kept, an intercept for each data set, each weighing the same.

    Args:
        features: (n, 4), columns as of ``summarize.evaluation.support.features``.
        agreed: (n,) in [0, 1].
        data: n names of data sets.
        ridge: of the squared slopes, halved.

    Returns:
        (4,), at least 0; those of the shares sum to 1.
    """
    names = np.array(data)
    sets = np.array([names == name for name in sorted(set(data))], dtype=float).T
    rows = np.hstack([features * _SIGNS, sets])
    evened = (sets / sets.sum(axis=0)).sum(axis=1) * len(names) / sets.shape[1]
    slopes = np.arange(rows.shape[1]) < features.shape[1]

    def loss(values: Array) -> tuple[float, Array]:
        logits = rows @ values
        missed = evened * (1 / (1 + np.exp(-logits)) - agreed)
        costs = evened * (np.logaddexp(0, logits) - agreed * logits)
        pull = ridge * values * slopes
        return float(costs.sum() + pull @ values / 2), rows.T @ missed + pull

    bounds = [(0.0, None) if slope else (None, None) for slope in slopes]
    start = np.zeros(rows.shape[1])
    found = minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B").x[slopes]
    weights: Array = found / found[: len(ours.SHARES)].sum()
    return weights


def balanced(passed: Array, borne: Array) -> tuple[float, float]:
    """Balanced accuracy (the mean of both classes' recalls) and its standard error."""
    right = [(passed[borne]), (~passed[~borne])]
    parts = [(one.mean(), one.mean() * (1 - one.mean()) / len(one)) for one in right]
    return float(np.mean([a for a, _ in parts])), float(np.sqrt(sum(b for _, b in parts)) / 2)


def best_threshold(values: Array, borne: Array) -> float:
    """The one of the best balanced accuracy, halfway between two values."""
    distinct = np.unique(values)
    halfway = (distinct[1:] + distinct[:-1]) / 2 if len(distinct) > 1 else distinct
    return float(max(halfway, key=lambda cut: balanced(values >= cut, borne)[0]))


def plateau_threshold(values: Array, borne: Array) -> float:
    """The middle of those whose balanced accuracy is within a standard error of the best.

    The best one lies on an edge of a plateau, and moves with a handful of rows.
    """
    found = [balanced(values >= cut, borne) for cut in _GRID]
    best, error = max(found)
    good = [cut for cut, (score, _) in zip(_GRID, found, strict=True) if score >= best - error]
    return round(float(good[0] + good[-1]) / 2, 2)


def out_of_fold(rows: Sequence[Judged], fitted_on: Sequence[str], folds: Array) -> Array:
    """(n, 4): for each row the weights fitted on the rows of other folds."""
    matrix = np.array([_mean_features(row) for row in rows])
    agreed, data = np.array([r.agreed for r in rows]), np.array([r.data for r in rows])
    weights = np.zeros_like(matrix)
    for fold in range(_FOLDS):
        train = (folds != fold) & np.isin(data, fitted_on)
        weights[folds == fold] = fit(matrix[train], agreed[train], data[train].tolist())
    return weights


def folds_of(rows: Sequence[Judged], seed: int) -> Array:
    """(n,) fold numbers; rows of one article share theirs, each data set is dealt out alike."""
    draw = np.random.default_rng(seed)
    fold: dict[str, int] = {}
    for name in SETS:
        articles = sorted({row.article for row in rows if row.data == name})
        places = draw.permutation(len(articles)) % _FOLDS
        fold.update(zip(articles, places.tolist(), strict=True))
    return np.array([fold[row.article] for row in rows])


def _mean_features(row: Judged) -> Array:
    found = [ours.features(sentence, row.passages) for sentence in row.sentences]
    return np.array(found).mean(axis=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A measure's values of all rows, (divisions, n): one row of values if nothing is fitted."""

    name: str
    values: Array


def trials(rows: Sequence[Judged], divisions: Sequence[Array]) -> Iterator[Trial]:
    """Baselines, then ours fitted on QAGS alone and on all; of a summary its worst sentence."""
    for name, measure in baselines().items():
        values = [min(measure(s, row.passages) for s in row.sentences) for row in rows]
        yield Trial(name=name, values=np.array([values] * len(divisions)))
    found = [[ours.features(s, row.passages) for s in row.sentences] for row in rows]
    for name, fitted_on, pool in (
        ("ours, fitted on QAGS alone", SETS[:2], min),
        ("ours, fitted on all", SETS, min),
        ("ours, fitted on all, mean over sentences", SETS, _mean),
    ):
        values = [
            [
                pool([ours.combine(f, w) for f in row])
                for row, w in zip(found, out_of_fold(rows, fitted_on, folds), strict=True)
            ]
            for folds in divisions
        ]
        yield Trial(name=name, values=np.array(values))


def scores(
    trial: Trial,
    rows: Sequence[Judged],
    divisions: Sequence[Array],
    sets: Sequence[str],
    choose: Callable[[Array, Array], float] = best_threshold,
) -> tuple[float, float, float]:
    """AUC, its standard error, balanced accuracy on the rows of ``sets``."""
    here = np.isin([row.data for row in rows], sets)
    borne = np.array([row.borne for row in rows])[here]
    articles = np.array([row.article for row in rows])[here]
    aucs, accuracies = [], []
    for values, folds in zip(trial.values[:, here], divisions, strict=True):
        aucs.append(roc_auc_score(borne, values))
        passed = np.zeros(len(values), dtype=bool)
        for fold in range(_FOLDS):
            test = folds[here] == fold
            passed[test] = values[test] >= choose(values[~test], borne[~test])
        accuracies.append(balanced(passed, borne)[0])
    error = _bootstrap(trial.values[0, here], borne, articles)
    return float(np.mean(aucs)), error, float(np.mean(accuracies))


def _bootstrap(values: Array, borne: Array, articles: Array) -> float:
    """Standard error of the AUC over articles drawn with replacement."""
    draw = np.random.default_rng(0)
    rows = [np.flatnonzero(articles == name) for name in sorted(set(articles.tolist()))]
    found = []
    for _ in range(_DRAWS):
        drawn = np.concatenate([rows[place] for place in draw.integers(len(rows), size=len(rows))])
        if 0 < borne[drawn].sum() < len(drawn):
            found.append(roc_auc_score(borne[drawn], values[drawn]))
    return float(np.std(found))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def final(rows: Sequence[Judged]) -> tuple[Array, float]:
    """Weights fitted on all rows, of three places, and the threshold on QAGS."""
    matrix = np.array([_mean_features(row) for row in rows])
    agreed = np.array([row.agreed for row in rows])
    weights = np.round(fit(matrix, agreed, [row.data for row in rows]), 3)
    qags = [row for row in rows if row.data in SETS[:2]]
    values = [ours.combine(ours.features(row.sentences[0], row.passages), weights) for row in qags]
    return weights, plateau_threshold(np.array(values), np.array([row.borne for row in qags]))


def main() -> None:
    """Prints the table; with ``--write`` keeps the weights."""
    parser = argparse.ArgumentParser(description="measures of support against judgements")
    parser.add_argument("qags", type=Path)
    parser.add_argument("summedits", type=Path)
    parser.add_argument("--write", action="store_true", help="keep the weights in the package")
    options = parser.parse_args()
    rows = [*read_qags(options.qags), *read_summedits(options.summedits)]
    divisions = [folds_of(rows, seed) for seed in range(_DIVISIONS)]
    columns = {name: (name,) for name in SETS[:2]} | {"QAGS": SETS[:2], "SummEdits": SETS[2:]}
    print("| measure | " + " | ".join(columns) + " |\n|---" + "|---" * len(columns) + "|")
    table: dict[str, dict[str, tuple[float, float, float]]] = {}
    for trial in trials(rows, divisions):
        table[trial.name] = {
            name: scores(trial, rows, divisions, sets) for name, sets in columns.items()
        }
        cells = [f"{a:.3f} ± {e:.3f}, {b:.3f}" for a, e, b in table[trial.name].values()]
        print("| " + " | ".join([trial.name, *cells]) + " |", flush=True)
    weights, threshold = final(rows)
    named = dict(zip(ours.SHARES + ours.OBJECTIONS, weights.tolist(), strict=True))
    print(f"\nweights fitted on all rows: {named}; threshold on QAGS: {threshold}")
    _print_shipped(trial, rows, divisions, columns)
    if options.write:
        _write(named, threshold, rows, table["ours, fitted on all"])


def _print_shipped(
    trial: Trial,
    rows: Sequence[Judged],
    divisions: Sequence[Array],
    columns: dict[str, tuple[str, ...]],
) -> None:
    """The threshold that ships, chosen on the QAGS rows of other folds, on every column."""
    borne = np.array([row.borne for row in rows])
    qags = np.isin([row.data for row in rows], SETS[:2])
    for name, sets in columns.items():
        here = np.isin([row.data for row in rows], sets)
        rates = []
        for values, folds in zip(trial.values, divisions, strict=True):
            passed = np.zeros(len(rows), dtype=bool)
            for fold in range(_FOLDS):
                train = qags & (folds != fold)
                passed[folds == fold] = values[folds == fold] >= plateau_threshold(
                    values[train], borne[train]
                )
            rates.append((passed[here & borne].mean(), 1 - passed[here & ~borne].mean()))
        sound, wrong = np.mean(rates, axis=0)
        print(
            f"shipped rule, {name}: {sound:.3f} of the borne pass, {wrong:.3f} of the others do "
            f"not, balanced accuracy {(sound + wrong) / 2:.3f}"
        )


def _write(
    named: dict[str, float],
    threshold: float,
    rows: Sequence[Judged],
    figures: dict[str, tuple[float, float, float]],
) -> None:
    fitted = json.dumps([named, threshold], sort_keys=True).encode()
    document = {
        "version": "1-" + hashlib.sha256(fitted).hexdigest()[:6],
        "weights": named,
        "threshold": threshold,
        "rows": {name: sum(row.data == name for row in rows) for name in SETS},
        "date": date.today().isoformat(),
        "note": "features, discount and ridge were chosen on these rows too: figures lean high",
        "command": "python -m benchmarks.support QAGS_FILE SUMMEDITS_FILE --write",
        "cross_validation": {
            name: dict(
                zip(("auc", "auc_error", "balanced_accuracy"), map(_three, row), strict=True)
            )
            for name, row in figures.items()
        },
    }
    _WEIGHTS.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")


def _three(value: float) -> float:
    return round(value, 3)


if __name__ == "__main__":
    main()
