"""Titles beside names on both sides: who is called what, and where the Chinese gives a title to another person."""

from __future__ import annotations

import re
from dataclasses import dataclass

from align.facts import Facts
from align.model import Pair, Span
from align.names.characters import ADDRESS
from align.names.english import Mention
from align.names.misfits import Piece, pieces
from align.names.rendering import VAST, target_of
from align.names.words import HONORIFICS

_ENGLISH = {
    "chief executive": r"\bCEO\b|[Cc]hief [Ee]xecutive(?: [Oo]fficer)?",
    "chief financial": r"\bCFO\b|[Cc]hief [Ff]inancial [Oo]fficer",
    "chief operating": r"\bCOO\b|[Cc]hief [Oo]perating [Oo]fficer",
    "chief technology": r"\bCTO\b|[Cc]hief [Tt]echnology [Oo]fficer",
    "chair": r"\b(?:[Cc]hairman|[Cc]hairwoman|[Cc]hairperson)\b",
    "president": r"(?<![Vv]ice )(?<![Vv]ice-)\b[Pp]resident\b",
    "general counsel": r"\b[Gg]eneral [Cc]ounsel\b",
    "analyst": r"\b[Aa]nalyst\b",
}
_CHINESE = {
    "chief executive": "执行长|首席执行官|行政总裁|ceo",
    "chief financial": "财务长|首席财务官|财务总监|cfo",
    "chief operating": "营运长|首席营运官|首席运营官|coo",
    "chief technology": "技术长|首席技术官|cto",
    "chair": "董事长|主席",
    "president": "(?<!副)(?<!行政)总裁|(?<!副)总经理",
    "general counsel": "法务长|总法律顾问|法律总顾问",
    "analyst": "分析师",
}
_ROLE_EN = re.compile("|".join(f"(?P<r{n}>{p})" for n, p in enumerate(_ENGLISH.values())))
_ROLE_ZH = re.compile("|".join(f"(?P<r{n}>{p})" for n, p in enumerate(_CHINESE.values())))
_NAMES = tuple(_ENGLISH)
_JOIN_EN = re.compile(r"\s*(?:,? and |,? & |,|/)?\s*(?:our |the |its )?")
_JOIN_ZH = re.compile(r"[兼暨及和与、,，/&]?")
_GAP_BEFORE = re.compile(r",?\s*(?:(?:" + "|".join(sorted(h.rstrip(".") for h in HONORIFICS)) + r")\.?\s*)?$")
_GAP_AFTER = re.compile(r"^\s*(?:,|-|--|–|—|\()\s*(?:our |the |its |[A-Z][\w.&' ]{1,30}['’]s? )?$")


@dataclass(frozen=True)
class Title:
    """A title with its place on one side."""

    role: str
    span: Span


@dataclass(frozen=True)
class WrongTitle:
    """A person whose title in the Chinese is not the one of the English; `owner` is who has it in the English."""

    mention: Mention
    target: Span
    said: str
    form: str
    owner: str | None


def wrong_titles(facts: Facts) -> tuple[WrongTitle, ...]:
    """All persons with a title on both sides that differ."""
    by_pair: dict[int, list[tuple[Mention, list[Piece]]]] = {}
    for mention, parts in facts.of(pieces).items():
        if mention.kind == "person" and len(facts.bitext.pairs[mention.pair].target) <= VAST:
            by_pair.setdefault(mention.pair, []).append((mention, parts))
    out: list[WrongTitle] = []
    for index, people in by_pair.items():
        pair = facts.bitext.pairs[index]
        english = _english_titles(pair, [mention for mention, _ in people])
        for mention, parts in people:
            plain = facts.of_pair(target_of, pair).plain
            chinese = _chinese_titles(plain, [f.span for p in parts for f in p.found])
            own = {t.role for t in english[mention]}
            if not own or not chinese or own & {t.role for t in chinese}:
                continue
            title = chinese[0]
            owner = next((m.text for m, titles in english.items() if title.role in {t.role for t in titles}), None)
            if owner != mention.text:
                said = ", ".join(t.span.of(pair.source) for t in english[mention])
                out.append(WrongTitle(mention, title.span, said, title.span.of(pair.target), owner))
    return tuple(out)


def _titles(pattern: re.Pattern[str], text: str) -> list[Title]:
    return [Title(_NAMES[int((m.lastgroup or "r0")[1:])], Span(*m.span())) for m in pattern.finditer(text)]


def _english_titles(pair: Pair, people: list[Mention]) -> dict[Mention, list[Title]]:
    """Titles of each person; a list keeps one style, titles before the names or behind them, as its first name has it."""
    titles = _titles(_ROLE_EN, pair.source)
    out: dict[Mention, list[Title]] = {}
    behind_first: bool | None = None
    for mention in sorted(people, key=lambda m: m.span):
        before, behind = _before(pair.source, mention, titles), _behind(pair.source, mention, titles)
        if behind_first is None and (before or behind):
            behind_first = not before
        out[mention] = (behind or before) if behind_first else (before or behind)
        if behind_first and not behind:
            out[mention] = []
    return out


def _before(text: str, mention: Mention, titles: list[Title]) -> list[Title]:
    out: list[Title] = []
    at = mention.span.start
    for title in reversed([t for t in titles if t.span.end <= mention.span.start]):
        gap = text[title.span.end : at]
        if not (_JOIN_EN.fullmatch(gap) if out else _GAP_BEFORE.fullmatch(gap)):
            break
        out.append(title)
        at = title.span.start
    return out


def _behind(text: str, mention: Mention, titles: list[Title]) -> list[Title]:
    out: list[Title] = []
    at = mention.span.end
    for title in (t for t in titles if t.span.start >= mention.span.end):
        gap = text[at : title.span.start]
        if not (_JOIN_EN.fullmatch(gap) if out else _GAP_AFTER.match(gap)):
            break
        out.append(title)
        at = title.span.end
    return out


def _chinese_titles(plain: str, found: list[Span]) -> list[Title]:
    """Titles right before the name (執行長張南庚), else right after it (張南庚執行長, 張南庚 - 執行長)."""
    if not found:
        return []
    titles = _titles(_ROLE_ZH, plain)
    start, end = min(s.start for s in found), max(s.end for s in found)
    out: list[Title] = []
    at = start
    for title in reversed([t for t in titles if t.span.end <= start]):
        gap = plain[title.span.end : at].strip()
        if not (gap == "" if not out else _JOIN_ZH.fullmatch(gap)):
            break
        out.append(title)
        at = title.span.start
    if out:
        return out
    at = end
    for title in (t for t in titles if t.span.start >= end):
        gap = plain[at : title.span.start].strip()
        if not (re.fullmatch(rf"(?:{ADDRESS})?[-–—(（]?", gap) if not out else _JOIN_ZH.fullmatch(gap)):
            break
        out.append(title)
        at = title.span.end
    return out
