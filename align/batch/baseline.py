"""A baseline: what an earlier report already shows does not count again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from align.model import Report
from align.review.compare import compare

NOTE = "known from the baseline; not counted"
_KNOWN = ("still_open", "unchanged")


def only_new(report: Report, baseline: Mapping[str, Any], ran: Collection[str] | None = None) -> Report:
    """The report with every finding suppressed that `baseline`, a JSON report, has as well; a note says why.

    Findings match as in `align.review.compare`, so that an edit elsewhere in the line makes nothing new. `ran` are
    the ids of the checks of this run (None: all).
    """
    compared = compare(report, baseline, ran=ran)
    status = compared.extras["review"]["status"]
    findings = tuple(
        replace(f, suppressed=True, evidence={**f.evidence, "baseline": NOTE})
        if status[f.key] in _KNOWN and not f.suppressed
        else f
        for f in compared.findings
    )
    return replace(compared, findings=findings)
