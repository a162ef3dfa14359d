"""Sound files made unsound, by choices read from bytes: the same bytes make the same file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

# What readers stumble over: control and direction characters, lone surrogates (as JSON and as broken UTF-8), numbers
# of every size, markup, quotes, deep nesting, formulas, dates, paths.
TOKENS: tuple[bytes, ...] = (
    *(text.encode("utf-8", "surrogatepass") for text in (
        "", "\0", "\t", "\r", "\n", "\n\n", "\r\n", "\x1b[31m", "\x85", "\u2028", "\u200b", "\u202e", "\u2066", "\ufeff",
        "\ufffe", "\ufffd", "\ud800", "\\ud800", "\\udfff", "\U000e0041", "\U0010ffff", "e\u0301", "\u0345", "𠮷", "①½",
        "٣", "３４", "ß", "İ", "  • ", "    ", "萬", "億", "兆", "○", "點", "分之", "百分之", "負", "至", "第", "季", "年", "月",
        "0", "-1", "1e999", "-1e-999", "NaN", "Infinity", "1/0", "9" * 400, "9" * 5000, "0." + "0" * 400 + "1", "1,2,3,,4",
        "2025-13-45", "9999-99-99", "99999999999999999999-01-01", "$", "$34M", "%", "34 million", "Q5 0000", "12:99 pm",
        "null", "true", "[]", "{}", '""', '"', "'", "\\", "|", ",", ";", ":", ".", "=", "#", "&", "<", ">", "<a>", "</a>",
        "<!--", "]]>", "<![CDATA[", "&x;", "&#0;", "&#xD800;", "&#x110000;", "<?x?>", '<!DOCTYPE x [<!ENTITY e "y">]>',
        "../", "/", "C:\\", "=1+1", "TRUE", "-", "–", "align_", "A1", "XFD1048576", "r=\"99999999\"", 't="s"', "xml:lang", "zh", "en",
    )),
    b"\xff", b"\xed\xa0\x80", b"\xc0\x80", b"\xfe\xff", b"\xff\xfe", b"PK\x03\x04", b"\x1f\x8b", b"\x28\xb5\x2f\xfd",
)  # fmt: skip
NESTS: tuple[tuple[bytes, bytes], ...] = (
    (b"[", b"]"), (b'{"a":', b"}"), (b"(", b")"), (b"<a>", b"</a>"), (b"<p>", b"</p>"), ("「".encode(), "」".encode()),
    (b'"', b'"'), (b"a.", b""), (b"-", b""), (b"1,", b""), ("一".encode(), b""), (b"not ", b""),
)  # fmt: skip
DEPTHS = (2, 30, 300, 1500)
_WORD = re.compile(rb"\d+|[A-Za-z]+|[\x80-\xff]+|.", re.DOTALL)


class Choices:
    """Numbers out of bytes; zeros when they are used up."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def below(self, limit: int) -> int:
        """From 0 to limit - 1."""
        size = 1 if limit <= 256 else 2 if limit <= 65536 else 4
        piece = self._data[self._at : self._at + size]
        self._at += size
        return int.from_bytes(piece, "big") % limit if limit > 0 else 0

    def rest(self) -> bytes:
        """What has not been used."""
        return self._data[self._at :]

    @property
    def left(self) -> bool:
        """Whether there is something to choose from."""
        return self._at < len(self._data)


def mutated(seed: bytes, choices: Choices) -> bytes:
    """The file with a few changes, in the file itself or in a part of an archive."""
    if seed.startswith(b"PK") and choices.below(8):
        return _in_archive(seed, choices)
    for _ in range(1 + choices.below(4)):
        seed = _CHANGES[choices.below(len(_CHANGES))](seed, choices)
        if not choices.left:
            break
    return seed


def _in_archive(seed: bytes, choices: Choices) -> bytes:
    """Parts keep their places; one is changed, left out, renamed or there twice."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(seed)) as given, zipfile.ZipFile(out, "w") as made:
        members = given.infolist()
        chosen, what = choices.below(len(members)), choices.below(16)
        for number, member in enumerate(members):
            data = given.read(member)
            if number != chosen:
                made.writestr(member.filename, data)
            elif what == 0:
                continue
            elif what == 1:
                made.writestr("../" + member.filename, data)
            else:
                made.writestr(member.filename, mutated(data, choices) if not data.startswith(b"PK") else data)
    return out.getvalue()


def _place(data: bytes, choices: Choices) -> tuple[int, int]:
    """A word, a figure, a line, or any stretch."""
    start = choices.below(len(data) + 1)
    kind = choices.below(4)
    if kind == 0:
        return start, min(len(data), start + choices.below(64))
    if kind == 1:
        end = data.find(b"\n", start)
        return data.rfind(b"\n", 0, start) + 1, len(data) if end < 0 else end + 1
    match = _WORD.search(data, start)
    return match.span() if match else (start, start)


def _flip(data: bytes, choices: Choices) -> bytes:
    at = choices.below(len(data) or 1)
    return data[:at] + bytes([data[at] ^ (1 << choices.below(8))]) + data[at + 1 :] if data else data


def _cut(data: bytes, choices: Choices) -> bytes:
    start, end = _place(data, choices)
    return data[:start] + data[end:] if choices.below(8) else data[:start]


def _doubled(data: bytes, choices: Choices) -> bytes:
    start, end = _place(data, choices)
    return data[:end] + data[start:end] * (1, 2, 50)[choices.below(3)] + data[end:]


def _moved(data: bytes, choices: Choices) -> bytes:
    start, end = _place(data, choices)
    rest = data[:start] + data[end:]
    at = choices.below(len(rest) + 1)
    return rest[:at] + data[start:end] + rest[at:]


def _token(data: bytes, choices: Choices) -> bytes:
    start, end = _place(data, choices)
    token = TOKENS[choices.below(len(TOKENS))]
    return data[: start if choices.below(2) else end] + token + data[end:]


def _nested(data: bytes, choices: Choices) -> bytes:
    start, end = _place(data, choices)
    (before, after), depth = NESTS[choices.below(len(NESTS))], DEPTHS[choices.below(len(DEPTHS))]
    return data[:start] + before * depth + data[start:end] + after * (depth - choices.below(2)) + data[end:]


def _raw(data: bytes, choices: Choices) -> bytes:
    start, end = _place(data, choices)
    return data[:start] + choices.rest()[:64] + data[end:]


def _recoded(data: bytes, choices: Choices) -> bytes:
    codec = ("utf-16", "utf-16-le", "big5", "gb18030", "utf-8-sig", "utf-32")[choices.below(6)]
    return data.decode("utf-8", "replace").encode(codec, "replace")


_CHANGES: tuple[Callable[[bytes, Choices], bytes], ...] = (
    _flip, _cut, _doubled, _moved, _token, _token, _token, _nested, _raw, _recoded,
)  # fmt: skip
