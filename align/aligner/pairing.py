"""Two texts that nobody has paired: their paragraphs and sentences become the pairs of a bitext, with scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
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
    whole = aligned(texts, (source_lang, target_lang), encoder, params)
    rows = _by_bead(whole) if unit == "sentence" else _by_paragraph(whole, texts[0], texts[1])
    pairs = tuple(_pair(index, row, texts, whole, kinds, (source_lang, target_lang)) for index, row in enumerate(rows))
    meta = {"cover": round(whole.cover, 3), "mismatch": whole.mismatch, "moved_blocks": len(whole.blocks)}
    return Bitext(name, pairs, source_lang, target_lang, meta=meta)


def aligned(texts: tuple[Text, Text], langs: tuple[str, str], encoder: Encoder, params: Params | None = None) -> Whole:
    """The alignment of two texts by meaning, length and the ends of their paragraphs."""
    sides = sides_of(Facts(Bitext("", (), *langs), encoder), *texts)
    assert sides is not None  # there is an encoder
    source, target = (replace(side, paragraphs=text.pair_of) for side, text in zip(sides, texts, strict=True))
    return align_documents(source, target, params)


def _by_bead(whole: Whole) -> list[_Row]:
    return [_Row(list(range(*bead.source)), list(range(*bead.target)), [bead]) for bead in whole.beads]


def _by_paragraph(whole: Whole, source: Text, target: Text) -> list[_Row]:
    """A row for each source paragraph; a bead over two paragraphs goes to the first.

    Target sentences without a counterpart join the row before or after them when they stand in the same target
    paragraph as its nearest sentence, else they are rows of their own, one for each target paragraph.
    """
    rows: list[_Row] = []
    of_paragraph: dict[int, _Row] = {}
    waiting: list[Bead] = []
    for at, bead in enumerate(whole.beads):
        if bead.source[0] == bead.source[1]:
            if not (rows and _same(rows[-1], bead.target[0], target)):
                if _opens(whole.beads, at, target):
                    waiting.append(bead)
                    continue
                rows.append(_Row([], [], []))
            row = rows[-1]
        else:
            paragraph = int(source.pair_of[bead.source[0]])
            if paragraph not in of_paragraph:
                of_paragraph[paragraph] = _Row([], [], [])
                rows.append(of_paragraph[paragraph])
            row = of_paragraph[paragraph]
        for each in (*waiting, bead):
            row.source.extend(range(*each.source))
            row.target.extend(range(*each.target))
            row.beads.append(each)
        waiting = []
    return rows


def _same(row: _Row, sentence: int, target: Text) -> bool:
    return bool(row.target) and int(target.pair_of[row.target[-1]]) == int(target.pair_of[sentence])


def _opens(beads: Sequence[Bead], at: int, target: Text) -> bool:
    """Whether a target sentence alone opens the paragraph in which the next bead's translation stands."""
    own = int(target.pair_of[beads[at].target[0]])
    for bead in beads[at + 1 :]:
        if bead.target[0] < bead.target[1] and int(target.pair_of[bead.target[0]]) != own:
            return False
        if bead.source[0] < bead.source[1]:
            return bead.target[0] < bead.target[1]
    return False


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
