"""Bad input gives one clear line and leaves nothing behind; hostile text comes out harmless."""

from __future__ import annotations

import html.parser
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from fuzz_corpus import seeds
from fuzz_target import attempt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from align.batch import config
from align.batch.manifest import read_manifest
from align.batch.worklist import work_list
from align.cli import cli
from align.errors import AlignError, InputError
from align.formats import jsonl
from align.formats.read import read_bytes, read_path
from align.formats.side import read_paragraphs
from align.model import Bitext, Pair
from align.packs.glossary import load_glossary
from align.qa import make_report
from align.reports.html import write_html
from align.reports.json import render
from align.review.history import read_previous
from align.text.untrusted import read_file, sheet_rows

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


def test_ten_megabytes_in_one_line_are_refused(tmp_path: Path) -> None:
    line = b"Revenue was $34 million and " * 370_000
    status, stderr, left = run(tmp_path, "  • ".encode() + line + "\n\n    營收 3,400 萬美元\n".encode())
    assert (status, left) == (2, [])
    assert "paragraph 1 has 10359999 characters" in stderr and "line breaks" in stderr


def test_the_end_of_a_very_long_paragraph_is_checked(tmp_path: Path) -> None:
    filler = "We went on with our work as before. " * 2_000
    text = f"  • {filler}Revenue was $34 million.\n\n    {'我們照常工作。' * 2_000}營收為 340 萬美元。\n"
    status, stderr, _ = run(tmp_path, text.encode())
    assert status == 1, stderr
    findings = json.loads((tmp_path / "out/x.json").read_text(encoding="utf-8"))["findings"]
    places = [f["target"]["start"] for f in findings if f["check"] == "quantity.value"]
    assert places and places[0] > 14_000


def test_many_bullets(tmp_path: Path) -> None:
    status, stderr, left = run(tmp_path, "  • Yes.\n\n    是。\n\n".encode() * 3_000)
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


def test_names_with_line_ends_and_escapes_stay_one_line(tmp_path: Path) -> None:
    status, stderr, left = run(tmp_path, b"", "a\nalign: all is well\x1b[2J\u202e.txt")
    assert (status, left) == (2, [])
    assert stderr.rstrip("\n").isprintable()


def test_names_within_documents_are_no_paths(tmp_path: Path) -> None:
    for name in ("../../evil", "/etc/evil", "C:\\evil", "a/../../evil"):
        header = json.dumps({"align": jsonl.SCHEMA, "name": name, "title": name})
        status, stderr, left = run(tmp_path, f'{header}\n{{"source": "Yes.", "target": "是。"}}\n'.encode(), "x.jsonl")
        assert status in (0, 1), stderr
        assert left == ["x.html", "x.json"]
    assert not list(tmp_path.parent.rglob("evil*"))


def test_parts_of_archives_are_never_unpacked(tmp_path: Path) -> None:
    data = seeds()["docx"]
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("../../evil.txt", "x")
        archive.writestr("/tmp/evil.txt", "x")
    path = tmp_path / "in" / "x.docx"
    path.parent.mkdir()
    path.write_bytes(out.getvalue())
    assert read_paragraphs(path)
    assert not list(tmp_path.rglob("evil*")) and not Path("/tmp/evil.txt").exists()


# Everything that opens a file it was given the name of.
READERS: dict[str, Callable[[Path], object]] = {
    "transcript": read_path,
    "one side": read_paragraphs,
    "glossary": load_glossary,
    "manifest": read_manifest,
    "configuration": config.load,
    "previous report": read_previous,
    "feedback": lambda path: read_file(path, 1000),
}


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_what_is_no_ordinary_file_is_refused(tmp_path: Path, reader: Callable[[Path], object]) -> None:
    os.mkfifo(tmp_path / "pipe")
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    to_zero = tmp_path / "zeros"
    to_zero.symlink_to("/dev/zero")
    for path in (tmp_path / "pipe", Path("/dev/zero"), to_zero, tmp_path, loop, tmp_path / "none", Path("a\0b")):
        with pytest.raises(InputError):
            reader(path)


def test_a_file_that_says_it_is_small(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"x" * 1001)
    with pytest.raises(InputError, match="larger than"):
        read_file(path, 1000)
    assert len(read_file(path, 1001)) == 1001


def test_links_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    calls, outside = tmp_path / "calls", tmp_path / "outside"
    outside.mkdir()
    calls.mkdir()
    (outside / "secret.txt").write_bytes(GOOD)
    (calls / "good.txt").write_bytes(GOOD)
    (calls / "link.txt").symlink_to(outside / "secret.txt")
    (calls / "folder").symlink_to(outside)
    (calls / "round").symlink_to(calls)
    (calls / "nothing.txt").symlink_to(tmp_path / "none")
    assert [d.name for d in work_list([str(calls)])] == ["good"]


def test_links_in_the_place_of_reports_are_replaced_and_not_written_through(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine", encoding="utf-8")
    (tmp_path / "out").mkdir()
    for ending in ("html", "json"):
        (tmp_path / "out" / f"x.{ending}").symlink_to(victim)
    status, stderr, left = run(tmp_path, GOOD)
    assert status in (0, 1), stderr
    assert left == ["x.html", "x.json"]
    assert victim.read_text(encoding="utf-8") == "mine"
    assert not any((tmp_path / "out" / name).is_symlink() for name in left)


@pytest.mark.parametrize(
    ("cell", "kinds"),
    [("XFD9", ("xlsx", "glossary-xlsx", "returned-xlsx")), ("XFD1048576", ("glossary-xlsx",)), ("A1048576", ("xlsx",))],
)
def test_one_cell_far_away_makes_no_sheet_of_empty_ones(cell: str, kinds: tuple[str, ...]) -> None:
    row = re.sub(r"\D", "", cell)
    far = f'<row r="{row}"><c r="{cell}" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'.encode()
    for kind in kinds:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(seeds()[kind])) as given, zipfile.ZipFile(out, "w") as made:
            for member in given.infolist():
                data = given.read(member)
                if member.filename.startswith("xl/worksheets/sheet"):
                    data = re.sub(rb'<dimension ref="[^"]*"', f'<dimension ref="A1:{cell}"'.encode(), data)
                    data = data.replace(b"</sheetData>", far)
                made.writestr(member.filename, data)
        assert attempt(kind, out.getvalue())


def test_more_cells_than_anybody_writes() -> None:
    sheet = Workbook().active
    for _ in range(30):
        sheet.append(["x"] * 10)
    sheet.reset_dimensions = lambda: None
    assert len(list(sheet_rows(sheet, "x.xlsx", most=540))) == 30
    with pytest.raises(InputError, match="more than 539 cells"):
        list(sheet_rows(sheet, "x.xlsx", most=539))


LITTLE_MEMORY = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1400 << 20, 1400 << 20))
from align.cli import main
main()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="a limit on memory needs Linux")
@pytest.mark.parametrize(
    ("command", "status"),
    [(("qa", "big.txt", "--model", "none"), 2), (("score", "big.tsv", "-o", "out.tsv", "--model", "none"), 0)],
)
def test_two_gigabytes_in_one_line(tmp_path: Path, command: tuple[str, ...], status: int) -> None:
    """Refused where a document is meant; a stream goes past it, marks it, and scores the lines around it."""
    with (tmp_path / command[1]).open("wb") as file:
        file.write("Yes.\t是。\n".encode())
        file.truncate(2 << 30)
        file.seek(0, 2)
        file.write("\nNo.\t否。\n".encode())
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-c", LITTLE_MEMORY, *command], cwd=tmp_path, env=environment, capture_output=True, timeout=100
    )
    said = done.stderr.decode()
    assert done.returncode == status and "Traceback" not in said, said
    if status:
        assert "larger than 64 MB" in said
    else:
        lines = (tmp_path / "out.tsv").read_bytes().splitlines()
        assert len(lines) == 3 and lines[0].startswith("Yes.\t是。\t".encode()) and lines[2].startswith(b"No.")
        assert b"long" in lines[1][-200:]
