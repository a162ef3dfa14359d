"""What the samples' reports hold, line by line, so that no change of a rule goes unseen.

`python tests/test_golden.py` writes the lists anew; read the difference before you commit it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from align.encoders import Encoder, load_encoder
from align.formats.read import read_path
from align.model import Place, Report
from align.qa import make_report

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = Path(__file__).resolve().parent / "golden"
SAMPLES = sorted((ROOT / "corpora").glob("*.txt"))


def listed(report: Report) -> str:
    """One line a finding: pair, check, severity, both places, suggestion."""
    lines = []
    for f in report.findings:
        where = "document" if f.pair is None else f"{f.pair:>3}"
        lines.append(
            f"{where} {f.check} {f.severity.value} [{quoted(f.source)}] [{quoted(f.target)}] {f.suggestion or ''}"
        )
    return "\n".join(line.rstrip() for line in lines) + "\n"


def quoted(place: Place | None) -> str:
    return "" if place is None else f"{place.start}:{place.end} {' '.join(place.text.split())[:60]}"


def report_of(path: Path, encoder: Encoder) -> str:
    return listed(make_report(read_path(path, name=path.stem), encoder))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_sample_report_is_as_recorded(path: Path, encoder: Encoder) -> None:
    recorded = (GOLDEN / f"{path.stem}.txt").read_text(encoding="utf-8")
    assert report_of(path, encoder) == recorded


if __name__ == "__main__":
    use = load_encoder("use")
    assert use is not None
    GOLDEN.mkdir(exist_ok=True)
    for sample in SAMPLES:
        (GOLDEN / f"{sample.stem}.txt").write_text(report_of(sample, use), encoding="utf-8")
