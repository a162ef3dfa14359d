"""What has been done, kept beside the reports, so that a run that was stopped goes on where it was."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from align.batch.files import write_whole
from align.batch.plan import FILE_ENDINGS, Done, Plan
from align.reports.index import Entry, entry_from_dict

FOLDER = ".align"
_SCHEMA = "align.state/1"


def path_of(plan: Plan, name: str) -> Path:
    """The state file of a document."""
    return plan.output / FOLDER / f"{name}.json"


def to_record(done: Done) -> dict[str, Any]:
    """What is kept of a checked document, as plain data."""
    assert done.entry is not None
    return {
        "name": done.name,
        "entry": asdict(done.entry),
        "blocking": done.blocking,
        "summary": done.summary,
        "systemic": done.systemic,
    }


def from_record(record: Any) -> Done:
    """The document back from its record. Raises KeyError, TypeError or ValueError if it is none."""
    entry: Entry = entry_from_dict(record["entry"])
    return Done(
        str(record["name"]),
        "unchanged",
        entry=entry,
        blocking=bool(record["blocking"]),
        summary=dict(record["summary"]),
        systemic=tuple((str(c), str(g), str(m), int(n)) for c, g, m, n in record["systemic"]),
    )


def save(plan: Plan, done: Done, fingerprint: str) -> None:
    """Record a document whose reports are all in place; this comes last, so that it is never ahead of them."""
    record = {"schema": _SCHEMA, "fingerprint": fingerprint, **to_record(done)}
    write_whole(path_of(plan, done.name), json.dumps(record, ensure_ascii=False, sort_keys=True) + "\n")


def load(plan: Plan, name: str, fingerprint: str) -> Done | None:
    """What was recorded, if it is of this very content and plan and its reports are still there."""
    if not all((plan.output / f"{name}{FILE_ENDINGS[kind]}").is_file() for kind in plan.formats):
        return None
    try:
        record: Any = json.loads(path_of(plan, name).read_text(encoding="utf-8"))
        if record["schema"] != _SCHEMA or record["fingerprint"] != fingerprint or record["name"] != name:
            return None
        return from_record(record)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None  # missing, damaged or of another version: the document is simply checked again
