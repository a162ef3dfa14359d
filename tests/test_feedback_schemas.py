"""The files for translation tools against the official schemas, where these are; the subsets here hold them always.

The subsets in tests/schemas were written for this project from the specifications; see tests/test_feedback_office.py.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from review_samples import report as sample

from align.feedback.exchange import memory
from align.feedback.items import Corrections, Item, corrections_of, items_of
from align.feedback.xliff import xliff as feedback_xliff
from align.formats import tmx, xliff
from align.formats.read import read_path
from align.model import Report
from align.review.records import new_record

HERE = Path(__file__).parent
OFFICIAL = HERE.parent / "build" / "schemas"
XSD = {
    "1.2": ("urn:oasis:names:tc:xliff:document:1.2", "xliff-core-1.2-strict.xsd"),
    "2.1": ("urn:oasis:names:tc:xliff:document:2.0", "xliff-core-2.0.xsd"),
}
CALLS = sorted((HERE.parent / "corpora").glob("*.txt"))
pytestmark = pytest.mark.skipif(
    not (OFFICIAL / "tmx14.dtd").is_file(),
    reason="the official schemas are not here: tests/schemas/fetch.sh gets them (Debian)",
)


class _Beside(etree.Resolver):  # type: ignore[misc]
    """What a schema imports by its address is the file of that name beside it."""

    def resolve(self, url: str, public_id: str, context: object) -> object:
        near = OFFICIAL / url.rsplit("/", 1)[-1]
        return self.resolve_filename(str(near), context) if near.is_file() else None


def schema(version: str) -> etree.XMLSchema:
    """The core schema together with the attributes and elements of ITS that it lets in."""
    namespace, name = XSD[version]
    driver = (
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">'
        f'<xs:import namespace="{namespace}" schemaLocation="{(OFFICIAL / name).as_uri()}"/>'
        f'<xs:import namespace="http://www.w3.org/2005/11/its" schemaLocation="{(HERE / "schemas/its.xsd").as_uri()}"/>'
        "</xs:schema>"
    )
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Beside())
    return etree.XMLSchema(etree.fromstring(driver, parser))


@pytest.fixture(scope="module")
def schemas() -> dict[str, etree.XMLSchema]:
    return {version: schema(version) for version in XSD}


@pytest.fixture(scope="module")
def dtd() -> etree.DTD:
    with (OFFICIAL / "tmx14.dtd").open("rb") as file:
        return etree.DTD(file)


def made() -> tuple[Report, tuple[Item, ...], Corrections]:
    """A report with findings of several kinds, a corrected line, a comment with markup, and what XML cannot hold."""
    report = sample()
    finding, pair = report.findings[2], report.bitext.pairs[4]
    records = [
        new_record(
            "mei", report.bitext.name, finding=finding.key, check=finding.check, verdict="fixed", source=pair.source,
            target=pair.target, corrected="本季營收為3,400萬美元。", comment="<b>&amp;\x0b單位",
        )
    ]  # fmt: skip
    return report, items_of(report, records), corrections_of(report, records)


@pytest.mark.parametrize("version", XSD)
def test_feedback_is_valid(schemas: dict[str, etree.XMLSchema], version: str) -> None:
    data = feedback_xliff(*made(), version)
    schemas[version].assertValid(etree.fromstring(data))
    for right, wrong in (('"mistranslation"', '"bad"'), ("<source>", "<source/><source>"), ("note", "remark")):
        broken = data.decode().replace(right, wrong)
        assert broken != data.decode() and not schemas[version].validate(etree.fromstring(broken.encode())), wrong


@pytest.mark.parametrize("version", XSD)
@pytest.mark.parametrize("path", CALLS[:4], ids=lambda p: p.stem)
def test_transcripts_are_valid(schemas: dict[str, etree.XMLSchema], version: str, path: Path) -> None:
    schemas[version].assertValid(etree.fromstring(xliff.write(read_path(path), version)))


@pytest.mark.parametrize("path", CALLS[:4], ids=lambda p: p.stem)
def test_memories_are_valid(dtd: etree.DTD, path: Path) -> None:
    root = etree.fromstring(tmx.write(read_path(path)))
    assert dtd.validate(root), dtd.error_log


def test_the_memory_of_settled_lines_is_valid(dtd: etree.DTD) -> None:
    report, _, corrections = made()
    data = memory(report, corrections, [2, 7])
    assert dtd.validate(etree.fromstring(data)), dtd.error_log
    assert not dtd.validate(etree.fromstring(data.replace(b"<seg>", b"<segment>").replace(b"</seg>", b"</segment>")))
