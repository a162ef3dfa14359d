"""A name that the document always renders is missing from one pair."""

from __future__ import annotations

from collections.abc import Iterator

from align.checks.base import Check, Example, Options
from align.facts import Facts
from align.model import Hit, Severity
from align.names.misfits import misfits
from align.names.missing import Missing, missing_uses
from align.names.mistaken import mistaken
from align.names.roster import key_names
from align.packs.fold import fold


def _run(facts: Facts, options: Options) -> Iterator[Hit]:
    important = facts.of(key_names)
    told = [m for m in (*facts.of(misfits), *facts.of(mistaken)) if m.kind in ("other", "literal")]
    for missing in facts.of(missing_uses):
        use = missing.use
        if not use.label and not any(m.mention.pair == use.pair and m.mention.span.overlaps(use.source) for m in told):
            yield _hit(missing, important)


def _hit(missing: Missing, important: frozenset[str]) -> Hit:
    name, instead = missing.entry.name, missing.instead
    said = f"“{name}” is “{missing.majority}” elsewhere"
    if instead is None and name == missing.majority:
        said = f"“{name}”, which stands elsewhere, is missing here."
    elif instead is None:
        said += "; here it is missing."
    elif missing.likely:
        said += f"; here it seems to be “{instead.form}”."
    else:
        said += f"; here “{instead.form}” stands in its place."
    return Hit(
        pair=missing.use.pair,
        source=missing.use.source,
        target=instead.span if instead else None,
        message=said,
        evidence={"name": name, "majority": missing.majority, "form": instead.form if instead else ""},
        suggestion=missing.majority if instead else None,
        severity=_severity(missing, important),
        category=_category(missing),
        confidence=0.85 if instead else 0.7,
    )


def _severity(missing: Missing, important: frozenset[str]) -> Severity | None:
    """A name that only one other paragraph has may have been left out on purpose; a town is seldom."""
    key = missing.entry.key in important
    if missing.instead is not None and missing.likely:
        return Severity.INFO if missing.majority.isascii() else Severity.MAJOR if key else None
    if missing.instead is not None:
        return Severity.MAJOR
    if missing.entry.forms[fold(missing.majority)] < 2 and not missing.worded:
        return Severity.INFO
    return Severity.MAJOR if key else None


def _category(missing: Missing) -> str | None:
    if missing.instead is None:
        return None
    return "terminology/inconsistent" if missing.likely else "accuracy/mistranslation"


CHECK = Check(
    id="name.missing",
    title="A name is lost or another stands in its place",
    explanation=(
        "A name that the document renders in its other paragraphs has no rendering in this one, neither in full nor "
        "in part, and no pronoun was put for it. When a transliterated word stands there that no name of the English "
        "accounts for, the finding points at it and is major."
    ),
    category="accuracy/omission",
    severity=Severity.MINOR,
    run=_run,
    bad=(
        Example(
            pairs=(
                ("Revenue at Feldmann grew.", "費爾德曼的營收成長。"),
                ("We trust Feldmann.", "我們信任費爾德曼。"),
                ("Margins at Feldmann fell.", "利潤率下降了。"),
            ),
            why="dropped",
        ),
        Example(
            pairs=(
                ("Gordon runs our plants.", "戈登負責我們的工廠。"),
                ("I agree with Gordon.", "我同意戈登的看法。"),
                ("With that, I'll turn it over to you, Gordon.", "接下來請說明。"),
            ),
            why="the one who is to speak is dropped",
        ),
        Example(
            pairs=(
                ("The Slough plant is under budget.", "泥沼廠低於預算。"),
                ("We hired in Slough.", "我們在斯勞徵才。"),
            ),
            fires=(0,),
            why="a town whose name is an ordinary word, too",
        ),
        Example(
            pairs=(
                ("Revenue at Feldmann grew.", "費爾德曼的營收成長。"),
                ("We trust Feldmann.", "我們信任費爾德曼。"),
                ("Margins at Feldmann fell.", "羅伯茨的利潤率下降了。"),
            ),
            why="another name in its place",
        ),
    ),
    good=(
        Example(
            pairs=(
                ("Revenue at Feldmann grew.", "費爾德曼的營收成長。"),
                ("We trust Feldmann.", "我們信任費爾德曼。"),
                ("Feldmann said margins fell.", "他表示利潤率下降了。"),
            ),
            why="a pronoun stands for it",
        ),
        Example(
            pairs=(
                ("Thank you, Oliver Feldmann.", "謝謝奧利弗·費爾德曼。"),
                ("Welcome, Oliver.", "歡迎奧利弗。"),
                ("Oliver Feldmann has a question.", "費爾德曼有一個問題。"),
            ),
            why="rendered in part",
        ),
        Example(
            pairs=(
                ("Our COO is Mr. Zhiming Luo.", "我們的營運長是羅志明先生。"),
                ("Mr. Zhiming Luo joined us in May.", "羅志明先生於五月加入。"),
                ("Zhiming will tell you about costs.", "成本由志明說明。"),
                ("Thank you, Zhiming.", "謝謝羅總。"),
            ),
            why="a Chinese person's given name, or surname and title",
        ),
        Example(
            pairs=(
                ("Sales in China grew.", "中國的銷售成長。"),
                ("Our factories in China are full.", "我們大陸的工廠已滿載。"),
            ),
            why="a country may be called otherwise",
        ),
        Example(
            pairs=(
                ("Douglas Hartwell runs operations.", "道格拉斯·哈特韋爾負責營運。"),
                ("Douglas joined us in May.", "道格拉斯於五月加入。"),
                ("Douglas cut our costs.", "道格降低了我們的成本。"),
            ),
            why="a nickname",
        ),
        Example(
            pairs=(
                ("Gordon runs our plants.", "戈登負責我們的工廠。"),
                ("I agree with Gordon.", "我同意戈登的看法。"),
                ("Thank you, Gordon. Margins rose.", "謝謝。利潤率上升了。"),
            ),
            why="only called by name",
        ),
    ),
)
