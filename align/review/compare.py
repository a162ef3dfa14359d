"""What became of a document since its previous report: new, still open, regressed, unchanged, fixed, not checked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from align.model import Report
from align.review.apply import with_review
from align.review.records import Record
from align.review.standing import Index
from align.review.traits import finding_traits, old_traits


def compare(
    report: Report, previous: Mapping[str, Any], records: Iterable[Record] = (), ran: Collection[str] | None = None
) -> Report:
    """The report with every finding's status against `previous`, a JSON report (`align.report/1`) of the document.

    Findings match by key, else by check with the same source or translation and the same evidence: the text
    around an error may change; such ones, and those of another severity, are `updated`. `ran` are the ids of the checks of this run (None: all); a finding of a check
    that did not run is not_checked, never fixed.
    """
    old = [f for f in previous.get("findings", ()) if isinstance(f, Mapping) and f.get("key")]
    texts = {p.get("index"): p for p in previous.get("pairs", ()) if isinstance(p, Mapping)}
    matches = _match(report, old, texts)
    fixed_before = {r.finding for r in Index(records, {report.bitext.name}).records if r.verdict == "fixed"}
    status: dict[str, str] = {}
    for finding in report.findings:
        before = matches.get(finding.key)
        if before is None:
            status[finding.key] = "regressed" if finding.key in fixed_before else "new"
        else:
            status[finding.key] = "unchanged" if finding.suppressed else "still_open"
    weights = {f.key: f.severity.value for f in report.findings}
    updated = sorted(key for key, f in matches.items() if (f["key"], f.get("severity")) != (key, weights[key]))
    taken = {id(before) for before in matches.values()}
    gone = [f for f in old if id(f) not in taken]
    fixed = [dict(f) for f in gone if ran is None or f.get("check") in ran]
    not_checked = [dict(f) for f in gone if ran is not None and f.get("check") not in ran]
    counts = Counter(status.values())
    named = {name: counts[name] for name in ("new", "still_open", "regressed", "unchanged") if counts[name]}
    named |= {name: len(found) for name, found in (("fixed", fixed), ("not_checked", not_checked)) if found}
    return with_review(report, status=status, counts=named, updated=updated, fixed=fixed, not_checked=not_checked)


def _match(
    report: Report, old: Sequence[Mapping[str, Any]], texts: Mapping[Any, Mapping[str, Any]]
) -> Mapping[str, Mapping[str, Any]]:
    """New key → old finding, one to one: equal keys first, then the same check with a trait in common."""
    by_key = {str(f["key"]): f for f in old}
    matches = {f.key: by_key[f.key] for f in report.findings if f.key in by_key}
    free: dict[tuple[str, str, str], list[Mapping[str, Any]]] = defaultdict(list)
    taken = {id(f) for f in matches.values()}
    for before in old:
        if id(before) not in taken:
            text = texts.get(before.get("pair"), {})
            for trait in old_traits(before, str(text.get("source", "")), str(text.get("target", ""))):
                place = (str(before.get("check")), *trait)
                free[place].append(before)
    pairs = {p.index: p for p in report.bitext.pairs}
    for finding in report.findings:
        if finding.key in matches or not free:
            continue
        pair = None if finding.pair is None else pairs.get(finding.pair)
        for trait in finding_traits(finding, pair.source if pair else "", pair.target if pair else ""):
            candidates = [f for f in free.get((finding.check, *trait), ()) if id(f) not in taken]
            if candidates:
                matches[finding.key] = candidates[0]
                taken.add(id(candidates[0]))
                break
    return matches
