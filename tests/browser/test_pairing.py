"""Correcting the pairing in the page: marked, moved by keys and buttons, undone, disputed, settled, checked again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import review_samples as samples
from waiting import keys, until

from align.aligner.repair import Repair, to_json
from align.model import Report
from align.review.pairing import decided_pairing
from align.review.records import from_jsonl, new_record, to_jsonl

Open = Callable[..., Any]
PAIRS = samples.report().bitext.pairs
FOUR, FIVE = (PAIRS[4].source, PAIRS[4].target), (PAIRS[5].source, PAIRS[5].target)
ALL_UP = Repair((FOUR, FIVE), ((FOUR[0], FOUR[1] + FIVE[1]), (FIVE[0], "")))
ALL_DOWN = Repair((FOUR, FIVE), ((FOUR[0], ""), (FIVE[0], FOUR[1] + FIVE[1])))


def target(page: Any, line: str) -> str:
    return page.locator(f"#{line} .text.target:visible").inner_text()


def library(page: Any) -> list[str]:
    """What the library makes of the page's records: the targets."""
    records = from_jsonl(page.evaluate("Align.toLines(Align.records)"))
    return [p.target for p in decided_pairing(samples.report().bitext, records).bitext.pairs]


def doubtful() -> Report:
    report = samples.report()
    pairs = [replace(p, meta={"confidence": 0.31}) if p.index == 9 else p for p in report.bitext.pairs]
    beads = [0.4 if p.index == 2 else 0.99 for p in pairs]
    return replace(report, bitext=replace(report.bitext, pairs=tuple(pairs)), extras={"bead_confidence": beads})


def test_doubtful_pairings_are_marked_found_by_a_filter_and_by_a_key(open_file: Open) -> None:
    page = open_file(doubtful())
    assert page.inner_text("#p6 .doubt").endswith("No counterpart")
    keys(page, "b")
    assert "pairing=marked" in page.url
    shown = "all => all.filter(l => l.checkVisibility()).map(l => l.id)"
    assert page.eval_on_selector_all("#lines .line", shown) == ["p2", "p6", "p9"]
    assert page.inner_text("#counter").endswith("lines without findings: 1")
    assert page.evaluate("document.activeElement.closest('.line').id") == "p2"
    keys(page, "b", "b")
    assert page.evaluate("document.activeElement.closest('.line').id") == "p9"
    page.select_option("[name=pairing]", "doubtful")
    assert page.eval_on_selector_all("#lines .line", shown) == ["p2", "p9"]
    page.reload()
    assert page.eval_on_selector_all("#lines .line", shown) == ["p2", "p9"]


def test_sentences_move_at_their_borders_by_keys_and_come_back(open_file: Open) -> None:
    page = open_file(at="#p2-1")
    keys(page, "l")
    assert page.locator("#p2 .pairing li").count() == 2
    keys(page, "ArrowDown", "Shift+ArrowDown")
    assert target(page, "p2") == "各位好,感謝大家的支持。"
    assert target(page, "p4") == "所有線路皆為僅聽模式。" + FOUR[1]
    assert library(page)[2] == "各位好,感謝大家的支持。" and library(page)[4].startswith("所有線路")
    assert "cannot check again" in page.inner_text("#p2 .repaired-note")
    assert "pairings corrected: 1" in page.inner_text("#progress-text")
    assert page.evaluate("document.activeElement.closest('.pairing') !== null")
    page.reload()
    assert target(page, "p2") == "各位好,感謝大家的支持。"
    page.select_option("[name=pairing]", "hand")
    assert page.locator("#lines .line:visible").count() == 2
    page.evaluate("Align.resetFilter(), document.activeElement.blur()")
    keys(page, "u")
    assert target(page, "p2") == PAIRS[2].target and page.locator(".repaired-line").count() == 0


def test_a_sentence_that_a_finding_places_elsewhere_goes_there_with_one_key(open_file: Open) -> None:
    pairs = (
        ("speech", "We grew. Costs fell.", "我們成長。", None),
        ("speech", "Thank you.", "成本下降。謝謝。", None),
        ("speech", "Goodbye.", "謝謝。再見。完畢。", None),
    )

    def slip(pair: int, text: str, home: int) -> Any:
        return samples.finding(
            pair, "pair.moved", samples.Severity.MAJOR, f"Of pair {home}.", None, text, pairs=pairs,
            evidence={"source_pair": home, "target_pair": pair},
        )  # fmt: skip

    made = replace(samples.report(pairs=pairs), findings=(slip(1, "成本下降。", 0), slip(2, "再見。", 1)))
    page = open_file(replace(made, similarity=(None,) * 3))
    keys(page, "j", "f")
    assert target(page, "p1") == "謝謝。"
    assert len(from_jsonl(page.evaluate("Align.toLines(Align.records)"))) == 1
    keys(page, "j", "f")  # in the middle of its line: the box opens there instead
    assert page.evaluate("document.activeElement.textContent.startsWith('再見。')")


def test_every_move_has_a_button(open_file: Open) -> None:
    page = open_file(at="#p5-1")
    line = page.locator("#p5")
    line.get_by_role("button", name="Pairing", exact=True).click()
    line.get_by_role("button", name="up to here to line 4").click()
    assert target(page, "p4") == FOUR[1] + FIVE[1]
    line.get_by_role("button", name="Fetch last sentence of line 4").click()
    assert target(page, "p5") == FIVE[1]
    line.get_by_role("button", name="from here to line 6").click()
    assert target(page, "p6") == FIVE[1]
    line.get_by_role("button", name="Fetch first sentence of line 6").click()
    line.get_by_role("button", name="Merge with line 6").click()
    assert page.locator("#p5 .texts.repaired .source").inner_text().split("\n") == [FIVE[0], PAIRS[6].source]
    assert library(page)[5] == FIVE[1] and library(page)[6] == ""
    line.get_by_role("button", name="Split the source again").click()
    assert page.locator("#p6 .texts.repaired .source").inner_text() == PAIRS[6].source
    page.locator("#choices summary").click()
    assert page.locator("#choices li").count() == 6
    page.locator("#choices button").last.click()
    assert page.locator("#choices li").count() == 5
    line.get_by_role("button", name="Close").click()
    assert page.locator(".pairing").count() == 0


def test_page_and_library_agree_after_any_moves(open_file: Open) -> None:
    page = open_file(at="#clean=1&at=p5-1")
    keys(page, "l", "Shift+ArrowUp", "Escape")
    page.evaluate("Align.openPairing(document.getElementById('p7'))")
    keys(page, "Shift+ArrowUp", "Escape")
    page.evaluate("Align.openPairing(document.getElementById('p2'))")
    keys(page, "Shift+ArrowDown", "Escape", "u")
    ours = library(page)
    for pair in PAIRS:
        if pair.kind == "speech":
            assert (target(page, f"p{pair.index}") if ours[pair.index] else "") == ours[pair.index]


def test_a_line_paired_anew_is_not_edited_before_the_next_run(open_file: Open) -> None:
    page = open_file(at="#p5-1")
    keys(page, "l", "Shift+ArrowUp", "Escape")
    page.evaluate("Align.goTo('p5-1')")
    keys(page, "e")
    assert page.locator("textarea:visible").count() == 0
    assert "after the next run" in page.inner_text("#status")


def test_two_who_pair_differently_are_shown_and_settled(open_file: Open, tmp_path: Path) -> None:
    name = samples.report().bitext.name
    both = [new_record(who, name, alignment=to_json(r)) for who, r in (("Mei", ALL_UP), ("Li", ALL_DOWN))]
    (tmp_path / "d.jsonl").write_text(to_jsonl(both), encoding="utf-8")
    page = open_file()
    page.set_input_files("#load", tmp_path / "d.jsonl")
    page.wait_for_selector("#pairing-notes .conflict")
    assert target(page, "p4") == FOUR[1]
    assert [t[:3] for t in page.locator("#pairing-notes li li").all_inner_texts()] == ["Mei", "Li:"]
    page.fill("#reviewer", "Ana")
    page.press("#reviewer", "Tab")
    page.locator("#pairing-notes li li button").last.click()
    assert page.locator("#pairing-notes .conflict").count() == 0
    assert target(page, "p5") == FOUR[1] + FIVE[1]
    assert library(page)[5] == FOUR[1] + FIVE[1]
    last = from_jsonl(page.evaluate("Align.toLines(Align.records)"))[-1]
    assert last.reviewer == "Ana" and last.settles == tuple(r.id for r in both)


def test_a_report_of_a_corrected_pairing_says_so(open_file: Open) -> None:
    report = samples.report()
    merged = Repair((FOUR, FIVE), ((f"{FOUR[0]}\n{FIVE[0]}", FOUR[1] + FIVE[1]), ("", "")))
    records = [new_record("Mei", report.bitext.name, alignment=to_json(merged))]
    paired = decided_pairing(report.bitext, records)
    made = paired.stamped(replace(samples.check(paired.bitext), similarity=report.similarity))
    page = open_file(made, at="#clean=1")
    assert page.locator("#p4 .by-hand").count() == 1
    assert page.inner_text("#p5 .text.source") == "stands with line 4"
    assert "|pairing " in made.signature


def saved(page: Any) -> None:
    until(page, "Align.saver.queue.length === 0 && !Align.saver.busy")


def test_the_server_checks_a_new_pairing_at_once(open_served: Open, served: Any) -> None:
    page = open_served()
    page.evaluate("Align.goTo('p5-1')")
    keys(page, "l", "Shift+ArrowUp")
    page.wait_for_selector("#p4 .by-hand")
    assert page.inner_text("#p4 .text.target") == FOUR[1] + FIVE[1]
    assert page.locator(".repaired-line").count() == 0
    until(page, "document.getElementById('status').textContent.startsWith('Checked again with the new pairing')")
    assert page.locator("#p5 .pairing").count() == 1, "the box is open again"
    assert page.locator("#p5 .finding").count() == 0
    assert [r.alignment for r in served.store.all()] == [ALL_UP]
    keys(page, "Escape", "u")
    page.wait_for_selector("#p5 .finding")
    assert page.inner_text("#p4 .text.target") == FOUR[1]
    assert served.store.all()[1].undoes == served.store.all()[0].id


def test_another_window_is_told_and_a_dispute_is_settled_there(open_served: Open, served: Any) -> None:
    page = open_served()
    name = samples.report().bitext.name
    served.store.add([new_record("Li", name, alignment=to_json(ALL_DOWN))])
    page.evaluate("Align.saver.poll()")
    page.wait_for_selector("#pairing-notes button")
    assert "The pairing was changed" in page.inner_text("#pairing-notes")
    page.click("#pairing-notes button")
    page.wait_for_selector("#p5 .by-hand")
    assert page.inner_text("#p5 .text.target") == FOUR[1] + FIVE[1]
    served.store.add([new_record("Ana", name, alignment=to_json(ALL_UP))])
    page.reload()
    assert page.locator("#pairing-notes li li").count() == 2
    assert page.inner_text("#p5 .text.target") == FIVE[1]
    page.locator("#pairing-notes li li button").last.click()
    page.wait_for_selector("#p4 .by-hand")
    assert page.inner_text("#p4 .text.target") == FOUR[1] + FIVE[1]
    assert served.store.all()[-1].reviewer == "Mei" and served.store.all()[-1].settles is not None


@pytest.mark.parametrize("evil", ["<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>"])
def test_markup_in_a_repair_stays_text(open_file: Open, evil: str, tmp_path: Path) -> None:
    pairs = (("speech", "One.", f"{evil}。", None), ("speech", "Two.", "二。", None))
    page = open_file(replace(samples.report(pairs=pairs), findings=(), similarity=(None, None)), at="#clean=1")
    made = Repair((("One.", f"{evil}。"), ("Two.", "二。")), (("One.", ""), ("Two.", f"{evil}。二。")))
    lines = to_jsonl([new_record("<b>", samples.report().bitext.name, alignment=to_json(made))])
    (tmp_path / "d.jsonl").write_text(lines, encoding="utf-8")
    page.set_input_files("#load", tmp_path / "d.jsonl")
    page.wait_for_selector(".repaired-line")
    page.locator("#choices summary").click()
    assert page.evaluate("document.querySelectorAll('main img, main script, main bdi b, #choices li > b').length") == 0
    assert evil in target(page, "p1")
