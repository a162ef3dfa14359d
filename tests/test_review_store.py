"""The store: nothing lost, nothing twice, all or none, in SQLite and in a real PostgreSQL."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from align.errors import AlignError, ConfigError, InputError
from align.review.records import Record, new_record
from align.review.store import Store

BIN = sorted(Path("/usr/lib/postgresql").glob("*/bin")) if Path("/usr/lib/postgresql").is_dir() else []


def _as_postgres(command: list[str]) -> list[str]:
    """PostgreSQL refuses to run as root."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else command


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """ALIGN_TEST_POSTGRES, or a server of its own in a temporary folder."""
    given = os.environ.get("ALIGN_TEST_POSTGRES")
    if given:
        yield given
        return
    folder = BIN[-1] if BIN else None
    if folder is None or not shutil.which("runuser"):
        pytest.skip("PostgreSQL is not here: apt-get install postgresql, or set ALIGN_TEST_POSTGRES to a database URL")
    pytest.importorskip("pg8000", reason="the PostgreSQL driver is not here: pip install 'align-qa[postgres]'")
    place = Path("/tmp") / f"align-test-pg-{os.getpid()}"
    place.mkdir()
    if os.geteuid() == 0:
        shutil.chown(place, "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data = place / "data"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    options = f"-p {port} -k {place} -c listen_addresses=127.0.0.1 -c fsync=off"
    try:
        init = [str(folder / "initdb"), "-D", str(data), "-U", "align", "-A", "trust", "-E", "UTF8", "--no-sync"]
        subprocess.run(_as_postgres(init), check=True, cwd="/", **quiet)  # type: ignore[call-overload]
        start = [str(folder / "pg_ctl"), "-D", str(data), "-o", options, "-w", "start"]
        subprocess.run(_as_postgres(start), check=True, cwd="/", **quiet)  # type: ignore[call-overload]
        yield f"postgresql://align@127.0.0.1:{port}/postgres"
    finally:
        stop = [str(folder / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop"]
        subprocess.run(_as_postgres(stop), cwd="/", **quiet)  # type: ignore[call-overload]
        shutil.rmtree(place, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "sqlite":
        with Store(tmp_path / "decisions.sqlite") as made:
            yield made
        return
    from sqlalchemy import create_engine, text

    url = request.getfixturevalue("postgres_url")
    with Store(url) as made:
        yield made
    engine = create_engine(url.replace("postgresql://", "postgresql+pg8000://"))
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE align_decisions"))
    engine.dispose()


def some(count: int, document: str = "a.txt") -> list[Record]:
    return [
        new_record("Mei", document, verdict="confirmed", finding=f"k{n}", comment="好\0\ud800") for n in range(count)
    ]


def test_records_come_back_in_order_and_once(store: Store) -> None:
    records = some(3)
    assert store.add(records) == 3
    assert store.add(records[:2]) == 0
    assert store.all() == records
    later = some(1, "b.txt")
    store.add(later)
    seen = store.records()[1].seq
    assert [s.record for s in store.records(after=seen)] == [records[2], *later]
    assert [s.record for s in store.records(document="b.txt")] == later


def test_export_and_import_are_lossless(store: Store, tmp_path: Path) -> None:
    store.add([*some(2), new_record("李", "a\0.txt", verdict="fixed", corrected="甲\u2028乙", later={"x": [1]})])
    with Store(tmp_path / "copy.sqlite") as copy:
        assert copy.import_jsonl(store.export_jsonl()) == 3
        assert copy.import_jsonl(store.export_jsonl()) == 0
        assert copy.export_jsonl() == store.export_jsonl()
        assert copy.all() == store.all()


def test_a_bad_line_changes_nothing(store: Store) -> None:
    with Store("sqlite://") as other:
        other.add(some(2))
        text = other.export_jsonl()
    with pytest.raises(InputError, match="line 3"):
        store.import_jsonl(text + '{"id": 1}\n')
    assert store.all() == []


def test_the_same_id_with_other_content_is_refused_as_a_whole(store: Store) -> None:
    first = some(1)[0]
    store.add([first])
    forged = new_record("Eve", "a.txt", verdict="wont_fix").__class__(
        **{**{f: getattr(first, f) for f in first.__dataclass_fields__}, "verdict": "wont_fix"}
    )
    with pytest.raises(InputError, match="other content"):
        store.add([*some(1), forged])
    assert store.all() == [first]


def test_many_writers_at_once(store: Store) -> None:
    def write() -> None:
        with Store(store.where) as mine:
            for record in some(5):
                mine.add([record])

    if store.where.startswith("postgresql"):
        store.add(some(0))
    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.all()) == 20


def test_killed_at_any_moment_keeps_every_acknowledged_decision(tmp_path: Path) -> None:
    path = tmp_path / "d.sqlite"
    script = (
        "import sys; from align.review.store import Store; from align.review.records import new_record\n"
        "s = Store(sys.argv[1])\n"
        "while True:\n"
        "    r = new_record('Mei', 'a.txt', verdict='confirmed'); s.add([r]); sys.stdout.write(r.id + '\\n')\n"
        "    sys.stdout.flush()\n"
    )
    child = subprocess.Popen([sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    acknowledged = [child.stdout.readline().strip() for _ in range(25)]
    time.sleep(0.01)
    child.send_signal(signal.SIGKILL)
    acknowledged += [line.strip() for line in child.stdout.read().split("\n") if len(line.strip()) == 24]
    child.stdout.close()
    child.wait()
    with Store(path) as store:
        assert {r.id for r in store.all()} >= set(acknowledged)


@pytest.mark.parametrize("where", ["nonsense://x", "mysql://u:secret@h/d", "postgresql://u:secret@127.0.0.1:1/d"])
def test_a_store_that_cannot_be_opened_is_one_line_without_the_password(where: str) -> None:
    with pytest.raises(AlignError) as caught:
        Store(where)
    assert "secret" not in str(caught.value) and "\n" not in str(caught.value)


def test_not_a_database(tmp_path: Path) -> None:
    (tmp_path / "x.sqlite").write_text("this is a letter, not a database " * 99)
    with pytest.raises(ConfigError, match="cannot be opened"):
        Store(tmp_path / "x.sqlite")
    with pytest.raises(ConfigError, match="folder"):
        Store(tmp_path)
