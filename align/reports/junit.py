"""The report as JUnit XML, for CI servers: a suite a document, findings as test cases of their check."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from align.model import Finding, Report
from align.reports.view import titles
from align.reports.words import arithmetic_of
from align.text.untrusted import parse_xml, xml_text

_LONGEST_NAME = 120


def render(report: Report, blocks: Callable[[Finding], bool], ran: Iterable[str]) -> str:
    """The report as XML text with one suite, in the form that Jenkins, GitLab and junitparser read.

    Each finding is a case of the class of its check: failed if `blocks` says that it makes the run fail, skipped
    if suppressed, else passed with its words in system-out. Each check of `ran` without findings is a passed case.
    """
    from lxml import etree

    root = etree.Element("testsuites", name="align")
    suite = etree.SubElement(root, "testsuite", name=xml_text(report.bitext.name))
    known = titles()
    found = {finding.check for finding in report.findings}
    for check in sorted(set(ran) - found):
        title = known.get(check, (check, 1))[0]
        etree.SubElement(suite, "testcase", classname=xml_text(check), name=xml_text(title), time="0")
    for finding in report.findings:
        _case(suite, finding, blocks(finding))
    _counted(root, [suite])
    return _text(root)


def merged(suites: Iterable[str], failed: Sequence[tuple[str, str]] = ()) -> str:
    """Files written by `render` as one; `failed` are (name, reason) of documents that could not be checked."""
    from lxml import etree

    root = etree.Element("testsuites", name="align")
    for text in suites:
        root.extend(parse_xml(text.encode("utf-8"), "report").findall("testsuite"))
    for name, reason in failed:
        suite = etree.SubElement(root, "testsuite", name=xml_text(name))
        case = etree.SubElement(suite, "testcase", classname="align", name="document can be checked", time="0")
        etree.SubElement(case, "error", message=xml_text(reason), type="unreadable").text = xml_text(reason)
    _counted(root, list(root))
    return _text(root)


def _case(suite: Any, finding: Finding, blocking: bool) -> None:
    from lxml import etree

    where = "document" if finding.pair is None else f"pair {finding.pair}"
    name = _cut(f"{where}: {finding.message}")
    # Servers tell cases apart, and follow them from run to run, by their names: the key makes them unique.
    name = xml_text(f"{name} [{finding.key[:12]}]")
    case = etree.SubElement(suite, "testcase", classname=xml_text(finding.check), name=name, time="0")
    message, words = xml_text(_cut(finding.message)), xml_text(_words(finding, where))
    if finding.suppressed:
        note = finding.evidence.get("baseline") or "settled by an earlier decision"
        etree.SubElement(case, "skipped", message=xml_text(str(note)))
    elif blocking:
        failure = etree.SubElement(case, "failure", message=message, type=finding.severity.value)
        failure.text = words
        return
    etree.SubElement(case, "system-out").text = words


def _words(finding: Finding, where: str) -> str:
    lines = [finding.message, f"{where}, {finding.severity.value}, {finding.check} ({finding.category})"]
    for side, place in (("source", finding.source), ("target", finding.target)):
        if place is not None:
            lines.append(f"{side} {place.start}-{place.end}: {place.text}")
    arithmetic = arithmetic_of(finding.evidence)
    lines += [arithmetic] if arithmetic else []
    lines += [f"suggestion: {finding.suggestion}"] if finding.suggestion else []
    return "\n".join(lines)


def _counted(root: Any, suites: Sequence[Any]) -> None:
    """Write the numbers of cases that readers expect on every suite and on the whole."""
    totals = dict.fromkeys(("tests", "failures", "errors"), 0)  # Jenkins' schema knows no sum of the skipped
    for suite in suites:
        counts = {
            "tests": len(suite.findall("testcase")),
            "failures": len(suite.findall("testcase/failure")),
            "errors": len(suite.findall("testcase/error")),
            "skipped": len(suite.findall("testcase/skipped")),
        }
        for name, count in counts.items():
            suite.set(name, str(count))
            if name in totals:
                totals[name] += count
        suite.set("time", "0")
    for name, count in totals.items():
        root.set(name, str(count))
    root.set("time", "0")


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_NAME else text[: _LONGEST_NAME - 1] + "…"


def _text(root: Any) -> str:
    from lxml import etree

    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return data.decode("utf-8")
