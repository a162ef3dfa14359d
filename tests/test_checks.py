"""Every check is held to its own words: its examples run through the real path, its data is sound."""

from __future__ import annotations

import re

import pytest

from align.checks.base import Check, Example
from align.checks.registry import all_checks, check_by_id
from align.errors import ConfigError
from align.formats.structure import kinds_and_speakers
from align.model import Bitext, Pair, Report
from align.packs.termbase import Termbase
from align.qa import Settings, make_report
from align.reports.explain import explanation

CHECKS = all_checks()
BAD = [pytest.param(c, e, id=f"{c.id}-{i}") for c in CHECKS for i, e in enumerate(c.bad)]
GOOD = [pytest.param(c, e, id=f"{c.id}-{i}") for c in CHECKS for i, e in enumerate(c.good)]


def run(check: Check, one: Example, encoder: object) -> Report:
    sources = [source for source, _ in one.pairs]
    kinds = kinds_and_speakers(sources)
    pairs = tuple(
        Pair(i, source, target, kind=kind, speaker=speaker)
        for i, ((source, target), (kind, speaker)) in enumerate(zip(one.pairs, kinds, strict=True))
    )
    glossary = Termbase.from_rows(one.glossary, origin="example")
    bitext = Bitext(name="example", pairs=pairs, target_lang=one.target_lang)
    return make_report(bitext, encoder, glossary, Settings(only=(check.id,)), memory=one.memory)  # type: ignore[arg-type]


def fired(report: Report) -> set[int]:
    found: set[int] = set()
    for finding in report.findings:
        found |= set(finding.evidence["pairs"]) if finding.pair is None else {finding.pair}
    return found


@pytest.mark.parametrize(("check", "one"), BAD)
def test_bad_examples_fire(check: Check, one: Example, encoder: object) -> None:
    expected = set(one.fires) if one.fires is not None else {len(one.pairs) - 1}
    assert fired(run(check, one, encoder)) == expected


@pytest.mark.parametrize(("check", "one"), GOOD)
def test_good_examples_are_silent(check: Check, one: Example, encoder: object) -> None:
    assert run(check, one, encoder).findings == ()


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.id)
def test_check_is_complete(check: Check) -> None:
    assert re.fullmatch(r"[a-z]+\.[a-z-]+", check.id)
    assert re.fullmatch(r"[a-z-]+/[a-z-]+", check.category)
    assert len(check.bad) >= 2, "two examples that fire"
    assert len(check.good) >= 2, "two examples that must not"
    assert check.title and not check.title.endswith(".")
    assert len(check.explanation.split()) >= 15
    assert check.id in explanation(check)


def test_ids_are_unique() -> None:
    ids = [check.id for check in CHECKS]
    assert len(ids) == len(set(ids))


def test_unknown_check_names_the_nearest() -> None:
    with pytest.raises(ConfigError, match=r"did you mean quantity\.value"):
        check_by_id("quantity.vaule")
