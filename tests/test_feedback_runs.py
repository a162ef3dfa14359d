"""Three deliveries in a row through the command line: the numbers of the summary are what happened."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from align.batch.plan import records_of
from align.cli import cli
from align.feedback.lines import line_record
from align.model import Pair
from align.review.records import Record, new_record
from align.review.store import Store

REVENUE = ("Revenue was $34 million in the first quarter.", "第一季營收為 340 萬美元。", "第一季營收為 3,400 萬美元。")
SENSORS = ("We ship 1.2 billion sensors.", "我們出貨 1.2 億顆感測器。", "我們出貨 12 億顆感測器。")
MARGIN = ("Gross margin was 41%.", "毛利率為 14%。", "毛利率為 41%。")
COSTS = ("Costs fell to $2.5 million.", "成本降至 2.5 億美元。", "成本降至 250 萬美元。")
THANKS = ("Thank you for joining us.", "謝謝你們。", "謝謝各位參加。")
ONLY = ("--model", "none", "--only", "quantity", "--only", "memory")
MAKERS = "document,translator,engine\nq1,Lin,A\nq2,Wu,A\n"


def run(*args: str) -> Result:
    records_of.cache_clear()  # as a process of its own would find them
    result = CliRunner().invoke(cli, [*args], env={"COLUMNS": "140"})
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


class Desk:
    """A folder with transcripts, their reports and one store."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "makers.csv").write_text(MAKERS, encoding="utf-8")

    def deliver(self, name: str, *lines: tuple[str, str]) -> dict[str, Any]:
        text = "".join(f"  • {source}\n\n    {target}\n\n" for source, target in lines)
        (self.folder / f"{name}.txt").write_text(f"Norvale\n\n{text}", encoding="utf-8")
        before = self.folder / f"report/{name}.json"
        again = ["--previous", "report"] if before.is_file() else []
        store = (
            ["--decisions", "report/decisions.sqlite"] if (self.folder / "report/decisions.sqlite").is_file() else []
        )
        run("qa", f"{name}.txt", *again, *store, *ONLY)
        data: dict[str, Any] = json.loads(before.read_text(encoding="utf-8"))
        return data

    def decide(self, report: dict[str, Any], line: tuple[str, str, str], verdict: str) -> None:
        index = next(p["index"] for p in report["pairs"] if p["source"] == line[0])
        finding = next(f for f in report["findings"] if f["pair"] == index)
        fields = {"finding": finding["key"], "check": finding["check"], "source": line[0], "target": line[1]}
        fields |= {"corrected": line[2]} if verdict == "fixed" else {}
        self.add(new_record("Mei", report["document"]["name"], verdict=verdict, **fields))

    def add(self, record: Record) -> None:
        with Store(self.folder / "report/decisions.sqlite") as store:
            store.add([record])

    def counts(self) -> dict[str, tuple[int, ...]]:
        """asked, followed, otherwise, left, unknown, came back: of all, of each translator and engine."""
        rows = csv.DictReader(io.StringIO(run("feedback", "summary", "--manifest", "makers.csv", "--csv", "-").stdout))
        names = ("asked", "followed", "otherwise", "left", "unknown", "came_back")
        return {row["who"]: tuple(int(row[name]) for name in names) for row in rows}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path)


def test_three_deliveries(desk: Desk) -> None:
    first = desk.deliver("q1", *(line[:2] for line in (REVENUE, SENSORS, MARGIN, THANKS)))
    desk.decide(first, REVENUE, "fixed")
    desk.decide(first, SENSORS, "fixed")
    desk.decide(first, MARGIN, "false_positive")
    desk.add(line_record("q1", Pair(3, *THANKS[:2]), "Lin", THANKS[2]))
    assert desk.counts()["Lin"] == (3, 0, 0, 3, 0, 0)

    # One as asked, one otherwise, one left; nothing of it is "back".
    second = desk.deliver("q1", (REVENUE[0], REVENUE[2]), (SENSORS[0], "我們出貨 120 億顆。"), MARGIN[:2], THANKS[:2])
    assert desk.counts()["Lin"] == (3, 1, 1, 1, 0, 0)
    assert {f["check"] for f in second["findings"] if not f["suppressed"]} == {"quantity.value", "memory.ignored"}

    # The next call by somebody else: the line corrected before is wrong again, and one more is asked for.
    third = desk.deliver("q2", REVENUE[:2], COSTS[:2])
    assert sorted(f["check"] for f in third["findings"] if f["pair"] == 0) == ["memory.ignored", "quantity.value"]
    desk.decide(third, COSTS, "fixed")
    assert desk.counts() == {
        "all documents": (4, 1, 1, 2, 0, 1), "Lin": (3, 1, 1, 1, 0, 0), "Wu": (1, 0, 0, 1, 0, 1), "A": (4, 1, 1, 2, 0, 1)
    }  # fmt: skip

    # All as asked; then the first call comes once more, and its revenue is wrong again.
    right = [(line[0], line[2]) for line in (REVENUE, SENSORS, THANKS)]
    desk.deliver("q1", *right, MARGIN[:2])
    desk.deliver("q2", (REVENUE[0], REVENUE[2]), (COSTS[0], COSTS[2]))
    assert desk.counts()["all documents"] == (4, 4, 0, 0, 0, 0)
    desk.deliver("q1", REVENUE[:2], *right[1:], MARGIN[:2])
    assert desk.counts()["Lin"] == (3, 2, 0, 1, 0, 1)
    shown = run("feedback", "summary", "--manifest", "makers.csv")
    assert "quantity.value" in shown.stdout and "mutes it" not in shown.stderr


def test_precision_is_printed_and_muting_offered(desk: Desk) -> None:
    lines = [(f"We sold {n} million units.", f"我們售出 {n} 億台。", "") for n in range(11, 17)]
    report = desk.deliver("q1", *(line[:2] for line in lines))
    for line in lines[:5]:
        desk.decide(report, line, "false_positive")
    desk.decide(report, lines[5], "confirmed")
    shown = run("feedback", "summary")
    row = next(line.split() for line in shown.stdout.splitlines() if line.startswith("quantity.value"))
    assert row[:3] == ["quantity.value", "1", "5"]
    assert "quantity.value: 5 of 6 findings were dismissed; --skip quantity.value mutes it" in shown.stderr
    muted = run("qa", "q1.txt", "--skip", "quantity.value", *ONLY)
    assert muted.exit_code == 0
    report = desk.deliver("q1", *(line[:2] for line in lines))
    assert report["extras"]["review"]["precision"] == {"quantity.value": [1, 5]}
