"""English words and their base forms: enough to match a term in the plural, the past or the possessive."""

from __future__ import annotations

import re
from functools import lru_cache

WORD = re.compile(r"[^\W_]+(?:&[^\W_]+)*(?:['’](?:s\b)?)?")

_IRREGULAR = {
    "began": "begin", "begun": "begin", "bought": "buy", "brought": "bring", "built": "build", "came": "come",
    "children": "child", "did": "do", "does": "do", "done": "do", "drawn": "draw", "drew": "draw", "driven": "drive",
    "drove": "drive", "fallen": "fall", "fed": "feed", "fell": "fall", "felt": "feel", "gave": "give",
    "given": "give", "goes": "go", "gone": "go", "got": "get", "gotten": "get", "grew": "grow", "grown": "grow",
    "had": "have", "has": "have", "held": "hold", "kept": "keep", "knew": "know", "known": "know", "laid": "lay",
    "led": "lead", "left": "leave", "lost": "lose", "made": "make", "meant": "mean", "men": "man", "met": "meet",
    "paid": "pay", "people": "person", "ran": "run", "risen": "rise", "rose": "rise", "said": "say", "saw": "see",
    "seen": "see", "sent": "send", "shown": "show", "sold": "sell", "spent": "spend", "stood": "stand",
    "taken": "take", "thought": "think", "told": "tell", "took": "take", "went": "go", "women": "woman",
    "won": "win", "written": "write", "wrote": "write", "analyses": "analysis", "bases": "basis", "crises": "crisis",
    "indices": "index", "wrote-down": "write-down", "wrought": "work", "borne": "bear", "bore": "bear",
    "lent": "lend", "struck": "strike", "hit": "hit", "beaten": "beat", "chose": "choose", "chosen": "choose",
    "froze": "freeze", "frozen": "freeze", "hung": "hang", "rode": "ride", "shrank": "shrink", "shrunk": "shrink",
    "slid": "slide", "swung": "swing", "threw": "throw", "thrown": "throw", "wound": "wind", "wore": "wear",
    "worn": "wear", "stuck": "stick", "sunk": "sink", "spoke": "speak", "spoken": "speak", "sought": "seek",
    "dealt": "deal", "drank": "drink", "fought": "fight", "lain": "lie", "lit": "light", "taught": "teach",
    "withdrew": "withdraw", "withdrawn": "withdraw", "is": "be", "are": "be", "was": "be", "were": "be", "been": "be",
    "being": "be", "am": "be",
}  # fmt: skip
# Plurals that mean something else than their singular.
_ONLY_PLURAL = frozenset(
    {"earnings", "proceeds", "securities", "goods", "savings", "holdings", "futures", "economics", "logistics",
     "analytics", "sales", "arms", "premises", "means", "works", "comps", "receivables", "payables", "series", "species", "news"}
)  # fmt: skip
_VOWELS = frozenset("aeiou")


def _plural(word: str) -> list[str]:
    if word.endswith("ies") and len(word) > 4:
        return [word[:-3] + "y", word[:-1]]
    if word.endswith(("sses", "shes", "ches", "xes", "zes", "oes", "uses")):
        return [word[:-2], word[:-1]]
    if word.endswith("ves") and len(word) > 4:
        return [word[:-1], word[:-3] + "f", word[:-3] + "fe"]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return [word[:-1]]
    return []


def _verbal(word: str, ending: str) -> list[str]:
    stem = word[: -len(ending)]
    if len(stem) < 2 or (not _VOWELS & set(stem) and "y" not in stem):
        return []
    forms = [stem, stem + "e"]
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
        forms.append(stem[:-1])
    if ending == "ed" and stem.endswith("i"):
        forms.append(stem[:-1] + "y")
    return forms


@lru_cache(maxsize=65536)
def base_forms(word: str) -> tuple[str, ...]:
    """The lower-cased word itself first, then what it may be an inflection of."""
    low = word.lower().replace("’", "'")
    if low.endswith("'s"):
        low = low[:-2]
    low = low.rstrip("'")
    forms = [low]
    if word[:-1].isupper() and word.endswith("s"):  # ADSs
        forms.append(low[:-1])
    if low in _IRREGULAR:
        forms.append(_IRREGULAR[low])
    for prefix in ("re", "over", "under", "out", "un"):  # repaid, overcame, undertook
        if low.startswith(prefix) and low[len(prefix) :] in _IRREGULAR:
            forms.append(prefix + _IRREGULAR[low[len(prefix) :]])
    forms += _plural(low)
    for ending in ("ed", "ing"):
        if low.endswith(ending):
            forms += _verbal(low, ending)
    return tuple(dict.fromkeys(forms))


def singulars(word: str) -> tuple[str, ...]:
    """What a word of a term may be the plural of, for terms that were written down in the plural."""
    low = word.lower()
    return () if low in _ONLY_PLURAL else tuple(_plural(low))
