"""The chance that a reviewer objects to a pair: how well it is calibrated, and learning its few weights.

    python benchmarks/align_objection.py          # reliability: cross-validated on the real call, then on the samples
    python benchmarks/align_objection.py --fit    # also writes align/packs/aligner/objection.json (needs scikit-learn)

A reviewer objects when an annotator gave the pair a problem of severity major or critical. The weights are learned on a
machine-translated call with two annotators ($ALIGN_DATA/gold and /seed) and one copy of it with planted omissions and
additions; its reliability is measured on the call alone, cross-validated by five blocks of neighbouring pairs, and on
the sample calls in corpora/, whose planted problems are other and rarer.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from align_data import data_folder
from align_planted import CORPORA, Planter, bitext

from align.aligner.closeness import FEATURES, features, objections
from align.aligner.document import sentences_of
from align.encoders import Encoder, load_encoder
from align.facts import Facts
from align.formats.read import read_path
from align.model import Bitext

TARGET = Path(__file__).resolve().parents[1] / "align" / "packs" / "aligner" / "objection.json"
BLOCKS = 5
PLANTED_WEIGHT = 0.3  # of a planted pair beside one of the annotated call
SAMPLES = ("nivalgate-2025q2", "ostrivane-2024q3", "pellanor-2025q3", "tarrowfield-2025q1", "veskarin-2024fy")

Numbers = np.ndarray[Any, np.dtype[np.float64]]


def objected(path: Path) -> frozenset[int]:
    """Pairs of a gold list with a problem of severity major or critical."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return frozenset(int(row["pair"]) for row in rows if row.get("severity") in ("major", "critical"))


def annotated_call() -> tuple[Bitext, frozenset[int]] | None:
    """The real call with its pairs objected to; None when the data is not there."""
    seed, gold = data_folder().parent / "seed", data_folder().parent / "gold"
    texts, lists = sorted(seed.glob("*.txt")), sorted(gold.glob("*.jsonl"))
    return (read_path(texts[0]), objected(lists[0])) if texts and lists else None


def rows_of(document: Bitext, wrong: frozenset[int], encoder: Encoder) -> tuple[Numbers, Numbers, Numbers]:
    """Features (pairs, FEATURES), labels and indices of the document's pairs."""
    found = features(Facts(document, encoder))
    pairs = sorted(found)
    values = np.array([found[pair] for pair in pairs], dtype=np.float64).reshape(len(pairs), len(FEATURES))
    return values, np.array([float(pair in wrong) for pair in pairs]), np.array(pairs, dtype=np.float64)


def planted_rows(document: Bitext, encoder: Encoder) -> Numbers:
    """Features of the pairs of a copy in which something was left out or put in."""
    texts = [(p.source, p.target) if p.kind == "speech" else ("", "") for p in document.pairs]
    found = Facts(bitext(texts), encoder).of(sentences_of)
    assert found is not None
    changed, gold = Planter(texts, found, encoder, 7).run()
    values, _, pairs = rows_of(bitext(changed), frozenset(), encoder)
    chosen: Numbers = values[[int(pair) in gold for pair in pairs]]
    return chosen


def fitted(values: Numbers, labels: Numbers, weight: Numbers) -> tuple[Numbers, float]:
    """Weights and constant of a logistic regression, in the units of the features."""
    from sklearn.linear_model import LogisticRegression

    mean, scale = values.mean(axis=0), values.std(axis=0) + 1e-6
    model = LogisticRegression(C=0.3, max_iter=1000).fit((values - mean) / scale, labels, sample_weight=weight)
    weights = model.coef_[0] / scale
    return weights, float(model.intercept_[0] - weights @ mean)


def length_alone(values: Numbers) -> Numbers:
    """The features with all but the length set to nothing."""
    out = np.zeros_like(values)
    out[:, 0] = values[:, 0]
    return out


def cross_validated(values: Numbers, labels: Numbers, planted: Numbers) -> Numbers:
    """The chance of each annotated pair, by a model that saw none of its block."""
    out = np.zeros(len(labels))
    blocks = np.arange(len(labels)) * BLOCKS // len(labels)
    for block in range(BLOCKS):
        weights, constant = fitted(*_with_planted(values[blocks != block], labels[blocks != block], planted))
        out[blocks == block] = 1 / (1 + np.exp(-(values[blocks == block] @ weights + constant)))
    return out


def _with_planted(values: Numbers, labels: Numbers, planted: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    return (
        np.vstack((values, planted)),
        np.concatenate((labels, np.ones(len(planted)))),
        np.concatenate((np.ones(len(labels)), np.full(len(planted), PLANTED_WEIGHT))),
    )


def reliability(chance: Sequence[float], labels: Sequence[float], bins: int = 5) -> list[tuple[float, float, int]]:
    """(mean chance, share objected to, pairs) in bins of equal numbers of pairs."""
    order = np.argsort(chance)
    parts = [part for part in np.array_split(order, bins) if len(part)]
    said, true = np.asarray(chance), np.asarray(labels)
    return [(float(said[part].mean()), float(true[part].mean()), len(part)) for part in parts]


def sample_chances(encoder: Encoder) -> tuple[list[float], list[float]]:
    """The shipped model's chances of the pairs of the sample calls, and whether each holds a major problem."""
    chance, labels = [], []
    for name in SAMPLES:
        wrong = objected(CORPORA / f"{name}.gold.jsonl")
        for pair, each in enumerate(objections(Facts(read_path(CORPORA / f"{name}.txt"), encoder))):
            if each is not None:
                chance.append(each)
                labels.append(float(pair in wrong))
    return chance, labels


def show(title: str, chance: Sequence[float], labels: Sequence[float]) -> None:
    """Print the table of a reliability plot, its error and the area under the curve."""
    said, true = np.asarray(chance), np.asarray(labels)
    bins = reliability(chance, labels)
    error = sum(abs(a - b) * n for a, b, n in bins) / len(said)
    wins = (said[true == 1][:, None] > said[true == 0]).mean() + (
        said[true == 1][:, None] == said[true == 0]
    ).mean() / 2
    print(f"{title}: {len(said)} pairs, {100 * true.mean():.0f} % objected to; calibration error {error:.3f}; ")
    print(f"  ranks a pair objected to above another in {100 * wins:.0f} % of all cases")
    for a, b, n in bins:
        print(f"  said {a:.2f}  true {b:.2f}  ({n} pairs)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true")
    options = parser.parse_args()
    encoder = load_encoder("use")
    assert encoder is not None
    data = annotated_call()
    if data is not None:
        values, labels, _ = rows_of(*data, encoder)
        planted = planted_rows(data[0], encoder)
        show("real call, cross-validated by blocks", list(cross_validated(values, labels, planted)), list(labels))
        by_length = cross_validated(length_alone(values), labels, length_alone(planted))
        show("the same by length alone", list(by_length), list(labels))
        if options.fit:
            store(*fitted(*_with_planted(values, labels, planted)))
    show("sample calls, shipped model", *sample_chances(encoder))


def store(weights: Numbers, constant: float) -> None:
    """Write the model."""
    provenance = {
        "made by": "benchmarks/align_objection.py --fit",
        "data": "one machine-translated call with the problems two annotators marked, and a copy with planted omissions "
        "and additions; weights only",
        "encoder": "Universal Sentence Encoder multilingual v3; Chinese in Simplified characters",
        "method": "logistic regression; an objection is a problem of severity major or critical",
    }
    model = {
        "provenance": provenance,
        "weights": {name: round(float(w), 4) for name, w in zip(FEATURES, weights, strict=True)},
        "constant": round(constant, 4),
    }
    TARGET.write_text(json.dumps(model, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
