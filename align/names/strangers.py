"""Another person in the place of one who is named: Joanna for Dana, 郭董事長 for Chairman Hsu."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.facts import Facts
from align.model import Pair, Span
from align.names import romanise
from align.names.consistency import main_form
from align.names.english import tokens_of
from align.names.latin import misspelt
from align.names.ledger import Entry, Use, ledger
from align.names.misfits import Misfit
from align.names.missing import as_written
from align.names.rendering import VAST, target_of
from align.names.tables import first_names
from align.names.tables import fold as fold_latin
from align.names.words import NICKNAMES, ROLE_WORDS
from align.packs.fold import fold
from align.text.pairing import sentence_beads

_TITLED = "(?:副?董事长|总经理|执行长|财务长|营运长|技术长|总裁|主席|总监|先生|女士|小姐|博士)"


def strangers(facts: Facts) -> tuple[Misfit, ...]:
    """All of them, once a place (kind "other")."""
    found: list[Misfit] = []
    titled = facts.of(_surnames)
    for entry in facts.of(ledger):
        for use in entry.uses if entry.kind == "person" else ():
            pair = facts.bitext.pairs[use.pair]
            if not use.label and len(pair.target) <= VAST:
                found += _first_name(facts, entry, use, pair)
                found += _titled(facts, entry, use, pair, titled)
    return tuple({(m.mention.pair, m.target): m for m in reversed(found)}.values())


def _first_name(facts: Facts, entry: Entry, use: Use, pair: Pair) -> Iterator[Misfit]:
    """A first name in Latin letters that the English has not, in the sentence that lacks the one it has."""
    usual = main_form(entry)
    if usual is None or not usual.isascii() or fold_latin(use.mention.words[0]) != entry.key:
        return
    bead = next((b for b in facts.of_pair(sentence_beads, pair) if b.source.overlaps(use.source)), None)
    if bead is None or any(hit.span.overlaps(bead.target) for hit in use.found):
        return
    said = {fold_latin(token.text) for token in facts.of_pair(tokens_of, pair)}
    slips = [slip.target for slip in facts.of_pair(misspelt, pair)]
    for word, start, end in facts.of_pair(target_of, pair).latin:
        inside = bead.target.start <= start < bead.target.end and word.capitalize() in first_names()
        same = word in said or not said.isdisjoint(NICKNAMES.get(word, ())) or word in NICKNAMES.get(entry.key, ())
        if inside and not same and not any(slip.start == start for slip in slips):
            span = Span(start, end)
            yield Misfit("other", use.mention, span, as_written(entry, usual), span.of(pair.target))


def _surnames(facts: Facts) -> dict[str, set[str]]:
    """The surnames of people whose whole names stand in characters, with the keys of those names."""
    out: dict[str, set[str]] = {}
    for entry in facts.of(ledger):
        for use in entry.uses:
            if len(use.mention.words) > 1:
                for hit in use.found:
                    if hit.how == "characters" and len(hit.form) == 3:
                        out.setdefault(fold(hit.form)[0], set()).add(entry.key)
    return out


def _titled(facts: Facts, entry: Entry, use: Use, pair: Pair, known: dict[str, set[str]]) -> Iterator[Misfit]:
    """The surname of another person of the call before a title, where the English names one by surname and title."""
    mention = use.mention
    before = pair.source[: mention.span.start].rstrip().rsplit(" ", 1)[-1]
    if use.found or len(mention.words) != 1 or not (mention.title or before in ROLE_WORDS):
        return
    own = romanise.surname_pattern(mention.words[0])
    if own is None:
        return
    said = {fold_latin(token.text) for token in facts.of_pair(tokens_of, pair)}
    for match in re.finditer(f"([\u4e00-\u9fff]){_TITLED}", facts.of_pair(target_of, pair).plain):
        keys = known.get(match[1])
        if keys and entry.key not in keys and said.isdisjoint(keys) and not re.match(own, match[1]):
            span = Span(*match.span())
            usual = main_form(entry)
            wanted = as_written(entry, usual) if usual else entry.name
            yield Misfit("other", mention, span, wanted, span.of(pair.target))
            return
