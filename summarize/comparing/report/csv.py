"""The comparison as CSV: a line for each row and measure, for other programs to read."""

from __future__ import annotations

import csv
import io

from summarize.comparing.runs import Study
from summarize.comparing.table import Table

_HEAD = (
    "row kind measure value low high topics difference p_uncorrected p wins ties losses detectable"
).split()


def render(study: Study, table: Table) -> str:
    """Values as in the JSON result; an empty field where there is none."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_HEAD)
    for row in study.rows:
        for measure in table.measures:
            value = table.values.get((row.name, measure.name))
            if value is None:
                continue
            test = value.test
            tested = (
                ["", "", "", "", "", "", ""]
                if test is None
                else [
                    test.difference,
                    test.p,
                    value.p,
                    test.wins,
                    test.ties,
                    test.losses,
                    "" if test.detectable is None else test.detectable,
                ]
            )
            ends = ["" if end is None else end for end in (value.low, value.high)]
            writer.writerow(
                [row.name, row.kind, measure.name, value.value, *ends, value.topics, *tested]
            )
    return out.getvalue()
