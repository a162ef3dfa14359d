"""What is structure in a transcript: speaker labels and headings, which need no translation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from align.model import PairKind

_ROLE = (
    r"operator|moderator|host|chairman|chairwoman|chairperson|chair|chief|ceo|cfo|coo|cto|cio|cso|cmo|president|"
    r"vice president|vp|svp|evp|director|manager|head|analyst|officer|treasurer|controller|secretary|founder|"
    r"co-founder|partner|general counsel|investor relations|ir|associate|principal|executive|spokesperson|"
    r"interpreter|translator|representative|lead|board member|managing director|md"
)
# `Name - Role`, `Name -- Company -- Role`, `Name, Role`; dashes of every kind, a name of one to six words
_NAME = r"[A-Z][\w.'’\-]*(?:\s+(?:[A-Z(\"“][\w.'’\-)\"”]*|de|van|von|der|den|la|bin|al|da|del|di|du|le)){0,5}"
_DASHED = re.compile(rf"^(?P<name>{_NAME})\s*(?:--+|[-–—―])\s*(?P<role>\S.{{0,120}})$")
_COMMA = re.compile(rf"^(?P<name>{_NAME}),\s*(?P<role>[^.?!]*\b(?:{_ROLE})\b[^.?!]{{0,80}})$", re.IGNORECASE)
_ALONE = re.compile(
    r"^(?:operator|moderator|host|interpreter|translator|"
    r"unidentified (?:company )?(?:participant|speaker|analyst|representative)"
    r"|unknown (?:speaker|analyst|participant|attendee)|company (?:representative|speaker)|speaker \d{1,2}|"
    r"male speaker|female speaker)\s*:?$",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"^(?:presentation|prepared remarks|management discussion(?: section)?|questions? (?:and|&) answers?|"
    r"question-and-answer session|q\s*&\s*a(?: session)?|q and a|corporate participants|conference call participants|"
    r"company participants|participants|call participants|contents|disclaimer|duration:.*)\s*:?$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.?!。？！…][\"'”’)\]」』）]*$")
_MAX_LABEL = 160


def kinds_and_speakers(
    sources: Sequence[str], targets: Iterable[str] | None = None
) -> list[tuple[PairKind, str | None]]:
    """For each paragraph its kind and the speaker in force (None before the first label).

    A bare name is a label when the same text also occurs as the name part of a dashed label, or when it
    recurs as a paragraph of its own: nobody says only their own name again and again.
    """
    names = {m["name"] for s in sources if (m := _dashed(s))}
    repeated: dict[str, int] = {}
    for source in sources:
        repeated[source.strip()] = repeated.get(source.strip(), 0) + 1
    result: list[tuple[PairKind, str | None]] = []
    speaker: str | None = None
    for source in sources:
        text = source.strip()
        if _HEADING.match(text):
            result.append(("heading", None))
            continue
        label = speaker_of(text)
        if label is None and (text in names or (repeated[text] > 1 and _is_bare_name(text))):
            label = text
        if label is not None:
            speaker = label
            result.append(("label", label))
        else:
            result.append(("speech", speaker))
    return result


def speaker_of(text: str) -> str | None:
    """The speaker's name when the paragraph is a label by its own form, else None."""
    if len(text) > _MAX_LABEL or not text:
        return None
    if _ALONE.match(text):
        return text.rstrip(" :")
    dashed = _dashed(text)
    if dashed:
        return dashed["name"]
    if not _SENTENCE_END.search(text):
        comma = _COMMA.match(text)
        if comma and not _SENTENCE_END.search(comma["role"]):
            return comma["name"]
    return None


def _dashed(text: str) -> re.Match[str] | None:
    """`Name - Role`: the part after the dash is a title or a company, not the rest of a sentence."""
    if len(text) > _MAX_LABEL or (
        _SENTENCE_END.search(text) and not re.search(r"\b(?:Inc|Co|Corp|Ltd|Jr|Sr)\.$", text)
    ):
        return None
    match = _DASHED.match(text)
    if match is None or not re.match(r"[A-Z(\"“&\d]", match["role"]):
        return None
    return match


def _is_bare_name(text: str) -> bool:
    return len(text) <= 60 and re.fullmatch(_NAME, text) is not None and len(text.split()) >= 2
