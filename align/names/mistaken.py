"""A firm addressed like a person, a person taken for a firm, a coined name translated word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from align.facts import Facts
from align.model import Span
from align.names.characters import ADDRESS
from align.names.english import Mention
from align.names.ledger import DOTS
from align.names.misfits import Misfit, Piece, pieces
from align.names.rendering import VAST, Target, target_of
from align.names.roster import roster
from align.names.tables import fold as fold_latin
from align.names.tables import glosses
from align.names.words import ORG_TAIL, ORG_WORDS

_ADDRESS = re.compile(ADDRESS)
_FIRM_WORD = re.compile("证券|研究(?!员|員)|资本|银行|顾问公司|公司|集团|投资|资产管理|国际|金融|控股|合伙|财富|伙伴")
_OF = re.compile(r"\s*(?:,|-|–|—|from|with|of|at|from the line of)\s+(?:the\s+)?$")
_COINED = re.compile(r"(?!Mc|Mac|De[A-Z]|Le[A-Z]|La[A-Z]|Di[A-Z]|Du[A-Z]|Fitz)([A-Z][a-z]{2,})([A-Z][a-z]{2,})")


def mistaken(facts: Facts) -> tuple[Misfit, ...]:
    """All of them, by pair and place (kinds "addressed", "affiliation", "literal")."""
    people = {fold_latin(w) for member in facts.of(roster) for w in member.words}
    people |= {fold_latin(w) for m in facts.of(pieces) if m.kind == "person" for w in m.words}
    by_pair: dict[int, list[tuple[Mention, list[Piece]]]] = {}
    for mention, parts in facts.of(pieces).items():
        by_pair.setdefault(mention.pair, []).append((mention, parts))
    call = any(pair.kind == "label" for pair in facts.bitext.pairs)  # there everybody is introduced by the whole name
    out: list[Misfit] = []
    for index, rows in by_pair.items():
        target = facts.of_pair(target_of, facts.bitext.pairs[index])
        if len(target.plain) > VAST:
            continue
        rows.sort(key=lambda row: row[0].span)
        told = [m for mention, parts in rows if call for m in _addressed(mention, parts, target, people)]
        out += {m.target: m for m in sorted(told, key=lambda m: -len(m.mention.words))}.values()
        source = facts.bitext.pairs[index].source
        for (person, parts), (firm, others) in pairwise(rows):
            out += _affiliation(source, person, parts, firm, others, target)
        for mention, parts in rows:
            out += _literal(source, mention, parts, target)
    return tuple(out)


def _addressed(mention: Mention, parts: list[Piece], target: Target, people: set[str]) -> Iterator[Misfit]:
    """沃斯伯格先生 for the firm Vossberg: a form of address behind a name that is nobody's in the whole call."""
    if mention.title or mention.kind not in ("organisation", "other"):
        return
    if any(fold_latin(word) in people for word in mention.words):
        return
    for hit in parts[-1].found:
        match = _ADDRESS.match(target.plain, hit.span.end)
        if match is not None and hit.how in ("latin", "sound", "document"):
            span = Span(hit.span.start, match.end())
            yield Misfit("addressed", mention, span, hit.form, span.of(target.text))
            return


def _affiliation(
    source: str, person: Mention, parts: list[Piece], firm: Mention, others: list[Piece], target: Target
) -> Iterator[Misfit]:
    """安娜·布蘭特證券的科利爾 for Anna Brandt with Collier Securities: the firm's word has gone to the person."""
    if person.kind != "person" or len(person.words) < 2 or firm.kind == "person":
        return
    if not _OF.fullmatch(source[person.span.end : firm.span.start]):
        return
    words = {fold_latin(w) for w in firm.words}
    if fold_latin(person.words[-1]) in words or not any(w in ORG_WORDS or w in ORG_TAIL for w in firm.words):
        return
    own = [f for f in parts[-1].found if f.how != "characters" or len(f.form) > 1]
    for hit in own:
        match = _FIRM_WORD.match(target.plain, hit.span.end)
        if match is None:
            continue
        theirs = [f for part in others for f in part.found if not f.span.overlaps(hit.span)]
        if any(_FIRM_WORD.match(target.plain, f.span.end) for f in theirs):
            continue
        start = min((f.span.start for p in parts for f in p.found if f.span.end <= hit.span.end), default=0)
        end = max((f.span.end for f in theirs if f.span.end > match.end()), default=match.end())
        span = Span(start, end)
        yield Misfit("affiliation", person, span, firm.text, span.of(target.text))
        return


def _literal(source: str, mention: Mention, parts: list[Piece], target: Target) -> Iterator[Misfit]:
    """動力織機 for PowerLoom: a coined name is gone, and the word for one of its parts stands there."""
    coined = _COINED.fullmatch(mention.text)
    if coined is None or mention.kind == "person" or not parts or any(part.found for part in parts):
        return
    if fold_latin(mention.text) in target.plain:
        return
    for word in coined.groups():
        if source.lower().count(word.lower()) > source.count(mention.text):
            continue  # the line also speaks of looms
        for gloss in sorted(glosses().get(word.lower(), ()), key=lambda g: (-len(g), g)):
            at = target.plain.find(gloss) if len(gloss) > 1 else -1
            if at >= 0:
                start = at
                while start > 0 and at - start < 3 and _han(target.plain[start - 1]):
                    start -= 1
                span = Span(start if word == coined[2] else at, at + len(gloss))
                yield Misfit("literal", mention, span, mention.text, span.of(target.text))
                return


def _han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" and char not in "的在是與与和及以將将由我們们而但" + DOTS
