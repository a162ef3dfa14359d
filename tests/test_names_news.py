"""The name and term checks on human news translations, where nearly everything is right."""

from __future__ import annotations

import csv
from itertools import groupby
from pathlib import Path

import pytest

from align.checks.registry import check_by_id
from align.facts import Facts
from align.model import Bitext, Pair, Severity

CHECKS = ("name.rendering", "name.consistency", "name.missing", "name.role", "term.inconsistency")


@pytest.mark.parametrize(("column", "lang"), [("zh_TW", "zh-Hant-TW"), ("zh_CN", "zh-Hans-CN")])
def test_few_flags_on_news(data: Path, column: str, lang: str) -> None:
    with (data / "data/ntrex/ntrex.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    flags = pairs = 0
    for document, group in groupby(rows, key=lambda row: row["document"]):
        lines = tuple(Pair(i, row["en"], row[column]) for i, row in enumerate(group))
        facts = Facts(Bitext(document, lines, target_lang=lang))
        pairs += len(lines)
        for name in CHECKS:
            check = check_by_id(name)
            hits = list(check.run(facts, check.options))
            flags += sum((hit.severity or check.severity) is not Severity.INFO for hit in hits)
            for hit in hits:
                assert hit.pair is not None
                assert hit.source is None or hit.source.end <= len(lines[hit.pair].source)
                assert hit.target is None or hit.target.end <= len(lines[hit.pair].target)
    assert flags <= 0.025 * pairs
