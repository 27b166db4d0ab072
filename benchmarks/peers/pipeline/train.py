"""Trains the pipeline's category model: python -m peers.pipeline.train LABELLED.jsonl MODEL [--segmenter jieba]"""

import argparse
import json

from .model import fit
from .text import bigrams, cutter, view


def tokens(message, cut):
    """Words and character bigrams of title and body, as the pipeline makes them."""
    text = view(message["subject"] + "\n" + message["detail"])
    return cut(text) + bigrams(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labelled")
    parser.add_argument("model")
    parser.add_argument("--segmenter", choices=["jieba", "rjieba"], default="jieba")
    options = parser.parse_args()
    cut = cutter(options.segmenter)
    with open(options.labelled, encoding="utf-8") as lines:
        messages = [json.loads(line) for line in lines]
    documents = [tokens(m, cut) for m in messages]
    fit(documents, [m["label"] for m in messages], [m["fold"] for m in messages]).save(options.model)


if __name__ == "__main__":
    main()
