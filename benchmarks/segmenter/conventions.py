"""Corrects machine-cut hotline text by a word list and the written conventions (numbers: `hotline_conventions.md`)."""

import re

NUMERALS = set("一二三四五六七八九十")
ROAD_ENDS = {"路", "街", "巷", "桥"}
# Not the name of a road: 道路, 修建|路, 这条|路.
NO_ROAD = set(
    "道路 马路 公路 铁路 小区 学校 一条 这条 整条 主干 我们 他们 人民 附近 旁边 门口 新建 规划 市政 农村 乡村 城市 高速 地铁 "
    "多条 两条 原来 现在 已经 可以 没有 以及 或者 因为 进行 修建 步行 商业 小吃 美食 十字 交叉 三岔 人行 立交 高架 断头 "
    "村级 通村 组级 机耕".split()
)
NO_ROAD_CHARACTERS = set("的了在到从由往向过修条这该此走占沿与和及等是有为被把")
GENERIC = {"街道", "社区", "片区", "新区", "小区", "大道"}


def joined(words, lexicon, longest):
    """Joins the leftmost longest row of tokens that spells a listed word."""
    out, at = [], 0
    while at < len(words):
        best, string = at, words[at]
        for end in range(at + 1, len(words)):
            string += words[end]
            if len(string) > longest:
                break
            if string in lexicon:
                best = end
        out.append("".join(words[at : best + 1]))
        at = best + 1
    return out


def split_places(words, known):
    """A town and its village are two words, and so are a name and 街道, 社区, 小区 … (7, 9, 10)."""
    out = []
    for word in words:
        town = re.fullmatch(r"([一-龥]{2,4}[镇乡])([一-龥]{2,4}[村组])", word)
        if town:
            out += town.groups()
        elif len(word) >= 4 and word[-2:] in GENERIC and word not in known:
            out += [word[:-2], word[-2:]]
        else:
            out.append(word)
    return out


def with_roads(words):
    """A name of two or three characters and 路, 街, 巷, 桥 are one word (8)."""
    out = []
    for word in words:
        name = out[-1] if out else ""
        if word in ROAD_ENDS and re.fullmatch("[一-龥]{2,3}", name) and name not in NO_ROAD \
                and name[-1] not in "东西南北中段的条" and not NO_ROAD_CHARACTERS.intersection(name):
            out[-1] += word
        else:
            out.append(word)
    return out


def belongs(number, unit, before, after):
    """Whether a number and the unit after it are one word: 9点, 27号, 2018年 (4, 5)."""
    value = int(number) if len(number) < 6 else 10**6
    if unit == "点":
        return len(number) <= 2 and value <= 24
    if unit == "号":
        return len(number) <= 2 and 1 <= value <= 31 and after[:1] not in list("线楼栋院门房机店井地") \
            and before not in ("地铁", "铁路")
    if unit == "月份":
        return value <= 12
    if unit == "月":
        return value <= 12 and (before.endswith("年") or after[:1].isdigit() or after in ("初", "底", "份", "上旬", "中旬", "下旬"))
    if unit == "日":
        return value <= 31 and before.endswith("月")
    if unit == "年":
        return 1900 <= value <= 2099 or len(number) == 2 and 10 <= value <= 20 and (after[:1].isdigit() or after in ("初", "底"))
    return unit in ("百", "千", "万", "亿")


def with_numbers(words):
    """Joins numbers with units, letters with digits and marks of masking; parts ranges (4, 5, 6)."""
    out, at = [], 0
    while at < len(words):
        word, after = words[at], words[at + 1 : at + 3] + ["", ""]
        before = out[-1] if out else ""
        span = re.fullmatch(r"(\d{1,3}(?:\.\d+)?)([-~—－～])(\d{1,3}(?:\.\d+)?)", word)
        if re.fullmatch(r"[0-9]+", word) and belongs(word, after[0], before, after[1]):
            out.append(word + after[0])
            at += 1
        elif span:
            out += span.groups()
        elif before and (set(before + word) <= set("*＊") or re.fullmatch("[A-Za-z]+", before) and re.fullmatch(r"\d+", word)):
            out[-1] += word
        elif word == "期" and before and set(before) <= NUMERALS and len(before) <= 2:
            out[-1] += word
        else:
            out.append(word)
        at += 1
    return out


def with_phrases(words):
    """您好, 真的 and the 的话 of a condition are words (2)."""
    line = " " + " ".join(words) + " "
    line = line.replace(" 您 好 ", " 您好 ").replace(" 真 的 ", " 真的 ")
    return re.sub(r" 的 话 (?=[，,。；;] )", " 的话 ", line).split()


def corrected(tagged, lexicon, known):
    """Each line with all conventions applied."""
    lexicon = set(lexicon)
    longest = max(map(len, lexicon), default=0)
    for words in tagged:
        words = with_roads(split_places(joined(words, lexicon, longest), known))
        yield with_phrases(with_numbers(words))


def picked(lines, lexicon, quota, every):
    """The lines that teach: those with listed words, at most `quota` of each, and one in `every` of the rest."""
    lexicon, seen = set(lexicon), {}
    for number, words in enumerate(lines):
        listed = [word for word in words if word in lexicon]
        is_new = any(seen.get(word, 0) < quota for word in listed)
        if 4 <= len(words) <= 120 and (is_new or number % every == 0):
            for word in listed:
                seen[word] = seen.get(word, 0) + 1
            yield words
