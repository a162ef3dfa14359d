"""What many documents show together: rates over time by company, translator and engine, and systemic findings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from align.batch.manifest import About, about
from align.batch.plan import Done
from align.model import Severity
from align.reports.index import Entry
from align.reports.view import titles
from align.reports.words import printable

DIMENSIONS = ("company", "translator", "engine")
PLOTTED = 6
WIDTH, HEIGHT, LEFT, BOTTOM = 640.0, 220.0, 40.0, 24.0
_COLOURS = ("accent", "critical", "good", "major", "info", "minor")


@dataclass(frozen=True)
class Cell:
    """Sums over documents. `rate` is critical and major findings in 100 lines."""

    documents: int = 0
    lines: int = 0
    serious: int = 0
    findings: int = 0

    @property
    def rate(self) -> float:
        return 100 * self.serious / self.lines if self.lines else 0.0


@dataclass(frozen=True)
class Row:
    """One company (translator, engine): its sums in all and for each period, None where it has no document."""

    name: str
    total: Cell
    periods: tuple[Cell | None, ...]


@dataclass(frozen=True)
class Line:
    """A curve of a plot: `points` in its coordinates, ready for SVG; `dots` are (x, y, words)."""

    name: str
    colour: str
    points: str
    dots: tuple[tuple[float, float, str], ...]


@dataclass(frozen=True)
class Plot:
    """`ticks` are (y, label) of the rate, `labels` (x, period)."""

    width: float
    height: float
    left: float
    bottom: float
    ticks: tuple[tuple[float, str], ...]
    labels: tuple[tuple[float, str], ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Dimension:
    """All that is shown by one of DIMENSIONS. Rows by number of documents; `plot` needs two periods."""

    name: str
    periods: tuple[str, ...]
    rows: tuple[Row, ...]
    plot: Plot | None


@dataclass(frozen=True)
class Systemic:
    """A systemic finding of several documents as one."""

    check: str
    title: str
    message: str
    documents: int
    times: int
    names: tuple[str, ...]


@dataclass(frozen=True)
class Trends:
    """The part of the index page that speaks of all documents. `worst` are (name, href, rate, share of the worst)."""

    dimensions: tuple[Dimension, ...]
    systemic: tuple[Systemic, ...]
    worst: tuple[tuple[str, str, float, float], ...]

    def __bool__(self) -> bool:
        return bool(self.dimensions or self.systemic or self.worst)


def trends(results: Sequence[Done], manifest: Mapping[str, About]) -> Trends:
    """The trends over what was checked. The same results in any order give the same trends."""
    done = sorted((d for d in results if d.entry is not None), key=lambda d: d.name)
    known = {d.name: about(d.name, manifest) for d in done}
    dimensions = tuple(d for name in DIMENSIONS if (d := _dimension(name, done, known)) is not None)
    return Trends(dimensions, _systemic(done), _worst(done))


def to_dict(found: Trends) -> dict[str, Any]:
    """The trends as plain data, without plots."""
    by: dict[str, Any] = {}
    for dimension in found.dimensions:
        by[dimension.name] = {
            row.name: {
                "all": _plain(row.total),
                **{p: _plain(c) for p, c in zip(dimension.periods, row.periods, strict=True) if c is not None},
            }
            for row in dimension.rows
        }
    return {"by": by, "systemic": [asdict(one) for one in found.systemic]}


def _plain(cell: Cell) -> dict[str, Any]:
    return {**asdict(cell), "serious_per_100_lines": round(cell.rate, 2)}


def _serious(entry: Entry) -> int:
    return sum(n for severity, n in entry.by_severity if severity.rank >= Severity.MAJOR.rank)


def _sum(entries: Sequence[Entry]) -> Cell:
    counted = sum(n for e in entries for s, n in e.by_severity if s is not Severity.INFO)
    return Cell(len(entries), sum(e.lines for e in entries), sum(_serious(e) for e in entries), counted)


def _dimension(name: str, done: Sequence[Done], known: Mapping[str, About]) -> Dimension | None:
    groups: dict[str, dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for one in done:
        value = printable(getattr(known[one.name], name))
        if value and one.entry is not None:
            groups[value][printable(known[one.name].period)].append(one.entry)
    if not groups:
        return None
    periods = tuple(sorted({period for by in groups.values() for period in by if period}))
    rows = []
    for value, by in groups.items():
        cells = tuple(_sum(by[period]) if period in by else None for period in periods)
        rows.append(Row(value, _sum([e for entries in by.values() for e in entries]), cells))
    ordered = tuple(sorted(rows, key=lambda row: (-row.total.documents, -row.total.rate, row.name)))
    return Dimension(name, periods, ordered, _plot(periods, ordered[:PLOTTED]) if len(periods) > 1 else None)


def _plot(periods: Sequence[str], rows: Sequence[Row]) -> Plot:
    highest = max((cell.rate for row in rows for cell in row.periods if cell is not None), default=0.0)
    step = next(s for s in (0.5, 1, 2, 5, 10, 20, 25, 50, 100, 1000) if s * 4 >= highest or s == 1000)
    top = step * 4
    across = (WIDTH - LEFT - 12) / max(1, len(periods) - 1)
    high = HEIGHT - BOTTOM - 8

    def at(number: int, rate: float) -> tuple[float, float]:
        return round(LEFT + number * across, 1), round(8 + high * (1 - min(rate, top) / top), 1)

    lines = []
    for row, colour in zip(rows, _COLOURS, strict=False):
        cells = [(i, c) for i, c in enumerate(row.periods) if c is not None]
        places = [at(i, c.rate) for i, c in cells]
        words = [f"{row.name}, {periods[i]}: {c.serious} / {c.lines} ({c.rate:.1f} %)" for i, c in cells]
        dots = tuple((x, y, said) for (x, y), said in zip(places, words, strict=True))
        lines.append(Line(row.name, colour, " ".join(f"{x},{y}" for x, y in places), dots))
    ticks = tuple((at(0, n * step)[1], f"{n * step:g}") for n in range(5))
    every = -(-len(periods) // 10)
    labels = tuple((at(i, 0)[0], period) for i, period in enumerate(periods) if i % every == 0)
    return Plot(WIDTH, HEIGHT, LEFT, BOTTOM, ticks, labels, tuple(lines))


def _systemic(done: Sequence[Done]) -> tuple[Systemic, ...]:
    where: dict[tuple[str, str], list[str]] = defaultdict(list)
    times: Counter[tuple[str, str]] = Counter()
    said: dict[tuple[str, str], str] = {}
    for one in done:
        for check, group, message, count in one.systemic:
            where[check, group].append(one.name)
            times[check, group] += count
            said.setdefault((check, group), message)
    known = titles()
    found = [
        Systemic(
            check, known.get(check, (check, 1))[0], printable(said[check, group]), len(names), times[check, group],
            tuple(printable(name) for name in names[:10]),
        )
        for (check, group), names in where.items()
        if len(set(names)) > 1
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda s: (-s.documents, -s.times, s.check, s.message)))


def _worst(done: Sequence[Done]) -> tuple[tuple[str, str, float, float], ...]:
    """The documents with most serious findings a line; ties by name."""
    rated = [(d.name, d.entry.href, _sum([d.entry]).rate) for d in done if d.entry is not None]
    worst = sorted((r for r in rated if r[2] > 0), key=lambda r: (-r[2], r[0]))[:10]
    return tuple((printable(name), href, rate, rate / worst[0][2]) for name, href, rate in worst)
