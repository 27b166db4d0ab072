"""Sentences of the unlabelled hotline messages, without those that stand in a hand-cut set."""

import json
import re

FILES = ("labelled_train", "unlabelled", "stream", "replies", "labelled_dev")


def bare(text):
    """A text without blanks."""
    return re.sub(r"\s", "", text)


def sentences(folder):
    """The different sentences of titles and bodies, in the order of the files."""
    seen = {}
    for name in FILES:
        for line in open(folder / f"{name}.jsonl", encoding="utf-8"):
            row = json.loads(line)
            if row.get("form") == "segmented":
                continue
            for field in ("subject", "detail"):
                text = re.sub(r"\s+", " ", row.get(field) or "").strip()
                for sentence in re.split(r"(?<=[。！？；!?;])", text):
                    if len(sentence.strip()) >= 4:
                        seen.setdefault(bare(sentence))
    return list(seen)


def without(sentences, held_out):
    """The sentences that neither are nor contain one that is held out for measuring."""
    lines = {bare(line) for path in held_out for line in open(path, encoding="utf-8")}
    cores = [line.strip("。！？；!?;，,") for line in lines if len(line) >= 8]
    return [s for s in sentences if s not in lines and not any(core in s for core in cores)]
