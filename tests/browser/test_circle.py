"""The whole circle: report, review in a browser, feedback to the translator and back, corrected, checked again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from waiting import keys, until

NAME = "norvale-2025q1.txt"
CALL = (
    "Norvale Robotics (NVR) 2025 Q1 call\n\n"
    "  • Operator\n\n    Operator\n\n"
    "  • Revenue was $34 million in the first quarter.\n\n    第一季營收為 340 萬美元。\n\n"
    "  • We expect to ship 1.2 billion sensors next year.\n\n    我們預計明年出貨 1.2 億顆感測器。\n\n"
    "  • Gross margin was 41% and our guidance is unchanged.\n\n    毛利率為 14%,我們的展望不變。\n\n"
    "  • Thank you for joining us today.\n\n    謝謝各位今天參加。\n"
)
REVENUE, SENSORS, MARGIN = (
    "第一季營收為 3,400 萬美元。",
    "我們預計明年出貨 12 億顆感測器。",
    "毛利率為 41%,我們的展望不變。",
)
THANKS, WARMER = "謝謝各位今天參加。", "謝謝各位今天撥冗參加。"
NEXT = (
    "Norvale Robotics (NVR) 2025 Q2 call\n\n"
    "  • Revenue was $34 million in the first quarter.\n\n    第一季營收為 340 萬美元。\n\n"
    "  • Thank you for joining us today.\n\n    謝謝各位今天參加。\n"
)
ONLY = ("--model", "none", "--only", "quantity", "--only", "memory", "--only", "term")


def align(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "align.cli", *args]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    assert result.returncode in (0, 1), result.stderr
    return result


@pytest.fixture
def start_review(tmp_path: Path) -> Iterator[Callable[..., str]]:
    """Start `align review` and give the address that it prints."""
    started: list[subprocess.Popen[str]] = []

    def start(*args: str) -> str:
        command = [sys.executable, "-m", "align.cli", "review", *args, "--no-browse"]
        process = subprocess.Popen(
            command, cwd=tmp_path, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}
        )
        started.append(process)
        assert process.stdout is not None
        return process.stdout.readline().strip()

    yield start
    for process in started:
        process.terminate()
        process.wait(timeout=20)
        assert process.stdout is not None
        process.stdout.close()


def findings(path: Path) -> dict[str, dict[str, Any]]:
    """Findings of a JSON report that count, by the Chinese of their line."""
    report = json.loads(path.read_text(encoding="utf-8"))
    targets = {pair["index"]: pair["target"] for pair in report["pairs"]}
    return {targets.get(f["pair"], ""): f for f in report["findings"] if f["severity"] != "info"}


def saved(page: Any) -> None:
    until(page, "Align.saver.queue.length === 0")


def reviewed(page: Any, report: dict[str, dict[str, Any]]) -> None:
    """Dismiss the margin, correct the revenue, add a term; the sensors are left to the translator."""
    at = {target: f"p{f['pair']}-1" for target, f in report.items()}
    page.evaluate(f"Align.goTo('{at['毛利率為 14%,我們的展望不變。']}')")
    keys(page, "a")
    page.evaluate(f"Align.goTo('{at['第一季營收為 340 萬美元。']}')")
    keys(page, "e")
    page.locator("textarea:visible").fill(REVENUE)
    keys(page, "Control+Enter")
    until(page, "[...document.querySelectorAll('.recheck')].some(p => p.textContent.startsWith('Checked again'))")
    page.evaluate(f"Align.goTo('{at['我們預計明年出貨 1.2 億顆感測器。']}')")
    keys(page, "t")
    for name, text in (("source", "guidance"), ("target", "財測"), ("forbidden", "展望")):
        page.fill(f"#glossary-dialog [name={name}]", text)
    keys(page, "Enter")
    saved(page)


def answered(path: Path) -> None:
    """What a translator does: correct the sensors and a line where nothing was found, agree with the revenue, save."""
    book = load_workbook(path, rich_text=True)
    sheet = book["Findings"]
    column = {cell.value: cell.column for cell in sheet[1]}
    rows = {str(sheet.cell(n, column["Check"]).value): n for n in range(2, sheet.max_row + 1)}
    # What was dismissed is not there; what the reviewer's new term asks for is.
    asked = {str(sheet.cell(n, column["Chinese"]).value): check for check, n in rows.items()}
    assert sheet.max_row == 4
    assert asked["毛利率為 14%,我們的展望不變。"] == "term.forbidden"
    row = rows[asked["我們預計明年出貨 1.2 億顆感測器。"]]
    sheet.cell(row, column["Decision"]).value = "fixed"
    sheet.cell(row, column["Corrected Chinese"]).value = SENSORS
    sheet.cell(row, column["Comment"]).value = "十億"
    lines = {line[3].value: line[4] for line in book["Transcript"].iter_rows(min_row=2)}
    lines[THANKS].value = WARMER
    book.save(path)


def test_the_whole_circle(tmp_path: Path, context: Any, start_review: Callable[..., str]) -> None:
    (tmp_path / NAME).write_text(CALL, encoding="utf-8")
    assert align(tmp_path, "qa", NAME, *ONLY).returncode == 1
    first = tmp_path / "report/norvale-2025q1.json"
    before = findings(first)
    assert len(before) == 3

    page = context.new_page()
    page.goto(start_review(NAME, "--reviewer", "Mei", *ONLY))
    reviewed(page, before)

    align(tmp_path, "feedback", "export", NAME, "--format", "xlsx", *ONLY)
    workbook = tmp_path / "report/norvale-2025q1.feedback.xlsx"
    answered(workbook)
    taken = align(tmp_path, "feedback", "import", NAME, str(workbook), "--translator", "Lin", *ONLY)
    assert (taken.returncode, taken.stderr) == (0, "")
    assert "2 answers, 2 of them corrected lines" in taken.stdout

    align(tmp_path, "feedback", "export", NAME, "--format", "transcript", "--format", "glossary", *ONLY)
    corrected = tmp_path / "report/norvale-2025q1.corrected.txt"
    expected = CALL.replace("第一季營收為 340 萬美元。", REVENUE).replace("我們預計明年出貨 1.2 億顆感測器。", SENSORS)
    expected = expected.replace(THANKS, WARMER)
    assert corrected.read_bytes().decode() == expected

    store = ("--decisions", "report/decisions.sqlite")
    second = align(tmp_path, "qa", str(corrected), "-o", "second", "--previous", str(first), *store, *ONLY)
    assert second.returncode == 1
    assert "since the last run: 1 new, 1 unchanged, 2 fixed" in second.stdout
    report = json.loads((tmp_path / "second/norvale-2025q1.corrected.json").read_text(encoding="utf-8"))
    open_ones = [f for f in report["findings"] if not f["suppressed"] and f["severity"] != "info"]
    # The only thing that is new follows from the term that the reviewer chose.
    assert [(f["check"], f["target"]["text"]) for f in open_ones] == [("term.forbidden", "展望")]
    dismissed = [f for f in report["findings"] if f["suppressed"]]
    assert [f["pair"] for f in dismissed] == [before["毛利率為 14%,我們的展望不變。"]["pair"]]
    assert report["extras"]["review"]["counts"] == {"new": 1, "unchanged": 1, "fixed": 2}

    (tmp_path / "norvale-2025q2.txt").write_text(NEXT, encoding="utf-8")
    align(tmp_path, "qa", "norvale-2025q2.txt", *ONLY)
    report = json.loads((tmp_path / "report/norvale-2025q2.json").read_text(encoding="utf-8"))
    ignored = [f for f in report["findings"] if f["check"] == "memory.ignored"]
    assert [(f["pair"], f["suggestion"]) for f in ignored] == [(0, REVENUE), (1, WARMER)]
    assert "Mei, norvale-2025q1" in ignored[0]["message"] and "Lin, norvale-2025q1" in ignored[1]["message"]
