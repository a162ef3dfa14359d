"""Who and what a call is about: people with their roles and firms, companies, places, products."""

from __future__ import annotations

import re
from dataclasses import dataclass

from align.facts import Facts
from align.names.english import Mention, mentions
from align.names.tables import fold
from align.names.words import HONORIFICS, ORG_TAIL

REACH = 160  # characters beside a name in which its title stands
_AFTER_DASH = re.compile(r"^\s*(?:--+|[-–—―,])\s*(.+)$")
_ROLE = (
    r"(?:(?:Co-|Vice |Executive |Senior |Deputy |Chief |Managing |General |Investor Relations |IR )*"
    r"(?:Chairman|Chairwoman|Chairperson|Chair|President|CEO|CFO|COO|CTO|CIO|CMO|"
    r"Chief (?:\w+ ){1,3}Officer|Director|Manager|Founder|Counsel|Analyst|Treasurer|Controller|Head))"
)
_ROLES = re.compile(rf"{_ROLE}(?:(?:,? and |,? & |, ){_ROLE})*(?: of [A-Z][\w ]{{2,30}})?")
_FIRM_LINK = re.compile(r"^\s*(?:,|--?|–|—|from|with|of|at|from the line of)\s+(?:the\s+)?$")


@dataclass(frozen=True)
class Member:
    """A person of the call. `side`: company, analyst or unknown."""

    name: str
    words: tuple[str, ...]
    role: str | None
    organisation: str | None
    side: str
    first_pair: int


def roster(facts: Facts) -> tuple[Member, ...]:
    """The people in order of first mention, with roles from labels and introductions."""
    people: dict[str, dict[str, object]] = {}
    found = facts.of(mentions)
    for at, mention in enumerate(found):
        if mention.kind != "person" or len(mention.words) < 2:
            continue
        row = people.setdefault(
            fold(mention.text), {"name": mention.text, "words": mention.words, "first": mention.pair}
        )
        source = facts.bitext.pairs[mention.pair].source
        role = _role_of(facts, mention, source)
        if role and not row.get("role"):
            row["role"] = role
        firm = _firm_after(source, mention, found[at + 1] if at + 1 < len(found) else None)
        if facts.bitext.pairs[mention.pair].kind == "label" and not role:
            match = _AFTER_DASH.match(source[mention.span.end :])
            firm = match[1].strip() if match else None
        if firm and not row.get("organisation"):
            row["organisation"] = firm
    return tuple(_member(row) for row in people.values())


def _member(row: dict[str, object]) -> Member:
    role = row.get("role")
    firm = row.get("organisation")
    analyst = isinstance(role, str) and "Analyst" in role
    side = "analyst" if analyst or (firm and not role) else "company" if role else "unknown"
    name, words, first = row["name"], row["words"], row["first"]
    assert isinstance(name, str) and isinstance(words, tuple) and isinstance(first, int)
    return Member(
        name, words, role if isinstance(role, str) else None, firm if isinstance(firm, str) else None, side, first
    )


def _role_of(facts: Facts, mention: Mention, source: str) -> str | None:
    pair = facts.bitext.pairs[mention.pair]
    after = source[mention.span.end : mention.span.end + REACH]
    if pair.kind == "label":
        match = _AFTER_DASH.match(after)
        return match[1].strip() if match and _ROLES.search(match[1]) else None
    behind = re.match(rf"\s*,?\s*(?:our |the |its )?({_ROLES.pattern})", after)
    if behind:
        return behind[1]
    before = source[max(0, mention.span.start - REACH) : mention.span.start].rstrip()
    for honorific in sorted(HONORIFICS, key=len, reverse=True):
        if before.endswith(honorific):
            before = before[: -len(honorific)].rstrip()
            break
    ahead = re.search(rf"({_ROLES.pattern}),?\s*$", before)
    return ahead[1] if ahead else None


def _firm_after(source: str, mention: Mention, following: Mention | None) -> str | None:
    """The organisation named right after a person: `Lucas Pipes, B. Riley`, `from the line of X with Y`."""
    if following is None or following.pair != mention.pair or following.kind in ("code", "acronym"):
        return None
    gap = source[mention.span.end : following.span.start]
    tail = source[following.span.end : following.span.end + REACH].strip(" .?!")
    comma = gap.strip() in (",", "-", "--", "–", "—")
    if not _FIRM_LINK.match(gap) or (comma and tail and not tail.startswith(("Your", "Please", "You"))):
        return None
    return following.text


def firms(facts: Facts) -> frozenset[str]:
    """Folded names of the organisations people are from."""
    return frozenset(fold(m.organisation) for m in facts.of(roster) if m.organisation)


def key_names(facts: Facts) -> frozenset[str]:
    """Folded pieces of the names that must not be wrong: the company's and its executives'."""
    out: set[str] = set()
    for member in facts.of(roster):
        if member.side == "company":
            out.update(fold(w) for w in member.words if len(w) > 1)
    for mention in facts.of(mentions):
        if mention.kind == "organisation" and any(w in ORG_TAIL for w in mention.words[1:]) and mention.pair <= 10:
            out.add(fold(mention.words[0]))
    title = facts.bitext.title or ""
    out.update(fold(w) for w in re.findall(r"[A-Z][a-z]{3,}", title)[:2])
    return frozenset(out)
