"""What encoding costs aligners that encode every concatenation, against sentences and clauses once, with one encoder.

    python benchmarks/align_peers.py [--documents 6] [--largest 4]

vecalign and Bertalign encode all runs of 1 to 4 neighbouring sentences (their defaults; more in the settings that score
best). Neither is run here: what is measured is the encoding of these runs with our encoder, a lower bound of what they
cost with it, with nothing for aligning.
"""

from __future__ import annotations

import argparse
import time

from align_data import counts, data_folder, figures, load_mac

from align.aligner import align_sentences
from align.encoders import load_encoder
from align.encoders.base import unit_vectors
from align.text.script import to_simplified


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=6)
    parser.add_argument("--largest", type=int, default=4, help="sentences of the longest run")
    options = parser.parse_args()
    encoder = load_encoder("use")
    assert encoder is not None
    encoder.encode(["warm"])
    start = time.process_time()
    documents = load_mac(encoder, options.documents)
    encoding = time.process_time() - start
    start = time.process_time()
    total = sum(
        counts(each.gold, [(list(range(*b.source)), list(range(*b.target))) for b in found.beads])
        for each in documents
        for found in [align_sentences(each.source, each.target)]
    )
    aligning = time.process_time() - start
    print(f"align: encoding {encoding:.1f}, aligning {aligning:.1f} CPU s", flush=True)
    print(
        "  (shipped weights, which have seen these texts) "
        + str({k: round(float(v), 3) for k, v in figures(total).items()})
    )
    start = time.process_time()
    for each in documents:
        for ending in ("en", "zh"):
            lines = (data_folder() / "mac" / "dev" / f"{each.name}.{ending}").read_text("utf-8").splitlines()
            unit_vectors(encoder, runs([to_simplified(line) for line in lines], "" if ending == "zh" else " ", options))
    concatenated = time.process_time() - start
    print(f"runs of 1 to {options.largest} sentences: encoding {concatenated:.1f} CPU s, without any aligning")
    print(f"share: {(encoding + aligning) / concatenated:.2f}")


def runs(lines: list[str], glue: str, options: argparse.Namespace) -> list[str]:
    """All runs of neighbouring lines up to the largest."""
    return [
        glue.join(lines[at : at + size])
        for size in range(1, options.largest + 1)
        for at in range(len(lines) - size + 1)
    ]


if __name__ == "__main__":
    main()
