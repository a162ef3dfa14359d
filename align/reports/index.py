"""The index page of a run over several documents: verdicts, counts by check, the worst document first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from align.model import Finding, Place, Report, Severity
from align.reports.html import content_policy, environment, page_css, page_strings, translator
from align.reports.lines import WEIGHTS
from align.reports.view import titles, verdict_of
from align.reports.words import printable

_VERDICT_ORDER = {"fail": 0, "look": 1, "pass": 2}


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


def write_index(
    entries: Sequence[Entry],
    *,
    failed: Sequence[tuple[str, str]] = (),
    ui: str = "en",
    command: str | None = None,
    trends: object = None,
) -> str:
    """The index page. The same entries give the same page. `failed` are (name, reason) of what was not checked;
    `trends` is what `trends.html` shows (see `align.batch.trends`)."""
    ordered = sorted(entries, key=lambda e: (_VERDICT_ORDER[e.verdict], -e.cost, e.name))
    checks: Counter[str] = Counter()
    for item in ordered:
        checks.update(dict(item.by_check))
    known = titles()
    rows = [(check, known.get(check, (check, 1))[0], n, _spread(check, ordered)) for check, n in checks.most_common()]
    css = page_css()
    return (
        environment()
        .get_template("index.html")
        .render(
            entries=ordered,
            checks=rows,
            failed=[(printable(name), printable(reason)) for name, reason in failed],
            verdicts=Counter(e.verdict for e in ordered),
            command=command,
            trends=trends,
            ui=ui,
            css=Markup(css),
            csp=content_policy(css, None),
            **translator(page_strings(ui)),
        )
    )


def _spread(check: str, entries: Sequence[Entry]) -> int:
    return sum(any(name == check for name, _ in e.by_check) for e in entries)
