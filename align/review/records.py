"""One act of a reviewer as an immutable record, and its JSON Lines form (one object a line, `align.decision/1`)."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime, timezone
from typing import Any

from align.aligner import repair
from align.aligner.repair import Repair
from align.errors import InputError
from align.keys import pair_key
from align.model import Severity

SCHEMA = "align.decision/1"
VERDICTS = ("confirmed", "fixed", "false_positive", "wont_fix", "unsure")
SCOPES = ("finding", "pair", "check", "project")
DISMISSED = frozenset({"false_positive", "wont_fix"})
ERRORS = frozenset({"confirmed", "fixed"})

_ID = re.compile(r"[0-9A-Za-z_-]{8,64}")
_LONGEST = {"source": 2_000_000, "target": 2_000_000, "corrected": 2_000_000, "comment": 20_000}
_LONGEST_OTHER = 1_000
_MOST_SETTLED = 1_000


@dataclass(frozen=True)
class Record:
    """What one reviewer did at one moment. Nothing is ever changed: an undo is a record that names another.

    `finding` and `pair` are content keys; `source` and `target` the texts as they were; `source_part` and
    `target_part` the evidence pointed at; `corrected` the translation as it should be; `term` a glossary
    choice with source, target and forbidden; `alignment` how two neighbouring pairs share their texts;
    `settles` the ids of records that disagreed and are overruled. A record without verdict says only what its
    other fields say.
    `extra` keeps fields this version does not know.
    """

    id: str
    time: str
    reviewer: str
    document: str
    verdict: str | None = None
    scope: str = "finding"
    finding: str | None = None
    pair: str | None = None
    check: str | None = None
    check_version: int | None = None
    reason: str | None = None
    severity: str | None = None
    source: str | None = None
    target: str | None = None
    source_part: str | None = None
    target_part: str | None = None
    group: str | None = None
    corrected: str | None = None
    comment: str | None = None
    term: Mapping[str, str] | None = None
    alignment: Repair | None = None
    settles: tuple[str, ...] | None = None
    undoes: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


_KNOWN = tuple(f.name for f in fields(Record) if f.name != "extra")
_TEXTS = tuple(n for n in _KNOWN if n not in ("check_version", "term", "alignment", "settles"))


def new_record(reviewer: str, document: str, **more: Any) -> Record:
    """A record of this moment with a fresh id."""
    now = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return from_json({"id": secrets.token_hex(12), "time": now, "reviewer": reviewer, "document": document, **more})


def to_json(record: Record) -> dict[str, Any]:
    """The record as a JSON object; what is not set is left out."""
    known = {n: getattr(record, n) for n in _KNOWN if getattr(record, n) is not None}
    if record.term is not None:
        known["term"] = dict(record.term)
    if record.alignment is not None:
        known["alignment"] = repair.to_json(record.alignment)
    if record.settles is not None:
        known["settles"] = list(record.settles)
    return {"schema": SCHEMA, **known, **record.extra}


def from_json(data: object) -> Record:
    """The record of a JSON object. Raises InputError with one line when it is not a sound record."""
    if not isinstance(data, Mapping):
        raise InputError("a decision must be a JSON object")
    if data.get("schema", SCHEMA) != SCHEMA:
        raise InputError(f"unknown kind of decision record {str(data.get('schema'))[:60]!r}, expected {SCHEMA}")
    values = {n: data[n] for n in _KNOWN if data.get(n) is not None}
    for name in _TEXTS:
        value = values.get(name)
        if value is not None and not isinstance(value, str):
            raise InputError(f"decision field {name} must be a text")
        if value is not None and len(value) > _LONGEST.get(name, _LONGEST_OTHER):
            raise InputError(f"decision field {name} is too long")
    for name in ("id", "time", "reviewer", "document"):
        if not str(values.get(name, "")).strip():
            raise InputError(f"decision without {name}")
    _check_values(values)
    if "alignment" in values:
        values["alignment"] = repair.from_json(values["alignment"])
    if "settles" in values:
        values["settles"] = _settled(values)
    if "pair" not in values and "source" in values and "target" in values:
        values["pair"] = pair_key(values["source"], values["target"])
    extra = {k: v for k, v in data.items() if k not in _KNOWN and k != "schema"}
    return Record(**values, extra=extra)


def _check_values(values: Mapping[str, Any]) -> None:
    if not _ID.fullmatch(values["id"]):
        raise InputError("decision id must be 8 to 64 letters or digits")
    if "undoes" in values and not _ID.fullmatch(values["undoes"]):
        raise InputError("decision field undoes must be the id of a record")
    try:
        datetime.fromisoformat(values["time"].replace("Z", "+00:00"))
    except ValueError:
        raise InputError(f"decision time {values['time'][:40]!r} is not an ISO 8601 time") from None
    allowed = {"verdict": VERDICTS, "scope": SCOPES, "severity": tuple(s.value for s in Severity)}
    for name, choices in allowed.items():
        if name in values and values[name] not in choices:
            raise InputError(f"decision {name} {values[name][:40]!r} is none of {', '.join(choices)}")
    version = values.get("check_version")
    if version is not None and (not isinstance(version, int) or isinstance(version, bool)):
        raise InputError("decision field check_version must be a whole number")
    term = values.get("term")
    if term is not None and not (
        isinstance(term, Mapping)
        and set(term) <= {"source", "target", "forbidden"}
        and all(isinstance(v, str) and len(v) <= _LONGEST_OTHER for v in term.values())
        and str(term.get("source", "")).strip()
    ):
        raise InputError("decision field term needs a source and may have a target and a forbidden text")


def _settled(values: Mapping[str, Any]) -> tuple[str, ...]:
    ids = values["settles"]
    sound = isinstance(ids, list) and 0 < len(ids) <= _MOST_SETTLED
    if not sound or not all(isinstance(i, str) and _ID.fullmatch(i) for i in ids):
        raise InputError("decision field settles must be a list of ids of records")
    if "verdict" not in values and "alignment" not in values:
        raise InputError("a decision that settles others needs a verdict or an alignment")
    return tuple(ids)


def to_jsonl(records: Iterable[Record]) -> str:
    """One line a record, in order. `from_jsonl` gives back equal records."""
    return "".join(json.dumps(to_json(r), ensure_ascii=True, sort_keys=True) + "\n" for r in records)


def from_jsonl(text: str, name: str = "decisions") -> list[Record]:
    """The records of a JSON Lines text. Raises InputError naming `name` and the line that is wrong."""
    records = []
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        if not line.strip():
            continue
        try:
            records.append(from_json(json.loads(line)))
        except (ValueError, RecursionError):  # a number of thousands of digits is a plain ValueError
            raise InputError(f"{name}, line {number}: not JSON; is this a file of decisions?") from None
        except InputError as error:
            raise InputError(f"{name}, line {number}: {error}") from None
    return records
