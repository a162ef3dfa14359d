"""Glossary choices of reviewers for other tools: TBX v3 (ISO 30042:2019), dialect TBX-Basic, data categories as tags."""

from __future__ import annotations

from typing import Any

from align.packs.termbase import Term, Termbase
from align.text.untrusted import xml_text

TBX = "urn:iso:std:iso:30042:ed-2"
# The module of TBX-Min, of which TBX-Basic is an extension, has the status of a term.
MIN = "http://www.tbxinfo.net/ns/min"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_PREFERRED, _ADMITTED, _DEPRECATED = (f"{word}Term-admn-sts" for word in ("preferred", "admitted", "deprecated"))


def tbx(terms: Termbase, source_lang: str, target_lang: str, origin: str) -> bytes:
    """The terms as concepts: the first rendering preferred, further ones admitted, forbidden ones deprecated.

    `origin` says in the header where they come from. `align.packs.tbx` reads the same terms again.
    """
    from lxml import etree

    root = etree.Element(
        f"{{{TBX}}}tbx", {"style": "dct", "type": "TBX-Basic", _LANG: "en"}, nsmap={None: TBX, "min": MIN}
    )
    header = etree.SubElement(root, f"{{{TBX}}}tbxHeader")
    description = etree.SubElement(etree.SubElement(header, f"{{{TBX}}}fileDesc"), f"{{{TBX}}}sourceDesc")
    etree.SubElement(description, f"{{{TBX}}}p").text = xml_text(origin)
    body = etree.SubElement(etree.SubElement(root, f"{{{TBX}}}text"), f"{{{TBX}}}body")
    for number, term in enumerate(terms.terms, start=1):
        concept = etree.SubElement(body, f"{{{TBX}}}conceptEntry", id=f"c{number}")
        _section(concept, source_lang, [(term.source, None)])
        _section(concept, target_lang, _renderings(term))
    document: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return document


def _renderings(term: Term) -> list[tuple[str, str | None]]:
    right = [(t, _PREFERRED if n == 0 else _ADMITTED) for n, t in enumerate(term.targets)]
    return [*right, *((t, _DEPRECATED) for t in term.forbidden)]


def _section(concept: Any, lang: str, terms: list[tuple[str, str | None]]) -> None:
    from lxml import etree

    section = etree.SubElement(concept, f"{{{TBX}}}langSec", {_LANG: lang})
    for text, status in terms:
        part = etree.SubElement(section, f"{{{TBX}}}termSec")
        etree.SubElement(part, f"{{{TBX}}}term").text = xml_text(text)
        if status is not None:
            etree.SubElement(part, f"{{{MIN}}}administrativeStatus").text = status
