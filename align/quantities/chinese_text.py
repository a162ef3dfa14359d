"""Chinese text made uniform for reading figures, sign for sign, and patterns built from the packs' word lists."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

_FINANCIAL = str.maketrans("壹贰叁参肆伍陆柒捌玖拾佰仟", "一二三三四五六七八九十百千")
_FORMAL_RUN = re.compile(
    r"(?:[壹贰叁肆柒捌玖佰仟零点一二两三四五六七八九十百千万亿兆负 ]|分 {0,2}之"
    r"|伍(?!仁)|陆(?![地军续客资委媒股配战])|拾(?![起到取获掇荒])|参(?![加与考赛议观展照选访投])){2,}"
)
_WIDE_COMMA = re.compile("(?<=[０-９])，(?=[０-９]{3})")
_FORMAL = re.compile(r"[壹贰叁参肆伍陆柒捌玖拾佰仟]")


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table in packs/quantities; lines that begin with # are remarks."""
    text = (files("align.packs") / "quantities" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if line and not line.startswith("#")))


@cache
def _table() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    del table[0xFF0C]  # ， ends a clause; only between full-width digits does it part thousands
    table |= {0x3000: " ", 0x2212: "-", 0xFE50: ",", 0x066A: "%", 0x2236: ":", 0x301C: "~", 0x223C: "~"}
    for row in rows("zh_variants.csv"):
        table[ord(row["char"])] = row["folded"]
    return table


def _plain(match: re.Match[str]) -> str:
    run = match.group()
    return run.translate(_FINANCIAL) if len(run.strip()) > 1 else run


def fold(text: str) -> str:
    """The text with one spelling for each numeral, unit and sign; as long as the original."""
    if "，" in text:
        text = _WIDE_COMMA.sub(",", text)
    folded = text.translate(_table())
    if _FORMAL.search(folded):
        folded = _FORMAL_RUN.sub(_plain, folded)
    return folded


def word_pattern(words: Iterable[str]) -> str:
    """A pattern for the longest of many words, as a tree of prefixes so that a miss costs one step."""
    tree: dict[str, dict[str, object]] = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})  # type: ignore[assignment]
        node[""] = {}
    return _branch(tree)


def _branch(node: dict[str, dict[str, object]]) -> str:
    ends = "" in node
    parts = [re.escape(char) + _branch(child) for char, child in node.items() if char]  # type: ignore[arg-type]
    if not parts:
        return ""
    if len(parts) == 1 and not ends:
        return parts[0]
    return "(?:" + "|".join(parts) + ")" + ("?" if ends else "")
