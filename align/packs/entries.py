"""Terms as values: what a glossary, a shipped pack or a learned list says about a source term."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from align.model import Span
from align.packs.matcher import Matcher, span_of, words_of

_YES = frozenset({"yes", "y", "true", "1", "exact", "是"})


@dataclass(frozen=True)
class Term:
    """A source term with the renderings that are right and those that are wrong.

    `targets` may be empty (only `forbidden` counts); `origin` names the file or pack the entry is from;
    `meta` keeps further columns untouched. Of those, `kind` (term, name), `case` (exact), `context` and
    `not_context` (words of the source, parted by `|`, that must or must not stand in the same text) are used.
    """

    source: str
    targets: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    origin: str = ""
    meta: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_name(self) -> bool:
        """Whether the entry is a person's, company's or product's name (column `kind`)."""
        return self.meta.get("kind", "").strip().lower() in {"name", "person", "company", "product", "org", "place"}

    @property
    def exact_case(self) -> bool:
        """Whether the source matches in its own case only (column `case`)."""
        return self.meta.get("case", "").strip().lower() in _YES

    def applies(self, forms: frozenset[str]) -> bool:
        """Whether the context columns allow the entry in a text of these base forms."""
        needed, barred = values(self.meta.get("context", "")), values(self.meta.get("not_context", ""))
        if needed and not any(word.lower() in forms for word in needed):
            return False
        return not any(word.lower() in forms for word in barred)


@dataclass(frozen=True)
class TermMatch:
    """A term of the source text and its place there."""

    term: Term
    span: Span


@dataclass(frozen=True)
class Termbase:
    """Terms in the order given."""

    terms: tuple[Term, ...]

    def __bool__(self) -> bool:
        return bool(self.terms)

    @classmethod
    def from_rows(cls, rows: Iterable[tuple[str, ...]], origin: str = "") -> Termbase:
        """A termbase from (source, target, forbidden[, kind]) with several values parted by `|`."""
        terms = []
        for row in rows:
            source, target, forbidden, kind = (*row, "", "", "", "")[:4]
            meta = {"kind": kind} if kind else {}
            terms.append(Term(source, values(target), values(forbidden), origin, meta))
        return cls(tuple(terms))

    @cached_property
    def _matcher(self) -> Matcher:
        exact = [i for i, term in enumerate(self.terms) if term.exact_case]
        return Matcher([term.source for term in self.terms], exact)

    def find_terms(self, text: str) -> list[TermMatch]:
        """Terms in an English text with their places: inflected forms too, the longest first, in reading order."""
        if not self.terms:
            return []
        words = words_of(text)
        found = self._matcher.find(text, words)
        if not found:
            return []
        forms = frozenset(form for word in words for form in word.forms)
        return [
            TermMatch(self.terms[m.pattern], span_of(m, words)) for m in found if self.terms[m.pattern].applies(forms)
        ]


def values(cell: str | None) -> tuple[str, ...]:
    """The values of a cell, parted by `|`, without blanks and repeats."""
    parts = (part.strip() for part in (cell or "").replace("｜", "|").split("|"))
    return tuple(dict.fromkeys(part for part in parts if part))
