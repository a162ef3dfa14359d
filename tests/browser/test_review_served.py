"""The page from the server: saved at once, seen in other windows, re-checked, safe when the server is gone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import review_samples as samples
from waiting import keys, until

from align.review.records import new_record, to_jsonl

Open = Callable[..., Any]


def saved(page: Any) -> None:
    until(page, "Align.saver.queue.length === 0")


def test_the_token_leaves_the_address_and_each_act_is_stored(open_served: Open, served: Any) -> None:
    page = open_served()
    assert "token" not in page.url
    keys(page, "j", "a", "x")
    saved(page)
    assert [r.verdict for r in served.store.all()] == ["false_positive", "confirmed"]
    assert {r.reviewer for r in served.store.all()} == {"Mei"}
    keys(page, "u")
    saved(page)
    assert served.store.all()[2].undoes == served.store.all()[1].id
    page.reload()
    assert page.evaluate("Align.visibleFindings().map(Align.statusOf)")[:2] == ["false_positive", "undecided"]


def test_windows_see_each_other_and_a_conflict_is_shown(open_served: Open, served: Any) -> None:
    one, two = open_served(), open_served()
    one.evaluate("Align.goTo('p4-1')")
    keys(one, "x")
    saved(one)
    two.evaluate("Align.saver.poll()")
    two.wait_for_selector("#p4-1[data-status=confirmed]")
    found = samples.report().findings[2]
    name = samples.report().bitext.name
    served.store.add(
        [new_record("Li", name, finding=found.key, check=found.check, verdict="wont_fix", comment="ok as is")]
    )
    two.evaluate("Align.saver.poll()")
    two.wait_for_selector("#p4-1[data-status=conflict]")
    two.locator("#p4-1").scroll_into_view_if_needed()
    two.wait_for_selector("#p4-1 .panel")
    text = two.inner_text("#p4-1 .decided")
    assert "Reviewers disagree" in text and "Confirmed – Mei" in text and "Will not fix – Li" in text


def test_a_corrected_line_is_checked_again_at_once(open_served: Open, served: Any) -> None:
    page = open_served()
    page.evaluate("Align.goTo('p4-1')")
    keys(page, "e")
    page.locator("#p4 textarea").fill("本季營收為3,400萬美元,年增12%,在手訂單創下1.2億美元的紀錄。")
    keys(page, "Control+Enter")
    until(page, "document.querySelector('#p4 .recheck').textContent.startsWith('Checked again')")
    assert page.inner_text("#p4 .recheck").startswith("Checked again: 2 solved, 1 still there, 0 new.")
    assert [page.locator(f"#p4-{n}").get_attribute("data-status") for n in (1, 2, 3)] == ["fixed", "undecided", "fixed"]
    saved(page)
    assert [r.verdict for r in served.store.all()] == ["fixed", "fixed"]
    keys(page, "u")
    assert page.locator("#p4 .corrected").count() == 0
    assert {page.locator(f"#p4-{n}").get_attribute("data-status") for n in (1, 2, 3)} == {"undecided"}


def test_a_suggestion_with_one_key_and_recheck(open_served: Open) -> None:
    page = open_served()
    page.evaluate("Align.goTo('p7-1')")
    keys(page, "f")
    until(page, "document.querySelector('#p7 .recheck').textContent.includes('nothing left')")
    assert page.inner_text("#p7 .corrected").endswith(
        "讓我感謝台南和里昂的團隊,他們在九個月內建好了新產線。"
    ) or page.evaluate("Align.correctionOf(document.getElementById('p7'))").startswith("讓我感謝")


def test_what_could_not_be_saved_waits_and_is_not_lost(open_served: Open, served: Any, watch: Any) -> None:
    page = open_served()
    page.route("**/records", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    keys(page, "j", "a")
    until(page, "document.getElementById('status').textContent.startsWith('Could not be saved')")
    assert "not yet saved: 1" in page.inner_text("#progress-text")
    assert served.store.all() == []
    page.unroute("**/records")
    page.evaluate("Align.saver.poll()")
    saved(page)
    assert len(served.store.all()) == 1
    watch.errors.clear()


def test_one_unsound_decision_does_not_hold_up_the_others(
    open_served: Open, served: Any, watch: Any, tmp_path: Path
) -> None:
    page = open_served()
    good = [new_record("Li", "other.txt", verdict="confirmed", finding=f"k{n}") for n in range(3)]
    lines = to_jsonl(good).splitlines()
    lines.insert(1, lines[0].replace(good[0].id, "short"))
    (tmp_path / "d.jsonl").write_text("\n".join(lines), encoding="utf-8")
    page.set_input_files("#load", tmp_path / "d.jsonl")
    until(page, "Align.saver.aside.length === 1 && Align.saver.queue.length === 0")
    assert served.store.all() == good
    assert "not yet saved: 1" in page.inner_text("#progress-text")
    watch.errors.clear()


def test_glossary_and_comment_with_markup_stay_text(open_served: Open, served: Any) -> None:
    page = open_served()
    page.evaluate("Align.goTo('p5-1')")
    evil = "<img src=x onerror=alert(1)>"
    keys(page, "t")
    page.fill("#glossary-dialog [name=source]", evil)
    keys(page, "Enter", "c")
    page.fill("#comment-dialog textarea", evil)
    keys(page, "Control+Enter")
    saved(page)
    page.reload()
    page.locator("#p5-1").scroll_into_view_if_needed()
    page.wait_for_selector("#p5-1 .comment")
    assert evil in page.inner_text("#p5-1 .comment")
    assert page.evaluate("document.querySelectorAll('main img').length") == 0
    assert dict(served.store.all()[0].term or {})["source"] == evil


def test_another_site_cannot_read_or_write(context: Any, served: Any, open_served: Open, watch: Any) -> None:
    open_served()
    stranger = context.new_page()
    stranger.goto("about:blank")
    for method in ("GET", "POST"):
        outcome = stranger.evaluate(
            "async ([url, method]) => { try { const r = await fetch(url, {method, credentials: 'include',"
            " headers: {'Content-Type': 'application/json'}, body: method === 'POST' ? '[]' : undefined});"
            " return r.status; } catch { return 'blocked'; } }",
            [f"http://127.0.0.1:{served.port}/api/0/records", method],
        )
        assert outcome == "blocked"
    watch.errors.clear()
