"""The page, the index page and the terminal summary: content, escaping, policy, determinism."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
from dataclasses import replace

import lxml.html
import pytest
import review_samples as samples
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from align.model import Place, Report, Severity
from align.reports.highlight import Mark, pieces
from align.reports.html import write_html
from align.reports.index import entry, write_index
from align.reports.terminal import print_summary
from align.reports.view import build
from align.reports.words import arithmetic_of, facts_in_words, value_in_words


@pytest.fixture(scope="module")
def report() -> Report:
    return samples.report()


@pytest.fixture(scope="module")
def page(report: Report) -> str:
    return write_html(report, command="align qa harbor-loom-2024q4.txt")


@pytest.fixture(scope="module")
def tree(page: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(page)


@settings(deadline=None)
@given(st.text(max_size=30), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=8))
def test_pieces_joined_are_the_text_and_cover_each_mark(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [Mark(str(n), Severity.MINOR, min(s), max(s)) for n, s in enumerate(spans, 1)]
    made = pieces(text, marks)
    assert "".join(p.text for p in made) == text
    for mark in marks:
        covered = "".join(p.text for p in made if mark.label in p.labels)
        assert covered == text[mark.start : mark.end]
        assert sum(mark.label in p.ends for p in made) <= 1


def test_overlapping_evidence_is_marked_on_both_sides(tree: lxml.html.HtmlElement) -> None:
    for side, texts in (("source", ("$1.2 billion",)), ("target", ("1.2億",))):
        both = [m for m in tree.cssselect(f"#p4 .{side} mark") if len(m.get("data-f").split()) == 2]
        assert tuple(m.text for m in both) == texts
        assert "many" in both[0].get("class")


def test_texts_are_complete_and_carry_their_language(tree: lxml.html.HtmlElement, report: Report) -> None:
    for pair in report.bitext.pairs:
        line = tree.get_element_by_id(f"p{pair.index}")
        source, target = line.cssselect(".text.source")[0], line.cssselect(".text.target")[0]
        assert (source.get("lang"), target.get("lang")) == ("en", "zh-Hant-TW")
        assert source.text_content() == pair.source
        assert target.text_content() == (pair.target or "empty")


def test_markup_in_text_title_and_message_is_escaped(page: str, tree: lxml.html.HtmlElement) -> None:
    assert "<script>alert(1)" not in page
    assert "<b>thank you" not in page
    assert [s.get("type") for s in tree.cssselect("script")] == ["application/json", None]


def test_policy_allows_exactly_the_inline_blocks_and_no_network(page: str, tree: lxml.html.HtmlElement) -> None:
    policy = tree.cssselect("meta[http-equiv=Content-Security-Policy]")[0].get("content")
    assert policy.startswith("default-src 'none'")
    assert "connect-src" not in policy and "unsafe" not in policy
    for block in (
        re.findall(r"<style>(.*?)</style>", page, re.S)[0],
        re.findall(r"<script>(.*?)</script>", page, re.S)[0],
    ):
        digest = base64.b64encode(hashlib.sha256(block.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert not re.search(r"""(?:src|href)=["'](?!#)""", page.split("<script")[0])
    assert ' style="' not in page and " onclick" not in page


def test_settings_for_the_script_cannot_end_their_block(report: Report) -> None:
    hostile = replace(report.bitext, name="</script><script>alert(2)//.txt")
    page = write_html(replace(report, bitext=hostile), serve={"api": "/x", "token": "t", "records": ["</script>"]})
    block = lxml.html.document_fromstring(page).get_element_by_id("config").text
    assert json.loads(block)["document"] == hostile.name
    assert "<script>alert(2)" not in page
    assert "connect-src &#39;self&#39;" in page


def test_summary_names_verdict_counts_worst_lines_versions_and_command(tree: lxml.html.HtmlElement) -> None:
    summary = tree.cssselect(".summary")[0].text_content()
    assert "Needs correction" in summary
    assert [t.text_content().split() for t in tree.cssselect(".tile")] == [
        ["4", "Critical"],
        ["1", "Major"],
        ["3", "Minor"],
        ["1", "Info"],
    ]
    assert [a.get("href") for a in tree.cssselect(".worst a")][:3] == ["#p4", "#p5", "#p6"]
    assert "align qa harbor-loom-2024q4.txt" in summary and "encoder use@1" in summary


def test_findings_show_arithmetic_suggestion_and_their_lines(tree: lxml.html.HtmlElement) -> None:
    first = tree.get_element_by_id("p4-1").text_content()
    assert "ten times too small" in first and "3,400萬美元" in first and "source value" in first
    links = tree.get_element_by_id("d1").cssselect(".concerned a")
    assert [a.get("href") for a in links] == ["#p2", "#p4", "#p5", "#p7", "#p9", "#p10"]
    assert tree.get_element_by_id("p9").cssselect(".note")[0].get("href") == "#d1"


def test_labels_and_headings_are_structure(tree: lxml.html.HtmlElement) -> None:
    assert "label" in tree.get_element_by_id("p1").get("class").split()
    assert "heading" in tree.get_element_by_id("p0").get("class").split()
    assert [a.get("data-section") for a in tree.cssselect("article")] == ["remarks"] * 9 + ["questions"] * 2


def test_same_report_same_page(report: Report, page: str) -> None:
    assert write_html(report, command="align qa harbor-loom-2024q4.txt") == page


def test_interface_in_chinese(report: Report) -> None:
    tree = lxml.html.document_fromstring(write_html(report, ui="zh-Hant-TW"))
    assert tree.get("lang") == "zh-Hant-TW"
    assert "需要修正" in tree.cssselect(".verdict")[0].text_content()


def test_both_interface_languages_have_the_same_words(tree: lxml.html.HtmlElement) -> None:
    strings = json.loads(tree.get_element_by_id("config").text)["strings"]
    assert set(strings["en"]) == set(strings["zh-Hant-TW"])
    for element in tree.cssselect("[data-i18n]"):
        assert element.get("data-i18n") in strings["en"]


def test_suppressed_findings_do_not_count(report: Report) -> None:
    settled = replace(report, findings=tuple(replace(f, suppressed=True) for f in report.findings))
    view = build(settled)
    assert (view.verdict, view.open_count, view.suppressed_count) == ("pass", 0, 9)
    assert not view.worst and not view.lines[4].source[0].labels
    only_minor = replace(report, findings=tuple(f for f in report.findings if f.severity.rank < 2))
    assert build(only_minor).verdict == "look"
    assert build(only_minor, Severity.MINOR).verdict == "fail"


def test_characters_that_html_cannot_carry(report: Report) -> None:
    pair = replace(report.bitext.pairs[0], source="a\x00b\ud800c", target="\u202e字")
    page = write_html(replace(report, bitext=replace(report.bitext, pairs=(pair, *report.bitext.pairs[1:]))))
    page.encode("utf-8")
    assert "a\u2400b\ufffdc" in page


def test_empty_document() -> None:
    page = write_html(replace(samples.report(pairs=()), findings=()))
    assert "No open findings" in page


def test_evidence_values_in_words() -> None:
    assert value_in_words({"a": 1, "b": [1.5, "x"], "c": None}) == "a: 1; b: 1.5 · x"
    assert value_in_words(12_000_000.0) == "12,000,000"
    assert len(value_in_words("x" * 9999)) == 400
    assert facts_in_words({"pairs": [1], "arithmetic": "1", "empty": "", "to_show": True}) == (("to show", "yes"),)


def test_index_puts_the_worst_document_first(report: Report) -> None:
    clean = replace(report, findings=(), bitext=replace(report.bitext, name="clean.txt"))
    small = replace(report, findings=report.findings[:2], bitext=replace(report.bitext, name="<small>.txt"))

    made = [entry(clean, "c.html"), entry(report, "r.html"), entry(small, "s.html")]
    page = write_index(made, failed=[("bad.txt", "<empty>")], command="align qa calls")
    tree = lxml.html.document_fromstring(page)
    rows = tree.cssselect(".documents tbody tr")[:3]
    assert [r.cssselect("th a")[0].get("href") for r in rows] == ["r.html", "s.html", "c.html"]
    assert "<small>" not in page and "script-src" not in page
    assert "&lt;empty&gt;" in page
    assert write_index(list(reversed(made)), failed=[("bad.txt", "<empty>")], command="align qa calls") == page


def test_terminal_names_the_worst_findings(report: Report) -> None:
    out = io.StringIO()
    evil = replace(report.bitext, name="\x1b[2J[red]x[/red].txt")
    print_summary(Console(file=out, width=100), replace(report, bitext=evil), page="report/a.html", worst=2)
    text = out.getvalue()
    assert "needs correction" in text and "340萬美元" in text and "and 6 more" in text and "report/a.html" in text
    assert "\x1b" not in text and "[red]x[/red]" in text


def test_history_shows_in_the_summary(report: Report) -> None:
    review = {
        "counts": {"new": 2, "fixed": 1},
        "fixed": [{"message": "<i>gone</i>"}],
        "precision": {"quantity.value": [3, 1]},
        "status": {report.findings[2].key: "new"},
    }
    page = write_html(replace(report, extras={"review": review}), home="index.html", records=[])
    tree = lxml.html.document_fromstring(page)
    summary = tree.cssselect(".summary")[0].text_content()
    assert "2 new · 1 fixed" in summary and "<i>gone</i>" in summary and "3/4" in summary
    assert tree.get_element_by_id("p4-1").get("data-run") == "new"
    assert tree.cssselect(".eyebrow a")[0].get("href") == "index.html"


def test_the_reckoning_and_what_evidence_adds_to_the_places() -> None:
    evidence = {"equation": "1 = 2", "off": "ten times too small", "source": "$1", "target": "", "said": "$1"}
    assert arithmetic_of(evidence) == "1 = 2: ten times too small"
    assert facts_in_words(evidence, ["$1"]) == (("said", "$1"),)


def test_a_place_where_something_is_missing_is_marked(report: Report) -> None:
    lost = replace(report.findings[2], target=Place(4, 4, ""))
    tree = lxml.html.document_fromstring(write_html(replace(report, findings=(lost,))))
    point = tree.cssselect("#p4 .target mark.point")[0]
    assert (point.text or "", point.get("data-n"), (point.tail or "")[:3]) == ("", "1", "為34")
    assert tree.cssselect("#p4-1 .places")[0].text_content().rstrip().endswith("∅")
