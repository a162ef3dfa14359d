"""Findings as ITS 2.0 localization quality issues (W3C Recommendation 2013, section 8.17), for XLIFF of either kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from align.feedback.items import Item
from align.model import Severity
from align.text.untrusted import xml_text

ITS = "http://www.w3.org/2005/11/its"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
# What has no closer type is "other". Keys are beginnings of MQM paths, longer ones first.
_TYPES = (
    ("terminology/inconsistent", "inconsistency"), ("terminology", "terminology"), ("accuracy/omission", "omission"),
    ("accuracy/untranslated", "untranslated"), ("accuracy/addition", "addition"), ("accuracy", "mistranslation"),
    ("locale-convention/number", "numbers"), ("locale-convention", "locale-violation"),
    ("fluency/character", "characters"), ("fluency/duplication", "duplication"), ("fluency/punctuation", "typographical"),
    ("fluency", "grammar"), ("style", "style"),
)  # fmt: skip
_WEIGHTS = {Severity.CRITICAL: 100, Severity.MAJOR: 50, Severity.MINOR: 10, Severity.INFO: 1}


def issue_type(category: str) -> str:
    """The ITS 2.0 localization quality issue type of an MQM path."""
    return next((kind for prefix, kind in _TYPES if category.startswith(prefix)), "other")


def said_of(item: Item) -> str:
    """The finding in words: message, suggestion, and what reviewers wrote."""
    finding = item.finding
    said = finding.message + (f" → {finding.suggestion}" if finding.suggestion else "")
    return xml_text(f"{said}\n{item.comment}".strip())


def stand_off(parent: Any, items: Sequence[Item], reference: str) -> None:
    """Append the issues to an lxml element; the text that has them names `reference`."""
    from lxml import etree

    issues = etree.SubElement(parent, f"{{{ITS}}}locQualityIssues")
    issues.set(_ID, reference)
    for item in items:
        etree.SubElement(
            issues,
            f"{{{ITS}}}locQualityIssue",
            {
                "locQualityIssueType": issue_type(item.finding.category),
                "locQualityIssueComment": said_of(item),
                "locQualityIssueSeverity": str(_WEIGHTS[item.severity]),
                "locQualityIssueEnabled": "yes",
            },
        )
