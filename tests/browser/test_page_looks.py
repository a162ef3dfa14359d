"""The page as such: without scripts, on a phone, printed, long, by keyboard alone, with enough contrast."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import review_samples as samples
from waiting import until

from align.reports.html import page_css, write_html

Open = Callable[..., Any]


def test_readable_without_javascript(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "r.html"
    path.write_text(write_html(samples.report()), encoding="utf-8")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.locator(".line:visible").count() == 11
    assert page.locator(".finding:visible").count() == 9
    assert page.locator("button:visible, input:visible, select:visible, dialog:visible").count() == 0
    context.close()


@pytest.mark.parametrize("width", [360, 400, 768, 1300])
def test_nothing_sticks_out_sideways(open_file: Open, width: int) -> None:
    page = open_file(at="#p4-1")
    page.set_viewport_size({"width": width, "height": 800})
    page.keyboard.press("e")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_printed_everything_is_there_and_no_controls(open_file: Open) -> None:
    page = open_file()
    page.emulate_media(media="print")
    assert page.locator("button:visible, input:visible").count() == 0
    assert page.locator(".finding:visible").count() == 9


def test_five_thousand_lines_stay_light(open_file: Open) -> None:
    count = 5000
    pairs = tuple((samples.PAIRS * (count // len(samples.PAIRS) + 1))[:count])
    found = tuple(
        replace(f, pair=f.pair + shift, key=f"{f.key}-{shift}")
        for shift in range(0, count - 11, 11)
        for f in samples.findings()
        if f.pair is not None
    )
    page = open_file(replace(samples.report(pairs=pairs), findings=found))
    assert page.inner_text("#counter") == f"{len(found)} findings"
    assert page.locator(".panel").count() < 200
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.fill("#q", "inverters")
    until(
        page,
        "document.getElementById('counter').textContent.endsWith(' 908')||/^908 /.test(document.getElementById('counter').textContent)",
    )
    assert page.evaluate("getComputedStyle(document.querySelector('.line')).contentVisibility") == "auto"


def test_by_keyboard_alone(open_file: Open) -> None:
    page = open_file()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.do === 'confirm'"):
            break
    page.keyboard.press("Enter")
    assert page.evaluate("Align.records.length") == 1


def test_controls_have_names_and_landmarks_exist(open_file: Open) -> None:
    page = open_file(at="#p4-1")
    nameless = page.evaluate(
        "Array.from(document.querySelectorAll('button, select, input:not([type=file]), textarea'))"
        ".filter(e => e.checkVisibility() && !(e.innerText || '').trim() && !e.getAttribute('aria-label')"
        " && !(e.labels && e.labels.length)).map(e => e.outerHTML)"
    )
    assert nameless == []
    assert page.locator("main").count() == 1 and page.locator("[role=status][aria-live=polite]").count() == 1
    assert page.locator("table th:not([scope])").count() == 0
    ids = page.eval_on_selector_all("[id]", "all => all.map(e => e.id)")
    assert len(ids) == len(set(ids))


def test_no_word_of_the_interface_stays_in_the_other_language(open_file: Open) -> None:
    page = open_file(at="#clean=1&at=p4-1")
    page.keyboard.press("l")
    page.click("[data-act=language]")
    left = page.evaluate(
        """() => {
          const { en, 'zh-Hant-TW': zh } = Align.config.strings;
          const english = new Set(Object.keys(en).filter(k => en[k] !== zh[k] && k !== 'language').map(k => en[k]));
          const words = Array.from(document.querySelectorAll('body *')).flatMap(e => [e.title, e.placeholder,
            e.getAttribute('aria-label'), e.childElementCount || e.closest('.text, [lang=en], script') ? '' : e.textContent]);
          return words.filter(word => word && english.has(word.trim()));
        }"""
    )
    assert left == []
    assert page.get_attribute("#p4 .pairing", "aria-label") == "第 4 行的配對"


def test_what_is_shown_besides_has_buttons_too(open_file: Open) -> None:
    page = open_file(at="#p5-1")
    page.keyboard.press("Enter")
    page.click("[data-act=context]")
    assert page.get_attribute("[data-act=context]", "aria-pressed") == "false"
    assert page.locator("#lines .line:visible").count() == 1
    page.click("[data-act=diff]")
    assert page.get_attribute("[data-act=diff]", "aria-pressed") == "false"


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, two: str) -> float:
    high, low = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_colours_have_contrast_in_both_schemes() -> None:
    schemes = [
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))
        for block in re.findall(r":root[^{]*\{([^}]*)\}", page_css())
    ]
    light, dark = schemes[0], schemes[-1]
    grounds = {
        "ink": ("paper", "card", "critical-mark", "major-mark", "minor-mark", "info-mark", "accent-soft"),
        "soft": ("paper", "card", "critical-soft", "major-soft", "minor-soft", "info-soft"),
        "accent": ("paper", "card"),
        "good": ("card", "good-soft"),
        **{name: ("card", f"{name}-soft", f"{name}-mark") for name in ("critical", "major", "minor", "info")},
    }
    dark = {**light, **next(s for s in schemes if s.get("paper") == "#11161d")}
    for scheme in (light, dark):
        for text, on in grounds.items():
            for ground in on:
                assert _contrast(scheme[text], scheme[ground]) >= 4.5, (text, ground, scheme[text], scheme[ground])
