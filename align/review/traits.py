"""What makes two findings of one check the same matter although a text around them changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from align.keys import normalised
from align.model import Finding
from align.review.records import Record

Trait = tuple[str, str]


def _traits(group: str | None, source: str, target: str, source_part: str, target_part: str) -> Iterable[Trait]:
    if not source and not target:
        if group:
            yield "group", group
        return
    source, target = normalised(source), normalised(target)
    parts = f"{normalised(source_part)}\x1f{normalised(target_part)}"
    if source:
        yield "source", f"{source}\x1f{normalised(source_part)}"
    if target:
        yield "target", f"{target}\x1f{parts}"


def finding_traits(finding: Finding, source: str, target: str) -> Iterable[Trait]:
    """Traits of a finding in a pair with these texts (both empty: it is about the document)."""
    source_part = finding.source.text if finding.source else ""
    target_part = finding.target.text if finding.target else ""
    return _traits(finding.group, source, target, source_part, target_part)


def record_traits(record: Record) -> Iterable[Trait]:
    """Traits of the finding that a record speaks about."""
    return _traits(
        record.group, record.source or "", record.target or "", record.source_part or "", record.target_part or ""
    )


def old_traits(finding: Mapping[str, Any], source: str, target: str) -> Iterable[Trait]:
    """Traits of a finding of a JSON report."""

    def part(side: str) -> str:
        place = finding.get(side)
        return str(place.get("text", "")) if isinstance(place, Mapping) else ""

    group = finding.get("group")
    return _traits(str(group) if group else None, source, target, part("source"), part("target"))
