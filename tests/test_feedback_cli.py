"""`align feedback` from the command line: every format out, and back in where it comes back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from align.batch.plan import records_of
from align.cli import cli
from align.cli.feedback import FORMATS
from align.review.records import new_record
from align.review.store import Store

CALL = (
    "Norvale Robotics (NVR) 2025 Q1 call\n\n"
    "  • Revenue was $34 million in the first quarter.\n\n    第一季營收為 340 萬美元。\n\n"
    "  • We expect to ship 1.2 billion sensors next year.\n\n    我們預計明年出貨 1.2 億顆感測器。\n\n"
    "  • Thank you for joining us today.\n\n    謝謝各位今天參加。\n"
)
WRONG, RIGHT = "我們預計明年出貨 1.2 億顆感測器。", "我們預計明年出貨 12 億顆感測器。"
ONLY = ("--model", "none", "--only", "quantity")


def run(*args: str, command: str = "feedback") -> Result:
    records_of.cache_clear()  # as a process of its own would find them
    return CliRunner().invoke(cli, [command, *args, *ONLY])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "call.txt").write_text(CALL, encoding="utf-8")
    return tmp_path


def records(folder: Path) -> list[tuple[str, str | None, str | None]]:
    with Store(folder / "report/decisions.sqlite") as store:
        return [(r.reviewer, r.verdict, r.corrected) for r in store.all()]


def test_every_format_is_written(folder: Path) -> None:
    with Store(folder / "report/decisions.sqlite") as store:
        store.add([new_record("mei", "call", term={"source": "sensor", "target": "感測器"})])
        settled = {"source": "Thank you for joining us today.", "target": "謝謝各位今天參加。"}
        store.add([new_record("mei", "call", scope="pair", verdict="fixed", corrected="謝謝各位。", **settled)])
    result = run("export", "call.txt", *(word for kind in FORMATS for word in ("--format", kind)))
    assert result.exit_code == 0, result.stderr
    written = [Path(line).name for line in result.stdout.splitlines()]
    assert written == [
        "call.feedback.xlsx", "call.feedback.docx", "call.feedback.xlf", "call.feedback.1.2.xlf", "call.tmx",
        "call.corrected.txt", "glossary.review.csv", "glossary.review.tbx",
    ]  # fmt: skip
    assert all((folder / "report" / name).stat().st_size for name in written)
    corrected = (folder / "report/call.corrected.txt").read_text(encoding="utf-8")
    assert corrected == CALL.replace("謝謝各位今天參加。", "謝謝各位。")


def test_terms_that_nobody_chose_are_not_written(folder: Path) -> None:
    result = run("export", "call.txt", "--format", "tbx", "--format", "tmx")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no term was chosen" in result.stderr and "no line was settled" in result.stderr
    assert not (folder / "report").exists()


def corrected_docx(path: Path) -> None:
    from docx import Document

    file = Document(str(path))
    (paragraph,) = file.tables[0].rows[2].cells[2].paragraphs
    assert paragraph.text == WRONG
    for run_ in paragraph.runs:
        run_.text = run_.text.replace("1.2 億", "12 億")
    file.save(str(path))


def corrected_xlsx(path: Path) -> None:
    book = load_workbook(path)
    sheet = book["Findings"]
    column = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(3, column["Corrected Chinese"]).value = RIGHT
    book.save(path)


def corrected_text(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(WRONG, RIGHT), encoding="utf-8")


@pytest.mark.parametrize(
    ("kind", "name", "edit"),
    [
        ("xlsx", "call.feedback.xlsx", corrected_xlsx),
        ("docx", "call.feedback.docx", corrected_docx),
        ("xliff", "call.feedback.xlf", corrected_text),
        ("xliff12", "call.feedback.1.2.xlf", corrected_text),
    ],
)
def test_what_comes_back_is_taken_in_once(folder: Path, kind: str, name: str, edit: object) -> None:
    assert run("export", "call.txt", "--format", kind).exit_code == 0
    assert callable(edit)
    edit(folder / "report" / name)
    result = run("import", "call.txt", f"report/{name}", "--translator", "Lin")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"report/{name}: 1 answers, 1 of them corrected lines\n"
    assert records(folder) == [("Lin", "fixed", RIGHT)]
    again = run("import", "call.txt", f"report/{name}", "--translator", "Lin")
    assert again.stdout == f"report/{name}: 0 answers, 0 of them corrected lines\n"
    assert run("export", "call.txt", "--format", "transcript").exit_code == 0
    made = (folder / "report/call.corrected.txt").read_text(encoding="utf-8")
    assert made == CALL.replace(WRONG, RIGHT)


def test_two_translators_who_differ_are_a_conflict(folder: Path) -> None:
    for number, text in enumerate((RIGHT, "明年可望出貨 12 億顆感測器。")):
        name = f"back{number}.xlf"
        assert run("export", "call.txt", "--format", "xliff").exit_code == 0
        made = (folder / "report/call.feedback.xlf").read_text(encoding="utf-8")
        (folder / name).write_text(made.replace(WRONG, text).replace(RIGHT, text), encoding="utf-8")
        result = run("import", "call.txt", name, "--translator", f"T{number}")
        assert result.exit_code == number
    assert "another correction is already there; both are kept" in result.stderr
    assert [r[0] for r in records(folder)] == ["T0", "T1"]
    assert run("export", "call.txt", "--format", "transcript").exit_code == 0
    assert (folder / "report/call.corrected.txt").read_text(encoding="utf-8") == CALL


def test_a_correction_that_is_wrong_again_is_said(folder: Path) -> None:
    assert run("export", "call.txt", "--format", "xliff").exit_code == 0
    path = folder / "report/call.feedback.xlf"
    path.write_text(
        path.read_text(encoding="utf-8").replace(WRONG, "我們預計明年出貨 2 億顆感測器。"), encoding="utf-8"
    )
    result = run("import", "call.txt", "report/call.feedback.xlf")
    assert result.exit_code == 0
    assert "after the correction" in result.stderr and "2 億" in result.stderr


def test_a_csv_comes_back_as_csv(folder: Path) -> None:
    rows = "source,target\nRevenue was $34 million.,營收為 340 萬美元。\nThank you.,謝謝。\n"
    (folder / "call.csv").write_text(rows, encoding="utf-8-sig")
    assert run("export", "call.csv").exit_code == 0
    key = load_workbook(folder / "report/call.feedback.xlsx")["Findings"].cell(2, 12).value
    right = "營收為 3,400 萬美元。"
    with Store(folder / "report/decisions.sqlite") as store:
        fields = {"finding": key, "verdict": "fixed", "corrected": right}
        store.add([new_record("mei", "call", check="quantity.value", **fields)])
    assert run("export", "call.csv", "--format", "transcript").exit_code == 0
    made = (folder / "report/call.corrected.csv").read_text(encoding="utf-8-sig")
    assert made == rows.replace("營收為 340 萬美元。", f'"{right}"')


def test_the_corrected_form_goes_on_where_its_document_left_off(folder: Path) -> None:
    def qa(path: str, *more: str) -> dict[str, Any]:
        run(path, *more, command="qa")
        report = folder / f"{more[1] if more else 'report'}/{Path(path).stem}.json"
        data: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
        return data

    first = qa("call.txt")
    keys = {first["pairs"][f["pair"]]["target"]: f["key"] for f in first["findings"]}
    other = next(key for target, key in keys.items() if target != WRONG)
    with Store(folder / "report/decisions.sqlite") as store:
        store.add([new_record("mei", "call", finding=keys[WRONG], verdict="fixed", corrected=RIGHT)])
        store.add([new_record("mei", "call", finding=other, verdict="false_positive")])
    assert run("export", "call.txt", "--format", "transcript").exit_code == 0
    more = ("--decisions", "report/decisions.sqlite")
    second = qa("report/call.corrected.txt", "-o", "second", "--previous", "report", *more)
    assert [f["suppressed"] for f in second["findings"]] == [True]
    assert second["extras"]["review"]["counts"] == {"unchanged": 1, "fixed": 1}
    third = qa("report/call.corrected.txt", "-o", "third", *more)
    assert [f["suppressed"] for f in third["findings"]] == [True]
