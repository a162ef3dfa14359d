"""A firm addressed like a person, a person taken for a firm, another well-known name or a translation for a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from align.facts import Facts
from align.model import Span
from align.names import translit
from align.names.characters import ADDRESS
from align.names.english import Mention
from align.names.literal import literal_uses
from align.names.misfits import Misfit, Piece, pieces
from align.names.rendering import VAST, Target, dictionary_forms, target_of
from align.names.roster import roster
from align.names.strangers import strangers
from align.names.tables import fold as fold_latin
from align.names.tables import known_renderings
from align.names.words import ORG_TAIL, ORG_WORDS
from align.packs.fold import fold

_ADDRESS = re.compile(ADDRESS)
_FIRM_WORD = re.compile("证券|研究(?!员|員)|资本|银行|顾问公司|公司|集团|投资|资产管理|国际|金融|控股|合伙|财富|伙伴")
_OF = re.compile(r"\s*(?:,|-|–|—|from|with|of|at|from the line of)\s+(?:the\s+)?$")
UNREADABLE = -5.0  # score below which characters have nothing of the name


def mistaken(facts: Facts) -> tuple[Misfit, ...]:
    """All of them, by pair and place (kinds "addressed", "affiliation", "place", "part", "literal", "other")."""
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
            out += _other_name(mention, parts)
    return (*out, *facts.of(literal_uses), *facts.of(strangers))


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


def _other_name(mention: Mention, parts: list[Piece]) -> Iterator[Misfit]:
    """哥倫比亞 for Columbus, 沃爾瑪 for Walter: the usual rendering of another well-known name alone.

    A person's name may share a rendering with others that sound alike, so it must have nothing of the sound.
    """
    for part in parts:
        known = dictionary_forms(part.entry.key)
        for hit in part.found if known and not part.use.label else ():
            form = fold(hit.form)
            if hit.how not in ("sound", "document") or len(form) < 3 or form in known or form not in known_renderings():
                continue
            if mention.kind == "person" and translit.score(part.entry.key, form) < UNREADABLE:
                yield Misfit("part", mention, hit.span, part.entry.name, hit.form)
            elif mention.kind == "place" and part.entry.forms[form] < 2:
                yield Misfit("place", mention, hit.span, part.entry.name, hit.form)
