"""The interleaved transcript: a title, a notice, then bullets, each with its translation below it.

    Title

    Notice

      • English paragraph

        Chinese paragraph

A bullet starts with `•` (or `·`, `‣`, `●`, `*`, `-` where the file uses only that one). Below it, indented
lines hold the translation; English lines there continue the bullet. Reading keeps the place of every piece,
so that `write` gives back the same text outside corrected targets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from align.errors import InputError
from align.formats.structure import kinds_and_speakers
from align.model import Bitext, Layout, Pair, Slot, Span
from align.text.langs import detect_target_lang

_LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")
_SPACE = " \t\u3000\u00a0\ufeff\u200b"
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_LATIN = re.compile(r"[A-Za-z]")


@dataclass
class _Block:
    source: list[Span] = field(default_factory=list)
    target: list[Span] = field(default_factory=list)


def is_transcript(text: str) -> bool:
    """Whether the text has at least one bullet line of this format."""
    return _bullet_of(text) is not None


def read(text: str, name: str, encoding: str = "utf-8", sha256: str = "") -> Bitext:
    """The transcript as pairs, one a bullet. Raises InputError when it has no bullet or only one side."""
    bullet = _bullet_of(text)
    if bullet is None:
        raise InputError(
            f"{name}: no paragraph bullets ('  • English' with the Chinese below); "
            "give an interleaved transcript, JSONL, a two-column TSV or CSV, or the other language's file with --target"
        )
    head, blocks = _blocks(text, bullet)
    sources = [_joined(text, b.source, " ") for b in blocks]
    targets = [_joined(text, b.target, "\n") for b in blocks]
    if not any(_HAN.search(t) for t in targets) and sum(len(_HAN.findall(s)) > 1 for s in sources) * 2 > len(sources):
        raise InputError(f"{name}: the Chinese stands in the bullets; put the English there and the Chinese below it")
    if not any(_HAN.search(t) for t in targets):
        raise InputError(f"{name}: no Chinese below any of the {len(blocks)} bullets; check that both languages are in")
    if not any(_LATIN.search(s) for s in sources):
        raise InputError(f"{name}: no English in any of the {len(blocks)} bullets; check that both languages are in")
    pairs = tuple(
        Pair(index=i, source=s, target=t, kind=kind, speaker=speaker)
        for i, (s, t, (kind, speaker)) in enumerate(
            zip(sources, targets, kinds_and_speakers(sources, targets), strict=True)
        )
    )
    slots = tuple(Slot(tuple(b.source), tuple(b.target)) for b in blocks)
    return Bitext(
        name=name,
        pairs=pairs,
        target_lang=detect_target_lang("".join(targets)),
        sha256=sha256,
        title=head[0] if head else None,
        notice="\n".join(head[1:]) or None,
        layout=Layout("transcript", text, encoding, slots),
    )


def write(bitext: Bitext) -> str:
    """The transcript with the targets that `bitext` holds now; unchanged ones come out as they were read.

    Raises InputError when the bitext was not read from this format.
    """
    layout = bitext.layout
    if layout is None or layout.format != "transcript" or len(layout.slots) != len(bitext.pairs):
        raise InputError(f"{bitext.name}: was not read from an interleaved transcript; write it as JSONL instead")
    out: list[str] = []
    at = 0
    for pair, slot in zip(bitext.pairs, layout.slots, strict=True):
        if pair.target == _joined(layout.text, slot.target, "\n"):
            continue
        if slot.target:
            start, end = slot.target[0].start, slot.target[-1].end
            new = "\n\n    ".join(pair.target.split("\n"))
        else:
            start = end = slot.source[-1].end
            new = "\n\n    " + "\n\n    ".join(pair.target.split("\n"))
        out += [layout.text[at:start], new.replace("\n", _newline(layout.text))]
        at = end
    out.append(layout.text[at:])
    return "".join(out)


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _bullet_of(text: str) -> str | None:
    """The bullet character of the file: the real bullets win over `*` and `-`, which may be list dashes."""
    for candidates in ("•●‣∙◦", "·*-–"):
        counts: dict[str, int] = {}
        for match in re.finditer(rf"(?<![^\n\r\u2028\u2029])[{_SPACE}]*([{re.escape(candidates)}])[{_SPACE}]+\S", text):
            counts[match[1]] = counts.get(match[1], 0) + 1
        if counts:
            return max(counts, key=lambda ch: counts[ch])
    return None


def _blocks(text: str, bullet: str) -> tuple[list[str], list[_Block]]:
    """The lines before the first bullet, and for each bullet the pieces of its two sides."""
    head: list[str] = []
    blocks: list[_Block] = []
    for match in _LINE.finditer(text):
        line = match[0]
        stripped = line.strip(_SPACE)
        if not stripped:
            continue
        start = match.start() + len(line) - len(line.lstrip(_SPACE))
        if stripped[0] == bullet and (len(stripped) == 1 or stripped[1] in _SPACE):
            content = stripped[1:].lstrip(_SPACE)
            begin = start + len(stripped) - len(content)
            blocks.append(_Block(source=[Span(begin, begin + len(content))]))
            continue
        span = Span(start, start + len(stripped))
        if not blocks:
            head.append(stripped)
        elif _continues_source(text, blocks[-1], stripped, match.start()):
            blocks[-1].source.append(span)
        else:
            blocks[-1].target.append(span)
    return head, blocks


def _continues_source(text: str, block: _Block, line: str, line_start: int) -> bool:
    """Whether an indented line below a bullet is more English rather than its translation.

    A wrapped English paragraph goes on in the very next line and has no Chinese in it; a translation left
    in English stands after a blank line.
    """
    if block.target or not block.source[0].of(text) or _HAN.search(line):
        return False
    gap = text[block.source[-1].end : line_start]
    return gap.count("\n") <= 1 and gap.count("\r") <= 1 and _LATIN.search(line) is not None


def _joined(text: str, spans: list[Span] | tuple[Span, ...], joiner: str) -> str:
    return joiner.join(span.of(text) for span in spans)
