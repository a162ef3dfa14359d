"""A call that nobody has paired: paragraphs pooled, sentences re-joined at random, sentences lost, blocks moved.

    python benchmarks/align_call.py [TRANSCRIPT ...]     # default: the sample calls in corpora/ that are clean

Of a paired transcript the labels go, and its speech is pooled on each side. Reported is how many paragraphs get back
exactly the Chinese they had; then, with a fifth of the Chinese sentences deleted and three blocks of paragraphs moved,
how many deletions and moves are reported and how many sound sentences are accused. Truth by sentence is what the aligner
says inside each pair of the paired transcript.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from align.aligner.document import Sentences, read_text, sentences_of
from align.aligner.pairing import aligned, pair_texts
from align.encoders import load_encoder
from align.encoders.base import Encoder
from align.facts import Facts
from align.formats.read import read_path
from align.model import Bitext, Pair

CORPORA = Path(__file__).resolve().parents[1] / "corpora"
DEFAULT = ("tarrowfield-2025q1.txt",)
SEEDS = (1, 2, 3)
LOST = 0.2
ENDS = ("。", "?", "!", "？", "！", "」", "…")
BLOCKS, PARAGRAPHS = 3, 4


@dataclass(frozen=True)
class Call:
    """Speech pairs of a transcript, their sentences and beads."""

    pairs: tuple[Pair, ...]
    found: Sentences


def main() -> None:
    paths = [Path(name) for name in sys.argv[1:]] or [CORPORA / name for name in DEFAULT]
    encoder = load_encoder("use")
    assert encoder is not None
    for path in paths:
        # What ends without a full stop would be one sentence with the next once it is re-joined.
        speech = [p for p in read_path(path).pairs if p.kind == "speech" and p.target.strip().endswith(ENDS)]
        pairs = tuple(Pair(at, pair.source, pair.target) for at, pair in enumerate(speech))
        found = Facts(Bitext("", pairs), encoder).of(sentences_of)
        assert found is not None
        call = Call(pairs, found)
        print(f"{path.name}: {len(pairs)} paragraphs, {len(found.source.sentences)} / {len(found.target.sentences)}")
        _pooled(call, encoder)
        for seed in SEEDS if len(pairs) >= 2 * BLOCKS * PARAGRAPHS else ():
            _damaged(call, seed, encoder)


def _pooled(call: Call, encoder: Encoder) -> None:
    source, target = [p.source for p in call.pairs], [p.target for p in call.pairs]
    print(f"  pooled: {_exact(call, pair_texts(source, target, encoder))}/{len(call.pairs)} paragraphs exact")
    for seed in SEEDS:
        joined = rejoined([call.found.target.sentence(k) for k in range(len(call.found.target.sentences))], seed)
        got = pair_texts(source, joined, encoder)
        print(f"  Chinese re-joined at random ({seed}): {_exact(call, got)}/{len(call.pairs)} paragraphs exact")


def rejoined(sentences: list[str], seed: int) -> list[str]:
    """The sentences in paragraphs of one to six."""
    rng = np.random.default_rng(seed)
    out: list[str] = []
    at = 0
    while at < len(sentences):
        size = int(rng.integers(1, 7))
        out.append("".join(sentences[at : at + size]))
        at += size
    return out


def _exact(call: Call, got: Bitext) -> int:
    def bare(text: str) -> str:
        return "".join(text.split())

    targets: dict[str, list[str]] = {}
    for pair in got.pairs:
        targets.setdefault(bare(pair.source), []).append(bare(pair.target))
    return sum(bare(pair.target) in targets.get(bare(pair.source), []) for pair in call.pairs)


def _damaged(call: Call, seed: int, encoder: Encoder) -> None:
    """Deletes sentences, moves blocks, pairs by sentence and counts; a moved block counts when a bead in it says so."""
    rng = np.random.default_rng([seed, 5])
    found = call.found
    two_sided = [bead for beads in found.beads for bead in beads if not bead.one_sided]
    lost = {k for bead in two_sided if rng.random() < LOST for k in range(*bead.target)}
    orphans = {k for bead in two_sided if bead.target[0] in lost for k in range(*bead.source)}
    order, moved = _moved_order(len(call.pairs), rng)
    first = found.target.first
    kept = [[k for k in range(int(first[p]), int(first[p + 1])) if k not in lost] for p in order]
    kept = [each for each in kept if each]
    right = [k for each in kept for k in each]
    damaged = ["".join(found.target.sentence(k) for k in each) for each in kept]
    texts = read_text([p.source for p in call.pairs], "en"), read_text(damaged, "zh-Hant-TW")
    if len(texts[1].sentences) != len(right):
        print("  (sentences run together where they are re-joined; skipped)")
        return
    whole = aligned(texts, ("en", "zh-Hant-TW"), encoder)
    alone = {k for bead in whole.beads if bead.one_sided for k in range(*bead.source)}
    named = {int(found.source.pair_of[k]) for block in whole.blocks for k in range(*block.source)}
    beside = {(s, right[t]) for bead in whole.beads for s in range(*bead.source) for t in range(*bead.target)}
    sound = [bead for bead in two_sided if bead.target[0] not in lost]
    near = {k + d for k in alone for d in (-1, 0, 1)}
    accused = sum(set(range(*bead.source)) <= alone for bead in sound)
    wrong = sum(not any((s, t) in beside for s in range(*bead.source) for t in range(*bead.target)) for bead in sound)
    blocks = sum(bool(set(block) & named) for block in moved)
    print(
        f"  a fifth deleted, {BLOCKS} blocks moved ({seed}): deletions {len(orphans & alone)}/{len(orphans)} "
        f"(within one sentence {len(orphans & near)}), moves {blocks}/{len(moved)}, "
        f"sound beads accused {accused}/{len(sound)}, paired wrongly {wrong - accused}, extra {len(alone - orphans)}"
    )


def _moved_order(count: int, rng: np.random.Generator) -> tuple[list[int], list[list[int]]]:
    """Paragraphs in their new order, and the blocks that moved: each to a place at least ten paragraphs away."""
    starts = sorted(int(x) for x in rng.choice(np.arange(2, count // PARAGRAPHS - 2), BLOCKS, replace=False))
    blocks = [list(range(s * PARAGRAPHS, (s + 1) * PARAGRAPHS)) for s in starts]
    rest = [p for p in range(count) if not any(p in block for block in blocks)]
    for block in blocks:
        places = [
            at for at in range(len(rest) + 1) if all(abs(p - block[0]) >= 10 for p in rest[max(0, at - 1) : at + 1])
        ]
        at = int(rng.choice(places))
        rest[at:at] = block
    return rest, blocks


if __name__ == "__main__":
    main()
