"""What is known of a document from before: its decisions and its previous report, read and laid over a new one."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from align.errors import InputError
from align.model import Report
from align.review.apply import apply_decisions
from align.review.compare import compare
from align.review.records import Record, from_jsonl
from align.text.untrusted import read_file

_SCHEMA = "align.report/1"
_MAX_BYTES = 256 * 1024 * 1024


def with_history(
    report: Report,
    records: Sequence[Record] = (),
    previous: Mapping[str, Any] | None = None,
    ran: Collection[str] | None = None,
) -> Report:
    """The report with decisions applied and, given the previous JSON report, each finding's status since then.

    `ran` are the ids of the checks of this run (None: all of them ran).
    """
    names = [] if previous is None else [_name(previous)]
    decided = apply_decisions(report, records, documents=names)
    return decided if previous is None else compare(decided, previous, records, ran)


def read_records(where: str | Path) -> list[Record]:
    """Records of a .jsonl file, or of a store (file or database URL). Raises InputError or ConfigError."""
    name = str(where)
    if "://" not in name and name.lower().endswith((".jsonl", ".json")):
        return from_jsonl(_text(Path(name)), Path(name).name)
    from align.review.store import Store

    if "://" not in name and not Path(name).is_file():
        raise InputError(f"{name}: no such file of decisions; check the path")
    with Store(name) as store:
        return store.all()


def read_previous(path: Path) -> dict[str, Any]:
    """A JSON report written before. Raises InputError when it is not one."""
    try:
        data = json.loads(_text(path))
    except (ValueError, RecursionError):
        raise InputError(f"{path}: not a JSON report; give the .json file of the previous run") from None
    if not isinstance(data, dict) or data.get("schema") != _SCHEMA:
        raise InputError(f"{path}: not a report of one document ({_SCHEMA}); give the .json file of the previous run")
    for part in ("findings", "pairs"):
        if not isinstance(data.get(part), list):
            raise InputError(f"{path}: damaged report, {part} is missing; run the check again")
        if not all(isinstance(row, dict) and _is_sound(row, part) for row in data[part]):
            raise InputError(f"{path}: damaged report, {part} hold values of another kind; run the check again")
    return data


def _is_sound(row: Mapping[str, Any], part: str) -> bool:
    """Whether what rows are found by is of the kind that this tool writes."""
    if part == "pairs":
        return isinstance(row.get("index"), int)
    return isinstance(row.get("pair"), int | None) and all(isinstance(row.get(n, ""), str) for n in ("key", "check"))


def _name(previous: Mapping[str, Any]) -> str:
    document = previous.get("document")
    return str(document.get("name", "")) if isinstance(document, Mapping) else ""


def _text(path: Path) -> str:
    try:
        return read_file(path, _MAX_BYTES, advice="is this the right file?").decode("utf-8")
    except UnicodeDecodeError:
        raise InputError(f"{path}: not UTF-8 text; is this the right file?") from None
