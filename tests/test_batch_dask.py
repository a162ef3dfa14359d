"""A Dask cluster gives the reports of a local run, byte for byte, also when a worker is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from align.batch import dask_run
from align.batch.dask_run import document_there, on_worker, plan_there
from align.batch.plan import Plan, program_digest
from align.batch.run import run
from align.batch.worklist import Document, work_list
from align.errors import ConfigError
from align.qa import Settings

distributed = pytest.importorskip("distributed", reason="the Dask executor needs the extra [dask]")
pytestmark = pytest.mark.filterwarnings("ignore")
BODY = "  • Revenue was ${n} million in the first quarter.\n\n    第一季營收為 {n} 百萬美元。\n\n"
FORMATS = ("html", "json", "sarif", "junit")


@pytest.fixture(autouse=True)
def digest_of_now() -> None:
    """Workers start now, this process may have read the program's files long before."""
    program_digest.cache_clear()


def make_calls(folder: Path, count: int, pairs: int = 3) -> None:
    folder.mkdir(parents=True)
    for i in range(count):
        text = "".join(BODY.replace("{n}", str(i * pairs + k + 2)) for k in range(pairs))
        (folder / f"call{i:02}.txt").write_text(text, encoding="utf-8")
    (folder / "broken.txt").write_bytes(b"\x00" * 64)


def plan(name: str) -> Plan:
    return Plan(output=Path(name), formats=FORMATS, model="none", settings=Settings(only=("quantity", "text")))


def reports(folder: str) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(Path(folder).glob("*")) if p.is_file()}


def command(*args: str) -> list[str]:
    return [sys.executable, "-m", "dask", *args]


@contextmanager
def processes(folder: Path, workers: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and workers as processes of their own, with another working directory than the run's."""
    folder.mkdir()
    address = folder / "scheduler.json"
    started: list[subprocess.Popen[bytes]] = []

    def start(*args: str) -> None:
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        started.append(subprocess.Popen(command(*args), cwd=folder, **quiet))  # type: ignore[call-overload]

    try:
        start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(address))
        for _ in range(600):
            if address.exists() and address.read_text().strip().endswith("}"):
                break
            time.sleep(0.05)
        tcp = str(__import__("json").loads(address.read_text())["address"])
        for _ in range(workers):
            start("worker", tcp, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(folder))
        yield tcp, started[1:]
    finally:
        for process in started:
            process.kill()
        for process in started:
            process.wait()


def test_a_local_cluster_gives_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    make_calls(Path("calls"), 8)
    documents = work_list(["calls"])
    local = list(run(documents, plan("local")))
    with distributed.LocalCluster(2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        remote = list(run(documents, plan("remote"), scheduler=cluster.scheduler_address))
        assert reports("remote") == reports("local")
        assert sorted(d.name for d in remote) == [d.name for d in documents]
        errors = [sorted(d.error for d in done if d.error) for done in (local, remote)]
        assert errors[0] == errors[1] and len(errors[0]) == 1
        again = list(run(documents, plan("remote"), scheduler=cluster.scheduler_address))
        assert sorted(d.status for d in again) == ["failed", *["unchanged"] * 8]
        # What a local run has done counts on the cluster, and the other way round.
        across = list(run(documents, plan("local"), scheduler=cluster.scheduler_address))
        assert sorted(d.status for d in across) == ["failed", *["unchanged"] * 8]


def test_a_killed_worker_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    make_calls(Path("calls"), 14, pairs=120)
    documents = work_list(["calls"])
    list(run(documents, plan("local")))
    with processes(tmp_path / "cluster", 2) as (address, workers):
        with distributed.Client(address, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
        names, killed = [], False
        for done in run(documents, plan("remote"), scheduler=address):
            names.append(done.name)
            if not killed and done.status == "checked":
                os.kill(workers[0].pid, signal.SIGKILL)
                killed = True
        assert killed and workers[0].wait(timeout=10) == -signal.SIGKILL
        assert len(names) < 60 and sorted(names) == [d.name for d in documents]
    assert reports("remote") == reports("local")
    assert not list(Path("remote").rglob("*.part")) and not list(Path("remote").rglob("*.token"))


def test_clean_errors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(dask_run, "CONNECT_SECONDS", 1)
    make_calls(Path("calls"), 1)
    with pytest.raises(ConfigError, match="no answer"):
        list(run(work_list(["calls"]), plan("out"), scheduler="tcp://127.0.0.1:9"))
    with pytest.raises(ConfigError, match="standard input"):
        document_there(Document("stdin", None))
    document = work_list(["calls"])[1]
    elsewhere = on_worker(document, plan("out"), True, str(tmp_path / "no.token"), program_digest())
    assert elsewhere.error is not None and "must be shared" in elsewhere.error
    older = on_worker(document, plan("out"), True, str(tmp_path / "calls"), "another")
    assert older.error is not None and "another version" in older.error


def test_paths_are_absolute_and_shown_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    there = plan_there(replace(plan("out"), decisions="d.jsonl", baseline=Path("old")))
    assert there.output == tmp_path / "out" and there.baseline == tmp_path / "old"
    assert there.decisions == str(tmp_path / "d.jsonl")
    assert plan_there(replace(plan("out"), decisions="sqlite:///d")).decisions == "sqlite:///d"
    document = document_there(Document("a", Path("calls/a.txt")))
    assert (document.path, document.label) == (tmp_path / "calls/a.txt", Path("calls/a.txt"))
