"""The page under axe-core (WCAG 2.1 A and AA), in its states, widths, schemes and languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import review_samples as samples
from waiting import keys

from align.reports.index import entry, write_index
from align.review.apply import with_review

Open = Callable[..., Any]
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}}


@pytest.fixture(scope="module")
def axe() -> str:
    package = pytest.importorskip("axe_playwright_python", reason="axe is not here: pip install axe-playwright-python")
    return (Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Any, axe: str, within: str = "html") -> list[str]:
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(axe)
    found = page.evaluate("([within, rules]) => axe.run(within, rules)", [within, RULES])["violations"]
    return [f"{v['id']}: {n['html'][:200]} {n['failureSummary'][:300]}" for v in found for n in v["nodes"]]


def prepared(open_file: Open, width: int = 1300, scheme: str = "light") -> Any:
    page = open_file(at="#clean=1")
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    return page


@pytest.mark.parametrize(("width", "scheme"), [(400, "dark"), (1300, "light")])
def test_the_page_as_opened(open_file: Open, axe: str, width: int, scheme: str) -> None:
    assert violations(prepared(open_file, width, scheme), axe) == []


def test_the_watch_sees_what_is_wrong(open_file: Open, axe: str) -> None:
    page = prepared(open_file)
    page.evaluate("document.querySelector('main').innerHTML = '<img src=\"data:,\"><p>pale</p>'")
    page.evaluate("document.querySelector('main p').style.color = '#ccc'")
    found = violations(page, axe)
    assert any(v.startswith("image-alt") for v in found) and any(v.startswith("color-contrast") for v in found)


def test_the_page_at_work(open_file: Open, axe: str) -> None:
    page = prepared(open_file)
    page.evaluate("Align.goTo('p4-1')")
    keys(page, "a", "x", "s", "w", "c")
    page.keyboard.type("hm")
    keys(page, "Control+Enter", "e")
    assert violations(page, axe) == []
    keys(page, "Escape", "l", "Shift+ArrowUp")
    assert page.locator(".pairing").count() == 1 and page.locator(".repaired-line").count() == 2
    assert violations(page, axe) == []
    page.check("[name=re]")
    page.fill("#q", "(")
    page.wait_for_selector("#pattern-note:visible")
    assert violations(page, axe) == []


def test_dialogs(open_file: Open, axe: str) -> None:
    page = open_file()
    page.evaluate("Align.goTo('p4-1')")
    for act in ("help", "comment", "dismiss_reason", "glossary"):
        page.evaluate("name => Align.act(name)", act)
        assert violations(page, axe, "dialog[open]") == []
        keys(page, "Escape")


def test_focus_view_in_chinese(open_file: Open, axe: str) -> None:
    page = prepared(open_file)
    page.click("[data-act=language]")
    page.evaluate("Align.goTo('p4-1')")
    keys(page, "Enter")
    assert page.evaluate("document.documentElement.lang") == "zh-Hant-TW"
    assert violations(page, axe) == []


def test_the_index_page(context: Any, axe: str, tmp_path: Path) -> None:
    report = with_review(samples.report(), precision={})
    (tmp_path / "index.html").write_text(write_index([entry(report, "a.html")]), encoding="utf-8")
    page = context.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    assert violations(page, axe) == []
