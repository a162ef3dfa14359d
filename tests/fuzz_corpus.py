"""Sound files of every kind that is read: what fuzzing starts from."""

from __future__ import annotations

import io
import json
from functools import cache

from align.feedback.document import document
from align.feedback.glossary import tbx
from align.feedback.items import corrections_of, items_of
from align.feedback.sheet import workbook
from align.feedback.xliff import xliff as feedback_xliff
from align.formats import tmx, xliff
from align.formats.read import read_bytes
from align.model import Report
from align.packs.entries import Term, Termbase
from align.qa import Settings, make_report
from align.reports.json import render
from align.review.records import new_record, to_jsonl

ROWS = (
    ("Norvale Robotics 2025 Q1 earnings call", "諾韋爾機器人 2025 年第一季法說會"),
    ("Ada Lindqvist - CFO", "艾達·林奎斯特 - 財務長"),
    ("Revenue was $34 million, up 12% from a year ago.", "營收為 340 萬美元,較去年同期增加 12%。"),
    ("We don't expect 1.2 billion units before June 30, 2026.", "我們預計 2026 年 6 月 30 日前出貨 12 億台。"),
    ("Thank you, Ada. Next question, please?", "謝謝艾達。請提下一個問題。"),
)
TRANSCRIPT = "Norvale Robotics 2025 Q1\n\n" + "".join(f"  • {s}\n\n    {t}\n\n" for s, t in ROWS)
TERMS = Termbase(
    (Term("revenue", ("營收",), ("收入",), "x", {"pos": "noun"}), Term("guidance", ("財測",), ("指引",), "x"))
)
CONFIG = """\
model = "none"
lang = "zh-Hant-TW"
jobs = 2
formats = ["html", "json"]
fail_on = ["quantity.*>=major"]
only = ["quantity", "text"]
glossaries = ["g.csv"]
[severities]
"quantity.value" = "major"
[profile.strict]
fail_on = ["minor"]
[[company]]
match = ["norvale*"]
glossaries = ["g.csv"]
"""
SUBTITLES = "".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{s}\n\n" for n, (s, _) in enumerate(ROWS, 1))
VTT = "WEBVTT\n\n" + SUBTITLES.replace(",", ".")
HTML = (
    "<html><head><title>x</title></head><body><ul>" + "".join(f"<li><p>{s}</p></li>" for s, _ in ROWS) + "</ul></body>"
)


def rows_as(separator: str) -> str:
    """The pairs as a table."""
    quote = '"' if separator == "," else ""
    return f"source{separator}target\n" + "".join(f"{quote}{s}{quote}{separator}{quote}{t}{quote}\n" for s, t in ROWS)


@cache
def report() -> Report:
    """A report of the transcript, by the rules about figures."""
    return make_report(read_bytes(TRANSCRIPT.encode(), "call", ".txt"), settings=Settings(only=("quantity",)))


@cache
def decisions() -> str:
    """Decisions of all kinds about that report, as JSON Lines."""
    found = report().findings[0]
    pair = report().bitext.pairs[2]
    about = {"finding": found.key, "check": found.check, "source": pair.source, "target": pair.target}
    term = {"source": "revenue", "target": "營收", "forbidden": "收入"}
    records = [
        new_record("Mei", "call", verdict="fixed", corrected="營收為 3,400 萬美元。", comment="單位", **about),
        new_record("Lin", "call", verdict="wont_fix", scope="project", reason="style", **about),
        new_record("Lin", "call", term=term),
    ]
    return to_jsonl([*records, new_record("Mei", "call", undoes=records[0].id)])


def _docx() -> bytes:
    from docx import Document

    file, out = Document(), io.BytesIO()
    for source, _ in ROWS:
        file.add_paragraph(source)
    file.save(out)
    return out.getvalue()


def _xlsx(*rows: tuple[str, ...]) -> bytes:
    from openpyxl import Workbook

    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


@cache
def seeds() -> dict[str, bytes]:
    """Kind of file → a sound one."""
    bitext, whole = report().bitext, report()
    items, corrections = items_of(whole), corrections_of(whole)
    lines = "".join(json.dumps({"source": s, "target": t}, ensure_ascii=False) + "\n" for s, t in ROWS)
    texts = {
        "transcript": TRANSCRIPT,
        "jsonl": lines,
        "csv": rows_as(","),
        "tsv": rows_as("\t"),
        "srt": SUBTITLES,
        "vtt": VTT,
        "html": HTML,
        "plain": "\n\n".join(s for s, _ in ROWS),
        "glossary-csv": "source,target,forbidden,context\nrevenue,營收,收入|銷售額,\nguidance,財測,指引,call\n",
        "manifest": "document,company,quarter,translator,engine,date\ncall,Norvale,2025Q1,Mei,x,2025-04-30\n",
        "config": CONFIG,
        "decisions": decisions(),
        "previous": render(whole),
        "stream-tsv": rows_as("\t"),
        "stream-jsonl": lines,
    }
    return {kind: text.encode() for kind, text in texts.items()} | {
        "tmx": tmx.write(bitext),
        "xliff12": xliff.write(bitext, "1.2"),
        "xliff21": xliff.write(bitext, "2.1"),
        "docx": _docx(),
        "xlsx": _xlsx(("id", "English"), *((str(n), s) for n, (s, _) in enumerate(ROWS))),
        "glossary-tbx": tbx(TERMS, "en", "zh-Hant-TW", "test"),
        "glossary-xlsx": _xlsx(
            ("source", "target", "forbidden"), ("revenue", "營收", "收入"), ("guidance", "財測", "")
        ),
        "returned-xlsx": workbook(whole, items, corrections),
        "returned-docx": document(whole, items, corrections),
        "returned-xliff12": feedback_xliff(whole, items, corrections, "1.2"),
        "returned-xliff21": feedback_xliff(whole, items, corrections, "2.1"),
        "qa": TRANSCRIPT.encode(),
    }
