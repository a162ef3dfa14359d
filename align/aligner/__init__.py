"""Monotonic m–n alignment of two sides from vectors, lengths and clauses; confidence per bead; numpy only."""

from align.aligner.monotonic import Alignment, align_paragraphs, align_sentences
from align.aligner.params import Params, load_params
from align.aligner.sides import Bead, Side

__all__ = ["Alignment", "Bead", "Params", "Side", "align_paragraphs", "align_sentences", "load_params"]
