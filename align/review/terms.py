"""Terms that reviewers chose on the page, as a glossary for the next run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from align.packs.termbase import Term, Termbase
from align.review.records import Record
from align.review.standing import live

ORIGIN = "review"


def chosen_terms(records: Iterable[Record]) -> Termbase:
    """The terms of live records: for each source term the right renderings (the latest first) and the wrong ones.

    A rendering that a later record calls wrong is no longer right, and the other way round.
    """
    right: dict[str, dict[str, None]] = {}
    wrong: dict[str, dict[str, None]] = {}
    for record in live(records):
        if record.term is None:
            continue
        source = record.term["source"].strip()
        target, forbidden = (record.term.get(name, "").strip() for name in ("target", "forbidden"))
        good, bad = right.setdefault(source, {}), wrong.setdefault(source, {})
        if target:
            bad.pop(target, None)
            good.pop(target, None)
            good[target] = None
        if forbidden and forbidden != target:
            good.pop(forbidden, None)
            bad[forbidden] = None
    terms = (Term(s, tuple(reversed(right[s])), tuple(wrong[s]), ORIGIN) for s in right if right[s] or wrong[s])
    return Termbase(tuple(terms))


def to_csv(terms: Termbase) -> str:
    """A glossary file with the columns source, target, forbidden; several values are parted by `|`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["source", "target", "forbidden"])
    for term in terms.terms:
        writer.writerow([term.source, "|".join(term.targets), "|".join(term.forbidden)])
    return out.getvalue()
