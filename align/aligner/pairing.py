"""Two texts that nobody has paired: their paragraphs and sentences become the pairs of a bitext, with scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from align.aligner.document import Text, read_text, sides_of
from align.aligner.params import Params
from align.aligner.sides import Bead
from align.aligner.whole import Whole, align_documents
from align.encoders.base import Encoder
from align.errors import InputError
from align.facts import Facts
from align.model import Bitext, Pair, PairKind

Unit = Literal["paragraph", "sentence"]


@dataclass(frozen=True)
class _Row:
    """Sentences of one pair to be, with the beads that brought them together."""

    source: list[int]
    target: list[int]
    beads: list[Bead]


def pair_texts(
    source: Sequence[str],
    target: Sequence[str],
    encoder: Encoder,
    *,
    name: str = "",
    source_lang: str = "en",
    target_lang: str = "zh-Hant-TW",
    unit: Unit = "paragraph",
    kinds: Sequence[tuple[PairKind, str | None]] | None = None,
    params: Params | None = None,
) -> Bitext:
    """A bitext of two lists of paragraphs; `unit` says whether a pair is a source paragraph or a bead of sentences.

    Every sentence is in exactly one pair; what has no counterpart stands beside an empty text. A pair's `meta` holds
    `confidence` (of its least certain bead), `similarity` (mean), `source_paragraph`, `target_paragraphs` and, for
    beads of a moved block, `moved`; the bitext's `meta` holds `cover` and `mismatch`. `kinds` gives kind and speaker of
    each source paragraph. Raises InputError when a side has no text.
    """
    texts = read_text(list(source), source_lang), read_text(list(target), target_lang)
    for side, text in zip(("source", "target"), texts, strict=True):
        if not text.sentences:
            raise InputError(f"{name or 'alignment'}: the {side} side has no text; give two files with text")
    empty = Bitext(name, (), source_lang, target_lang)
    sides = sides_of(Facts(empty, encoder), *texts)
    assert sides is not None  # there is an encoder
    whole = align_documents(*sides, params)
    rows = _by_bead(whole) if unit == "sentence" else _by_paragraph(whole, texts[0], texts[1])
    pairs = tuple(_pair(index, row, texts, whole, kinds, (source_lang, target_lang)) for index, row in enumerate(rows))
    meta = {"cover": round(whole.cover, 3), "mismatch": whole.mismatch, "moved_blocks": len(whole.blocks)}
    return Bitext(name, pairs, source_lang, target_lang, meta=meta)


def _by_bead(whole: Whole) -> list[_Row]:
    return [_Row(list(range(*bead.source)), list(range(*bead.target)), [bead]) for bead in whole.beads]


def _by_paragraph(whole: Whole, source: Text, target: Text) -> list[_Row]:
    """A row for each source paragraph; a bead over two paragraphs goes to the first.

    Target sentences without a counterpart join the row before them when they stand in the same target paragraph as its
    last sentence, else they are rows of their own, one for each target paragraph.
    """
    rows: list[_Row] = []
    of_paragraph: dict[int, _Row] = {}
    for bead in whole.beads:
        own, across = list(range(*bead.source)), list(range(*bead.target))
        if own:
            paragraph = int(source.pair_of[own[0]])
            row = of_paragraph.get(paragraph)
            if row is None:
                row = of_paragraph[paragraph] = _Row([], [], [])
                rows.append(row)
        else:
            before = rows[-1] if rows else None
            row = before if before is not None and _same(before, across[0], target) else None
            if row is None:
                row = _Row([], [], [])
                rows.append(row)
        row.source.extend(own)
        row.target.extend(across)
        row.beads.append(bead)
    return rows


def _same(row: _Row, sentence: int, target: Text) -> bool:
    return bool(row.target) and int(target.pair_of[row.target[-1]]) == int(target.pair_of[sentence])


def _pair(
    index: int,
    row: _Row,
    texts: tuple[Text, Text],
    whole: Whole,
    kinds: Sequence[tuple[PairKind, str | None]] | None,
    langs: tuple[str, str],
) -> Pair:
    source, target = _joined(texts[0], row.source, langs[0]), _joined(texts[1], row.target, langs[1])
    two_sided = [bead for bead in row.beads if not bead.one_sided]
    paragraph = int(texts[0].pair_of[row.source[0]]) if row.source else None
    known = kinds[paragraph] if kinds is not None and paragraph is not None else None
    kind, speaker = known if known is not None else ("speech", None)
    meta: dict[str, object] = {
        "confidence": round(min(bead.confidence for bead in row.beads), 3),
        "similarity": round(float(np.mean([bead.similarity for bead in two_sided])), 3) if two_sided else None,
        "source_paragraph": paragraph,
        "target_paragraphs": sorted({int(texts[1].pair_of[number]) for number in row.target}),
    }
    if any(block.source[0] <= number < block.source[1] for block in whole.blocks for number in row.source):
        meta["moved"] = True
    return Pair(index, source, target, kind, speaker, meta)


def _joined(text: Text, numbers: list[int], lang: str) -> str:
    """The sentences as they stand in the text; where a paragraph ends, English gets a blank."""
    out = ""
    for number in numbers:
        part = text.sentences[number].of(text.texts[text.pair_of[number]])
        glue = "" if not out or out[-1].isspace() or lang.startswith("zh") else " "
        out += glue + part
    return out.strip()
