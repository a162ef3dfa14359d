"""Runs over many documents: the same reports however they are run, and nothing lost when something dies."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from align.batch.files import remove_leftovers, write_whole
from align.batch.plan import Plan
from align.batch.run import run
from align.batch.worklist import work_list
from align.encoders import Encoder
from align.encoders.cache import CachedEncoder
from align.errors import AlignError, InputError
from align.qa import Settings

BODY = "  • Revenue was ${n} million in the first quarter.\n\n    第一季營收為 {n} 百萬美元。\n\n"
RULES = Settings(only=("quantity", "text"))


def make_calls(folder: Path, count: int, pairs: int = 3) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for i in range(count):
        text = "".join(BODY.replace("{n}", str(i * pairs + k + 2)) for k in range(pairs))
        (folder / f"call{i:02}.txt").write_text(text, encoding="utf-8")


def plan(tmp_path: Path, name: str = "out") -> Plan:
    return Plan(output=tmp_path / name, model="none", settings=RULES)


def reports(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(folder.glob("*.json")) if p.name != "index.json"}


def test_resume_leaves_alone_what_is_unchanged(tmp_path: Path) -> None:
    make_calls(tmp_path / "calls", 3)
    documents = work_list([str(tmp_path / "calls")])
    assert [d.status for d in run(documents, plan(tmp_path))] == ["checked"] * 3
    first = reports(tmp_path / "out")
    again = list(run(documents, plan(tmp_path)))
    assert [d.status for d in again] == ["unchanged"] * 3
    assert all(d.entry is not None and d.summary["pairs"] == 3 for d in again)
    changed = tmp_path / "calls/call01.txt"
    changed.write_text(changed.read_text(encoding="utf-8").replace("百萬", "億"), encoding="utf-8")
    assert [d.status for d in run(documents, plan(tmp_path))] == ["unchanged", "checked", "unchanged"]
    assert reports(tmp_path / "out") != first


def test_resume_sees_other_options_lost_reports_and_damage(tmp_path: Path) -> None:
    make_calls(tmp_path / "calls", 2)
    documents = work_list([str(tmp_path / "calls")])
    list(run(documents, plan(tmp_path)))
    other = replace(plan(tmp_path), settings=Settings(only=("quantity.value",)))
    assert [d.status for d in run(documents, other)] == ["checked"] * 2
    (tmp_path / "out/call00.html").unlink()
    (tmp_path / "out/.align/call01.json").write_text("{broken", encoding="utf-8")
    assert [d.status for d in run(documents, other)] == ["checked"] * 2


def test_processes_give_the_same_reports(tmp_path: Path) -> None:
    make_calls(tmp_path / "calls", 6)
    (tmp_path / "calls/broken.txt").write_bytes(b"\x00" * 64)
    documents = work_list([str(tmp_path / "calls")])
    alone = list(run(documents, plan(tmp_path, "one")))
    together = list(run(documents, plan(tmp_path, "two"), jobs=2))
    assert reports(tmp_path / "one") == reports(tmp_path / "two")
    for results in (alone, together):
        assert sorted(d.name for d in results) == sorted(d.name for d in documents)
        (failed,) = [d for d in results if d.status == "failed"]
        assert failed.error is not None and "broken.txt: binary" in failed.error


def start(tmp_path: Path, jobs: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "align.cli", "qa", "calls", "-o", "out", "--model", "none", "--only", "quantity"]
    return subprocess.Popen(
        [*command, "--jobs", str(jobs), "-q", "--fail-on", "never"],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def wait_for_a_report(tmp_path: Path) -> None:
    for _ in range(600):
        if list((tmp_path / "out").glob("*.json")):
            return
        time.sleep(0.05)
    pytest.fail("no report after 30 seconds")


def children(pid: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
            command = stat.with_name("cmdline").read_bytes()
        except OSError:
            continue
        if int(fields[1]) == pid and b"spawn_main" in command:
            found.append(int(stat.parent.name))
    return found


needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no /proc: processes cannot be found")


@needs_proc
def test_a_killed_worker_loses_nothing(tmp_path: Path) -> None:
    make_calls(tmp_path / "calls", 12, pairs=150)
    process = start(tmp_path, jobs=2)
    wait_for_a_report(tmp_path)
    for child in children(process.pid)[:1]:
        os.kill(child, signal.SIGKILL)
    _, stderr = process.communicate(timeout=120)
    assert process.returncode == 0, stderr.decode()
    assert len(reports(tmp_path / "out")) == 12
    assert all(json.loads(data)["schema"] == "align.report/1" for data in reports(tmp_path / "out").values())


@needs_proc
def test_a_killed_run_goes_on_where_it_was(tmp_path: Path) -> None:
    make_calls(tmp_path / "calls", 12, pairs=150)
    process = start(tmp_path, jobs=2)
    wait_for_a_report(tmp_path)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate(timeout=60)
    before = reports(tmp_path / "out")
    assert all(json.loads(data)["schema"] == "align.report/1" for data in before.values())
    second = start(tmp_path, jobs=2)
    _, stderr = second.communicate(timeout=120)
    assert second.returncode == 0, stderr.decode()
    after = reports(tmp_path / "out")
    assert len(after) == 12
    assert {name: after[name] for name in before} == before
    assert not list((tmp_path / "out").rglob("*.part"))


def test_leftovers_of_dead_processes_are_removed(tmp_path: Path) -> None:
    child = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    write_whole(tmp_path / "report.json", "{}")
    from align.batch import files

    dead = tmp_path / f"{files._PART}{files._host()}-{int(child.stdout)}-x.part"
    alive = tmp_path / f"{files._PART}{files._host()}-{os.getpid()}-x.part"
    elsewhere = tmp_path / f"{files._PART}00000000-{int(child.stdout)}-x.part"
    for path in (dead, alive, elsewhere):
        path.write_text("half")
    remove_leftovers(tmp_path)
    assert not dead.exists()
    assert alive.exists() and elsewhere.exists()


def test_writing_fails_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_whole(tmp_path / "a.json", "old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(AlignError, match="No space left"):
        write_whole(tmp_path / "a.json", "new")
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("a.json", "old")]


class Counting:
    """An encoder that knows how often it was asked."""

    def __init__(self) -> None:
        self.calls = 0

    def encode(self, sentences: list[str], /) -> np.ndarray:
        self.calls += 1
        return np.array([[len(s), 1.0, s.count("a")] for s in sentences], dtype=np.float32)


def test_cache_gives_the_same_vectors_without_the_encoder(tmp_path: Path) -> None:
    inner = Counting()
    first = CachedEncoder(inner, "r1", tmp_path / "v").encode(["abc", "d"])
    second = CachedEncoder(inner, "r1", tmp_path / "v").encode(["abc", "d"])
    assert inner.calls == 1
    assert np.array_equal(first, second)
    CachedEncoder(inner, "r1", tmp_path / "v").encode(["ab", "cd"])
    CachedEncoder(inner, "r2", tmp_path / "v").encode(["abc", "d"])
    assert inner.calls == 3


def test_a_broken_cache_is_passed_over(tmp_path: Path, encoder: Encoder) -> None:
    (tmp_path / "file").write_text("not a folder")
    assert CachedEncoder(Counting(), "r", tmp_path / "file").encode(["a"]).shape == (1, 3)
    folder = tmp_path / "v"
    CachedEncoder(Counting(), "r", folder).encode(["a"])
    (folder / "cache.db").write_bytes(b"garbage")
    assert CachedEncoder(Counting(), "r", folder).encode(["a"]).shape == (1, 3)


def test_the_cache_never_unpickles(tmp_path: Path) -> None:
    import diskcache

    inner = Counting()
    cached = CachedEncoder(inner, "r", tmp_path / "v")
    with diskcache.Cache(str(tmp_path / "v")) as store:
        store.set(cached._key(["a"]), {"a": "pickled"})
    assert cached.encode(["a"]).shape == (1, 3)
    assert inner.calls == 1


def test_work_list_names(tmp_path: Path) -> None:
    make_calls(tmp_path / "a/2025", 1)
    make_calls(tmp_path / "a/2026", 1)
    (tmp_path / "a/2026/call00.csv").write_text("source,target\na,b\n")
    (tmp_path / "a/glossary.csv").write_text("source,target,forbidden\n")
    (tmp_path / "a/.hidden.txt").write_text("x")
    (tmp_path / "outside.txt").write_text("x")
    (tmp_path / "a/link.txt").symlink_to(tmp_path / "outside.txt")
    names = [d.name for d in work_list([str(tmp_path / "a")])]
    assert names == ["2025/call00", "2026/call00", "2026/call00.txt"]
    with pytest.raises(InputError, match="no such file"):
        work_list([str(tmp_path / "nosuch")])
