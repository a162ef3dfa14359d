"""The summary a terminal shows after a run: the verdict, the counts and the worst findings by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from align.model import Finding, Report, Severity
from align.reports.index import Entry
from align.reports.lines import WEIGHTS
from align.reports.view import verdict_of
from align.reports.words import arithmetic_of, printable

_STYLES = {Severity.CRITICAL: "bold red", Severity.MAJOR: "yellow", Severity.MINOR: "cyan", Severity.INFO: "dim"}
_VERDICTS = {
    "fail": ("✕ needs correction", "bold red"),
    "look": ("! minor points only", "yellow"),
    "pass": ("✓ no open findings", "bold green"),
}


def print_summary(
    console: Console, report: Report, *, page: str | None = None, fail_on: Severity = Severity.MAJOR, worst: int = 5
) -> None:
    """Write the summary of one report; `page` is the path of the HTML page, `worst` how many findings to name."""
    console.print(summary(report, page=page, fail_on=fail_on, worst=worst))


def summary(
    report: Report, *, page: str | None = None, fail_on: Severity = Severity.MAJOR, worst: int = 5
) -> RenderableType:
    """The summary as something rich can print."""
    open_ones = report.open_findings()
    word, style = _VERDICTS[verdict_of(report.findings, fail_on)[0]]
    name = Text.assemble((_plain(report.bitext.name), "bold"), "  ", (word, style))
    parts: list[RenderableType] = [name, Text(f"  {len(report.bitext.pairs)} lines, ").append(_counts(open_ones))]
    settled = len(report.findings) - len(open_ones)
    if settled:
        parts.append(Text(f"  {settled} settled by earlier decisions", "dim"))
    since = (report.extras.get("review") or {}).get("counts") or {}
    if since:
        parts.append(Text("  since the last run: " + ", ".join(f"{n} {_words(word)}" for word, n in since.items())))
    named = sorted(
        (f for f in open_ones if f.severity is not Severity.INFO),
        key=lambda f: (-WEIGHTS[f.severity] * f.confidence, -1 if f.pair is None else f.pair),
    )[:worst]
    if named:
        parts.append(Padding(_table(named), (1, 0, 0, 2)))
    rest = sum(f.severity is not Severity.INFO for f in open_ones) - len(named)
    if rest > 0:
        parts.append(Text(f"  and {rest} more", "dim"))
    if page:
        parts.append(Text.assemble("\n  Report: ", (_plain(page), "bold")))
    return Group(*parts)


def _words(status: object) -> str:
    return _plain(str(status).replace("_", " "))


def entry_line(entry: Entry, note: str = "") -> Text:
    """One document of many on one line: its verdict and counts."""
    word, style = _VERDICTS[entry.verdict]
    counts = [Text(f"{n} {s.value}", _STYLES[s]) for s, n in entry.by_severity if n]
    line = Text.assemble((_plain(entry.name), "bold"), "  ", (word, style), "  ")
    return line.append(Text(", ").join(counts)).append(f"  {note}" if note else "", "dim")


def _counts(findings: Sequence[Finding]) -> Text:
    counts = Counter(f.severity for f in findings)
    if not counts:
        return Text("nothing found", "green")
    shown = [Text(f"{counts[s]} {s.value}", _STYLES[s]) for s in Severity if counts[s]]
    return Text(", ").join(shown)


def _table(findings: Sequence[Finding]) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), expand=False)
    table.add_column(justify="right", style="dim", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for finding in findings:
        line = "all" if finding.pair is None else str(finding.pair)
        said = Text(_plain(finding.message))
        if finding.source or finding.target:
            sides = (_quoted(p.text) for p in (finding.source, finding.target) if p is not None)
            said.append("\n").append(" → ".join(sides), "dim")
        sum_shown = arithmetic_of(finding.evidence)
        if sum_shown:
            said.append("\n").append(_plain(sum_shown), "dim")
        if finding.suggestion:
            said.append("\n").append("suggestion: " + _plain(finding.suggestion), "green")
        table.add_row(line, Text(finding.severity.value, _STYLES[finding.severity]), said)
    return table


def _quoted(text: str) -> str:
    text = _plain(text)
    return f"“{text if len(text) <= 60 else text[:59] + '…'}”"


def _plain(text: str) -> str:
    """The text without control characters, which a terminal would obey."""
    return "".join(c if c.isprintable() else " " for c in printable(text))
