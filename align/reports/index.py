"""The index page of a run over several documents: verdicts, counts by check, the worst document first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from align.model import Finding, Place, Report, Severity
from align.reports.html import content_policy, environment, page_css, page_strings, translator
from align.reports.lines import WEIGHTS
from align.reports.view import titles, verdict_of
from align.reports.words import printable

VERDICTS = ("fail", "look", "pass")
ROWS = 1000  # of one page: a browser shows so many at once


@dataclass(frozen=True)
class Entry:
    """One document of the index. `cost` is the expected cost of its open findings; `href` its page."""

    href: str
    name: str
    title: str
    lines: int
    verdict: str
    blocking: int
    cost: float
    by_severity: tuple[tuple[Severity, int], ...]
    by_check: tuple[tuple[str, int], ...]
    worst: Finding | None


def entry(report: Report, href: str, fail_on: Severity = Severity.MAJOR) -> Entry:
    """The row of one report; small, so that a long run need not keep its reports."""
    open_ones = report.open_findings()
    verdict, blocking = verdict_of(report.findings, fail_on)
    counts = Counter(f.severity for f in open_ones)
    weighed = sorted(open_ones, key=lambda f: (-WEIGHTS[f.severity] * f.confidence, f.pair or 0))
    return Entry(
        href=href,
        name=printable(report.bitext.name),
        title=printable(report.bitext.title or ""),
        lines=len(report.bitext.pairs),
        verdict=verdict,
        blocking=blocking,
        cost=sum(WEIGHTS[f.severity] * f.confidence for f in open_ones),
        by_severity=tuple((s, counts[s]) for s in Severity),
        by_check=tuple(sorted(Counter(f.check for f in open_ones).items())),
        worst=weighed[0] if weighed else None,
    )


def entry_from_dict(data: Mapping[str, Any]) -> Entry:
    """An entry back from `dataclasses.asdict` and JSON. Raises KeyError, TypeError or ValueError if it is none."""
    worst = data["worst"]
    if worst is not None:
        places = {side: Place(**worst[side]) if worst[side] else None for side in ("source", "target")}
        worst = Finding(**{**worst, **places, "severity": Severity(worst["severity"])})
    return Entry(
        **{
            **data,
            "by_severity": tuple((Severity(name), int(count)) for name, count in data["by_severity"]),
            "by_check": tuple((str(name), int(count)) for name, count in data["by_check"]),
            "worst": worst,
        }
    )


@dataclass(frozen=True)
class Counts:
    """What the first page says of all documents. `checks` are (id, findings, documents), the most frequent first."""

    verdicts: Mapping[str, int]
    checks: tuple[tuple[str, int, int], ...]

    @property
    def documents(self) -> int:
        """How many there are."""
        return sum(self.verdicts.values())


def count(entries: Iterable[Entry]) -> Counts:
    """The counts over entries in any order; they are looked at one at a time."""
    verdicts: Counter[str] = Counter()
    found: Counter[str] = Counter()
    spread: Counter[str] = Counter()
    for one in entries:
        verdicts[one.verdict] += 1
        found.update(dict(one.by_check))
        spread.update(check for check, _ in one.by_check)
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return Counts(verdicts, tuple((check, n, spread[check]) for check, n in ordered))


def write_index(
    entries: Sequence[Entry],
    *,
    failed: Sequence[tuple[str, str]] = (),
    ui: str = "en",
    command: str | None = None,
    trends: object = None,
) -> str:
    """The index page of so few documents that one page holds them. The same entries give the same page."""
    ordered = sorted(entries, key=lambda e: (VERDICTS.index(e.verdict), -e.cost, e.name))
    return write_page(ordered, count(ordered), failed=failed, ui=ui, command=command, trends=trends)


def page_name(number: int) -> str:
    """The file of the n-th page, counted from 1."""
    return "index.html" if number == 1 else f"index-{number}.html"


def write_page(
    rows: Sequence[Entry],
    counts: Counts,
    number: int = 1,
    *,
    failed: Sequence[tuple[str, str]] = (),
    ui: str = "en",
    command: str | None = None,
    trends: object = None,
) -> str:
    """The n-th page (from 1) of the index, with these rows. `failed` are (name, reason) of what was not checked;
    `trends` is what `trends.html` shows (see `align.batch.trends`). What is not about documents is on the first page."""
    known = titles()
    first = number == 1
    css = page_css()
    return (
        environment()
        .get_template("index.html")
        .render(
            entries=rows,
            documents=counts.documents,
            pages=[(n, page_name(n), n == number) for n in range(1, -(-counts.documents // ROWS) + 1)],
            checks=[(c, known.get(c, (c, 1))[0], n, spread) for c, n, spread in counts.checks] if first else [],
            failed=[(printable(name), printable(reason)) for name, reason in failed],
            verdicts=counts.verdicts,
            command=command,
            trends=trends if first else None,
            ui=ui,
            css=Markup(css),
            csp=content_policy(css, None),
            **translator(page_strings(ui)),
        )
    )
