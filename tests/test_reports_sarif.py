"""SARIF: valid by the library's model of the standard, and regions that lead to the very characters."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.checks.registry import all_checks
from align.formats.read import read_bytes
from align.model import Bitext, Finding, Layout, Pair, Place, Report, Severity, Span
from align.qa import Settings, make_report
from align.reports import sarif
from align.reports.json import to_dict
from align.review.compare import compare

SCHEMA = Path(__file__).parent.parent / "build" / "schemas" / "sarif-2.1.0-rtm.5.json"
TEXT = (
    "Norvale Robotics (NVR) 2025 Q1 call\r\n\r\n"
    "  • Operator\r\n\r\n    Operator\r\n\r\n"
    "  • Revenue was $34 million 😀 in the first quarter.\r\n\r\n    😀 第一季營收為 340 萬美元。\r\n\r\n"
    "  • We expect 1.2 billion units\r\n    next year.\r\n\r\n    我們預計明年\r\n    出貨 1.2 億台。\r\n\r\n"
)


def report_of(text: str = TEXT, ending: str = "") -> Report:
    return make_report(read_bytes(text.encode(), "calls/norvale 1", ending), settings=Settings(only=("quantity",)))


def log_of(report: Report, **more: Any) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(sarif.render(report, **more))
    return log


def test_the_log_is_valid_by_the_model() -> None:
    pydantic = pytest.importorskip("sarif_pydantic", reason="the SARIF model needs the dev extra")
    report = report_of()
    parsed = pydantic.Sarif.model_validate(log_of(report))
    assert parsed.version == "2.1.0"
    (run,) = parsed.runs
    assert [r.rule_id for r in run.results] == [f.check for f in report.findings]
    assert {r.id for r in run.tool.driver.rules} == {c.id for c in all_checks()}


def check(*logs: dict[str, Any]) -> None:
    """Raise where a log is not valid by the official schema; leave the test out where that is missing."""
    if not SCHEMA.is_file():
        pytest.skip("the schema of SARIF is not here: tests/schemas/fetch.sh gets it (npm)")
    jsonschema = pytest.importorskip("jsonschema", reason="checking by the SARIF schema needs the dev extra")
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    checker = jsonschema.Draft4Validator(schema, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER)
    for log in logs:
        assert [f"{list(e.absolute_path)}: {e.message}" for e in checker.iter_errors(log)] == []


def test_valid_by_the_official_schema() -> None:
    report = report_of()
    nasty = "a\x00\x1b[31m\u202eb\ud800 ../c d"
    odd = finding(nasty, target=Place(0, 2, nasty[:2]), suggestion=nasty, category=nasty, suppressed=True)
    whole = finding("All over.", pair=None, evidence={"pairs": [0], "places": [{"pair": 0, "start": 0, "end": 1}]})
    hostile = Report(Bitext(nasty, (Pair(0, nasty, nasty),)), (odd, whole), (None,), nasty)
    logs = [sarif.render(report), sarif.render(replace(report, findings=())), sarif.render(hostile)]
    check(*map(json.loads, logs), json.loads(sarif.merged(logs)), json.loads(sarif.merged([])))


def states_of(log: dict[str, Any]) -> dict[str, str]:
    return {r["partialFingerprints"][sarif.FINGERPRINT]: r["baselineState"] for r in log["runs"][0]["results"]}


def test_three_runs() -> None:
    """A call as it came, with one line edited and a new mistake in it, and with the mistakes mended."""
    first = report_of()
    keys = {f.pair: f.key for f in first.findings}
    assert set(keys) == {1, 2}
    edited = TEXT.replace("第一季營收為 340 萬美元", "第一季的營收達 340 萬美元")
    edited += "  • Costs fell 5%.\r\n\r\n    成本下降 50%。\r\n"
    second = compare(report_of(edited), to_dict(first))
    new = {f.pair: f.key for f in second.findings}
    assert new[1] != keys[1] and new[2] == keys[2]
    assert states_of(log_of(second)) == {new[1]: "updated", new[2]: "unchanged", new[3]: "new"}
    mended = edited.replace("340 萬", "3,400 萬").replace("50%", "5%")
    third = compare(report_of(mended), to_dict(second))
    assert states_of(log_of(third)) == {new[1]: "absent", new[2]: "unchanged", new[3]: "absent"}
    fourth = compare(report_of(mended.replace("1.2 億台", "12 億台")), to_dict(third))
    assert states_of(log_of(fourth)) == {new[2]: "absent"}
    check(*map(log_of, (first, second, third, fourth)))


def test_another_severity_is_an_update() -> None:
    first = report_of()
    lighter = replace(first, findings=tuple(replace(f, severity=Severity.INFO) for f in first.findings))
    assert set(states_of(log_of(compare(lighter, to_dict(first)))).values()) == {"updated"}
    assert set(states_of(log_of(compare(first, to_dict(first)))).values()) == {"unchanged"}


def test_structure() -> None:
    report = report_of()
    log = log_of(report, uri="calls/norvale%201.txt")
    assert set(log) == {"$schema", "version", "runs"}
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["artifacts"][0]["hashes"]["sha-256"] == report.bitext.sha256
    rules = run["tool"]["driver"]["rules"]
    assert report.findings
    for result, finding in zip(run["results"], report.findings, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.check
        assert result["level"] == sarif.LEVELS[finding.severity]
        assert result["message"]["text"]
        assert result["partialFingerprints"] == {sarif.FINGERPRINT: finding.key}
        assert "baselineState" not in result and "suppressions" not in result
        location = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert location == {"uri": "calls/norvale%201.txt", "index": 0}
    fingerprints = [r["partialFingerprints"][sarif.FINGERPRINT] for r in run["results"]]
    assert len(set(fingerprints)) == len(fingerprints)


def region_text(text: str, region: dict[str, int]) -> str:
    """What a reader of the file finds by lines and columns, in code points from 1."""
    lines = re.split(r"(?<=\n)", text)
    start = sum(map(len, lines[: region["startLine"] - 1])) + region["startColumn"] - 1
    end = sum(map(len, lines[: region["endLine"] - 1])) + region["endColumn"] - 1
    assert (start, end - start) == (region["charOffset"], region["charLength"])
    return text[start:end]


def test_regions_lead_to_the_characters() -> None:
    report = report_of()
    found = {f.check: (f, r) for f, r in zip(report.findings, log_of(report)["runs"][0]["results"], strict=True)}
    checked = 0
    for finding, result in found.values():
        place = finding.target or finding.source
        if place is None or finding.pair is None:
            continue
        text = region_text(TEXT, result["locations"][0]["physicalLocation"]["region"])
        assert re.sub(r"\s+", "", text) == re.sub(r"\s+", "", place.text)
        if "relatedLocations" in result and finding.source is not None:
            text = region_text(TEXT, result["relatedLocations"][0]["physicalLocation"]["region"])
            assert " ".join(text.split()) == " ".join(finding.source.text.split())
        checked += 1
    assert checked


def test_formats_without_a_layout_have_logical_locations() -> None:
    rows = json.dumps({"source": "Revenue was $34 million.", "target": "營收為 340 萬美元。"}, ensure_ascii=False)
    (result,) = log_of(report_of(rows, ".jsonl"))["runs"][0]["results"]
    (location,) = result["locations"]
    assert "region" not in location["physicalLocation"]
    assert location["logicalLocations"][0]["fullyQualifiedName"] == "calls/norvale 1/pairs/0/target"


def test_suppressed_and_baseline() -> None:
    report = report_of()
    assert len(report.findings) >= 2
    previous = to_dict(replace(report, findings=report.findings[:1]))
    gone = {"key": "f" * 24, "check": "quantity.value", "severity": "major", "message": "was wrong"}
    previous["findings"].append(gone)
    compared = compare(report, previous)
    first, *rest = compared.findings
    results = log_of(replace(compared, findings=(replace(first, suppressed=True), *rest)))["runs"][0]["results"]
    assert [(s["kind"], s["status"]) for s in results[0]["suppressions"]] == [("external", "accepted")]
    assert all(r["suppressions"] == [] for r in results[1:])  # all say it or none, and an empty list says no
    assert results[0]["baselineState"] == "unchanged"
    assert {r["baselineState"] for r in results[1 : len(report.findings)]} == {"new"}
    assert results[-1]["baselineState"] == "absent"
    assert results[-1]["partialFingerprints"] == {sarif.FINGERPRINT: "f" * 24}


def finding(message: str, **more: Any) -> Finding:
    base = Finding("k" * 24, 0, "text.empty", "accuracy/omission", Severity.MAJOR, 0.9, message)
    return replace(base, **more)


def test_hostile_characters_stay_json_and_utf8() -> None:
    nasty = "a\x00\x1b[31m\u202eb\ud800"
    bitext = Bitext(nasty, (Pair(0, nasty, nasty),))
    hostile = finding(nasty, target=Place(0, 2, nasty[:2]), suggestion=nasty)
    text = sarif.render(Report(bitext, (hostile,), (None,), "s"))
    assert json.loads(text.encode("utf-8"))["runs"][0]["results"]


@given(st.lists(st.text(alphabet="ab c一二", min_size=1, max_size=6), min_size=1, max_size=4), st.data())
def test_any_place_is_found_again(parts: list[str], data: st.DataObject) -> None:
    parts = [part.strip() or "x" for part in parts]
    file, pieces = "head\n", []
    for part in parts:
        pieces.append(Span(len(file) + 4, len(file) + 4 + len(part)))
        file += "    " + part + "\n"
    text = " ".join(parts)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    layout = Layout("transcript", file, "utf-8", ())
    span = sarif.span_in_file(layout, pieces, text, Place(start, end, text[start:end]))
    assert span is not None
    assert span.of(file).split() == text[start:end].split() or not text[start:end].strip()


def test_merged_logs_and_addresses(tmp_path: Path) -> None:
    one = sarif.render(report_of())
    assert len(json.loads(sarif.merged([one, one]))["runs"]) == 2
    assert sarif.uri_of(None) is None
    assert sarif.uri_of(Path("calls/a b.txt")) == "calls/a%20b.txt"
    assert str(sarif.uri_of(tmp_path / "a.txt")).startswith("file:///")
