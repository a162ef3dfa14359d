"""Decisions laid over a report. Pure: report and records in, report out.

What is found out goes into `extras["review"]` as plain data, where the page and the JSON report find it:
`earlier` (key → records on an older text), `precision` (check → findings judged errors, judged not), and from `compare`: `status` (key → new, still_open, unchanged or
regressed), `counts` (status → number), `updated` (keys of findings that are not quite as they were), `fixed` and `not_checked` (findings of the previous report).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from align.model import Report
from align.review.records import Record, to_json
from align.review.standing import Index, pair_keys, precision
from align.review.traits import finding_traits, record_traits

_EARLIER_SHOWN = 3


def apply_decisions(report: Report, records: Iterable[Record], documents: Collection[str] = ()) -> Report:
    """The report with dismissed findings suppressed, severities as reviewers set them, old decisions offered.

    `documents` are further names under which the same document was reviewed. A check that did not run
    changes nothing: its records simply wait.
    """
    index = Index(records, {report.bitext.name, *documents})
    keys = pair_keys(report)
    findings = []
    decided: set[str] = set()
    for finding in report.findings:
        standing = index.standing(finding, None if finding.pair is None else keys.get(finding.pair))
        if standing.verdict:
            decided.add(finding.key)
        findings.append(
            replace(finding, suppressed=standing.suppresses, severity=standing.severity or finding.severity)
        )
    earlier = _earlier(report, index, decided)
    judged = {check: list(counts) for check, counts in precision(index.records).items()}
    return with_review(replace(report, findings=tuple(findings)), earlier=earlier, precision=judged)


def _earlier(report: Report, index: Index, decided: Collection[str]) -> Mapping[str, list[dict[str, Any]]]:
    """For undecided findings: records of the same check whose source, translation or evidence is the same."""
    by_trait: dict[tuple[str, str, str], list[Record]] = defaultdict(list)
    for record in index.records:
        if record.verdict and record.check and record.finding:
            for trait in record_traits(record):
                place = (record.check, *trait)
                by_trait[place].append(record)
    if not by_trait:
        return {}
    pairs = {p.index: p for p in report.bitext.pairs}
    offers: dict[str, list[dict[str, Any]]] = {}
    for finding in report.findings:
        if finding.key in decided:
            continue
        pair = None if finding.pair is None else pairs.get(finding.pair)
        found: dict[str, Record] = {}
        for trait in finding_traits(finding, pair.source if pair else "", pair.target if pair else ""):
            for record in by_trait.get((finding.check, *trait), ()):
                found[record.id] = record
        if found:
            latest = sorted(found.values(), key=lambda r: r.time, reverse=True)[:_EARLIER_SHOWN]
            offers[finding.key] = [to_json(r) for r in latest]
    return offers


def with_review(report: Report, **more: Any) -> Report:
    """The report with more facts in `extras["review"]`; empty ones are left out."""
    review = {**(report.extras.get("review") or {}), **{k: v for k, v in more.items() if v}}
    return replace(report, extras={**report.extras, "review": review}) if review else report
