"""Names that the document renders elsewhere and loses in one pair, and the strangers that stand in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from align.facts import Facts
from align.model import Pair, Span
from align.names import translit
from align.names.consistency import main_form
from align.names.english import Mention, tokens_of
from align.names.latin import misspelt
from align.names.ledger import Entry, Use, ledger
from align.names.rendering import VAST, Found, dictionary_forms, target_of
from align.names.tables import first_names, ordinary_words, territories
from align.names.tables import fold as fold_latin
from align.names.words import DEMONYMS, HONORIFICS, NICKNAMES, ORG_WORDS, ROLE_WORDS, SMALL_WORDS
from align.packs.fold import fold
from align.text.tokens import is_word

_ORIGINAL = re.compile(r"[」』”]?\s?[(（][A-Za-z]")


@dataclass(frozen=True)
class Missing:
    """A pair where a name that the document always renders has no rendering; `instead` stands in its place.

    `likely` tells that `instead` begins like the name, so that it is a free rendering rather than another name.
    """

    entry: Entry
    use: Use
    majority: str
    instead: Found | None
    likely: bool = False

    @property
    def worded(self) -> bool:
        """Whether the name is a town's and an ordinary word as well, so that it was translated rather than left out."""
        key = self.entry.key
        return self.entry.kind == "place" and key in ordinary_words() and key not in territories()


def missing_uses(facts: Facts) -> tuple[Missing, ...]:
    """Names that the document renders in most of their other pairs, yet nowhere in this one.

    One other pair is enough when a stranger stands here, or when not even a faint stranger could be the name.
    """
    out: list[Missing] = []
    for entry in facts.of(ledger):
        if entry.kind in ("acronym", "code") or entry.name in ORG_WORDS:
            continue
        majority = main_form(entry)
        if majority is not None and majority.isascii() and entry.kind == "other" and entry.key in ordinary_words():
            continue
        pairs = {u.pair for u in entry.uses}
        with_form = {u.pair for u in entry.uses if u.found}
        if majority is None or len(with_form) < 0.5 * len(pairs):
            continue
        done: set[int] = set()
        for use in entry.uses:
            if use.found or use.pair in done:
                continue
            done.add(use.pair)
            missing = _missing(facts, entry, use, majority)
            if missing is not None:
                out.append(missing)
    return tuple(out)


def _missing(facts: Facts, entry: Entry, use: Use, majority: str) -> Missing | None:
    pair = facts.bitext.pairs[use.pair]
    if len(pair.target) > VAST or any(slip.source.overlaps(use.source) for slip in facts.of_pair(misspelt, pair)):
        return None
    partly = use.whole and not _lost_surname(entry, use)
    instead = None if use.whole else stranger(facts, use.pair)
    if instead is not None:
        likely = translit.begins_alike(entry.key, fold(instead.form)[:1])
        return Missing(entry, use, as_written(entry, majority), instead, likely)
    if partly or _pronoun_instead(pair) or _shares_word(entry, use, pair) or _other_form(facts, entry, majority, pair):
        return None
    if _is_person(use.mention) and _only_addressed(pair.source, use.mention.span):
        return None
    if entry.forms[majority] < 2 and any(True for _ in faint_strangers(facts, use.pair)):
        return None
    return Missing(entry, use, as_written(entry, majority), None)


def as_written(entry: Entry, form: str) -> str:
    """The first spelling in the document of a folded form."""
    return next((f.form for use in entry.uses for f in use.found if fold(f.form) == form), form)


def _lost_surname(entry: Entry, use: Use) -> bool:
    """Whether the piece is the surname of a person of whom only the first name is left, which is seldom meant."""
    words = use.mention.words
    return use.mention.kind == "person" and len(words) > 1 and fold_latin(words[-1]) == entry.key


def _is_person(mention: Mention) -> bool:
    return mention.kind == "person" or (len(mention.words) == 1 and mention.text in first_names())


def _other_form(facts: Facts, entry: Entry, majority: str, pair: Pair) -> bool:
    """Whether a person's nickname or whole first name stands there: 道格 for 道格拉斯, 羅伯特 for Bob."""
    if not _is_person(entry.uses[0].mention):
        return False
    plain = facts.of_pair(target_of, pair).plain
    if len(majority) > 2 and not majority.isascii() and "·" not in majority and majority[:2] in plain:
        return True
    whole = NICKNAMES.get(entry.key, ())
    short = [nick for nick, names in NICKNAMES.items() if entry.key in names]
    words = {word for word, *_ in facts.of_pair(target_of, pair).latin}
    return any(name in words or any(form in plain for form in dictionary_forms(name)) for name in (*whole, *short))


_GREETING = re.compile(
    r"(?:\b(?:thanks?(?: you)?(?: (?:so|very) much)?|hello|hi|hey|morning|afternoon|evening|day|sure|yes|yeah|yep|no|okay|ok"
    r"|right|well|great|sorry|welcome|congratulations|congrats|question|point)\b[ ,!.]*(?:(?:Mr|Ms|Mrs|Dr)\.? )?)$",
    re.I,
)
_CLOSED = re.compile(r"\s*(?:[,.!?;:—–-]|$)")
_HANDED = re.compile(r"\b(?:over to|hand|turn|go ahead|please|take it)\b[^.!?]*$", re.I)


def _only_addressed(source: str, span: Span) -> bool:
    """Whether the name is only called, as in `Thank you, Doug.`, which Chinese may leave out; not where Doug is to speak."""
    before, after = source[max(0, span.start - 60) : span.start], source[span.end :]
    if not _CLOSED.match(after):
        return False
    last = before.endswith(", ") and bool(re.match(r"\s*(?:[.!?]|$)", after)) and not _HANDED.search(before)
    return last or bool(_GREETING.search(before))


_BEFORE = re.compile(r"([A-ZÀ-Þ][\w'’.]*|&)(?: |-|\"|”)+$")
_OF = re.compile(r"(^|\W\s)?\b([A-ZÀ-Þ][\w'’.]*) of (?:the )?$")
_AFTER = re.compile(r"^(?: |-| & |\"|”)+([A-ZÀ-Þ]\w*)")


def _shares_word(entry: Entry, use: Use, pair: Pair) -> bool:
    """Whether it is only part of a longer name that may be translated by its meaning (Nord Stream, Marks & Spencer)."""
    if use.mention.kind == "person" and len(use.mention.words) > 1:
        return False
    before = _BEFORE.search(pair.source[max(0, use.source.start - 24) : use.source.start])
    of = _OF.search(pair.source[max(0, use.source.start - 32) : use.source.start])
    if of is not None and (of[2] in ORG_WORDS or of[1] is None or fold_latin(of[2]) not in ordinary_words()):
        return True  # Bank of Tarvolen; `Sales of Tarvolen` is no name
    after = _AFTER.match(pair.source[use.source.end : use.source.end + 30])
    if before is not None:
        word = before[1]
        plain = fold_latin(word) in SMALL_WORDS
        if not plain and word.rstrip(".") not in HONORIFICS and word not in ROLE_WORDS and word not in DEMONYMS:
            return True
    return after is not None and after[1] not in ROLE_WORDS


_EN_PRONOUN = re.compile(r"\b(?:he|she|his|her|him|hers|they|their|them|its?|itself|himself|herself)\b", re.I)
_ZH_PRONOUN = re.compile("[他她它](?!们|們)|其(?!中|他|它|实|實|余|餘|次)|该[公机组]|該[公機組]")


def _pronoun_instead(pair: Pair) -> bool:
    """Whether the Chinese has more pronouns than the English, so that one may stand for the name."""
    return len(_ZH_PRONOUN.findall(pair.target)) > len(_EN_PRONOUN.findall(pair.source))


def stranger(facts: Facts, index: int) -> Found | None:
    """A transliterated run in the pair's Chinese that nothing in the English accounts for."""
    pair = facts.bitext.pairs[index]
    target = facts.of_pair(target_of, pair)
    taken = [f.span for f in facts.of(found_by_pair).get(index, ())]
    best: Found | None = None
    for span, score in _loud_runs(target.plain):
        if best is not None and score <= best.score:
            continue
        if not _accounted(target.text, span, taken) and not _sounds_like_any(facts, pair, span.of(target.plain)):
            best = Found(span, span.of(target.text), "stranger", score)
    return best


def faint_strangers(facts: Facts, index: int) -> Iterator[Span]:
    """Runs that might be a transliteration and that no rendering found so far accounts for."""
    pair = facts.bitext.pairs[index]
    target = facts.of_pair(target_of, pair)
    taken = [f.span for f in facts.of(found_by_pair).get(index, ())]
    for span, _ in _loud_runs(target.plain, 0.0, 2.0):
        run = span.of(target.plain)
        usual = is_word(run) and len(run) == 2
        if not usual and not _accounted(target.text, span, taken) and not _sounds_like_any(facts, pair, run):
            yield span


def _loud_runs(plain: str, odds: float = 1.0, least: float = 7.0) -> Iterator[tuple[Span, float]]:
    """Runs of characters that hardly stand outside transliterations, with the sum of their log-odds.

    Each character has log-odds above `odds`; the sum is above `least`, a little less for two characters.
    """
    tables = translit.model()
    for run in tables.run.finditer(plain):
        start = run.start()
        while start < run.end():
            end = start
            while end < run.end() and tables.odds.get(plain[end], -9.0) > odds:
                end += 1
            score = sum(tables.odds[c] for c in plain[start:end])
            if end - start >= 2 and score > (least if end - start > 2 else least - 0.5):
                yield Span(start, end), score
            start = max(end, start + 1)


def _sounds_like_any(facts: Facts, pair: Pair, run: str) -> bool:
    """Whether some word of the English may be what the run stands for, or the run is part of a known rendering."""
    for token in facts.of_pair(tokens_of, pair):
        low = fold_latin(token.text)
        if len(low) < 3 or low in SMALL_WORDS:
            continue
        if any(run in form or form in run for form in dictionary_forms(low) if len(form) > 1):
            return True
        if translit.score(low, run) > -4.0 or (token.capital and translit.find(low, run, 0.0)):
            return True
    return False


def _accounted(text: str, span: Span, taken: list[Span]) -> bool:
    """Whether the run belongs to a found name, is joined to one by a dot, or has its original in brackets."""
    if any(span.overlaps(t) for t in taken) or _ORIGINAL.match(text, span.end):
        return True
    return any(t.end + 1 == span.start or span.end + 1 == t.start for t in taken if _dotted(text, span, t))


def _dotted(text: str, span: Span, other: Span) -> bool:
    between = text[min(span.end, other.end) : max(span.start, other.start)]
    return between in ("·", "•", "・", "‧", "-", "－", "．")


def found_by_pair(facts: Facts) -> dict[int, list[Found]]:
    """All renderings found in each pair."""
    out: dict[int, list[Found]] = {}
    for entry in facts.of(ledger):
        for use in entry.uses:
            out.setdefault(use.pair, []).extend(use.found)
    return out
