"""What a run costs, on the same pairs in one go: rules, encoders, processes, cache, resume, length, memory.

    python benchmarks/batch_cost.py [--pairs 600] [--parts cost processes again length memory] [--plot length.svg]

Pairs are those of ntrex/ntrex.tsv below the folder named by ALIGN_DATA (default ../shared next to the repository),
as documents of 100 lines; without it those of corpora/. Times are of the processor (user and system) unless they say
wall; run it on a machine that does nothing else. e5-small needs the extra [e5]; what is not installed is left out.
"""

from __future__ import annotations

import argparse
import csv
import os
import resource
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from align.batch.plan import Plan
from align.batch.run import run
from align.batch.stream import Layout, Scorer, pairwise, scored
from align.batch.streamfile import Line
from align.batch.worklist import Document, work_list
from align.encoders import load_encoder, unit_vectors
from align.encoders.use import UseEncoder
from align.formats.read import read_path
from align.model import Bitext, Pair
from align.qa import Settings, make_report

HERE = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("ALIGN_DATA", HERE.parent / "shared")) / "data" / "ntrex" / "ntrex.tsv"
PER_DOCUMENT = 100
Texts = list[tuple[str, str]]


def main() -> None:
    """Prints a table for each part."""
    parts: dict[str, Callable[[Texts, argparse.Namespace], None]] = {
        "cost": cost,
        "processes": processes,
        "again": again,
        "length": length,
        "memory": memory,
    }
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=int, default=600)
    parser.add_argument("--parts", nargs="+", choices=list(parts), default=list(parts))
    parser.add_argument("--plot", type=Path, help="where to draw the plot of the part `length`")
    args = parser.parse_args()
    pairs = texts(args.pairs)
    words = sum(len(s.split()) for s, _ in pairs) / len(pairs)
    load = ", ".join(f"{x:.1f}" for x in os.getloadavg())
    print(f"{len(pairs)} pairs, {words:.1f} English words each; {os.cpu_count()} cores, load before {load}\n")
    for name in args.parts:
        parts[name](pairs, args)
        print()


def texts(count: int) -> Texts:
    """That many pairs, repeated from the start where there are fewer."""
    if DATA.is_file():
        with DATA.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            found = [(row["en"], row["zh_TW"]) for row in rows]
    else:
        documents = [read_path(path) for path in sorted((HERE / "corpora").glob("*.txt"))]
        found = [(p.source, p.target) for d in documents for p in d.pairs if p.kind == "speech"]
    return [found[i % len(found)] for i in range(count)]


def documents(pairs: Texts) -> list[Bitext]:
    """The pairs as documents."""
    cut = [pairs[i : i + PER_DOCUMENT] for i in range(0, len(pairs), PER_DOCUMENT)]
    return [Bitext(f"d{n}", tuple(Pair(i, s, t) for i, (s, t) in enumerate(part))) for n, part in enumerate(cut)]


def write(pairs: Texts, folder: Path) -> list[Path]:
    """The pairs as transcripts in a folder."""
    folder.mkdir()
    paths = []
    for bitext in documents(pairs):
        paths.append(folder / f"{bitext.name}.txt")
        text = "".join(f"  • {p.source}\n\n    {p.target}\n\n" for p in bitext.pairs)
        paths[-1].write_text(text, encoding="utf-8")
    return paths


def timed(call: Callable[[], object]) -> tuple[float, float]:
    """Seconds of the processor, this process and its children, and of the wall."""
    before, start = os.times(), time.perf_counter()
    call()
    after = os.times()
    return sum(after[:4]) - sum(before[:4]), time.perf_counter() - start


def row(name: str, seconds: float, pairs: int, note: str = "") -> None:
    """One line of a table."""
    print(
        f"{name:44} {seconds:8.2f} s {pairs / max(seconds, 1e-9):9.0f} pairs/s {1000 * seconds / pairs:8.2f} ms {note}"
    )


def cost(pairs: Texts, _: argparse.Namespace) -> None:
    """Rules alone, encoders alone, whole runs."""
    print("cost, one process, warm")
    bitexts = documents(pairs)
    sides = [text for pair in pairs for text in pair]
    make_report(bitexts[0])
    rules, _wall = timed(lambda: [make_report(b) for b in bitexts])
    row("documents, rules alone", rules, len(pairs))
    lines = [Line(f"{s}\t{t}".encode(), 0) for s, t in pairs]
    scorer = Scorer(Layout("tsv", "zh-Hant-TW"), "none", settings=pairwise(Settings()))
    scored(lines[:20], scorer)
    stream, _wall = timed(lambda: scored(lines, scorer))
    row("align score, rules alone", stream, len(pairs))
    for name in ("use", "e5-small"):
        try:
            encoder = Clocked(UseEncoder(1) if name == "use" else load_encoder(name))
        except Exception as error:
            print(f"{name}: not run ({type(error).__name__}: {error})")
            continue
        unit_vectors(encoder, sides[:20])
        alone, _wall = timed(lambda e=encoder: unit_vectors(e, sides))  # type: ignore[misc]
        row(f"{name}: both sides encoded, nothing else", alone, len(pairs))
        encoder.seconds, encoder.texts = 0.0, 0
        whole, _wall = timed(lambda e=encoder: [make_report(b, e) for b in bitexts])  # type: ignore[misc]
        row(f"{name}: documents, the whole run", whole, len(pairs), f"{encoder.texts} texts encoded")
        rest = whole - encoder.seconds
        row(f"{name}: of it all but encoding", rest, len(pairs))
        print(f"{'':44} all but encoding / both sides encoded = {rest / alone:.2f}; rules / both = {rules / alone:.2f}")


class Clocked:
    """An encoder that counts its texts and seconds of the processor."""

    def __init__(self, encoder: Any) -> None:
        self._encoder = encoder
        self.seconds = 0.0
        self.texts = 0

    def encode(self, sentences: list[str], /) -> Any:
        """What the encoder gives."""
        start = time.process_time()
        vectors = self._encoder.encode(sentences)
        self.seconds += time.process_time() - start
        self.texts += len(sentences)
        return vectors


def processes(pairs: Texts, _: argparse.Namespace) -> None:
    """Two processes against one; starting them (and the encoder in each) counts.

    On a machine that has other work the wall says nothing; what the processor spent gives the ratio two free cores
    could at best have.
    """
    print("processes, the same documents, default encoder, no cache")
    with tempfile.TemporaryDirectory() as name:
        write(pairs, Path(name) / "calls")
        found = work_list([f"{name}/calls"])
        spent, walls = {}, {}
        list(run(found[:1] * 2, Plan(output=Path(name) / "warm", threads=1)))
        for jobs in (1, 2):
            plan = Plan(output=Path(name) / f"out{jobs}", threads=1)
            spent[jobs], walls[jobs] = timed(lambda p=plan, j=jobs: list(run(found, p, jobs=j)))  # type: ignore[misc]
            row(f"--jobs {jobs}, wall", walls[jobs], len(pairs), f"processor {spent[jobs]:.2f} s")
        print(f"{'':44} wall 1 / 2 = {walls[1] / walls[2]:.2f}; at best {2 * spent[1] / spent[2]:.2f}")


def again(pairs: Texts, _: argparse.Namespace) -> None:
    """The second run of unchanged documents."""
    print("again, one process, default encoder loaded; wall time")
    with tempfile.TemporaryDirectory() as name:
        write(pairs, Path(name) / "calls")
        found = work_list([f"{name}/calls"])
        plan = Plan(output=Path(name) / "out", cache=Path(name) / "vectors")
        list(run(found[:1] * 2, replace(plan, output=Path(name) / "warm", cache=None)))
        first = 0.0
        for label, resume in (("first run", False), ("vectors from the cache", False), ("unchanged, resumed", True)):
            _cpu, wall = timed(lambda r=resume: list(run(found, plan, resume=r)))  # type: ignore[misc]
            first = first or wall
            row(label, wall, len(pairs), f"{100 * wall / first:.1f} % of the first")


def length(pairs: Texts, args: argparse.Namespace) -> None:
    """Documents of growing length, and paragraphs of growing length."""
    print("length, rules alone; linear when the milliseconds stay")
    sizes = [100, 200, 400, 800, 1600]
    many = [pairs[i % len(pairs)] for i in range(sizes[-1])]
    make_report(documents_of(many[:100]))
    curves: dict[str, list[float]] = {"more lines": [], "longer lines": []}
    for size in sizes:
        seconds, _wall = timed(lambda n=size: make_report(documents_of(many[:n])))  # type: ignore[misc]
        curves["more lines"].append(seconds)
        row(f"one document of {size} lines", seconds, size)
    for size in sizes:
        step = size // 100
        joined = [joined_pair(many[i : i + step]) for i in range(0, size, step)]
        seconds, _wall = timed(lambda j=joined: make_report(documents_of(j)))  # type: ignore[misc]
        curves["longer lines"].append(seconds)
        row(f"100 lines of {step} sentences", seconds, size)
    if args.plot:
        draw(sizes, curves, args.plot)


def documents_of(pairs: Iterable[tuple[str, str]]) -> Bitext:
    """One document."""
    return Bitext("long", tuple(Pair(i, s, t) for i, (s, t) in enumerate(pairs)))


def joined_pair(pairs: Texts) -> tuple[str, str]:
    """Several pairs as one."""
    return " ".join(s for s, _ in pairs), "".join(t for _, t in pairs)


def draw(sizes: list[int], curves: dict[str, list[float]], path: Path) -> None:
    """The curves of the part `length`."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(6, 3.5))
    for name, seconds in curves.items():
        axes.plot(sizes, seconds, marker="o", label=name)
    axes.set_xlabel("sentences")
    axes.set_ylabel("seconds")
    axes.legend()
    figure.tight_layout()
    figure.savefig(path)
    print(f"{path}")


def memory(pairs: Texts, _: argparse.Namespace) -> None:
    """What stays in memory: of streaming after many batches, of a long run for each document."""
    print("memory")
    scorer = Scorer(Layout("tsv", "zh-Hant-TW"), "none", settings=pairwise(Settings()))
    peaks = []
    for round_number in range(6):
        for at in range(0, len(pairs), 256):
            marked = [Line(f"{round_number}.{at} {s}\t{t}".encode(), 0) for s, t in pairs[at : at + 256]]
            scored(marked, scorer)
        peaks.append(peak())
    shown = ", ".join(f"{one:.0f}" for one in peaks)
    print(f"align score, peak after each {len(pairs)} pairs that differ: {shown} MB")
    simulated(pairs)


def simulated(pairs: Texts, count: int = 100_000) -> None:
    """A run of that many documents, whose results are made up from one real one: what the main process holds."""
    from align.batch.overview import write_overview
    from align.batch.results import Results

    with tempfile.TemporaryDirectory() as name, Results() as results:
        write(pairs[:PER_DOCUMENT], Path(name) / "calls")
        found = work_list([f"{name}/calls"]) * 2
        plan = Plan(output=Path(name) / "out", model="none")
        first = next(iter(run(found, plan)))
        assert first.entry is not None, first.error
        write_overview(results, plan, "", {})  # what any run loads
        marks = {count // 10, count}
        peaks = [peak()]
        start = time.perf_counter()
        for number in range(1, count + 1):
            called = f"company{number % 500}-{2000 + number % 25}q{number % 4 + 1}-{number}"
            results.add(replace(first, name=called, entry=replace(first.entry, name=called, href=f"{called}.html")))
            peaks += [peak()] if number in marks else []
        spent = 1000 * (time.perf_counter() - start) / count
        shown = " MB, ".join(f"{one:.0f}" for one in peaks)
        print(f"results of 0, {count // 10}, {count} documents: peak {shown} MB; {spent:.2f} ms a document to keep")
        start = time.perf_counter()
        write_overview(results, plan, "", {})
        files = [path.stat().st_size / 2**20 for path in plan.output.glob("index*")]
        print(
            f"their index: {len(files)} files, {sum(files):.0f} MB in all, {time.perf_counter() - start:.0f} s, "
            f"peak {peak():.0f} MB"
        )
    documents = [Document(f"calls/company{n % 500}/{n}", Path(f"calls/company{n % 500}/{n}.txt")) for n in range(count)]
    print(f"a work list of {len(documents)}: {peak() - peaks[-1]:.0f} MB")


def peak() -> float:
    """The most memory this process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
