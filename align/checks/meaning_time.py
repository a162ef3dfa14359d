"""What is still to come given as done, or what is done as still to come: we will finish, 我們已完成."""

from __future__ import annotations

import re
from collections.abc import Iterable

from align.checks.base import Check, Options, example
from align.facts import Facts
from align.model import Hit, Pair, Severity, Span
from align.text.pairing import Bead, sentence_beads

_WILL = re.compile(
    r"\b(?:will|won't|shall|going to|about to|plan(?:s|ning)? to|intends? to|expects? to|is set to|are set to)\b|'ll\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:have|has|had|having|'ve|did|was|were|been|already|recently|last|ago|became|began|came|went|made|took|saw|gave|got|"
    r"said|told|thought|knew|felt|found|kept|held|brought|built|bought|sold|won|lost|led|left|met|paid|ran|rose|fell|grew|set|put|cut|done|"
    r"completed|now|since|current|currently|so far|to date|as of)\b|['’]ve\b|\b\w{2,}ed\b",
    re.IGNORECASE,
)
_PERFECT = re.compile(r"\b(?:have|has|had|already)\b|['’]ve\b", re.IGNORECASE)
_ZH_DONE = re.compile(
    r"已經|已经|(?<![不早而])已(?=[完達达成獲获取將将啟启開开展投簽签收付售推經经改轉转調调降升增減减擴扩建設设於于在])|曾經|曾经|(?<![未不])曾(?![國国孫孙先女])|完成了|結束了|结束了"
)
_ZH_WILL = re.compile(
    r"將|将|會|会|預|预|計畫|计划|計劃|打算|準備|准备|即將|要|想|希望|未來|未来|今後|今后|接下來|接下来|之後|之后|屆時|届时|後|后|可望|有望|待|擬|拟|能|可|再|若|如果|一旦|下[一個个]?[季年月週周半]|明年|年底|等"
)
_ZH_SOON = re.compile(
    r"(?:即將|即将|將會|将会|將要|将要|(?<!已)將於|(?<!已)将于|未來將|未来将|預計將|预计将|將在|将在)"
)
_PAST = re.compile(
    r"\b(?:was|were|did|had|[a-z]{3,}ed|became|began|came|went|made|took|saw|gave|got|brought|built|bought|sold|won|lost|"
    r"led|left|met|paid|ran|rose|fell|grew|cut)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:will|won't|would|shall|should|could|can|(?-i:may)|might|must|going|about|plan(?:s|ned|ning)?|intend\w*|expect\w*|to|next|future|coming|soon|"
    r"upcoming|tomorrow|later|forecast\w*|guid\w*|outlook|target\w*|schedul\w*|pending|slated|due|until|by|when|once|after|if|potential\w*|"
    r"announc\w*|forward|anticipat\w*|project\w*|aim\w*|ahead|set|follow\w*|is|are|am|on track|prepar\w*|sign\w*|agree\w*|decid\w*|approv\w*|order\w*)\b|'ll\b|['’](?:s|re|m)\b",
    re.IGNORECASE,
)


def _run(facts: Facts, options: Options) -> Iterable[Hit]:
    for pair in facts.speech:
        target = pair.target
        if not pair.source.strip() or not (_ZH_DONE.search(target) or _ZH_SOON.search(target)):
            continue
        beads = facts.of_pair(sentence_beads, pair)
        for n, bead in enumerate(beads):
            if bead.shape != (1, 1):
                continue
            near = " ".join(b.source.of(pair.source) for b in (*beads[max(0, n - 1) : n], *beads[n + 1 : n + 2]))
            hit = _compare(pair, bead, near)
            if hit is not None:
                yield hit


def _compare(pair: Pair, bead: Bead, near: str) -> Hit | None:
    """`near` is the English before and behind the bead, whose Chinese may be taken for the bead's own."""
    english, chinese = bead.source.of(pair.source), bead.target.of(pair.target)
    will, done = _WILL.search(english), _ZH_DONE.search(chinese)
    if will and done and not _DONE.search(english) and not _PERFECT.search(near) and not _ZH_WILL.search(chinese):
        return _hit(pair, bead, will, done, "what is still to come", "done")
    past, soon = _PAST.search(english), _ZH_SOON.search(chinese)
    if past and soon and not _OPEN.search(english) and not _WILL.search(near):
        return _hit(pair, bead, past, soon, "what is done", "still to come")
    return None


def _hit(pair: Pair, bead: Bead, said: re.Match[str], given: re.Match[str], one: str, other: str) -> Hit:
    source = Span(bead.source.start + said.start(), bead.source.start + said.end())
    target = Span(bead.target.start + given.start(), bead.target.start + given.end())
    return Hit(
        pair=pair.index,
        message=f"The English speaks of {one} (“{said.group()}”), the Chinese of it as {other} ({given.group()}).",
        source=source,
        target=target,
        evidence={"said": said.group(), "given": given.group()},
        confidence=0.75,
    )


CHECK = Check(
    id="meaning.time",
    title="Done and still to come exchanged",
    explanation=(
        "An English sentence speaks of the future alone (will, going to, plan to) and its Chinese of what is done"
        " (已經, 已完成, 曾), with no word of the future; or the English tells what happened and the Chinese says 即將, 將會."
        " Sentences that hold both are left alone."
    ),
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    run=_run,
    bad=(
        example("We will complete the Orrin line in June.", "我們已於六月完成 Orrin 產線。"),
        example("The board approved nothing. The plant closed in May.", "董事會未核准任何案件。工廠即將在五月關閉。"),
    ),
    good=(
        example("We will complete the Orrin line in June.", "我們將於六月完成 Orrin 產線。"),
        example("We will tell you what we have completed.", "我們已完成的部分，稍後說明。"),
        example("The plant closed in May.", "工廠已在五月關閉。"),
        example("The board approved a plan to close the plant.", "董事會核准計畫，工廠即將關閉。"),
    ),
)
