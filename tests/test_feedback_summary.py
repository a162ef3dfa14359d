"""What was asked for, followed, came back; by document, translator and engine; and checks that nobody believes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from align.cli import cli
from align.errors import InputError
from align.feedback.summary import Row, judged_checks, summary
from align.review.records import Record, new_record
from align.review.store import Store

LINES = [("One.", "一。"), ("Two.", "二。"), ("Three.", "三。"), ("Four.", "四。"), ("Five.", "五。")]


def asked(number: int, document: str = "q1", corrected: str | None = None, **more: Any) -> Record:
    source, target = LINES[number]
    fields = {"verdict": "fixed" if corrected else "confirmed", "corrected": corrected, **more}
    return new_record("mei", document, finding=f"{number}" * 24, check="c.x", source=source, target=target, **fields)


def report(name: str, *pairs: tuple[str, str], findings: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    return {
        "schema": "align.report/1",
        "document": {"name": name},
        "pairs": [{"index": i, "source": s, "target": t} for i, (s, t) in enumerate(pairs)],
        "findings": findings or [],
    }


RECORDS = [
    asked(0, corrected="壹。"),
    asked(1, corrected="貳。"),
    asked(2, corrected="參。"),
    asked(3),
    asked(4, corrected="伍。"),
    asked(0, document="q2", verdict="false_positive"),
]
DELIVERED = report("q1", ("One.", "壹。"), ("Two.", "貮。"), ("Three.", "三。"), ("Four.", "四!"))
NEXT = report("q2", ("One.", "一。"), findings=[{"key": "k", "check": "memory.ignored", "pair": 0}])


def test_every_fate_is_counted() -> None:
    rows = summary(RECORDS, [DELIVERED, NEXT])
    assert rows[0] == Row("all", "all documents", 2, 5, 2, 1, 1, 1, 1)
    assert rows[1:] == [Row("document", "q1", 1, 5, 2, 1, 1, 1, 0), Row("document", "q2", 1, 0, 0, 0, 0, 0, 1)]


def test_by_translator_and_engine() -> None:
    groups = {"q1": {"translator": "Lin", "engine": "A"}, "q2": {"translator": "Wu", "engine": "A"}}
    rows = summary(RECORDS, [DELIVERED, NEXT, report("q3")], groups)
    assert [(r.kind, r.who, r.documents, r.asked, r.came_back) for r in rows] == [
        ("all", "all documents", 3, 5, 1),
        ("translator", "Lin", 1, 5, 0),
        ("translator", "Wu", 1, 0, 1),
        ("engine", "A", 2, 5, 1),
        ("unknown", "not in the manifest", 1, 0, 0),
    ]


def test_the_corrected_form_speaks_when_the_document_is_not_there() -> None:
    fixed = report("q1.corrected", ("One.", "壹。"))
    assert [(r.who, r.followed) for r in summary([RECORDS[0]], [fixed])] == [("all documents", 1), ("q1", 1)]
    untouched = report("q1", ("One.", "一。"))
    for order in ([untouched, fixed], [fixed, untouched]):
        assert (summary([RECORDS[0]], order)[0].followed, summary([RECORDS[0]], order)[0].left) == (0, 1)


def test_undone_and_dismissed_are_not_asked_for() -> None:
    first = asked(0, corrected="壹。")
    assert summary([first, new_record("mei", "q1", undoes=first.id)], [DELIVERED])[0].asked == 0
    assert summary([first, asked(0, verdict="wont_fix")], [DELIVERED])[0].asked == 0


def test_checks_that_are_wrong_more_often_than_right_can_be_muted() -> None:
    def said(check: str, right: int, wrong: int) -> list[Record]:
        words = ["confirmed"] * right + ["false_positive"] * wrong
        return [
            new_record("mei", "q", finding=f"{check}{n}", check=check, verdict=word) for n, word in enumerate(words)
        ]

    checks = judged_checks([*said("a.b", 1, 4), *said("few.x", 0, 4), *said("good.y", 3, 3)])
    assert [(c.check, c.right, c.wrong, c.mute) for c in checks] == [
        ("few.x", 0, 4, ""),
        ("a.b", 1, 4, "--skip a.b"),
        ("good.y", 3, 3, ""),
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "report"
    folder.mkdir()
    for made in (DELIVERED, NEXT):
        (folder / f"{made['document']['name']}.json").write_text(json.dumps(made), encoding="utf-8")
    (folder / "index.json").write_text("{}", encoding="utf-8")
    disbelieved = [
        new_record("mei", "q1", finding=f"n{n}", check="noisy.check", verdict="false_positive") for n in range(5)
    ]
    with Store(folder / "decisions.sqlite") as store:
        store.add([*RECORDS, *disbelieved])
    return folder


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, ["feedback", "summary", *args], env={"COLUMNS": "120"})


def test_the_command_prints_and_writes(folder: Path, tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.csv"
    manifest.write_text("Document,Translator,Engine\nq1.txt,=Lin,\nq2,Wu,B\n", encoding="utf-8-sig")
    out = tmp_path / "summary.csv"
    result = run(str(folder), "--manifest", str(manifest), "--csv", str(out))
    assert result.exit_code == 0, result.output
    assert "translator =Lin" in result.stdout and "engine B" in result.stdout
    assert result.stderr == "align: noisy.check: 5 of 5 findings were dismissed; --skip noisy.check mutes it\n"
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig"))))
    assert [(r["kind"], r["who"], r["asked"], r["followed"], r["came_back"]) for r in rows] == [
        ("all", "all documents", "5", "2", "1"),
        ("translator", "'=Lin", "5", "2", "0"),
        ("translator", "Wu", "0", "0", "1"),
        ("engine", "B", "0", "0", "1"),
    ]
    assert run(str(folder), "--csv", "-").stdout.startswith("kind,who,documents,asked,")


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"name,age\nq1,3\n", "needs the columns"), (b"\xff\xfe\x00", "not UTF-8"), (None, "cannot be read")],
)
def test_bad_manifests_are_one_line(folder: Path, tmp_path: Path, content: bytes | None, said: str) -> None:
    manifest = tmp_path / "manifest.csv"
    if content is not None:
        manifest.write_bytes(content)
    result = run(str(folder), "--manifest", str(manifest))
    assert isinstance(result.exception, InputError) and said in str(result.exception)
    assert "\n" not in str(result.exception)


def test_missing_folders_and_damaged_reports(folder: Path, tmp_path: Path) -> None:
    assert isinstance(run(str(tmp_path / "nosuch")).exception, InputError)
    assert isinstance(run(str(tmp_path)).exception, InputError)
    (folder / "broken.json").write_text("{", encoding="utf-8")
    result = run(str(folder))
    assert result.exit_code == 0 and "passed over" in result.stderr
