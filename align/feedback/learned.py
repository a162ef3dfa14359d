"""What a pile of decisions teaches: corrections to hold the next transcript to."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from align.feedback.lines import is_line_correction
from align.packs.corrections import Correction
from align.review.records import ERRORS, Record
from align.review.standing import family, live, overruled

# A fragment of one character says too little about a text it was not made for.
_LEAST = 2


def corrections(records: Iterable[Record], document: str | None = None) -> tuple[Correction, ...]:
    """Each corrected line as a whole, and the words exchanged in it where the finding names its source words.

    The latest correction of a text wins; one that reviewers dismissed, overruled or took back teaches nothing. Nor do those
    of `document` itself (or of the one it is the corrected form of): there the finding that was corrected still says
    so. A correction of a line without a finding counts there, too.
    """
    records = list(records)
    refused = overruled(records)
    learned: dict[tuple[str, str], Correction] = {}
    for record in live(records):
        if record.corrected is None or record.source is None or record.target is None:
            continue
        own = document is not None and family(record.document) == family(document)
        if record.id in refused or (own and not is_line_correction(record)):
            continue
        if record.verdict is not None and record.verdict not in ERRORS:
            continue
        if record.corrected.strip() == record.target.strip():
            continue
        cite = f"{record.reviewer}, {record.document}, {record.time[:10]}"
        whole = Correction(record.source, record.target, record.corrected, cite, whole_line=True)
        learned[whole.source, whole.wrong] = whole
        part = _part(record, cite)
        if part is not None:
            learned[part.source, part.wrong] = part
    return tuple(learned.values())


def _part(record: Record, cite: str) -> Correction | None:
    """The exchange of the words the finding pointed at, widened to what really changed around them."""
    assert record.target is not None and record.corrected is not None
    source, wrong = (record.source_part or "").strip(), (record.target_part or "").strip()
    at = record.target.find(wrong) if wrong else -1
    if not source or at < 0 or len(source) < _LEAST:
        return None
    start, end = at, at + len(wrong)
    new_start, new_end = None, None
    matcher = difflib.SequenceMatcher(None, record.target, record.corrected, autojunk=False)
    for _, a, b, c, d in matcher.get_opcodes():
        if b >= start and a <= end:
            # Inside an equal run the ends are carried over; a changed run counts whole.
            equal = b - a == d - c and record.target[a:b] == record.corrected[c:d]
            low = c + max(0, start - a) if equal else c
            high = c + min(b, end) - a if equal else d
            new_start = low if new_start is None else min(new_start, low)
            new_end = high if new_end is None else max(new_end, high)
    if new_start is None or new_end is None:
        return None
    right = record.corrected[new_start:new_end].strip()
    if right == wrong or len(wrong) < _LEAST or wrong in right:
        return None
    return Correction(source, wrong, right, cite)
