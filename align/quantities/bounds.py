"""More than against less than: bounds that contradict each other, told from comparisons with an earlier figure."""

from __future__ import annotations

import re
from dataclasses import replace

from align.model import Severity
from align.quantities.differences import Difference, Issue
from align.quantities.model import Bound, Kind, Quantity

AT_LEAST = frozenset({Bound.OVER, Bound.AT_LEAST})
AT_MOST = frozenset({Bound.UNDER, Bound.AT_MOST})
NEGATION = re.compile(
    r"\b(?:no|not|none|never|neither|nor|without|nobody|hardly|cannot)\b|n[’']t\b[^.;]*$", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.;!?:]\s")
_NOT_OVER = re.compile(
    r"(?:不會|不会|不|未|沒有|没有|無|无|未曾)(?:超過|超过|高於|高于|低於|低于|少於|少于|多於|多于|止)"
)
# Words that compare with a reference value (高於一年前的 1.21 億) as often as they bound a figure.
_COMPARING = re.compile(r"[高低優优劣大小多少][於于出過过](?:約|约|近|上述|這|这)? ?$")
_RATED = re.compile(r"\b(?:better|worse|stronger|weaker|richer|ahead|short) (?:than|of)(?: [\w'’$]+){0,2} ?[$€£¥]?$")
_UP_FROM = re.compile(
    r"\b(?:up|higher|increas\w+|rose|risen|grew|grown|improved)(?: [\w%.]+){0,3} from(?: [\w'’]+){0,2} ?$",
    re.IGNORECASE,
)
_DOWN_FROM = re.compile(
    r"\b(?:down|lower|decreas\w+|declin\w+|fell|fallen|dropp\w+)(?: [\w%.]+){0,3} from(?: [\w'’]+){0,2} ?$",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(?:(?:more|longer|greater|higher|larger|better|older|bigger) than|over|above|exceed\w*|excess|upwards?|north of|"
    r"or more|or longer|plus|top(?:ped|s|ping)?|beyond|past|surpass\w*|beat|up from|cross\w*|odd)\b|\+",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"\b(?:(?:less|fewer|shorter|lower|smaller|younger) than|under|below|within|south of|shy of|short of|or less|"
    r"or fewer|nearly|almost|just about|down from|miss\w*)\b",
    re.IGNORECASE,
)
_ABOVE = re.compile(r"\b(?:beat|exceed\w*|surpass\w*|above|(?:more|higher|greater) than)\b", re.IGNORECASE)
_BELOW = re.compile(r"\b(?:miss(?:ed|es)?|below|(?:less|lower|fewer) than|short of)\b", re.IGNORECASE)
_AGO = re.compile(r" ?(?:前|之前|以前|同期)")
_NEAR = 45
_FAR = 16  # characters before a figure in which a bound is still said of it
_APART = re.compile(
    r"(?P<over>[高優优好多大強强]於|[高优好多大强]于|超[過过出]|突破|逾)|(?P<under>[低少小遜短]於|[低少小逊短]于|不到|不足|未[達达滿满])"
)
_BESIDE = re.compile(r" ?(?:的?水[準准平])?(?:(?P<over>以上|之上|上方)|(?P<under>以下|之下|下方|以內|以内))")
_EACH = re.compile(r"每[^，,。；;]{1,8}\Z")
# A verb with up and a goal, and no bound: add up to, step up to.
_UP_TO = re.compile(
    r"\b(?:add|step|go|went|gone|mov|com|came|ramp|scal|buil|get|got|climb|bring|brought|tak|took|sum|jump|pick|stack)(?:\w{0,3}) up to"
    r"(?: \w+){0,2} ?\S{0,3}$",
    re.IGNORECASE,
)


def bound_difference(a: Quantity, b: Quantity, source: str, target: str) -> Difference | None:
    """Opposite bounds are errors, one added is a slip, one left out only worth a note."""
    said, given = a.bound, b.bound
    if said is given or Bound.VAGUE in (said, given) or "dozen" in a.text:
        return None  # a dozen: 十幾
    if a.kind is Kind.DURATION and said is Bound.OVER and given is Bound.EXACT:
        return None  # over 24 hours: in the course of them
    before = _clause(source, a)
    comparing = _COMPARING.search(target, max(0, b.span.start - 6), b.span.start) is not None
    if _opposite(said, given) or (comparing and _opposite(_reference(before) or _verb(before), given)):
        silent = _negated(before) or _RATED.search(before)
        if silent or _NOT_OVER.search(target, max(0, b.span.start - 7), b.span.start):
            return None  # no customer has more than two: 不超過兩個
        return _difference(a, b, Severity.MAJOR)
    if said is Bound.NEARLY and given is Bound.OVER and not comparing:
        return _difference(a, b, Severity.MAJOR)
    if said in (Bound.EXACT, Bound.ABOUT) and given in (Bound.OVER, Bound.UNDER):
        ago = b.kind is Kind.DURATION and _AGO.match(target, b.span.end)
        return None if comparing or ago or _said_near(source, a, given) else _difference(a, b, Severity.MINOR)
    if given is Bound.EXACT and (said in AT_LEAST or said in AT_MOST):
        apart = _apart(target, b)
        if apart is Bound.EXACT:
            return None if _UP_TO.search(before) else _difference(a, b, Severity.INFO)
        each = _EACH.search(target, max(0, b.span.start - _NEAR), b.span.start)
        if each and _opposite(said, apart):
            return replace(_difference(a, replace(b, bound=apart), Severity.MAJOR), field="apart")
    return None


def _apart(target: str, b: Quantity) -> Bound:
    """The bound that stands apart from its figure in the same clause: 低於每桶油當量 9 美元, 略高於我們給出的 3 億, 5 萬美元上方."""
    clause = re.split("[，,。；;：]", target[max(0, b.span.start - _FAR) : b.span.start])[-1]
    words = list(_APART.finditer(clause))
    if words:
        return Bound.OVER if words[-1].lastgroup == "over" else Bound.UNDER
    after = _BESIDE.match(target, b.span.end)
    return Bound.EXACT if after is None else Bound.OVER if after.lastgroup == "over" else Bound.UNDER


def _difference(a: Quantity, b: Quantity, severity: Severity) -> Difference:
    said, given = (q.bound.value or "exact" for q in (a, b))
    return Difference(Issue.BOUND, a, b, "bound", said, given, severity)


def _opposite(said: Bound, given: Bound) -> bool:
    return (said in AT_LEAST and given in AT_MOST) or (said in AT_MOST and given in AT_LEAST)


def _reference(before: str) -> Bound:
    """Where the new figure lies when this is the old one: up from 121 million is above it."""
    if _UP_FROM.search(before):
        return Bound.OVER
    return Bound.UNDER if _DOWN_FROM.search(before) else Bound.EXACT


def _verb(before: str) -> Bound:
    """What a verb or preposition of the same clause says: it beat our guidance of 34 million by 44%."""
    clause = before.rsplit(",", 1)[-1]
    above, below = _ABOVE.search(clause), _BELOW.search(clause)
    if above and not below:
        return Bound.OVER
    return Bound.UNDER if below and not above else Bound.EXACT


def _said_near(source: str, a: Quantity, given: Bound) -> bool:
    """Whether words near the figure say the bound although they are not its neighbours (two years and over)."""
    around = source[max(0, a.span.start - _NEAR) : a.span.start] + " \0 " + source[a.span.end : a.span.end + _NEAR // 2]
    return (_MORE if given is Bound.OVER else _LESS).search(around) is not None


def _negated(before: str) -> bool:
    return NEGATION.search(before) is not None


def _clause(source: str, q: Quantity) -> str:
    """The sentence up to the figure."""
    return _SENTENCE_END.split(source[max(0, q.span.start - 70) : q.span.start])[-1]
