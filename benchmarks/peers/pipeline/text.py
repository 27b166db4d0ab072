"""Text of one message: personal data masked, the cleaned view, its words and its character bigrams."""

import re
import unicodedata

HAN = "\u3400-\u4dbf\u4e00-\u9fff"

PERSONAL = re.compile(
    r"(?<![0-9A-Za-z])(?:\d{17}[0-9Xx]|\d{15,19})(?![0-9A-Za-z])"  # identity and bank card numbers
    r"|(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)"  # mobile phones
    r"|(?<!\d)(?:0\d{2,3}[-—]?\d{7,8}|[48]00[- ]?\d{3}[- ]?\d{4})(?!\d)"  # landlines, 400 and 800 numbers
    r"|(?:(?<=电话)|(?<=电话[:：是]))[2-8]\d{6,7}(?!\d)"
    r"|[\w.+-]+@[\w-]+\.[\w.-]+"  # e-mail
    r"|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"  # plates
    r"[A-Z][·. ]?[A-Z0-9]{5,6}(?![A-Z0-9])"
    r"|(?:(?<=QQ)|(?<=qq))[号群]?[:：是]?\s*\d{5,12}|(?:(?<=微信)|(?<=[Vv]信))号?[:：是]?\s*[A-Za-z][\w-]{5,19}"
    rf"|(?:(?<=我叫)|(?<=姓名)|(?<=联系人)|(?<=本人叫))[:：是]?[{HAN}]{{2,3}}"  # names after a cue and before a title
    rf"|(?<![{HAN}])[{HAN}]{{1,3}}(?=先生|女士)"
    r"|(?:(?<=单元)|(?<=[栋幢-]))\d{3,4}(?=[室房号]?)(?![\d年月日元米])|(?<!\d)\d{3,4}(?=室)"  # rooms
)
RUN = re.compile(rf"[{HAN}]+|[a-z0-9]+")
MARKUP = re.compile(r"<[^<>]{1,200}>|\s+")
ITEM = re.compile(r"(?:^|[\s。；;：:])(?:[1-9]|[一二三四五六七八九])[、.．)）]")
REGION = re.compile(r"[A-M]\d{1,2}[市县区]|[A-M]市|西地省")


def mask(text):
    """Personal data replaced by stars of the same UTF-8 length."""
    return PERSONAL.sub(lambda m: "".join("*" if c < "\x80" else "＊" for c in m[0]), text)


def view(text):
    """The text as it is compared: compatibility forms, case, markup and white space folded."""
    return MARKUP.sub(" ", unicodedata.normalize("NFKC", text).lower())


def bigrams(view_text):
    """Overlapping Han bigrams, the last character of a run alone; a Latin or digit run is one token."""
    tokens = []
    for run in RUN.findall(view_text):
        if run[0] < "\x80":
            tokens.append(run)
        else:
            tokens += [run[i : i + 2] for i in range(len(run))]
    return tokens


def region(title, body):
    """The first region name of the title, then of the body, else 未知."""
    found = REGION.search(title) or REGION.search(body)
    return found[0] if found else "未知"


def items(view_text):
    """The parts of a text with a numbered list of two items or more, else nothing."""
    starts = [found.end() for found in ITEM.finditer(view_text)]
    if len(starts) < 2:
        return []
    return [view_text[start:end] for start, end in zip(starts, [*starts[1:], len(view_text)])]


def cutter(name):
    """The function text → list of words of the named segmenter, its dictionary loaded."""
    if name == "rjieba":
        import rjieba

        return rjieba.cut
    import logging

    import jieba

    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    return jieba.lcut
