"""The pieces of a name that are rendered one by one: `Lucas Pipes` has two, `New York` has one."""

from __future__ import annotations

from dataclasses import dataclass

from align.model import Span
from align.names.english import Mention
from align.names.tables import fold, known_names, ordinary_words
from align.names.words import CONNECTORS, HONORIFICS, ORG_TAIL, ORG_WORDS


@dataclass(frozen=True)
class Unit:
    """One piece: `key` is its folded text; `mention` the name it is part of."""

    key: str
    text: str
    span: Span
    mention: Mention


def units_of(mention: Mention) -> tuple[Unit, ...]:
    """The pieces in order; words that are translated by meaning (Bank, Council, of) are left out."""
    if mention.kind in ("code", "acronym") or fold(mention.text) in known_names():
        return (Unit(fold(mention.text), mention.text, mention.span, mention),)
    places = _places(mention)
    out: list[Unit] = []
    at = 0
    while at < len(places):
        for width in (3, 2):
            if at + width <= len(places):
                span = Span(places[at][1].start, places[at + width - 1][1].end)
                text = mention.text[span.start - mention.span.start : span.end - mention.span.start]
                if mention.kind != "person" and fold(text) in known_names():
                    out.append(Unit(fold(text), text, span, mention))
                    at += width
                    break
        else:
            word, span = places[at]
            if _is_piece(word, mention):
                out.append(Unit(fold(word), word, span, mention))
            at += 1
    return tuple(out)


def _places(mention: Mention) -> list[tuple[str, Span]]:
    out: list[tuple[str, Span]] = []
    at = 0
    for word in mention.words:
        start = mention.text.find(word, at)
        if start < 0:
            continue
        at = start + len(word)
        out.append((word, Span(start, at).shifted(mention.span.start)))
    return out


def _is_piece(word: str, mention: Mention) -> bool:
    if len(word) < 2 or word in CONNECTORS or word in ORG_TAIL or word in HONORIFICS or not word[0].isupper():
        return False
    if mention.kind == "person":
        return len(word.replace(".", "")) > 1
    if word in ORG_WORDS:
        return False
    if word.replace(".", "").isupper() and len(word) <= 6:
        return len(mention.words) > 1
    return fold(word) not in ordinary_words() or fold(word) in known_names() or len(mention.words) == 1
