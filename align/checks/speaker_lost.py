"""Speaker labels: lost, naming another person, or translated in one place and not in another."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from align.checks.base import Check, Example, Options
from align.facts import Facts
from align.model import Hit, Pair, Severity, Span
from align.text.han import han_count
from align.text.normal import bare

_NAME_PART = re.compile(r"\s*(?:\s--+\s|\s[-–—―]\s|[,，:：|／]|\s{2,}|（|\().*$", re.DOTALL)
_SENTENCE = re.compile(r"[。！？!?]")
# Roles that labels name, in English and in Chinese; other titles say nothing here.
_ROLES = {
    "chief executive": (
        r"chief executive|\bceo\b|managing director|\bpresident|general manager",
        r"執行長|首席執行官|首席执行官|行政總裁|行政总裁|\bCEO\b",
    ),
    "chief financial": (r"financ|\bcfo\b|treasur", r"財務長|首席財務官|首席财务官|財務總監|财务总监|\bCFO\b"),
    "chief operating": (r"operations|operating|\bcoo\b", r"營運長|運營長|首席營運官|首席運營官|首席运营官|\bCOO\b"),
    "chief technology": (r"techn|\bcto\b|engineer|research|r&d", r"技術長|首席技術官|首席技术官|\bCTO\b"),
    "chief commercial": (r"commerc|sales|business|revenue|customer", r"商務長|首席商務官|首席商务官|業務長|營收長"),
    "chief information": (r"informat|digital|data|techn|\bcio\b", r"資訊長|首席資訊官|首席信息官|數位長"),
    "chief marketing": (r"market|brand|growth|\bcmo\b", r"行銷長|首席行銷官|首席營銷官|首席营销官"),
    "chief legal": (r"legal|counsel|law", r"法務長|首席法務官|首席法务官"),
    "chief people": (r"people|human|talent|personnel", r"人資長|人力資源長|首席人力資源官"),
    "chief strategy": (r"strateg|development", r"策略長|首席策略官|首席戰略官|首席战略官"),
    "analyst": (r"analyst", r"分析師|分析师|分析員|分析员|\bAnalyst\b"),
    "operator": (r"^operator\b", r"主持人|接線生|接线生|接線員|接线员|操作員|操作员|總機|会议主持|\bOperator\b"),
}
_OFFICE = re.compile(r"\b(?:chief|head|director|vice president|vp|manager|officer)\b", re.I)
_ROLE_PATTERNS = {role: (re.compile(en, re.I), re.compile(zh, re.I)) for role, (en, zh) in _ROLES.items()}
_PARTS = re.compile(r"\s+-+\s+|\s*[–—,，、:：|／()（）]\s*")
MOST = 200  # names of labels that are compared with one another; bounds the work on odd input
LONGEST = 200  # characters of a label that are looked at
MANY = 0.75  # share of translated labels from which an untranslated one is out of line


def name_part(label: str) -> str:
    """The name of a label `Name - Role`."""
    return _NAME_PART.sub("", label.strip()[:LONGEST]).strip()


def _words(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in re.findall(r"[A-Za-z][A-Za-z'’-]+", text))


def labels_of(facts: Facts) -> tuple[Pair, ...]:
    """The pairs that are speaker labels (for `Facts.of`)."""
    return tuple(pair for pair in facts.bitext.pairs if pair.kind == "label" and pair.source.strip())


def _lost(facts: Facts, options: Options) -> Iterable[Hit]:
    for pair in facts.of(labels_of):
        text = pair.target.strip()
        if not text:
            yield _hit(pair, "The speaker label is missing in the Chinese.", {"kind": "missing"})
        elif _SENTENCE.search(text) and han_count(text) > 12:
            yield _hit(pair, "Speech stands where the speaker label belongs.", {"kind": "speech"})


def wrong_labels(facts: Facts) -> dict[int, str | None]:
    """Indices of labels whose Chinese names another speaker, with the usual label of the right one (for `Facts.of`)."""
    labels = facts.of(labels_of)
    owners: dict[str, Counter[str]] = defaultdict(Counter)
    mine: dict[str, Counter[str]] = defaultdict(Counter)
    for pair in labels:
        if pair.target.strip():
            own, shown = bare(name_part(pair.source)), bare(name_part(pair.target))
            owners[shown][own] += 1
            mine[own][shown] += 1
    unique = list(dict.fromkeys(name_part(pair.source) for pair in labels))[:MOST]
    names = {bare(name): _words(name) for name in unique}
    out: dict[int, str | None] = {}
    for pair in labels:
        own, shown = name_part(pair.source), name_part(pair.target)
        if shown and (_other_person(own, shown, names) or _other_owner(bare(own), bare(shown), owners, mine)):
            out[pair.index] = _usual(mine[bare(own)], bare(shown), labels, own)
    return out


def _wrong(facts: Facts, options: Options) -> Iterable[Hit]:
    wrong = facts.of(wrong_labels)
    for pair in facts.of(labels_of):
        if pair.index in wrong:
            own, shown = name_part(pair.source), name_part(pair.target)
            yield _hit(
                pair,
                f"The label is of {own}, but the Chinese names {shown}.",
                {"kind": "wrong", "english": own, "chinese": shown},
                wrong[pair.index],
            )
        elif _other_role(pair):
            found, meant = sorted(_roles(pair.target.strip(), 1)), sorted(_roles(pair.source.strip(), 0))
            role = ", ".join(meant) or pair.source.strip()[len(name_part(pair.source)) :].strip(" -–—,:")
            message = f"The label's role is {role}, the Chinese says {', '.join(found)}."
            yield _hit(pair, message, {"kind": "role", "english": meant, "chinese": found})


def _roles(text: str, side: int) -> frozenset[str]:
    return frozenset(role for role, patterns in _ROLE_PATTERNS.items() if patterns[side].search(text[:LONGEST]))


def _other_role(pair: Pair) -> bool:
    """Whether the Chinese label names a role and the English one another, or an office that is not a chief's."""
    english, chinese = _roles(pair.source.strip(), 0), _roles(pair.target.strip(), 1)
    if not english and not (_OFFICE.search(pair.source[:LONGEST]) and all(r.startswith("chief") for r in chinese)):
        return False
    return bool(chinese) and not english & chinese


def _other_person(own: str, shown: str, names: dict[str, frozenset[str]]) -> bool:
    """Latin on both sides: the Chinese label shares no word with its own name and all with another one's."""
    words = _words(shown)
    if not words or han_count(shown) or words & _words(own):
        return False
    return any(words <= other or (other and other <= words) for key, other in names.items() if key != bare(own))


def _other_owner(own: str, shown: str, owners: dict[str, Counter[str]], mine: dict[str, Counter[str]]) -> bool:
    """The rendering belongs to another label by number of uses, and this label has another one of its own."""
    uses = owners.get(shown, Counter())
    if own == shown or not uses:
        return False
    best, count = uses.most_common(1)[0]
    here = uses[own]
    if best == own or count <= here:
        return False
    others = [rendering for rendering in mine[own] if rendering != shown]
    return bool(others) or here == 1


def _usual(renderings: Counter[str], shown: str, labels: tuple[Pair, ...], own: str) -> str | None:
    for rendering, _ in renderings.most_common():
        if rendering != shown:
            found = (
                p.target.strip()
                for p in labels
                if name_part(p.source) == own and bare(name_part(p.target)) == rendering
            )
            return next(found, None)
    return None


def _backed(facts: Facts, label: str) -> int:
    """How often the paragraphs of speech have the names of a label as it writes them; decides between equals."""
    parts = [part for part in _PARTS.split(label.strip()[:LONGEST]) if len(part) > 1]
    return sum(part in pair.target for pair in facts.speech[:MOST] for part in parts)


def _inconsistent(facts: Facts, options: Options) -> Iterable[Hit]:
    wrong = facts.of(wrong_labels)
    told = {pair.index for pair in facts.of(labels_of) if pair.index in wrong or _other_role(pair)}
    labels = [pair for pair in facts.of(labels_of) if pair.target.strip() and pair.index not in told]
    by_label: dict[str, list[Pair]] = defaultdict(list)
    for pair in labels:
        by_label[bare(pair.source)].append(pair)
    reported: set[int] = set()
    for group in by_label.values():
        forms = Counter(bare(pair.target) for pair in group)
        if len(forms) < 2:
            continue
        most = max(forms.values())
        equals = [pair for pair in group if forms[bare(pair.target)] == most]
        usual = bare(max(equals, key=lambda pair: _backed(facts, pair.target)).target)
        model = next(pair.target.strip() for pair in group if bare(pair.target) == usual)
        for pair in group:
            if bare(pair.target) != usual:
                reported.add(pair.index)
                yield _hit(
                    pair,
                    f"This label reads {model} in {forms[usual]} other place{'s' if forms[usual] > 1 else ''}.",
                    {"kind": "varied", "usual": model, "found": pair.target.strip()},
                    model,
                )
    translated = [pair for pair in labels if han_count(pair.target)]
    if len(labels) >= 4 and len(translated) >= MANY * len(labels):
        for pair in labels:
            if not han_count(pair.target) and pair.index not in reported and _words(pair.target):
                yield _hit(pair, "This label is left in English; the others are translated.", {"kind": "left"})


def _hit(pair: Pair, message: str, evidence: dict[str, object], suggestion: str | None = None) -> Hit:
    return Hit(
        pair=pair.index,
        message=message,
        source=Span(0, len(pair.source)),
        target=Span(0, len(pair.target)) if pair.target else None,
        evidence=evidence,
        suggestion=suggestion,
        confidence=0.9,
    )


_ANNA, _BO = (
    ("Anna Reyes - Chief Executive Officer", "安娜·雷耶斯 - 執行長"),
    ("Bo Lindqvist - Analyst", "博·林奎斯特 - 分析師"),
)
_TALK = ("Thank you.", "謝謝。")

CHECKS = (
    Check(
        id="speaker.lost",
        title="Speaker label lost",
        explanation=(
            "A speaker label of the source has no Chinese, or speech stands in its place, so that the reader cannot tell "
            "who talks. Labels kept in English are fine. Put the label back."
        ),
        category="accuracy/omission",
        severity=Severity.MAJOR,
        run=_lost,
        bad=(
            Example((_TALK, ("Anna Reyes - Chief Executive Officer", ""))),
            Example((_TALK, ("Operator", "感謝各位的參與，下一個問題來自林奎斯特先生。"))),
        ),
        good=(
            Example((_ANNA, _TALK)),
            Example((("Operator", "Operator"), _TALK), why="a label kept in English is no loss"),
        ),
    ),
    Check(
        id="speaker.wrong",
        title="Speaker label of another person",
        explanation=(
            "The Chinese label names another person than the English one: it shows the name of another label of the call, "
            "in Latin letters or in the rendering that the other label has elsewhere, or it gives another role (財務長 for a "
            "chief executive). What follows is then ascribed to the wrong speaker."
        ),
        category="accuracy/mistranslation",
        severity=Severity.MAJOR,
        run=_wrong,
        bad=(
            Example((_ANNA, _TALK, _BO, _TALK, _BO, _TALK, (_BO[0], _ANNA[1]), _ANNA), fires=(6,)),
            Example(
                (("Anna Reyes - CEO", "Bo Lindqvist - Analyst"), ("Bo Lindqvist - Analyst", "Bo Lindqvist - Analyst")),
                fires=(0,),
            ),
            Example(
                (("Anna Reyes - Head of Logistics", "安娜·雷耶斯 - 財務長"), _TALK), fires=(0,), why="another office"
            ),
        ),
        good=(
            Example((_ANNA, _TALK, _BO, _TALK, _ANNA)),
            Example((("Anna Reyes - Finance Director", "安娜·雷耶斯 - 財務長"), _TALK), why="the same office"),
            Example((("Anna Reyes - President, CEO and CFO", "安娜·雷耶斯 - 總裁兼執行長"), _TALK)),
            Example(
                (
                    ("Operator", "主持人"),
                    ("Anna Reyes - CEO", "Anna Reyes - 執行長"),
                    ("Anna Reyes - CEO", "安娜 - 執行長"),
                )
            ),
        ),
    ),
    Check(
        id="speaker.inconsistent",
        title="Speaker label rendered in several ways",
        explanation=(
            "The same speaker label is written differently in different places of the call, or it is left in English "
            "while nearly all other labels are translated. The usual form is suggested."
        ),
        category="terminology/inconsistent",
        severity=Severity.MINOR,
        run=_inconsistent,
        bad=(
            Example((_ANNA, _TALK, _ANNA, _TALK, (_ANNA[0], "Anna Reyes - 執行長"))),
            Example((_ANNA, _BO, ("Operator", "主持人"), _BO, ("Carl Voss - Analyst", "Carl Voss - Analyst"))),
        ),
        good=(
            Example((_ANNA, _TALK, _ANNA, _BO)),
            Example((("Operator", "Operator"), ("Anna Reyes - CEO", "Anna Reyes - CEO"), ("Operator", "Operator"))),
        ),
    ),
)
