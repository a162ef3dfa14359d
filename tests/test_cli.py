from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLE = (
    "Norvale Robotics (NVR) 2025 Q1 call\n\n"
    "  • Operator\n\n    Operator\n\n"
    "  • Revenue was $34 million in the first quarter.\n\n    第一季營收為 3,400 萬美元。\n\n"
    "  • We expect 1.2 billion units next year.\n\n    我們預計明年出貨 1.2 億台。\n\n"
)
CLEAN = "  • Revenue was $34 million.\n\n    營收為 3,400 萬美元。\n"


def align(*args: str, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "align.cli", *args]
    return subprocess.run(command, cwd=cwd, input=stdin, capture_output=True, timeout=120, check=False)


def one_line(result: subprocess.CompletedProcess[bytes]) -> str:
    lines = result.stderr.decode().strip().splitlines()
    assert len(lines) == 1, result.stderr.decode()
    return lines[0]


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    path = tmp_path / "call.txt"
    path.write_text(SAMPLE, encoding="utf-8")
    return path


def test_qa_writes_both_reports(sample: Path, tmp_path: Path) -> None:
    result = align("qa", "call.txt", cwd=tmp_path)
    assert result.returncode == 1, result.stderr.decode()
    report = json.loads((tmp_path / "report/call.json").read_text(encoding="utf-8"))
    assert [f["check"] for f in report["findings"] if f["severity"] != "info"] == ["quantity.value"]
    assert "<html" in (tmp_path / "report/call.html").read_text(encoding="utf-8")
    assert "report/call.html" in result.stdout.decode().replace("\\", "/")
    assert sorted(p.name for p in (tmp_path / "report").iterdir()) == ["call.html", "call.json"]


def test_json_to_standard_output_and_nothing_else(sample: Path, tmp_path: Path) -> None:
    result = align("qa", "call.txt", "--format", "json", "-o", "-", cwd=tmp_path)
    assert json.loads(result.stdout)["schema"] == "align.report/1"
    assert list(tmp_path.iterdir()) == [sample]
    piped = align("qa", "-", "--format", "json", "-o", "-", cwd=tmp_path, stdin=SAMPLE.encode())
    assert json.loads(piped.stdout)["findings"] == json.loads(result.stdout)["findings"]


def test_exit_statuses(sample: Path, tmp_path: Path) -> None:
    (tmp_path / "clean.txt").write_text(CLEAN, encoding="utf-8")
    assert align("qa", "clean.txt", "--model", "none", cwd=tmp_path).returncode == 0
    assert align("qa", "call.txt", "--model", "none", cwd=tmp_path).returncode == 1
    assert align("qa", "call.txt", "--model", "none", "--fail-on", "never", cwd=tmp_path).returncode == 0
    assert align("qa", "call.txt", "--model", "none", "--skip", "quantity", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("qa", "nosuch.txt"), "no such file"),
        (("qa",), "PATH"),
        (("qa", "empty"), "no transcripts"),
        (("qa", "call.txt", "--only", "quantity.valeu"), "did you mean quantity.value"),
        (("qa", "call.txt", "--glossary", "nosuch.csv"), "nosuch.csv"),
        (("qa", "call.txt", "--model", "./nosuch"), "no such folder"),
        (("qa", "call.txt", "-o", "-"), "--format json"),
        (("qa", "call.txt", "-o", "call.txt"), "cannot be written"),
        (("explain", "nosuch"), "align checks"),
        (("nosuch",), "nosuch"),
        (("qa", "call.txt", "--fail-on", "disaster"), "disaster"),
        (("qa", "call.txt", "--previous", "nosuch.json"), "nosuch.json"),
        (("qa", "call.txt", "--decisions", "nosuch.sqlite"), "nosuch.sqlite"),
        (("feedback", "import", "call.txt", "nosuch.xlsx"), "nosuch.xlsx"),
    ],
)
def test_bad_usage_is_one_line_and_exit_2(args: tuple[str, ...], words: str, sample: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = align(*args, cwd=tmp_path)
    assert result.returncode == 2
    assert words in one_line(result)
    assert not (tmp_path / "report").exists()


def test_a_failing_document_stops_nothing(sample: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.txt").write_bytes(b"\x00\x01\x02" * 99)
    result = align("qa", "broken.txt", "call.txt", "--model", "none", cwd=tmp_path)
    assert result.returncode == 2
    assert "broken.txt: binary" in one_line(result)
    names = sorted(p.name for p in (tmp_path / "report").iterdir())
    assert names == [".align", "call.html", "call.json", "index.html", "index.json"]


def test_folders_give_an_index(sample: Path, tmp_path: Path) -> None:
    folder = tmp_path / "calls"
    (folder / "2025").mkdir(parents=True)
    (folder / "call.txt").write_text(SAMPLE, encoding="utf-8")
    (folder / "2025/call.txt").write_text(CLEAN, encoding="utf-8")
    (folder / "index.txt").write_text(CLEAN, encoding="utf-8")
    assert align("qa", "calls", "--model", "none", cwd=tmp_path).returncode == 1
    paths = (p.relative_to(tmp_path / "report").as_posix() for p in (tmp_path / "report").rglob("*.json"))
    written = {path for path in paths if not path.startswith(".align/")}
    assert written == {"index.json", "call.json", "2025/call.json", "index.txt.json"}


def test_rules_decide_the_exit_status(sample: Path, tmp_path: Path) -> None:
    def status(*rules: str) -> int:
        options = [word for rule in rules for word in ("--fail-on", rule)]
        return align("qa", "call.txt", "--model", "none", "-q", *options, cwd=tmp_path).returncode

    assert status("name>=minor") == 0
    assert status("quantity.*>=major") == 1
    assert status("name>=minor, quantity.value>=critical") == 1
    assert status("never") == 0
    assert status("quantty>=minor") == 2
    assert status("quantity>=huge") == 2


def test_feedback_goes_out_and_comes_back(sample: Path, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    common = ("--model", "none")
    written = align("feedback", "export", "call.txt", "--format", "xlsx", *common, cwd=tmp_path)
    assert written.returncode == 0, written.stderr.decode()
    path = tmp_path / "report/call.feedback.xlsx"
    book = load_workbook(path, rich_text=True)
    sheet = book["Findings"]
    heading = [cell.value for cell in sheet[1]]
    sheet.cell(2, heading.index("Corrected Chinese") + 1).value = "我們預計明年出貨 12 億台。"
    book.save(path)
    back = align("feedback", "import", "call.txt", "report/call.feedback.xlsx", *common, cwd=tmp_path)
    assert back.returncode == 0, back.stderr.decode()
    assert "1 of them corrected" in back.stdout.decode()
    fixed = align("feedback", "export", "call.txt", "--format", "transcript", *common, cwd=tmp_path)
    assert fixed.returncode == 0, fixed.stderr.decode()
    text = (tmp_path / "report/call.corrected.txt").read_text(encoding="utf-8")
    assert text == SAMPLE.replace("1.2 億台", "12 億台")
    again = align("qa", "report/call.corrected.txt", "--previous", "report", *common, "-o", "second", cwd=tmp_path)
    assert again.returncode == 0, again.stderr.decode()


def test_checks_and_explain(tmp_path: Path) -> None:
    listed = align("checks", cwd=tmp_path).stdout.decode()
    assert "quantity.value" in listed
    explained = align("explain", "quantity.value", cwd=tmp_path).stdout.decode()
    assert "Reported:" in explained and "Not reported:" in explained


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import sys; sys.argv=['align','--help']\n"
        "from align.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'numpy','torch','jieba','sentence_transformers','rich','jinja2','lxml'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, timeout=60, check=False)
    assert result.returncode == 0, result.stderr.decode()


def test_the_default_path_never_imports_torch(sample: Path, tmp_path: Path) -> None:
    code = (
        "import sys; sys.argv=['align','qa','call.txt','-q']\n"
        "from align.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "assert 'torch' not in sys.modules"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, timeout=60, check=False)
    assert result.returncode == 0, result.stderr.decode()
