"""One function for every fuzzer: bytes choose a kind of file, a way to spoil it, and it is read or checked.

Success and the project's own errors in one line are fine; whatever else is raised is a defect.
"""

from __future__ import annotations

import io
import json
import tempfile
import warnings
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

from fuzz_corpus import report, seeds
from fuzz_mutate import Choices, mutated

from align.batch import config
from align.batch.baseline import only_new
from align.batch.manifest import read_manifest
from align.batch.stream import Scorer, layout_of, pairwise, scored
from align.batch.streamfile import lines
from align.errors import LONGEST, AlignError
from align.feedback.answers import answers_of_workbook
from align.feedback.document import answers_of_document
from align.feedback.items import corrections_of
from align.feedback.returned import returned
from align.feedback.summary import summary
from align.feedback.transcript import corrected_file
from align.feedback.xliff import answers_of_xliff
from align.formats import jsonl, tmx, xliff
from align.formats.read import read_bytes
from align.formats.side import read_paragraphs
from align.model import Bitext, Report
from align.packs.glossary import load_glossary
from align.policy import parse
from align.qa import Settings, make_report
from align.reports import junit, sarif
from align.reports.html import write_html
from align.reports.json import render, to_dict
from align.review.compare import compare
from align.review.history import read_previous, read_records, with_history

Reader = Callable[[bytes], object]
_POLICY = parse(("major",))


def one_input(data: bytes) -> str:
    """Read or check what the bytes stand for and say which kind it was and how it ended: "csv read", "tmx refused"."""
    choices = Choices(data)
    kinds = sorted(READERS)
    return one_of(kinds[choices.below(len(kinds))], choices)


def one_of(kind: str, choices: Choices) -> str:
    """Like `one_input`, of one kind of file."""
    made = mutated(seeds()[kind], choices) if choices.below(16) else choices.rest()
    return attempt(kind, made)


def attempt(kind: str, made: bytes) -> str:
    """Read a file of that kind."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of what it passes over
            READERS[kind](made)
    except AlignError as error:
        said = str(error)
        assert said.strip() and said.isprintable() and len(said) <= LONGEST, f"not one line: {said[:600]!r}"
        return f"{kind} refused"
    return f"{kind} read"


def _bitext(ending: str, data: bytes) -> None:
    """Read, and written again in every format."""
    bitext = read_bytes(data, "x", ending)
    assert bitext.pairs
    jsonl.write(bitext)
    tmx.write(bitext)
    xliff.write(bitext)
    corrected_file(bitext, corrections_of(Report(bitext, (), (None,) * len(bitext.pairs), "s"), ()), data, ending)


@cache
def _folder() -> Path:
    """In memory where there is such a place; removed at the end."""
    shared = Path("/dev/shm")
    kept = tempfile.TemporaryDirectory(prefix="align-fuzz-", dir=shared if shared.is_dir() else None)
    _KEPT.append(kept)
    folder = Path(kept.name)
    (folder / "g.csv").write_bytes(seeds()["glossary-csv"])
    return folder


_KEPT: list[Any] = []


def _file(name: str, read: Callable[[Path], object], data: bytes) -> None:
    path = _folder() / name
    path.write_bytes(data)
    read(path)


def _answered(answers: Callable[..., Any], ending: str, data: bytes) -> None:
    more = (report(),) if ending == ".xlf" else ()
    returned(report(), read_decisions(), answers(data, f"x{ending}", *more), "Lin", f"x{ending}")


@cache
def read_decisions() -> tuple[Any, ...]:
    """The sound decisions."""
    path = _folder() / "sound.jsonl"
    path.write_bytes(seeds()["decisions"])
    return tuple(read_records(path))


def _decisions(path: Path) -> None:
    records = read_records(path)
    _written(with_history(report(), records))
    summary(records, [to_dict(report())])


def _previous(path: Path) -> None:
    previous = read_previous(path)
    _written(compare(report(), previous))
    only_new(report(), previous, {"quantity.value"})
    with_history(report(), read_decisions(), previous)
    summary(read_decisions(), [previous])


def _config(path: Path) -> None:
    config.terms_of.cache_clear()
    config.load(path)
    config.load(path, "strict")


def _stream(data: bytes) -> None:
    """Every line comes out again: that is what a stream promises."""
    given = tuple(lines(io.BytesIO(data), None))
    if given:
        scorer = Scorer(layout_of(given), "none", None, pairwise(Settings()))
        assert scored(given, scorer).output.count(b"\n") == len(given)


def _qa(data: bytes) -> None:
    """The whole way: read, checked, every place right, reports in every form."""
    bitext = read_bytes(data, "x", ".txt")
    _check_places(bitext, made := make_report(bitext))
    _written(made)
    write_html(made)


def _check_places(bitext: Bitext, made: Report) -> None:
    for finding in made.findings:
        for side in ("source", "target"):
            place = getattr(finding, side)
            if place is not None and finding.pair is not None:
                assert getattr(bitext.pairs[finding.pair], side)[place.start : place.end] == place.text


def _written(made: Report) -> None:
    json.loads(render(made))
    json.loads(sarif.render(made).encode("utf-8"))
    junit.render(made, _POLICY.blocks, ()).encode("utf-8")


READERS: dict[str, Reader] = {
    "transcript": partial(_bitext, ".txt"),
    "jsonl": partial(_bitext, ".jsonl"),
    "csv": partial(_bitext, ".csv"),
    "tsv": partial(_bitext, ".tsv"),
    "tmx": partial(_bitext, ".tmx"),
    "xliff12": partial(_bitext, ".xlf"),
    "xliff21": partial(_bitext, ".xlf"),
    "plain": partial(_file, "x.txt", read_paragraphs),
    "docx": partial(_file, "x.docx", read_paragraphs),
    "srt": partial(_file, "x.srt", read_paragraphs),
    "vtt": partial(_file, "x.vtt", read_paragraphs),
    "html": partial(_file, "x.html", read_paragraphs),
    "xlsx": partial(_file, "x.xlsx", partial(read_paragraphs, column="English")),
    "glossary-csv": partial(_file, "x.csv", load_glossary),
    "glossary-tbx": partial(_file, "x.tbx", load_glossary),
    "glossary-xlsx": partial(_file, "x.xlsx", load_glossary),
    "manifest": partial(_file, "m.csv", read_manifest),
    "config": partial(_file, "align.toml", _config),
    "decisions": partial(_file, "d.jsonl", _decisions),
    "previous": partial(_file, "p.json", _previous),
    "returned-xlsx": partial(_answered, answers_of_workbook, ".xlsx"),
    "returned-docx": partial(_answered, answers_of_document, ".docx"),
    "returned-xliff12": partial(_answered, answers_of_xliff, ".xlf"),
    "returned-xliff21": partial(_answered, answers_of_xliff, ".xlf"),
    "stream-tsv": _stream,
    "stream-jsonl": _stream,
    "qa": _qa,
}
