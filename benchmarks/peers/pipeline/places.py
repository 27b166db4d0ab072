"""Where a message is about: a conditional random field over words (CRFsuite), learned from marked places.

Title and head of the body are read, as `tingfeng ingest` does for matching.
"""

import re

import pycrfsuite

HEAD = 120
CODE = re.compile(r"[a-m]\d{0,2}[市区县]$")
OUT, BEGIN, INSIDE = "O", "B", "I"


def features(words):
    """What the field sees of each word: itself, its neighbours, their last characters."""
    kinds = ["code" if CODE.match(w) else "digits" if w.isdigit() else w[-1] for w in words]
    around = ["<", *words, ">"]
    ends = ["<", *kinds, ">"]
    return [
        [
            "w=" + word, "e=" + kind, "n=" + str(min(len(word), 4)),
            "-w=" + around[i], "+w=" + around[i + 2], "-e=" + ends[i], "+e=" + ends[i + 2], "ee=" + ends[i] + kind,
        ]
        for i, (word, kind) in enumerate(zip(words, kinds))
    ]  # fmt: skip


def labels(words, places):
    """B, I or O for each word, by the marked strings that it lies in."""
    text, starts = "".join(words), []
    for word in words:
        starts.append(starts[-1] + len(previous) if starts else 0)
        previous = word
    found = [OUT] * len(words)
    for place in sorted(places, key=len, reverse=True):
        at = text.find(place)
        while at >= 0:
            inside = [i for i, start in enumerate(starts) if at <= start < at + len(place) and found[i] == OUT]
            for order, i in enumerate(inside):
                found[i] = INSIDE if order else BEGIN
            at = text.find(place, at + len(place))
    return found


def strings(words, said):
    """Distinct strings that the labels of the words name, none that stands inside a longer one."""
    found, open_place = [], ""
    for word, label in zip([*words, ""], [*said, OUT]):
        if open_place and label != INSIDE:
            found.append(open_place)
            open_place = ""
        if label != OUT:
            open_place += word
    return [p for p in dict.fromkeys(found) if not any(p != other and p in other for other in found)]


def train(messages, cut, view, path):
    """Learns from annotated messages, each as a whole."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": 0.1, "c2": 0.05, "max_iterations": 80, "feature.minfreq": 2})
    for message in messages:
        words = cut(view(message["title"] + "\n" + message["body"]))
        trainer.append(features(words), labels(words, [view(place) for place in message["places"]]))
    trainer.train(str(path))


class PlaceFinder:
    """The places that a text names."""

    def __init__(self, path):
        self.tagger = pycrfsuite.Tagger()
        self.tagger.open(str(path))

    def __call__(self, words):
        """Distinct places in the order of the words, none that stands inside a longer one."""
        return strings(words, self.tagger.tag(features(words)))
