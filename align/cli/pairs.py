"""`align pairs`: two texts that nobody has paired."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from align.errors import ConfigError

if TYPE_CHECKING:
    from align.model import Bitext

FORMATS = ("jsonl", "tsv", "tmx", "xliff")


@click.command()
@click.argument("source", metavar="SOURCE")
@click.argument("target", metavar="TARGET")
@click.option("-o", "--output", metavar="FILE", help="Where to write; default: standard output (jsonl and tsv only).")
@click.option("--format", "kind", type=click.Choice(FORMATS), help="Default: by the ending of FILE, else jsonl.")
@click.option(
    "--unit", type=click.Choice(["paragraph", "sentence"]), default="paragraph", show_default=True, help="Of a pair."
)
@click.option("--source-column", metavar="NAME", help="Column of an xlsx file, by heading or letter.")
@click.option("--target-column", metavar="NAME", help="Column of an xlsx file, by heading or letter.")
@click.option("--model", default="use", show_default=True, help="use, e5-small, or a sentence-transformers model.")
@click.option("--decisions", metavar="STORE", help="Pair as corrected in review: file or database URL.")
def pairs(
    source: str, target: str, output: str | None, kind: str | None, model: str, decisions: str | None, **more: Any
) -> None:
    """Pair the paragraphs and sentences of an English and a Chinese text (txt, docx, srt, vtt, html, xlsx).

    \b
    align pairs call.en.docx call.zh.docx -o call.tmx
    align pairs en.txt zh.txt --unit sentence -o call.tsv

    Each pair carries its confidence; what has no counterpart stands beside an empty text.
    """
    from align.batch.files import write_bytes_whole

    chosen = kind or _by_ending(output) or "jsonl"
    if output is None and chosen in ("tmx", "xliff"):
        raise click.UsageError(f"{chosen} goes to a file: add -o FILE")
    bitext = paired(source, target, model, **more)
    if decisions is not None:
        bitext = _corrected(bitext, decisions)
    data = _written(bitext, chosen)
    if output is None:
        click.echo(data.decode("utf-8"), nl=False)
    else:
        write_bytes_whole(Path(output), data)
    _summarise(bitext, output)


def paired(
    source: str,
    target: str,
    model: str,
    unit: Any = "paragraph",
    source_column: str | None = None,
    target_column: str | None = None,
) -> Bitext:
    """The two files as a bitext. Raises InputError for files that are none, ConfigError for a missing model."""
    from align.aligner.pairing import pair_texts
    from align.encoders import load_encoder
    from align.formats.side import read_paragraphs
    from align.formats.structure import kinds_and_speakers
    from align.text.langs import detect_target_lang

    left, right = read_paragraphs(Path(source), source_column), read_paragraphs(Path(target), target_column)
    encoder = load_encoder(model)
    if encoder is None:
        raise ConfigError("--model none: pairing two texts needs an encoder; leave it out or give use")
    return pair_texts(
        left,
        right,
        encoder,
        name=Path(source).stem,
        target_lang=detect_target_lang("".join(right)),
        unit=unit,
        kinds=kinds_and_speakers(left),
    )


def _corrected(bitext: Bitext, decisions: str) -> Bitext:
    """The bitext paired as reviewers corrected it; pairs that this left empty are dropped."""
    from dataclasses import replace

    from align.review.history import read_records
    from align.review.pairing import decided_pairing

    found = decided_pairing(bitext, read_records(decisions))
    words = f"{len(found.applied)} corrections of the pairing applied"
    words += f", {len(found.waiting)} no longer fit the texts" if found.waiting else ""
    words += f", {len(found.disputed)} disputed and left alone" if found.disputed else ""
    click.echo(words, err=True)
    kept = [p for p in found.bitext.pairs if p.source.strip() or p.target.strip()]
    return replace(found.bitext, pairs=tuple(replace(p, index=i) for i, p in enumerate(kept)))


def _by_ending(output: str | None) -> str | None:
    ending = Path(output).suffix.lower().removeprefix(".") if output else ""
    return {"xlf": "xliff", "ndjson": "jsonl"}.get(ending, ending if ending in FORMATS else None)


def _written(bitext: Bitext, kind: str) -> bytes:
    from align.formats import jsonl, tables, tmx, xliff

    if kind == "tmx":
        return tmx.write(bitext)
    if kind == "xliff":
        return xliff.write(bitext)
    return (jsonl.write(bitext) if kind == "jsonl" else tables.write_tsv(bitext)).encode("utf-8")


def _summarise(bitext: Bitext, output: str | None) -> None:
    one_sided = sum(not (p.source.strip() and p.target.strip()) for p in bitext.pairs)
    doubtful = sum(float(p.meta.get("confidence") or 0) < 0.5 for p in bitext.pairs)
    moved = sum(bool(p.meta.get("moved")) for p in bitext.pairs)
    words = f"{len(bitext.pairs)} pairs, {one_sided} without a counterpart, {doubtful} doubtful, {moved} moved"
    if bitext.meta.get("mismatch"):
        words += "; the two texts do not look like one document"
    click.echo(f"{output}: {words}" if output else words, err=True)
