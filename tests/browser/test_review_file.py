"""The page opened as a file: decide, edit, undo, filter, reload, two tabs, download and load, hostile texts."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import review_samples as samples
from waiting import keys, until

from align.model import Report
from align.review.apply import apply_decisions
from align.review.records import VERDICTS, Record, from_jsonl, new_record, to_json, to_jsonl
from align.review.standing import pair_keys, standings

Open = Callable[..., Any]


def shown(page: Any) -> list[str]:
    return page.eval_on_selector_all("#lines .line", "all => all.filter(l => l.checkVisibility()).map(l => l.id)")


def statuses(page: Any) -> list[str]:
    return page.evaluate("Align.everyFinding().map(Align.statusOf)")


def downloaded(page: Any, act: str) -> str:
    with page.expect_download() as waiting:
        page.click(f"[data-act={act}]")
    return Path(waiting.value.path()).read_bytes().decode()


def test_no_network_and_nothing_blocked(open_file: Open, watch: Any) -> None:
    page = open_file()
    keys(page, "j", "x", "?", "Escape")
    assert [url for url in watch.requests if not url.startswith("file:")] == []


def test_one_key_dismisses_and_moves_on_and_undo_brings_it_back(open_file: Open) -> None:
    page = open_file()
    keys(page, "j", "j", "a")
    assert statuses(page)[1] == "false_positive"
    assert page.evaluate("document.activeElement.id") == "p4-1"
    assert page.inner_text("#counter") == "3 of 9"
    assert page.inner_text("#progress-text").startswith("1 of 9 decided · 8 left")
    keys(page, "u")
    assert statuses(page)[1] == "undecided"
    assert page.evaluate("document.activeElement.id") == "p2-1"
    keys(page, "x", "Control+z", "u")
    assert set(statuses(page)) == {"undecided"}
    assert page.inner_text("#status") == "Nothing to undo"


def test_every_act_has_a_button(open_file: Open) -> None:
    page = open_file()
    first = page.locator("#p4-1")
    first.get_by_role("button", name="More").click()
    for name, status in (("Confirm error", "confirmed"), ("Not an error", "false_positive")):
        first.get_by_role("button", name=name, exact=True).click()
        assert first.get_attribute("data-status") == status
        page.click("[data-act=undo]")
    for name, status in (("Will not fix", "wont_fix"), ("Skip", "unsure"), ("Mute check here", "false_positive")):
        first.get_by_role("button", name=name).click()
        assert first.get_attribute("data-status") == status
        page.click("[data-act=undo]")
    first.get_by_role("combobox").select_option("minor")
    assert "sev-minor" in first.get_attribute("class")
    first.get_by_role("button", name="Apply suggestion").click()
    assert "3,400萬美元" in page.evaluate("Align.correctionOf(document.getElementById('p4'))")


def test_edit_shows_the_difference_and_keeps_the_correction(open_file: Open) -> None:
    page = open_file()
    keys(page, "j", "j", "e")
    area = page.locator("#p2 textarea")
    area.fill("各位好,感謝各位耐心等候。所有線路皆為僅聽模式。")
    assert page.locator("#p2 .changes ins").all_inner_texts() == ["各位耐心等候"]
    keys(page, "Control+Enter")
    assert page.evaluate("document.activeElement.id") == "p4-1"
    assert page.locator("#p2 .corrected del").all_inner_texts() == ["大家的支持"]
    assert "cannot check again" in page.inner_text("#p2 .recheck")
    page.reload()
    assert page.locator("#p2-1").get_attribute("data-status") == "fixed"
    assert page.locator("#p2 .corrected ins").count() == 1
    keys(page, "d")
    assert not page.locator("#p2 .corrected del").first.is_visible()


def test_escape_leaves_the_editor_and_changes_nothing(open_file: Open) -> None:
    page = open_file()
    keys(page, "j", "j", "e", "x", "a", "Escape", "Escape")
    assert page.locator("textarea:visible").count() == 0
    assert set(statuses(page)) == {"undecided"}


def test_suggestions_apply_one_after_the_other(open_file: Open) -> None:
    page = open_file("", at="#p4")
    keys(page, "f", "f")
    text = page.evaluate("Align.correctionOf(document.getElementById('p4'))")
    assert text == "本季營收為3,400萬美元,年增12%,積壓訂單創下12億美元的紀錄。"


def test_a_suggestion_that_repeats_what_follows_is_not_doubled(open_file: Open) -> None:
    pairs = (("speech", "We made $34 million.", "我們賺了340萬美元。", "Marta Quill"),)
    found = samples.finding(
        0,
        "q",
        samples.Severity.MAJOR,
        "Ten times too small.",
        "$34 million",
        "340萬",
        pairs=pairs,
        suggestion="3,400萬美元",
    )
    page = open_file(replace(samples.report(pairs=pairs), findings=(found,)))
    keys(page, "j", "f")
    assert page.evaluate("Align.correctionOf(document.getElementById('p0'))") == "我們賺了3,400萬美元。"


def test_reasons_comments_glossary_and_severity_are_recorded(open_file: Open, tmp_path: Path) -> None:
    page = open_file(at="#p5-1")
    page.fill("#reviewer", "Mei")
    page.press("#reviewer", "Tab")
    page.locator("#p5-1").focus()
    keys(page, "c")
    page.keyboard.type("see slide 4")
    keys(page, "Control+Enter", "2", "t")
    page.fill("#glossary-dialog [name=target]", "百萬瓦")
    keys(page, "Enter", "r", "4")
    records = from_jsonl(downloaded(page, "download"))
    assert [r.reviewer for r in records] == ["Mei"] * 4
    comment, severity, term, dismissed = records
    assert comment.comment == "see slide 4" and comment.verdict is None
    assert severity.severity == "major"
    assert dict(term.term or {}) == {"source": "150 megawatts", "target": "百萬瓦", "forbidden": "150兆元"}
    assert (dismissed.verdict, dismissed.reason, dismissed.scope) == ("false_positive", "reason_style", "finding")
    pair = samples.report().bitext.pairs[5]
    assert (dismissed.source, dismissed.target) == (pair.source, pair.target)
    assert page.inner_text("#p5-1 .decided").startswith("Not an error – Mei (House style)")


def test_the_page_and_the_library_agree_on_where_findings_stand(open_file: Open) -> None:
    page = open_file(at="#p4-1")
    keys(page, "a", "x", "w", "u", "s", "m")
    report = samples.report()
    records = from_jsonl(downloaded(page, "download"))
    found = standings(report, records)
    ours = {f.key: found[f.key].verdict or "undecided" for f in report.findings}
    theirs = page.evaluate("Object.fromEntries(Align.visibleFindings().map(f => [f.dataset.key, Align.statusOf(f)]))")
    assert theirs == ours and len(set(ours.values())) == 4
    keys_of = {r.id: r.pair for r in records if r.source and r.target}
    made_here = from_jsonl("".join(json.dumps({**to_json(r), "pair": None}) + "\n" for r in records))
    assert keys_of == {r.id: r.pair for r in made_here if r.source and r.target}


def any_history(report: Report, seed: int) -> list[Record]:
    """Sixty acts of three reviewers on all kinds of things, with undos."""
    chance = random.Random(seed)
    pairs = pair_keys(report)
    made: list[Record] = []
    for _ in range(60):
        found = chance.choice(report.findings)
        record = new_record(
            chance.choice(["Mei", "Li", "Ana"]),
            chance.choice([report.bitext.name, report.bitext.name, "other.txt"]),
            verdict=chance.choice([*VERDICTS, None]),
            scope=chance.choice(["finding", "finding", "pair", "check", "project"]),
            finding=found.key,
            pair=None if found.pair is None else pairs[found.pair],
            check=found.check,
            severity=chance.choice([None, None, "info", "critical"]),
            corrected=chance.choice([None, None, "甲", "乙"]),
            comment=chance.choice([None, "hm"]),
            undoes=chance.choice([None, None, None, chance.choice(made).id]) if made else None,
        )
        made.append(record)
    return made


@pytest.mark.parametrize("seed", range(4))
def test_the_page_and_the_library_agree_on_any_history(open_file: Open, seed: int) -> None:
    report = samples.report()
    records = any_history(report, seed)
    page = open_file()
    page.evaluate("lines => Align.take(Align.fromLines(lines))", to_jsonl(records))
    theirs = page.evaluate(
        "Object.fromEntries(Align.everyFinding().map(f => { const s = Align.standing(f); return [f.dataset.key,"
        " [s.verdict || null, s.conflict, s.votes.map(v => v.id), s.severity || null, s.comments.map(c => c.id)]]; }))"
    )
    for key, standing in standings(report, records).items():
        ours = [
            standing.verdict,
            standing.conflict,
            [v.id for v in standing.votes],
            standing.severity.value if standing.severity else None,
            [c.id for c in standing.comments],
        ]
        assert theirs[key] == ours


@pytest.mark.parametrize("seed", range(2))
def test_any_keys_in_any_order_do_no_harm(open_file: Open, seed: int, watch: Any) -> None:
    page = open_file()
    chance = random.Random(seed)
    pressed = [*"jknaxwsfectrmpudgq12345[]/?", "Enter", "Escape", "Escape", "Control+Enter", "Tab", "ArrowUp", " "]
    for _ in range(150):
        page.keyboard.press(chance.choice(pressed))
    keys(page, "Escape", "Escape")
    report = samples.report()
    records = from_jsonl(page.evaluate("Align.toLines(Align.records)"))
    found = standings(report, records)
    theirs = page.evaluate(
        "Object.fromEntries(Align.everyFinding().map(f => [f.dataset.key, Align.standing(f).verdict]))"
    )
    assert theirs == {key: standing.verdict or "" for key, standing in found.items()}
    page.reload()
    assert page.evaluate("Align.records.length") == len(records) > 0


def test_keys_speak_about_the_finding_that_has_the_focus(open_file: Open) -> None:
    page = open_file(at="#p4-1")
    page.locator("#p4-3 [data-do=confirm]").focus()
    keys(page, "w")
    assert page.locator("#p4-3").get_attribute("data-status") == "wont_fix"
    assert page.locator("#p4-1").get_attribute("data-status") == "undecided"


def test_decisions_survive_reload_and_travel_as_a_file(open_file: Open, context: Any, tmp_path: Path) -> None:
    page = open_file()
    keys(page, "j", "a", "x")
    text = downloaded(page, "download")
    page.reload()
    assert statuses(page)[:3] == ["false_positive", "confirmed", "undecided"]
    page.evaluate("localStorage.clear()")
    page.reload()
    assert set(statuses(page)) == {"undecided"}
    (tmp_path / "decisions.jsonl").write_text(text, encoding="utf-8")
    page.set_input_files("#load", tmp_path / "decisions.jsonl")
    until(page, "document.getElementById('status').textContent === '2 decisions loaded'")
    assert statuses(page)[:3] == ["false_positive", "confirmed", "undecided"]
    (tmp_path / "other.txt").write_text("PK not decisions", encoding="utf-8")
    page.set_input_files("#load", tmp_path / "other.txt")
    until(page, "document.getElementById('status').textContent === 'This is not a decisions file'")


def test_two_tabs_keep_each_others_decisions(open_file: Open) -> None:
    one, two = open_file(), open_file()
    keys(one, "j", "a")
    until(two, "Align.records.length === 1")
    keys(two, "j", "j", "x")
    until(one, "Align.records.length === 2")
    assert statuses(one)[:2] == statuses(two)[:2] == ["false_positive", "confirmed"]


def test_a_browser_that_keeps_nothing_says_so(open_file: Open, context: Any) -> None:
    context.add_init_script("Storage.prototype.setItem = () => { throw new Error('full'); }")
    page = open_file()
    keys(page, "j", "a")
    assert "download them before closing" in page.inner_text("#status")
    assert "not yet downloaded: 1" in page.inner_text("#progress-text")
    downloaded(page, "download")
    assert "not yet downloaded" not in page.inner_text("#progress-text")


def test_filters_live_in_the_address_and_counts_and_exports_follow(open_file: Open) -> None:
    page = open_file()
    assert shown(page) == ["p2", "p4", "p5", "p6", "p7"]
    page.get_by_text("Major", exact=False).locator("visible=true").last.scroll_into_view_if_needed()
    page.check("[name=severity][value=major]", force=True)
    assert shown(page) == ["p5"] and "severity=major" in page.url
    assert page.inner_text("#counter") == "1 finding"
    assert len(downloaded(page, "csv").strip().split("\r\n")) == 2
    page.reload()
    assert shown(page) == ["p5"]
    page.evaluate("Align.resetFilter()")
    page.select_option("[name=check]", "quantity.value")
    assert shown(page) == ["p4"]
    assert page.locator("#p4 .finding:visible").count() == 2
    page.select_option("[name=check]", "")
    page.check("[name=clean]")
    assert len(shown(page)) == 11
    page.select_option("[name=speaker]", "Devon Pratt")
    assert shown(page) == ["p10"]
    page.evaluate("Align.resetFilter()")
    page.fill("#q", "逆變器")
    until(page, "location.hash.includes('q=')")
    assert shown(page) == ["p5"]
    page.fill("#q", "nothing like this")
    page.wait_for_selector("#nothing:visible")


def test_status_filter_and_undecided(open_file: Open) -> None:
    page = open_file(at="#p4-1")
    keys(page, "a")
    page.select_option("[name=status]", "undecided")
    assert page.locator("#p4 .finding:visible").count() == 2
    page.select_option("[name=status]", "false_positive")
    assert shown(page) == ["p4"]
    page.evaluate("Align.resetFilter()")
    keys(page, "n")
    assert page.evaluate("document.activeElement.id") == "p4-3"


def test_dismissing_updates_the_verdict_on_top(open_file: Open) -> None:
    page = open_file()
    keys(page, "j", *"aaaaaaaaa")
    assert page.locator(".verdict-word:visible").inner_text().endswith("No open findings")
    assert page.locator(".tile-count").all_inner_texts() == ["0"] * 4


def test_a_rolled_up_finding_takes_one_decision(open_file: Open) -> None:
    page = open_file()
    keys(page, "j", "a")
    assert page.locator("#d1").get_attribute("data-status") == "false_positive"
    assert page.locator("#d1 [data-do=edit]").count() == 0
    page.click("#p9 .note") if page.locator("#p9 .note").is_visible() else page.click("#p4 .note")
    assert page.evaluate("document.activeElement.id") == "d1"


def test_muting_a_check_and_taking_it_back(open_file: Open) -> None:
    page = open_file(at="#p5-1")
    keys(page, "m")
    assert [page.locator(f"#p5-{n}").get_attribute("data-status") for n in (1, 2)] == ["false_positive"] * 2
    assert "quantity.unit" in page.inner_text("#muted")
    page.click("#muted button")
    assert page.locator("#p5-1").get_attribute("data-status") == "undecided"


def test_focus_view_shows_a_line_with_its_neighbours(open_file: Open) -> None:
    page = open_file(at="#p5-1")
    keys(page, "Enter")
    assert shown(page) == ["p3", "p4", "p5", "p6", "p7"] and "view=focus" in page.url
    keys(page, "g")
    assert shown(page) == ["p5"]
    keys(page, "j", "j")
    assert shown(page) == ["p6"]
    keys(page, "Escape")
    assert shown(page) == ["p2", "p4", "p5", "p6", "p7"]


def test_fifteen_minutes_puts_the_gravest_first(open_file: Open) -> None:
    page = open_file()
    keys(page, "q")
    assert shown(page) == ["p4", "p5", "p6", "p2", "p7"]
    assert "100 %" in page.inner_text("#quarter-note")
    keys(page, "j", "j")
    assert page.evaluate("document.activeElement.id") == "p4-1"
    keys(page, "q")
    assert shown(page) == ["p2", "p4", "p5", "p6", "p7"]


def test_nothing_fires_while_chinese_is_composed(open_file: Open) -> None:
    page = open_file(at="#p4-1")
    for key in ("a", "x", "Enter", "u"):
        page.evaluate(
            "key => document.activeElement.dispatchEvent("
            "new KeyboardEvent('keydown', {key, isComposing: true, bubbles: true}))",
            key,
        )
        page.evaluate(
            "key => document.activeElement.dispatchEvent("
            "new KeyboardEvent('keydown', {key, keyCode: 229, bubbles: true}))",
            key,
        )
    assert set(statuses(page)) == {"undecided"}
    keys(page, "e")
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "ㄨㄛˇ", "selectionStart": 3, "selectionEnd": 3})
    page.evaluate(
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', "
        "{key: 'Enter', ctrlKey: true, isComposing: true, bubbles: true, cancelable: true}))"
    )
    assert page.locator("#p4 textarea").is_visible()
    session.send("Input.insertText", {"text": "我"})
    assert "我" in page.locator("#p4 textarea").input_value()
    keys(page, "Control+Enter")
    assert "我" in page.evaluate("Align.correctionOf(document.getElementById('p4'))")


def test_single_keys_can_be_switched_off(open_file: Open) -> None:
    page = open_file(at="#p4-1")
    keys(page, "?")
    page.uncheck("#help-dialog input")
    keys(page, "Escape", "a", "x")
    assert set(statuses(page)) == {"undecided"}
    keys(page, "Control+z")
    assert page.inner_text("#status") == "Nothing to undo"


def test_keys_do_nothing_in_fields(open_file: Open) -> None:
    page = open_file(at="#p4-1")
    keys(page, "/")
    page.keyboard.type("axs?")
    assert page.input_value("#q") == "axs?" and set(statuses(page)) == {"undecided"}


def test_interface_in_chinese_and_back(open_file: Open) -> None:
    page = open_file(at="#p4-1")
    page.click("[data-act=language]")
    assert page.evaluate("document.documentElement.lang") == "zh-Hant-TW"
    assert "需要修正" in page.inner_text(".verdict")
    assert page.locator("#p4-1 [data-do=confirm]").inner_text() == "確認是錯誤"
    page.reload()
    assert "需要修正" in page.inner_text(".verdict")
    page.click("[data-act=language]")
    assert "Needs correction" in page.inner_text(".verdict")


def hostile() -> Report:
    evil = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>"
    pairs = (("speech", f"Revenue {evil} rose.", f"營收{evil}上升。", evil),)
    found = samples.finding(
        0, "x.y", samples.Severity.MAJOR, evil, evil, evil, pairs=pairs, suggestion=evil, evidence={evil: evil}
    )
    report = samples.report(name=evil, pairs=pairs)
    report = replace(report, findings=(found,), bitext=replace(report.bitext, title=evil, notice=evil))
    record = to_json(from_jsonl(json.dumps(evil_record(found.key, report.bitext.name, evil)))[0])
    return replace(report, extras={"review": {"earlier": {found.key: [record]}}})


def evil_record(key: str, name: str, evil: str) -> dict[str, Any]:
    record = {"id": "0123456789", "time": "2025-01-01T00:00:00Z", "reviewer": evil, "document": name, "finding": key}
    return {**record, "verdict": "fixed", "reason": evil, "corrected": evil, "comment": evil, "check": "x.y"}


def test_scripts_in_texts_names_comments_and_decisions_stay_text(open_file: Open, tmp_path: Path) -> None:
    report = hostile()
    page = open_file(report)
    keys(page, "j", "f")
    assert page.evaluate("Align.correctionOf(document.getElementById('p0'))").startswith("營收<img")
    key = report.findings[0].key
    lines = json.dumps(
        {**evil_record(key, report.bitext.name, "<b onclick=1>"), "pair": page.get_attribute("#p0", "data-pair")}
    )
    (tmp_path / "d.jsonl").write_text(lines, encoding="utf-8")
    page.set_input_files("#load", tmp_path / "d.jsonl")
    page.wait_for_selector("#p0-1 .decided li")
    keys(page, "c")
    page.keyboard.type("<script>document.title='owned'</script>")
    keys(page, "Control+Enter", "?")
    assert page.evaluate("document.querySelectorAll('main img, main script, main b').length") == 0
    assert "owned" not in page.title().replace("document.title='owned'", "")
    assert "<script>" in page.inner_text("#p0-1 .decided")
    assert "<b onclick=1>" in page.inner_text("#p0 .corrected")


def test_a_formula_in_a_text_is_not_one_in_the_export(open_file: Open) -> None:
    pairs = (("speech", "=1+1 rose", '=HYPERLINK("http://x")', None),)
    found = samples.finding(0, "x", samples.Severity.MINOR, "+1", "=1+1", None, pairs=pairs)
    page = open_file(replace(samples.report(pairs=pairs), findings=(found,)))
    row = downloaded(page, "csv").split("\r\n")[1]
    assert '"\'=1+1"' in row and '"\'+1"' in row and '"\'=HYPERLINK(""http' in row


def test_earlier_decisions_are_offered_and_taken_over_with_one_key(open_file: Open) -> None:
    report = samples.report()
    amount = report.findings[2]
    old = from_jsonl(
        json.dumps(
            {
                **evil_record("old-key", "older.txt", "Li"),
                "verdict": "wont_fix",
                "check": amount.check,
                "source": report.bitext.pairs[4].source,
                "target": "舊譯文",
                "source_part": "$34 million",
            }
        )
    )
    page = open_file(apply_decisions(report, old), at="#p4-1")
    assert "Earlier decision on an older text: Will not fix – Li" in page.inner_text("#p4-1 .earlier")
    assert page.locator("#p4-1").get_attribute("data-status") == "undecided"
    keys(page, "p")
    assert page.locator("#p4-1").get_attribute("data-status") == "wont_fix"


@pytest.mark.parametrize(
    "pair", [("天地人", "天人和"), ("", "新"), ("舊", ""), ("a𠀀b", "a𠀁b"), ("同", "同"), ("甲乙" * 300, "丙丁" * 300)]
)
def test_character_differences_rebuild_both_texts(open_file: Open, pair: tuple[str, str]) -> None:
    page = open_file()
    runs = page.evaluate("([a, b]) => Align.diff(a, b)", list(pair))
    assert "".join(t for k, t in runs if k != "+") == pair[0]
    assert "".join(t for k, t in runs if k != "-") == pair[1]


def test_a_check_that_is_mostly_wrong_can_be_muted_from_the_table(open_file: Open) -> None:
    report = samples.report()
    wrong = [
        new_record("Li", "other", finding=f"k{n}", check="quantity.unit", verdict="false_positive") for n in range(5)
    ]
    page = open_file(apply_decisions(report, wrong))
    assert page.locator("[data-act=mute][data-check]").count() == 1
    assert "--skip quantity.unit" in page.inner_text("table.checks")
    page.click("[data-act=mute][data-check]")
    muted = page.evaluate("Align.everyFinding().filter(f => f.dataset.check === 'quantity.unit').map(Align.statusOf)")
    assert muted == ["false_positive", "false_positive"]
    assert "quantity.unit" in page.inner_text("#muted")
