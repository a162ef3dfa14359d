"""Omissions and additions: how many planted ones are found, at how many alarms on intact translation.

    python benchmarks/align_meaning.py          # two-fold figures, then the shipped model through the checks
    python benchmarks/align_meaning.py --fit    # also writes align/packs/aligner/meaning.json (needs scikit-learn)

Data: NTREX lines 1-1000 (CC BY-SA 4.0; only weights are kept) in paragraphs of one to four lines, half of the articles
to learn and half to test and the other way round, and the sample calls, of which each is tested by models of the news.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from align_planted import KINDS, SOUND, WITH_PROBLEMS, Planted, Planter, Texts, bitext, call, news

from align.aligner.absence import absences_of
from align.aligner.coverage import FEATURES, Unit, evidence
from align.aligner.document import sentences_of
from align.encoders import Encoder, load_encoder
from align.facts import Facts

MODELS = ("source.sentence", "source.clause", "target.sentence", "target.clause")
TARGET = Path(__file__).resolve().parents[1] / "align" / "packs" / "aligner" / "meaning.json"
# Alarms per 100 intact news pairs that each model may raise: one in all.
ALARMS = {"sentence": 0.25, "clause": 0.3}


@dataclass
class Row:
    """A unit with its features, its label (1 planted, 0 sound, -1 neither) and where it comes from."""

    document: str
    intact: bool
    fold: int
    unit: Unit
    planted: Planted | None
    values: np.ndarray[Any, np.dtype[np.float32]]
    label: int


class Remembering:
    """An encoder that encodes no text twice."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: dict[str, Any] = {}

    def encode(self, sentences: list[str], /) -> Any:
        new = [text for text in dict.fromkeys(sentences) if text not in self._known]
        if new:
            self._known.update(zip(new, self._encoder.encode(new), strict=True))
        return np.stack([self._known[text] for text in sentences])


def rows_of(name: str, texts: Texts, problems: frozenset[int], encoder: Encoder, seeds: int) -> dict[str, list[Row]]:
    """Units of the intact document and of planted copies, by model."""
    facts = Facts(bitext(texts), encoder)
    found = facts.of(sentences_of)
    assert found is not None
    out: dict[str, list[Row]] = {model: [] for model in MODELS}
    copies: list[tuple[bool, Texts, dict[int, Planted]]] = [(True, texts, {})]
    copies += [(False, *Planter(texts, found, encoder, seed).run()) for seed in range(seeds)]
    for number, (intact, changed, gold) in enumerate(copies):
        copy = Facts(bitext(changed), encoder)
        seen = copy.of(sentences_of)
        assert seen is not None
        for each in evidence(seen, copy):
            for unit, values in zip(each.units, each.values, strict=True):
                planted = gold.get(unit.pair)
                label = -1 if unit.pair in problems else _label(unit, planted, each.side)
                fold = 2 if name not in ("news 0", "news 1") else int(unit.pair >= len(texts) / 2)
                kind = f"{each.side}.{'clause' if unit.clause >= 0 else 'sentence'}"
                out[kind].append(Row(f"{name}/{number}", intact, fold, unit, planted, values, label))
    return out


def _label(unit: Unit, planted: Planted | None, side: str) -> int:
    if planted is None or planted.side != side:
        return 0
    shared = min(unit.span.end, planted.span.end) - max(unit.span.start, planted.span.start)
    length = unit.span.end - unit.span.start
    if shared <= 0:
        return 0
    return 1 if shared >= 0.7 * length else -1 if shared > 0.1 * length else 0


def learn(rows: Sequence[Row]) -> Callable[[Sequence[Row]], np.ndarray[Any, np.dtype[np.float64]]]:
    """Logistic regression on standardised features; the result scores rows in log odds."""
    weights, constant = fitted(rows)
    return lambda others: np.stack([row.values for row in others]).astype(np.float64) @ weights + constant


def fitted(rows: Sequence[Row]) -> tuple[np.ndarray[Any, np.dtype[np.float64]], float]:
    """Weights and constant in the units of the features."""
    from sklearn.linear_model import LogisticRegression

    known = [row for row in rows if row.label >= 0]
    values = np.stack([row.values for row in known]).astype(np.float64)
    mean, scale = values.mean(axis=0), values.std(axis=0) + 1e-6
    model = LogisticRegression(C=1.0, max_iter=1000).fit((values - mean) / scale, [row.label for row in known])
    weights = model.coef_[0] / scale
    return weights, float(model.intercept_[0] - mean @ weights)


def threshold(rows: Sequence[Row], scores: np.ndarray[Any, np.dtype[np.float64]], alarms: float) -> float:
    """The score that `alarms` of 100 intact news pairs exceed."""
    best: dict[tuple[str, int], float] = {}
    for row, score in zip(rows, scores, strict=True):
        if row.intact and row.fold < 2 and row.label == 0:
            key = (row.document, row.unit.pair)
            best[key] = max(best.get(key, -99.0), float(score))
    ordered = sorted(best.values(), reverse=True)
    return ordered[int(alarms / 100 * len(ordered))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true")
    options = parser.parse_args()
    default = load_encoder("use")
    assert default is not None
    encoder = Remembering(default)
    documents = [(f"news {seed}", news(seed), frozenset[int](), 4) for seed in range(2)]
    documents += [(name, *call(name), 5) for name in (*SOUND, *WITH_PROBLEMS)]
    rows: dict[str, list[Row]] = {model: [] for model in MODELS}
    for name, texts, problems, seeds in documents:
        if texts:
            for model, more in rows_of(name, texts, problems, encoder, seeds).items():
                rows[model] += more
    limits, scores = {}, {}
    for model in MODELS:
        scores[model] = np.zeros(len(rows[model]))
        for fold in (0, 1, 2):
            score = learn([row for row in rows[model] if row.fold != fold])
            inside = [at for at, row in enumerate(rows[model]) if row.fold == fold]
            if inside:
                scores[model][inside] = score([rows[model][at] for at in inside])
        limits[model] = threshold(rows[model], scores[model], ALARMS[model.split(".")[1]])
    for title, folds in (("news", (0, 1)), ("sample calls", (2,))):
        report(title, rows, scores, limits, folds)
    if options.fit:
        store(rows, limits)
    shipped(documents, encoder)


def report(title: str, rows: Any, scores: Any, limits: Any, folds: tuple[int, ...]) -> None:
    """Recall by kind and alarms per 100 intact pairs, out of sample."""
    total: dict[str, set[Any]] = {kind: set() for kind in KINDS}
    found: dict[str, set[Any]] = {kind: set() for kind in KINDS}
    pairs, alarms = set(), Counter[str]()
    alarmed: set[Any] = set()
    for model in MODELS:
        for row, score in zip(rows[model], scores[model], strict=True):
            key = (row.document, row.unit.pair)
            if row.fold not in folds:
                continue
            if row.intact and row.label == 0:
                pairs.add(key)
                if score > limits[model] and (model, key) not in alarmed:
                    alarmed.add((model, key))
                    alarms[model] += 1
            planted = row.planted
            if planted is not None and model.startswith(planted.side) and row.label != 0:
                total[planted.kind].add(key)
                if score > limits[model]:
                    found[planted.kind].add(key)
    print(f"{title}: alarms {sum(alarms.values())} on {len(pairs)} intact pairs {dict(alarms)}")
    for kind in KINDS:
        print(f"  {kind:28s} {len(found[kind])}/{len(total[kind])} = {len(found[kind]) / max(1, len(total[kind])):.3f}")


def store(rows: dict[str, list[Row]], limits: dict[str, float]) -> None:
    """Write the model learned from all rows."""
    models = {}
    for model in MODELS:
        weights, constant = fitted(rows[model])
        models[model] = {
            "weights": {name: round(float(w), 4) for name, w in zip(FEATURES, weights, strict=True)},
            "constant": round(constant, 4),
            "threshold": round(limits[model], 3),
        }
    provenance = {
        "made by": "benchmarks/align_meaning.py --fit",
        "data": "omissions and additions planted in NTREX-128 lines 1-1000 (CC BY-SA 4.0; weights only) and in the "
        "sample calls of this repository",
        "encoder": "Universal Sentence Encoder multilingual v3; Chinese in Simplified characters",
        "method": f"logistic regression; thresholds by alarms per 100 intact news pairs, two-fold: {ALARMS}",
    }
    TARGET.write_text(json.dumps({"provenance": provenance, "models": models}, indent=1) + "\n", "utf-8")


def shipped(documents: Sequence[tuple[str, Texts, frozenset[int], int]], encoder: Encoder) -> None:
    """Alarms and finds of the stored model on the real path (in sample for the weights)."""
    for name, texts, problems, _ in documents:
        if not texts:
            continue
        facts = Facts(bitext(texts), encoder)
        alarms = {unit.unit.pair for unit in facts.of(absences_of).units} - problems
        found_s = facts.of(sentences_of)
        assert found_s is not None
        changed, gold = Planter(texts, found_s, encoder, 99).run()
        seen = {(a.side, a.unit.pair) for a in Facts(bitext(changed), encoder).of(absences_of).units}
        kinds = Counter(planted.kind for planted in gold.values())
        hits = Counter(planted.kind for pair, planted in gold.items() if (planted.side, pair) in seen)
        speech = sum(bool(source.strip()) for source, _ in texts)
        print(
            f"shipped, {name}: alarms in {len(alarms)} of {speech} pairs; found "
            + ", ".join(f"{kind} {hits[kind]}/{kinds[kind]}" for kind in KINDS if kinds[kind])
        )


if __name__ == "__main__":
    main()
