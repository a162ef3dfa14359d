"""Patterns that cannot hang the page, sides, score range; conflicts settled, choices taken back, clean lines edited."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import review_samples as samples
from waiting import keys, until

from align.feedback.items import corrections_of
from align.review.records import from_jsonl, new_record, to_jsonl
from align.review.standing import standings

Open = Callable[..., Any]
SHOWN = "all => all.filter(l => l.checkVisibility()).map(l => l.id)"


def shown(page: Any) -> list[str]:
    return page.eval_on_selector_all("#lines .line", SHOWN)


def records(page: Any) -> Any:
    return from_jsonl(page.evaluate("Align.toLines(Align.records)"))


def test_a_pattern_filters_lives_in_the_address_and_exports_follow(open_file: Open) -> None:
    page = open_file()
    page.check("[name=re]")
    page.fill("#q", r"\$\d+(\.\d)? (m|b)illion")
    until(page, "location.hash.includes('re=1') && location.hash.includes('q=')")
    assert shown(page) == ["p4"]
    page.reload()
    assert shown(page) == ["p4"] and page.is_checked("[name=re]")
    with page.expect_download() as waiting:
        page.click("[data-act=csv]")
    assert len(Path(waiting.value.path()).read_text(encoding="utf-8").strip().split("\n")) == 4
    page.select_option("[name=side]", "target")
    assert shown(page) == [] and "side=target" in page.url
    page.fill("#q", r"^本季|兆元.*點。$")
    until(page, "document.querySelectorAll('.line:not([hidden])').length === 2")
    assert shown(page) == ["p4", "p5"]


BAD = (
    ("a(b", "character 2: brackets"),
    ("a)", "character 2: brackets"),
    ("[a", "character 1: a ] is missing"),
    ("*a", "character 1: nothing to repeat"),
    ("a{2,1}", "such a count"),
    ("a{999}", "such a count"),
    (r"(a)\1", "back-references"),
    ("(?=a)", "look-around"),
    ("(?<!a)b", "look-around"),
    ("a\\", "unknown sign"),
    (r"\p{Nonsense}", "unknown class"),
    ("[b-a]", "unknown class"),
    ("(((a{200}){200}){200})", "too long"),
)


def test_a_bad_pattern_says_what_is_wrong_and_hides_nothing(open_file: Open) -> None:
    page = open_file()
    for pattern, words in BAD:
        page.evaluate("q => Align.setFilter({ q, re: true })", pattern)
        assert words in page.inner_text("#pattern-note")
        assert page.get_attribute("#q", "aria-invalid") == "true"
        assert shown(page) == ["p2", "p4", "p5", "p6", "p7"]
    page.evaluate("Align.setFilter({ q: 'x' })")
    assert page.locator("#pattern-note").is_hidden()


def random_pattern(chance: random.Random, depth: int = 0) -> str:
    atoms = ["a", "b", "C", "中", ".", r"\d", r"\w", r"\s", "[a-c]", "[^a]", r"\b", "^", "$", r"\.", "[中文]"]
    parts = []
    for _ in range(chance.randint(1, 4)):
        inner = random_pattern(chance, depth + 1) if depth < 2 and chance.random() < 0.3 else ""
        atom = chance.choice([f"({inner})", f"(?:{inner})"]) if inner else chance.choice(atoms)
        bare = atom in (r"\b", "^", "$")
        parts.append(atom + ("" if bare else chance.choice(["", "", "*", "+", "?", "{2}", "{1,3}", "{0,}", "*?"])))
    return chance.choice(["", "", "x|"]) + "".join(parts)


def test_patterns_mean_what_they_mean_elsewhere(open_file: Open) -> None:
    page = open_file()
    chance = random.Random(7)
    cases = []
    for _ in range(400):
        text = "".join(chance.choice("aabbcC中文1 \n.x") for _ in range(chance.randint(0, 9)))
        cases.append([random_pattern(chance), text])
    wrong = page.evaluate(
        "cases => cases.filter(([p, t]) => Align.pattern(p).test(t) !== new RegExp(p, 'imu').test(t))", cases
    )
    assert wrong == []


def test_no_pattern_hangs_the_page(open_file: Open) -> None:
    page = open_file()
    for pattern in ("(a+)+$", "(a|aa)+$", "(.*)*(.*)*(.*)*x", "(a?){150}a{150}", "([a-z]+)*!"):
        assert page.evaluate("p => Align.pattern(p).test('a'.repeat(3000) + '?')", pattern) == bool(
            re.search(r"a\{150\}", pattern)
        )


def test_a_range_of_scores(open_file: Open) -> None:
    page = open_file(at="#clean=1")
    page.fill("[name=min]", "0.73")
    page.fill("[name=max]", "0.77")
    until(page, "location.hash.includes('min=0.73') && location.hash.includes('max=0.77')")
    report = samples.report()
    wanted = [f"p{i}" for i, s in enumerate(report.similarity) if s is not None and 0.73 <= s <= 0.77]
    assert shown(page) == wanted != []
    page.reload()
    assert shown(page) == wanted
    page.evaluate("Align.resetFilter()")
    assert page.input_value("[name=min]") == ""


def test_reviewers_who_disagree_and_a_third_who_settles_it(open_file: Open, tmp_path: Path) -> None:
    report = samples.report()
    found = report.findings[2]
    about = {"finding": found.key, "check": found.check, "source": report.bitext.pairs[4].source}
    about["target"] = report.bitext.pairs[4].target
    mei = new_record("Mei", report.bitext.name, verdict="fixed", corrected="甲", **about)
    li = new_record("Li", report.bitext.name, verdict="fixed", corrected="乙", **about)
    (tmp_path / "d.jsonl").write_text(to_jsonl([mei, li]), encoding="utf-8")
    page = open_file(at="#p4-1")
    page.set_input_files("#load", tmp_path / "d.jsonl")
    page.wait_for_selector("#p4-1[data-status=conflict]")
    assert page.locator("#p4-1 .decided q").all_inner_texts() == ["甲", "乙"]
    page.fill("#reviewer", "Ana")
    page.press("#reviewer", "Tab")
    page.locator("#p4-1 [data-do=settle]").first.click()
    assert page.get_attribute("#p4-1", "data-status") == "fixed"
    text = page.inner_text("#p4-1 .decided")
    assert "Corrected – Ana · settled the disagreement" in text and text.count("overruled") == 2
    assert page.evaluate("Align.correctionOf(document.getElementById('p4'))") == "甲"
    made = records(page)
    assert (made[-1].reviewer, made[-1].settles) == ("Ana", (mei.id, li.id))
    assert not standings(report, made)[found.key].conflict
    assert corrections_of(report, made).targets == {4: "甲"}
    page.evaluate("document.activeElement.blur()")
    keys(page, "u")
    assert page.get_attribute("#p4-1", "data-status") == "conflict"


def test_a_name_chosen_is_shown_counted_and_taken_back(open_file: Open) -> None:
    rows = [
        {"name": "Quill", "kind": "person", "form": form, "pairs": [n], "usual": not n}
        for n, form in enumerate(("奎爾", "奎尔", "葵爾"))
    ]
    page = open_file(replace(samples.report(), extras={"names": rows}))
    page.click("details.names summary")
    button = page.locator("[data-act=name]").first
    button.click()
    assert button.get_attribute("aria-pressed") == "true" and "take back" in button.inner_text()
    assert "terms chosen: 1" in page.inner_text("#progress-text")
    page.click("#choices summary")
    assert "Quill → 奎爾 (✕ 奎尔 葵爾)" in page.inner_text("#choices li")
    page.evaluate("document.activeElement.blur()")
    keys(page, "u")
    assert button.get_attribute("aria-pressed") == "false" and page.locator("#choices").is_hidden()
    button.click()
    page.click("#choices button")
    assert button.get_attribute("aria-pressed") == "false"
    assert [bool(r.undoes) for r in records(page)] == [False, False, True, True] * 2


def test_a_line_without_findings_can_be_edited_and_the_correction_counts(open_file: Open) -> None:
    page = open_file(at="#clean=1")
    page.locator("#p9").scroll_into_view_if_needed()
    page.locator("#p9 [data-do=edit_line]").click()
    page.locator("#p9 textarea").fill("第一個問題來自 Alder & Finch 的德文.普拉特。")
    keys(page, "Control+Enter")
    assert page.locator("#p9 .corrected ins").count() >= 1
    report = samples.report()
    assert corrections_of(report, records(page)).targets[9].endswith("普拉特。")
    page.evaluate("document.activeElement.blur()")
    keys(page, "u")
    assert page.locator("#p9 .corrected").count() == 0


def test_a_corrected_text_shows_its_documents_decisions(open_file: Open, tmp_path: Path) -> None:
    page = open_file()
    keys(page, "j", "a", "x")
    report = samples.report()
    corrected = replace(report, bitext=replace(report.bitext, name=report.bitext.name + ".corrected"))
    other = open_file(corrected, name="corrected.html")
    assert other.evaluate("Align.visibleFindings().map(Align.statusOf)")[:2] == ["false_positive", "confirmed"]
    keys(other, "u")
    assert records(other)[-1].document.endswith(".corrected")
    assert other.evaluate("Align.visibleFindings().map(Align.statusOf)")[:2] == ["false_positive", "undecided"]
