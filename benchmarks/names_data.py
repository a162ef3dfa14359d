"""Readers for the outside data of the name benchmarks; the folder comes from ALIGN_DATA (default ../shared)."""

from __future__ import annotations

import csv
import os
from importlib import import_module
from itertools import groupby
from pathlib import Path

from align.facts import Facts
from align.model import Bitext, Hit, Pair, Severity

DATA = Path(os.environ.get("ALIGN_DATA", Path(__file__).resolve().parents[2] / "shared"))
LANGS = {"zh_TW": "zh-Hant-TW", "zh_CN": "zh-Hans-CN"}
CHECKS = ("name.rendering", "name.consistency", "name.missing", "name.role", "term.inconsistency")


def news(column: str) -> list[Bitext]:
    """The NTREX lines by document; `column` is zh_TW or zh_CN. `meta["line"]` is the line in the file."""
    with (DATA / "data/ntrex/ntrex.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    out = []
    for document, group in groupby(rows, key=lambda row: row["document"]):
        pairs = tuple(Pair(i, r["en"], r[column], meta={"line": r["line"]}) for i, r in enumerate(group))
        out.append(Bitext(document, pairs, target_lang=LANGS[column]))
    return out


def hits(bitext: Bitext, checks: tuple[str, ...] = CHECKS, info: bool = False) -> list[tuple[str, Hit]]:
    """What the name checks say about a document, at minor and above unless `info`, as (check id, hit)."""
    facts = Facts(bitext)
    found = []
    for name in checks:
        check = import_module(f"align.checks.{name.replace('.', '_')}").CHECK
        found += [(name, hit) for hit in check.run(facts, check.options)]
    return [(check, hit) for check, hit in found if info or hit.severity is not Severity.INFO]
