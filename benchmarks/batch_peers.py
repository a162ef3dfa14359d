"""Pairs a CPU second, and what is found, ours beside what people use instead: one run, the same pairs.

    python -m venv peers        # a throw-away environment: translate-toolkit is GPL and no part of this project
    peers/bin/pip install translate-toolkit recognizers-text-suite "emoji<2" opusfilter
    python benchmarks/batch_peers.py --peers peers/bin/python [--pairs 600]

Speed: the first pairs of ntrex/ntrex.tsv (human translation, zh-TW), one process, one thread, what is loaded once not
counted. `found`: of the pairs of numbers/corrupted.jsonl, each with one planted figure error, those flagged; `flagged
intact`: the same pairs before the error was planted. Both below the folder named by ALIGN_DATA (default ../shared next
to the repository). What is not installed is named and left out; each runs in a process of its own. (bicleaner-hardrules
2.10 did not install: fasttext-wheel 0.9.2, which it pins, did not build on Python 3.11.)
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(os.environ.get("ALIGN_DATA", Path(__file__).resolve().parents[2] / "shared")) / "data"
Pairs = list[tuple[str, str]]
Flag = Callable[[Pairs], list[bool]]
OURS = ("rules", "use", "e5-small", "e5-small alone")
PEERS = ("recognizers", "pofilter", "opusfilter")
SAID = {
    "rules": "align score, rules alone",
    "use": "align, documents, default encoder",
    "e5-small": "align, documents, e5-small",
    "e5-small alone": "e5-small encode alone (sentence-transformers)",
    "recognizers": "Recognizers-Text, numbers of both sides compared",
    "pofilter": "translate-toolkit, pofilter's standard checks",
    "opusfilter": "OpusFilter, numerals, length ratio, end marks",
}


def main() -> None:
    """Prints a row for each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=int, default=600)
    parser.add_argument("--peers", help="the Python that has the peers")
    parser.add_argument("--only", nargs="+", choices=[*OURS, *PEERS], default=[*OURS, *PEERS])
    parser.add_argument("--run", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.run:
        print(json.dumps(measured(args.run, args.pairs)))
        return
    print(f"{args.pairs} pairs for speed; load before {', '.join(f'{x:.1f}' for x in os.getloadavg())}")
    print(f"{'':50}{'pairs/CPU s':>12}{'found':>9}{'flagged intact':>16}")
    for name in args.only:
        python = args.peers if name in PEERS else sys.executable
        print(row(name, python, args.pairs), flush=True)


def row(name: str, python: str | None, count: int) -> str:
    """The row of one, run with that Python."""
    if python is None:
        return f"{SAID[name]:50} left out: give --peers"
    command = [python, __file__, "--run", name, "--pairs", str(count)]
    threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **threads}, check=False)
    if done.returncode:
        return f"{SAID[name]:50} left out: {(done.stderr.strip().splitlines() or ['failed'])[-1][:90]}"
    rate, found, alarms = json.loads(done.stdout.splitlines()[-1])
    shares = f"{100 * found:8.1f}%{100 * alarms:15.1f}%" if found is not None else ""
    return f"{SAID[name]:50}{rate:12,.0f}{shares}"


def measured(name: str, count: int) -> tuple[float, float, float]:
    """Pairs a CPU second, share of planted errors flagged, share of intact pairs flagged."""
    with (ROOT / "ntrex" / "ntrex.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    pairs = [(r["en"], r["zh_TW"]) for r in rows]
    flag = MAKERS[name]()
    flag(pairs[count:] or pairs[-50:])
    start = time.process_time()
    flag(pairs[:count])
    rate = count / (time.process_time() - start)
    lines = (ROOT / "numbers" / "corrupted.jsonl").read_text("utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    bad = flag([(c["en"], c["zh"]) for c in cases])
    good = flag([(c["en"], c["zh_original"]) for c in cases])
    return rate, sum(bad) / len(cases), sum(good) / len(cases)


def rules() -> Flag:
    """The checks of `align score`, on one pair at a time."""
    from align.batch.stream import Layout, Scorer, pairwise, scored
    from align.batch.streamfile import Line
    from align.qa import Settings

    scorer = Scorer(Layout("jsonl", "zh-Hant-TW"), "none", settings=pairwise(Settings()))

    def flag(pairs: Pairs) -> list[bool]:
        lines = [Line(json.dumps({"source": s, "target": t}).encode(), 0) for s, t in pairs]
        out = scored(lines, scorer).output.decode().splitlines()
        return [json.loads(line)["align"]["figures"] > 0 for line in out]

    return flag


def documents(model: str) -> Flag:
    """The whole run over documents of 100 lines; flagged is what has a finding about figures."""
    from align.encoders import load_encoder
    from align.encoders.use import UseEncoder
    from align.model import Bitext, Pair
    from align.qa import make_report

    encoder = UseEncoder(1) if model == "use" else load_encoder(model)

    def flag(pairs: Pairs) -> list[bool]:
        out = []
        for at in range(0, len(pairs), 100):
            part = tuple(Pair(i, s, t) for i, (s, t) in enumerate(pairs[at : at + 100]))
            findings = make_report(Bitext("d", part), encoder).findings
            hit = {f.pair for f in findings if f.check.startswith("quantity.")}
            out += [pair.index in hit for pair in part]
        return out

    return flag


def encoding() -> Flag:
    """Both sides encoded, and nothing else: flagged are cosines below those of 95 of 100 pairs of news."""
    import numpy as np

    from align.encoders import load_encoder, unit_vectors

    encoder = load_encoder("e5-small")
    assert encoder is not None
    least: list[float] = []

    def flag(pairs: Pairs) -> list[bool]:
        vectors = unit_vectors(encoder, [s for s, _ in pairs] + [t for _, t in pairs])
        cosines = np.einsum("ij,ij->i", vectors[: len(pairs)], vectors[len(pairs) :])
        least[:] = least if len(least) == 2 else [*least, float(np.quantile(cosines, 0.05))]
        return [bool(cosine < least[-1]) for cosine in cosines]

    return flag


def recognizers() -> Flag:
    """The values that both sides' numbers resolve to, as multisets."""
    from recognizers_number import NumberRecognizer

    english = NumberRecognizer("en-us").get_number_model("en-us")
    chinese = NumberRecognizer("zh-cn").get_number_model("zh-cn")

    def values(model: Any, text: str) -> Counter[str]:
        try:
            return Counter(str((found.resolution or {}).get("value")) for found in model.parse(text))
        except Exception:  # the peer gives up on some texts
            return Counter()

    return lambda pairs: [values(english, s) != values(chinese, t) for s, t in pairs]


def pofilter() -> Flag:
    """Flagged when a check of the standard set that is about meaning fails; the cosmetic ones fail on all Chinese."""
    from translate.filters import checks
    from translate.storage import base

    checker = checks.StandardChecker(checkerconfig=checks.CheckerConfig(targetlanguage="zh_TW"))

    def failed(source: str, target: str) -> bool:
        unit = base.TranslationUnit(source)
        unit.target = target
        return "numbers" in checker.run_filters(unit)

    return lambda pairs: [failed(s, t) for s, t in pairs]


def opusfilter() -> Flag:
    """Flagged when a filter of the usual first step of a cleaning recipe drops the pair; numerals find the errors."""
    from opusfilter.filters import LengthRatioFilter, NonZeroNumeralsFilter, TerminalPunctuationFilter

    filters = [NonZeroNumeralsFilter(), LengthRatioFilter(unit="char", threshold=4), TerminalPunctuationFilter()]

    def flag(pairs: Pairs) -> list[bool]:
        marks = [[one.accept(score) for score in one.score(iter([list(p) for p in pairs]))] for one in filters]
        return [not numerals for numerals in marks[0]]

    return flag


MAKERS: dict[str, Callable[[], Flag]] = {
    "rules": rules,
    "use": lambda: documents("use"),
    "e5-small": lambda: documents("e5-small"),
    "e5-small alone": encoding,
    "recognizers": recognizers,
    "pofilter": pofilter,
    "opusfilter": opusfilter,
}

if __name__ == "__main__":
    main()
