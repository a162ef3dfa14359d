"""`align decisions`: out of a store and into another without a loss; bad files change nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from align.cli import cli
from align.cli.decisions import decisions
from align.errors import AlignError, ConfigError, InputError
from align.review.records import Record, new_record, to_jsonl
from align.review.store import Store


def run(*args: str, given: bytes | None = None) -> Result:
    return CliRunner().invoke(cli, ["decisions", *args], input=given, catch_exceptions=True)


@pytest.fixture
def records() -> list[Record]:
    first = new_record(
        "mei", "q1", verdict="fixed", finding="a" * 24, corrected="換行\n與\u2028分隔「𠮷」\x00", comment="=1+1"
    )
    undo = new_record("jun", "q1", undoes=first.id)
    term = new_record("mei", "q2", term={"source": "guidance", "target": "財測"})
    return [first, undo, term, new_record("lin", "q2", verdict="unsure", finding="b" * 24, of_later="kept as it is")]


@pytest.fixture
def store(tmp_path: Path, records: list[Record]) -> Path:
    path = tmp_path / "decisions.sqlite"
    with Store(path) as opened:
        opened.add(records)
    return path


def test_out_and_in_again_is_the_same_store(tmp_path: Path, store: Path, records: list[Record]) -> None:
    file, other = tmp_path / "d.jsonl", tmp_path / "new/other.sqlite"
    assert run("export", str(file), "--decisions", str(store)).output == f"{file}: 4 records\n"
    result = run("import", str(file), "--decisions", str(other))
    assert (result.exit_code, result.output) == (0, f"{file}: 4 records, 4 new\n")
    with Store(other) as opened:
        assert opened.all() == records
        assert opened.export_jsonl() == file.read_text(encoding="utf-8") == to_jsonl(records)
    assert run("import", str(file), "--decisions", str(other)).output == f"{file}: 4 records, 0 new\n"


def test_standard_output_and_input(tmp_path: Path, store: Path, records: list[Record]) -> None:
    shown = run("export", "-", "--decisions", str(store))
    assert shown.stdout_bytes.decode() == to_jsonl(records)
    other = tmp_path / "other.sqlite"
    assert run("import", "-", "--decisions", str(other), given=shown.stdout_bytes).exit_code == 0
    with Store(other) as opened:
        assert opened.all() == records


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"not json\n", "line 1: not JSON"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"", "no decisions"),
        (b'{"schema": "align.report/1"}\n', "unknown kind"),
        (b"[" * 100_000, "line 1: not JSON"),
    ],
)
def test_bad_files_change_nothing(
    tmp_path: Path, store: Path, records: list[Record], content: bytes, said: str
) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_bytes((to_jsonl(records[:0]) + "").encode() + content)
    result = run("import", str(file), "--decisions", str(store))
    assert isinstance(result.exception, InputError)
    assert said in str(result.exception) and "\n" not in str(result.exception)
    with Store(store) as opened:
        assert opened.all() == records


def test_a_changed_record_is_refused_with_all_others(tmp_path: Path, store: Path, records: list[Record]) -> None:
    file = tmp_path / "changed.jsonl"
    fresh = new_record("mei", "q3", verdict="unsure", finding="c" * 24)
    file.write_text(to_jsonl([fresh]) + to_jsonl(records[:1]).replace("mei", "eve"), encoding="utf-8")
    result = run("import", str(file), "--decisions", str(store))
    assert isinstance(result.exception, InputError) and "other content" in str(result.exception)
    with Store(store) as opened:
        assert opened.all() == records


@pytest.mark.parametrize("args", [("export", "d.jsonl"), ("import", "nosuch.jsonl"), ("export", ".")])
def test_what_is_not_there_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...]) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(AlignError) as caught:
        decisions.main([*args], standalone_mode=False)
    assert isinstance(caught.value, InputError | ConfigError)
    assert list(tmp_path.iterdir()) == []


def test_exit_status_of_the_command(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "align.cli", "decisions", "export", "x.jsonl"]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1 and "report" in result.stderr
