"""Negation: where English and Chinese deny, and what only looks like it.

A cue is strong when a faithful translation nearly always keeps a denial, weak when it often becomes a
positive word on the other side (lack, avoid, only; 才, 避免).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from align.model import Span
from align.text.normal import folded
from align.text.tokens import Token
from align.text.words import word_set


@dataclass(frozen=True)
class Cue:
    """A negating word with its place in the text."""

    text: str
    span: Span
    strong: bool


_STRONG_EN = re.compile(
    r"\b(?:not|cannot|never|none|nobody|nothing|nowhere|neither|without|unable|no(?!\s*\.\s*\d)(?=\s+[a-z]|[,.!])|"
    r"[a-z]+n't|unlikely|impossible|unclear|uncertain|unaudited|unrealized|unpaid|undrawn|unfunded|unsecured|"
    r"unresolved|unaffected|unexpected(?:ly)?|unprofitable|unsuccessful|unavailable|unacceptable|"
    r"non-?(?:gaap|cash|core|binding))\b"
)
# Constructions whose translation is usually positive, or keeps its own form: nothing can be said about them.
_AUX = r"(?:do|does|did|is|are|was|were|has|have|had|ca|could|wo|would|should)n't"
_EXEMPT_EN = re.compile(
    r"\b(?:not (?:only|just|merely|simply|limited to|confined to|restricted to|least|to mention|until|so much|far|alone|too|a few|all that|without|once|bad|"
    r"for profit|un(?:common|usual|like|reasonabl|fair|happ|expected|related|important|pleasant)\w*)|not-for-profit|not surpris\w+|never stop\w*|see why not|not much (?:more|else)|"
    r"no (?:doubt|question|wonder|matter|sooner|less|more \w+|fewer|later than|wrong|exception|secret|stranger|vote|surprises?|shortage|lack of|small|coincidence|brainer|end in sight)|not at all|"
    r"look no further|without further ado|never been \w+er|not in(?:significant|considerable)|never say never|nothing (?:beats|compares|but|short|like|more|less|else|new|to lose)|none other|second to none|"
    r"(?:can't|cannot|can not|couldn't|could not) (?:wait|help|agree more|be more|be (?:happier|prouder|better)|"
    r"overstate|underestimate|emphasi[sz]e|stress)|couldn't (?:\w+ ){1,3}(?:more|better|happier)|why (?:not|don't)|"
    r"not hesitate|if not|or not|or no|whether or not|yes or no|all or nothing|for nothing|says? no|said no|"
    r"(?:without|with no) (?:an? |any )?(?:doubts?|questions?|fail|exceptions?|hitch\w*|glitch\w*|hiccups?|issues?|incidents?|problems?|trouble|"
    r"difficult\w+)|goes without saying|no problem|never (?:been (?:more|better|so)|before|mind|\w+ (?:more|better))|"
    r"like never|as never|than ever|no\.? \d|never-ending)\b"
    r"|\b(?:not|\w+n't)(?: \w+){1,3} (?:by (?:it|him|her)self|by (?:our|them)selves|on (?:its|their|our) own|alone)\b"
    r"|n't (?:hurt|see why(?: not)?|just|only|merely|simply|hesitate|forget|mind|until)\b|n't(?=,|\s(?:and|or)\b)"
    rf"|(?:^|[.!?:,;]\s*[\"']?){_AUX} (?=[^.!?]{{0,300}}\?)|\b{_AUX} (?:it|they|you|we|he|she|i|that|this|there)\b"
    r"|\b(?:no|nope)[,.!](?:\s|$)"
)
# Words whose translation often denies (fail: 未能, few: 不多), and words that translators render by denying the opposite.
_WEAK_STEMS = word_set(
    "disagree disappoint disapprov disbelie disconnect discontinu discourag disadvantag dissatis dishon disinter dislik",
    "dismiss disqualif disregard disrupt disarm distrust dissent disturb disabl disallow disappear disorder mistak misunder",
    "mislead misled mistrust misconduct misus mismatch misplac misrepresent inability inaccura inactiv inadequa inappropria",
    "incapa incomple inconsist inconvenien incorrect indecis indefini indifferen indirect indispensab ineffect ineffici",
    "inelastic ineligib inequal inequit inevita inexper infrequen inhuman injust insecur insensit insignific insuffic",
    "instabil intoler invalid invisib invincib insurmount insepar immatur immaterial immobil impartial impatien imbalanc",
    "imperfe impossib impract imprecis improper imprude impolite irrational irregular irrelevan irreplac irrespons",
    "irrespective irresist irrevers irreconcil irrefut illegal illicit illitera illogic anti suboptimal substandard subpar",
    "lack fail refus depriv reject avoid prevent stop forbid forgot prohibit except absen outsid exclud exclus wrong poor",
    "hard difficult trouble challeng problem wors weak concern linger differ ignor neglect doubt skeptic oppos object",
    "resist declin loss cancel withdr quit shut strange odd rare private minor slight limit besid random sudden abrupt",
    "surpris shock fear anonym blind lone sole dead death kill fatal elimin exempt waiv remov slow delay halt block",
    "constrain restrict struggl distract awful terribl insan reluctan hesita refrain abstain hate wonder quiet silen",
    "negativ bad remain non accident inadvert",
)
_WEAK_WORDS = word_set(
    "no nor denied deny denies denial ban bans banned hardly barely scarcely rarely seldom few fewer little less least until",
    "unless instead rather beyond against missing miss missed misses zero short shortage shortfall tough whether despite",
    "regardless whatever matter though yet vary varies varied forget lose loses losing lost left gone void null empty free",
    "secret secretly only otherwise apart sorry afraid idle vacant bare alone intact contrary opposite too dies died die",
    "naive rid occupied away pent either behind enough crazy tired sick mind unchanged flat just unstable instable illness ill",
)
_WEAK_PHRASES = (
    r"un(?!der|i[oqtv]|til)\w{3,}|de\w{2,}(?:ize|iza|ise|isa)\w*|\w+less(?:ly|ness)?|\w+-free|g[ia]v\w+ up|far from|"
    r"(?:rather|other|less|fewer) than|keep\w* from|kept from|out of|fall\w* short|as if|(?:would|could|should) have|"
    r"please hold|hold while|ex-|break-?even|hold the line|stay on|stand\w* by|hold on|go ahead|bear with|incl\w* but|all from|all for|all i have|set in stone"
)
_WEAK_EN = re.compile(
    rf"\b(?:{_WEAK_PHRASES}|{'|'.join(sorted(_WEAK_WORDS))})\b|\b(?:{'|'.join(sorted(_WEAK_STEMS))})\w*"
)
_NEGATIVE = frozenset("不沒没未無无非勿毋")
# Words with a negating character that deny nothing.
_NEUTRAL_ZH = word_set(
    "不過 不过 不斷 不断 不僅 不仅 不只 不但 不光 不單 不单 不單單 不单单 不僅僅 不仅仅 不論 不论 不管 不得不 不禁 不妨 不愧 不免 不惜 不時 不时 不已",
    "不一 不外乎 不由得 不由 不約而同 不约而同 不乏 不謀而合 不谋而合 不料 不遺餘力 不遗余力 差不多 了不起 對不起 对不起 不好意思 不客氣 不客气 不動產 不动产 不鏽鋼",
    "不锈钢 不丹 迫不及待 忍不住 說不定 说不定 少不了 免不了 源源不斷 源源不断 無論 无论 無數 无数 無比 无比 無線 无线 無疑 无疑 毫無疑問 毫无疑问 無非 无非",
    "無人機 无人机 無時無刻 無形資產 无形资产 無塵 無塵室 未來 未来 未免 未婚夫 未婚妻 非常 非洲 南非 西非 東非 东非 北非 中非 非但 非凡 沒關係 没关系 沒事 没事 沒錯 没错",
    "沒問題 没问题 淹沒 淹没 沉沒 沉没 沒落 没落 沒收 没收 出沒 出没 埋沒 吞沒 勿忘 無庸置疑 无庸置疑 毋庸置疑 獨一無二 独一无二 前所未有 史無前例 史无前例 不二",
    "必不可少 不可或缺 不可思議 不可思议 無與倫比 无与伦比 不勝感激 不胜感激 不亞於 不亚于 不下 不失為 不失为 不约 不錯 不错 不同 不久 不少 不一樣 不一样 與眾不同 有所不同",
    "勒索 那不勒斯 無限 无限 無窮 无穷 無辜 无辜 無形 无形 非得 是非 非官方 無障礙 不治 未遂 未婚 不明 不法 不幸 不凡 不倒 不朽",
)
_NEUTRAL_STARTS = (
    "非常",
    "不僅",
    "不仅",
    "不只",
    "不但",
    "不過",
    "不过",
    "不論",
    "不论",
    "不管",
    "無論",
    "无论",
    "不斷",
    "不断",
)
# Words with a negating character that are adjectives of their own: they may carry a denial, but need not.
_HALF_ZH = word_set(
    "不足 不滿 不满 不利 不良 不當 不当 不安 不便 不易 不善 不適 不适 不和 不等 不如 不然 不穩 不稳 不解 無效 无效 無力 无力 無情 无情 無聲 无声 無名 无名 無知 无知 未知",
    "未成年 未成年人 未必 無家可歸 无家可归 不可避免 非法 非營利 非盈利 無憂 无忧 無奈 无奈 絕不 不絕 不堪 不景氣 不景气 不實 不实 不慎 不公 不平 不經意 睡眠不足 別無選擇",
)
# Words that may carry an English denial without a negating character, with the English that asks for them in
# their own right: where it stands, they carry no denial.
_CARRIERS: tuple[tuple[str, str], ...] = (
    ("拒絕 拒绝 拒 婉拒", r"refus|reject|declin|den(?:y|ied|ies)|turn\w* (?:down|away)|resist|rebuff"),
    ("避免 免於 免于 豁免 免 以免 防止 阻止 避開 避开", r"avoid|prevent|exempt|waiv|free|spare|protect|escap|guard|against|skip|steer|stave"),
    ("缺乏 缺少 欠缺 缺 匱乏 匮乏", r"lack|short|absen|missing|scarc|defici|vacan|gap|depriv|need"),
    ("失敗 失败 失去 喪失 丧失 落空 流失", r"fail|los[est]|lost|defeat|miss|collaps|unsuccess|botch|depriv"),
    ("取消 撤銷 撤销", r"cancel|withdr|scrap|abolish|repeal|revok|call(?:ed|s)? off|deselect|drop|lift"),
    ("停止 停產 停产 終止 终止 終結 终结 中斷 中断 結束", r"stop|halt|suspen|ceas|end|terminat|discontinu|cut off|cripp|clos|quit|paus|interrupt"),
    ("禁止 嚴禁 严禁 杜絕 杜绝 封鎖 封锁", r"ban|prohibit|forbid|block|bar(?:s|red)|outlaw|rid|eradicat|stamp"),
    ("難以 难以 很難 很难 難 难 困難 困难", r"hard|difficult|tough|challeng|struggl|impossib|troubl|in\w+(?:able|ible)\b|un\w+able\b|problem"),
    ("鮮少 鲜少 罕見 罕见 很少 甚少 極少 极少 少", r"few|rare|seldom|little|hardly|scarce|barely|less|minor|small|least|unusual|young|kid|child|teen|lad|reduc"),
    ("忘 忘記 忘记", r"forg[eo]t"),
    ("低於 低于 不到", r"below|under|less|fewer|lower"),
    ("否認 否认 否決 否决 否定 駁斥 驳斥", r"den(?:y|ied|ies|ial)|veto|reject|refut|disput|dismiss|overrul"),
    ("反對 反对 違反 违反 抵制", r"oppos|against|object|protest|violat|breach|dissent|oppon|boycott|defi|resist|disagree"),
    ("放棄 放弃 擺脫 摆脱 脫離 脱离 告別 告别", r"g[ia]ve\w* up|abandon|waiv|forgo|relinquish|surrender|rid|escap|shed|leav|left|separat|withdr|drop|quit"),
    ("以外 之外 除外 例外", r"except|outsid|beyond|besid|aside|apart|other than|in addition|overseas|abroad|as well|off"),
    ("零", r"zero|nil|retail|part|nought|break"),
    ("獨立 独立", r"independ|separat|standalone|secession"),
    ("反而 相反 何必 何須 哪有 豈 岂 豈能 怎能 怎麼 怎么 何嘗 甭 休 別 别 否 保留 光是 毫 除非", r"instead|contrary|opposite|rather|unless|how|reserv|retain|keep|whether|if\b"),
)  # fmt: skip
# What English says for the half-negative words above; where it stands, they carry no denial.
_PREFIXED = sorted(stem for stem in _WEAK_STEMS if stem.startswith(("in", "im", "il", "ir", "dis", "mis", "non")))
_HALF_OWN = re.compile(
    rf"\b(?:un(?!der|i[oqtv]|til)\w{{3,}}|(?:{'|'.join(_PREFIXED)})\w*|\w+less|advers\w*|bad\w*|poor\w*|short\w*|lack\w*|low|weak\w*|hard|"
    r"difficult\w*|wrong\w*|minor|child\w*|kid\w*|teen\w*|worse|than|ang\w+|fals\w*|fraud\w*|late|careless)\b"
)
_WEAK_ZH = {word: re.compile(rf"\b(?:{own})") for words, own in _CARRIERS for word in words.split()}
# What a denial with until, unless, but or except turns into.
_LIMITS: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = (
    (re.compile(r"\b(?:until|till|yet)\b"), word_set("才 直到 直至 尚待 有待 之後 之后 以後 以后 後 后 方")),
    (re.compile(r"\bnon-?gaap\b"), word_set("調整 调整 經調整 经调整 調整後 调整后")),
    (
        re.compile(r"(?:\bnot|n't)(?: \w+){0,3} (?:a lot|much|many|very|particularly|that)\b"),
        word_set("有限 少 小 一般 普通 尚可"),
    ),
    (re.compile(r"\b(?:none|no one|nobody)\b"), word_set("每 每個 每个 每家 每位 全數 全数 以內 以内")),
    (re.compile(r"\bbefore\b"), word_set("才 先")),
    (re.compile(r"\bwithout\b"), word_set("扣除 剔除 撇除 排除 除去 拋開 抛开 撇開 撇开 少了 減去 减去 除了")),
    (re.compile(r"\bunless\b"), word_set("除非 才 只有 前提 否則 否则 直到")),
    (
        re.compile(r"\b(?:but|except|only|other than|nothing|no one|nobody|none|anything|anyone|any more than)\b"),
        word_set("只 只有 只是 僅 仅 僅僅 仅仅 除了 除 只能 只會 只会 唯一"),
    ),
)


# Denials of verbs: only these, and only without any cue in the English, count as added.
_ADDED_ZH = word_set(
    "不會 不会 不能 不是 不可 不可能 不應 不应 不應該 不应该 不需 不需要 不想 不要 不願 不愿 不願意 不愿意 不認為 不认为 不打算 不希望 不預期 不存在 不相信 不可以 不將",
    "不再 不清楚 不知道 不了解 不確定 不确定 並不 并不 並未 并未 並非 并非 並沒有 并没有 並無 并无 沒有 没有 無法 无法 從未 从未 從不 从不 尚未 未能 未曾 不曾 毫無 毫无 不 沒 没",
    "都不 也不 就不 還不 还不 從來不 从来不 絕不 绝不 決不 决不 還沒 还没 還沒有 还没有 不支持 不同意 不包括 不包含 不影響 不影响 不提供 不允許 不允许",
)


def denied_verbs(tokens: Sequence[Token]) -> list[Cue]:
    """Chinese cues that deny a verb, as against part of an adjective or idiom: 不會, 沒有, or 不 and 沒 before a word."""
    out = []
    for i, token in enumerate(tokens):
        after = tokens[i + 1].text if i + 1 < len(tokens) else ""
        if token.text == "未" and (after in _DONE or (i and tokens[i - 1].text in _BEFORE_NOT)):
            out.append(Cue(token.text, token.span, True))
            continue
        if token.text not in _ADDED_ZH or _asks(tokens, i):
            continue
        if len(token.text) == 1 and (len(after) < 2 or after in _ONLY):
            continue
        out.append(Cue(token.text, token.span, True))
    return out


_BEFORE_NOT = frozenset("均皆都並并仍尚從从卻却也且迄始")
# After 未 alone, which is also written in many set phrases.
_DONE = word_set(
    "包含 包括 達到 达到 改變 改变 影響 影响 計入 计入 納入 纳入 受到 收到 看到 完成 增加 減少 减少 調整 调整 支付 宣布 披露 揭露 簽署 签署 批准 通過 通过 使用",
    "取得 獲得 获得 下降 成長 成长 增長 增长 參與 提供 接受 改善 提高 降低 恢復 恢复 實現 实现 出現 出现 發生 发生 經過 经过 列入",
)
_ONLY = word_set(
    "問題 问题 關係 关系 超過 超过 低於 低于 少於 少于 高於 高于 亞於 亚于 等於 等于 遜於 逊于 變 變動 斷 單單 单单 僅僅 仅仅 只是 單是 光是 可思議 可或缺 公平 公正 公開 公开 道德 客氣"
)


def english_cues(text: str) -> list[Cue]:
    """Denying words of an English text in order; those of exempt constructions are not strong."""
    low = folded(text)
    strong = list(_STRONG_EN.finditer(low))
    if not strong:
        return []
    exempt = [found.span() for found in _EXEMPT_EN.finditer(low)]
    out = []
    at = 0
    for found in strong:
        span = Span(*found.span())
        while at < len(exempt) and exempt[at][1] <= span.start:
            at += 1
        if not _in_title(text, span):
            out.append(Cue(span.of(text), span, at == len(exempt) or exempt[at][0] >= span.end))
    return out


def excuses(english: str, place: float) -> bool:
    """Whether a folded English sentence has a word whose translation may well deny (few, fail, unless, or a denial).

    `place` is where the Chinese denies, as a share of its sentence: most words account for a denial nearby only.
    """
    for found in _WEAK_EN.finditer(english):
        middle = (found.start() + found.end()) / (2 * max(1, len(english)))
        if abs(middle - place) <= NEARBY or _ANYWHERE.fullmatch(found.group()):
            return True
    return False


NEARBY = 0.3  # share of a sentence by which a word and the denial it becomes are out of step at most
# Words that order clauses, or go round the sentence in translation.
_ANYWHERE = re.compile(
    r"no|nor|either|far from|ke(?:ep\w*|pt) from|as if|instead|rather|whether|though|yet|only|without|otherwise|except\w*|exclu\w*|too|enough|"
    r"(?:rather|other|less|fewer) than|(?:would|could|should) have|den(?:y|ies|ied|ial)|few\w*|little|hardly|fail\w*|un\w+|im\w+able|away|pent|acciden\w*|inadvert\w*|mistak\w*"
)


def not_yet(cue: Cue, english: str) -> bool:
    """Whether a Chinese denial of the past says what the folded English says by before (before it opened: 當時尚未開幕)."""
    return _NOT_YET_ZH.fullmatch(cue.text) is not None and _NOT_YET_EN.search(english) is not None


_NOT_YET_ZH = re.compile("(?:尚|還|还|仍|都)?(?:未|沒|没|沒有|没有|不)|未曾|不曾|從未|从未|並未|并未")
_NOT_YET_EN = re.compile(r"\b(?:before|prior to|ahead of|upcoming|to come|pending)\b")

# Words of degree that nearly deny, what Chinese says for them, and what says their reverse.
_HARDLY_EN = re.compile(r"\b(?:hardly|barely|scarcely|rarely|seldom)\b(?! (?:a |any )?(?:surpris|enough|news))")
_HARDLY_ZH = re.compile(
    "[不沒没未無无非少難难僅仅才剛刚略微小稍鮮鲜罕]|幾乎|几乎|勉強|勉强|有限|持平|低於|低于|差點|差点|偶|平穩|平稳|很低|穩定|稳定"
)
_FULLY_ZH = re.compile(
    "大幅|明顯|明显|顯著|显著|急[升劇剧速遽]|飆|飙|激增|大增|大[漲涨跌減减]|劇烈|剧烈|快速|迅速|經常|经常|時常|时常|總是|总是|完全|全面|強勁|强劲|充分|非常"
)


def nearly_denies(text: str) -> bool:
    """Whether an English text says hardly, barely, scarcely, rarely or seldom."""
    return _HARDLY_EN.search(text.lower()) is not None


def fully(english: str, chinese: str) -> tuple[Span, Span] | None:
    """Where a folded sentence says hardly (barely, rarely ...) and its Chinese the reverse (大幅, 經常); None otherwise."""
    said, found = _HARDLY_EN.search(english), _FULLY_ZH.search(chinese)
    if said is None or found is None or _HARDLY_ZH.search(chinese):
        return None
    return Span(*said.span()), Span(*found.span())


def denials(cues: Sequence[Cue], english: str, start: int) -> list[Cue]:
    """Strong cues of a sentence (its text and where it begins); of a list that repeats one (no debt, no fees and no X) the first."""
    out: list[Cue] = []
    last: Cue | None = None
    for cue in cues:
        if not cue.strong:
            continue
        between = english[last.span.end - start : cue.span.start - start] if last is not None else ""
        listed = last is not None and _ending(last) == _ending(cue) and _LISTED.fullmatch(between) is not None
        if not listed:
            out.append(cue)
        last = cue
    return out


_LISTED = re.compile(r"(?=.*(?:,|\band\b|\bor\b|/))(?!.*\bbut\b)[^.;:!?]{1,40}", re.IGNORECASE | re.DOTALL)


def _ending(cue: Cue) -> str:
    word = cue.text.lower()
    return "not" if word in ("not", "cannot") or word.endswith(("n't", "n’t")) else word


_PARTLY_EN = re.compile(
    r"\b(?:not|n't)\s+(?:all|every|everyone|everybody|everything|always|entirely|wholly|necessarily)\b(?! (?:that|of a sudden))"
)
_PARTLY_ZH = re.compile(
    "(?:並非|并非|不是|並不是|并不是|不一定|未必|不見得|不见得|並不|并不|不盡|不尽|不完全|不全|非|沒有|没有).{0,3}"
    "(?:全部|所有|全|都|每|總|总|必然|一定|完全|人人)|不一定|未必|不見得|不见得|不盡然|不尽然|不都|不全|不完全|不總是|不总是|部分|有些|不必然"
)
_NONE_EN = re.compile(r"\b(?:none of|no one|nobody|neither of|not (?:a single|any) \w+)\b")
_NONE_ZH = re.compile(
    "(?:全都?|[都均皆也]|完全|從來|从来|一概|根本)(?:不(?!是[全所每])|沒|没|未|無(?!論)|无(?!论))(?!一定|必)|(?:沒有|没有)(?:任何|一[個个家位名項项])|毫無|毫无"
)
_SOME_ZH = re.compile("(?:並非|并非|不是|並不是|并不是)(?:全部|所有|全都?|都|每)|不一定|未必|不見得|不见得")


def scope(english: str, chinese: str) -> str | None:
    """Which way a folded sentence lost the scope of its denial: `all` (not all became none), `none`, or None."""
    if _PARTLY_EN.search(english) and not _NONE_EN.search(english):
        if _NONE_ZH.search(chinese) and not _PARTLY_ZH.search(chinese):
            return "all"
    elif _NONE_EN.search(english) and _SOME_ZH.search(chinese) and not _NONE_ZH.search(chinese):
        return "none"
    return None


_ONLY_EN = re.compile(r"\b(?:only|solely|exclusively|strictly|purely)\b")
_NOT_ONLY_EN = re.compile(
    r"(?:\bnot|n't|\bmore than|\brather than|\bbeyond|\bfar from|\bif)\b.{0,40}?\bonly\b|\bonly\b.{0,60}\bbut\b|"
    r"\b(?:also|as well|more than|beyond|not (?:just|merely|simply|alone)|additional\w*|even|too)\b|^if only"
)
_NOT_ONLY_ZH = re.compile("不[只僅仅單单止](?:[是僅仅單单]|能|可|會|会|用|限|有)?")


def only_denied(english: str, chinese: str) -> Span | None:
    """Where the Chinese says not only (不只, 不僅) for the `only` of a folded English sentence."""
    if _ONLY_EN.search(english) is None or _NOT_ONLY_EN.search(english):
        return None
    found = _NOT_ONLY_ZH.search(chinese)
    return Span(*found.span()) if found else None


def chinese_cues(tokens: Sequence[Token]) -> list[Cue]:
    """Strong cues (words with 不 沒 未 無 非 勿 that deny) and weak ones of a Chinese text, in order."""
    out = []
    for i, token in enumerate(tokens):
        word = token.text
        if _NEGATIVE & set(word):
            if _asks(tokens, i):
                continue
            after = tokens[i + 1].text if word == "不" and i + 1 < len(tokens) else ""
            if word not in _NEUTRAL_ZH and not (word + after[:1]).startswith(_NEUTRAL_STARTS):
                out.append(Cue(word, token.span, word not in _HALF_ZH))
        elif word in _WEAK_ZH or (len(word) > 2 and word[0] in "別别"):  # also 別誤會
            out.append(Cue(word, token.span, False))
    return out


def _in_title(text: str, span: Span) -> bool:
    """A capitalised word after another capitalised one: part of a title or name."""
    return (
        text[span.start].isupper()
        and re.search(r"[A-Z][\w'’]*\s$", text[max(0, span.start - 20) : span.start]) is not None
    )


def _asks(tokens: Sequence[Token], i: int) -> bool:
    """A-not-A questions: 會不會, 是不是, 有沒有 deny nothing."""
    word = tokens[i].text
    if len(word) > 2 and word[0] == word[2]:
        return True
    after = word[1:2] or (tokens[i + 1].text[:1] if i + 1 < len(tokens) else "")
    return i > 0 and word[0] in _NEGATIVE and after != "" and tokens[i - 1].text[-1:] == after


def carries(cue: Cue, english: str) -> bool:
    """Whether a weak Chinese cue can stand for a denial: the folded English has no word of its own for it."""
    own = _WEAK_ZH.get(cue.text, _HALF_OWN if cue.text in _HALF_ZH else None)
    return own is None or own.search(english) is None


def limiting(tokens: Sequence[Token], english: str) -> list[Span]:
    """Places of 才, 只, 除了 ...: what a denial with until, unless, but or except (in the folded English) turns into."""
    words = frozenset[str]().union(*(zh for en, zh in _LIMITS if en.search(english)))
    return [token.span for token in tokens if token.text in words] if words else []
