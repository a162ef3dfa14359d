from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from align.cli import cli
from align.errors import AlignError
from align.formats.read import read_path

ENGLISH = [
    "Good morning, and welcome to the call of Larkfield Motors.",
    "Revenue rose 8% to $212 million. We opened three new plants in Ohio this spring.",
    "The tax rate was 23%.",
    "We hired four hundred engineers to work on battery safety.",
]
CHINESE = [
    "早安，歡迎參加拉克菲爾德汽車的電話會議。",
    "營收成長8%，達2.12億美元。今年春天我們在俄亥俄州開設了三座新工廠。",
    "我們聘請了四百名工程師研究電池安全。",
]


def run(*args: str) -> Result:
    result = CliRunner().invoke(cli, args)
    if result.exception is not None and not isinstance(result.exception, SystemExit | AlignError):
        raise result.exception
    return result


@pytest.fixture
def texts(tmp_path: Path) -> tuple[str, str]:
    (tmp_path / "en.txt").write_text("\n\n".join(ENGLISH), encoding="utf-8")
    (tmp_path / "zh.txt").write_text("\n\n".join(CHINESE), encoding="utf-8")
    return str(tmp_path / "en.txt"), str(tmp_path / "zh.txt")


def test_pairs_to_standard_output(texts: tuple[str, str]) -> None:
    result = run("pairs", *texts)
    rows = [json.loads(line) for line in result.stdout.splitlines()][1:]
    assert [(r["source"], r["target"]) for r in rows] == list(zip(ENGLISH, [*CHINESE[:2], "", CHINESE[2]], strict=True))
    assert "1 without a counterpart" in result.stderr


@pytest.mark.parametrize("ending", ["tmx", "xlf", "tsv", "jsonl"])
def test_pairs_can_be_read_again(ending: str, texts: tuple[str, str], tmp_path: Path) -> None:
    out = tmp_path / f"pairs.{ending}"
    assert run("pairs", *texts, "-o", str(out)).exit_code == 0
    pairs = {(p.source, p.target) for p in read_path(out).pairs}
    assert {(ENGLISH[0], CHINESE[0]), (ENGLISH[3], CHINESE[2])} <= pairs


def test_two_files_are_checked(texts: tuple[str, str], tmp_path: Path) -> None:
    out = tmp_path / "report"
    result = run("qa", texts[0], "--target", texts[1], "-o", str(out), "-q")
    report = json.loads((out / "en.json").read_text(encoding="utf-8"))
    assert result.exit_code == 1
    assert [f["pair"] for f in report["findings"] if f["check"] == "text.empty"] == [2]


def test_bad_pairs(texts: tuple[str, str], tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text(" \n", encoding="utf-8")
    assert isinstance(run("pairs", texts[0], str(tmp_path / "empty.txt")).exception, AlignError)
    assert isinstance(run("pairs", *texts, "--model", "none").exception, AlignError)
    assert run("pairs", *texts, "--format", "tmx").exit_code == 2


def test_glossaries_from_transcripts(corpora: Path, tmp_path: Path) -> None:
    from align.packs.glossary import load_glossary

    out = tmp_path / "names.csv"
    assert run("glossary", "names", str(corpora / "ostrivane-2024q3.txt"), "-o", str(out)).exit_code == 0
    assert any(term.source.startswith("Ostrivane") for term in load_glossary(out).terms)
    learned = tmp_path / "learned.csv"
    calls = [str(corpora / f"{n}.txt") for n in ("ostrivane-2024q3", "nivalgate-2025q2", "tarrowfield-2025q1")]
    assert run("glossary", "learn", *calls, "-o", str(learned)).exit_code == 0
    assert load_glossary(learned).terms
