"""Ledger and roster as plain rows, for the report and for CSV."""

from __future__ import annotations

from typing import Any

from align.facts import Facts
from align.names.ledger import ledger
from align.names.roster import roster
from align.packs.fold import fold

LEDGER_COLUMNS = ("name", "kind", "form", "how", "count", "pairs", "usual", "places")
ROSTER_COLUMNS = ("name", "role", "organisation", "side", "first_pair")


def ledger_rows(facts: Facts) -> list[dict[str, Any]]:
    """One row a name and form, names in order of first mention and forms by count; a last row counts pairs without any.

    `places` lists [pair, start, end] in the target, `usual` tells the form most pairs have.
    """
    rows: list[dict[str, Any]] = []
    for entry in facts.of(ledger):
        forms: dict[str, dict[str, Any]] = {}
        without: list[int] = []
        for use in entry.uses:
            if not use.found and not use.whole:
                without.append(use.pair)
            for hit in use.found:
                row = forms.setdefault(
                    fold(hit.form),
                    {"name": entry.name, "kind": entry.kind, "form": hit.form, "how": hit.how, "places": []},
                )
                place = [use.pair, hit.span.start, hit.span.end]
                if place not in row["places"]:
                    row["places"].append(place)
        ordered = sorted(forms.values(), key=lambda row: -len({p[0] for p in row["places"]}))
        for n, row in enumerate(ordered):
            pairs = sorted({place[0] for place in row["places"]})
            rows.append({**row, "count": len(pairs), "pairs": pairs, "usual": n == 0})
        if without:
            pairs = sorted(set(without))
            nothing = {"name": entry.name, "kind": entry.kind, "form": "", "how": "none", "places": []}
            rows.append({**nothing, "count": len(pairs), "pairs": pairs, "usual": False})
    return rows


def roster_rows(facts: Facts) -> list[dict[str, Any]]:
    """One row a person."""
    return [
        {
            "name": m.name,
            "role": m.role or "",
            "organisation": m.organisation or "",
            "side": m.side,
            "first_pair": m.first_pair,
        }
        for m in facts.of(roster)
    ]
