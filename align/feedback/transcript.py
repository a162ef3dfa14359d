"""The corrected transcript: as it was, byte for byte, but for the corrected lines."""

from __future__ import annotations

from align.feedback.items import Corrections, corrected
from align.formats import jsonl, transcript
from align.model import Bitext
from align.text.langs import encoded


def corrected_file(bitext: Bitext, corrections: Corrections) -> tuple[str, bytes]:
    """(ending, content): an interleaved transcript in its own form, anything else as JSON Lines."""
    new = corrected(bitext, corrections)
    if bitext.layout is not None and bitext.layout.format == "transcript":
        return ".txt", encoded(transcript.write(new), bitext.layout.encoding)
    return ".jsonl", jsonl.write(new).encode("utf-8")
