from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from align import qa
from align.checks.base import Check, Options, example
from align.errors import ConfigError
from align.facts import Facts
from align.formats.read import read_bytes
from align.keys import finding_key, pair_key
from align.model import Bitext, Hit, Pair, Severity, Span
from align.qa import Settings, make_report, matches
from align.reports.json import render, to_dict

PAIRS = (("We sold 34 trucks.", "我們賣出了34輛卡車,"), ("Thank you.", "謝謝,"), ("Goodbye.", "再見,"))
BITEXT = Bitext("sample", tuple(Pair(i, s, t) for i, (s, t) in enumerate(PAIRS)))


def comma(facts: Facts, options: Options) -> Iterator[Hit]:
    for pair in facts.speech:
        if pair.target.endswith(str(options["mark"])):
            end = len(pair.target)
            yield Hit(pair.index, "Half-width comma.", target=Span(end - 1, end), group="comma")


CHECK = Check(
    id="style.comma",
    title="Half-width comma",
    explanation="A check for these tests.",
    category="locale-convention/punctuation",
    severity=Severity.MINOR,
    run=comma,
    bad=(example("a", "b,"),),
    good=(example("a", "b"),),
    options={"mark": ","},
    rollup=4,
)


@pytest.fixture
def one_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qa, "all_checks", lambda: (CHECK,))
    monkeypatch.setattr(qa, "check_by_id", lambda check_id: CHECK)


@pytest.mark.usefixtures("one_check")
def test_hits_become_findings_in_order() -> None:
    findings = make_report(BITEXT).findings
    assert [(f.pair, f.target.text if f.target else None, f.severity) for f in findings] == [
        (0, ",", Severity.MINOR), (1, ",", Severity.MINOR), (2, ",", Severity.MINOR),
    ]  # fmt: skip


@pytest.mark.usefixtures("one_check")
def test_systemic_hits_become_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qa, "all_checks", lambda: (replace(CHECK, rollup=3),))
    (finding,) = make_report(BITEXT).findings
    assert finding.pair is None
    assert finding.evidence["pairs"] == [0, 1, 2]
    assert "3 times in 3 lines" in finding.message


@pytest.mark.usefixtures("one_check")
def test_keys_survive_reordering_but_not_change() -> None:
    keys = {f.pair: f.key for f in make_report(BITEXT).findings}
    turned = replace(BITEXT, pairs=tuple(replace(p, index=2 - p.index) for p in reversed(BITEXT.pairs)))
    assert {2 - f.pair: f.key for f in make_report(turned).findings if f.pair is not None} == keys
    changed = replace(BITEXT, pairs=(replace(BITEXT.pairs[0], source="We sold 35 trucks."), *BITEXT.pairs[1:]))
    assert {f.pair: f.key for f in make_report(changed).findings if f.key in keys.values()} == {1: keys[1], 2: keys[2]}


def test_keys_ignore_layout_and_places() -> None:
    assert pair_key("Ａ  b\n", "c") == pair_key("A b", "c")
    base = finding_key("x", "a", "b", "", "", {"value": 1, "places": [1]})
    assert base == finding_key("x", "a", "b", "", "", {"places": [2], "value": 1})
    assert base != finding_key("x", "a", "b", "", "", {"value": 2})


@pytest.mark.usefixtures("one_check")
def test_settings_change_weight_and_options() -> None:
    heavy = make_report(BITEXT, settings=Settings(severities={"style.comma": Severity.CRITICAL}))
    assert {f.severity for f in heavy.findings} == {Severity.CRITICAL}
    assert make_report(BITEXT, settings=Settings(options={"style.comma": {"mark": ";"}})).findings == ()
    with pytest.raises(ConfigError, match="unknown option 'marc'; it knows: mark"):
        make_report(BITEXT, settings=Settings(options={"style.comma": {"marc": ";"}}))


@pytest.mark.parametrize(
    ("check", "pattern", "fits"),
    [
        ("quantity.value", "quantity.value", True),
        ("quantity.value", "quantity", True),
        ("quantity.value", "quantity.", True),
        ("quantity.value", "quantity.*", True),
        ("quantity.value", "quant", False),
        ("quantity.value", "quantity.val", False),
    ],
)
def test_patterns(check: str, pattern: str, fits: bool) -> None:
    assert matches(check, pattern) is fits


@pytest.mark.usefixtures("one_check")
def test_json_report_follows_the_contract() -> None:
    report = make_report(BITEXT)
    data = json.loads(render(report))
    assert data["schema"] == "align.report/1"
    assert set(data) >= {"schema", "signature", "document", "pairs", "findings", "summary"}
    assert set(data["document"]) >= {"name", "source_lang", "target_lang", "sha256"}
    assert set(data["pairs"][0]) >= {"index", "source", "target", "similarity", "speaker", "kind"}
    assert set(data["findings"][0]) >= {
        "key", "pair", "check", "category", "severity", "confidence", "source", "target", "message", "evidence",
        "suggestion", "suppressed",
    }  # fmt: skip
    assert data["summary"] == {
        "pairs": 3, "findings": 3, "suppressed": 0,
        "by_severity": {"critical": 0, "major": 0, "minor": 3, "info": 0}, "by_check": {"style.comma": 3},
    }  # fmt: skip
    for finding in data["findings"]:
        target = data["pairs"][finding["pair"]]["target"]
        assert target[finding["target"]["start"] : finding["target"]["end"]] == finding["target"]["text"]
    assert to_dict(report)["findings"] == data["findings"]


def test_same_input_same_report(encoder: object) -> None:
    text = "  • Revenue was $34 million, up 12%.\n\n    營收為 340 萬美元,年減 12%。\n"
    reports = [render(make_report(read_bytes(text.encode(), "x", ".txt"), encoder)) for _ in range(2)]  # type: ignore[arg-type]
    assert reports[0] == reports[1]
