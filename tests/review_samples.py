"""Reports built by hand for the tests of the page, the store and the server. The company is invented."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from align.keys import finding_key
from align.model import Bitext, Finding, Pair, Place, Report, Severity

PAIRS: tuple[tuple[str, str, str, str | None], ...] = (
    ("heading", "Harbor Loom Corp. Fourth Quarter 2024 Earnings Call", "Harbor Loom Corp. 2024 年第四季法說會", None),
    ("label", "Operator", "Operator", "Operator"),
    (
        "speech",
        "Good day, and thank you for standing by. All lines are in listen-only mode.",
        "各位好,感謝大家的支持。所有線路皆為僅聽模式。",
        "Operator",
    ),
    ("label", "Marta Quill", "瑪塔·奎爾", "Marta Quill"),
    (
        "speech",
        "Revenue for the quarter was $34 million, up 12% from a year ago; our backlog reached a record $1.2 billion.",
        "本季營收為340萬美元,年增12%,積壓訂單創下1.2億美元的紀錄。",
        "Marta Quill",
    ),
    (
        "speech",
        "We shipped 150 megawatts of inverters in Q4, and gross margin widened by 180 basis points.",
        "我們在第四季出貨150兆元逆變器,毛利率擴大了180個百分點。",
        "Marta Quill",
    ),
    ("speech", "Our balance sheet remains strong, and we have no debt due before 2027.", "", "Marta Quill"),
    (
        "speech",
        "Let me say <b>thank you</b> to our teams in Tainan & Lyon; they built the new line in nine months.",
        "让我感谢台南和里昂的團隊,他們在九個月內建好了新產線。",
        "Marta Quill",
    ),
    ("label", "Operator", "Operator", "Operator"),
    (
        "speech",
        "Our first question comes from Devon Pratt with Alder & Finch.",
        "第一個問題來自 Alder & Finch 的 Devon Pratt。",
        "Operator",
    ),
    ("speech", "Thank you, that is helpful.", "謝謝,這很有幫助。", "Devon Pratt"),
)


def finding(
    pair: int | None,
    check: str,
    severity: Severity,
    message: str,
    source: str | None = None,
    target: str | None = None,
    *,
    pairs: Sequence[tuple[str, str, str, str | None]] = PAIRS,
    evidence: Mapping[str, Any] | None = None,
    suggestion: str | None = None,
    category: str = "accuracy/mistranslation",
    confidence: float = 0.9,
    group: str | None = None,
) -> Finding:
    """A finding whose places are looked up in the pair's texts."""
    texts = ("", "") if pair is None else (pairs[pair][1], pairs[pair][2])

    def place(text: str, part: str | None) -> Place | None:
        return None if part is None else Place(text.index(part), text.index(part) + len(part), part)

    return Finding(
        key=finding_key(check, *texts, source or group or "", target or "", evidence or {}),
        pair=pair,
        check=check,
        category=category,
        severity=severity,
        confidence=confidence,
        message=message,
        source=place(texts[0], source),
        target=place(texts[1], target),
        evidence=evidence or {},
        suggestion=suggestion,
        group=group,
    )


def findings() -> tuple[Finding, ...]:
    """Overlapping evidence, an empty side, an insertion point, a rolled-up one and markup in a message."""
    comma = {"character": ",", "pairs": [2, 4, 5, 7, 9, 10], "places": [{"pair": 2, "start": 3, "end": 4}], "count": 9}
    return (
        finding(
            None,
            "punctuation.half_width",
            Severity.INFO,
            "Half-width comma between Chinese characters (9 times in 6 lines)",
            evidence=comma,
            category="fluency/punctuation",
            suggestion=",",
            group="half-width ,",
        ),
        finding(2, "term.phrase", Severity.MINOR, "“Standing by” means waiting on the line.", "standing by", "支持"),
        finding(
            4,
            "quantity.value",
            Severity.CRITICAL,
            "The amount differs by a factor of ten.",
            "$34 million",
            "340萬美元",
            evidence={
                "arithmetic": "$34 million = 3,400萬; the translation says 340萬 = 3.4 million: ten times too small",
                "source_value": 34000000,
                "target_value": 3400000,
            },
            suggestion="3,400萬美元",
            confidence=0.98,
        ),
        finding(
            4,
            "quantity.value",
            Severity.CRITICAL,
            "The amount differs by a factor of ten.",
            "$1.2 billion",
            "1.2億美元",
            evidence={
                "arithmetic": "1.2 billion = 12億; the translation says 1.2億 = 120 million: ten times too small"
            },
            suggestion="12億美元",
            confidence=0.97,
        ),
        finding(
            4,
            "term.wrong",
            Severity.MINOR,
            "A finance text says 在手訂單.",
            "backlog reached a record $1.2 billion",
            "積壓訂單創下1.2億",
        ),
        finding(
            5,
            "quantity.unit",
            Severity.CRITICAL,
            "兆元 is money; the source speaks of power.",
            "150 megawatts",
            "150兆元",
            suggestion="150 MW",
        ),
        finding(
            5,
            "quantity.unit",
            Severity.MAJOR,
            "180 basis points are 1.8 percentage points.",
            "180 basis points",
            "180個百分點",
            suggestion="1.8個百分點",
        ),
        finding(6, "text.empty", Severity.CRITICAL, "This paragraph has no translation.", category="accuracy/omission"),
        finding(
            7,
            "script.simplified",
            Severity.MINOR,
            "Simplified characters in a Traditional text: <script>alert(1)</script> 让 谢",
            None,
            "让我感谢",
            category="fluency/character-encoding",
            suggestion="讓我感謝",
        ),
    )


def report(name: str = "harbor-loom-2024q4.txt", pairs: Sequence[tuple[str, str, str, str | None]] = PAIRS) -> Report:
    """The sample report."""
    made = tuple(Pair(i, s, t, k, p) for i, (k, s, t, p) in enumerate(pairs))  # type: ignore[arg-type]
    bitext = Bitext(
        name, made, sha256="ab" * 32, title="Harbor Loom Corp. (HLC) 2024 Q4 <Earnings Call>", notice="僅供參考"
    )
    similarity = tuple(None if p.kind != "speech" or not p.target else 0.71 + p.index / 100 for p in made)
    return Report(bitext, findings(), similarity, "align 0.1|encoder use@1|checks 12:abc|glossary none")


def check(bitext: Bitext) -> Report:
    """A run of the sample's checks: what was found is found again as long as the evidence is in the text."""
    found = []
    for known in findings():
        pair = None if known.pair is None or known.pair >= len(bitext.pairs) else bitext.pairs[known.pair]
        if pair is None or known.target is None or known.target.text not in pair.target:
            continue
        at = pair.target.index(known.target.text)
        key = finding_key(known.check, pair.source, pair.target, known.target.text, "", {})
        found.append(replace(known, key=key, target=Place(at, at + len(known.target.text), known.target.text)))
    for pair in bitext.pairs:
        if "??" in pair.target:
            found.append(
                replace(findings()[1], key=f"new{pair.index}", pair=pair.index, message="Stray question marks.")
            )
    return Report(bitext, tuple(found), (None,) * len(bitext.pairs), "sample")
