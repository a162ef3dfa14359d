"""Pairs a second and core, on NTREX (both scripts), for extraction and comparison; peers that are installed beside it.

    python benchmarks/figures_speed.py [--rounds 3]

Peers (pip install cn2an text2num quantulum3; none is needed to run the project): text2num and quantulum3 read the
English, cn2an the Chinese; Recognizers-Text reads both. CPU time of one process, best of the rounds.
Reads ntrex/ntrex.tsv below the folder named by ALIGN_DATA (default ../shared next to the repository).
"""

from __future__ import annotations

import argparse
import csv
import importlib
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from align.quantities import find_quantities
from align.quantities.compare import compare

ROOT = Path(os.environ.get("ALIGN_DATA", Path(__file__).resolve().parents[2] / "shared"))
Reader = Callable[[str], Any]


def main() -> None:
    """Prints a row for each reader."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    with (ROOT / "data" / "ntrex" / "ntrex.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    pairs = [(r["en"], r[column]) for column in ("zh_TW", "zh_CN") for r in rows]
    compare(*pairs[0])
    report("align: extraction and comparison", lambda: [compare(s, t) for s, t in pairs], len(pairs), rounds)
    english, chinese = [s for s, _ in pairs], [t for _, t in pairs]
    report("align: English extraction", lambda: [find_quantities(s, "en") for s in english], len(pairs), rounds)
    report("align: Chinese extraction", lambda: [find_quantities(t, "zh") for t in chinese], len(pairs), rounds)
    for name, texts, reader in peers(english, chinese):
        sample = texts[:300]
        report(f"{name} (300 lines)", lambda r=reader, s=sample: [safely(r, x) for x in s], len(sample), 1)


def peers(english: list[str], chinese: list[str]) -> list[tuple[str, list[str], Reader]]:
    """The peers that can be imported, each with the side it reads."""
    found: list[tuple[str, list[str], Reader]] = []
    for package, texts, make in (
        ("text_to_num", english, lambda m: lambda x: m.alpha2digit(x, "en")),
        ("quantulum3.parser", english, lambda m: m.parse),
        ("cn2an", chinese, lambda m: lambda x: m.transform(x, "cn2an")),
        ("recognizers_number", english, lambda m: lambda x: m.recognize_number(x, "en-us")),
    ):
        try:
            found.append((package, texts, make(importlib.import_module(package))))
        except Exception as error:
            print(f"{package}: not run ({type(error).__name__}: {error})")
    return found


def safely(reader: Reader, text: str) -> Any:
    """The reading, or None where the peer fails on the text."""
    try:
        return reader(text)
    except Exception:
        return None


def report(name: str, work: Callable[[], Any], count: int, rounds: int) -> None:
    """Prints items a CPU second."""
    best = min(cpu(work) for _ in range(rounds))
    print(f"{name:42}{count / best:12,.0f} a second")


def cpu(work: Callable[[], Any]) -> float:
    """CPU seconds of one run."""
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
