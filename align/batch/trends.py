"""What many documents show together: rates over time by company, translator and engine, and systemic findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from align.batch.manifest import About, about
from align.batch.plan import Done
from align.model import Severity
from align.reports.index import Entry
from align.reports.view import titles
from align.reports.words import printable

DIMENSIONS = ("company", "translator", "engine")
PLOTTED = 6
LISTED = 10
WIDTH, HEIGHT, LEFT, BOTTOM = 640.0, 220.0, 40.0, 24.0
_COLOURS = ("accent", "critical", "good", "major", "info", "minor")


@dataclass(frozen=True)
class Cell:
    """Sums over documents. `rate` is critical and major findings in 100 lines."""

    documents: int = 0
    lines: int = 0
    serious: int = 0
    findings: int = 0

    def __add__(self, other: Cell) -> Cell:
        return Cell(
            self.documents + other.documents,
            self.lines + other.lines,
            self.serious + other.serious,
            self.findings + other.findings,
        )

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


def trends(results: Iterable[Done], manifest: Mapping[str, About]) -> Trends:
    """The trends over what was checked, which is looked at once, one document at a time, in the order of the names."""
    sums: dict[str, dict[str, _Sums]] = {name: defaultdict(_Sums) for name in DIMENSIONS}
    shared: dict[tuple[str, str], _Shared] = {}
    worst: list[tuple[str, str, float]] = []
    for done in results:
        if done.entry is None:
            continue
        known, cell = about(done.name, manifest), _cell(done.entry)
        for name in DIMENSIONS:
            value = printable(getattr(known, name))
            if value:
                sums[name][value].add(printable(known.period), cell)
        for check, group, message, count in done.systemic:
            shared.setdefault((check, group), _Shared(message)).add(done.name, count)
        if cell.rate > 0:
            worst = sorted([*worst, (done.name, done.entry.href, cell.rate)], key=lambda r: (-r[2], r[0]))[:LISTED]
    dimensions = tuple(_dimension(name, groups) for name, groups in sums.items() if groups)
    highest = worst[0][2] if worst else 1.0
    return Trends(
        dimensions,
        _systemic(shared),
        tuple((printable(name), href, rate, rate / highest) for name, href, rate in worst),
    )


@dataclass
class _Sums:
    """The documents of one company (translator, engine), added up."""

    total: Cell = field(default_factory=Cell)
    periods: dict[str, Cell] = field(default_factory=dict)

    def add(self, period: str, cell: Cell) -> None:
        self.total += cell
        self.periods[period] = self.periods.get(period, Cell()) + cell


@dataclass
class _Shared:
    """A systemic finding and the documents that have it."""

    message: str
    documents: int = 0
    times: int = 0
    names: list[str] = field(default_factory=list)
    last: str | None = None

    def add(self, name: str, count: int) -> None:
        self.times += count
        if name != self.last:
            self.last = name
            self.documents += 1
            if len(self.names) < LISTED:
                self.names.append(printable(name))


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


def _cell(entry: Entry) -> Cell:
    serious = sum(n for severity, n in entry.by_severity if severity.rank >= Severity.MAJOR.rank)
    counted = sum(n for severity, n in entry.by_severity if severity is not Severity.INFO)
    return Cell(1, entry.lines, serious, counted)


def _dimension(name: str, groups: Mapping[str, _Sums]) -> Dimension:
    periods = tuple(sorted({period for one in groups.values() for period in one.periods if period}))
    rows = [Row(value, one.total, tuple(one.periods.get(p) for p in periods)) for value, one in groups.items()]
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


def _systemic(shared: Mapping[tuple[str, str], _Shared]) -> tuple[Systemic, ...]:
    known = titles()
    found = [
        Systemic(
            check, known.get(check, (check, 1))[0], printable(one.message), one.documents, one.times, tuple(one.names)
        )
        for (check, _), one in shared.items()
        if one.documents > 1
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda s: (-s.documents, -s.times, s.check, s.message)))
