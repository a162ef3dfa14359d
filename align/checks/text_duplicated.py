"""Words, phrases or sentences that stand twice in the Chinese and once in the English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise, takewhile

from align.checks.base import Check, Example, Options, example
from align.facts import Facts
from align.model import Hit, Pair, Severity, Span
from align.packs.wordlist import word_list
from align.text.han import HAN_CLASS, han_count
from align.text.normal import bare
from align.text.sentences import split
from align.text.tokens import Token, target_tokens
from align.text.words import word_set

_AGAIN = re.compile(f"(?P<once>[{HAN_CLASS}]{{3,16}})(?P<gap>[，、, ]{{0,2}})(?P=once)")
# The same with figures, units and names in it, of which at least four characters are Han.
_AGAIN_MIXED = re.compile(
    rf"(?P<once>[{HAN_CLASS}](?:[{HAN_CLASS}A-Za-z0-9%$./-]|[ ,，](?=[{HAN_CLASS}0-9A-Za-z])){{6,60}})"
    rf"(?P<gap>[，、。；？?！!, ]{{0,2}})(?P=once)"
)
_ECHO = re.compile(f"(?P<once>[{HAN_CLASS}]{{4,16}})[？?！!。；](?P=once)(?=[？?！!。；]|$)")
PARAGRAPH = 15  # Han characters from which two paragraphs are not alike by chance
_EMPHATIC = frozenset("最很好太真更越非超")
_SENTENCE = 8  # Han characters from which a sentence that stands twice is no formula
# Words that grammar never lets stand twice in a row.
_ONCE = frozenset(
    [
        "我們",
        "他們",
        "你們",
        "您們",
        "她們",
        "它們",
        "我们",
        "他们",
        "你们",
        "她们",
        "它们",
        "公司",
        "我",
        "你",
        "您",
        "他",
        "她",
        "它",
        "這",
        "那",
        "这",
        "的",
        "了",
        "是",
        "在",
        "和",
        "與",
        "与",
        "將",
        "将",
        "被",
        "把",
        "從",
        "从",
        "對",
        "对",
        "但是",
        "因為",
        "因为",
        "所以",
        "如果",
        "以及",
        "或者",
        "本季",
        "去年",
        "今年",
        "這個",
        "這些",
        "这个",
        "这些",
        "目前",
        "已經",
        "已经",
        "可以",
        "能夠",
        "能够",
        "需要",
        "進行",
        "进行",
        "關於",
        "关于",
        "由於",
        "由于",
    ]
)
_DOUBLE_OK = frozenset(["的的", "是是"])


def repeated_phrases(text: str) -> list[Span]:
    """Spans of a phrase of three or more Han characters that follows itself at once."""
    out = []
    for found in _AGAIN.finditer(text):
        emphatic = found["once"][0] in _EMPHATIC and not found["gap"]
        if len(set(found["once"])) > 1 and not emphatic and not (found["gap"] and len(found["once"]) < 4):
            out.append(Span(*found.span()))
    for pattern in (_ECHO, _AGAIN_MIXED) if _runs_twice(text) else ():
        for found in pattern.finditer(text):
            span = Span(*found.span())
            if han_count(found["once"]) >= 4 and not any(span.overlaps(other) for other in out):
                out.append(span)
    return sorted(out)


def _is_one_by_one(phrase: str, after: str, source: str) -> bool:
    """Whether a doubled phrase says one after the other: 一家分行一家分行地, branch by branch."""
    counts = phrase[0] == "一" and phrase[1] in _COUNTED and len(phrase) <= 12
    return counts and ((after != "" and after in "地來来") or _STEPWISE.search(source.lower()) is not None)


_STEPWISE = re.compile(r"\b([a-z]+)(?: by | after | upon |-by-|-after-)(?:one )?\1\b|\bone at a time\b")
_COUNTED = frozenset(
    "個个家步批件間间台座條条項项口天年月季次筆笔位名張张段塊块層层棟栋輛辆隻只排組组輪轮箱本頁页章篇種种站場场省市縣县區区格句字戶户款道"
)


def _runs_twice(text: str) -> bool:
    """Whether any five characters in a row stand twice: most lines need no closer look."""
    runs = [text[i : i + 5] for i in range(len(text) - 4)]
    return len(set(runs)) < len(runs)


def repeated_endings(text: str) -> list[Span]:
    """Clauses that say nothing but what their sentence has said, and end as the clause before (分兩期支付，價格分兩期支付)."""
    out = []
    for sentence in split(text, "zh"):
        clauses = list(_CLAUSE.finditer(text, sentence.start, sentence.end))
        for before, clause in pairwise(clauses):
            body = clause.group()
            same = zip(reversed(before.group()), reversed(body), strict=False)
            common = sum(1 for _ in takewhile(lambda chars: chars[0] == chars[1], same))
            fresh = body[: len(body) - common]
            turned = sorted(bare(fresh)) == sorted(bare(before.group()[: len(before.group()) - common]))
            if common >= _ENDING and fresh and (turned or fresh in text[sentence.start : before.end()]):
                out.append(Span(*clause.span()))
    return out


_CLAUSE = re.compile("[^，,；;。！？!?、：:]+")
_ENDING = 5  # Han characters at the end of a clause that stand at the end of the one before


def repeated_words(tokens: Sequence[Token]) -> list[Span]:
    """Spans of a function word, pronoun or word of two characters that reduplicates no verb and stands twice in a row."""
    out = []
    for first, second in pairwise(tokens):
        if first.text != second.text or first.span.end != second.span.start:
            continue
        if (first.text in _ONCE or _is_never_doubled(first)) and first.text + second.text not in _DOUBLE_OK:
            out.append(Span(first.span.start, second.span.end))
    return out


def _is_never_doubled(token: Token) -> bool:
    """Whether a word of two different characters is in the dictionary and neither verb of trying, adverb nor count."""
    word = token.simplified
    return (
        len(word) == 2
        and word[0] != word[1]
        and word in word_list().chinese
        and word[0] not in _EMPHATIC
        and word[0] not in _COUNTS
        and word not in _DOUBLED
    )


_COUNTS = frozenset("一二三四五六七八九十百千半每各多好几两")
# What may stand twice, in Simplified: verbs of trying or doing a little (研究研究), adverbs that insist (真的真的), names of sounds.
_DOUBLED = word_set(
    "研究 讨论 考虑 休息 沟通 交流 观察 学习 了解 整理 检讨 思考 感受 体验 分享 尝试 评估 调整 运动 比较 打听 商量 琢磨 推敲 参考 准备 照顾 安排 反省 放松 热闹",
    "高兴 回顾 说明 解释 补充 介绍 改善 改进 关心 帮忙 活动 练习 锻炼 检查 打扫 收拾 欣赏 享受 认识 教育 教训 指点 指导 表示 表现 意思 庆祝 轻松 快乐 舒服",
    "凉快 漂亮 开心 见识 熟悉 合计 估计 计算 盘算 掂量 核对 确认 商议 请教 走动 联络 联系 来回 反复 不断 永远 真的 特别 非常 十分 相当 许多 往往 慢慢 逐步 逐渐 分别",
    "谢谢 恭喜 你好 加油 小心 等等 拜托 抱歉 当然 没错 这么 那么 如此 太多 是的 好的 不要 不是 没有 可能 或许 其实",
)


def repeated_sentences(text: str, lang: str, shortest: int) -> list[tuple[Span, Span]]:
    """(first, later) sentences that are the same but for signs; `shortest` counts letters and characters."""
    seen: dict[str, Span] = {}
    out = []
    for span in split(text, lang):
        key = bare(span.of(text))
        if len(key) < shortest:
            continue
        if key in seen:
            out.append((seen[key], span))
        seen.setdefault(key, span)
    return out


_EN_WORD = re.compile(r"[a-z0-9']+")


def _stutters(source: str) -> bool:
    """Whether the English itself repeats a word or a phrase of up to eight words at once."""
    words = _EN_WORD.findall(source.lower())
    return any(
        words[i : i + size] == words[i + size : i + 2 * size] for size in range(1, 9) for i in range(len(words) - size)
    )


def _run(facts: Facts, options: Options) -> Iterable[Hit]:
    for pair in facts.speech:
        if han_count(pair.target) < 4:
            continue
        spans = [
            span
            for span in repeated_phrases(pair.target)
            if not _is_one_by_one(span.of(pair.target), pair.target[span.end : span.end + 1], pair.source)
        ]
        taken = {place for span in spans for place in range(span.start, span.end)}
        words = repeated_words(facts.of_pair(target_tokens, pair))
        spans += [span for span in (*words, *repeated_endings(pair.target)) if span.start not in taken]
        if spans and _stutters(pair.source):
            spans, taken = [], set()
        for span in spans:
            yield _hit(pair, span, span.of(pair.target), None)
        later = repeated_sentences(pair.target, "zh", _SENTENCE)
        if later and len(later) > len(repeated_sentences(pair.source, "en", 12)):
            for _, span in later:
                if not any(place in taken for place in (span.start, span.end - 1)):
                    yield _hit(pair, span, span.of(pair.target).strip(), Severity.MAJOR)

    yield from _copied_paragraphs(facts)


def _copied_paragraphs(facts: Facts) -> Iterable[Hit]:
    """Paragraphs whose Chinese is that of an earlier one while their English is another text."""
    first: dict[str, Pair] = {}
    for pair in facts.speech:
        if han_count(pair.target) < PARAGRAPH:
            continue
        earlier = first.setdefault(bare(pair.target), pair)
        if earlier is pair or _alike(earlier.source, pair.source):
            continue
        yield Hit(
            pair=pair.index,
            message="The Chinese is that of an earlier paragraph, whose English is another.",
            source=Span(0, len(pair.source)),
            target=Span(0, len(pair.target)),
            evidence={"earlier": earlier.target[:60], "pairs": [earlier.index, pair.index]},
            severity=Severity.MAJOR,
            confidence=0.9,
        )


def _alike(one: str, other: str) -> bool:
    """Whether two English texts share most of their words."""
    left, right = set(_EN_WORD.findall(one.lower())), set(_EN_WORD.findall(other.lower()))
    return len(left & right) >= 0.6 * max(1, min(len(left), len(right)))


def _hit(pair: Pair, span: Span, text: str, severity: Severity | None) -> Hit:
    sentence = severity is Severity.MAJOR
    what = "The sentence" if sentence else "The phrase"
    half = _AGAIN.fullmatch(text) or _ECHO.fullmatch(text) or _AGAIN_MIXED.fullmatch(text)
    once = "" if sentence else (half["once"] if half else text[: len(text) // 2])
    return Hit(
        pair=pair.index,
        message=f"{what} “{text[:60]}” repeats itself; the English does not.",
        target=span,
        evidence={"found": text},
        suggestion=once or None,
        severity=severity,
        confidence=0.9,
    )


CHECK = Check(
    id="text.duplicated",
    title="Repeated words or sentences",
    explanation=(
        "A phrase follows itself at once (公認會計準則會計準則), a function word stands twice in a row (我們我們), or a "
        "sentence occurs twice in one paragraph, or a whole paragraph is that of an earlier one, while the English does not repeat itself. Reduplication that the "
        "language likes, such as 一步一步 or 非常非常, is left alone. Remove the second copy."
    ),
    category="accuracy/addition",
    severity=Severity.MINOR,
    run=_run,
    bad=(
        example("We follow the accounting rules.", "我們遵循一般公認會計準則會計準則。"),
        example("We will keep hiring in Osaka.", "我們我們將繼續在大阪招聘。"),
        example("We spent $96 million on upkeep.", "其中 9,600 萬美元用於維護其中 9,600 萬美元用於維護。"),
        example("Credit quality stayed sound.", "授信品質維持良好良好。"),
        example("The average wait is 14 weeks.", "平均等待時間為 14 週，等待時間平均為 14 週。"),
        example("Will you sell it or scrap it?", "您會出售還是拆解？還是拆解？"),
        example(
            "The price is NT$180 million, paid in two parts.", "價格為新台幣 1.8 億元，分兩期支付，價格分兩期支付。"
        ),
        example(
            "Freight costs fell again. We expect no change.",
            "運費再次下降，幅度不小。我們預期不會有變化。運費再次下降，幅度不小。",
        ),
        Example(
            (
                ("Our services unit grew by a tenth.", "我們的服務部門成長了一成，表現優於預期。"),
                ("Turning to inventory, we cut it again.", "我們的服務部門成長了一成，表現優於預期。"),
            )
        ),
    ),
    good=(
        example("We go step by step and study it carefully.", "我們一步一步來，好好研究研究。"),
        example("She won them customer by customer.", "她一家客戶一家客戶地爭取，我們也要討論討論。"),
        example("We trust them and they trust us.", "我們信任他們，他們信任我們。"),
        example("It is very, very strong demand.", "需求非常強勁非常強勁。", "the English repeats itself"),
        example("The purpose of the plan is clear.", "計畫的目的的確清楚。"),
        example("Sales grew 8% and profit grew 8%.", "銷售成長 8%，獲利成長 8%。"),
    ),
)
