"""Slips planted in a clean call: each is named once, at its place, and the rest of the document stays quiet."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from align.encoders import Encoder
from align.formats.read import read_path
from align.model import Bitext, Finding
from align.qa import Settings, make_report

CHECKS = Settings(only=("pair", "document.mismatch", "meaning.omission", "meaning.addition"))


@pytest.fixture(scope="module")
def call() -> Bitext:
    return read_path(Path(__file__).resolve().parent.parent / "corpora" / "tarrowfield-2025q1.txt")


def speech(call: Bitext) -> list[int]:
    return [pair.index for pair in call.pairs if pair.kind == "speech"]


def with_targets(call: Bitext, targets: dict[int, str]) -> Bitext:
    """The call with other translations; without its layout, which no longer fits."""
    pairs = tuple(replace(pair, target=targets.get(pair.index, pair.target)) for pair in call.pairs)
    return replace(call, pairs=pairs, layout=None)


def found(bitext: Bitext, encoder: Encoder) -> list[Finding]:
    return list(make_report(bitext, encoder, None, CHECKS).findings)


def test_the_clean_call_is_quiet(call: Bitext, encoder: Encoder) -> None:
    assert found(call, encoder) == []


def test_two_exchanged_translations(call: Bitext, encoder: Encoder) -> None:
    a, b = speech(call)[8], speech(call)[20]
    changed = with_targets(call, {a: call.pairs[b].target, b: call.pairs[a].target})
    assert [(f.check, f.pair) for f in found(changed, encoder)] == [("pair.moved", a), ("pair.moved", b)]


def test_a_lost_translation_moves_all_after_it(call: Bitext, encoder: Encoder) -> None:
    places = speech(call)
    start, end = 10, 20
    lost = {places[k]: call.pairs[places[k + 1]].target for k in range(start, end)}
    lost[places[end]] = "氣象局預測週末沿海地區將有大雨，請民眾留意安全。"
    findings = found(with_targets(call, lost), encoder)
    by_check = {finding.check: finding for finding in findings}
    assert len(findings) <= 3
    shifted = by_check["pair.shifted"]
    assert shifted.pair in places[start : start + 3]
    assert set(shifted.evidence["pairs"]) >= set(places[start + 2 : end - 1])
    assert set(by_check) <= {"pair.shifted", "pair.missing", "pair.extra"}


def test_two_exchanged_blocks(call: Bitext, encoder: Encoder) -> None:
    places = speech(call)
    changed = {}
    for k in range(3):
        changed[places[12 + k]] = call.pairs[places[18 + k]].target
        changed[places[18 + k]] = call.pairs[places[12 + k]].target
    findings = found(with_targets(call, changed), encoder)
    assert {f.pair for f in findings if f.check == "pair.shifted"} == {places[12], places[18]}
    assert {f.check for f in findings} == {"pair.shifted"}


def test_the_translation_of_another_call_is_one_finding(call: Bitext, encoder: Encoder, corpora: Path) -> None:
    other = read_path(corpora / "nivalgate-2025q2.txt")
    targets = [pair.target for pair in other.pairs if pair.kind == "speech"]
    changed = with_targets(call, dict(zip(speech(call), targets, strict=False)))
    assert [(f.check, f.pair) for f in found(changed, encoder)] == [("document.mismatch", None)]


def test_a_foreign_translation(call: Bitext, encoder: Encoder) -> None:
    at = speech(call)[15]
    changed = with_targets(call, {at: "球隊在最後一分鐘踢進致勝的一球，球迷整夜在街上慶祝。"})
    assert [(f.check, f.pair) for f in found(changed, encoder)] == [("pair.similarity", at)]


def test_what_compares_the_sides_of_a_slipped_pair_is_not_said_again(call: Bitext, encoder: Encoder) -> None:
    a, b = speech(call)[8], speech(call)[20]
    changed = with_targets(call, {a: call.pairs[b].target, b: call.pairs[a].target})
    said = [finding for finding in make_report(changed, encoder).findings if finding.pair in (a, b)]
    assert [finding.pair for finding in said if finding.check == "pair.moved"] == [a, b]
    assert not [f for f in said if f.check != "pair.moved" and f.category.startswith(("accuracy", "terminology"))]


def test_without_the_checks_that_name_a_slip_nothing_is_held_back(call: Bitext, encoder: Encoder) -> None:
    a, b = speech(call)[8], speech(call)[20]
    changed = with_targets(call, {a: call.pairs[b].target, b: call.pairs[a].target})
    alone = make_report(changed, encoder, None, Settings(skip=("pair", "document")))
    assert {f.pair for f in alone.findings} & {a, b}


def test_rules_alone_stay_silent(call: Bitext) -> None:
    a, b = speech(call)[8], speech(call)[20]
    changed = with_targets(call, {a: call.pairs[b].target, b: call.pairs[a].target})
    assert make_report(changed, None, None, CHECKS).findings == ()
