"""Bad input gives one clear line and leaves nothing behind; hostile text comes out harmless."""

from __future__ import annotations

import html.parser
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from align.cli import cli
from align.errors import AlignError
from align.formats.read import read_bytes
from align.model import Bitext, Pair
from align.qa import make_report
from align.reports.html import write_html
from align.reports.json import render

GOOD = (
    "Norvale Robotics 2025 Q1\n\n  • Operator\n\n    Operator\n\n"
    "  • Revenue was $34 million, up 12%.\n\n    營收為 3,400 萬美元,年增 12%。\n"
).encode()
ENDINGS = st.sampled_from([".txt", ".jsonl", ".csv", ".tsv", ""])


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), ENDINGS)
def test_random_bytes(data: bytes, ending: str) -> None:
    try:
        assert read_bytes(data, "x", ending).pairs
    except AlignError as error:
        assert "\n" not in str(error)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(GOOD)), st.integers(0, len(GOOD)), st.binary(max_size=6), ENDINGS)
def test_damaged_files(start: int, end: int, insert: bytes, ending: str) -> None:
    try:
        read_bytes(GOOD[:start] + insert + GOOD[end:], "x", ending)
    except AlignError as error:
        assert "\n" not in str(error)


TEXTS = st.text(
    st.sampled_from(
        "ab $€%.,-()/1234567890%萬億兆千百十第季年月日約增減至「」（）『』。,，：:;；不沒 \u200b\u202e\x00𠮷①½\n"
    ),
    max_size=60,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(TEXTS | st.text(max_size=30), TEXTS | st.text(max_size=30)), min_size=1, max_size=4))
def test_no_text_breaks_the_run(rows: list[tuple[str, str]]) -> None:
    rows = [(s.encode("utf-8", "replace").decode(), t.encode("utf-8", "replace").decode()) for s, t in rows]
    bitext = Bitext("x", tuple(Pair(i, s, t) for i, (s, t) in enumerate(rows)))
    report = make_report(bitext)
    for finding in json.loads(render(report))["findings"]:
        for side in ("source", "target"):
            place = finding[side]
            if place:
                text = rows[finding["pair"]][0 if side == "source" else 1]
                assert text[place["start"] : place["end"]] == place["text"]


class Scripts(html.parser.HTMLParser):
    """Collects what a browser would take for markup of the page's own kind."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.handlers += [name for name, _ in attrs if name.startswith("on")]


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "</script><script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "<!--<script>",
        "{{ 7*7 }}{% include 'x' %}",
        "\u2028</style><svg onload=alert(1)>",
    ],
)
def test_markup_in_the_text_stays_text(attack: str) -> None:
    plain = parsed("harmless")
    hostile = parsed(attack)
    assert hostile.tags.count("script") == plain.tags.count("script")
    assert hostile.handlers == []
    assert "img" not in hostile.tags or hostile.tags.count("img") == plain.tags.count("img")


def parsed(text: str) -> Scripts:
    pairs = (
        Pair(0, f"{text} - CEO", f"{text} - CEO", kind="label", speaker=text),
        Pair(1, f"We sold 34 units {text} today.", f"今天我們賣出 35 台 {text}。", speaker=text),
    )
    bitext = Bitext(text, pairs, title=text, notice=text)
    parser = Scripts()
    parser.feed(write_html(make_report(bitext), command=f"align qa {text}"))
    return parser


def run(tmp_path: Path, data: bytes, name: str = "x.txt") -> tuple[int, str, list[str]]:
    source = tmp_path / name
    source.write_bytes(data)
    out = tmp_path / "out"
    result = CliRunner().invoke(cli, ["qa", str(source), "-o", str(out), "--model", "none", "-q"])
    if result.exception is not None and not isinstance(result.exception, SystemExit | AlignError):
        raise result.exception
    left = sorted(p.name for p in out.rglob("*")) if out.exists() else []
    return result.exit_code, result.stderr, left


def test_ten_megabytes_in_one_line(tmp_path: Path) -> None:
    line = b"Revenue was $34 million and " * 370_000
    status, stderr, left = run(tmp_path, "  • ".encode() + line + "\n\n    營收 3,400 萬美元\n".encode())
    assert status in (0, 1), stderr
    assert left == ["x.html", "x.json"]


def test_a_hundred_thousand_bullets(tmp_path: Path) -> None:
    status, stderr, left = run(tmp_path, "  • Yes.\n\n    是。\n\n".encode() * 100_000)
    assert status in (0, 1), stderr
    assert left == ["x.html", "x.json"]


def test_unreadable_files_leave_nothing_behind(tmp_path: Path) -> None:
    for data in (b"", b"\x00" * 1000, GOOD[:30], b"PK\x03\x04" + b"\x00" * 64, b"\xff" * 500):
        status, _, left = run(tmp_path, data)
        assert (status, left) == (2, [])


def test_file_names_cannot_leave_the_folder(tmp_path: Path) -> None:
    status, stderr, left = run(tmp_path, GOOD, "..  \u202eevil.txt")
    assert status in (0, 1), stderr
    assert len(left) == 2
    assert not any("\u202e" in name or name.startswith(".") for name in left)
