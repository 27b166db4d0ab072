"""What the conditional random field sees of each character."""

import unicodedata

from ..pipeline.text import MARKUP, mask


def whole(message):
    """Title and body, masked, with compatibility forms, markup and white space folded; case is kept."""
    fields = message.get("title") or message.get("subject"), message.get("body") or message.get("detail")
    return plain(mask("\n".join(field or "" for field in fields)))


def plain(text):
    """The text with compatibility forms, markup and white space folded."""
    return MARKUP.sub(" ", unicodedata.normalize("NFKC", text))


def kind(character):
    """Digit, Latin letter, Han character or other."""
    if character.isdigit():
        return "0"
    return "a" if character < "\x80" and character.isalpha() else "汉" if character.isalpha() else "."


def features(text, words):
    """Characters around, their pairs, and the words that the segmenter sees."""
    seen = []
    for word in words:
        seen += [(word, str(min(i, 2)) + ("e" if i == len(word) - 1 else "")) for i in range(len(word))]
    padded = "\x02\x02" + text + "\x03\x03"
    rows = []
    for i in range(len(text)):
        a, b, c, d, e = padded[i : i + 5]
        word, place = seen[i]
        row = ["-2" + a, "-1" + b, "0" + c, "+1" + d, "+2" + e, "-10" + b + c, "01" + c + d, "-101" + b + c + d]
        row += ["12" + d + e, "-21" + a + b, "w" + word, "p" + place, "k" + kind(b) + kind(c) + kind(d)]
        rows.append(row)
    return rows
