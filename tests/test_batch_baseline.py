"""A baseline: what was there before is shown and not counted."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from align.batch.baseline import NOTE
from align.batch.plan import Plan
from align.batch.run import run
from align.batch.worklist import work_list
from align.qa import Settings

OLD = "  • Revenue was $34 million in the first quarter.\n\n    第一季營收為 340 萬美元。\n\n"
NEW = "  • We expect 1.2 billion units next year.\n\n    我們預計明年出貨 1.2 億台。\n\n"


def plan(tmp_path: Path, name: str) -> Plan:
    settings = Settings(only=("quantity",))
    return Plan(output=tmp_path / name, formats=("json", "sarif", "junit"), model="none", settings=settings)


def findings(path: Path) -> list[dict[str, Any]]:
    return list(json.loads(path.read_text(encoding="utf-8"))["findings"])


def test_only_what_is_new_counts(tmp_path: Path) -> None:
    calls = tmp_path / "calls"
    calls.mkdir()
    for name in ("a", "b"):
        (calls / f"{name}.txt").write_text(OLD, encoding="utf-8")
    documents = work_list([str(calls)])
    assert all(d.blocking for d in run(documents, plan(tmp_path, "first")))
    again = replace(plan(tmp_path, "second"), baseline=tmp_path / "first")
    assert not any(d.blocking for d in run(documents, again))
    assert all(f["suppressed"] and f["evidence"]["baseline"] == NOTE for f in findings(tmp_path / "second/a.json"))
    # The old line moves and its English is edited around the figure; the new one is below it.
    (calls / "a.txt").write_text(NEW + OLD.replace("in the first quarter", "in Q1"), encoding="utf-8")
    by_name = {d.name: d for d in run(documents, again)}
    assert (by_name["a"].blocking, by_name["b"].status) == (True, "unchanged")
    counted = {f["pair"] for f in findings(tmp_path / "second/a.json") if not f["suppressed"]}
    assert counted == {0}
    results = json.loads((tmp_path / "second/a.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    states = {(r["baselineState"], bool(r["suppressions"])) for r in results}
    assert states == {("new", False), ("updated", True)}
    assert f'<skipped message="{NOTE}"' in (tmp_path / "second/a.junit.xml").read_text(encoding="utf-8")


def test_a_changed_baseline_is_another_run(tmp_path: Path) -> None:
    (tmp_path / "calls").mkdir()
    (tmp_path / "calls/a.txt").write_text(OLD, encoding="utf-8")
    documents = work_list([str(tmp_path / "calls")]) * 2
    list(run(documents, plan(tmp_path, "first")))
    again = replace(plan(tmp_path, "second"), baseline=tmp_path / "first")
    assert [d.blocking for d in run(documents, again)] == [False, False]
    report = tmp_path / "first/a.json"
    data = json.loads(report.read_text(encoding="utf-8"))
    report.write_text(json.dumps({**data, "findings": []}), encoding="utf-8")
    first, _ = run(documents, again)
    assert (first.status, first.blocking) == ("checked", True)


def test_on_the_command_line(tmp_path: Path) -> None:
    def align(*args: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "align.cli", "qa", "--model", "none", "--only", "quantity", "-q", *args]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=120, check=False)

    (tmp_path / "a.txt").write_text(OLD, encoding="utf-8")
    (tmp_path / "b.txt").write_text(OLD, encoding="utf-8")
    assert align("a.txt").returncode == 1
    assert align("a.txt", "-o", "two", "--baseline", "report/a.json").returncode == 0
    many = align("a.txt", "b.txt", "-o", "two", "--baseline", "report/a.json")
    assert many.returncode == 2 and b"give their folder" in many.stderr
    assert align("a.txt", "-o", "two", "--baseline", "nosuch.json").returncode == 2
    assert align("a.txt", "-o", "two", "--baseline", "a.txt").returncode == 2
