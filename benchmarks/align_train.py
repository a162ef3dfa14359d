"""Learn the parameters of the sentence aligner from MAC and damaged copies of it, and store them.

    python benchmarks/align_train.py     # writes align/packs/aligner/en-zh.json

Of MAC only weights and the shares of kinds of beads are kept, never text. The encoder is the default one.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

from align_data import Document, cache_folder, cached_encoder, damaged, load_mac, steps

from align.aligner.fit import Lesson, fit, lesson
from align.aligner.params import Params
from align.aligner.prior import kind_of

START = Params(bead={}, source_null={}, target_null={}, sharpness=12.0)
PATH = Path(__file__).resolve().parents[1] / "align" / "packs" / "aligner" / "en-zh.json"
DAMAGED_WEIGHT = 0.7


def main() -> None:
    params = trained(load_mac(cached_encoder("use")))
    PATH.write_text(json.dumps(asdict(params), indent=1) + "\n", "utf-8")
    print(f"{PATH}: {len(params.bead)} bead weights")


def held_out(documents: Sequence[Document]) -> list[Params]:
    """For each document the parameters learned, from nothing, on all the others."""
    return [trained([each for each in documents if each is not left]) for left in documents]


def trained(documents: Sequence[Document]) -> Params:
    """Weights and shares of kinds learned from these documents and nothing else; kept in the temp folder, by content."""
    learned = lessons(documents)
    digest = hashlib.sha256(repr((START, DAMAGED_WEIGHT)).encode())
    for each in learned:
        digest.update(each.gold.tobytes())
        for slab in each.slabs:
            digest.update(slab.features.tobytes())
    path = cache_folder() / f"weights-{digest.hexdigest()[:16]}.json"
    if not path.is_file():
        path.write_text(json.dumps(asdict(fit(learned, START))), "utf-8")
    params = Params(**json.loads(path.read_text("utf-8")))
    return replace(
        params,
        kinds=kinds(documents),
        provenance={
            "data": "development set of MAC, six literary texts (Liu and Zhu 2022), with damaged copies; weights only",
            "made by": "benchmarks/align_train.py",
            "encoder": "Universal Sentence Encoder multilingual v3; Chinese in Simplified characters",
            "method": "maximum likelihood of the gold beads in the lattice from zero weights, ridge 1.0",
        },
    )


def lessons(documents: Sequence[Document], params: Params = START) -> list[Lesson]:
    """The documents as they are and twice damaged, the foreign sentences in them from one another."""
    out = []
    for at, document in enumerate(documents):
        copies = [document, damaged(documents, at, 1, heavy=False), damaged(documents, at, 2, heavy=True)]
        for number, each in enumerate(copies):
            path = steps(each.gold, len(each.source), len(each.target), params.largest)
            weight = 1.0 if number == 0 else DAMAGED_WEIGHT
            out.append(lesson(each.source, each.target, path, params, weight))
    return out


def kinds(documents: Sequence[Document]) -> dict[str, float]:
    """The share of each kind among the gold beads with two sides."""
    found = Counter(kind_of(len(s), len(t)) for document in documents for s, t in document.gold if s and t)
    return {kind: round(found[kind] / found.total(), 4) for kind in ("1-1", "n-1", "1-n", "m-n")}


if __name__ == "__main__":
    main()
