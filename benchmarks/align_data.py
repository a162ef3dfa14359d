"""Data of the alignment benchmarks: MAC with gold beads, damaged copies of it, and the scorer (vecalign's rules).

MAC (Liu and Zhu 2022) is read from $ALIGN_DATA/data/mac/dev (default ../shared) and stays there.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from align.aligner import Side
from align.aligner.features import bead_types
from align.encoders import load_encoder, revision
from align.encoders.base import Encoder, unit_vectors
from align.encoders.cache import CachedEncoder
from align.text.script import to_simplified
from align.text.sentences import clauses

Beads = list[tuple[list[int], list[int]]]


@dataclass(frozen=True)
class Document:
    """Two sides (English, Chinese) and their gold beads; nulls are single sentences."""

    name: str
    source: Side
    target: Side
    gold: Beads


def data_folder() -> Path:
    """The folder of outside data."""
    return Path(os.environ.get("ALIGN_DATA", Path(__file__).resolve().parents[2] / "shared")) / "data"


def cache_folder() -> Path:
    """Where benchmarks keep vectors and fitted weights, by content; may be deleted at any time."""
    folder = Path(tempfile.gettempdir()) / "align-benchmarks"
    folder.mkdir(exist_ok=True)
    return folder


def cached_encoder(name: str) -> Encoder:
    """The encoder, asked once for the same texts."""
    encoder = load_encoder(name)
    assert encoder is not None
    return CachedEncoder(encoder, revision(encoder), cache_folder())


def make_side(sentences: list[str], lang: str, encoder: Encoder) -> Side:
    """Sentences of one language as a side; Chinese is encoded in Simplified."""
    read = to_simplified if lang == "zh" else str
    pieces = [[span.of(text).strip() for span in clauses(text, lang)] or [text] for text in sentences]
    flat = [piece for group in pieces for piece in group]
    vectors = unit_vectors(encoder, [read(text) for text in sentences + flat])
    count = len(sentences)

    def widths(texts: list[str]) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        return np.array([len(text.encode()) for text in texts], dtype=np.float32)

    owner = np.repeat(np.arange(count), [len(group) for group in pieces])
    return Side(vectors[:count], widths(sentences), vectors[count:], widths(flat), owner)


def load_mac(encoder: Encoder, most: int = 6) -> list[Document]:
    """The six development documents, or the first `most`; ends the program with a message when they are not there."""
    folder = data_folder() / "mac" / "dev"
    if not folder.is_dir():
        sys.exit(f"{folder} is not there; set ALIGN_DATA")
    out = []
    for path in sorted(folder.glob("*.align"))[:most]:
        english, chinese = (path.with_suffix(ending).read_text("utf-8").splitlines() for ending in (".en", ".zh"))
        gold: Beads = []
        for line in path.read_text("utf-8").split("\n"):
            if line.strip():
                target, source = (json.loads(part) for part in line.split(":"))
                gold += _single_nulls(source, target)
        out.append(Document(path.stem, make_side(english, "en", encoder), make_side(chinese, "zh", encoder), gold))
    return out


def _single_nulls(source: list[int], target: list[int]) -> Beads:
    if source and target:
        return [(source, target)]
    return [([i], []) for i in source] + [([], [j]) for j in target]


def steps(gold: Beads, n: int, m: int, largest: int) -> list[tuple[int, int]]:
    """Gold beads as monotone steps of types the model has; crossing beads are merged, too large ones split."""
    types = set(bead_types(largest))
    out: list[tuple[int, int]] = []

    def emit(a: int, b: int) -> None:
        if not a or not b:
            out.extend([(1, 0)] * a + [(0, 1)] * b)
        elif (a, b) in types:
            out.append((a, b))
        elif a == 1 or b == 1:
            most = largest - 1
            out.append((min(a, most), min(b, most)))
            out.extend([(1, 0)] * (a - min(a, most)) + [(0, 1)] * (b - min(b, most)))
        else:
            emit(a // 2, b // 2)
            emit(a - a // 2, b - b // 2)

    i = j = 0
    left: set[int] = set()
    right: set[int] = set()
    for source, target in gold:
        left, right = left | set(source), right | set(target)
        closed = (not left or (min(left) == i and max(left) - i + 1 == len(left))) and (
            not right or (min(right) == j and max(right) - j + 1 == len(right))
        )
        if closed:
            emit(len(left), len(right))
            i, j, left, right = i + len(left), j + len(right), set(), set()
    emit(n - i, m - j)
    return out


def without(document: Document, side: int, beads: Iterable[int]) -> Document:
    """The document without one side (0 English, 1 Chinese) of these beads."""
    lost = {number for at in beads for number in document.gold[at][side]}
    sides = [document.source, document.target]
    kept = [number for number in range(len(sides[side])) if number not in lost]
    place = {number: at for at, number in enumerate(kept)}
    gold: Beads = []
    for bead in document.gold:
        parts = [bead[0], bead[1]]
        parts[side] = [place[number] for number in bead[side] if number in place]
        gold += _single_nulls(parts[0], parts[1])
    sides[side] = sides[side].pick(np.array(kept, dtype=np.int64))
    return Document(document.name, sides[0], sides[1], gold)


def with_foreign(document: Document, side: int, foreign: Side, bead: int) -> Document:
    """The document with foreign sentences put in before a bead, on one side."""
    sides = [document.source, document.target]
    before = [number for each in document.gold[:bead] for number in each[side]]
    at, count = (max(before) + 1 if before else 0), len(foreign)
    gold: Beads = []
    for index, each in enumerate(document.gold):
        if index == bead:
            gold += [([at + k], []) if side == 0 else ([], [at + k]) for k in range(count)]
        parts = [each[0], each[1]]
        parts[side] = [number + count if number >= at else number for number in each[side]]
        gold.append((parts[0], parts[1]))
    sides[side] = joined(sides[side].part(0, at), foreign, sides[side].part(at, len(sides[side])))
    return Document(document.name, sides[0], sides[1], gold)


def joined(*sides: Side) -> Side:
    """Sides one after the other."""
    starts = np.cumsum([0, *[len(side) for side in sides[:-1]]])
    return Side(
        np.concatenate([side.vectors for side in sides]),
        np.concatenate([side.widths for side in sides]),
        np.concatenate([side.clause_vectors for side in sides]),
        np.concatenate([side.clause_widths for side in sides]),
        np.concatenate([side.owner + start for side, start in zip(sides, starts, strict=True)]),
    )


def damaged(documents: Sequence[Document], at: int, seed: int, heavy: bool) -> Document:
    """A copy that loses beads' sides in runs (6% Chinese, 3% English; heavy 15%, 5%) and gets foreign sentences."""
    rng = np.random.default_rng([seed, at])
    document = documents[at]
    for side, share in ((1, 0.15 if heavy else 0.06), (0, 0.05 if heavy else 0.03)):
        lost: set[int] = set()
        while len(lost) < share * len(document.gold):
            start, length = int(rng.integers(len(document.gold))), int(rng.choice([1, 1, 1, 2, 3, 8]))
            lost |= {k for k in range(start, min(start + length, len(document.gold))) if all(document.gold[k])}
        document = without(document, side, lost)
    count = 10 if heavy else 5
    for side in (0, 1):
        other = documents[(at + 1 + int(rng.integers(len(documents) - 1))) % len(documents)]
        other_side = (other.source, other.target)[side]
        start = int(rng.integers(0, len(other_side) - count))
        bead = int(rng.integers(1, len(document.gold)))
        document = with_foreign(document, side, other_side.part(start, start + count), bead)
    return document


def counts(gold: Beads, found: Beads) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """Strict hits, lax hits and beads for precision, then for recall: nulls count in precision only."""

    def one_way(hypothesis: Beads, reference: Beads, nulls: bool) -> list[int]:
        exact = {(tuple(sorted(s)), tuple(sorted(t))) for s, t in reference}
        of_source = {number: k for k, (s, t) in enumerate(reference) if s and t for number in s}
        of_target = {number: k for k, (s, t) in enumerate(reference) if s and t for number in t}
        strict = lax = total = 0
        for source, target in hypothesis:
            if not nulls and not (source and target):
                continue
            total += 1
            hit = (tuple(sorted(source)), tuple(sorted(target))) in exact
            near = {of_source.get(n, -1) for n in source} & {of_target.get(n, -2) for n in target}
            strict += hit
            lax += hit or bool(near)
        return [strict, lax, total]

    return np.array(one_way(found, gold, True) + one_way(gold, found, False))


def figures(total: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> dict[str, float]:
    """Precision, recall and F1, strict and lax, from summed counts."""
    out: dict[str, float] = {}
    for name, at in (("strict", 0), ("lax", 1)):
        precision, recall = total[at] / max(1, total[2]), total[3 + at] / max(1, total[5])
        out[f"{name} P"], out[f"{name} R"] = precision, recall
        out[f"{name} F1"] = 2 * precision * recall / max(1e-9, precision + recall)
    return out
