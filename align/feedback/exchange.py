"""Findings for translation tools: XLIFF 2.1 with ITS 2.0 localization quality issues, and TMX of agreed pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from align.feedback.items import Corrections, Item, corrected
from align.feedback.returned import Answer
from align.formats import tmx
from align.formats.xliff import NS20
from align.model import Pair, Report, Severity
from align.text.untrusted import parse_xml, xml_text

ITS = "http://www.w3.org/2005/11/its"
ITSM = "urn:oasis:names:tc:xliff:itsm:2.1"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# ITS 2.0, section 8.17: the issue types; what has no closer one is "other". Keys are MQM paths of ours, longest first.
_TYPES = (
    ("terminology/inconsistent", "inconsistency"), ("terminology", "terminology"), ("accuracy/omission", "omission"),
    ("accuracy/untranslated", "untranslated"), ("accuracy/addition", "addition"), ("accuracy", "mistranslation"),
    ("locale-convention/number", "numbers"), ("locale-convention", "locale-violation"),
    ("fluency/character", "characters"), ("fluency/duplication", "duplication"), ("fluency/punctuation", "typographical"),
    ("fluency", "grammar"), ("style", "style"),
)  # fmt: skip
_WEIGHTS = {Severity.CRITICAL: 100, Severity.MAJOR: 50, Severity.MINOR: 10, Severity.INFO: 1}


def xliff(report: Report, items: Sequence[Item], corrections: Corrections) -> bytes:
    """Every line as a unit; findings as its.localization quality issues on the unit, corrections as the target."""
    from lxml import etree

    by_pair: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        if item.pair is not None:
            by_pair[item.pair.index].append(item)
    bitext = corrected(report.bitext, corrections)
    root = etree.Element(
        f"{{{NS20}}}xliff",
        {"version": "2.1", "srcLang": bitext.source_lang, "trgLang": bitext.target_lang},
        nsmap={None: NS20, "its": ITS, "itsm": ITSM},
    )
    root.set(f"{{{ITS}}}version", "2.0")
    file = etree.SubElement(root, f"{{{NS20}}}file", id="f1", original=xml_text(bitext.name))
    for pair in bitext.pairs:
        _unit(etree, file, pair, by_pair[pair.index], pair.index in corrections.targets)
    document: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return document


def answers_of_xliff(data: bytes, name: str, items: Sequence[Item]) -> list[Answer]:
    """The targets of a returned XLIFF that differ from the line they were made from, for every finding there."""
    root = parse_xml(data, name)
    texts: dict[str, str] = {}
    for unit in root.iter(f"{{{NS20}}}unit"):
        target = "".join("".join(t.itertext()) for t in unit.iter(f"{{{NS20}}}target"))
        for key in (unit.get("name") or "").split():
            texts[key] = target
    from align.errors import InputError

    if not texts:
        raise InputError(f"{name}: not an XLIFF of this tool (its units carry no names)")
    return [
        Answer(item.key, item.pair_key, "", texts[item.pair_key].strip(), "", f"unit u{item.pair.index}")
        for item in items
        if item.pair is not None
        and texts.get(item.pair_key, "").strip()
        and texts[item.pair_key].strip() != xml_text(item.pair.target).strip()
    ]


def memory(report: Report, items: Iterable[Item], corrections: Corrections, confirmed: Iterable[int] = ()) -> bytes:
    """TMX 1.4b of the pairs that people have settled: corrected lines, and lines in `confirmed`."""
    chosen = set(corrections.targets) | set(confirmed)
    props: Mapping[int, Mapping[str, str]] = {
        i: {"x-status": "corrected" if i in corrections.targets else "confirmed"} for i in chosen
    }
    return tmx.write(corrected(report.bitext, corrections), props, only=chosen)


def issue_type(category: str) -> str:
    """The ITS 2.0 localization quality issue type of an MQM path."""
    return next((kind for prefix, kind in _TYPES if category.startswith(prefix)), "other")


def _unit(etree: Any, file: Any, pair: Pair, items: list[Item], is_corrected: bool) -> None:
    unit = etree.SubElement(file, f"{{{NS20}}}unit", {"id": f"u{pair.index}", _SPACE: "preserve"})
    if items:
        unit.set("name", items[0].pair_key)
        reference = f"lqi{pair.index}"
        issues = etree.SubElement(unit, f"{{{ITS}}}locQualityIssues")
        issues.set("{http://www.w3.org/XML/1998/namespace}id", reference)
        for item in items:
            finding = item.finding
            said = finding.message + (f" → {finding.suggestion}" if finding.suggestion else "")
            etree.SubElement(
                issues,
                f"{{{ITS}}}locQualityIssue",
                {
                    "locQualityIssueType": issue_type(finding.category),
                    "locQualityIssueComment": xml_text(f"{said}\n{item.comment}".strip()),
                    "locQualityIssueSeverity": str(_WEIGHTS[item.severity]),
                    "locQualityIssueEnabled": "yes",
                },
            )
    segment = etree.SubElement(unit, f"{{{NS20}}}segment", state="reviewed" if is_corrected else "translated")
    etree.SubElement(segment, f"{{{NS20}}}source").text = xml_text(pair.source)
    target = etree.SubElement(segment, f"{{{NS20}}}target")
    if items:
        mark = etree.SubElement(target, f"{{{NS20}}}mrk", id=f"m{pair.index}", type="its:any")
        mark.set(f"{{{ITS}}}locQualityIssuesRef", f"#its=lqi{pair.index}")
        mark.text = xml_text(pair.target)
    else:
        target.text = xml_text(pair.target)
