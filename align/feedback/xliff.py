"""Findings for translation tools: XLIFF 2.1 or 1.2 with ITS 2.0 localization quality issues, and back."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from align.errors import InputError
from align.feedback.answers import Answer
from align.feedback.issues import ITS, said_of, stand_off
from align.feedback.items import Corrections, Item, corrected
from align.formats.xliff import NS12, NS20
from align.keys import pair_key
from align.model import Pair, Report
from align.text.untrusted import parse_xml, xml_text

ITSM = "urn:oasis:names:tc:xliff:itsm:2.1"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# Elements whose content is text: white space put there for the eye would become part of it.
_TEXTUAL = {"source", "target", "note"}
_CHECK = re.compile(r"[a-z]+\.[a-z_-]+")


def xliff(report: Report, items: Sequence[Item], corrections: Corrections, version: str = "2.1") -> bytes:
    """Every line as a unit named by its key, findings as its issues and notes, corrections as its target.

    `version` is "2.1" (OASIS 2018) or "1.2" (OASIS 2008).
    """
    from lxml import etree

    by_pair: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        if item.pair is not None:
            by_pair[item.pair.index].append(item)
    root, body = (_root_2 if version == "2.1" else _root_1)(report)
    unit = _unit_2 if version == "2.1" else _unit_1
    for old, new in zip(report.bitext.pairs, corrected(report.bitext, corrections).pairs, strict=True):
        unit(body, old, new, by_pair[old.index])
    _indent(root, 0)
    document: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return document + b"\n"


def answers_of_xliff(data: bytes, name: str, report: Report) -> list[Answer]:
    """The units as they read now, and the notes that others than this tool put to them.

    Raises InputError when it is no XLIFF of this tool, or one of other languages.
    """
    root = parse_xml(data, name)
    if str(root.tag) not in (f"{{{NS20}}}xliff", f"{{{NS12}}}xliff"):
        raise InputError(f"{name}: not XLIFF (its root is <{str(root.tag).rsplit('}', 1)[-1]}>)")
    _languages(root, name, report)
    answers = []
    for unit, mark, text, comment in _units(root):
        key, _, changed = mark.partition("_")
        if key:
            answers.append(Answer("", key, "", text, comment, f"unit {unit}", proposed=bool(changed)))
    if not answers:
        raise InputError(f"{name}: not an XLIFF of this tool (its units carry no keys)")
    return answers


def _root_2(report: Report) -> tuple[Any, Any]:
    from lxml import etree

    bitext = report.bitext
    languages = {"version": "2.1", "srcLang": bitext.source_lang, "trgLang": bitext.target_lang}
    root = etree.Element(f"{{{NS20}}}xliff", languages, nsmap={None: NS20, "its": ITS, "itsm": ITSM})
    root.set(f"{{{ITS}}}version", "2.0")
    return root, etree.SubElement(root, f"{{{NS20}}}file", id="f1", original=xml_text(bitext.name))


def _root_1(report: Report) -> tuple[Any, Any]:
    from lxml import etree

    bitext = report.bitext
    root = etree.Element(f"{{{NS12}}}xliff", {"version": "1.2"}, nsmap={None: NS12, "its": ITS})
    root.set(f"{{{ITS}}}version", "2.0")
    stated = {
        "original": xml_text(bitext.name),
        "source-language": bitext.source_lang,
        "target-language": bitext.target_lang,
        "datatype": "plaintext",
    }
    return root, etree.SubElement(etree.SubElement(root, f"{{{NS12}}}file", stated), f"{{{NS12}}}body")


def _unit_2(file: Any, old: Pair, new: Pair, items: list[Item]) -> None:
    from lxml import etree

    name = _mark(old, new)
    unit = etree.SubElement(file, f"{{{NS20}}}unit", {"id": f"u{old.index}", "name": name, _SPACE: "preserve"})
    if items:
        stand_off(unit, items, f"lqi{old.index}")
        notes = etree.SubElement(unit, f"{{{NS20}}}notes")
        for item in items:
            note = {"category": item.finding.check, "appliesTo": "target"}
            etree.SubElement(notes, f"{{{NS20}}}note", note).text = said_of(item)
    segment = etree.SubElement(unit, f"{{{NS20}}}segment", state="reviewed" if new != old else "translated")
    etree.SubElement(segment, f"{{{NS20}}}source").text = xml_text(old.source)
    target = etree.SubElement(segment, f"{{{NS20}}}target")
    if items:
        target = etree.SubElement(target, f"{{{NS20}}}mrk", id=f"m{old.index}", type="its:generic")
        target.set(f"{{{ITS}}}locQualityIssuesRef", f"#its=lqi{old.index}")
    target.text = xml_text(new.target)


def _unit_1(body: Any, old: Pair, new: Pair, items: list[Item]) -> None:
    from lxml import etree

    name = _mark(old, new)
    stated = {"id": f"u{old.index}", "resname": name, _SPACE: "preserve"}
    unit = etree.SubElement(body, f"{{{NS12}}}trans-unit", stated)
    etree.SubElement(unit, f"{{{NS12}}}source").text = xml_text(old.source)
    state = "needs-review-translation" if items and new == old else "translated"
    target = etree.SubElement(unit, f"{{{NS12}}}target", state=state)
    target.text = xml_text(new.target)
    if items:
        target.set(f"{{{ITS}}}locQualityIssuesRef", f"#lqi{old.index}")
        for item in items:
            note = {"from": item.finding.check, "annotates": "target"}
            etree.SubElement(unit, f"{{{NS12}}}note", note).text = said_of(item)
    if new != old:
        machine = etree.SubElement(unit, f"{{{NS12}}}alt-trans", {"alttranstype": "previous-version"})
        etree.SubElement(machine, f"{{{NS12}}}target").text = xml_text(old.target)
    if items:
        stand_off(unit, items, f"lqi{old.index}")


def _mark(old: Pair, new: Pair) -> str:
    """The line's key, marked when the line goes out with a correction: back as it was, that was rejected."""
    return pair_key(old.source, old.target) + ("_c" if new != old else "")


def _units(root: Any) -> Iterator[tuple[str, str, str, str]]:
    """(id, mark, target, notes of others) of every unit.

    What other tools put beside the target (matches, alternatives) is not it. Our notes name a check and what they
    annotate.
    """
    for unit in root.iter(f"{{{NS20}}}unit"):
        parts = [p.find(f"{{{NS20}}}target") for p in unit.iterchildren(f"{{{NS20}}}segment", f"{{{NS20}}}ignorable")]
        text = "".join("".join(t.itertext()) for t in parts if t is not None)
        notes = unit.iterfind(f"{{{NS20}}}notes/{{{NS20}}}note")
        said = [n for n in notes if not (_CHECK.fullmatch(n.get("category") or "") and n.get("appliesTo"))]
        yield str(unit.get("id") or ""), str(unit.get("name") or ""), text.strip(), _said(said)
    for unit in root.iter(f"{{{NS12}}}trans-unit"):
        target = unit.find(f"{{{NS12}}}target")
        text = "" if target is None else "".join(target.itertext())
        notes = unit.iterfind(f"{{{NS12}}}note")
        said = [n for n in notes if not (_CHECK.fullmatch(n.get("from") or "") and n.get("annotates"))]
        yield str(unit.get("id") or ""), str(unit.get("resname") or ""), text.strip(), _said(said)


def _said(notes: Iterable[Any]) -> str:
    return "\n".join(filter(None, ("".join(note.itertext()).strip() for note in notes)))


def _languages(root: Any, name: str, report: Report) -> None:
    file = root.find("{*}file")
    stated = file if file is not None else {}
    source = str(root.get("srcLang") or stated.get("source-language") or "en").lower()
    target = str(root.get("trgLang") or stated.get("target-language") or "zh").lower()
    if source[:2] != report.bitext.source_lang[:2].lower() or target[:2] != report.bitext.target_lang[:2].lower():
        wanted = f"{report.bitext.source_lang} to {report.bitext.target_lang}"
        raise InputError(f"{name}: {source} to {target}, but {report.bitext.name} is {wanted}; nothing was taken in")


def _indent(element: Any, depth: int) -> None:
    """White space between elements, never inside texts."""
    children = list(element)
    if not children or str(element.tag).rsplit("}", 1)[-1] in _TEXTUAL:
        return
    element.text = "\n" + "  " * (depth + 1)
    for child in children:
        child.tail = "\n" + "  " * (depth + 1)
        _indent(child, depth + 1)
    children[-1].tail = "\n" + "  " * depth
