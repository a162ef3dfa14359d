"""Formats for pipelines, as the command line writes them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

BAD = "  • Revenue was $34 million in the first quarter.\n\n    第一季營收為 340 萬美元。\n"
GOOD = "  • Revenue was $34 million in the first quarter.\n\n    第一季營收為 3,400 萬美元。\n"


def align(*args: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "align.cli", "qa", "--model", "none", "--only", "quantity", *args]
    return subprocess.run(command, cwd=cwd, capture_output=True, timeout=120, check=False)


def test_sarif_and_junit_for_a_folder(tmp_path: Path) -> None:
    junitparser = pytest.importorskip("junitparser", reason="reading JUnit XML needs the dev extra")
    calls = tmp_path / "calls"
    calls.mkdir()
    (calls / "bad.txt").write_text(BAD, encoding="utf-8")
    (calls / "good.txt").write_text(GOOD, encoding="utf-8")
    (calls / "zero.txt").write_bytes(b"\0" * 64)
    result = align("calls", "--format", "sarif", "--format", "junit", "--jobs", "1", "-q", cwd=tmp_path)
    assert result.returncode == 2, result.stderr.decode()
    written = sorted(p.name for p in (tmp_path / "report").iterdir() if not p.name.startswith("."))
    each = [f"{name}.{kind}" for name in ("bad", "good", "index") for kind in ("junit.xml", "sarif")]
    assert written == sorted(each)
    log = json.loads((tmp_path / "report/index.sarif").read_text(encoding="utf-8"))
    assert [len(run["results"]) for run in log["runs"]] == [1, 0]
    assert log["runs"][0]["artifacts"][0]["location"]["uri"] == "calls/bad.txt"
    xml = junitparser.JUnitXml.fromfile(str(tmp_path / "report/index.junit.xml"))
    assert [(s.name, s.failures, s.errors) for s in xml] == [("bad", 1, 0), ("good", 0, 0), ("zero", 0, 1)]
    again = align("calls", "--format", "sarif", "--format", "junit", "--jobs", "1", cwd=tmp_path)
    assert again.stdout.decode().count("unchanged") == 2


def test_sarif_to_standard_output(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text(BAD, encoding="utf-8")
    result = align("bad.txt", "--format", "sarif", "-o", "-", cwd=tmp_path)
    assert result.returncode == 1
    assert json.loads(result.stdout)["version"] == "2.1.0"
