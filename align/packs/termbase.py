"""The door to terms: values, and the reader for glossaries of any kind."""

from __future__ import annotations

from align.packs.entries import Term, Termbase, TermMatch
from align.packs.glossary import load_glossary, merge

__all__ = ["Term", "TermMatch", "Termbase", "load_glossary", "merge"]
