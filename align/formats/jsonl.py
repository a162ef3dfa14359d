"""The native form: one JSON object a line; the first line describes the document, each other is a pair.

    {"align": "bitext/1", "name": "...", "source_lang": "en", "target_lang": "zh-Hant-TW", "title": null, ...}
    {"source": "...", "target": "...", "kind": "speech", "speaker": "...", "meta": {}}

The header may be missing; then every line is a pair. Nothing is lost: `read(write(b))` gives `b` back, but
for its layout, which belongs to the file it was read from.
"""

from __future__ import annotations

import json
import re
from typing import Any, cast

from align.errors import InputError
from align.formats.structure import kinds_and_speakers
from align.model import Bitext, Pair, PairKind
from align.text.langs import detect_target_lang

SCHEMA = "bitext/1"
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_KINDS = ("speech", "label", "heading")


def is_jsonl(text: str) -> bool:
    """Whether the first line with content is a JSON object."""
    first = text.lstrip("\ufeff \t\r\n").split("\n", 1)[0].strip()
    return first.startswith("{") and first.endswith("}")


def read(text: str, name: str, encoding: str = "utf-8", sha256: str = "") -> Bitext:
    """The bitext. Raises InputError with the line number of the first line that does not fit."""
    header: dict[str, Any] = {}
    rows: list[dict[str, Any]] = []
    for number, line in enumerate(text.lstrip("\ufeff").split("\n"), start=1):
        if not line.strip():
            continue
        row = _object(line, name, number)
        if "align" in row and not rows and not header:
            if row["align"] != SCHEMA:
                raise InputError(f"{name}: line {number}: format {row['align']!r}, but this version reads {SCHEMA!r}")
            header = row
        else:
            rows.append(_pair_row(row, name, number))
    if not rows:
        raise InputError(f"{name}: no pairs; each line needs a JSON object with source and target")
    sources = [row["source"] for row in rows]
    guessed = kinds_and_speakers(sources)
    pairs = tuple(
        Pair(
            index=i,
            source=row["source"],
            target=row["target"],
            kind=cast(PairKind, row.get("kind", guess[0])),
            speaker=row["speaker"] if "speaker" in row else guess[1],
            meta=row.get("meta", {}),
        )
        for i, (row, guess) in enumerate(zip(rows, guessed, strict=True))
    )
    return Bitext(
        name=name,
        pairs=pairs,
        source_lang=str(header.get("source_lang", "en")),
        target_lang=str(header.get("target_lang") or detect_target_lang("".join(p.target for p in pairs))),
        sha256=sha256,
        title=header.get("title"),
        notice=header.get("notice"),
        meta=header.get("meta", {}),
    )


def write(bitext: Bitext) -> str:
    """The bitext as JSONL, a header line and one line a pair."""
    header = {
        "align": SCHEMA,
        "name": bitext.name,
        "source_lang": bitext.source_lang,
        "target_lang": bitext.target_lang,
        "title": bitext.title,
        "notice": bitext.notice,
        "meta": dict(bitext.meta),
    }
    rows: list[dict[str, Any]] = [
        {"source": p.source, "target": p.target, "kind": p.kind, "speaker": p.speaker, "meta": dict(p.meta)}
        for p in bitext.pairs
    ]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in [header, *rows])


def _object(line: str, name: str, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name}: line {number}: not a JSON object; each line needs source and target") from error
    if not isinstance(row, dict):
        raise InputError(f"{name}: line {number}: not a JSON object; each line needs source and target")
    if "\\ud" in line.lower() and _SURROGATE.search(json.dumps(row, ensure_ascii=False)):
        raise InputError(
            f"{name}: line {number}: half a surrogate pair (\\ud800 to \\udfff alone) is no text; remove it"
        )
    return row


def _pair_row(row: dict[str, Any], name: str, number: int) -> dict[str, Any]:
    for side in ("source", "target"):
        if not isinstance(row.get(side), str):
            raise InputError(f"{name}: line {number}: {side!r} must be a text")
    if "kind" in row and row["kind"] not in _KINDS:
        raise InputError(f"{name}: line {number}: kind {row['kind']!r} is none of {', '.join(_KINDS)}")
    if not isinstance(row.get("speaker"), str | None) or not isinstance(row.get("meta", {}), dict):
        raise InputError(f"{name}: line {number}: speaker must be a text or null, meta an object")
    return row
