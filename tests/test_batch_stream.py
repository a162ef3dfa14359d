"""Streaming: one line out for each line in, in order, the same marks however it is run or stopped."""

from __future__ import annotations

import gzip
import io
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from align.batch import streamfile
from align.batch.stream import Layout, Scorer, pairwise, scored
from align.batch.streamfile import Line, lines, packed
from align.batch.streamrun import Position, score_file, state_path
from align.errors import InputError
from align.qa import Settings

GOOD = "Revenue was $34 million.\t營收為 3,400 萬美元。"
BAD = "Revenue was $34 million.\t營收為 340 萬美元。"
RULES = Scorer(Layout("tsv", ""), "none", settings=Settings(only=("quantity",)))


def rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def test_marks_and_order(tmp_path: Path) -> None:
    text = "\n".join(["id\tsource\ttarget", *(f"{i}\t{BAD if i % 3 == 0 else GOOD}" for i in range(700))]) + "\n"
    (tmp_path / "in.tsv").write_text(text, encoding="utf-8")
    at = score_file(tmp_path / "in.tsv", tmp_path / "out.tsv", RULES)
    head, *body = rows(tmp_path / "out.tsv")
    assert head == ["id", "source", "target", "similarity", "figures", "severity", "checks"]
    assert [row[0] for row in body] == [str(i) for i in range(700)]
    assert {tuple(row[3:]) for row in body[::3]} == {("", "1", "critical", "quantity.value")}
    assert {tuple(row[3:]) for i, row in enumerate(body) if i % 3} == {("", "0", "", "")}
    assert (at.offset, at.line) == (len(text.encode()), 701)
    score_file(tmp_path / "in.tsv", tmp_path / "two.tsv", RULES, jobs=2)
    assert (tmp_path / "two.tsv").read_bytes() == (tmp_path / "out.tsv").read_bytes()


def test_lines_that_are_no_pairs_stay_in_place(tmp_path: Path) -> None:
    data = [GOOD.encode(), b"alone", b"\xff\xfe\t\xff", b"", BAD.encode(), b"x" * (streamfile.MAX_LINE + 9) + b"\ty"]
    (tmp_path / "in.tsv").write_bytes(b"\r\n".join(data))
    score_file(tmp_path / "in.tsv", tmp_path / "out.tsv", RULES)
    out = (tmp_path / "out.tsv").read_bytes().splitlines()
    marks = [line.rsplit(b"\t", 1)[1].decode() for line in out]
    assert marks == ["", "unreadable:columns", "unreadable:not-utf-8", "unreadable:columns", "quantity.value",
                     "unreadable:too-long"]  # fmt: skip
    assert out[2].startswith(b"\xff\xfe\t\xff\t")


def test_jsonl_keeps_what_it_does_not_know(tmp_path: Path) -> None:
    source, target = BAD.split("\t")
    data = [{"id": 7, "source": source, "target": target, "x": [1, "二"]}, {"source": "\ud800", "target": "好"}, [1]]
    text = "\n".join(json.dumps(row) for row in data) + '\n{"source": \n'
    (tmp_path / "in.jsonl").write_text(text, encoding="utf-8")
    score_file(tmp_path / "in.jsonl", tmp_path / "out.jsonl", RULES)
    out = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert out[0] == data[0] | {"align": out[0]["align"]}
    assert out[0]["align"] == {"similarity": None, "figures": 1, "severity": "critical", "checks": ["quantity.value"]}
    assert out[1]["source"] == "\ud800"
    assert [row["align"]["checks"] for row in out[2:]] == [["unreadable:source-target"], ["unreadable:json"]]


@pytest.mark.parametrize("ending", ["", ".gz", ".zst"])
def test_a_stopped_run_goes_on_with_the_same_result(tmp_path: Path, ending: str) -> None:
    text = "source\ttarget\n" + "".join(f"{BAD if i % 5 else GOOD}\n" for i in range(900))
    source = tmp_path / f"in.tsv{ending}"
    source.write_bytes(packed(text.encode(), source))
    whole, halted = tmp_path / f"whole.tsv{ending}", tmp_path / f"halted.tsv{ending}"
    score_file(source, whole, RULES)

    class StopError(Exception):
        pass

    def stop(at: Position) -> None:
        if at.line > 300:
            raise StopError

    with pytest.raises(StopError):
        score_file(source, halted, RULES, progress=stop)
    state = json.loads(state_path(halted).read_text())
    assert 0 < state["line"] < 901
    with halted.open("ab") as file:
        file.write(b"half a line that the state knows nothing of")
    seen: list[int] = []
    score_file(source, halted, RULES, progress=lambda at: seen.append(at.line))
    assert seen[0] > state["line"]
    assert halted.read_bytes() == whole.read_bytes()
    again: list[int] = []
    score_file(source, halted, RULES, progress=lambda at: again.append(at.line))
    assert again == [] and halted.read_bytes() == whole.read_bytes()
    other = replace(RULES, settings=Settings(only=("text",)))
    score_file(source, halted, other, progress=lambda at: again.append(at.line))
    assert again[-1] == 901


def test_start_at_an_offset(tmp_path: Path) -> None:
    text = "source\ttarget\n" + "".join(f"Unit {i} sold 5.\t第 {i} 台售出 5。\n" for i in range(400))
    offset = text.encode().index(b"Unit 390")
    for ending in ("", ".gz"):
        source = tmp_path / f"in.tsv{ending}"
        source.write_bytes(packed(text.encode(), source))
        score_file(source, tmp_path / "out.tsv", RULES, start_at=offset)
        assert [row[0].split()[1] for row in rows(tmp_path / "out.tsv")] == [str(i) for i in range(390, 400)]
        with pytest.raises(InputError, match="ends before byte"):
            score_file(source, tmp_path / "out.tsv", RULES, start_at=10**9)


def test_broken_packed_files_are_clean_errors(tmp_path: Path) -> None:
    data = os.urandom(500_000).hex().encode()
    for ending in (".gz", ".zst"):
        source = tmp_path / f"in.tsv{ending}"
        for broken in (b"not packed at all", packed(data, source)[:-5000], b""):
            source.write_bytes(broken)
            with pytest.raises(InputError):
                score_file(source, tmp_path / "out.tsv", RULES)
    source.write_bytes(zstandard.ZstdCompressor().compress(b"a\tb\n")[:-1])
    with pytest.raises(InputError, match="cut off"):
        score_file(source, tmp_path / "out.tsv", RULES)


@given(st.binary(max_size=200), st.integers(1, 7))
def test_lines_are_the_lines(data: bytes, chunk: int) -> None:
    class Slow(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(chunk)

    found = list(lines(Slow(data), None))
    expected = data.split(b"\n")
    assert [line.data for line in found] == [
        p.removesuffix(b"\r") for p in (expected if expected[-1] else expected[:-1])
    ]
    assert not found or found[-1].end == len(data)
    for line in found[:-1]:
        assert data[: line.end].endswith(b"\n")


def test_reading_keeps_pace_with_writing() -> None:
    from align.batch.stream import stream

    read = 0

    def endless() -> object:
        nonlocal read
        while True:
            read += 1
            yield Line(GOOD.encode(), read)

    batches = stream(endless(), replace(RULES, layout=Layout("tsv", "zh-Hant-TW")), batch=10)  # type: ignore[arg-type]
    for _ in range(3):
        next(batches)
    assert read == 30


def test_marks_do_not_depend_on_neighbours(encoder: object) -> None:
    scorer = Scorer(Layout("tsv", "zh-Hant-TW"), "use", settings=pairwise(Settings()))
    several = [Line(text.encode(), 0) for text in (GOOD, BAD, "Thank you.\t謝謝。", "Thank you.\t謝謝。", "Hi\t")]
    together = scored(several, scorer).output.decode().splitlines()
    alone = [scored([line], scorer).output.decode().splitlines()[0] for line in several]
    for one, other in zip(together, alone, strict=True):
        *left, similarity_left, figures_left, severity_left, checks_left = one.split("\t")
        *right, similarity_right, figures_right, severity_right, checks_right = other.split("\t")
        assert (left, figures_left, severity_left, checks_left) == (right, figures_right, severity_right, checks_right)
        assert similarity_left == similarity_right or abs(float(similarity_left) - float(similarity_right)) < 2e-4
    assert together[-1].split("\t")[2] == ""


def test_a_killed_run_on_the_command_line(tmp_path: Path) -> None:
    text = "".join(f"{i}{BAD if i % 5 else GOOD}\n" for i in range(30_000))
    (tmp_path / "in.tsv.gz").write_bytes(gzip.compress(text.encode()))
    command = [sys.executable, "-m", "align.cli", "score", "in.tsv.gz", "--model", "none", "--only", "quantity"]
    process = subprocess.Popen([*command, "-o", "out.tsv", "-q"], cwd=tmp_path, start_new_session=True)
    for _ in range(600):
        if (tmp_path / "out.tsv.state").exists():
            break
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    stopped = json.loads((tmp_path / "out.tsv.state").read_text())["line"]
    assert 0 < stopped < 30_000
    # A shorter input would be another run; the same one is gone on with, here until 20 more batches are done.
    process = subprocess.Popen([*command, "-o", "out.tsv", "-q"], cwd=tmp_path, start_new_session=True)
    for _ in range(600):
        if json.loads((tmp_path / "out.tsv.state").read_text())["line"] >= stopped + 2048:
            break
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    state = json.loads((tmp_path / "out.tsv.state").read_text())
    assert state["line"] > stopped
    out = (tmp_path / "out.tsv").read_bytes()[: state["written"]].decode().splitlines()
    assert [line.split("R", 1)[0] for line in out] == [str(i) for i in range(state["line"])]


def test_standard_streams(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "align.cli", "score", "-", "--model", "none", "--only", "quantity"]
    result = subprocess.run(
        command, cwd=tmp_path, input=f"{GOOD}\n{BAD}\n".encode(), capture_output=True, timeout=60, check=False
    )
    assert result.returncode == 0
    assert [line.split("\t")[3] for line in result.stdout.decode().splitlines()] == ["0", "1"]
    assert b"2 lines; next --start-at" in result.stderr
    missing = subprocess.run([*command[:4], "no.tsv"], cwd=tmp_path, capture_output=True, timeout=60, check=False)
    assert (missing.returncode, missing.stderr.count(b"\n")) == (2, 1)
