"""XLIFF 1.2 (OASIS 2008) and 2.1 (OASIS 2018): read both, write either."""

from __future__ import annotations

from typing import Any

from align.errors import InputError
from align.formats.structure import kinds_and_speakers
from align.model import Bitext, Pair
from align.text.langs import detect_target_lang
from align.text.untrusted import parse_xml, xml_text

NS12 = "urn:oasis:names:tc:xliff:document:1.2"
NS20 = "urn:oasis:names:tc:xliff:document:2.0"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def read_bytes(data: bytes, name: str, sha256: str = "") -> Bitext:
    """One pair a unit (its segments joined). Raises InputError for another format or other languages."""
    root = parse_xml(data, name)
    if _local(root) != "xliff":
        raise InputError(f"{name}: not XLIFF (its root is <{_local(root)}>)")
    second = root.get("srcLang") is not None
    file = root.find("{*}file")
    if file is None:
        raise InputError(f"{name}: an XLIFF without a <file>; nothing to check")
    source_lang = str(root.get("srcLang") or file.get("source-language") or "")
    target_lang = str(root.get("trgLang") or file.get("target-language") or "")
    if not source_lang.lower().startswith("en") or (target_lang and not target_lang.lower().startswith("zh")):
        raise InputError(f"{name}: {source_lang or '?'} to {target_lang or '?'}; this tool reads English to Chinese")
    rows = [_row(unit) for unit in root.iter("{*}unit" if second else "{*}trans-unit")]
    if not rows:
        raise InputError(f"{name}: no translation units; nothing to check")
    structure = kinds_and_speakers([source for source, _, _ in rows])
    pairs = tuple(
        Pair(i, source, target, kind, speaker, {"id": identifier})
        for i, ((source, target, identifier), (kind, speaker)) in enumerate(zip(rows, structure, strict=True))
    )
    script = detect_target_lang("".join(p.target for p in pairs))
    return Bitext(name, pairs, target_lang=script, sha256=sha256)


def write(bitext: Bitext, version: str = "2.1") -> bytes:
    """The pairs as XLIFF of that version ("1.2" or "2.1"), UTF-8. Raises ValueError for another version."""
    if version == "2.1":
        return _write_2(bitext)
    if version == "1.2":
        return _write_1(bitext)
    raise ValueError(f"XLIFF version must be 1.2 or 2.1, got {version!r}")


def _row(unit: Any) -> tuple[str, str, str]:
    source, target = ("".join("".join(e.itertext()) for e in _own(unit, side)) for side in ("source", "target"))
    return source, target, str(unit.get("id") or "")


def _own(unit: Any, side: str) -> list[Any]:
    """The unit's texts of that side, without those of matches and alternatives that tools put beside it."""
    return [e for e in unit.iter(f"{{*}}{side}") if next(e.iterancestors("{*}alt-trans", "{*}match"), None) is None]


def _write_2(bitext: Bitext) -> bytes:
    from lxml import etree

    root = etree.Element(
        f"{{{NS20}}}xliff",
        {"version": "2.1", "srcLang": bitext.source_lang, "trgLang": bitext.target_lang},
        nsmap={None: NS20},
    )
    file = etree.SubElement(root, f"{{{NS20}}}file", id="f1", original=xml_text(bitext.name))
    for pair in bitext.pairs:
        unit = etree.SubElement(file, f"{{{NS20}}}unit", {"id": f"u{pair.index}", _SPACE: "preserve"})
        segment = etree.SubElement(unit, f"{{{NS20}}}segment", state="translated")
        etree.SubElement(segment, f"{{{NS20}}}source").text = xml_text(pair.source)
        etree.SubElement(segment, f"{{{NS20}}}target").text = xml_text(pair.target)
    return _bytes(etree, root)


def _write_1(bitext: Bitext) -> bytes:
    from lxml import etree

    root = etree.Element(f"{{{NS12}}}xliff", version="1.2", nsmap={None: NS12})
    file = etree.SubElement(
        root,
        f"{{{NS12}}}file",
        {
            "original": xml_text(bitext.name),
            "source-language": bitext.source_lang,
            "target-language": bitext.target_lang,
            "datatype": "plaintext",
        },
    )
    body = etree.SubElement(file, f"{{{NS12}}}body")
    for pair in bitext.pairs:
        unit = etree.SubElement(body, f"{{{NS12}}}trans-unit", {"id": str(pair.index), _SPACE: "preserve"})
        etree.SubElement(unit, f"{{{NS12}}}source").text = xml_text(pair.source)
        etree.SubElement(unit, f"{{{NS12}}}target", state="translated").text = xml_text(pair.target)
    return _bytes(etree, root)


def _bytes(etree: Any, root: Any) -> bytes:
    document: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return document


def _local(element: Any) -> str:
    return str(element.tag).rsplit("}", 1)[-1]
