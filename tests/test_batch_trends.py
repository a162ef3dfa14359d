"""Trends of the index page: what is known of documents, and what they show together."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from lxml import html

from align.batch.manifest import About, about, from_name, read_manifest
from align.batch.plan import Done
from align.batch.results import Results
from align.batch.trends import to_dict, trends
from align.errors import InputError
from align.model import Severity
from align.reports.index import Entry, write_index


@pytest.mark.parametrize(
    ("name", "company", "quarter"),
    [
        ("norvale-2025q1", "norvale", "2025Q1"),
        ("2025Q3/norvale", "norvale", "2025Q3"),
        ("norvale/Q1 2025", "norvale", "2025Q1"),
        ("calls/pellanor_robotics_FY2024_final", "pellanor_robotics", "2024FY"),
        ("a/norvale 2025-H2", "norvale", "2025H2"),
        ("norvale", "", ""),
        ("q120251234", "", ""),
    ],
)
def test_names_say_company_and_quarter(name: str, company: str, quarter: str) -> None:
    assert from_name(name) == About(company, quarter)


def test_a_manifest_stands_above_names(tmp_path: Path) -> None:
    path = tmp_path / "manifest.csv"
    path.write_text(
        "\ufeffDocument,company,quarter,translator,engine,date\n"
        "Sub/Norvale-2025q1.txt,Norvale AG,,Lin,,2025-05-02\nother,,Q2 2025,,x-mt,\n,,,,,\n",
        encoding="utf-8",
    )
    manifest = read_manifest(path)
    found = about("sub/norvale-2025q1", manifest)
    assert found == About("Norvale AG", "2025Q1", "Lin", "", "2025-05-02")
    assert about("x/other", manifest) == About("", "2025Q2", "", "x-mt")
    assert About(date="2025-05").period == "2025Q2"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name,company\n", "expected the columns document"),
        ("document,compny\n", "unknown column 'compny'; did you mean company"),
        ("document,date\na,5/2/2025\n", "line 2: date '5/2/2025' must be written"),
        ("document,company\n,x\n", "line 2: the document is empty"),
        ("", "expected the columns"),
    ],
)
def test_mistakes_in_a_manifest(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "m.csv").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_manifest(tmp_path / "m.csv")
    with pytest.raises(InputError, match="cannot be read"):
        read_manifest(tmp_path / "none.csv")


def done(name: str, lines: int, major: int, systemic: tuple[tuple[str, str, str, int], ...] = ()) -> Done:
    counts = ((Severity.CRITICAL, 0), (Severity.MAJOR, major), (Severity.MINOR, 3), (Severity.INFO, 9))
    entry = Entry(f"{name}.html", name, "", lines, "fail" if major else "look", major, 1.0, counts, (), None)
    return Done(name, "checked", entry=entry, systemic=systemic)


COMMA = ("text.punctuation", "comma", "half-width <comma>")
RESULTS = [
    done("norvale-2025q1", 100, 5, ((*COMMA, 9),)),
    done("norvale-2025q2", 100, 2, ((*COMMA, 4),)),
    done("pellanor-2025q1", 50, 4, (("text.brackets", "x", "only here", 3),)),
    done("<b>&", 10, 0),
    Done("broken", "failed", "cannot be read"),
]
MANIFEST = {"norvale-2025q1": About(translator="Lin"), "norvale-2025q2": About(translator="Wu")}


def test_sums_rates_and_systemic_findings() -> None:
    found = trends(RESULTS, MANIFEST)
    by = {d.name: {row.name: row for row in d.rows} for d in found.dimensions}
    assert set(by) == {"company", "translator"}
    norvale = by["company"]["norvale"]
    assert (norvale.total.documents, norvale.total.lines, norvale.total.serious, norvale.total.rate) == (2, 200, 7, 3.5)
    assert [None if c is None else c.rate for c in by["company"]["pellanor"].periods] == [8.0, None]
    (systemic,) = found.systemic
    assert (systemic.check, systemic.documents, systemic.times) == ("text.punctuation", 2, 13)
    assert [name for name, *_ in found.worst] == ["pellanor-2025q1", "norvale-2025q1", "norvale-2025q2"]
    data = to_dict(found)
    assert data["by"]["translator"]["Lin"]["2025Q1"]["serious_per_100_lines"] == 5.0
    assert not trends([], {})


def test_order_does_not_matter() -> None:
    shuffled = list(RESULTS)
    random.Random(3).shuffle(shuffled)
    with Results() as results:
        for one in shuffled:
            results.add(one)
        assert trends(results.by_name(), MANIFEST) == trends(sorted(RESULTS, key=lambda d: d.name), MANIFEST)


class Tags(HTMLParser):
    """Every attribute of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names |= {tag} | {f"@{name}" for name, _ in attrs}


def test_the_page_shows_plots_without_scripts_or_inline_styles() -> None:
    entries = [d.entry for d in RESULTS if d.entry is not None]
    page = write_index(entries, trends=trends(RESULTS, MANIFEST))
    tags = Tags()
    tags.feed(page)
    assert {"svg", "polyline", "circle", "rect"} <= tags.names
    assert not {"script", "@style", "@onclick", "img", "link"} & tags.names
    assert "half-width &lt;comma&gt;" in page and "<b>&" not in page
    tree = html.fromstring(page)
    for line in tree.xpath("//polyline"):
        points = [tuple(map(float, p.split(","))) for p in line.get("points").split()]
        assert points and all(0 <= x <= 640 and 0 <= y <= 220 for x, y in points)
    chinese = write_index(entries, trends=trends(RESULTS, MANIFEST), ui="zh-Hant-TW")
    assert "依公司" in chinese
    assert write_index(entries) == write_index(entries, trends=trends([], {}))


def test_on_the_command_line(tmp_path: Path) -> None:
    calls = tmp_path / "calls"
    calls.mkdir()
    pair = "  • Revenue was ${n} million, a record.\n\n    營收為 {m} 萬美元,創下新高。\n\n"
    for name, factor in (("norvale-2025q1", 10), ("norvale-2025q2", 100)):
        text = "".join(pair.replace("{n}", str(n)).replace("{m}", str(n * factor)) for n in range(11, 31))
        (calls / f"{name}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "manifest.csv").write_text("document,translator\nnorvale-2025q1,Lin\nnorvale-2025q2,Wu\n")
    args = ["qa", "calls", "--model", "none", "--manifest", "manifest.csv", "--fail-on", "never", "-q", "--jobs", "1"]
    for _ in range(2):  # the second time from what the first has left
        subprocess.run([sys.executable, "-m", "align.cli", *args], cwd=tmp_path, check=True, timeout=120)
        index = json.loads((tmp_path / "report/index.json").read_text(encoding="utf-8"))
        lin, wu = (index["trends"]["by"]["translator"][name]["all"] for name in ("Lin", "Wu"))
        assert lin["serious"] >= 20 > wu["serious"]
        assert any(s["documents"] == 2 for s in index["trends"]["systemic"])
        assert "<polyline" in (tmp_path / "report/index.html").read_text(encoding="utf-8")
