"""Corrections people have made before, as knowledge for the next document."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Correction:
    """Where the source says `source`, `wrong` was corrected to `right`; `cite` names who, where and when.

    `source` is the part of the source the finding pointed at, or the whole line; `right` may be empty (removed).
    """

    source: str
    wrong: str
    right: str
    cite: str
    whole_line: bool = False
