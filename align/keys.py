"""Fingerprints of findings and pairs: content only, never a position, so that decisions survive re-ordering."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

# Evidence that says where something is or who else says so, not what it is; it must not move a key.
_POSITIONS = frozenset(
    {"pairs", "places", "index", "pair", "count", "similarity", "posterior", "score", "scores", "also"}
)


@lru_cache(maxsize=16)  # the two texts of a pair with many findings
def normalised(text: str) -> str:
    """The text as keys see it: compatibility forms folded, white space collapsed."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def pair_key(source: str, target: str) -> str:
    """The fingerprint of a text pair."""
    return _digest("pair", normalised(source), normalised(target))


def finding_key(
    check: str, source: str, target: str, source_text: str, target_text: str, evidence: Mapping[str, Any], nth: int = 0
) -> str:
    """The fingerprint of a finding.

    `source` and `target` are the pair's texts (empty for a finding about the document), `source_text` and
    `target_text` the parts it points at; `nth` tells equal findings of one text apart, from 0.
    """
    facts = {k: v for k, v in evidence.items() if k not in _POSITIONS}
    return _digest(
        check,
        normalised(source),
        normalised(target),
        normalised(source_text),
        normalised(target_text),
        json.dumps(facts, ensure_ascii=False, sort_keys=True, default=str),
        str(nth),
    )


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:24]
