"""A line corrected where nothing was found: kept, applied, known to the next run, counted, never lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from align.batch.plan import records_of
from align.cli import cli
from align.feedback.items import corrections_of
from align.feedback.lines import HELD_BY, line_corrections, line_record
from align.feedback.sheet import TRANSCRIPT
from align.formats.read import read_bytes
from align.model import Report
from align.review.records import Record, from_jsonl, new_record, to_jsonl
from align.review.store import Store

CALL = (
    "Norvale Robotics (NVR) 2025 Q1 call\n\n"
    "  • Revenue was $34 million in the first quarter.\n\n    第一季營收為 340 萬美元。\n\n"
    "  • We keep our holding strategy.\n\n    我們維持控股策略。\n\n"
    "  • Thank you.\n\n    謝謝。\n\n"
    "  • Thank you.\n\n    謝謝。\n"
)
OLD, NEW = "我們維持控股策略。", "我們維持持有策略。"
ONLY = ("--model", "none", "--only", "quantity", "--only", "memory")


def run(*args: str) -> Result:
    records_of.cache_clear()  # as a process of its own would find them
    result = CliRunner().invoke(cli, [*args, *ONLY])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "call.txt").write_text(CALL, encoding="utf-8")
    formats = [word for kind in ("xlsx", "xliff", "xliff12") for word in ("--format", kind)]
    assert run("feedback", "export", "call.txt", *formats).exit_code == 0
    return tmp_path


def in_the_workbook(path: Path) -> None:
    book = load_workbook(path)
    sheet = book[TRANSCRIPT]
    assert sheet.cell(3, 4).value == OLD and sheet.cell(1, 5).value == "Corrected Chinese"
    sheet.cell(3, 5).value = NEW
    book.save(path)


def in_the_text(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(OLD, NEW), encoding="utf-8")


def report_of(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


@pytest.mark.parametrize("name", ["call.feedback.xlsx", "call.feedback.xlf", "call.feedback.1.2.xlf"])
def test_it_is_kept_applied_known_and_counted(folder: Path, name: str) -> None:
    path = folder / "report" / name
    in_the_workbook(path) if name.endswith("xlsx") else in_the_text(path)
    for expected in ("1 answers, 1 of them", "0 answers, 0 of them"):
        result = run("feedback", "import", "call.txt", str(path), "--translator", "Lin")
        assert (result.exit_code, result.stderr) == (0, "") and expected in result.stdout
    with Store(folder / "report/decisions.sqlite") as store:
        (record,) = store.all()
        assert from_jsonl(store.export_jsonl()) == [record]
    assert (record.scope, record.finding, record.verdict, record.corrected) == ("pair", None, "fixed", NEW)

    run("feedback", "export", "call.txt", "--format", "transcript", "--format", "tmx")
    assert (folder / "report/call.corrected.txt").read_text(encoding="utf-8") == CALL.replace(OLD, NEW)
    assert NEW in (folder / "report/call.tmx").read_text(encoding="utf-8")

    run("qa", "call.txt")  # delivered again as it was
    (again,) = (f for f in report_of(folder / "report/call.json")["findings"] if f["check"] == HELD_BY)
    assert (again["pair"], again["suggestion"]) == (1, NEW) and "Lin, call" in again["message"]
    assert counted("report") == ["call", "1", "1", "0", "0", "1", "0", "0"]
    run("qa", "report/call.corrected.txt", "-o", "second", "--decisions", "report/decisions.sqlite")
    assert not [f for f in report_of(folder / "second/call.corrected.json")["findings"] if f["check"] == HELD_BY]
    assert counted("second") == ["call", "1", "1", "1", "0", "0", "0", "0"]

    # The next transcript says the same and is wrong again.
    (folder / "next.txt").write_text(f"Next\n\n  • We keep our holding strategy.\n\n    {OLD}\n", encoding="utf-8")
    run("qa", "next.txt")
    assert [f["suggestion"] for f in report_of(folder / "report/next.json")["findings"]] == [NEW]
    assert counted("report", "next") == ["next", "1", "0", "0", "0", "0", "0", "1"]


def counted(folder: str, who: str = "call") -> list[str]:
    lines = run_summary(folder).splitlines()
    return next(line.split(",") for line in lines if line.startswith(f"{who},") or f",{who}," in line)[-8:]


def run_summary(folder: str) -> str:
    store = ["--decisions", "report/decisions.sqlite"]
    return (
        CliRunner().invoke(cli, ["feedback", "summary", folder, "--csv", "-", *store]).stdout.replace("document,", "")
    )


def test_the_files_carry_it_on_and_nothing_is_asked_twice(folder: Path) -> None:
    in_the_text(folder / "report/call.feedback.xlf")
    run("feedback", "import", "call.txt", "report/call.feedback.xlf", "--translator", "Lin")
    run("feedback", "export", "call.txt", "--format", "xlsx", "--format", "docx", "--format", "xliff")
    sheet = load_workbook(folder / "report/call.feedback.xlsx")[TRANSCRIPT]
    assert sheet.cell(3, 5).value == NEW
    for name in ("call.feedback.xlsx", "call.feedback.docx", "call.feedback.xlf"):
        result = run("feedback", "import", "call.txt", f"report/{name}", "--translator", "Wu")
        assert (result.exit_code, result.stderr) == (0, ""), name
        assert "0 answers" in result.stdout


def test_equal_lines_are_one_pair_and_that_is_said(folder: Path) -> None:
    path = folder / "report/call.feedback.xlf"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[::-1].replace("謝謝。"[::-1], "謝謝各位。"[::-1], 1)[::-1], encoding="utf-8")
    result = run("feedback", "import", "call.txt", str(path))
    assert result.exit_code == 0 and "the same pair stands in 2 lines; it counts for all" in result.stderr
    run("feedback", "export", "call.txt", "--format", "transcript")
    assert (folder / "report/call.corrected.txt").read_text(encoding="utf-8").count("謝謝各位。") == 2


def small() -> Report:
    bitext = read_bytes(CALL.encode(), "call", ".txt")
    return Report(bitext, (), (None,) * len(bitext.pairs), "signature")


def test_two_people_who_differ_are_a_conflict_until_settled() -> None:
    report = small()
    pair = report.bitext.pairs[1]
    lin, wu = (line_record("call", pair, who, text) for who, text in (("Lin", NEW), ("Wu", "我們續抱。")))
    assert corrections_of(report, [lin]).targets == {1: NEW}
    both = corrections_of(report, [lin, wu])
    assert both.targets == {} and set(both.conflicts[1]) == {NEW, "我們續抱。"}
    assert corrections_of(report, [lin, wu, new_record("Mei", "call", undoes=lin.id)]).targets == {1: "我們續抱。"}
    later = line_record("call", pair, "Wu", NEW)
    assert corrections_of(report, [lin, wu, later]).targets == {1: NEW}
    settled = new_record(
        "Mei", "call", verdict="fixed", scope="pair", check=HELD_BY, source=pair.source, target=pair.target,
        corrected=NEW, settles=[lin.id, wu.id],
    )  # fmt: skip
    assert corrections_of(report, [lin, wu, settled]).targets == {1: NEW}


def test_a_later_correction_of_a_finding_by_the_same_person_replaces_it() -> None:
    pair = small().bitext.pairs[1]
    line = line_record("call", pair, "Lin", NEW)
    finding: dict[str, Any] = {"finding": "f" * 24, "check": "c.d", "source": pair.source, "target": pair.target}
    found = new_record("Lin", "call", verdict="fixed", corrected="我們續抱。", **finding)
    assert line_corrections([line, found]) == {}
    assert list(line_corrections([found, line]).values()) == [(line,)]


def test_records_of_lines_go_through_json_lines() -> None:
    pair = small().bitext.pairs[1]
    records: list[Record] = [
        line_record("call", pair, "Lin", NEW, "見會議記錄"),
        line_record("call", pair, "Lin", "", "?"),
    ]
    assert from_jsonl(to_jsonl(records)) == records
