"""What the conditional random field sees of each character, and what it says: begin, inside or outside of a place."""

import unicodedata

from ..pipeline.text import MARKUP, mask

OUT, BEGIN, INSIDE = "O", "B", "I"


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


def labels(text, places):
    """A label for each character; longer places first, every occurrence."""
    found = [OUT] * len(text)
    for place in sorted(places, key=len, reverse=True):
        at = text.find(place)
        while place and at >= 0:
            if all(label == OUT for label in found[at : at + len(place)]):
                found[at : at + len(place)] = [BEGIN] + [INSIDE] * (len(place) - 1)
            at = text.find(place, at + len(place))
    return found


def places(text, said):
    """Distinct strings that are labelled, none that stands inside a longer one."""
    found, start = [], None
    for i, label in enumerate([*said, OUT]):
        if start is not None and label != INSIDE:
            found.append(text[start:i])
            start = None
        if label == BEGIN:
            start = i
    return [place for place in dict.fromkeys(found) if not any(place != other and place in other for other in found)]
