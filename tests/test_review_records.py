"""Decision records: validation, JSON Lines both ways, undo, last words, scopes and conflicts."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import review_samples as samples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from align.errors import InputError
from align.model import Severity
from align.review.records import Record, from_json, from_jsonl, new_record, to_jsonl
from align.review.standing import live, pair_keys, precision, standings

REPORT = samples.report()
AMOUNT = REPORT.findings[2]
NAME = REPORT.bitext.name

texts = st.one_of(st.none(), st.text(max_size=20))
words = st.text(min_size=1, max_size=10).filter(str.strip)


@st.composite
def any_record(draw: st.DrawFn) -> Record:
    return Record(
        id=draw(st.text("0123456789abcdef", min_size=8, max_size=24)),
        time="2025-01-02T03:04:05.678Z",
        reviewer=draw(words),
        document=draw(words),
        verdict=draw(st.sampled_from([None, "confirmed", "fixed", "false_positive", "wont_fix", "unsure"])),
        finding=draw(texts),
        pair=draw(words),
        source=draw(texts),
        target=draw(texts),
        comment=draw(texts),
        check_version=draw(st.one_of(st.none(), st.integers(0, 9))),
        term=draw(st.one_of(st.none(), st.fixed_dictionaries({"source": words, "target": st.text(max_size=5)}))),
        extra=draw(st.dictionaries(st.sampled_from(["later", "tool"]), st.integers())),
    )


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(any_record(), max_size=5))
def test_json_lines_are_lossless(records: list[Record]) -> None:
    text = to_jsonl(records)
    assert from_jsonl(text) == records
    assert to_jsonl(from_jsonl(text)) == text
    assert text.isascii() and text.count("\n") == len(records)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"id": "x"}, "id must be"),
        ({"id": "../../../etc"}, "id must be"),
        ({"time": "yesterday"}, "not an ISO"),
        ({"verdict": "maybe"}, "verdict"),
        ({"scope": "world"}, "scope"),
        ({"severity": "huge"}, "severity"),
        ({"reviewer": " "}, "without reviewer"),
        ({"comment": 7}, "must be a text"),
        ({"comment": "x" * 20_001}, "too long"),
        ({"term": {"target": "x"}}, "term needs"),
        ({"term": {"source": "x", "evil": "y"}}, "term needs"),
        ({"check_version": True}, "whole number"),
        ({"schema": "other/9"}, "unknown kind"),
    ],
)
def test_unsound_records_are_refused_in_one_line(change: dict[str, object], says: str) -> None:
    good = {"id": "0123456789", "time": "2025-01-01T00:00:00Z", "reviewer": "Mei", "document": "a.txt"}
    assert from_json(good).reviewer == "Mei"
    with pytest.raises(InputError, match=says) as caught:
        from_jsonl(json.dumps(good) + "\n\n" + json.dumps({**good, **change}), "got.jsonl")
    assert "got.jsonl, line 3" in str(caught.value) and "\n" not in str(caught.value)


def test_not_json_is_one_line() -> None:
    for text in ("PK\x03\x04", "[" * 100_000, '{"a": '):
        with pytest.raises(InputError, match="line 1"):
            from_jsonl(text)


def test_a_pair_key_follows_from_the_texts() -> None:
    pair = REPORT.bitext.pairs[4]
    assert new_record("Mei", NAME, source=pair.source, target=pair.target).pair == pair_keys(REPORT)[4]


def on(finding: str | None = AMOUNT.key, reviewer: str = "Mei", **more: object) -> Record:
    return new_record(reviewer, NAME, finding=finding, **{"check": AMOUNT.check, **more})


def test_undo_is_a_record_and_can_be_undone() -> None:
    first, second = on(verdict="confirmed"), on(verdict="false_positive")
    undo = new_record("Mei", NAME, undoes=second.id)
    redo = new_record("Mei", NAME, undoes=undo.id)
    assert live([first, second, undo]) == [first]
    assert live([first, second, undo, redo]) == [first, second]
    assert standings(REPORT, [first, second, undo])[AMOUNT.key].verdict == "confirmed"


def test_the_last_word_of_each_reviewer_counts_and_disagreement_shows() -> None:
    mei, li = on(verdict="confirmed"), on(verdict="false_positive", reviewer="Li")
    changed = on(verdict="wont_fix")
    standing = standings(REPORT, [mei, li])[AMOUNT.key]
    assert standing.conflict and not standing.suppresses and standing.votes == (mei, li)
    agreed = standings(REPORT, [mei, li, changed])[AMOUNT.key]
    assert not agreed.conflict and agreed.suppresses and agreed.votes == (li, changed)
    skipped = standings(REPORT, [mei, on(verdict="unsure", reviewer="Li")])[AMOUNT.key]
    assert not skipped.conflict


def test_different_corrections_are_a_conflict() -> None:
    one, two = on(verdict="fixed", corrected="甲"), on(verdict="fixed", corrected="乙", reviewer="Li")
    standing = standings(REPORT, [one, two])[AMOUNT.key]
    assert standing.conflict and standing.corrected == "乙"


def test_scopes_reach_as_far_as_they_say() -> None:
    keys = pair_keys(REPORT)
    other = replace(REPORT, bitext=replace(REPORT.bitext, name="other.txt"))

    def verdicts(record: Record, report: object = REPORT) -> list[str | None]:
        found = standings(report, [record])  # type: ignore[arg-type]
        return [found[f.key].verdict for f in REPORT.findings if f.check == AMOUNT.check]

    assert verdicts(on(verdict="wont_fix")) == ["wont_fix", None]
    assert verdicts(on(verdict="wont_fix"), other) == [None, None]
    assert verdicts(on(verdict="wont_fix", scope="pair", pair=keys[4]), other) == ["wont_fix"] * 2
    assert verdicts(on(verdict="wont_fix", scope="check")) == ["wont_fix"] * 2
    assert verdicts(on(verdict="wont_fix", scope="check"), other) == [None, None]
    assert verdicts(on(verdict="wont_fix", scope="project"), other) == ["wont_fix"] * 2


def test_the_narrowest_scope_decides() -> None:
    mute, confirm = on(verdict="false_positive", scope="check", reviewer="Li"), on(verdict="confirmed")
    standing = standings(REPORT, [confirm, mute])[AMOUNT.key]
    assert standing.verdict == "confirmed" and not standing.conflict


def test_severity_and_comments_stand_beside_the_verdict() -> None:
    records = [on(severity="minor"), on(comment="see page 3"), on(verdict="confirmed")]
    standing = standings(REPORT, records)[AMOUNT.key]
    assert (standing.severity, standing.verdict) == (Severity.MINOR, "confirmed")
    assert [r.comment for r in standing.comments] == ["see page 3"]


def test_precision_of_a_check_from_decisions() -> None:
    records = [on(verdict="confirmed"), on("k2", verdict="false_positive"), on("k3", verdict="fixed", corrected="甲")]
    assert precision([*records, on("k4", verdict="unsure")]) == {"quantity.value": (2, 1)}
