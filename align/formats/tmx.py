"""TMX 1.4b, the exchange format of translation memories (LISA 2005): read and write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from align import __version__
from align.errors import InputError
from align.formats.structure import kinds_and_speakers
from align.model import Bitext, Pair
from align.text.langs import detect_target_lang
from align.text.untrusted import parse_xml, xml_text

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# TMX has a public identifier only by custom; validators know the system one.
DOCTYPE = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'


def read_bytes(data: bytes, name: str, sha256: str = "") -> Bitext:
    """One pair a translation unit that has an English and a Chinese variant. Raises InputError."""
    root = parse_xml(data, name)
    if _local(root) != "tmx":
        raise InputError(f"{name}: not TMX (its root is <{_local(root)}>)")
    rows: list[tuple[str, str, dict[str, str]]] = []
    for unit in root.iter("{*}tu"):
        sides: dict[str, str] = {}
        for variant in unit.iterchildren("{*}tuv"):
            lang = (variant.get(_LANG) or variant.get("lang") or "").lower()[:2]
            segment = variant.find("{*}seg")
            if segment is not None and lang in ("en", "zh"):
                sides.setdefault(lang, "".join(segment.itertext()))
        if len(sides) == 2:
            props = {p.get("type") or "": p.text or "" for p in unit.iterchildren("{*}prop")}
            rows.append((sides["en"], sides["zh"], props))
    if not rows:
        raise InputError(f"{name}: no translation unit with English and Chinese")
    structure = kinds_and_speakers([source for source, _, _ in rows])
    pairs = tuple(
        Pair(i, source, target, kind, speaker, props)
        for i, ((source, target, props), (kind, speaker)) in enumerate(zip(rows, structure, strict=True))
    )
    return Bitext(name, pairs, target_lang=detect_target_lang("".join(p.target for p in pairs)), sha256=sha256)


def write(
    bitext: Bitext, props: Mapping[int, Mapping[str, str]] | None = None, only: Iterable[int] | None = None
) -> bytes:
    """The pairs as TMX, UTF-8; `props` adds typed properties to a pair, `only` chooses pairs by index."""
    from lxml import etree

    root = etree.Element("tmx", version="1.4")
    etree.SubElement(
        root,
        "header",
        {
            "creationtool": "align",
            "creationtoolversion": __version__,
            "segtype": "paragraph",
            "o-tmf": "align",
            "adminlang": "en",
            "srclang": bitext.source_lang,
            "datatype": "plaintext",
        },
    )
    body = etree.SubElement(root, "body")
    chosen = None if only is None else set(only)
    for pair in bitext.pairs:
        if (chosen is None or pair.index in chosen) and pair.source.strip() and pair.target.strip():
            _unit(etree, body, bitext, pair, {**_stated(pair), **((props or {}).get(pair.index, {}))})
    document: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True, doctype=DOCTYPE)
    return document


def _stated(pair: Pair) -> dict[str, str]:
    stated = {str(key): str(value) for key, value in pair.meta.items() if isinstance(value, str | int | float)}
    return {**stated, **({"x-speaker": pair.speaker} if pair.speaker else {})}


def _unit(etree: Any, body: Any, bitext: Bitext, pair: Pair, props: Mapping[str, str]) -> None:
    unit = etree.SubElement(body, "tu", tuid=str(pair.index))
    for key, value in sorted(props.items()):
        prop = etree.SubElement(unit, "prop", type=key if key.startswith("x-") else f"x-{key}")
        prop.text = xml_text(value)
    for lang, text in ((bitext.source_lang, pair.source), (bitext.target_lang, pair.target)):
        variant = etree.SubElement(unit, "tuv", {_LANG: lang})
        etree.SubElement(variant, "seg").text = xml_text(text)


def _local(element: Any) -> str:
    return str(element.tag).rsplit("}", 1)[-1]
