"""Results of a run lie on disk, and its index is written from them piece by piece."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from align.batch.overview import write_overview
from align.batch.plan import Done, Plan
from align.batch.results import Results
from align.batch.run import in_processes, run
from align.batch.worklist import Document, work_list
from align.errors import AlignError
from align.facts import Facts
from align.model import Bitext, Finding, Severity
from align.qa import Settings
from align.reports import index
from align.reports.index import Entry
from align.reports.json import render_index
from align.review.records import Record, to_jsonl

COUNTS = tuple((severity, n) for n, severity in enumerate(Severity))


def done(name: str, verdict: str = "fail", cost: float = 1.0) -> Done:
    worst = Finding("k", 3, "quantity.value", "accuracy", Severity.MAJOR, 0.9, "<wrong>", None, None)
    entry = Entry(f"{name}.html", name, "", 10, verdict, 1, cost, COUNTS, (("quantity.value", 2),), worst)
    return Done(name, "checked", entry=entry, blocking=verdict == "fail", summary={"pairs": 10})


def test_results_come_back_as_they_went_in() -> None:
    several = [done("b", "pass", 0.5), done("a"), done("é\udcff", "look"), done("c", "fail", 9.0)]
    random.Random(1).shuffle(several)
    with Results() as results:
        for one in [*several, Done("x", "failed", "cannot be read"), replace(several[0], blocking=False)]:
            results.add(one)
        assert len(results) == 5 and results.blocking and results.incomplete
        assert [d.name for d in results.by_name()] == ["a", "b", "c", "é\udcff"]
        assert [e.name for e in results.worst_first()] == ["c", "a", "é\udcff", "b"]
        assert list(results.failed()) == [("x", "cannot be read")]
        kept = {d.name: d for d in results.by_name()}
        assert all(kept[d.name].entry == d.entry and kept[d.name].summary == d.summary for d in several)
    with Results() as results:
        assert not results.blocking and not results.incomplete and not list(results.by_name())


def test_many_documents_are_several_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("align.batch.overview.ROWS", 2)
    monkeypatch.setattr(index, "ROWS", 2)
    plan = Plan(output=tmp_path)
    (tmp_path / "index-4.html").write_text("of a longer run before", encoding="utf-8")
    with Results() as results:
        for n in range(5):
            results.add(done(f"d{n}", cost=10.0 - n))
        assert write_overview(results, plan, "align qa", {}) == tmp_path / "index.html"
    pages = [(tmp_path / name).read_text(encoding="utf-8") for name in ("index.html", "index-2.html", "index-3.html")]
    assert not (tmp_path / "index-4.html").exists()
    assert [[f"d{n}.html#p3" in page for n in range(5)] for page in pages] == [
        [True, True, False, False, False],
        [False, False, True, True, False],
        [False, False, False, False, True],
    ]
    assert all("<h1>5 " in page and "&lt;wrong&gt;" in page for page in pages)
    assert 'href="index-2.html"' in pages[0] and 'href="index.html"' in pages[2]
    assert "quantity.value" in pages[0] and "quantity.value" not in pages[1]
    names = [row["name"] for row in json.loads((tmp_path / "index.json").read_text(encoding="utf-8"))["documents"]]
    assert names == [f"d{n}" for n in range(5)]


@pytest.mark.parametrize("trends", [None, {"by": {}, "systemic": [{"message": "a\nb"}]}])
@pytest.mark.parametrize("count", [0, 1, 3])
def test_the_index_in_pieces_is_what_one_dump_writes(count: int, trends: dict[str, Any] | None) -> None:
    rows = [(f"d{n}", {"pairs": n, "by_check": {"x": "多\n行"}}) for n in range(count)]
    failed = [(f"f{n}", "reason") for n in range(count)]
    whole = {
        "schema": "align.index/1",
        "documents": [{"name": name, "report": f"{name}.json", **summary} for name, summary in rows],
        "failed": [{"name": name, "reason": reason} for name, reason in failed],
        **({"trends": trends} if trends else {}),
    }
    assert "".join(render_index(rows, failed, trends)) == json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def test_no_document_takes_the_name_of_a_page(tmp_path: Path) -> None:
    for name in ("index.txt", "INDEX-2.txt", "index-x.txt"):
        (tmp_path / name).write_text("  • a\n\n    b\n", encoding="utf-8")
    assert {d.name for d in work_list([str(tmp_path)])} == {"index.txt", "INDEX-2.txt", "index-x"}
    assert [d.name for d in work_list([str(tmp_path / "index.txt")])] == ["index"]


def test_what_breaks_while_pieces_are_made_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Any:
        yield "{"
        raise AlignError("full")

    monkeypatch.setattr("align.batch.overview.render_index", broken)
    with Results() as results, pytest.raises(AlignError):
        write_overview(results, Plan(output=tmp_path, formats=("json",)), "", {})
    assert not list(tmp_path.iterdir())


def test_only_runs_of_processes_leave_the_encoder_to_them() -> None:
    files = [Document(str(n), Path(f"{n}.txt")) for n in range(4)]
    assert in_processes(files, 2)
    assert not in_processes(files, 1) and not in_processes(files[:3], 2)
    assert not in_processes([*files, Document("stdin", None)], 2)


def test_the_next_run_of_a_process_reads_the_decisions_again(tmp_path: Path) -> None:
    calls = tmp_path / "calls"
    calls.mkdir()
    for name in ("a", "b"):
        (calls / f"{name}.txt").write_text("  • Up $34 million.\n\n    增加 340 萬美元。\n\n", encoding="utf-8")
    store = tmp_path / "decisions.jsonl"
    store.write_text("", encoding="utf-8")
    plan = Plan(tmp_path / "out", ("json",), "none", settings=Settings(only=("quantity",)), decisions=str(store))
    documents = work_list([str(calls)])
    assert [d.blocking for d in run(documents, plan)] == [True, True]
    key = json.loads((tmp_path / "out/a.json").read_text(encoding="utf-8"))["findings"][0]["key"]
    record = Record("00000001", "2025-01-01T00:00:00Z", "x", "a", "false_positive", finding=key)
    store.write_text(to_jsonl([record]), encoding="utf-8")
    again = {d.name: d for d in run(documents, plan)}
    assert (again["a"].status, again["a"].blocking) == ("checked", False)


def test_each_text_of_a_document_is_encoded_once() -> None:
    asked: list[str] = []

    class Encoder:
        def encode(self, sentences: list[str], /) -> Any:
            asked.extend(sentences)
            return np.array([[len(s), 1.0] for s in sentences])

    facts = Facts(Bitext("d", ()), Encoder())
    first = facts.encode(["a", "bb", "a"])
    second = facts.encode(["bb", "ccc"])
    assert asked == ["a", "bb", "ccc"]
    assert first is not None and second is not None
    assert first.shape == (3, 2) and np.array_equal(first[1], second[0]) and np.array_equal(first[0], first[2])
    empty = facts.encode([])
    assert empty is not None and empty.shape[0] == 0
