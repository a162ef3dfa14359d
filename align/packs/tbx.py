"""TBX (TermBase eXchange), v2 (martif, termEntry/langSet/tig) and v3 (conceptEntry/langSec/termSec)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from align.errors import InputError
from align.packs.entries import Term
from align.text.untrusted import parse_xml

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_FORBIDDEN = frozenset({"deprecatedterm", "supersededterm", "deprecatedterm-admn-sts", "supersededterm-admn-sts",
                        "forbidden", "obsolete", "rejected", "notrecommended"})  # fmt: skip


def terms_of_tbx(data: bytes, name: str) -> Iterator[Term]:
    """Terms of a TBX file: English sources, Chinese targets; deprecated ones are forbidden. Raises InputError."""
    root = parse_xml(data, name)
    found = False
    for concept in _named(root, {"termEntry", "conceptEntry"}):
        for term in _concept(concept, name):
            found = True
            yield term
    if not found:
        raise InputError(f"{name}: no English-Chinese entries (termEntry or conceptEntry) found; is it TBX?")


def _concept(concept: etree._Element, name: str) -> Iterator[Term]:
    sources: list[tuple[str, dict[str, str]]] = []
    targets: list[str] = []
    forbidden: list[str] = []
    shared = _notes(concept, deep=False)
    for section in _named(concept, {"langSet", "langSec"}):
        language = (section.get(_LANG) or section.get("lang") or "").lower()
        for text, notes in _section(section):
            if language.startswith("en"):
                sources.append((text, notes))
            elif language.startswith("zh"):
                status = " ".join(
                    notes.get(k, "") for k in ("administrativestatus", "normativeauthorization", "status")
                )
                bad = bool(_FORBIDDEN & set(status.lower().split()))
                (forbidden if bad else targets).append(text)
    line = concept.sourceline
    for source, notes in sources:
        if targets or forbidden:
            meta = {**shared, **notes}
            meta["pos"] = meta.get("partofspeech", "")
            yield Term(
                source,
                tuple(dict.fromkeys(targets)),
                tuple(t for t in dict.fromkeys(forbidden) if t not in targets),
                f"{name}:{line}",
                {k: v for k, v in meta.items() if v},
            )


def _section(section: etree._Element) -> Iterator[tuple[str, dict[str, str]]]:
    groups = _named(section, {"tig", "ntig", "termSec"}) or [section]
    for group in groups:
        notes = _notes(group, deep=True)
        for element in _named(group, {"term"}):
            text = "".join(element.itertext()).strip()
            if text:
                yield text, notes


def _notes(element: etree._Element, deep: bool) -> dict[str, str]:
    """Notes by lower-case type: <termNote type="..."> or, in the DCT style, <min:administrativeStatus>."""
    notes: dict[str, str] = {}
    for child in element.iter() if deep else element:
        if not isinstance(child.tag, str):
            continue
        local = etree.QName(child).localname
        kind = child.get("type") if local in {"termNote", "descrip", "admin"} else local
        if kind and kind not in {"term", "tig", "ntig", "termGrp", "termSec", "langSet", "langSec"}:
            text = (child.text or "").strip()
            if text:
                notes.setdefault(kind.lower(), text)
    return notes


def _named(element: etree._Element, names: set[str]) -> list[etree._Element]:
    return [e for e in element.iter() if isinstance(e.tag, str) and etree.QName(e).localname in names]
