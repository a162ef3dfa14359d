"""JUnit XML: read again with a reader of others, whatever the texts hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from align.formats.read import read_bytes
from align.model import Bitext, Finding, Pair, Place, Report, Severity
from align.policy import parse
from align.qa import Settings, make_report, select
from align.reports import junit

junitparser = pytest.importorskip("junitparser", reason="reading JUnit XML needs the dev extra")
XSD = Path(__file__).parent.parent / "build" / "schemas" / "junit-10.xsd"
TEXT = (
    "  • Revenue was $34 million in the first quarter.\n\n    第一季營收為 340 萬美元。\n\n"
    "  • We expect 1.2 billion units next year.\n\n    我們預計明年出貨 1.2 億台。\n\n"
)
QUANTITIES = Settings(only=("quantity",))
RAN = [check.id for check in select(QUANTITIES)]


def suites(text: str) -> list[Any]:
    return list(junitparser.JUnitXml.fromstring(text.encode("utf-8")))


def report_of() -> Report:
    return make_report(read_bytes(TEXT.encode(), "norvale"), settings=QUANTITIES)


def test_failures_are_what_blocks() -> None:
    report, policy = report_of(), parse(("major",))
    (suite,) = suites(junit.render(report, policy.blocks, RAN))
    blocking = [f for f in report.findings if policy.blocks(f)]
    assert blocking and suite.name == "norvale"
    assert suite.failures == len(blocking) == sum(case.is_failure for case in suite)
    assert {case.classname for case in suite} == set(RAN)
    assert len({case.name for case in suite if case.result}) == len(blocking)
    (never,) = suites(junit.render(report, parse(("never",)).blocks, RAN))
    assert never.failures == 0 and never.tests == suite.tests


def test_suppressed_is_skipped() -> None:
    report = report_of()
    quiet = replace(report, findings=tuple(replace(f, suppressed=True) for f in report.findings))
    (suite,) = suites(junit.render(quiet, parse(("info",)).blocks, RAN))
    assert (suite.failures, suite.skipped) == (0, len(report.findings))
    assert all(case.is_passed or case.is_skipped for case in suite)


def test_merged_counts_and_failed_documents() -> None:
    one = junit.render(report_of(), parse(("major",)).blocks, RAN)
    xml = junitparser.JUnitXml.fromstring(junit.merged([one, one], [("bad\x00name", "binary, not text")]).encode())
    names = [suite.name for suite in xml]
    assert names == ["norvale", "norvale", "badname"]
    assert xml.errors == 1
    assert xml.failures == 2 * suites(one)[0].failures
    assert xml.tests == sum(len(list(suite)) for suite in xml)


@pytest.mark.skipif(not XSD.is_file(), reason="the schema of JUnit XML is not here: tests/schemas/fetch.sh gets it")
def test_valid_by_the_schema_of_jenkins() -> None:
    schema = etree.XMLSchema(etree.parse(str(XSD)))
    report = report_of()
    half = replace(report, findings=tuple(replace(f, suppressed=i % 2 == 0) for i, f in enumerate(report.findings)))
    texts = [
        junit.render(one, parse(policy).blocks, RAN) for one in (report, half) for policy in (("major",), ("never",))
    ]
    texts += [junit.render(nasty_report(["a<b\x00", "]]> \x1b & <x>", "\ud800"]), parse(("info",)).blocks, ())]
    for text in [*texts, junit.merged(texts, [("bad\x00name", "binary, not text")]), junit.merged([])]:
        schema.assertValid(etree.fromstring(text.encode("utf-8")))


def nasty_report(texts: Iterable[str]) -> Report:
    name, message, place = texts
    pairs = (Pair(0, place, place),)
    one = Finding("k" * 24, 0, "text.empty", "accuracy/omission", Severity.MAJOR, 0.9, message)
    two = replace(one, key="l" * 24, severity=Severity.MINOR, target=Place(0, len(place), place), suggestion=message)
    return Report(Bitext(name, pairs), (one, two), (None,), "s")


@settings(max_examples=60)
@given(st.lists(st.text(st.characters(), max_size=8), min_size=3, max_size=3))
def test_any_characters_are_safe(texts: list[str]) -> None:
    (suite,) = suites(junit.render(nasty_report(texts), parse(("major",)).blocks, ()))
    assert (suite.tests, suite.failures) == (2, 1)


def test_control_characters_and_markup() -> None:
    text = junit.render(nasty_report(["a<b", "]]> \x00\x1b\ufffe\ud800 & <x>", "\x08"]), parse(("major",)).blocks, ())
    (suite,) = suites(text)
    (failure,) = next(case for case in suite if case.is_failure).result
    assert "]]>" in failure.text and "<x>" in failure.text
    assert not any(ch in text for ch in "\x00\x1b\ufffe\x08")
