"""What comes back from translators: matched by key, checked, and turned into records. Nothing is overwritten."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from align.errors import InputError
from align.feedback.answers import Answer
from align.feedback.items import Item, all_items, items_of
from align.feedback.lines import comments_on_lines, line_corrections, line_record
from align.feedback.sheet import DECISIONS
from align.feedback.tidy import same, tidied
from align.keys import pair_key
from align.model import Pair, Report
from align.review.records import DISMISSED, ERRORS, Record, new_record
from align.text.han import han_count

# Lines that are the same share a finding's key; more different answers to one than this no translator gives.
_MAX_ANSWERS = 20
# A file of which at most one line in so many is a line of the document belongs to another.
_LEAST_SHARE = 3
# Kana and Hangul: what a text in Japanese or Korean has beside its Han characters, if any.
_OTHER_SCRIPTS = re.compile(r"[\u3040-\u30fa\u30fd-\u30ff\uac00-\ud7a3]")
_KEPT = "another correction is already there; both are kept"
_REJECTED = "the correction was rejected; it stays until somebody decides"
_GONE = "its finding is not in this document any more"


@dataclass(frozen=True)
class Returned:
    """The records to add, and for people: what contradicts, what could not be used and why, and what to know."""

    records: tuple[Record, ...]
    conflicts: tuple[str, ...]
    unmatched: tuple[str, ...]
    notes: tuple[str, ...] = ()


def returned(
    report: Report, records: Iterable[Record], answers: Sequence[Answer], reviewer: str, name: str
) -> Returned:
    """The records that the answers amount to.

    An answer counts only where the report has the same text pair. One that says what is known already adds nothing;
    one that contradicts somebody else becomes a record beside theirs and is listed. A corrected line without a
    finding is kept for the text pair itself. Raises InputError when not one answer is about this document.
    """
    desk = _Desk(report, list(records), reviewer, name)
    _about_this(desk, answers)
    said = {replace(a, where=""): a for a in reversed(answers)}.values()
    often = Counter(a.key for a in said if a.key and (a.decision or a.corrected or a.comment)).most_common(1)
    if often and often[0][1] > _MAX_ANSWERS:
        raise InputError(
            f"{name}: {len(answers)} rows, {often[0][1]} different ones about one finding; "
            "is this the file you sent? Nothing was taken in"
        )
    for answer in reversed(list(said)):
        desk.take(answer)
    notes = [*desk.notes, *_missing(desk, answers, name)]
    return Returned(
        tuple(desk.added.values()), *(tuple(dict.fromkeys(x)) for x in (desk.conflicts, desk.unmatched, notes))
    )


def _about_this(desk: _Desk, answers: Sequence[Answer]) -> None:
    """Raise InputError for the file of another document, which may well share a greeting with this one."""
    lines = {a.pair_key or a.key: a.key in desk.items or a.pair_key in desk.lines for a in answers}
    known = sum(lines.values())
    if lines and known * _LEAST_SHARE <= len(lines):
        raise InputError(
            f"{desk.name}: {known or 'none'} of its {len(lines)} lines stand in {desk.report.bitext.name}; "
            "is it the file of another transcript or of an older text? Nothing was taken in"
        )


def _missing(desk: _Desk, answers: Sequence[Answer], name: str) -> list[str]:
    """What to say of findings and lines that the file does not have, or that have changed since it was made."""
    keys, lines = {a.key for a in answers if a.key}, {a.pair_key for a in answers if not a.key}
    gone = len(desk.open - keys) if keys else 0
    notes = (
        [f"{name}: {gone} of {len(desk.open)} open findings have no row in it; they stay as they are"] if gone else []
    )
    changed = len(lines - set(desk.lines))
    if changed:
        notes.append(f"{name}: {changed} of its lines are not in this transcript as they were; they were passed over")
    return notes


class _Desk:
    """One file being taken in: what is known, and what is added to it."""

    def __init__(self, report: Report, records: list[Record], reviewer: str, name: str) -> None:
        self.report, self.reviewer, self.name = report, reviewer, name
        self.items = {item.key: item for item in all_items(report, records)}
        open_items = items_of(report, records)
        self.open = {item.key for item in open_items if item.verdict is None}
        self.of_line: dict[str, dict[str, Item]] = defaultdict(dict)
        for item in open_items:
            self.of_line[item.pair_key].setdefault(item.key, item)
        pairs = report.bitext.pairs
        self.lines = {pair_key(p.source, p.target): p for p in reversed(pairs)}
        self.repeats = Counter(pair_key(p.source, p.target) for p in pairs)
        self.known, self.comments = line_corrections(records), comments_on_lines(records)
        self.added: dict[tuple[str, str], Record] = {}
        self.conflicts: list[str] = []
        self.unmatched: list[str] = []
        self.notes: list[str] = []

    def take(self, answer: Answer) -> None:
        """Turn one answer into records, or say why not."""
        item = self.items.get(answer.key)
        if item is not None and answer.pair_key and item.pair_key and answer.pair_key != item.pair_key:
            item = None
        pair = item.pair if item is not None else self.lines.get(answer.pair_key)
        if answer.source is None and not answer.key and not answer.corrected and pair is not None and pair.target:
            self.unmatched.append(self._at(answer, "the Chinese is gone; an empty line is no correction"))
            answer = replace(answer, corrected=pair.target, proposed=False)
        text, proposed = self._text(answer, item, pair)
        if not (text or answer.decision or answer.comment or proposed or answer.trouble):
            return
        trouble = _trouble(answer, item, pair, text)
        if trouble:
            # Lines that are there no more are told once for the file, unless words would be lost.
            if answer.key or pair is not None or answer.source is not None:
                self.unmatched.append(self._at(answer, trouble))
            return
        answer = replace(answer, corrected=text, proposed=proposed)
        if item is not None:
            self._finding(answer, item)
            return
        assert pair is not None
        items = list(self.of_line.get(answer.pair_key, {}).values())
        if text and any(same(text, item.corrected or "") for item in items):
            answer = replace(answer, corrected="")  # as it was sent, whichever finding it was corrected for
        for number, found in enumerate(items):
            self._finding(answer if number == 0 else replace(answer, comment=""), found)
        if not items:
            self._line(answer, pair)

    def _text(self, answer: Answer, item: Item | None, pair: Pair | None) -> tuple[str, bool]:
        """The corrected line, empty where it is as it was, and whether a proposal for it was taken out."""
        if pair is None:
            return answer.corrected, False
        text = tidied(answer.corrected, pair.target)
        if text and same(text, pair.target):
            return "", answer.proposed or (bool(answer.key) and item is not None and item.corrected is not None)
        edited = answer.key and not text and answer.target is not None and not same(answer.target, pair.target)
        if edited and answer.source is not None and same(answer.source, pair.source):
            self.notes.append(self._at(answer, "the Chinese itself was changed; taken as its correction"))
            return tidied(answer.target or "", pair.target), False
        return text, answer.proposed and not text

    def _finding(self, answer: Answer, item: Item) -> None:
        text = "" if same(answer.corrected, item.corrected or "") else answer.corrected
        comment = _added(answer.comment, item.comment)
        decision = answer.decision if answer.decision != (item.verdict or "") else ""
        if answer.proposed and item.corrected is not None:
            self.conflicts.append(self._at(answer, _REJECTED))
            comment = comment or _added(f"rejected: {item.corrected}", item.comment)
        if text and item.pair is None:
            self.notes.append(self._at(answer, "a finding about the whole transcript has no line; kept as a comment"))
            text, comment = "", "\n".join(filter(None, (comment, _added(text, item.comment))))
        if text and decision in DISMISSED and item.pair is not None:
            # Not an error, and the line corrected all the same: the one is said of the finding, the other of the line.
            self._line(replace(answer, comment="", corrected=text), item.pair)
            text = ""
        if not (text or comment or decision):
            return
        before = self.added.get((item.key, text))
        if before is not None and (decision or None) in (before.verdict, None) and not comment:
            return
        verdict = decision or ("fixed" if text else None)
        self._contradictions(answer, item, verdict, text)
        self._repeated(answer, item.pair_key, text)
        self.added[item.key, text] = self._record(item, verdict, text, comment)

    def _contradictions(self, answer: Answer, item: Item, verdict: str | None, text: str) -> None:
        others = [v for v in item.votes if v.reviewer != self.reviewer]
        texts = {v.corrected for v in (*others, *self._others(item.pair_key)) if v.corrected is not None}
        in_file = {known for key, known in self.added if key == item.key and known}
        if text and (texts | in_file) - {text}:
            self.conflicts.append(self._at(answer, _KEPT))
            return
        for mine, theirs in ((DISMISSED, ERRORS), (ERRORS, DISMISSED)):
            said = [v for v in others if v.verdict in theirs]
            if verdict in mine and said:
                self.conflicts.append(
                    self._at(answer, f"{verdict}, but {said[-1].reviewer} said {said[-1].verdict}; both are kept")
                )

    def _line(self, answer: Answer, pair: Pair) -> None:
        """A correction of, or a comment on, a line by itself."""
        key = pair_key(pair.source, pair.target)
        known = [r for r in self.known.get(key, ()) if r.corrected is not None]
        text = "" if any(same(answer.corrected, r.corrected or "") for r in known) else answer.corrected
        comment = "" if answer.comment in self.comments.get(key, ()) else answer.comment
        if answer.proposed and known:
            self.conflicts.append(self._at(answer, _REJECTED))
            rejected = f"rejected: {known[-1].corrected}"
            comment = comment or ("" if rejected in self.comments.get(key, ()) else rejected)
        if (key, text) in self.added or not (text or comment):
            return
        if text and (self._others(key) or any(place == key and other for place, other in self.added)):
            self.conflicts.append(self._at(answer, _KEPT))
        self._repeated(answer, key, text)
        self.added[key, text] = line_record(self.report.bitext.name, pair, self.reviewer, text, comment)

    def _others(self, key: str) -> list[Record]:
        return [r for r in self.known.get(key, ()) if r.reviewer != self.reviewer]

    def _repeated(self, answer: Answer, key: str, text: str) -> None:
        if text and self.repeats[key] > 1:
            self.notes.append(self._at(answer, f"the same pair stands in {self.repeats[key]} lines; it counts for all"))

    def _record(self, item: Item, verdict: str | None, corrected: str, comment: str) -> Record:
        finding, pair = item.finding, item.pair
        fields = {
            "verdict": verdict,
            "finding": item.key,
            "check": finding.check,
            "source": pair.source if pair else None,
            "target": pair.target if pair else None,
            "source_part": finding.source.text if finding.source else None,
            "target_part": finding.target.text if finding.target else None,
            "group": finding.group,
            "corrected": corrected or None,
            "comment": comment or None,
        }
        more = {k: v for k, v in fields.items() if v is not None}
        return new_record(self.reviewer, self.report.bitext.name, **more)

    def _at(self, answer: Answer, said: str) -> str:
        return f"{self.name}: {answer.where}: {said}"


def _added(comment: str, known: str) -> str:
    """The lines of a comment that were not sent along and are not there already (there each names its writer)."""
    lines = _lines(known)
    there = {*lines, *(line.partition(": ")[2] for line in lines)}
    return "\n".join(line for line in _lines(comment) if line not in there)


def _lines(text: str) -> list[str]:
    return [tidied(line) for line in tidied(text, "\n").split("\n")]


def _trouble(answer: Answer, item: Item | None, pair: Pair | None, text: str) -> str:
    """Why an answer cannot be used; empty when it can."""
    if answer.trouble:
        return answer.trouble
    if answer.decision not in DECISIONS:
        return f"decision {answer.decision[:40]!r} is none of {', '.join(DECISIONS[1:])}"
    if item is None and (pair is None or (answer.key and not text)):
        return _GONE if answer.key else "the line is not in this transcript as it was"
    if pair is not None and answer.source is not None and not same(answer.source, pair.source):
        return "the row and its hidden key are of different lines (sorted without the hidden columns?)"
    if text and pair is not None and han_count(pair.target) and not _is_chinese(text):
        return f"the correction {text[:40]!r} is not Chinese"
    return ""


def _is_chinese(text: str) -> bool:
    han, other = han_count(text), len(_OTHER_SCRIPTS.findall(text))
    return han > 3 * other
