"""Alignments corrected in review hold in the next run: interleaved, two files, `align pairs`, review and feedback."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from align.aligner.repair import Repair, to_json
from align.cli import cli
from align.formats import transcript
from align.formats.read import read_path
from align.review.records import Record, new_record, to_jsonl

EN = (
    "Revenue was $34 million. Gross margin was 40%.",
    "We opened three plants.",
    "Thank you for joining us today.",
)
ZH = ("營收為 3,400 萬美元。", "毛利率為 40%。我們開設了三座工廠。", "感謝各位今天參加。")
RIGHT = (ZH[0] + "毛利率為 40%。", "我們開設了三座工廠。")
MOVE = Repair(((EN[0], ZH[0]), (EN[1], ZH[1])), ((EN[0], RIGHT[0]), (EN[1], RIGHT[1])))


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, [str(a) for a in args])


def decided(folder: Path, *records: Record) -> str:
    path = folder / "decisions.jsonl"
    path.write_text(to_jsonl(records), encoding="utf-8")
    return str(path)


def read(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


@pytest.fixture
def call(tmp_path: Path) -> Path:
    path = tmp_path / "call.txt"
    lines = "".join(f"  • {en}\n\n    {zh}\n\n" for en, zh in zip(EN, ZH, strict=True))
    path.write_text("Larkfield 2025 Q1\n\n" + lines, encoding="utf-8")
    return path


def test_the_next_run_pairs_as_the_reviewer_said_and_finds_anew(call: Path, tmp_path: Path) -> None:
    plain, out = tmp_path / "plain", tmp_path / "out"
    run("qa", str(call), "-o", str(plain), "-q")
    assert {f["pair"] for f in read(plain / "call.json")["findings"] if f["severity"] == "major"} == {0, 1}
    made = new_record("Mei", "call", alignment=to_json(MOVE))
    store = decided(tmp_path, made)
    result = run("qa", str(call), "-o", str(out), "-q", "--decisions", store)
    report = read(out / "call.json")
    assert result.exit_code == 0 and report["findings"] == []
    assert [(p["index"], p["target"]) for p in report["pairs"]] == [(0, RIGHT[0]), (1, RIGHT[1]), (2, ZH[2])]
    assert report["extras"]["review"]["pairing"] == {"applied": [made.id]}
    assert "|pairing " in report["signature"]
    page = (out / "call.html").read_text(encoding="utf-8")
    assert page.count('data-hand="1"') == 2


def test_merged_paragraphs_keep_their_indices_and_say_where_they_went(call: Path, tmp_path: Path) -> None:
    merged = Repair(MOVE.before, ((f"{EN[0]}\n{EN[1]}", ZH[0] + ZH[1]), ("", "")))
    store = decided(tmp_path, new_record("Mei", "call", alignment=to_json(merged)))
    run("qa", str(call), "-o", str(tmp_path), "--model", "none", "-q", "--decisions", store)
    report = read(tmp_path / "call.json")
    assert [p["index"] for p in report["pairs"]] == [0, 1, 2] and report["findings"] == []
    assert report["pairs"][1]["together_with"] == 0
    assert report["pairs"][0]["source"] == f"{EN[0]}\n{EN[1]}"


def test_the_corrected_transcript_has_it_and_needs_no_decision_any_more(call: Path, tmp_path: Path) -> None:
    store = decided(tmp_path, new_record("Mei", "call", alignment=to_json(MOVE)))
    args = ("--decisions", store, "--model", "none", "-o", str(tmp_path))
    assert run("feedback", "export", str(call), "--format", "transcript", *args).exit_code == 0
    again = tmp_path / "call.corrected.txt"
    written = transcript.read(again.read_text(encoding="utf-8"), "call.corrected")
    assert [p.target for p in written.pairs] == [*RIGHT, ZH[2]]
    run("qa", str(again), "-q", *args)
    assert read(tmp_path / "call.corrected.json")["findings"] == []


def test_two_files_and_pairs_are_paired_as_corrected(tmp_path: Path) -> None:
    (tmp_path / "en.txt").write_text("\n\n".join(EN), encoding="utf-8")
    (tmp_path / "zh.txt").write_text("\n\n".join([RIGHT[0], RIGHT[1], ZH[2]]), encoding="utf-8")
    # The reviewer wants the second and third English paragraph as one.
    merged = Repair(((EN[1], RIGHT[1]), (EN[2], ZH[2])), ((f"{EN[1]}\n{EN[2]}", RIGHT[1] + ZH[2]), ("", "")))
    store = decided(tmp_path, new_record("Mei", "en", alignment=to_json(merged)))
    texts = (str(tmp_path / "en.txt"), str(tmp_path / "zh.txt"))
    made = run("pairs", *texts, "-o", str(tmp_path / "pairs.jsonl"), "--decisions", store)
    assert "1 corrections of the pairing applied" in made.stderr
    pairs = read_path(tmp_path / "pairs.jsonl").pairs
    assert [(p.source, p.target) for p in pairs] == [(EN[0], RIGHT[0]), merged.after[0]]
    out = tmp_path / "report"
    run("qa", texts[0], "--target", texts[1], "-o", str(out), "-q", "--decisions", store)
    report = read(out / "en.json")
    assert [p["target"] for p in report["pairs"]] == [RIGHT[0], RIGHT[1] + ZH[2], ""]
    assert "text.empty" not in {f["check"] for f in report["findings"]}


def test_a_text_that_changed_waits_and_is_said(call: Path, tmp_path: Path) -> None:
    call.write_text(call.read_text(encoding="utf-8").replace("三座", "五座"), encoding="utf-8")
    made = new_record("Mei", "call", alignment=to_json(MOVE))
    run("qa", str(call), "-o", str(tmp_path), "--model", "none", "-q", "--decisions", decided(tmp_path, made))
    report = read(tmp_path / "call.json")
    assert report["extras"]["review"]["pairing"] == {"waiting": [made.id]}
    assert "|pairing" not in report["signature"]
