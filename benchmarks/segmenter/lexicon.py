"""Words of the hotline that no corpus knows: strings that the tagger makes one token consistently, or breaks into pieces
that are no words of their own. A string that the hand-cut corpora cut stays cut."""

import re
from collections import Counter, defaultdict

# One-character words of the closed classes: a string with such a piece is a phrase.
FUNCTION = set(
    "的了是不在有和与及或就都也还又很太更最没无未被把给让向从对为将于以其此该这那哪每各某我你他她它们您请要会能可应想去来到"
    "过着得地个些次位名条件户元年月日时分"
)
# What stands as a word of its own after a name (conventions 7–10).
TAILS = set(
    "街道 社区 片区 新区 小区 大道 路口 路段 学校 公司 医院 中学 小学 广场 家园 花园 公园 大厦 集团 物业 酒店 项目 政府 书记 "
    "局长 主任 老师 一中 二中 西路 东路 南路 北路 工程 业主 居民 期间 附近 门口 站点 车站 国际 市场 超市 法院 银行 派出 村委 "
    "问题 情况 部门 单位 办公 时候 以上 以下 以后 之前 之后 左右".split()
)
# Nouns of one character that make one word with what stands before (conventions 8, 9, 13).
SUFFIXES = set("费证车房室站性感罪厅局所员假厂店款")
NO_SUFFIX = set("里内外边前后上下中高低少多大小乱差好停找走挖才至连等之者间处旁侧段时期党声雨看钱")
SURNAMES = set("王李张刘陈杨黄赵周吴徐孙胡朱高林何郭马罗宋伍谢邓曾彭蒋唐苏叶汪汤尹易姚戴沈许毛费余")
# A number with its measure is a phrase (停水三天, 一层灰); 三月份 and 九月底 are words.
MEASURED = re.compile("[一二三四五六七八九十两几][天点层米次栋楼个年日]|[一二三四五六七八九十两几]月(?![份底初])")
PLACE_ENDS = set("湾冲坪塘岭坝溪河桥路街巷镇村乡山坡洲港湖城苑园府铺江组垸段屋咀嘴坳店厂站线区")


class HandCut:
    """What hand-cut corpora say about strings."""

    def __init__(self, lines):
        self.lines = [line.split() for line in lines]
        self.words = Counter(word for line in self.lines for word in line)
        self.alone = Counter({word: n for word, n in self.words.items() if len(word) == 1})
        self.characters = Counter()
        for word, n in self.words.items():
            for character in word:
                self.characters[character] += n

    def freeness(self, character):
        """How often a character is a word of its own."""
        known = self.characters[character]
        return self.alone[character] / known if known >= 5 else 0.0


def occurrences(lines, strings):
    """Yields each listed string in cut lines, with its cut, or None where a token crosses its ends."""
    for words in lines:
        text = "".join(words)
        begins, at = bytearray(len(text) + 1), 0
        for word in words:
            begins[at] = 1
            at += len(word)
        begins[at] = 1
        for start in range(len(text)):
            for end in range(start + 2, min(start + 6, len(text)) + 1):
                string = text[start:end]
                if string not in strings:
                    continue
                if not (begins[start] and begins[end]):
                    yield string, None
                    continue
                cuts = [k for k in range(start + 1, end) if begins[k]]
                yield string, tuple(text[a:b] for a, b in zip([start, *cuts], [*cuts, end]))


def looks_like_person(string):
    """Names of persons are cut by the standard and belong into no word list."""
    return len(string) <= 3 and string[0] in SURNAMES and string[-1] not in PLACE_ENDS


def is_word(string, facts, cuts, crossed, corpus):
    """Whether a string is a word, from its statistics and how the tagger cut it."""
    count, freedom, cohesion = facts
    cut_times = sum(cuts.values())
    share = cut_times / (cut_times + crossed)
    is_firm = freedom >= 2.5 and cohesion >= 4.5
    if share < (0.5 if is_firm else 0.75) or looks_like_person(string) or MEASURED.search(string):
        return False
    if cuts[(string,)] >= max(3, 0.3 * cut_times):
        return True
    pieces = cuts.most_common(1)[0][0]
    singles = [piece for piece in pieces if len(piece) == 1]
    if not singles or len(string) > 4 or FUNCTION.intersection(singles) or string[0] in FUNCTION - set("过元地日月名分"):
        return False
    if len(string) == 4 and any(len(piece) > 1 and piece in corpus.words for piece in pieces):
        return False
    plausible = 1.0
    for piece in pieces:
        plausible *= corpus.freeness(piece) if len(piece) == 1 else 1.0 if piece in corpus.words else 0.3
    if cohesion >= 3.5 and (plausible < 0.06 and freedom >= 1.2 or plausible < 0.012 or plausible < 0.25 and is_firm and count >= 20):
        return True
    if len(string) != 3 or len(pieces) != 2 or len(pieces[1]) != 1 or cohesion < 4:
        return False
    if pieces[1] in SUFFIXES:
        return share >= 0.85
    return freedom >= 1.5 and count >= 8 and corpus.freeness(pieces[1]) < 0.45 and pieces[1] not in NO_SUFFIX


def words(statistics, tagged, corpus):
    """The new words, sorted."""
    strings = {s: f for s, f in statistics.items() if f[1] >= 0.9 and f[2] >= 2.5 and s not in corpus.words}
    by_hand = defaultdict(Counter)
    for string, cut in occurrences(corpus.lines, strings):
        by_hand[string][None if cut is None else len(cut) == 1] += 1
    cuts, crossed = defaultdict(Counter), Counter()
    for string, cut in occurrences(tagged, strings):
        if cut is None:
            crossed[string] += 1
        else:
            cuts[string][cut] += 1

    def is_cut_by_hand(string):
        times = by_hand[string]
        against = times[False] + times[None] / 2
        return against >= 2 and times[True] < against

    def is_compound(string):
        return len(string) >= 4 and (
            string[-2:] in TAILS or corpus.words[string[-2:]] >= 20 and string[:-2] in strings
        )

    return sorted(
        s
        for s, facts in strings.items()
        if cuts[s] and not is_cut_by_hand(s) and not is_compound(s) and is_word(s, facts, cuts[s], crossed[s], corpus)
    )
