from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from align.cli import cli
from align.errors import AlignError, InputError
from align.feedback.glossary import tbx
from align.formats import tmx, xliff
from align.formats.read import read_bytes
from align.formats.side import read_paragraphs
from align.model import Bitext, Pair
from align.packs.termbase import Term, Termbase
from align.text.untrusted import check_zip, parse_xml

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"]), min_size=1, max_size=30)
ROWS = st.lists(st.tuples(TEXT.filter(str.strip), TEXT.filter(str.strip)), min_size=1, max_size=5)


def bitext(rows: list[tuple[str, str]]) -> Bitext:
    return Bitext("sample", tuple(Pair(i, s, t) for i, (s, t) in enumerate(rows)))


@given(ROWS)
def test_tmx_round_trip(rows: list[tuple[str, str]]) -> None:
    again = tmx.read_bytes(tmx.write(bitext(rows)), "x.tmx")
    assert [(p.source, p.target) for p in again.pairs] == rows


@given(ROWS, st.sampled_from(["1.2", "2.1"]))
def test_xliff_round_trip(rows: list[tuple[str, str]], version: str) -> None:
    again = xliff.read_bytes(xliff.write(bitext(rows), version), "x.xlf")
    assert [(p.source, p.target) for p in again.pairs] == rows


@pytest.mark.parametrize(
    ("data", "ending", "message"),
    [
        (b"<tmx", ".tmx", "well-formed"),
        (b"<html/>", ".tmx", "not TMX"),
        (b"<tmx><body/></tmx>", ".tmx", "no translation unit"),
        (b"<xliff version='2.1' srcLang='de' trgLang='fr'><file/></xliff>", ".xlf", "de to fr"),
        (b"<xliff version='2.1' srcLang='en' trgLang='zh'><file/></xliff>", ".xlf", "no translation units"),
        (b"\x00\x01", ".xliff", "well-formed"),
    ],
)
def test_bad_exchange_files(data: bytes, ending: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        read_bytes(data, "bad", ending)
    assert "\n" not in str(caught.value)


def test_entity_bombs_are_refused() -> None:
    bomb = b'<!DOCTYPE t [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><tmx><body>&b;</body></tmx>'
    with pytest.raises(InputError):
        parse_xml(bomb, "bomb.tmx")
    outside = b'<!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/hostname">]><tmx><body>&x;</body></tmx>'
    with pytest.raises(InputError):
        parse_xml(outside, "outside.tmx")


def test_zip_bombs_are_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (64 * 1024 * 1024))
    with pytest.raises(InputError, match="unsafe"):
        check_zip(buffer.getvalue(), "bomb.xlsx")
    with pytest.raises(InputError, match="office file"):
        check_zip(b"PK\x03\x04nothing", "broken.docx")


def test_one_sided_documents(tmp_path: Path) -> None:
    from docx import Document
    from openpyxl import Workbook

    wanted = ("First paragraph.", "Second one.")
    (tmp_path / "a.txt").write_text("First\nparagraph.\n\n\nSecond one.\n", encoding="utf-8")
    (tmp_path / "lines.txt").write_text("First paragraph.\r\nSecond one.\r\n", encoding="utf-8")
    (tmp_path / "a.html").write_text(
        "<head><title>x</title></head><p>First <b>paragraph.</b></p><script>no()</script><ul><li>Second one.</li></ul>",
        encoding="utf-8",
    )
    (tmp_path / "a.srt").write_text(
        "1\n00:00:01,000 --> 00:00:02,000\nFirst\nparagraph.\n\n2\n00:00:03,000 --> 00:00:04,000\nSecond one.\n",
        encoding="utf-8",
    )
    (tmp_path / "a.vtt").write_text(
        "WEBVTT\n\n00:01.000 --> 00:02.000\nFirst paragraph.\n\n00:03.000 --> 00:04.000\nSecond one.\n",
        encoding="utf-8",
    )
    document = Document()
    for text in wanted:
        document.add_paragraph(text)
    document.save(str(tmp_path / "a.docx"))
    book = Workbook()
    for row in (("id", "English"), (1, wanted[0]), (2, wanted[1])):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    for name in ("a.txt", "lines.txt", "a.html", "a.srt", "a.vtt", "a.docx"):
        assert read_paragraphs(tmp_path / name) == wanted, name
    assert read_paragraphs(tmp_path / "a.xlsx", "English") == wanted
    assert read_paragraphs(tmp_path / "a.xlsx", "B") == ("English", *wanted)
    with pytest.raises(InputError, match="no column 'Chinese'"):
        read_paragraphs(tmp_path / "a.xlsx", "Chinese")


@pytest.mark.parametrize("name", ["x.docx", "x.xlsx", "x.srt", "x.html", "x.txt"])
def test_unreadable_sides_are_one_line(name: str, tmp_path: Path) -> None:
    for data in (b"", b"\x00\x01\x02\x03" * 50):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(InputError) as caught:
            read_paragraphs(tmp_path / name)
        assert "\n" not in str(caught.value)


SOUND = {
    ".tmx": tmx.write(bitext([("Revenue grew.", "營收成長。"), ("Costs fell.", "成本下降。")])),
    ".xlf": xliff.write(bitext([("Revenue grew.", "營收成長。"), ("Costs fell.", "成本下降。")])),
    ".tbx": tbx(Termbase((Term("guidance", ("財測",), ("指引",), "x"),)), "en", "zh-Hant-TW", "test"),
}


def bombed(data: bytes, encoding: str) -> bytes:
    """The file with a billion laughs before its root element and one inside."""
    text = re.sub(r"<!DOCTYPE[^>]*>", "", data.decode())
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    body = text[text.index("?>") + 2 :].lstrip()
    root = re.match(r"<([\w:]+)", body)
    assert root is not None
    end = body.index(">") + 1
    doctype = f'<!DOCTYPE {root[1]} [<!ENTITY l0 "ha">{laughs}]>'
    return f'<?xml version="1.0" encoding="{encoding}"?>{doctype}{body[:end]}&l9;{body[end:]}'.encode(encoding)


def hostile(ending: str) -> list[tuple[str, bytes]]:
    data = SOUND[ending]
    cut = [(f"cut at {share}", data[: int(len(data) * share)]) for share in (0, 0.2, 0.5, 0.9, 0.99)]
    outside = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    head, rest = data.split(b"?>", 1)
    rest = re.sub(rb"<!DOCTYPE[^>]*>", b"", rest)
    parameter = b'<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>'
    return [
        *cut,
        ("bomb", bombed(data, "utf-8")),
        ("wide bomb", bombed(data, "utf-16")),
        ("outside", head + b"?>" + outside + rest.replace("營收".encode(), b"&e;").replace("財測".encode(), b"&e;")),
        ("parameter", head + b"?>" + parameter + rest),
        ("deep", b"<a>" * 100_000),
        ("another language", data.replace(b"zh-Hant-TW", b"ja-JP").replace(b'"zh', b'"ja')),
        ("zeros", b"\0" * 1000),
        ("zip", b"PK\x03\x04" + b"\0" * 100),
        ("html", b"<html><body><p>x</p></body></html>"),
    ]


CASES = [pytest.param(ending, data, id=f"{ending}-{what}") for ending in SOUND for what, data in hostile(ending)]


@pytest.mark.parametrize(("ending", "data"), CASES)
def test_hostile_exchange_files_are_one_line_and_change_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str, data: bytes
) -> None:
    result = checked(tmp_path, monkeypatch, f"bad{ending}", data)
    said = str(result.exception) if isinstance(result.exception, AlignError) else result.stderr.rstrip("\n")
    assert isinstance(result.exception, AlignError) or result.exit_code == 2
    assert "\n" not in said and f"bad{ending}" in said and len(said) < 300, said
    assert not re.search("root:|haha", said + result.output)
    assert not (tmp_path / "report").exists() or not list((tmp_path / "report").iterdir())


def checked(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, data: bytes) -> Result:
    """Check the file, or another one with it as the glossary."""
    monkeypatch.chdir(folder)
    (folder / "call.csv").write_text("source,target\nRevenue grew.,營收成長。\n", encoding="utf-8")
    (folder / name).write_bytes(data)
    command = ["qa", "call.csv", "--glossary", name] if name.endswith(".tbx") else ["qa", name]
    return CliRunner().invoke(cli, [*command, "--model", "none"])


@pytest.mark.parametrize("ending", SOUND)
def test_the_sound_ones_are_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str) -> None:
    assert checked(tmp_path, monkeypatch, f"good{ending}", SOUND[ending]).exit_code in (0, 1)
    assert list((tmp_path / "report").iterdir())
