"""The JSON report, schema `align.report/1`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from align.model import Finding, Place, Report, Severity

SCHEMA = "align.report/1"
INDEX_SCHEMA = "align.index/1"


def to_dict(report: Report) -> dict[str, Any]:
    """The report as plain data; `similarity` is rounded to 4 places, findings keep their order."""
    bitext = report.bitext
    counted = report.open_findings()
    return {
        "schema": SCHEMA,
        "signature": report.signature,
        "document": {
            "name": bitext.name,
            "source_lang": bitext.source_lang,
            "target_lang": bitext.target_lang,
            "sha256": bitext.sha256,
            "title": bitext.title,
            "notice": bitext.notice,
        },
        "pairs": [
            {
                "index": pair.index,
                "source": pair.source,
                "target": pair.target,
                "similarity": None if score is None else round(score, 4),
                "speaker": pair.speaker,
                "kind": pair.kind,
                **({"together_with": pair.meta["together_with"]} if "together_with" in pair.meta else {}),
            }
            for pair, score in zip(bitext.pairs, report.similarity, strict=True)
        ],
        "findings": [_finding(f) for f in report.findings],
        "summary": {
            "pairs": len(bitext.pairs),
            "findings": len(counted),
            "suppressed": len(report.findings) - len(counted),
            "by_severity": {s.value: sum(f.severity is s for f in counted) for s in Severity},
            "by_check": dict(sorted(Counter(f.check for f in counted).items())),
        },
        **({"extras": dict(report.extras)} if report.extras else {}),
    }


def render(report: Report) -> str:
    """The report as indented JSON text ending in a newline."""
    return json.dumps(to_dict(report), ensure_ascii=False, indent=1) + "\n"


def render_index(
    done: Iterable[tuple[str, dict[str, Any]]],
    failed: Iterable[tuple[str, str]],
    trends: dict[str, Any] | None = None,
) -> Iterator[str]:
    """Several documents as JSON text, piece by piece: (name, summary) of those checked, (name, reason) of those that
    were not. Each is asked for when its place comes."""
    yield f'{{\n "schema": {_indented(INDEX_SCHEMA)},\n "documents": '
    yield from _listed({"name": name, "report": f"{name}.json", **summary} for name, summary in done)
    yield ',\n "failed": '
    yield from _listed({"name": name, "reason": reason} for name, reason in failed)
    if trends:
        yield f',\n "trends": {_indented(trends)}'
    yield "\n}\n"


def _listed(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """A list one level deep as `json.dumps` with indent 1 writes it."""
    empty = True
    for row in rows:
        yield f"{'[' if empty else ','}\n  {_indented(row, 2)}"
        empty = False
    yield "[]" if empty else "\n ]"


def _indented(value: Any, depth: int = 1) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1).replace("\n", "\n" + " " * depth)


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "key": finding.key,
        "pair": finding.pair,
        "check": finding.check,
        "category": finding.category,
        "severity": finding.severity.value,
        "confidence": finding.confidence,
        "source": _place(finding.source),
        "target": _place(finding.target),
        "message": finding.message,
        "evidence": dict(finding.evidence),
        "suggestion": finding.suggestion,
        "suppressed": finding.suppressed,
        **({"group": finding.group} if finding.group else {}),
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    return None if place is None else {"start": place.start, "end": place.end, "text": place.text}
