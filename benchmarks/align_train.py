"""Learn the weights of the sentence aligner from MAC and damaged copies of it, and store them.

    python benchmarks/align_train.py     # writes align/packs/aligner/en-zh.json and, with words, en-zh-words.json

Of MAC only the weights are kept, never text. The encoder is the default one.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

from align_data import Document, damaged, load_mac, steps

from align.aligner.anchors import Anchors
from align.aligner.fit import Lesson, fit, lesson
from align.aligner.params import Params
from align.encoders import load_encoder

START = Params(bead={}, source_null={}, target_null={}, sharpness=12.0)
FOLDER = Path(__file__).resolve().parents[1] / "align" / "packs" / "aligner"
DAMAGED_WEIGHT = 0.7


def lessons(documents: Sequence[Document], which: Sequence[int], params: Params = START) -> list[Lesson]:
    """The documents numbered `which`, as they are and twice damaged."""
    out = []
    for at in which:
        copies = [documents[at], damaged(documents, at, 1, heavy=False), damaged(documents, at, 2, heavy=True)]
        for number, each in enumerate(copies):
            path = steps(each.gold, len(each.source), len(each.target), params.largest)
            weight = 1.0 if number == 0 else DAMAGED_WEIGHT
            out.append(lesson(each.source, each.target, path, params, weight))
    return out


def main() -> None:
    encoder = load_encoder("use")
    assert encoder is not None
    documents = load_mac(encoder)
    _store("en-zh-words", documents)
    _store("en-zh", [wordless(document) for document in documents])


def wordless(document: Document) -> Document:
    """The document as vectors alone know it."""
    sides = [replace(side, anchors=Anchors.none(len(side))) for side in (document.source, document.target)]
    return replace(document, source=sides[0], target=sides[1])


def _store(name: str, documents: Sequence[Document]) -> None:
    params = fit(lessons(documents, range(len(documents))), START)
    if name == "en-zh":  # what no document had is no part of the model
        params = replace(params, bead={key: weight for key, weight in params.bead.items() if "words" not in key})
    params = replace(
        params,
        provenance={
            "data": "development set of MAC, six literary texts (Liu and Zhu 2022), with damaged copies; weights only",
            "made by": "benchmarks/align_train.py",
            "encoder": "Universal Sentence Encoder multilingual v3; Chinese in Simplified characters",
            "method": "maximum likelihood of the gold beads in the lattice, ridge 1.0",
        },
    )
    path = FOLDER / f"{name}.json"
    path.write_text(json.dumps(asdict(params), indent=1) + "\n", "utf-8")
    print(f"{path}: {len(params.bead)} bead weights")


if __name__ == "__main__":
    main()
