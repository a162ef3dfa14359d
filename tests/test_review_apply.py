"""Decisions on the next run: kept by content, offered when the text changed, compared with the run before."""

from __future__ import annotations

import copy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import review_samples as samples

from align.errors import InputError
from align.model import Finding, Report, Severity
from align.reports.json import render, to_dict
from align.review.apply import apply_decisions
from align.review.compare import compare
from align.review.history import read_previous, read_records, with_history
from align.review.records import Record, new_record, to_jsonl
from align.review.store import Store

REPORT = samples.report()
AMOUNT, ORDERS = REPORT.findings[2], REPORT.findings[3]
NAME = REPORT.bitext.name


def on(finding: Finding, report: Report = REPORT, **more: Any) -> Record:
    pair = report.bitext.pairs[finding.pair] if finding.pair is not None else None
    return new_record(
        "Mei",
        NAME,
        finding=finding.key,
        check=finding.check,
        source=pair.source if pair else None,
        target=pair.target if pair else None,
        source_part=finding.source.text if finding.source else None,
        target_part=finding.target.text if finding.target else None,
        group=finding.group,
        **more,
    )


def with_target(change: tuple[str, str], **more: Any) -> Report:
    """The sample with a changed translation of line 4 and the findings that a run would give for it."""
    pairs = tuple((k, s, t.replace(*change), w) for k, s, t, w in samples.PAIRS)
    kept = [f for f in REPORT.findings if f.pair != 4]
    new = samples.finding(
        4, AMOUNT.check, AMOUNT.severity, AMOUNT.message, "$34 million", more.get("target", "340萬美元"), pairs=pairs
    )
    return replace(samples.report(pairs=pairs), findings=(*kept, new))


def test_dismissed_findings_are_suppressed_and_confirmed_ones_stay() -> None:
    done = apply_decisions(REPORT, [on(AMOUNT, verdict="false_positive"), on(ORDERS, verdict="confirmed")])
    assert [f.suppressed for f in done.findings if f.check == AMOUNT.check] == [True, False]
    assert REPORT.findings[2].suppressed is False


def test_decisions_survive_moved_and_inserted_paragraphs() -> None:
    moved = replace(AMOUNT, pair=9)
    later = replace(REPORT, findings=(moved,))
    assert apply_decisions(later, [on(AMOUNT, verdict="wont_fix")]).findings[0].suppressed


def test_a_rolled_up_finding_takes_one_decision() -> None:
    done = apply_decisions(REPORT, [on(REPORT.findings[0], verdict="wont_fix")])
    assert done.findings[0].suppressed


def test_severity_is_as_the_reviewer_set_it() -> None:
    assert apply_decisions(REPORT, [on(AMOUNT, severity="minor")]).findings[2].severity is Severity.MINOR


def test_an_old_decision_is_offered_when_the_text_changed_but_does_not_decide() -> None:
    record = on(AMOUNT, verdict="false_positive", reason="house style")
    done = apply_decisions(with_target(("本季", "這一季")), [record])
    new = done.findings[-1]
    assert not new.suppressed
    assert [r["id"] for r in done.extras["review"]["earlier"][new.key]] == [record.id]
    assert "review" not in apply_decisions(REPORT, []).extras


def test_a_decision_elsewhere_is_offered_not_applied() -> None:
    other = replace(REPORT, bitext=replace(REPORT.bitext, name="other.txt"))
    record = on(AMOUNT, verdict="false_positive")
    done = apply_decisions(other, [record])
    assert not done.findings[2].suppressed and AMOUNT.key in done.extras["review"]["earlier"]
    assert apply_decisions(other, [record], documents=[NAME]).findings[2].suppressed


def status(report: Report) -> list[str]:
    return [report.extras["review"]["status"][f.key] for f in report.findings]


def test_the_same_run_again_is_still_open_or_unchanged() -> None:
    done = compare(apply_decisions(REPORT, [on(AMOUNT, verdict="wont_fix")]), to_dict(REPORT))
    assert status(done).count("unchanged") == 1 and status(done).count("still_open") == 8
    assert done.extras["review"]["counts"] == {"still_open": 8, "unchanged": 1}


def test_new_fixed_and_the_same_matter_in_a_changed_text() -> None:
    done = compare(with_target(("本季", "這一季")), to_dict(REPORT))
    assert status(done)[-1] == "still_open"
    assert [f["key"] for f in done.extras["review"]["fixed"]] == [ORDERS.key, REPORT.findings[4].key]
    first = replace(REPORT, findings=REPORT.findings[:2])
    assert status(compare(REPORT, to_dict(first))).count("new") == 7


def test_a_check_that_did_not_run_fixes_nothing() -> None:
    less = replace(REPORT, findings=tuple(f for f in REPORT.findings if f.check != "quantity.unit"))
    review = compare(less, to_dict(REPORT), ran={"quantity.value"}).extras["review"]
    assert review["counts"] == {"still_open": 7, "not_checked": 2} and "fixed" not in review


def test_a_corrected_error_that_comes_back_has_regressed() -> None:
    before = replace(REPORT, findings=tuple(f for f in REPORT.findings if f.key != AMOUNT.key))
    records = [on(AMOUNT, verdict="fixed", corrected="本季營收為3,400萬美元")]
    assert status(compare(REPORT, to_dict(before), records))[2] == "regressed"


def test_a_foreign_previous_report_does_no_harm() -> None:
    strange = copy.deepcopy(to_dict(REPORT))
    strange["findings"] = [None, {"no": "key"}, {"key": "k", "pair": 99, "source": "text"}]
    assert compare(REPORT, strange).extras["review"]["counts"] == {"new": 9, "fixed": 1}


def test_history_takes_records_from_a_file_or_a_store_and_the_report_before(tmp_path: Path) -> None:
    records = [on(AMOUNT, verdict="wont_fix")]
    (tmp_path / "d.jsonl").write_text(to_jsonl(records), encoding="utf-8")
    with Store(tmp_path / "d.sqlite") as store:
        store.add(records)
    (tmp_path / "before.json").write_text(render(REPORT), encoding="utf-8")
    previous = read_previous(tmp_path / "before.json")
    for where in ("d.jsonl", "d.sqlite"):
        done = with_history(REPORT, read_records(tmp_path / where), previous, ran={AMOUNT.check})
        assert done.findings[2].suppressed and done.extras["review"]["counts"] == {"still_open": 8, "unchanged": 1}
    renamed = replace(REPORT, bitext=replace(REPORT.bitext, name="renamed.txt"))
    assert with_history(renamed, records, previous).findings[2].suppressed


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"{", "not a JSON"), (b"\xff\xfe", "not UTF-8"), (b'{"schema": "x"}', "not a report"), (b"[]", "not a report")],
)
def test_a_previous_report_that_is_none_is_one_line(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "x.json").write_bytes(content)
    with pytest.raises(InputError, match=says):
        read_previous(tmp_path / "x.json")
    with pytest.raises(InputError, match="cannot be read"):
        read_previous(tmp_path / "missing.json")
    with pytest.raises(InputError, match="no such file"):
        read_records(tmp_path / "missing.sqlite")
