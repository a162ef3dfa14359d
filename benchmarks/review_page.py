"""How a report page of 5,000 lines behaves in Chromium: size, time to write, to load, and to answer a key.

Of each act the quickest of five is shown, until the page is drawn again: other work on the machine only adds.

    python benchmarks/review_page.py [LINES]

Needs Chromium and the playwright package; texts and findings are made up here.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from align.keys import finding_key
from align.model import Bitext, Finding, Pair, Place, Report, Severity
from align.reports.html import write_html

SOURCE = "Revenue for the quarter was $34 million, up 12% from a year ago, and our backlog reached a record {n}."
TARGET = "本季營收為340萬美元,年增12%,在手訂單創下{n}的紀錄。"
ACTS = {
    "next finding (J)": "j",
    "dismiss and go on (A)": "a",
    "confirm and go on (X)": "x",
    "undo (U)": "u",
    "focus view (Enter)": "Enter",
    "back to the list (Escape)": "Escape",
    "open the pairing (L)": "l",
    "a sentence to the next line": "Shift+ArrowDown",
    "close the pairing (Escape)": "Escape",
}
TIMES = 5
DRAWN = "requestAnimationFrame(() => setTimeout(done))"
FILTERS = {
    "search": "{q: '1234'}",
    "pattern": "{q: 'record \\\\d*(12|34)\\\\.$', re: true}",
    "similarity from 0.5": "{q: '', re: false, min: '0.5'}",
    "pairing to look at": "{min: '', pairing: 'marked'}",
    "gravest first": "{pairing: '', order: 'cost'}",
    "fifteen minutes": "{order: 'quarter'}",
    "undecided only": "{order: '', status: 'undecided'}",
}


def report(lines: int) -> Report:
    """`lines` pairs, two thirds of them with a finding."""
    pairs = tuple(Pair(i, SOURCE.format(n=i), TARGET.format(n=i), "speech", f"Speaker {i % 9}") for i in range(lines))
    found = []
    for pair in pairs:
        if pair.index % 3:
            start = pair.source.index("$34 million")
            places = Place(start, start + 11, "$34 million"), Place(5, 11, pair.target[5:11])
            key = finding_key("quantity.value", pair.source, pair.target, *(p.text for p in places), {})
            found.append(
                Finding(
                    key,
                    pair.index,
                    "quantity.value",
                    "accuracy/mistranslation",
                    list(Severity)[pair.index % 4],
                    0.9,
                    "The amount differs by a factor of ten.",
                    *places,
                    {"off": "ten times too small"},
                    "3,400萬美元",
                )
            )
    return Report(Bitext("bench.txt", pairs, sha256="0" * 64), tuple(found), (0.8,) * lines, "benchmark")


def main() -> None:
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    made = report(lines)
    begun = time.perf_counter()
    html = write_html(made)
    print(f"{lines} lines, {len(made.findings)} findings, {len(html.encode()) / 1e6:.1f} MB")
    print(f"{'write the page':<28}{1000 * (time.perf_counter() - begun):8.0f} ms")
    chromium = os.environ.get("ALIGN_CHROMIUM") or shutil.which("chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "page.html"
        path.write_text(html, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        begun = time.perf_counter()
        page.goto(path.as_uri())
        print(f"{'load it':<28}{1000 * (time.perf_counter() - begun):8.0f} ms")
        page.keyboard.press("j")
        spent: dict[str, list[float]] = {}
        for _ in range(TIMES):
            for name, key in ACTS.items():
                begun = time.perf_counter()
                page.keyboard.press(key)
                page.evaluate(f"new Promise(done => {DRAWN})")
                spent.setdefault(name, []).append(time.perf_counter() - begun)
            for name, change in FILTERS.items():
                begun = time.perf_counter()
                page.evaluate(f"Align.setFilter({change}), new Promise(done => {DRAWN})")
                spent.setdefault(name, []).append(time.perf_counter() - begun)
            page.evaluate("Align.resetFilter()")
            page.keyboard.press("j")
        for name, seconds in spent.items():
            print(f"{name:<28}{1000 * min(seconds):8.0f} ms")
        browser.close()


if __name__ == "__main__":
    main()
