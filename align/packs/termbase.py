"""Terms as values: what a glossary, a shipped pack or a learned list says about a source term."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Term:
    """A source term with the renderings that are right and those that are wrong.

    `targets` may be empty (only `forbidden` counts); `origin` names the file or pack the entry is from;
    `meta` keeps further columns untouched.
    """

    source: str
    targets: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    origin: str = ""
    meta: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Termbase:
    """Terms in the order given."""

    terms: tuple[Term, ...]

    def __bool__(self) -> bool:
        return bool(self.terms)
